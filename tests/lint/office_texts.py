#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the words of the office with its templates and its code.

Usage: office_texts.py ROOT. Prints one line per problem; exit 1 when there is one.

- assets/office/texts: every language has the same keys, and a key the same arguments.
- assets/office/*.tpl: {{t_a__b}} is the key office.a.b, is there, and has no arguments (those code fills
  in). A template escapes by itself from its first byte to its last, and has no script but passkey.js, from
  our own address, and no inline style: the browser is told to refuse all others.
- sync/server/pages: a literal "office.a.b" is a key; one that ends in a dot is the beginning of keys made
  at run time. A key that nobody names is one too many.
"""
import json
import re
import sys
from pathlib import Path

ESCAPES = '{{%AUTOESCAPE context="HTML"}}'
MARKER = re.compile(r"\{\{t_([a-z0-9_]+)")
LITERAL = re.compile(r'"(office\.[a-z0-9_.]*)"')
COMMENT = re.compile(r"//[^\n]*")
ARGUMENT = re.compile(r"\{(\w+)(?=[,}])")
FORBIDDEN = {
    "an inline style": re.compile(r"\sstyle\s*=", re.I),
    "a script": re.compile(r"<script(?! src=\"/passkey\.js\" defer></script>)|\son[a-z]+\s*=|javascript:", re.I),
    "a value that is not escaped": re.compile(r"\{\{[A-Za-z0-9_]+:none"),
    "something from elsewhere": re.compile(r"(?:src|href|action)=\"(?:https?:)?//", re.I),
}


def read_texts(root, problems):
    texts = {}
    for path in sorted((root / "assets/office/texts").glob("*.json")):
        entries = json.loads(path.read_text(encoding="utf-8"))
        texts[path.stem] = {k: v["text"] for k, v in entries.items() if k != "_header"}
    if len(texts) < 2:
        problems.append("assets/office/texts: fewer than two languages")
        return {}
    first = texts[min(texts, key=lambda name: name != "nl")]
    for language, keys in texts.items():
        for key in sorted(set(first) ^ set(keys)):
            problems.append(f"{key}: missing in {language if key in first else 'nl'}")
        for key in sorted(set(first) & set(keys)):
            # Words inside a plural are no arguments: they hold spaces or stand alone after a category.
            if set(ARGUMENT.findall(first[key])) != set(ARGUMENT.findall(keys[key])):
                problems.append(f"{key}: other arguments in {language} than in nl")
    return first


def read_templates(root, texts, problems):
    used = set()
    for path in sorted((root / "assets/office").glob("*.tpl")):
        text = path.read_text(encoding="utf-8")
        if not text.startswith(ESCAPES) or text.count("%AUTOESCAPE") != 1:
            problems.append(f"{path.name}: does not begin with the one {ESCAPES}")
        for what, pattern in FORBIDDEN.items():
            if pattern.search(text):
                problems.append(f"{path.name}: has {what}")
        for marker in sorted(set(MARKER.findall(text))):
            key = "office." + marker.replace("__", ".")
            used.add(key)
            if key not in texts:
                problems.append(f"{key}: in no catalogue, but named by {path.name}")
            elif "{" in texts[key]:
                problems.append(f"{key}: has arguments, and {path.name} has none for it")
    return used


def read_code(root, texts, problems):
    used, beginnings = set(), set()
    for path in sorted((root / "sync/server/pages").glob("*.?pp")):
        for literal in LITERAL.findall(COMMENT.sub("", path.read_text(encoding="utf-8"))):
            if literal.endswith("."):
                beginnings.add(literal)
                continue
            used.add(literal)
            if literal not in texts:
                problems.append(f"{literal}: in no catalogue, but used by {path.name}")
    for beginning in sorted(beginnings - {"office."}):  # "office." itself tells ours from the kiosk's
        if not any(key.startswith(beginning) for key in texts):
            problems.append(f"{beginning}: no key begins like that")
    return used, beginnings - {"office."}


def main():
    root, problems = Path(sys.argv[1]), []
    texts = read_texts(root, problems)
    used = read_templates(root, texts, problems)
    literals, beginnings = read_code(root, texts, problems)
    for key in sorted(set(texts) - used - literals):
        if not key.startswith(tuple(beginnings)):
            problems.append(f"{key}: in the catalogues, but nothing uses it")
    for problem in problems:
        print(problem)
    print(f"{len(texts)} texts of the office, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
