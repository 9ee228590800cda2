# SPDX-License-Identifier: Apache-2.0
"""What people typed is not in the memory of the program any more once it has been wiped or sent.

Reads /proc/PID/mem, which takes the right to trace other processes: skipped without it, and in
sanitizer builds, whose allocators keep freed memory on purpose.
"""
import os
import sys
import unittest

from kiosk_case import KIOSK, KioskCase, badge_bytes, card_letters, init_kiosk, journey
from memory_search import found_in_memory, may_read_memory

CANARY = "Kanariewaardeq"
LONG_PIN = "804173926551"


class Memory(KioskCase):
    def nothing_of(self, text, kiosk):
        self.assertEqual(found_in_memory(kiosk.process.pid, [text]), [])

    def once(self, text, kiosk):
        self.assertEqual(len(found_in_memory(kiosk.process.pid, [text])), 1, "once, in its field")

    def test_it_forgets_what_was_typed(self):
        for size in ("1280x800", "800x480"):
            with self.subTest(size), self.start(size=size) as kiosk:
                journey.choose_language(kiosk, "nl")
                kiosk.tap("role.household")
                kiosk.type(CANARY)
                self.once(CANARY, kiosk)
                kiosk.tap("question.continue", "header.back", "question.continue")
                kiosk.tap("header.stop", "stop.confirm")
                kiosk.wait_screen("first")
                self.nothing_of(CANARY, kiosk)

    def test_it_forgets_what_was_tapped_on_its_keyboard(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            kiosk.tap(*[f"key.{letter}" for letter in CANARY.lower()])
            # The keyboard may begin with a capital.
            self.once(CANARY[1:], kiosk)
            kiosk.advance(121)
            kiosk.advance(21)
            kiosk.wait_screen("first")
            self.nothing_of(CANARY[1:], kiosk)

    def test_it_forgets_what_was_sent(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            journey.fill_in(kiosk, "household",
                            {**journey.YONAS, "name": CANARY, "contact": ("email", "q7@kanarie.nl")})
            kiosk.screenshot(self.folder / "check.png")
            kiosk.tap("check.send")
            kiosk.wait_screen("receipt")
            self.nothing_of(CANARY, kiosk)
            self.nothing_of("q7@kanarie.nl", kiosk)

    def test_it_forgets_the_pin_and_the_card(self):
        data, card = self.folder / "long-pin", self.folder / "card.svg"
        self.assertEqual(init_kiosk(KIOSK, data, LONG_PIN, badge=card).returncode, 0)
        letters = card_letters(card)
        secrets = [LONG_PIN, letters, letters[7:39], badge_bytes(letters)]
        self.lone_matcher("enrol", data, self.folder / "key")
        with self.start(data=data) as kiosk:
            kiosk.wait_screen("first")
            kiosk.tap("first.staff", "staff.pin.open")
            self.assertIn("staff.pin.error", kiosk.ids())
            for letter in letters:  # one by one, as a reader does
                kiosk.type(letter)
            kiosk.key("enter")
            self.assertIn("staff.badge.read", kiosk.ids())
            self.once(badge_bytes(letters), kiosk)
            kiosk.tap(*[f"key.{digit}" for digit in LONG_PIN], "staff.pin.open")
            kiosk.wait_screen("staff_home")
            for secret in secrets:
                self.nothing_of(secret, kiosk)
        log = self.stderr.read_text()
        self.assertFalse([one for one in secrets[:3] if one in log])


if __name__ == "__main__":
    if os.environ.get("SANITIZED") or not may_read_memory():
        print("skipped: sanitizer build, or no right to read other processes")
        sys.exit(77)
    unittest.main()
