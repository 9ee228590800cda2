# SPDX-License-Identifier: Apache-2.0
"""Starting: what is wrong is said on stderr, and the screen stays calm where there is one."""
import os
import shutil
import subprocess
import unittest

from kiosk_case import KIOSK, ROOT, KioskCase, KioskError, PIN, card_letters, init_kiosk, journey
from memory_search import found_in_folder


def run(*arguments, stdin=""):
    return subprocess.run([str(KIOSK), *map(str, arguments)], input=stdin, capture_output=True,
                          text=True, timeout=60, check=False)


class CommandLine(unittest.TestCase):
    def test_help_teaches(self):
        done = run("--help")
        self.assertEqual(done.returncode, 0)
        for words in ("samen-kiosk init --data DIR", "samen-sync enrol", "--fullscreen", "--idle"):
            self.assertIn(words, done.stdout)

    def test_version(self):
        self.assertRegex(run("--version").stdout, r"^samen-kiosk \d+\.\d+\.\d+(\+[0-9a-z-]+)?\n$")

    def test_what_is_wrong_is_named(self):
        cases = [
            (["--size", "big"], "such as 800x480"),
            (["--size", "100x100", "--headless"], "320"),
            (["--density", "99", "--headless"], "1 to 40"),
            (["--text-size", "9"], "--text-size"),
            (["--speed", "9"], "--speed"),
            (["--switch-keys", "space"], "space,enter or f1,f2"),
            (["--switch-keys", "f1,f13"], "f1,f13"),
            (["--switch-keys", "enter,Enter"], "two different keys"),
            (["--language", "xx", "--headless"], "there are: nl, en, ar"),
            (["--gles2", "--software"], "--gles2"),
        ]
        for arguments, words in cases:
            with self.subTest(arguments):
                done = run(*arguments)
                self.assertEqual(done.returncode, 2)
                self.assertIn(words, done.stderr)


class Start(KioskCase):
    def not_ready(self, why, **options):
        with self.start(**options) as kiosk:
            self.assertEqual(kiosk.wait_screen("not_ready"), "not_ready")
            self.assertEqual(kiosk.state()["not_ready"], why)
            self.assertIn("first.staff", kiosk.ids())

    def test_a_folder_without_a_kiosk_says_so(self):
        self.not_ready("not_enrolled", data=self.folder / "none")
        self.assertIn("samen-kiosk init --data", self.stderr.read_text())

    def test_a_kiosk_that_is_not_enrolled_says_so_and_notices_when_it_is(self):
        shutil.rmtree(self.data)
        self.assertEqual(init_kiosk(KIOSK, self.data, PIN).returncode, 0)
        with self.start() as kiosk:
            self.assertEqual(kiosk.wait_screen("not_ready"), "not_ready")
            self.lone_matcher("enrol", self.data, self.folder / "key")
            self.assertEqual(kiosk.wait_screen("first"), "first")

    def test_a_folder_that_others_can_read_is_refused(self):
        self.data.chmod(0o755)
        self.not_ready("damaged")
        self.assertIn("chmod 700", self.stderr.read_text())

    def test_a_kiosk_that_was_mended_notices_within_half_a_minute(self):
        self.data.chmod(0o755)
        with self.start() as kiosk:
            self.assertEqual(kiosk.wait_screen("not_ready"), "not_ready")
            self.data.chmod(0o700)
            kiosk.advance(30)
            self.assertEqual(kiosk.wait_screen("first"), "first")

    def test_a_second_kiosk_on_the_same_folder_stays_out(self):
        with self.start() as kiosk:
            kiosk.wait_screen("first")
            with self.start() as second:
                self.assertEqual(second.wait_screen("not_ready"), "not_ready")
            self.assertIn("records.not_open", self.stderr.read_text())
            kiosk.wait_screen("first")

    def test_a_damaged_database_is_set_aside_and_sign_ups_go_on(self):
        database = self.data / "kiosk.db"
        content = bytearray(database.read_bytes())
        content[100:4096] = os.urandom(3996)
        database.write_bytes(content)
        with self.start() as kiosk:
            self.assertEqual(kiosk.wait_screen("first"), "first")
            journey.sign_up(kiosk, "household", journey.YONAS)
        self.assertEqual(len(self.records()), 1)
        self.assertTrue(list(self.data.glob("*.damaged-*")))
        self.assertIn("set_aside", self.stderr.read_text())

    def test_missing_assets_end_it_with_the_folder_named(self):
        assets = self.folder / "assets"
        done = run("--headless", "--data", self.data, "--assets", assets)
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(assets), done.stderr)
        shutil.copytree(ROOT / "assets", assets)
        (assets / "locales" / "nl.json").write_text('{"_header": 7}')
        done = run("--headless", "--data", self.data, "--assets", assets)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("nl.json", done.stderr)

    def test_a_socket_path_that_is_taken_is_refused(self):
        taken = self.folder / "file"
        taken.write_text("mine")
        done = run("--headless", "--data", self.data, "--automation", taken)
        self.assertEqual(done.returncode, 1)
        self.assertIn("not a socket", done.stderr)
        self.assertEqual(taken.read_text(), "mine")


