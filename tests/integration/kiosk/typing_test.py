# SPDX-License-Identifier: Apache-2.0
"""Names tapped on the screen's keyboards, opened again as the matcher would: the same code points."""
import unicodedata
import unittest

from kiosk_case import KioskCase, journey
from screen_typist import ScreenTypist

NAMES = [
    ("nl", "Müller-Özgür"),
    ("tr", "Müller-Özgür"),
    ("tr", "Işık İnci D'Angelo"),
    ("ar", "عبد الرحمن"),
    ("ti", "ሃይለ ገብረስላሴ"),
    ("ti", "ለለ ሰሰ"),
    ("uk", "Олександр Їжак"),
    ("uk", "Марʼяна Ґудзь"),
    ("fa", "محمدرضا نیک\u200cپور"),
]


def code_points(text):
    return [f"{ord(c):04X} {unicodedata.name(c, '?')}" for c in text]


class TypedNames(KioskCase):
    def test_a_tapped_name_has_exactly_its_code_points(self):
        """One kiosk, one person after the other. What was typed never comes back over the socket:
        it is read from the sealed records, with the key that only a matcher has."""
        with self.start(size="800x480") as kiosk:
            for language, name in NAMES:
                journey.choose_language(kiosk, language)
                kiosk.tap("role.household")
                self.assertEqual(kiosk.screen(), "question.name")
                ScreenTypist(kiosk).type(name)
                kiosk.tap("question.continue")
                journey.fill_in(kiosk, "household", {**journey.YONAS, "name": None})
                journey.send(kiosk)
        records = self.records()
        self.assertEqual(len(records), len(NAMES))
        for (language, name), record in zip(NAMES, records):
            with self.subTest(language=language, name=name):
                self.assertEqual(record["language"], language)
                self.assertEqual(code_points(record["body"]["name"]), code_points(name))


if __name__ == "__main__":
    unittest.main()
