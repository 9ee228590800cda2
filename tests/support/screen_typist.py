# SPDX-License-Identifier: Apache-2.0
"""A finger on the kiosk's own keyboard: types a text key by key through the automation socket.

    ScreenTypist(kiosk).type("Müller-Özgür")

Knows what a person sees: the layout data of the keyboard that the kiosk's language starts with. A
letter with a key of its own is tapped (after shift for a capital); others lie behind the key for
more letters and then a key, or on the keyboard's other page; an Ethiopic letter is its consonant and
then its vowel.
"""
import json
import pathlib
import time

KEYBOARDS = pathlib.Path(__file__).resolve().parents[2] / "assets" / "keyboards"
SAME_LETTER_S = 2  # then one more tap on a letter no longer changes it


class ScreenTypist:
    def __init__(self, kiosk):
        self.kiosk = kiosk
        language = kiosk.state()["language"]
        layouts = [json.loads(path.read_text(encoding="utf-8"))
                   for path in sorted(KEYBOARDS.glob("*.json"))]
        scripts = [layout for layout in layouts if layout["_header"]["kind"] == "script"]
        own = [layout for layout in scripts if language in layout["_header"]["languages"]]
        self.layout = (own or [x for x in scripts if x["_header"]["id"] == "latin"])[0]
        self.series = "series" in self.layout["_header"]
        self.before = ""  # the consonant that a second tap would change

    def type(self, text):
        for character in text:
            self._character(character)

    def _character(self, character):
        nodes = self.kiosk.nodes()
        capital = "key.shift" in nodes and character != character.lower()
        small = self._small(character) if capital else character
        self._shift(nodes, character.isalpha() and capital)
        before, self.before = self.before, ""
        if character == " ":
            return self.kiosk.tap("key.space")
        if f"key.{small}" in nodes:
            if before == small:
                self._let_pass()
            self.before = small if self.series else ""
            return self.kiosk.tap(f"key.{small}")
        key, place = self._behind(small)
        if self.series and place < 6:
            if before == key:
                self._let_pass()
            return self.kiosk.tap(f"key.{key}", f"key.vowel.{place + 2}")
        self.kiosk.tap("key.more", f"key.{key}", f"variant.{character}")

    def _let_pass(self):
        """The time in which one more tap changes the letter."""
        if "--virtual-clock" in self.kiosk.process.args:
            self.kiosk.advance(SAME_LETTER_S)
        else:
            time.sleep(SAME_LETTER_S)

    def _small(self, capital):
        turkish = {"İ": "i", "I": "ı"} if "tr" in self.layout["_header"]["languages"] else {}
        return turkish.get(capital, capital.lower())

    def _shift(self, nodes, wanted):
        """The keyboard may have switched to capitals by itself, as at the beginning of a name."""
        if "key.shift" in nodes and nodes["key.shift"]["selected"] != wanted:
            self.kiosk.tap("key.shift")

    def _behind(self, character):
        """The key that offers this letter, and its place among what is offered."""
        for key, variants in self.layout["variants"].items():
            if character in variants:
                return key, variants.index(character)
        raise AssertionError(f"no key of {self.layout['_header']['id']} gives {character!r}")
