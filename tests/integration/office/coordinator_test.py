#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A coordinator's day with the real samen-matcher in a real Chromium.

usage: coordinator_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_KEEP=FOLDER keeps the pictures.
Where there is a soffice (LibreOffice) it opens the report's figures. Exit 77 where there is no chromium.
"""
import csv
import datetime
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from house import House  # noqa: E402
from office_house import BrowserHouse  # noqa: E402
from png_rows import grey_rows  # noqa: E402
from qr_reader import read_codes  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
HEADINGS = ["Voornaam", "Telefoon", "Postcode", "Volwassenen", "In Nederland", "Wie ontmoeten", "Taal", "Tolk"]
# Each receipt's code takes a quarter of a second of a core: fewer people in the usual run.
LINES = 140 if os.environ.get("SAMEN_FULL_RUN") else 40
# Row, column and what stands there that does not fit.
WRONG = [(4, 1, "06 1234"), (5, 2, "131"), (7, 3, "twee"), (11, 4, "gisteren"), (12, 2, "AB 1315"), (15, 7, "soms"),
         (18, 1, "0612"), (21, 3, "0"), (24, 5, "alleen mannen en honden"), (28, 2, "99999"), (30, 7, "misschien"),
         (32, 1, "nul zes")]


def people():
    """LINES rows of a spreadsheet: twelve cells wrong, two people twice."""
    rows = [[f"Zz{chr(97 + i % 26)}{chr(97 + i // 26)}mal", f"06 12 34 {i // 100 + 10:02} {i % 100:02}", str(1315 + i % 4),
             str(1 + i % 3), "1-2 jaar", "geen voorkeur", ("Arabisch", "Turks", "Oekraïens")[i % 3], "nee"]
            for i in range(LINES)]
    for row, column, words in WRONG:
        rows[row - 2][column] = words
    for row in (-1, -2):
        rows[row][:2] = rows[row - 2][:2]
    return rows


class ADay(BrowserHouse):
    program, source, pictures = PROGRAM, SOURCE, "coordinator"
    maxDiff = None

    def setUp(self):
        super().setUp()
        said = self.serves("--listen", "127.0.0.1:0")
        self.url, self.kiosks = said["office"], said["ready"]
        self.opens_browser()
        self.clicks = 0

    def follow(self, selector):
        self.clicks += 1
        self.web.follow(selector)

    def press(self, act):
        self.follow(f"main button[value='{act}']")

    def choose(self, selector, value):
        self.web.choose(selector, value)

    def tick(self, one):
        self.web.click(f"label[for='{one}']")

    def type(self, selector, text):
        self.web.type(selector, text)

    def put_day(self, selector, day):
        self.web.run("document.querySelector(arguments[0]).value = arguments[1]", selector, day.isoformat())

    def until(self, selector):
        """Looks again, as the page says, until that is there; within a minute."""
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            if self.web.run("return !!document.querySelector(arguments[0])", selector):
                return
            time.sleep(0.2)
            self.web.open(self.web.url())
        self.fail(f"{selector} does not come: {self.web.text()[:400]}")

    def one_side(self):
        self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", self.web.pdf())), 1)

    def proposals(self):
        return json.loads(self.run_it("proposals", "--data", self.data, "--json"))["proposals"]

    def test_from_a_spreadsheet_to_a_kiosk(self):
        self.comes_in("cora", "coordinator")
        self.the_header_is_one_line()
        self.takes_people_over()
        before = self.makes_a_round()
        self.assertGreater(len(self.proposals()), before)
        self.prints_a_poster()
        self.passes_figures_on()
        self.gives_and_erases_a_file()
        self.lets_a_kiosk_in()
        self.assertEqual([said for said in self.web.complaints() if "favicon" not in said], [])
        print(f"a coordinator's day: {self.clicks} links and buttons")

    def the_header_is_one_line(self):
        """All parts in sight where there is room, behind a button on a telephone; the page's own one is marked."""
        lines = """const tops = new Set([...document.querySelectorAll('.header > *, #menu > a')]
          .filter((one) => one.getClientRects().length).map((one) => Math.round(
            (one.getBoundingClientRect().top + one.getBoundingClientRect().bottom) / 2 / 30)));
          return [tops.size, [...document.querySelectorAll('#menu > a')].filter((one) => one.getClientRects().length).length]"""
        parts = self.web.run("return document.querySelectorAll('#menu > a').length")
        self.assertGreaterEqual(parts, 8)
        # An account may have so long a name.
        self.web.run("document.querySelector('.header__open--who bdi').textContent = 'annelies.vandenberg'")
        broken = """return [...document.querySelectorAll('#menu > a, .brand > span')].filter((one) => {
          const words = document.createRange(); words.selectNodeContents(one);
          return new Set([...words.getClientRects()].map((part) => Math.round(part.bottom / 12))).size > 1;
        }).map((one) => one.textContent)"""
        for width, shown in ((1600, parts), (1280, parts), (390, 0), (320, 0)):
            self.web.size(width)
            self.assertEqual(self.web.run(lines), [1, shown], width)
            if shown:
                self.assertEqual(self.web.run(broken), [], width)
        self.web.click("button[popovertarget='menu']")
        self.assertEqual(self.web.run(lines)[1], parts)
        self.looks_right("0-worklist")
        self.assertEqual(self.web.run("return [...document.querySelectorAll('#menu [aria-current]')].map("
                                      "(one) => one.getAttribute('href'))"), ["/"])

    def takes_people_over(self):
        table = self.data.parent / "mensen.csv"
        with open(table, "w", encoding="utf-8-sig", newline="") as out:
            csv.writer(out, delimiter=";").writerows([HEADINGS, *people()])
        self.follow("nav a[href='/import']")
        self.web.choose_file("#file", table)
        self.choose("#form", "household")
        self.choose("#centre", "De Linde")
        self.choose("#how", "paper")
        self.put_day("#day", datetime.date.today())
        self.tick("agreed")
        self.keep("1-file")
        self.follow("main form.card button")
        self.press("columns")
        self.until("#wrong, #words")
        if self.web.run("return !!document.querySelector('#words')"):
            self.press("words")
            self.until("#wrong")
        self.keep("2-checked")
        cells = self.web.run("return [...document.querySelectorAll('[aria-labelledby=wrong] tbody tr')].map("
                             "row => [row.cells[0].innerText.replace(/[\\u2068\\u2069]/g, ''), row.cells[1].innerText.trim()])")
        self.assertEqual([(f"Regel {row}, kolom {chr(65 + column)} ({HEADINGS[column]})", words)
                          for row, column, words in WRONG], [tuple(cell) for cell in cells])
        self.assertNotIn("Zzdamal", self.run_it("status", "--data", self.data))
        pairs = self.web.run("return document.querySelectorAll('.import-pair').length")
        self.assertEqual(pairs, 2)
        for pair in range(pairs):
            self.tick(f"d{pair}-first")
        self.press("import")
        self.until("a[href='/import/receipts']")
        self.sees(str(LINES - len(WRONG) - pairs))
        self.keep("3-taken-over")
        self.assertEqual(len(list(csv.reader(io.StringIO(self.fetched("/import/left.csv")[1]), delimiter=";"))), 13)
        self.web.open(f"{self.url}/import/receipts")
        self.keep("4-receipts")
        self.web.open(self.url + "/import")
        self.press("drop")

    def makes_a_round(self):
        before = self.proposals()
        self.follow("nav a[href='/round']")
        self.follow("main form[action='/round'] button")
        self.until("a[href='/round/publish']")
        self.assertEqual(self.proposals(), before)
        self.keep("5-dry-run")
        self.changes_a_proposal()
        self.follow("a[href='/round/publish']")
        self.follow("form[action='/round/publish'] button")
        self.until("a[href='/?kind=decide']")
        return len(before)

    def changes_a_proposal(self):
        """Not these two, another group instead, and back again: beside the day, so its clicks are not counted."""
        before = self.web.run("return [...document.querySelectorAll('.pairs tbody tr')].map(row => row.innerText)")
        first, group = self.web.run("return [...document.querySelectorAll('.pairs .lines__whom strong')].slice(0, 2)"
                                    ".map(one => one.innerText.trim())")
        self.web.follow(".pairs .round-change form button")
        self.until(".round-set form button")
        self.keep("5a-changed")
        self.looks_right("round-changed")
        self.web.open(f"{self.url}/round/household?label={first}")
        self.keep("5b-groups")
        self.looks_right("round-groups")
        self.web.follow(f".pairs .round-change form:has(input[value='{group}']) button")
        self.until(".round-set form button")
        self.assertEqual(self.web.run("return document.querySelectorAll('.round-set li').length"), 1)
        self.assertIn("Met de hand", self.web.run("return document.querySelector('.pairs').innerText"))
        self.web.open(f"{self.url}/round/waiting")
        self.keep("5c-waiting")
        self.looks_right("round-waiting")
        self.web.open(f"{self.url}/round")
        self.web.follow(".round-set form button")
        self.until("a[href='/round/publish']")
        self.assertEqual(self.web.run("return document.querySelectorAll('.round-set li').length"), 0)
        after = self.web.run("return [...document.querySelectorAll('.pairs tbody tr')].map(row => row.innerText)")
        self.assertEqual(after, before)

    def prints_a_poster(self):
        self.follow("nav a[href='/missing']")
        self.keep("6-missing")
        self.follow("a[href^='/missing/']")
        self.keep("7-poster")
        self.one_side()
        codes = read_codes(grey_rows(self.web.picture_of(".poster__code svg")))
        self.assertEqual(codes, [self.web.run("return document.querySelector('.poster__code .code').textContent")])

    def passes_figures_on(self):
        self.web.open(self.url + "/")
        self.follow("nav a[href='/reports']")
        self.keep("8-report")
        link = self.web.run("return document.querySelector(\"a[href^='/reports.csv']\").getAttribute('href')")
        _, text = self.fetched(link)
        rows = list(csv.reader(io.StringIO(text)))
        self.assertGreater(len(rows), 5)
        if not shutil.which("soffice"):
            print("no soffice here: the figures were not opened in LibreOffice")
            return
        folder = self.data.parent / "office"
        folder.mkdir()
        (folder / "figures.csv").write_text(text, encoding="utf-8-sig")
        subprocess.run(["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--infilter=CSV:44,34,76",
                        "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "--outdir", folder / "out",
                        folder / "figures.csv"], check=True, capture_output=True, timeout=100)
        with open(folder / "out" / "figures.csv", encoding="utf-8-sig", newline="") as again:
            opened = [row for row in csv.reader(again) if any(row)]
        self.assertEqual([[cell for cell in row if cell] for row in opened],
                         [[cell for cell in row if cell] for row in rows if any(row)])

    def gives_and_erases_a_file(self):
        label = self.proposals()[-1]["household"]
        self.web.open(f"{self.url}/case/{label}")
        self.follow(f"a[href='/file/{label}']")
        self.keep("9-file")
        self.assertGreater(len(self.web.pdf()), 20_000)
        self.follow(f"a[href='/file/{label}/erase']")
        self.tick("reason-asked")
        self.put_day("#day", datetime.date.today())
        self.keep("10-before-erasing")
        self.follow("main form.step button")
        self.sees("Bewijs")
        self.keep("11-erased")
        self.assertNotIn(label, json.dumps(self.proposals()))
        self.web.open(f"{self.url}/file/{label}")
        self.assertNotIn(label, self.web.text())
        self.assertEqual(["404" in said for said in self.web.complaints() if "favicon" not in said], [True])

    def lets_a_kiosk_in(self):
        self.web.open(self.url + "/")
        self.follow("nav a[href='/kiosks']")
        self.follow("a[href='/enrol']")
        self.type("#centre", "De Linde")
        self.follow("main form button")
        self.keep("12-code")
        code = read_codes(grey_rows(self.web.picture_of(".qr svg")))
        self.assertEqual(len(code), 1)
        self.assertIn(code[0], self.web.text())
        with House(pathlib.Path(PROGRAM).parent) as home:
            kiosk = home.kiosk("De Linde")
            kiosk.enrol(None, code=code[0], url=self.kiosks)
        self.web.open(self.url + "/kiosks")
        self.keep("13-kiosks")
        self.assertEqual(self.web.run("return document.querySelectorAll(\"main a[href^='/kiosks/']\").length"), 1)


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
