# SPDX-License-Identifier: Apache-2.0
"""What the kiosk's integration tests share: an enrolled data folder and a running kiosk.

Run one test file:  BIN=build/dev/bin python3 tests/integration/kiosk/journey_test.py
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[3]
sys.path.insert(0, str(ROOT / "tests" / "support"))
import journey  # noqa: E402,F401
from kiosk_driver import Kiosk, KioskError, init_kiosk  # noqa: E402,F401

BIN = pathlib.Path(os.environ.get("BIN", ROOT / "build" / "dev" / "bin")).resolve()
KIOSK = BIN / "samen-kiosk"
LONE_MATCHER = BIN / "samen-lone-matcher"
PIN = "271828"


def card_letters(card):
    """What a reader types of a staff card."""
    found = re.search(r'<text id="letters"[^>]*>([A-Z ]+)</text>', card.read_text())
    return found[1].replace(" ", "")


def badge_bytes(letters):
    """The secret in them, without SLEUTEL and the check letters."""
    hexadecimal = letters[7:39].translate(str.maketrans("BCDEFGHJKLNRSTUV", "0123456789abcdef"))
    return bytes.fromhex(hexadecimal)


class KioskCase(unittest.TestCase):
    """Every test gets a folder of its own; what runs when it ends is killed."""

    @classmethod
    def setUpClass(cls):
        cls.template = pathlib.Path(tempfile.mkdtemp(prefix="samen-kiosk-template-"))
        cls.addClassCleanup(shutil.rmtree, cls.template, ignore_errors=True)
        cls.key = cls.template / "matcher.key"
        made = init_kiosk(KIOSK, cls.template / "data", PIN)
        assert made.returncode == 0, made.stderr
        cls.lone_matcher("enrol", cls.template / "data", cls.key)

    @staticmethod
    def lone_matcher(*arguments):
        done = subprocess.run([str(LONE_MATCHER), *map(str, arguments)], capture_output=True,
                              text=True, timeout=60, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout

    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-kiosk-test-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        shutil.copytree(self.template / "data", self.data, copy_function=shutil.copy2)
        self.data.chmod(0o700)
        self.stderr = self.folder / "stderr.log"

    def start(self, **options):
        kiosk = Kiosk.start(options.pop("binary", KIOSK), options.pop("data", self.data), assets=ROOT / "assets",
                            stderr=self.stderr, **options)
        self.addCleanup(kiosk.kill)
        return kiosk

    def records(self):
        """What is in the outbox, opened as the matcher would."""
        lines = self.lone_matcher("records", self.data, self.key).splitlines()
        return [json.loads(line) for line in lines]

    def refuses(self, words, call, *arguments, **fields):
        with self.assertRaises(KioskError) as raised:
            call(*arguments, **fields)
        self.assertIn(words, str(raised.exception))
