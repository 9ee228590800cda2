# SPDX-License-Identifier: Apache-2.0
"""A reverse proxy as an operator would put one before the matcher: it ends TLS with the matcher's
own key, names the client in X-Forwarded-For and passes everything else on as it is.

    matcher.start(0.3, "--plain", "--forwarded-for")
    with RecordingProxy(matcher) as proxy:
        kiosk.enrol(matcher, url=proxy.url)
        ... proxy.exchanges ...

Under a `prefix` it serves nothing but what lies there, and takes the prefix off.
It keeps what went through, and can stand for a matcher of another version: `alter(exchange)` may
change exchange.status and exchange.answer before they are sent on.
"""
import dataclasses
import http.client
import http.server
import ssl
import threading
import urllib.parse

_NOT_OURS = {"connection", "keep-alive", "transfer-encoding", "content-length", "host", "expect"}


@dataclasses.dataclass
class Exchange:
    method: str
    target: str
    headers: dict
    body: bytes
    status: int = 0
    answer_headers: dict = dataclasses.field(default_factory=dict)
    answer: bytes = b""

    @property
    def path(self):
        return urllib.parse.urlsplit(self.target).path

    @property
    def query(self):
        return dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(self.target).query))


class RecordingProxy:
    def __init__(self, matcher, alter=None, prefix=""):
        self.exchanges = []
        self.alter = alter
        self.prefix = prefix
        proxy = self

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def serve(self):
                body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
                exchange = Exchange(self.command, self.path,
                                    {name.lower(): value for name, value in self.headers.items()},
                                    body)
                try:
                    proxy.ask(exchange, matcher.port, self.client_address[0])
                except OSError:  # the matcher is away
                    self.close_connection = True
                    return
                self.send_response_only(exchange.status)
                for name, value in exchange.answer_headers.items():
                    if name not in _NOT_OURS:
                        self.send_header(name, value)
                self.send_header("Content-Length", str(len(exchange.answer)))
                self.end_headers()
                self.wfile.write(exchange.answer)

            do_GET = do_POST = do_HEAD = serve

            def log_message(self, *_):
                pass

        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(matcher.data / "tls.crt", matcher.data / "tls.key")
        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._server.daemon_threads = True
        self._server.socket = context.wrap_socket(self._server.socket, server_side=True,
                                                  do_handshake_on_connect=False)
        self.port = self._server.server_address[1]
        self.url = f"https://127.0.0.1:{self.port}{prefix}"

    def ask(self, exchange, port, client):
        if not exchange.target.startswith(self.prefix):
            exchange.status, exchange.answer = 404, b"not here"
            return
        exchange.target = exchange.target[len(self.prefix):]
        said = exchange.headers.get("x-forwarded-for")
        headers = {name: value for name, value in exchange.headers.items() if name not in _NOT_OURS}
        headers["x-forwarded-for"] = f"{said}, {client}" if said else client
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        try:
            connection.request(exchange.method, exchange.target, exchange.body or None, headers)
            answer = connection.getresponse()
            exchange.status, exchange.answer = answer.status, answer.read()
            exchange.answer_headers = {name.lower(): value for name, value in answer.getheaders()}
        finally:
            connection.close()
        if self.alter:
            self.alter(exchange)
        self.exchanges.append(exchange)

    def __enter__(self):
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()
