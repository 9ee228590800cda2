#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A caseworker's day in a real Chromium by keyboard alone; prints how many keys and acts it took.

usage: keyboard_test.py PATH-TO-samen-matcher SOURCE-FOLDER. Exit 77 where there is no chromium.
"""
import datetime
import pathlib
import re
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from keyboard import Keyboard  # noqa: E402
from office_client import code_of  # noqa: E402
from office_house import BrowserHouse  # noqa: E402
from office_visit import PASSWORD  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)


class ADayByKeyboard(BrowserHouse):
    program, source = PROGRAM, SOURCE

    def setUp(self):
        super().setUp()
        self.url = self.serves()["office"]
        self.opens_browser()
        self.hand = Keyboard(self.web)

    def act(self, name):
        self.hand.press(f"button[value='{name}']")

    def comes_in_by_keys(self):
        said = self.run_it("office", "invite", "--data", self.data, "anna", "--role", "caseworker",
                           "--centre", "De Linde")
        self.web.open(self.url + re.search(r"/invite/[0-9a-f]{64}", said).group(0))
        secret = self.web.run("return document.querySelector('.secret').textContent").replace(" ", "")
        self.hand.type("#password", PASSWORD)
        self.hand.type("#again", PASSWORD)
        self.hand.type("#code", code_of(secret, -1))
        self.hand.press("main button")
        if not self.web.run("return document.documentElement.lang === 'nl'"):
            self.hand.enter("button[popovertarget='who']")
            self.hand.press("button[name='language'][value='nl']")
        self.sees("Werklijst")

    def leads_past_the_heading(self):
        before = self.hand.keys
        self.hand.to(".utrecht-skip-link")
        self.hand.enter(".utrecht-skip-link")
        self.hand.to("main :is(a, button, input, summary)")
        self.assertEqual(self.hand.keys - before, 3, "Tab, Enter, and a Tab to the first thing of the page")

    def test_from_the_invitation_to_a_meeting_and_out(self):
        self.comes_in_by_keys()
        self.hand.press(f"main a[href*='{self.label}']")
        self.leads_past_the_heading()
        for name in ("accept", "household-yes", "group-yes"):
            self.act(name)
        for _ in range(8):  # every adult says yes for themselves
            if not self.web.run("return document.querySelectorAll(\"button[value^='consent-']\").length"):
                break
            self.hand.press("button[value^='consent-']")
        today = datetime.date.today()
        self.run_it("papers", "--data", self.data, self.group, "--saw", "conduct", "training", "--day", today)
        self.hand.press(".utrecht-nav-bar a")
        self.hand.press(f"main a[href*='{self.label}']")
        self.act("introduce")
        self.hand.day("#plan-day", today + datetime.timedelta(days=3))
        self.act("plan")
        self.sees("De dag is genoteerd.")
        self.hand.press("a[href$='/contacts']")
        self.sees(self.label)
        self.web.open(f"{self.url}/case/{self.label}")  # as Back does
        self.hand.press("a[href$='/sheet']")
        self.hand.press("a[href^='/case/']")
        self.hand.enter("button[popovertarget='who']")
        self.hand.press("form[action='/sign-out'] button")
        self.assertTrue(self.web.run("return Boolean(document.querySelector('#password'))"))
        print(f"{self.hand.acts} links and buttons, {self.hand.keys} keys to get to them, "
              f"{self.hand.letters} letters typed")
        self.assertEqual(self.hand.wrong, [])


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
