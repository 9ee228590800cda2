#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds every catalogue to the list of terms: one thing has one name on all screens.

Usage: catalogue_terms.py ROOT. Prints one line per problem; exit 1 when there is one.

assets/locales/terms/terms.json gives each term its meaning and, per language, the beginnings of
words it may take ("forms": grammar changes the ends). Where the Dutch text of a message has a
term, the text in every other language must have it too.
"""
import json
import re
import sys
from pathlib import Path

REFERENCE = "nl"


def fold(text):
    """Lower case that treats the Turkish dotted capital as its small letter."""
    return text.replace("İ", "i").lower()


def has(text, forms):
    return any(re.search(r"(?<!\w)" + re.escape(fold(form)), fold(text)) for form in forms)


def contains(text, forms):
    # In the other languages articles and prepositions may be written on to the front of the word.
    return any(fold(form) in fold(text) for form in forms)


def check(root):
    catalogues = {}
    for path in sorted((root / "assets/locales").glob("*.json")):
        catalogues[path.stem] = json.loads(path.read_text(encoding="utf-8"))
    terms = json.loads((root / "assets/locales/terms/terms.json").read_text(encoding="utf-8"))
    problems = []
    for name, term in terms.items():
        if set(term) != {"meaning", "forms"} or not term["meaning"]:
            problems.append(f"terms.json, {name}: give a meaning and forms, nothing else")
            continue
        for language in catalogues:
            if not term["forms"].get(language):
                problems.append(f"terms.json, {name}: no word in {language}")
    if problems:
        return problems
    for key, entry in catalogues[REFERENCE].items():
        if key == "_header":
            continue
        for name, term in terms.items():
            if not has(entry["text"], term["forms"][REFERENCE]):
                continue
            for language, catalogue in catalogues.items():
                text = catalogue.get(key, {}).get("text")
                if text is not None and not contains(text, term["forms"][language]):
                    problems.append(f"{language} {key}: lacks the term {name} "
                                    f"({', '.join(term['forms'][language])}): {text}")
    return problems


def main():
    problems = check(Path(sys.argv[1]).resolve())
    for problem in problems:
        print(problem)
    print(f"{len(problems)} problems with terms")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()
