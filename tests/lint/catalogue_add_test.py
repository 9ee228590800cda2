#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""catalogue_add.py: several people at once lose nothing; bad input changes nothing."""
import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

SCRIPT = Path(__file__).resolve().parents[1] / "support" / "catalogue_add.py"
LANGUAGES = ("nl", "ar")


def start(root, words, *options):
    process = subprocess.Popen([sys.executable, root / "tests/support/catalogue_add.py", *options],
                               stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                               stderr=subprocess.PIPE, text=True)
    process.stdin.write(words if isinstance(words, str) else json.dumps(words))
    process.stdin.close()
    return process


def run(root, words, *options):
    process = start(root, words, *options)
    error = process.stderr.read()
    return process.wait(), error


def read(root, language):
    return json.loads((root / f"assets/locales/{language}.json").read_text(encoding="utf-8"))


def main():
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "tests/support").mkdir(parents=True)
        (root / "assets/locales").mkdir(parents=True)
        shutil.copy(SCRIPT, root / "tests/support")
        for language in LANGUAGES:
            (root / f"assets/locales/{language}.json").write_text(
                json.dumps({"_header": {"language": language}}), encoding="utf-8")

        crowd = [start(root, {f"app.key{n}": {"nl": f"een {n}", "ar": "واحد"}}) for n in range(12)]
        assert [p.wait() for p in crowd] == [0] * 12
        for language in LANGUAGES:
            keys = list(read(root, language))
            assert keys[0] == "_header" and len(keys) == 13, keys
            assert keys[1:] == sorted(keys[1:])
        assert read(root, "ar")["app.key3"] == {"text": "واحد"}
        assert "واحد" in (root / "assets/locales/ar.json").read_text(encoding="utf-8")

        code, _ = run(root, {"app.key1": {"nl": {"text": "x", "icon": "home"}, "ar": "y"}})
        assert code == 0 and read(root, "ar")["app.key1"] == {"text": "y", "icon": "home"}
        code, _ = run(root, {"app.key2": None})
        assert code == 0 and "app.key2" not in read(root, "nl")

        code, _ = run(root, {"app.half": {"nl": {"text": "half", "icon": "home"}}}, "--partial")
        assert code == 0 and "app.half" in read(root, "nl") and "app.half" not in read(root, "ar")
        code, _ = run(root, {"app.half": {"nl": "heel", "ar": "x"}})
        assert code == 0 and read(root, "ar")["app.half"] == {"text": "x"}
        code, error = run(root, {"app.other": {"ar": "x"}}, "--partial")
        assert code != 0 and "nl is missing" in error  # the screens fall back to Dutch

        before = [read(root, language) for language in LANGUAGES]
        for words, reason in (("{", "not JSON"), ("[]", "one object"),
                              ({"app.new": {"nl": "x"}}, "ar is missing"),
                              ({"New": {"nl": "x", "ar": "y"}}, "not a message key"),
                              ({"app.new": {"nl": "", "ar": "y"}}, "give a text"),
                              ({"app.new": {"nl": {"text": "x", "colour": "r"}, "ar": "y"}}, "colour"),
                              ({"app.new": {"nl": {"text": "x", "icon": "a"},
                                            "ar": {"text": "y", "icon": "b"}}}, "two icons"),
                              ('{"app.n": {"nl": "x", "ar": "y"}, "app.n": null}', "twice")):
            code, error = run(root, words)
            assert code != 0 and reason in error, (words, error)
        assert before == [read(root, language) for language in LANGUAGES]
    print("catalogue_add keeps languages together")


if __name__ == "__main__":
    main()
