# SPDX-License-Identifier: Apache-2.0
"""A Chromium without a window, spoken to by WebDriver (W3C) over HTTP: packages chromium, chromium-driver."""
import base64
import json
import shutil
import subprocess
import tempfile
import time
import urllib.error
import urllib.request

FLAGS = ("--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --hide-scrollbars "
         "--disable-background-networking --disable-component-update --disable-sync "
         "--ignore-certificate-errors").split()


class Browser:
    def __init__(self, *more_flags):
        self.folder = tempfile.mkdtemp(prefix="samen-browser-")
        self.log = open(f"{self.folder}/driver.log", "w+", encoding="utf-8")
        self.process = subprocess.Popen(["chromedriver", "--port=0"], stdout=self.log, stderr=self.log)
        self.base = f"http://127.0.0.1:{self._port()}"
        self.session = self._call("POST", "/session", {"capabilities": {"alwaysMatch": {
            "goog:loggingPrefs": {"browser": "ALL"},
            "goog:chromeOptions": {"args": [*FLAGS, *more_flags, f"--user-data-dir={self.folder}/data"]}}}})["sessionId"]

    def __enter__(self):
        return self

    def __exit__(self, *_):
        try:
            self._command("DELETE", "")
        finally:
            self.process.terminate()
            self.process.wait(10)
            self.log.close()
            shutil.rmtree(self.folder, ignore_errors=True)

    def _port(self):
        for _ in range(300):
            with open(self.log.name, encoding="utf-8") as said:
                words = said.read()
            if "started successfully on port" in words:
                return int(words.split("started successfully on port")[1].split(".")[0])
            if self.process.poll() is not None:
                break
            time.sleep(0.1)
        raise AssertionError("chromedriver does not start: " + words)

    def _call(self, method, path, body=None):
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(self.base + path, data, {"Content-Type": "application/json"},
                                         method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return json.load(answer)["value"]
        except urllib.error.HTTPError as error:
            raise AssertionError(f"{path}: {json.load(error)['value']['message'][:600]}") from None

    def _command(self, method, path, body=None):
        return self._call(method, f"/session/{self.session}{path}", body)

    def cdp(self, name, **parameters):
        return self._command("POST", "/goog/cdp/execute", {"cmd": name, "params": parameters})

    def open(self, url):
        self._command("POST", "/url", {"url": url})

    def cookies(self):
        return self._command("GET", "/cookie")

    def url(self):
        return self._command("GET", "/url")

    def run(self, script, *arguments):
        return self._command("POST", "/execute/sync", {"script": script, "args": list(arguments)})

    def run_async(self, script, *arguments):
        return self._command("POST", "/execute/async", {"script": script, "args": list(arguments)})

    def find(self, selector):
        found = self._command("POST", "/element", {"using": "css selector", "value": selector})
        return next(iter(found.values()))

    def click(self, selector):
        self._command("POST", f"/element/{self.find(selector)}/click", {})

    def follow(self, selector):
        """A click that leads to another page, until that one is there."""
        self.run("window.samenBefore = true")
        self.click(selector)
        self.wait_for_another_page(selector)

    def wait_for_another_page(self, selector):
        for _ in range(400):
            try:
                if self.run("return !window.samenBefore && document.readyState === 'complete'"):
                    return
            except AssertionError:
                pass  # between two pages there is nothing to ask
            time.sleep(0.05)
        raise AssertionError(f"{selector} leads nowhere")

    def type(self, selector, text):
        element = self.find(selector)
        self._command("POST", f"/element/{element}/clear", {})
        self._command("POST", f"/element/{element}/value", {"text": text})

    def keys(self, actions):
        """Key strokes to whatever has the focus."""
        self._command("POST", "/actions", {"actions": [{"type": "key", "id": "keys", "actions": actions}]})

    def text(self):
        return self.run("return document.body.innerText")

    def size(self, width, height=900):
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1,
                 mobile=False)

    def picture(self, path, width):
        """The whole page at this width, as a PNG."""
        self.size(width)
        self.size(width, self.run("return document.documentElement.scrollHeight"))
        with open(path, "wb") as out:
            out.write(base64.b64decode(self._command("GET", "/screenshot")))

    def picture_of(self, selector):
        """One element as it stands on the screen, as a PNG."""
        return base64.b64decode(self._command("GET", f"/element/{self.find(selector)}/screenshot"))

    def choose_file(self, selector, path):
        self._command("POST", f"/element/{self.find(selector)}/value", {"text": str(path)})

    def choose(self, selector, value):
        """One entry of a list."""
        self.click(f"{selector} option[value='{value}']")

    def pdf(self):
        return base64.b64decode(self.cdp("Page.printToPDF", preferCSSPageSize=True,
                                         printBackground=True)["data"])

    def security_key(self):
        """A virtual authenticator that holds passkeys and says yes for its owner; its number."""
        return self._command("POST", "/webauthn/authenticator", {
            "protocol": "ctap2", "transport": "internal", "hasResidentKey": True,
            "hasUserVerification": True, "isUserVerified": True, "isUserConsenting": True})

    def key_verifies(self, key, verifies):
        self._command("POST", f"/webauthn/authenticator/{key}/uv", {"isUserVerified": verifies})

    def keys_in(self, key):
        return self._command("GET", f"/webauthn/authenticator/{key}/credentials")

    def put_key_in(self, key, credential):
        self._command("POST", f"/webauthn/authenticator/{key}/credential", credential)

    def take_key_out(self, key, credential):
        self._command("DELETE", f"/webauthn/authenticator/{key}/credentials/{credential}")

    def complaints(self):
        """What the console says since the last time: a policy that refused something, a script that failed."""
        return [entry["message"] for entry in self._command("POST", "/se/log", {"type": "browser"})]
