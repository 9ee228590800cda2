# SPDX-License-Identifier: Apache-2.0
"""What the Notify API answers, by its published description
(https://docs.notifications.service.gov.uk/rest-api.html): a service of somebody else that no test may
send to. Refuses what that description refuses: a token that is not signed, or older than 30 seconds, a
request without its fields, a number that is none.

    with NotifyServer() as notify:
        ... notify.url, notify.key ...
        notify.taken     # the bodies that were taken
"""
import base64
import hashlib
import hmac
import http.server
import json
import threading
import time
import uuid


def _part(text):
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class NotifyServer:
    def __init__(self):
        self.service, self.secret = str(uuid.uuid4()), str(uuid.uuid4())
        self.template = str(uuid.uuid4())
        self.key = f"samen-{self.service}-{self.secret}"
        self.taken = []

    def __enter__(self):
        outer = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self):
                body = self.rfile.read(int(self.headers["Content-Length"]))
                code, answer = outer._answer(self.path, self.headers, body)
                self.send_response(code)
                self.send_header("Content-Type", "application/json")
                self.end_headers()
                self.wfile.write(json.dumps(answer).encode())

            def log_message(self, *_):
                pass

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()

    def _answer(self, path, headers, body):
        def refused(code, error, message):
            return code, {"status_code": code, "errors": [{"error": error, "message": message}]}

        why = self._wrong_token(headers.get("Authorization", ""))
        if why:
            return refused(403, "AuthError", why)
        if path != "/v2/notifications/sms":
            return refused(404, "NoResultFound", "No result found")
        asked = json.loads(body)
        if asked.get("template_id") != self.template:
            return refused(400, "BadRequestError", "Template not found")
        number = asked.get("phone_number", "")
        if not number.startswith("+316") or len(number) != 12:
            return refused(400, "ValidationError", f"phone_number {number} is not a number")
        if set(asked["personalisation"]) != {"message"}:
            return refused(400, "BadRequestError", "Missing personalisation: message")
        self.taken.append(asked)
        return 201, {"id": str(uuid.uuid4()), "reference": asked.get("reference"),
                     "content": {"body": asked["personalisation"]["message"], "from_number": "Samen"},
                     "uri": f"{self.url}/v2/notifications/0", "template": {"id": self.template}}

    def _wrong_token(self, header):
        try:
            head, claims, signature = header.removeprefix("Bearer ").split(".")
            wanted = hmac.new(self.secret.encode(), f"{head}.{claims}".encode(), hashlib.sha256).digest()
            said = json.loads(_part(claims))
            if json.loads(_part(head)) != {"typ": "JWT", "alg": "HS256"}:
                return "Invalid token: algorithm used is not HS256"
            if not hmac.compare_digest(wanted, _part(signature)) or said["iss"] != self.service:
                return "Invalid token: API key not found"
            if abs(time.time() - said["iat"]) > 30:
                return "Error: Your system clock must be accurate to within 30 seconds"
        except (ValueError, KeyError):
            return "Unauthorized: authentication token must be provided"
        return None
