#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds or changes messages in all catalogues at once.

    tests/support/catalogue_add.py [--partial] < new_keys.json

The input is one object: {"role.newcomer": {"nl": "Ik ben nieuw in Nederland",
                                            "en": {"text": "…", "speak": "…", "icon": "account"},
                                            "ar": "…"}}
A language's value is the text, or an object with text, speak and icon. Every language that has a
catalogue must be given. Who cannot write them all passes --partial and gives at least the first
language, Dutch: the others fall back to it on the screen, and the key lint fails until somebody
gives the rest. A null instead of the object removes the key everywhere. Icons belong to
the key, so it is enough to give the icon once; it is written to every language.
Several people may run this at the same time: a lock file keeps them apart and each file is
replaced in one step.
"""
import fcntl
import json
import os
import re
import sys
from pathlib import Path

LOCALES = Path(__file__).resolve().parents[2] / "assets" / "locales"
KEY = re.compile(r"^[a-z0-9_]+(\.[a-z0-9_]+){1,5}$")
FIELDS = {"text", "speak", "icon"}
FIRST = "nl"  # what a screen falls back to


def stop(words):
    sys.exit(f"catalogue_add: {words}")


def unique(pairs):
    seen = {}
    for key, value in pairs:
        if key in seen:
            stop(f"the input has {key} twice")
        seen[key] = value
    return seen


def entry(key, language, value):
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict) or not isinstance(value.get("text"), str) or not value["text"]:
        stop(f"{key}, {language}: give a text or an object with a text")
    unknown = set(value) - FIELDS
    if unknown:
        stop(f"{key}, {language}: unknown field {sorted(unknown)[0]}; allowed: text, speak, icon")
    return {field: value[field] for field in ("text", "speak", "icon") if value.get(field)}


def merge(catalogues, added, partial):
    for key, by_language in added.items():
        if not KEY.match(key):
            stop(f"{key} is not a message key (lower-case letters, digits, '_', dots between)")
        if by_language is None:
            for catalogue in catalogues.values():
                catalogue.pop(key, None)
            continue
        missing = set(catalogues) - set(by_language)
        if missing and not (partial and FIRST in by_language):
            stop(f"{key}: {sorted(missing)[0]} is missing; give all of {sorted(catalogues)}, "
                 "or see --help about --partial")
        entries = {language: entry(key, language, by_language[language])
                   for language in catalogues if language in by_language}
        icons = {e["icon"] for e in entries.values() if "icon" in e}
        if len(icons) > 1:
            stop(f"{key}: two icons, {sorted(icons)}; a key has one in all languages")
        for language, catalogue in catalogues.items():
            if language in entries:
                catalogue[key] = entries[language]
            if icons and key in catalogue:
                catalogue[key]["icon"] = next(iter(icons))


def write(path, catalogue):
    header = catalogue["_header"]
    rows = {key: catalogue[key] for key in sorted(catalogue) if key != "_header"}
    text = json.dumps({"_header": header, **rows}, ensure_ascii=False, indent=1) + "\n"
    draft = path.with_suffix(".json.new")
    draft.write_text(text, encoding="utf-8")
    os.replace(draft, path)


def main():
    partial = sys.argv[1:] == ["--partial"]
    if len(sys.argv) > 1 and not partial:
        print(__doc__)
        return
    try:
        added = json.load(sys.stdin, object_pairs_hook=unique)
    except json.JSONDecodeError as error:
        stop(f"the input is not JSON: {error}")
    if not isinstance(added, dict):
        stop("the input must be one object: key -> {language: text}")
    folder = os.open(LOCALES, os.O_RDONLY)
    try:
        fcntl.flock(folder, fcntl.LOCK_EX)
        paths = sorted(LOCALES.glob("*.json"))
        catalogues = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in paths}
        merge(catalogues, added, partial)
        for path in paths:
            write(path, catalogues[path.stem])
    finally:
        os.close(folder)
    print(f"catalogue_add: {len(added)} keys in {len(paths)} catalogues")


if __name__ == "__main__":
    main()
