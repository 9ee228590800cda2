#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What a native speaker reads aloud for assets/audio: a numbered script from the catalogue itself.

    tests/support/audio_script.py LANGUAGE [--gaps]

A line is a number, the file the recording becomes, and the words, with a tab between; the order is
the one in which people meet them. Texts with something filled in (a name, a number) are said by a
voice only, as D34 has it, and are not in the script; --gaps lists them after it, each plural and choice, with
[gaps] and the numbers that would fill them, for who wants the voice of one person in all of it.
"""
import argparse
import pathlib
import sys

import recordings

ROOT = pathlib.Path(__file__).resolve().parents[2]
# A count on a screen; weeks, minutes and days beyond these are said by nobody today.
NUMBERS = range(101)


def one_line(words):
    return " / ".join(part.strip() for part in words.splitlines() if part.strip())


def script(root, language, gaps):
    lines, gapped = recordings.split(root, language)
    said = {}
    for number, line in enumerate(lines, 1):
        again = said.setdefault(line.words, number)
        note = "" if again == number else f"\t(the same words as {again}: a copy will do)"
        yield f"{number}\t{line.key}.opus\t{one_line(line.words)}{note}"
    if not gaps:
        return
    yield f"# No recording of these is played yet: something is filled in. {len(gapped)} texts."
    number = len(lines)
    for text in gapped:
        for choices, words in text.variants:
            number += 1
            where = f"{text.key} ({choices})" if choices else text.key
            # Found by its words, when they are exactly those of a text without a gap.
            heard = f"\t(played: {lines[said[words] - 1].key}.opus)" if words in said else ""
            yield f"{number}\t{where}\t{one_line(words)}{heard}"
    yield f"# [number]: {', '.join(str(n) for n in NUMBERS)}"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", help="as in assets/locales: ti, so, …")
    parser.add_argument("--gaps", action="store_true", help="also what is only said by a voice")
    given = parser.parse_args()
    try:
        for line in script(ROOT, given.language, given.gaps):
            print(line)
    except recordings.Broken as broken:
        sys.exit(f"audio_script: {broken}")


if __name__ == "__main__":
    main()
