#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The lint of promises must see what it is there for: one fault at a time in a small tree."""
import json
import pathlib
import sys
import tempfile

import promises

WORDS = {"nl": "We bewaren niets. Niets wordt bewaard.", "en": "We keep nothing.",
         "ar": "لا شيء محفوظ", "ti": "ተዓቂቡ የለን", "tr": "Hiçbir şey saklanmaz", "fa": "نگه داشته نمی‌شود",
         "uk": "Нічого не збережено", "kmr": "Em tiştekî naparêzin", "so": "Waxba ma kaydinno",
         "fr": "Nous ne gardons rien", "es": "No guardamos nada", "ru": "Мы ничего не сохраняем",
         "prs": "چیزی نگه نمی‌داریم", "ps": "هیڅ نه ساتو", "ckb": "ھیچ ھەڵناگرین"}
TEST = "TEST(Kept, NothingIs) {}\n"
ROW = "notice.text\tKept.NothingIs\n"


def run(texts=WORDS, test=TEST, rows=ROW):
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        (root / "assets" / "locales").mkdir(parents=True)
        (root / "tests").mkdir()
        for language, text in texts.items():
            (root / "assets" / "locales" / f"{language}.json").write_text(
                json.dumps({"_header": {}, "notice.text": {"text": text}}))
        (root / "tests" / "kept_test.cpp").write_text(test)
        (root / "tests" / "promises.tsv").write_text("message\ttest\n" + rows)
        return promises.main(root)


def main():
    assert run() == 0, "a promise with its test"
    assert run(rows="") == 1, "a promise without a line"
    assert run(test="") == 1, "the test was taken away"
    assert run(rows=ROW + "other.text\tKept.NothingIs\n") == 1, "a line without a promise"
    assert run(texts={**WORDS, "zz": "x"}) == 1, "a language whose words nobody gave"
    for language, text in WORDS.items():
        plain = {other: "x" for other in WORDS}
        assert run(texts={**plain, language: text}, rows="") == 1, f"a promise in {language} alone"
    print("all seen")


if __name__ == "__main__":
    sys.exit(main())
