# SPDX-License-Identifier: Apache-2.0
"""The units: systemd understands them, and what they may do stays little."""
import itertools
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build" / "dev"))
UNITS = BUILD / "systemd"
# The most that `systemd-analyze security` may find, in tenths.
EXPOSURE = {"samen-kiosk": 15, "samen-sync": 20, "samen-matcher": 20, "samen-matcher-round": 20,
            "samen-matcher-drill": 20, "samen-matcher-messages": 20, "samen-office": 20}


def analyze(*arguments):
    return subprocess.run(["systemd-analyze", *map(str, arguments)], capture_output=True, text=True,
                          timeout=60, check=False)


class Units(unittest.TestCase):
    def test_there_are_just_these(self):
        self.assertEqual({path.stem for path in UNITS.glob("*.service")}, set(EXPOSURE))

    def test_no_unit_may_do_more_than_it_must(self):
        for name, most in EXPOSURE.items():
            with self.subTest(name):
                done = analyze("security", "--offline=true", f"--threshold={most}", "--no-pager",
                               UNITS / f"{name}.service")
                self.assertEqual(done.returncode, 0, done.stdout[-300:] + done.stderr)

    def test_the_measure_can_refuse(self):
        with tempfile.TemporaryDirectory() as folder:
            bare = pathlib.Path(folder) / "bare.service"
            bare.write_text("[Service]\nExecStart=/bin/true\n")
            self.assertNotEqual(analyze("security", "--offline=true", "--threshold=20", "--no-pager",
                                        bare).returncode, 0)

    def verify(self, change=lambda text: text):
        """What systemd says of all units together, with programs that exist."""
        with tempfile.TemporaryDirectory() as folder:
            for unit in [*UNITS.glob("*.service"), *(ROOT / "image/systemd").glob("*.timer")]:
                text = re.sub(r"ExecStart=\S+", "ExecStart=/bin/true", unit.read_text())
                (pathlib.Path(folder) / unit.name).write_text(change(text))
            done = analyze("verify", "--man=no", *sorted(pathlib.Path(folder).iterdir()))
            return [line for line in (done.stdout + done.stderr).splitlines() if folder in line or "samen-" in line]

    def test_systemd_understands_every_line(self):
        self.assertEqual(self.verify(), [])
        self.assertNotEqual(self.verify(lambda text: text.replace("Restart=", "Restrat=")), [])

    def test_options_of_the_units_are_options_of_the_programs(self):
        for unit in UNITS.glob("*.service"):
            line = re.search(r"^ExecStart=(.+)$", unit.read_text(), re.M)[1].split()
            program, words = pathlib.Path(line[0]).name, line[1:]
            command = list(itertools.takewhile(lambda word: not word.startswith("-"), words))
            text = subprocess.run([str(BUILD / "bin" / program), *command, "--help"], check=True,
                                  capture_output=True, text=True).stdout
            for word in words:
                if word.startswith("--"):
                    self.assertRegex(text, rf"(?m)^  {word}\b", f"{unit.name}: {word}")


if __name__ == "__main__":
    if shutil.which("systemd-analyze") is None:
        print("skipped: systemd-analyze is not installed here")
        sys.exit(77)
    unittest.main()
