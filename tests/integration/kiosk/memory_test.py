# SPDX-License-Identifier: Apache-2.0
"""What people typed is not in the memory of the program any more once it has been wiped or sent.

Reads /proc/PID/mem, which takes the right to trace other processes: skipped without it, and in
sanitizer builds, whose allocators keep freed memory on purpose.
"""
import os
import re
import sys
import unittest

from kiosk_case import KIOSK, KioskCase, init_kiosk, journey

CANARY = "Kanariewaardeq"
LONG_PIN = "804173926551"


def copies(pid, text):
    """Where the text lies in the memory of a process, in the encodings our libraries use."""
    encoded = [text.encode(name) for name in ("utf-8", "utf-16-le", "utf-32-le")]
    found = []
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            start, end, rights, name = re.match(
                r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)", line).groups()
            if "r" not in rights or name in ("[vvar]", "[vsyscall]"):
                continue
            try:
                memory.seek(int(start, 16))
                content = memory.read(int(end, 16) - int(start, 16))
            except OSError:
                continue  # given back meanwhile, or a device
            found += [f"{name or 'anonymous'} at {start}" for one in encoded if one in content]
    return found


class Memory(KioskCase):
    def nothing_of(self, text, kiosk):
        self.assertEqual(copies(kiosk.process.pid, text), [])

    def test_it_forgets_what_was_typed(self):
        for size in ("1280x800", "800x480"):
            with self.subTest(size), self.start(size=size) as kiosk:
                journey.choose_language(kiosk, "nl")
                kiosk.tap("role.household")
                kiosk.type(CANARY)
                self.assertEqual(len(copies(kiosk.process.pid, CANARY)), 1, "once, in its field")
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
            self.assertEqual(len(copies(kiosk.process.pid, CANARY[1:])), 1)
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

    def test_it_forgets_the_pin(self):
        data = self.folder / "long-pin"
        self.assertEqual(init_kiosk(KIOSK, data, LONG_PIN).returncode, 0)
        self.lone_matcher("enrol", data, self.folder / "key")
        with self.start(data=data) as kiosk:
            journey.open_staff_page(kiosk, LONG_PIN)
            self.nothing_of(LONG_PIN, kiosk)


def may_look_into_processes():
    try:
        with open(f"/proc/{os.getppid()}/mem", "rb"):
            return os.geteuid() == 0  # the kiosk makes itself untraceable for its own user
    except OSError:
        return False


if __name__ == "__main__":
    if os.environ.get("SANITIZED") or not may_look_into_processes():
        print("skipped: sanitizer build, or no right to read other processes")
        sys.exit(77)
    unittest.main()
