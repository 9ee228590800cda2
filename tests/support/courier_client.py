# SPDX-License-Identifier: Apache-2.0
"""Speaks to the matcher like a courier would, byte by byte as the test wants it. Signs with the
openssl program after the RFCs, not with our code."""
import base64
import hashlib
import http.client
import json
import os
import ssl
import time
import uuid

import openssl_keys
from house import rows


class CourierClient:
    def __init__(self, kiosk, port):
        self.port = port
        self.seed = (kiosk.data / "courier.key").read_bytes()[-32:]
        (device,), = rows(kiosk.database, "SELECT device FROM trust")
        self.device = str(uuid.UUID(bytes=device))

    def send(self, method, target, body=b"", headers=None):
        context = ssl.create_default_context()
        context.check_hostname = False
        context.verify_mode = ssl.CERT_NONE
        connection = http.client.HTTPSConnection("127.0.0.1", self.port, timeout=20, context=context)
        try:
            connection.request(method, target, body, {"Content-Type": "application/json",
                                                      **(headers or {})})
            answer = connection.getresponse()
            content = answer.read()
            return answer.status, json.loads(content) if content else None
        finally:
            connection.close()

    def signature(self, method, path, body, query="", created=None):
        """The headers that sign a request."""
        return openssl_keys.signed_headers(
            self.seed, self.device, method, path, query, body, created or int(time.time()),
            base64.b64encode(os.urandom(16)).decode())

    def signed(self, method, path, body, query="", created=None, altered=None):
        """`altered` is sent in the place of the body that was signed."""
        headers = self.signature(method, path, body, query, created)
        return self.send(method, path + (f"?{query}" if query else ""), altered or body, headers)


def envelope_of(kiosk, seq):
    """A row of the outbox as the first version of the contract writes it."""
    row, = rows(kiosk.database, "SELECT id, device, seq, key_id, boot, mono_ms, wall_ms, trusted, "
                "body, signature FROM outbox WHERE seq = ?", seq)
    record, device, seq, key_id, boot, mono_ms, wall_ms, trusted, body, signature = row
    return {"id": str(uuid.UUID(bytes=record)), "device": str(uuid.UUID(bytes=device)), "seq": seq,
            "key_id": key_id,
            "stamp": {"boot": boot.hex(), "mono_ms": mono_ms, "wall_ms": wall_ms,
                      "trusted": bool(trusted)},
            "body": base64.b64encode(body).decode(),
            "signature": base64.b64encode(signature).decode()}


def resigned(kiosk, envelope):
    """The same envelope under a signature of the kiosk's own key."""
    body = hashlib.sha256(base64.b64decode(envelope["body"])).hexdigest()
    stamp = envelope["stamp"]
    lines = ("samen-envelope-1", envelope["id"], envelope["device"], envelope["seq"],
             envelope["key_id"], stamp["boot"], stamp["mono_ms"], stamp["wall_ms"],
             int(stamp["trusted"]), body)
    text = "".join(f"{line}\n" for line in lines).encode()
    seed = (kiosk.data / "device.key").read_bytes()[-32:]
    return {**envelope, "signature": base64.b64encode(openssl_keys.sign(seed, text)).decode()}
