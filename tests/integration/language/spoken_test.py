#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The programs at a terminal: Dutch by --language nl and by the locale, English by neither.

usage: spoken_test.py PATH-TO-samen-sync -samen-kiosk -samen-print -samen-matcher
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

SYNC, KIOSK, PRINT, MATCHER = sys.argv[1:5]
del sys.argv[1:5]

DIMACS = "p asn 4 4\nn 1\nn 2\na 1 3 5\na 1 4 9\na 2 3 4\na 2 4 4\n"
BROKEN = "p asn 4 4\nn 1\nn 1\n"
# English and Dutch of the same line; {0} is the folder of the test.
SOLVED = ("perfect: every row and column is paired, at the least cost, 9",
          "volledig: elke rij en elke kolom is gekoppeld, met de laagste kosten, 9")
HOLDS = ("feasible and optimal: 2 pairs, cost 9; perfect",
         "toegestaan en de beste: 2 paren, kosten 9; volledig")
WRONG_LINE = ("samen-matcher: instance, line 3: this node stands twice",
              "samen-matcher: opgave, regel 3: deze knoop staat er twee keer")
YEAR = ("A synthetic year: 40 households and 30 groups over 20 days, seed 1; 12 % of proposals declined; "
        "travel coarse (no places imported).",
        "Een nagemaakt jaar: 40 huishoudens en 30 groepen in 20 dagen, beginwaarde 1; 12 % van de voorstellen "
        "afgewezen; reistijden grof (geen plaatsen geïmporteerd).")
TABLE = ("rule          matched   mean  worst wait50 wait90 wait99 gaveup   waiting hindsight",
         "regel        gekoppeld gemiddeld laagst wacht50 wacht90 wacht99 gestopt  wachtend  achteraf")
MADE = ("The kiosk's keys and database are in {0}/kiosk",
        "De sleutels en de database van de kiosk staan in {0}/kiosk")
MADE_TWICE = ("samen-kiosk init: {0}/kiosk is a kiosk's folder already; nothing changed",
              "samen-kiosk init: {0}/kiosk is al de map van een kiosk; er is niets veranderd")
NO_PIN = ("samen-kiosk init: no PIN on stdin; pass one line with at least 6 digits",
          "samen-kiosk init: er staat geen pincode op stdin; geef één regel met minstens 6 cijfers")
SHORT_PIN = ("samen-kiosk init: a PIN has 6 to 12 digits, not 4",
             "samen-kiosk init: een pincode heeft 6 tot 12 cijfers, geen 4")
SIZE = ("samen-kiosk: --size is 'big'; it takes WIDTHxHEIGHT, such as 800x480",
        "samen-kiosk: --size is 'big'; het moet BREEDTExHOOGTE zijn, zoals 800x480")
DENSE = ("samen-kiosk: the density must be 1 to 40 pixels per millimetre, or 0 for automatic",
         "samen-kiosk: de dichtheid moet 1 tot 40 pixels per millimeter zijn, of 0 voor vanzelf")
PRINTER = ("'lp' is no printer: it begins with neither escpos: nor ipp://; a printer is escpos:/dev/usb/lp0, "
           "escpos:/dev/ttyUSB0?baud=115200&dots=576, or ipp://localhost/printers/NAME",
           "'lp' is geen printer: het begint niet met escpos: en niet met ipp://; een printer is "
           "escpos:/dev/usb/lp0, escpos:/dev/ttyUSB0?baud=115200&dots=576, of ipp://localhost/printers/NAAM")
UNKNOWN_OPTION = ("The following argument was not expected: --speed", "Dit hoort hier niet: --speed")
NO_COMMAND = ("A subcommand is required", "Er ontbreekt een opdracht")
NOT_ENROLLED = ("This kiosk is not connected to a programme yet. Run samen-sync enrol.",
                "Deze kiosk is nog niet aangesloten op een programma. Gebruik samen-sync enrol.")
NEVER = ("Last contact with the matcher: never", "Laatste contact met de matcher: nooit")
MISTYPED = ("samen-sync: The code was not sent, because it cannot be right: the enrolment code: 27 characters "
            "are missing; it has six groups of five. Compare it with the paper, group by group.",
            "samen-sync: De code is niet verstuurd, want hij kan niet kloppen: de aansluitcode: er ontbreken 27 "
            "tekens; hij heeft zes groepjes van vijf. Vergelijk hem groepje voor groepje met het papier.")
