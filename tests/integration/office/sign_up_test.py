#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""An Arabic-speaking family signed up at a desk, with the real samen-matcher in a real Chromium.

usage: sign_up_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_KEEP=FOLDER keeps the pictures.
Exit 77 where there is no chromium.
"""
import pathlib
import re
import shutil
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from office_client import code_of  # noqa: E402
from office_house import BrowserHouse  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
TYPED = {"#q-contact-phone": "06 1234 5678", "#q-postcode": "1315", "#q-called-1": "أخي"}
CHOSEN = {"q-contact": "phone", "q-arrival": "under_1_year", "q-company": "no_wish", "q-interpreter": "yes"}
SPOKEN = {"q-languages-0-level-0": "none", "q-languages-0-level-1": "fluent",
          "q-languages-1-level-0": "basic", "q-languages-1-level-1": "fluent"}


class AtTheDesk(BrowserHouse):
    program, source, pictures = PROGRAM, SOURCE, "sign-up"

    def setUp(self):
        super().setUp()
        self.url = self.serves()["office"]
        self.opens_browser()

    def choose(self, name, value):
        self.web.run("document.querySelector(`input[name='${arguments[0]}'][value='${arguments[1]}']`).click()",
                     name, value)

    def test_a_family_says_yes_on_a_screen_of_its_own(self):
        secret = self.comes_in("anna", "caseworker", "--centre", "De Linde")
        self.web.follow("a[href='/signup']")
        self.looks_right("1-start")
        self.choose("form", "household")
        self.choose("language", "ar")
        self.press("begin")
        self.web.type("#q-name", "Zzamal")
        self.web.type("#q-adults", "2")
        self.press("more")
        for field, words in TYPED.items():
            self.web.type(field, words)
        for name, value in CHOSEN.items():
            self.choose(name, value)
        self.press("check")  # no language yet
        self.assertEqual(self.web.run("return document.querySelectorAll('#problems a').length"), 2)
        self.looks_right("2-form")
        for name, value in SPOKEN.items():
            self.web.run("document.getElementById(arguments[0]).value = arguments[1]", name, value)
        self.press("check")
        self.looks_right("3-check")
        self.press("hand")
        self.nobody_gets_out()
        self.they_say_yes()
        self.web.type("#code", code_of(secret, 1))
        self.press("code")
        self.their_receipt()

    def nobody_gets_out(self):
        self.looks_right("4-hand")
        theirs = self.web.text()
        self.assertNotIn("Zzamal", theirs)
        self.assertEqual(self.web.run("return document.documentElement.dir"), "rtl")
        for _ in range(3):  # the browser's own way back
            self.web.run("history.back()")
            self.web.run_async("setTimeout(arguments[0], 300)")
            self.assertEqual(self.web.text(), theirs)
        for path in ("/", f"/case/{self.label}", "/signup"):
            self.web.open(self.url + path)
            self.assertEqual(self.web.text(), theirs)

    def they_say_yes(self):
        self.choose("service", "yes")
        self.choose("research", "no")
        self.press("say")
        self.assertIn("أخي", self.web.text())
        self.looks_right("5-second")
        self.choose("service", "yes")
        self.choose("research", "yes")
        self.press("say")
        self.looks_right("6-stored")
        self.assertNotIn("Zzamal", self.web.text())

    def their_receipt(self):
        self.looks_right("7-receipt")
        self.assertIn("Zzamal", self.web.text())
        secret = self.web.run("return document.querySelector('.secret--large').textContent")
        reference = self.web.run("return [...document.querySelectorAll('.secret')].pop().textContent")
        self.assertEqual(len(re.findall(rb"/Type\s*/Page\b", self.web.pdf())), 1)
        self.press("drop")
        self.assertNotIn("Zzamal", self.web.text())
        self.web.run("history.back()")
        self.web.run_async("setTimeout(arguments[0], 300)")
        self.assertNotIn(secret, self.web.text())
        # The reference on their receipt finds them; without --yes it only says what would go.
        self.run_it("erase", "--data", self.data, "--record", reference)
        self.assertEqual([said for said in self.web.complaints()
                          if "favicon" not in said and "Cleared data" not in said], [])


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
