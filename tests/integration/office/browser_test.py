#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A caseworker's day with the real samen-matcher in a real Chromium.

usage: browser_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_KEEP=FOLDER keeps the pictures.
Exit 77 where there is no chromium.
"""
import datetime
import pathlib
import re
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from office_client import code_of  # noqa: E402
from office_house import BrowserHouse, KEEP  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
DAY_MS = 86_400_000


class ADay(BrowserHouse):
    program, source, pictures = PROGRAM, SOURCE, "office"

    def setUp(self):
        super().setUp()
        self.url = self.serves()["office"]
        self.opens_browser()

    def test_from_the_invitation_to_a_quiet_match(self):
        secret = self.comes_in("anna", "caseworker", "--centre", "De Linde")
        self.sees("Werklijst")
        self.sees(self.label)
        self.keep("2-worklist")
        self.web.open(f"{self.url}/case/{self.label}")
        self.keep("3-proposal")
        for act in ("accept", "household-yes", "group-yes"):
            self.press(act)
        for _ in range(8):  # every adult says yes for themselves
            if not self.web.run("return document.querySelectorAll(\"button[value^='consent-']\").length"):
                break
            self.web.follow("button[value^='consent-']")
        self.sees("verklaring omtrent gedrag")
        today = datetime.date.today()
        self.run_it("papers", "--data", self.data, self.group, "--saw", "conduct", "training", "--day", today)
        self.web.open(f"{self.url}/case/{self.label}")
        self.press("introduce")
        self.press("plan")  # without a day: the page says so, and where
        self.sees("Vul een dag in.")
        meeting = today + datetime.timedelta(days=3)
        self.web.run("document.querySelector('#plan-day').value = arguments[0]", meeting.isoformat())
        self.press("plan")
        self.sees("De dag is genoteerd.")
        self.keep("4-planned")
        kind, text = self.fetched(f"/case/{self.label}/meeting.ics")
        self.assertTrue(kind.startswith("text/calendar"), kind)
        self.assertIn(f"DTSTART;VALUE=DATE:{meeting:%Y%m%d}", text)
        self.names_need_the_code(secret)
        self.quiet_is_said()
        self.assertEqual([said for said in self.web.complaints() if "favicon" not in said
                          and "422" not in said], [])

    # An hour after the last code.
    def names_need_the_code(self, secret):
        self.changed("UPDATE office_session SET confirmed_ms = confirmed_ms - 3600000")
        self.web.open(f"{self.url}/case/{self.label}/contacts")
        self.assertIn("/confirm", self.web.url())
        self.keep("5-code")
        self.web.type("#code", code_of(secret))
        self.web.follow("main button")
        self.assertIn("/contacts", self.web.url())
        self.assertEqual(self.web.run("return document.querySelectorAll('.person').length") > 2, True)
        name = self.web.run("return document.querySelector('.person dt').textContent")
        self.keep("6-names")
        self.web.open(f"{self.url}/case/{self.label}/sheet")
        self.sees(name)
        self.keep("7-sheet")
        paper = self.web.pdf()
        self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", paper)), 1)
        if KEEP:
            pathlib.Path(KEEP, "office-7-sheet.pdf").write_bytes(paper)
        audit = self.run_it("audit", "--data", self.data)
        self.assertIn("office:anna", audit)
        self.assertNotIn(name, audit)

    # Three weeks without a word, by the clock of the store.
    def quiet_is_said(self):
        self.changed(f"UPDATE match SET sign_ms = sign_ms - {21 * DAY_MS}, "
                     f"introduced_ms = introduced_ms - {21 * DAY_MS}")
        self.web.open(f"{self.url}/case/{self.label}")
        self.sees("Al te lang stil")
        self.web.type("#check_in-met", "2")
        self.web.click("label[for='check_in-mood-good']")
        self.press("check-in")
        self.sees("Genoteerd hoe het gaat.")
        self.keep("8-after-a-check-in")


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