ADDRESS = ("samen-sync: the address of the matcher has to begin with https://; it looks like https://host:port or "
           "https://host/path",
           "samen-sync: het adres van de matcher moet beginnen met https://; zo ziet het eruit: "
           "https://host:poort of https://host/pad")
NO_FOLDER = ("samen-sync: {0}/none/kiosk.db: there is no {0}/none/kiosk.db",
             "samen-sync: {0}/none/kiosk.db: {0}/none/kiosk.db bestaat niet")


class Spoken(unittest.TestCase):
    """Each way to ask for a language says the same lines in it."""
    english, extra, locale = True, [], "C.UTF-8"

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        self.folder.chmod(0o700)

    def says(self, program, *arguments, line, code=0, stdin=""):
        """The program's exit code and that one line of what it says is `line`; its stdout."""
        environment = dict(os.environ, LC_ALL=self.locale)
        done = subprocess.run([program, *map(str, arguments), *self.extra], input=stdin, text=True,
                              capture_output=True, timeout=30, check=False, env=environment)
        told = done.stdout + done.stderr
        self.assertEqual(done.returncode, code, told)
        self.assertIn(line[0 if self.english else 1].format(self.folder), told.splitlines())
        return done.stdout

    def test_the_matching_core(self):
        instance, broken = self.folder / "two.asn", self.folder / "broken.asn"
        instance.write_text(DIMACS, encoding="utf-8")
        broken.write_text(BROKEN, encoding="utf-8")
        solution = self.folder / "solution"
        solution.write_text(self.says(MATCHER, "solve", instance, line=SOLVED), encoding="utf-8")
        self.says(MATCHER, "verify", instance, solution, line=HOLDS)
        self.says(MATCHER, "solve", broken, line=WRONG_LINE, code=1)
        year = ["simulate", "--households", "40", "--groups", "30", "--days", "20"]
        told = self.says(MATCHER, *year, line=YEAR)
        self.assertIn(TABLE[0 if self.english else 1], told.splitlines())

    def test_the_kiosk_and_its_courier(self):
        data = ["--data", self.folder / "kiosk"]
        self.says(KIOSK, "init", *data, line=NO_PIN, code=2)
        self.says(KIOSK, "init", *data, line=SHORT_PIN, code=2, stdin="1234\n")
        self.says(KIOSK, "init", *data, line=MADE, stdin="271828\n")
        self.says(KIOSK, "init", *data, line=MADE_TWICE, code=1, stdin="271828\n")
        self.says(SYNC, line=NO_COMMAND, code=2)
        for line in (NOT_ENROLLED, NEVER):
            self.says(SYNC, "status", *data, line=line)
        enrol = ["enrol", *data, "--code", "ABC", "--server"]
        self.says(SYNC, *enrol, "https://matcher.example", line=MISTYPED, code=3)
        self.says(SYNC, *enrol, "http://matcher.example", line=ADDRESS, code=2)
        self.says(SYNC, "status", "--data", self.folder / "none", line=NO_FOLDER, code=4)

    def test_what_a_kiosk_refuses(self):
        self.says(KIOSK, "--size", "big", line=SIZE, code=2)
        self.says(KIOSK, "--speed", line=UNKNOWN_OPTION, code=2)
        self.says(KIOSK, "--headless", "--density", "99", line=DENSE, code=2)
        self.says(PRINT, "check", "lp", line=PRINTER, code=2)


class SpokenByOption(Spoken):
    english, extra = False, ["--language", "nl"]


class SpokenByLocale(Spoken):
    english, locale = False, "nl_NL.UTF-8"


class EnglishByOption(unittest.TestCase):
    def test_the_option_is_stronger_than_the_locale(self):
        environment = dict(os.environ, LC_ALL="nl_NL.UTF-8")
        done = subprocess.run([SYNC, "--language", "en"], capture_output=True, text=True, timeout=30, check=False,
                              env=environment)
        self.assertIn(NO_COMMAND[0], done.stderr.splitlines())


if __name__ == "__main__":
    unittest.main()
