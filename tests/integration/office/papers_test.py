#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A screener's morning in a real browser: what is due, a paper seen, a day that has not come, taken back.

usage: papers_test.py PATH-TO-samen-matcher SOURCE-FOLDER; 77 where there is no Chromium. SAMEN_KEEP names a
folder for pictures.
"""
import datetime
import pathlib
import shutil
import sys
import unittest

from office_house import BrowserHouse

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)


class Papers(BrowserHouse):
    program, source = PROGRAM, SOURCE
    pictures, widths = "papers", (1280, 390)

    def note(self, day, act="saw"):
        self.web.run("document.getElementById('day-conduct').value = arguments[0];"
                     "document.getElementById('day-conduct').form.noValidate = true;", day)
        self.web.follow(f"section[aria-labelledby='h-conduct'] button[value='{act}']")

    def audit(self):
        return self.run_it("audit", "--data", self.data)

    def test_a_screeners_morning(self):
        self.url = self.serves()["office"]
        self.opens_browser()
        self.comes_in("sam", "screener", "--centre", "De Linde")
        links = self.web.run("return [...document.querySelectorAll('a')].map((a) => a.getAttribute('href'))")
        self.assertIn("/papers", links)
        self.assertFalse({"/round", "/signup", "/reports", "/staff"} & set(links), links)
        self.web.open(f"{self.url}/papers")
        for words in ("Ontbreekt", "Verlopen", "Verloopt binnenkort", "In orde"):
            self.sees(words)
        counts = self.web.run("return [...document.querySelectorAll('.count strong')].map((n) => +n.textContent)")
        self.assertGreater(counts[0], 0, "somebody lacks a paper")
        self.assertGreater(counts[1] + counts[2], 0, "made-up papers run out too")
        self.looks_right("list")
        self.web.open(f"{self.url}/papers?standing=runs_out_soon")
        self.sees("gevonden")
        self.web.open(f"{self.url}/papers?standing=missing")
        self.web.follow(".lines__go a")
        whose = self.web.run("return document.querySelector('h1').textContent")
        today = datetime.datetime.now(datetime.timezone.utc).date()
        self.note(str(today + datetime.timedelta(days=3)))
        self.sees("nog niet geweest")
        self.looks_right("future")
        self.note(str(today))
        self.sees("Het is genoteerd")
        self.looks_right("noted")
        self.assertIn(f"{whose} conduct {today}", self.audit())
        self.note(str(today), "take_back")
        self.sees("teruggenomen")
        self.assertIn("office:sam", [line for line in self.audit().splitlines() if "take_back_paper" in line][0])
        self.web.open(f"{self.url}/papers/{self.group}")
        self.looks_right("group")


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
