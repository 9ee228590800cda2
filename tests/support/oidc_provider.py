# SPDX-License-Identifier: Apache-2.0
"""A small OpenID Connect provider on the loopback address: strict about what it is asked, honest unless `fault` says
what to do wrong. Signs with the openssl program, so with other code than what checks it."""
import base64
import hashlib
import hmac
import html
import http.server
import json
import pathlib
import secrets
import subprocess
import tempfile
import threading
import time
import urllib.parse


def part(data):
    return base64.urlsafe_b64encode(data).rstrip(b"=").decode()


class Key:
    def __init__(self, kid):
        self.kid = kid
        self.folder = tempfile.TemporaryDirectory()
        self.file = pathlib.Path(self.folder.name) / "key.pem"
        subprocess.run(["openssl", "genrsa", "-out", self.file, "2048"], capture_output=True, check=True)
        said = subprocess.run(["openssl", "rsa", "-in", self.file, "-modulus", "-noout"], capture_output=True,
                              check=True, text=True).stdout
        self.modulus = bytes.fromhex(said.strip().split("=")[1])

    def shown(self):
        return {"kty": "RSA", "use": "sig", "alg": "RS256", "kid": self.kid, "n": part(self.modulus), "e": "AQAB"}

    def signature(self, text):
        return subprocess.run(["openssl", "dgst", "-sha256", "-sign", self.file], input=text.encode(),
                              capture_output=True, check=True).stdout


class Provider:
    """`subject`: who signs in next. `refused`: what it would not take, in its own words."""

    def __init__(self, redirect, client="samen", secret="geheim van X & Y"):
        self.redirect, self.client, self.secret = redirect, client, secret
        self.subject, self.fault, self.refused = "s-1", "", []
        self.acr = ""  # how they signed in, as the token says; empty: it says nothing
        self.key, self.other = Key("k1"), Key("k2")
        self.codes, self.tokens = {}, []
        handler = type("Handler", (Handler,), {"provider": self})
        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self.server.daemon_threads = True
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
        for key in (self.key, self.other):
            key.folder.cleanup()

    def configuration(self):
        return {"issuer": "https://other.example" if self.fault == "discovery" else self.issuer,
                "authorization_endpoint": self.issuer + "/authorize", "token_endpoint": self.issuer + "/token",
                "jwks_uri": self.issuer + "/keys", "response_types_supported": ["code"],
                "code_challenge_methods_supported": ["S256"], "id_token_signing_alg_values_supported": ["RS256"],
                "token_endpoint_auth_methods_supported": ["client_secret_basic"],
                "authorization_response_iss_parameter_supported": True}

    def grant(self, asked):
        """The address that a browser is sent back to."""
        for name, wanted in (("response_type", "code"), ("client_id", self.client), ("redirect_uri", self.redirect),
                             ("code_challenge_method", "S256")):
            if asked.get(name) != wanted:
                self.refused.append(f"{name} is {asked.get(name)}")
        if "openid" not in asked.get("scope", "").split() or len(asked.get("nonce", "")) < 32:
            self.refused.append("scope or nonce")
        code = secrets.token_urlsafe(24)
        self.codes[code] = {**asked, "subject": self.subject}
        issuer = "https://other.example" if self.fault == "mix-up" else self.issuer
        back = {"code": code, "state": asked.get("state", ""), "iss": issuer}
        if self.fault == "cancelled":
            back = {"error": "access_denied", "state": asked.get("state", ""), "iss": issuer}
        if self.fault == "state":
            back["state"] = "0" * 64
        return asked["redirect_uri"] + "?" + urllib.parse.urlencode(back)

    def id_token(self, asked):
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": asked["subject"], "aud": self.client, "iat": now, "exp": now + 300,
                  "nonce": asked["nonce"], "email": "canary@example.nl", "name": "Canary Person"}
        if self.acr:
            claims["acr"] = self.acr
        claims.update({"nonce": {"nonce": "0" * 64}, "expired": {"iat": now - 400, "exp": now - 100},
                       "future": {"iat": now + 4000, "exp": now + 5000}, "issuer": {"iss": "https://other.example"},
                       "audience": {"aud": "other"}, "azp": {"aud": [self.client, "other"]}}.get(self.fault, {}))
        header = {"alg": {"none": "none", "hs256": "HS256"}.get(self.fault, "RS256"), "kid": self.key.kid}
        said = part(json.dumps(header).encode()) + "." + part(json.dumps(claims).encode())
        signer = self.other if self.fault == "forged" else self.key
        mark = {"none": b"", "hs256": hmac.new(self.key.modulus, said.encode(), hashlib.sha256).digest()}.get(
            self.fault)
        token = said + "." + part(signer.signature(said) if mark is None else mark)
        if self.fault == "replay" and self.tokens:
            return self.tokens[-1]
        self.tokens.append(token)
        return token

    def token(self, authorization, form):
        """Status and what it says."""
        given = base64.b64decode(authorization.removeprefix("Basic ")).decode().partition(":")
        if [urllib.parse.unquote(each) for each in (given[0], given[2])] != [self.client, self.secret]:
            self.refused.append("client")
            return 401, {"error": "invalid_client"}
        asked = self.codes.pop(form.get("code", ""), None)
        challenge = part(hashlib.sha256(form.get("code_verifier", "").encode()).digest())
        if asked is None or asked["code_challenge"] != challenge or form.get("redirect_uri") != self.redirect:
            self.refused.append("code, verifier or redirect_uri")
            return 400, {"error": "invalid_grant"}
        if self.fault == "huge":
            return 200, {"id_token": "a" * 200_000}
        if self.fault == "odd":
            return 200, ["id_token"]
        return 200, {"access_token": "x", "token_type": "Bearer", "id_token": self.id_token(asked)}


class Handler(http.server.BaseHTTPRequestHandler):
    provider = None

    def log_message(self, *_):
        pass

    def say(self, status, body, kind="application/json", **headers):
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": kind, "Content-Length": len(data), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data)

    def do_GET(self):  # noqa: N802
        url = urllib.parse.urlsplit(self.path)
        if url.path == "/.well-known/openid-configuration":
            return self.say(200, self.provider.configuration())
        if url.path == "/keys":
            return self.say(200, {"keys": [self.provider.key.shown()]})
        if url.path != "/authorize":
            return self.say(404, {})
        page = ("<!doctype html><title>gemeente X</title><h1>gemeente X</h1><form method=post action='/authorize'>"
                f"<input type=hidden name=asked value='{html.escape(url.query)}'>"
                "<label>Wachtwoord <input id=password name=password type=password></label>"
                "<button>Verder</button></form>")
        return self.say(200, page.encode(), "text/html; charset=utf-8")

    def do_POST(self):  # noqa: N802
        body = self.rfile.read(int(self.headers.get("Content-Length", 0))).decode()
        form = dict(urllib.parse.parse_qsl(body))
        if self.path == "/authorize":
            asked = dict(urllib.parse.parse_qsl(form["asked"]))
            return self.say(302, {}, Location=self.provider.grant(asked))
        if self.provider.fault == "slow":
            time.sleep(3)
        if self.provider.fault == "redirect":
            return self.say(307, {}, Location=self.provider.issuer + "/token-elsewhere")
        status, said = self.provider.token(self.headers.get("Authorization", ""), form)
        return self.say(status, said)
