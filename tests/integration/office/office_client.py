# SPDX-License-Identifier: Apache-2.0
"""A browser and a telephone for the office: cookies, forms' tokens, codes of RFC 6238."""
import base64
import hashlib
import hmac
import html
import http.client
import re
import ssl
import struct
import time
import urllib.parse


def code_of(secret, steps_later=0):
    """The six digits that an app shows now, or so many half minutes later; `secret` in Base32. An earlier
    code is good until this half minute ends: if it soon does, the next one is waited for."""
    key = base64.b32decode(secret.replace(" ", ""))
    left = 30 - time.time() % 30
    if steps_later < 0 and left < 12:
        time.sleep(left)
    step = int(time.time()) // 30 + steps_later
    digest = hmac.new(key, struct.pack(">Q", step), hashlib.sha1).digest()
    at = digest[-1] & 15
    return f"{(struct.unpack('>I', digest[at:at + 4])[0] & 0x7FFFFFFF) % 1_000_000:06d}"


class Answer:
    def __init__(self, response):
        self.status = response.status
        self.headers = response.headers
        self.body = response.read().decode("utf-8")

    def where(self):
        return self.headers.get("Location", "")

    def csrf(self):
        found = re.search(r'name="csrf" value="([0-9a-f]+)"', self.body)
        return found.group(1) if found else ""

    def secret(self):
        """What is shown to be typed into an app."""
        found = re.search(r"((?:[A-Z2-7]{4} ){7}[A-Z2-7]{4})", html.unescape(self.body))
        return found.group(1) if found else ""


class Browser:
    """Keeps cookies; trusts the one certificate it was given, or speaks HTTP without one."""

    def __init__(self, url, certificate=None):
        self.url = urllib.parse.urlsplit(url)
        self.tls = ssl.create_default_context(cafile=certificate) if certificate else None
        self.cookies = {}

    def ask(self, method, path, body=None, headers=None):
        connection = (
            http.client.HTTPSConnection(self.url.hostname, self.url.port, timeout=30,
                                        context=self.tls)
            if self.tls else http.client.HTTPConnection(self.url.hostname, self.url.port,
                                                        timeout=30))
        sent = dict(headers or {})
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        connection.request(method, path, body, sent)
        answer = Answer(connection.getresponse())
        connection.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, value = cookie.split(";")[0].split("=", 1)
            self.cookies[name] = value
            if "Max-Age=0" in cookie:
                del self.cookies[name]
        return answer

    def get(self, path):
        return self.ask("GET", path)

    def post(self, path, **fields):
        return self.ask("POST", path, urllib.parse.urlencode(fields),
                        {"Content-Type": "application/x-www-form-urlencoded",
                         "Sec-Fetch-Site": "same-origin"})

    def send(self, page, path, **fields):
        """The form of that page."""
        return self.post(path, csrf=page.csrf(), **fields)
