# SPDX-License-Identifier: Apache-2.0
"""What a sign-up asks of somebody who reads everything: screens, taps, words, minutes.

    reader = effort.Reader(kiosk)
    journey.sign_up(reader, "household", journey.YONAS, "ar")
    reader.effort.minutes()

A Reader is the kiosk with somebody in front of it. Each screen is read to its end when it appears, what
stands on every page (the buttons at the edge, "Continue") only the first time: 130 words a minute, four
seconds a tap, one second a letter on the keyboard; turning a page is a tap, also back to what is then
tapped. The names on the first screen are in fifteen languages: one looks for one's own and does not
read the others; a sign that stands alone is no word ("Oui ?"). What is counted comes from the real
screens, so a longer sentence or one more question shows.
"""
import dataclasses

WORDS_A_MINUTE = 130
TAP_SECONDS = 4
LETTER_SECONDS = 1
_MOST_PAGES = 40  # of one screen
_NAMES_OF_LANGUAGES = "first.language."


@dataclasses.dataclass
class Effort:
    screens: int = 0
    taps: int = 0
    letters: int = 0
    words: int = 0
    turned: int = 0  # pages, each with a tap
    turned_on_questions: int = 0  # of those

    def minutes(self):
        seconds = TAP_SECONDS * (self.taps + self.turned) + LETTER_SECONDS * self.letters
        return seconds / 60 + self.words / WORDS_A_MINUTE


class Reader:
    """A kiosk_driver.Kiosk that counts what its person does; everything else is the kiosk's own."""

    def __init__(self, kiosk):
        self._kiosk = kiosk
        self._read = set()  # labels
        self._screen = None
        self.effort = Effort()

    def __getattr__(self, name):
        return getattr(self._kiosk, name)

    def tap(self, *ids, **how):
        for node_id in ids:
            self._look()
            self._turn_to(node_id)
            if node_id.startswith("key."):
                self.effort.letters += 1
            else:
                self.effort.taps += 1
            self._kiosk.tap(node_id, **how)
        self._look()

    def type(self, text):
        self._look()
        self.effort.letters += len(text)
        self._kiosk.type(text)
        self._look()

    def _look(self):
        """Reads what is there and was not read yet; a new page to its end."""
        screen = self._kiosk.screen()
        nodes = self._kiosk.nodes()

        if screen != self._screen:
            self._screen = screen
            self.effort.screens += 1
            for _ in range(_MOST_PAGES):
                self._words(nodes)
                if not nodes.get("page.down", {}).get("enabled"):
                    break
                self._turn("page.down")
                nodes = self._kiosk.nodes()
        self._words(nodes)

    def _turn_to(self, node_id):
        """From where the reading ended: towards the beginning, and from there on."""
        for way in ("page.up", "page.down"):
            for _ in range(_MOST_PAGES):
                nodes = self._kiosk.nodes()
                if nodes[node_id]["visible"] or not nodes.get(way, {}).get("enabled"):
                    break
                self._turn(way)

    def _turn(self, way):
        self._kiosk.tap(way)
        self.effort.turned += 1
        self.effort.turned_on_questions += self._screen.startswith("question.")

    def _words(self, nodes):
        for node_id, node in nodes.items():
            label = node["label"]
            if node["role"] == "key" or label in self._read or node_id.startswith(_NAMES_OF_LANGUAGES):
                continue
            self._read.add(label)
            self.effort.words += sum(any(map(str.isalnum, word)) for word in self._news(label).split())

    def _news(self, label):
        """What a label says beside what was read: a value's repeats the words that stand beside it
        once ("0 t/m 3 jaar" and "0 t/m 3 jaar: 2")."""
        said = [other for other in self._read if label.startswith(f"{other}: ")]
        return label[len(max(said, key=len)) + 1:] if said else label
