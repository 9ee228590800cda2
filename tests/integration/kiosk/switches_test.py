# SPDX-License-Identifier: Apache-2.0
"""A whole sign-up by two keys, Space and Enter, on the real screens: nothing is touched."""
import unittest

from kiosk_case import KioskCase, PIN, journey
from two_switches import TwoSwitches

TYPED = ("name", "contact", "postcode")


class Switches(KioskCase):
    def test_a_household_signs_up_with_two_switches(self):
        person = {**journey.YONAS, "name": "Zoë Ali"}
        with self.start(size="800x480") as kiosk:
            user = TwoSwitches(kiosk)
            journey.sign_up(user, "household", person, by_keys=TYPED)
        (record,) = self.records()
        body = record["body"]
        self.assertEqual(body["name"], person["name"])
        self.assertEqual(body["contact"]["channel"], "phone")
        self.assertEqual(body["postcode"], 1325)
        self.assertEqual(body["times"], person["times"])
        self.assertLess(user.presses, 700, "bearable")

    def test_in_arabic_and_with_the_kiosks_setting(self):
        person = {**journey.YONAS, "name": "نور", "contact": ("caseworker", "سارة")}
        with self.start(options=["--switches"]) as kiosk:
            journey.sign_up(TwoSwitches(kiosk), "household", person, language="ar", by_keys=TYPED)
        self.assertEqual(self.records()[0]["body"]["name"], "نور")

    def test_staff_open_their_page_with_two_switches(self):
        with self.start() as kiosk:
            user = TwoSwitches(kiosk)
            journey.open_staff_page(user, PIN)
            user.tap("staff.tab.status")
            journey.close_staff_page(user)


if __name__ == "__main__":
    unittest.main()
