# SPDX-License-Identifier: Apache-2.0
"""A matcher with an office, for tests of it: made-up people and a round, the program that serves them, and a
Chromium in front of it. Folder, program and browser are gone afterwards."""
import json
import os
import pathlib
import re
import sqlite3
import ssl
import subprocess
import sys
import tempfile
import time
import unittest
import urllib.request

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
import office_client  # noqa: E402
from browser import Browser  # noqa: E402
from office_visit import PASSWORD, accept_invitation, in_dutch  # noqa: E402

KEEP = os.environ.get("SAMEN_KEEP", "")  # a folder for pictures
AXE = os.environ.get("SAMEN_AXE", "")  # axe.min.js
RULES = "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']"


class OfficeHouse(unittest.TestCase):
    program = None  # path of samen-matcher
    source = None  # the project's folder, for the assets
    people = True  # made-up ones and a round
    runs_as = ()  # before every command: as which user

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.data = pathlib.Path(scratch.name) / "matcher"
        self.made(self.data.parent)
        self.run_it("init", "--data", self.data, "--listen", "127.0.0.1:0")
        if not self.people:
            return
        self.run_it("populate", "--data", self.data, "--centre", "De Linde", "--households", 6,
                    "--groups", 8)
        self.run_it("round", "--data", self.data)
        pair = json.loads(self.run_it("proposals", "--data", self.data, "--json"))["proposals"][0]
        self.label, self.group = pair["household"], pair["group"]

    def made(self, scratch):
        """Before anything is in it."""

    def run_it(self, *arguments, code=0):
        """What it printed; of a refusal what it said."""
        done = subprocess.run([*self.runs_as, self.program, *map(str, arguments)], capture_output=True, text=True,
                              timeout=60, check=False)
        self.assertEqual(done.returncode, code, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout if code == 0 else done.stderr

    def serves(self, *options, office="127.0.0.1:0", log=subprocess.DEVNULL):
        """Starts serve, which ends with the test; where office and kiosks ("ready") are."""
        self.serve = subprocess.Popen(
            [*self.runs_as, self.program, "serve", "--data", self.data, "--office", office, "--assets", self.source / "assets",
             *options], stdout=subprocess.PIPE, stderr=log, text=True)
        self.addCleanup(self.stops, self.serve)
        said = {}
        for line in self.serve.stdout:
            word, _, said[word] = line.strip().partition(" ")
            if word == "ready":
                return said
        return self.fail("serve ended before it was ready")

    def visitor(self, url):
        """Who speaks HTTP to the office and keeps cookies."""
        return office_client.Browser(url, self.data / "tls.crt")

    def invited(self, url, name, role="coordinator", *more):
        """A visitor with an account of their own, and the secret of their telephone."""
        said = self.run_it("office", "invite", "--data", self.data, name, "--role", role, *more)
        link = re.search(r"/invite/[0-9a-f]{64}", said).group(0)
        self.assertIn(url + link, said)
        return self.accepts(url, link)

    def accepts(self, url, link):
        one = self.visitor(url)
        page = one.get(link)
        secret = page.secret()
        came = one.send(page, link, password=PASSWORD, again=PASSWORD, code=office_client.code_of(secret, -1))
        self.assertEqual((came.status, came.where()), (303, "/"), came.body)
        return one, secret

    @staticmethod
    def stops(process):
        process.kill()
        process.wait(10)
        process.stdout.close()


class BrowserHouse(OfficeHouse):
    """Somebody in front of the office."""
    pictures = ""  # what their names begin with
    widths = (1280, 390)

    def opens_browser(self, *flags):
        self.web = Browser(*flags)
        self.addCleanup(self.web.__exit__)
        self.web.size(1280)

    def comes_in(self, name, role, *more):
        """By an invitation, in Dutch; what their codes are made of."""
        said = self.run_it("office", "invite", "--data", self.data, name, "--role", role, *more)
        secret = accept_invitation(self.web, self.url, said)
        in_dutch(self.web)
        return secret

    def keep(self, name):
        if KEEP:
            for width in self.widths:
                self.web.picture(str(pathlib.Path(KEEP, f"{self.pictures}-{name}-{width}.png")), width)
            self.web.size(1280)

    def looks_right(self, name):
        """Looks the page through as page_checks.js does, and as axe-core does where SAMEN_AXE says where it is."""
        checks = (self.source / "tests/support/page_checks.js").read_text(encoding="utf-8")
        for width in (1280, 390, 320):
            self.web.size(width)
            self.assertEqual(self.web.run(checks), [], f"{name} {width}")
            if AXE:
                self.web.run(pathlib.Path(AXE).read_text(encoding="utf-8"))
                self.assertEqual(self.web.run_async(
                    f"const done = arguments[0]; axe.run(document, {{runOnly: {RULES}}}).then("
                    "(r) => done(r.violations.map((v) => v.id)))"), [], f"{name} {width}")
        self.web.size(1280)
        self.keep(name)

    def sees(self, words):
        self.assertIn(words, self.web.text())

    def sees_soon(self, words):
        """On the page, or on the next one, or from the script on it."""
        give_up = time.monotonic() + 15
        while time.monotonic() < give_up:
            try:
                if words in self.web.text():
                    return
            except AssertionError:
                pass  # between two pages
            time.sleep(0.05)
        self.fail(f"{words!r} is not in: {self.web.url()}: {self.web.text()}")

    def fetched(self, path):
        """What a browser would save: its kind, and the text without the mark in front."""
        cookies = "; ".join(f"{each['name']}={each['value']}" for each in self.web.cookies())
        trust = ssl.create_default_context(cafile=self.data / "tls.crt")
        trust.check_hostname = False
        request = urllib.request.Request(self.url + path, headers={"Cookie": cookies})
        with urllib.request.urlopen(request, timeout=20, context=trust) as answer:
            return answer.headers["Content-Type"], answer.read().decode("utf-8-sig")

    def press(self, act):
        self.web.follow(f"button[value='{act}']")

    def changed(self, sql):
        """In the store, past the program: hours or weeks that have gone by."""
        with sqlite3.connect(self.data / "matcher.db", timeout=20) as store:
            store.execute(sql)
        store.close()
