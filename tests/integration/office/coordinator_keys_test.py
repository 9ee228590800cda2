#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The coordinator's day of coordinator_test.py by keyboard alone; prints how many keys it took.

usage: coordinator_keys_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_FULL_RUN: the whole day, else from the
round to the report. Exit 77 where there is no chromium.
"""
import os
import shutil
import sys
import unittest

import coordinator_test
from keyboard import Keyboard


class ADayByKeyboard(coordinator_test.ADay):
    """The same steps; what was clicked there is reached by Tab here."""

    def setUp(self):
        super().setUp()
        self.hand = Keyboard(self.web)

    def follow(self, selector):
        self.hand.press(selector)

    def choose(self, selector, value):
        self.hand.pick(selector, value)

    def tick(self, one):
        kind = self.web.run("return document.getElementById(arguments[0]).type", one)
        (self.hand.choose if kind == "radio" else self.hand.tick)(f"#{one}")

    def type(self, selector, text):
        self.hand.type(selector, text)

    def put_day(self, selector, day):
        self.hand.day(selector, day)

    def changes_a_proposal(self):
        """Walked with the mouse only (coordinator_test.py): the short run's round has no proposal to change."""

    def goes_both_ways(self):
        """Tab comes by everything once and ends; Shift and Tab comes by the same, the other way round."""
        self.web.open(self.url + "/")
        there = self.hand.stops()
        self.assertGreater(len(there), 12)
        self.web.open(self.url + "/")
        back = self.hand.stops(back=True)
        self.assertEqual(back, there[::-1])

    def test_from_a_spreadsheet_to_a_kiosk(self):
        self.comes_in("cora", "coordinator")
        self.goes_both_ways()
        if os.environ.get("SAMEN_FULL_RUN"):
            self.takes_people_over()
        self.web.open(self.url + "/")
        self.makes_a_round()
        self.prints_a_poster()
        self.web.open(self.url + "/")
        self.follow("nav a[href='/reports']")
        if os.environ.get("SAMEN_FULL_RUN"):
            self.gives_and_erases_a_file()
        print(f"{self.hand.acts} links and buttons, {self.hand.keys} keys to get to them, {self.hand.letters} letters typed")
        self.assertEqual(self.hand.wrong, [])


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
