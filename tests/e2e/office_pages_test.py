#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every page of the office, in a real Chromium, under the policy that its door sends.

Usage: office_pages_test.py BIN. test_pages makes the pages; here they are parsed (every tag closed),
opened at 1280, 390 and 320 px and looked through by tests/support/page_checks.js. A sheet or
a poster becomes one side of A4. SAMEN_AXE=axe.min.js asks axe-core as well; SAMEN_KEEP=FOLDER keeps the pictures.
Exit 77 where there is no chromium.
"""
import html.parser
import http.server
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from browser import Browser  # noqa: E402

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".").resolve()
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'"
VOID = {"meta", "link", "input", "br"}
# What makes the pages; of kiosks and staff those tests that keep one of each.
TESTS = ("EveryPage.*:TypedAtTheKiosk.*:Reports.*:Rounds.Every*:Fleet.Shows*:Fleet.Revokes*:Fleet.Makes*:Fleet.WhatA*:"
         "Staff.Shows*:Staff.Says*:PasskeyPages.*:Files.IsAll*:Files.OfA*:"
         "Erasing.Says*:Erasing.Does*:Erasing.Wants*:Missings.*:ImportPages.Each*:ImportPages.Waiting*:"
         "SignUpPages.Each*:SignUpPages.The*:Fair.*:PapersPage.*")
# One of each kind is enough for the narrow windows and for both languages a second time.
SAMPLE = re.compile(r"case-1|case-6|case-9|contacts|sheet|file|erase|missing|poster|worklist|report|round|kiosk|enrol|staff|account|passkey|sign-in-1|invite-0|confirm|problem-404|import|sign-up-(?:start-nl|form-wrong-ar-nl|check-ar-nl|hand|receipt)")
AXE = os.environ.get("SAMEN_AXE", "")
KEEP = os.environ.get("SAMEN_KEEP", "")


class Parser(html.parser.HTMLParser):
    """Whether what was opened is closed, in order."""

    def __init__(self):
        super().__init__()
        self.open, self.wrong = [], []

    def handle_starttag(self, tag, _):
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.wrong.append(f"</{tag}> at {self.getpos()}")


class Handler(http.server.SimpleHTTPRequestHandler):
    def end_headers(self):
        script = "; script-src 'self'" if "passkey" in self.path else ""
        self.send_header("Content-Security-Policy", POLICY + script)
        self.send_header("Cache-Control", "no-store")
        super().end_headers()

    def log_message(self, *_):
        pass


class OfficePages(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-pages-"))
        made = subprocess.run([BIN / "test_pages", f"--gtest_filter={TESTS}"],
                              env={**os.environ, "SAMEN_PAGES": str(cls.folder)}, capture_output=True,
                              text=True, timeout=100)
        assert made.returncode == 0, made.stdout[-2000:]
        cls.pages = sorted(path.name for path in cls.folder.glob("*.html"))
        for name in ("style.css", "passkey.js"):
            shutil.copy(ROOT / "assets/office" / name, cls.folder)
        cls.server = http.server.ThreadingHTTPServer(
            ("127.0.0.1", 0), lambda *a: Handler(*a, directory=str(cls.folder)))
        threading.Thread(target=cls.server.serve_forever, daemon=True).start()
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls):
        cls.browser.__exit__()
        cls.server.shutdown()
        cls.server.server_close()
        shutil.rmtree(cls.folder, ignore_errors=True)

    def open(self, page):
        self.browser.open(f"http://127.0.0.1:{self.server.server_port}/{page}")

    def test_every_tag_is_closed(self):
        self.assertGreater(len(self.pages), 60)
        for page in self.pages:
            parser = Parser()
            parser.feed((self.folder / page).read_text(encoding="utf-8"))
            self.assertEqual((parser.wrong, parser.open), ([], []), page)

    def test_nothing_is_in_anybodys_way(self):
        checks = (ROOT / "tests/support/page_checks.js").read_text(encoding="utf-8")
        wrong = []
        for page in self.pages:
            for width in (1280, 390, 320):
                if width < 1280 and not SAMPLE.search(page):
                    continue
                self.browser.size(width)
                self.open(page)
                wrong += [f"{page} {width}: {words}" for words in self.browser.run(checks)]
        complaints = [said for said in self.browser.complaints() if "favicon" not in said]
        self.assertEqual(wrong + complaints, [])

    def test_what_was_typed_at_a_kiosk_runs_nothing(self):
        typed = [page for page in self.pages if page.startswith("IsNeverMoreThanText")]
        self.assertGreater(len(typed), 2)
        for page in typed:
            self.open(page)
            self.assertEqual(self.browser.run(
                "return [...document.querySelectorAll('script,img,b,i,[onfocus],[onclick]')].length"), 0, page)

    def test_a_sheet_and_a_poster_are_one_side_of_a4(self):
        for page in self.pages:
            if "-sheet-" not in page and "-poster-" not in page:
                continue
            self.open(page)
            paper = self.browser.pdf()
            if KEEP:
                pathlib.Path(KEEP, page.replace(".html", ".pdf")).write_bytes(paper)
            self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", paper)), 1, page)
            self.assertRegex(paper, rb"/MediaBox \[0 0 59[45][.\d]* 84[12][.\d]*\]")

    @unittest.skipUnless(KEEP, "SAMEN_KEEP says where pictures go")
    def test_pictures(self):
        for page in self.pages:
            for width in (1280, 390, 320) if SAMPLE.search(page) else (1280,):
                self.open(page)
                self.browser.picture(str(pathlib.Path(KEEP, f"{page[:-5]}-{width}.png")), width)

    @unittest.skipUnless(AXE, "SAMEN_AXE says where axe.min.js is")
    def test_axe_finds_nothing(self):
        source = pathlib.Path(AXE).read_text(encoding="utf-8")
        found, rules = [], 0
        for page in self.pages:
            for width in (1280, 320):
                self.browser.size(width)
                self.open(page)
                self.browser.run(source)
                result = self.browser.run_async(
                    "const done = arguments[0]; axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', "
                    "'wcag21aa', 'wcag22aa', 'best-practice']}).then((r) => done({bad: r.violations.map((v) => "
                    "v.id + ': ' + v.nodes.map((n) => n.target).join(' ')), good: r.passes.length}))")
                found += [f"{page} {width}: {words}" for words in result["bad"]]
                rules += result["good"]
        print(f"axe: {len(self.pages)} pages at two widths, {rules} rules passed, {len(found)} violations")
        self.assertEqual(found, [])


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main(argv=sys.argv[:1] + sys.argv[2:])
