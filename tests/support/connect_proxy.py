# SPDX-License-Identifier: Apache-2.0
"""An HTTP proxy as an organisation has one: it makes tunnels (CONNECT) and sees nothing else.

    with ConnectProxy() as proxy:
        kiosk.start_courier(env={"https_proxy": proxy.url})
        ... proxy.asked_for ...            # ["[::1]:8443", ...]
"""
import contextlib
import socket
import threading
import urllib.parse


class ConnectProxy:
    def __init__(self, hosts=None):
        self.asked_for = []
        self._hosts = hosts or {}  # names that only this network knows: {"name": "127.0.0.1"}
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self._listener.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.close()

    def _accept(self):
        with contextlib.suppress(OSError):
            while True:  # ends: __exit__ closes the listener
                client, _ = self._listener.accept()
                threading.Thread(target=self._tunnel, args=(client,), daemon=True).start()

    def _tunnel(self, client):
        with client, client.makefile("rb") as stream, contextlib.suppress(OSError):
            method, target, _ = stream.readline().decode().split()
            while stream.readline().strip():
                pass
            assert method == "CONNECT", method
            self.asked_for.append(target)
            where = urllib.parse.urlsplit(f"//{target}")
            with socket.create_connection((self._hosts.get(where.hostname, where.hostname), where.port)) as server:
                client.sendall(b"HTTP/1.1 200 OK\r\n\r\n")
                back = threading.Thread(target=_pump, args=(server, client), daemon=True)
                back.start()
                _pump(client, server)
                back.join()


def _pump(source, sink):
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)