class Init(KioskCase):
    def test_a_pin_that_is_too_short_or_missing_makes_nothing(self):
        for pin in ("1234\n", "", "abcdef\n", "12345\n"):
            with self.subTest(pin):
                folder = self.folder / "new"
                done = run("init", "--data", folder, stdin=pin)
                self.assertEqual(done.returncode, 2, done.stderr)
                self.assertIn("PIN", done.stderr)
                self.assertNotIn(pin.strip() or "\0", done.stderr)
                self.assertFalse((folder / "staff.key").exists())

    def test_a_folder_is_made_once(self):
        before = (self.data / "device.pub").read_bytes()
        done = run("init", "--data", self.data, stdin="314159\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn(str(self.data), done.stderr)
        self.assertEqual((self.data / "device.pub").read_bytes(), before)

    def test_the_folder_is_private(self):
        folder = self.folder / "new"
        self.assertEqual(run("init", "--data", folder, stdin="314159\n").returncode, 0)
        self.assertEqual(folder.stat().st_mode & 0o777, 0o700)
        for path in folder.iterdir():
            self.assertEqual(path.stat().st_mode & 0o077, 0, path)


class StaffCard(KioskCase):
    """The card is handed over once; PIN and card can be replaced, and only by who has both."""

    def staff(self, *arguments, stdin):
        return run("staff", *arguments, "--data", self.folder / "new", stdin=stdin)

    def test_a_card_goes_to_a_new_file_outside_the_kiosks_folder(self):
        new, card = self.folder / "new", self.folder / "card.svg"
        done = run("init", "--data", new, "--badge", new / "card.svg", stdin="314159\n")
        self.assertEqual(done.returncode, 1)
        self.assertIn("own folder", done.stderr)
        done = run("init", "--data", self.data, "--badge", card, stdin="314159\n")
        self.assertEqual(done.returncode, 1, "this is a kiosk already")
        self.assertFalse(card.exists(), "a card that opens nothing is taken back")
        card.write_text("somebody's")
        done = run("init", "--data", new, "--badge", card, stdin="314159\n")
        self.assertEqual(done.returncode, 1)
        self.assertEqual(card.read_text(), "somebody's")
        self.assertFalse((new / "staff.key").exists())

    def test_pin_and_card_are_replaced_by_who_has_both(self):
        first, second = self.folder / "1.svg", self.folder / "2.svg"
        made = init_kiosk(KIOSK, self.folder / "new", PIN, badge=first)
        self.assertEqual(made.returncode, 0, made.stderr)
        self.assertIn(str(first), made.stdout)
        self.assertEqual(first.stat().st_mode & 0o777, 0o600)
        letters = card_letters(first)
        said = made.stdout + made.stderr

        done = self.staff("pin", stdin=f"{letters[:-1]}\n{PIN}\n314159\n")
        self.assertEqual(done.returncode, 2, "half a card is noticed before anything is tried")
        wrong = self.staff("pin", stdin=f"{letters}\n999111\n314159\n")
        self.assertEqual(wrong.returncode, 1)
        self.assertIn("wrong PIN or badge", wrong.stderr)
        with self.start(data=self.folder / "new"):
            done = self.staff("pin", stdin=f"{letters}\n{PIN}\n314159\n")
            self.assertIn("another samen-kiosk", done.stderr)
        done = self.staff("pin", stdin=f"{letters.lower()}\n{PIN}\n314159\n")
        self.assertEqual(done.returncode, 0, done.stderr)

        done = self.staff("badge", second, stdin=f"{letters}\n314159\n")
        self.assertEqual(done.returncode, 0, done.stderr)
        said += wrong.stdout + wrong.stderr + done.stdout + done.stderr
        self.assertEqual(self.staff("badge", "--none", stdin=f"{letters}\n314159\n").returncode, 1)
        self.assertEqual(self.staff("badge", stdin="").returncode, 2)
        letters = [letters, card_letters(second)]
        self.assertNotEqual(*letters)
        self.assertFalse([one for one in letters if one in said])
        self.assertEqual(found_in_folder(self.folder / "new", letters), [])
        done = self.staff("badge", "--none", stdin=f"{letters[1]}\n314159\n")
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
