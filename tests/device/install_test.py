# SPDX-License-Identifier: Apache-2.0
"""cmake --install: everything lies where a system wants it, and works from there."""
import os
import pathlib
import shutil
import subprocess
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build" / "dev"))


class Install(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.root = pathlib.Path(tempfile.mkdtemp(prefix="samen-install-"))
        cls.addClassCleanup(shutil.rmtree, cls.root, ignore_errors=True)
        cls.prefix = cls.root / "usr"
        subprocess.run(["cmake", "--install", str(BUILD), "--prefix", str(cls.prefix)], check=True,
                       capture_output=True)

    def test_the_parts_lie_where_a_system_looks(self):
        files = {str(path.relative_to(self.prefix)) for path in self.prefix.rglob("*")
                 if path.is_file()}
        for path in ["bin/samen-kiosk", "bin/samen-sync", "bin/samen-matcher",
                     "libexec/samen/samen-voice", "libexec/samen/samen-print", "share/samen/assets/locales/nl.json",
                     "share/samen/assets/policy.json", "lib/systemd/system/samen-kiosk.service",
                     "lib/systemd/system/samen-matcher-round.timer", "lib/sysusers.d/samen-kiosk.conf",
                     "lib/tmpfiles.d/samen-matcher.conf"]:
            self.assertIn(path, files)
        strangers = [path for path in files if not path.startswith(
            ("bin/samen-", "libexec/samen/", "share/samen/assets/", "lib/systemd/system/samen-",
             "lib/sysusers.d/samen-", "lib/tmpfiles.d/samen-", "share/man/man1/samen-"))]
        self.assertEqual(strangers, [])

    def test_every_asset_is_there_and_the_signs_for_developers_are_not(self):
        here = {path.relative_to(ROOT / "assets") for path in (ROOT / "assets").rglob("*")
                if path.is_file() and path.name != "README.md"}
        there = {path.relative_to(self.prefix / "share/samen/assets")
                 for path in (self.prefix / "share/samen/assets").rglob("*") if path.is_file()}
        self.assertEqual(here, there)

    def test_an_installed_kiosk_finds_its_assets_and_its_voice(self):
        text = subprocess.run([str(self.prefix / "bin/samen-kiosk"), "--help"], check=True,
                              capture_output=True, text=True).stdout
        self.assertIn(f"--assets DIR={self.prefix}/share/samen/assets", text)
        voices = subprocess.run([str(self.prefix / "libexec/samen/samen-voice"), "--voices"], check=True,
                                capture_output=True, text=True).stdout
        self.assertIn("nl", voices)

    def test_manual_pages_are_what_the_programs_say(self):
        for program in ("samen-kiosk", "samen-sync", "samen-matcher"):
            page = self.root / f"{program}.1"
            subprocess.run(["python3", str(ROOT / "image/manual.py"),
                            str(self.prefix / "bin" / program), str(page)], check=True)
            text = page.read_text()
            self.assertIn(f".TH {program.upper()} 1", text)
            self.assertNotIn(str(self.prefix), text)
            for command in ("enrol", "run", "move") if program == "samen-sync" else ():
                self.assertIn(f'.SH "{command.upper()}"', text)


if __name__ == "__main__":
    unittest.main()
