#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares the message keys the programs use with the keys the catalogues have.

Usage: catalogue_keys.py ROOT. Prints one line per problem; exit 1 when there is one.

Where keys come from:
- literals in the code that look like keys and begin with a word the catalogues know. In kiosk/ui,
  where node ids look the same, only literals inside tr(), format(), speech(), text() and icon_of()
  must exist; elsewhere every such literal must.
- a literal that ends in a dot or, after one, in "_" ("goal.", "whynot.miss_") is the beginning of
  keys made at run time, one that begins with a dot (".title") the end of some;
- shared/domain/vocabulary.hpp: prefix and names of each vocabulary;
- assets/forms: title, label and help of every question, and every text in them that is a key;
- assets/keyboards: what keys are called.
"""
import fnmatch
import json
import re
import sys
from pathlib import Path

KEY = re.compile(r"[a-z0-9_]+(?:\.[a-z0-9_]+){1,5}")
LITERAL = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.S)
ASKS = re.compile(r"\b(?:tr|format|speech|text|icon_of)\s*\(")
VOCABULARY = re.compile(r'SAMEN_VOCABULARY\(\s*\w+\s*,\s*"(\w+)"\s*,(.*?)\)\s*;', re.S)
CODE = ("kiosk", "shared/forms", "shared/domain", "sync/matcher", "sync/server")


class Lint:
    def __init__(self, root):
        self.root = root
        self.problems = []
        self.catalogues = {}
        self.first_words = set()
        self.needed = {}      # key -> where it is asked for
        self.literals = set()
        self.beginnings = set()
        self.ends = set()
        self.allowed = []     # [kind, pattern, times used]

    def say(self, words):
        self.problems.append(words)

    def where(self, path, text=None, at=0):
        name = path.relative_to(self.root).as_posix()
        return name if text is None else f"{name}:{text.count(chr(10), 0, at) + 1}"

    def allows(self, kind, key):
        hit = False
        for rule in self.allowed:
            if rule[0] == kind and fnmatch.fnmatchcase(key, rule[1]):
                rule[2] += 1
                hit = True
        return hit

    def need(self, key, where):
        if not self.allows("not_key", key):
            self.needed.setdefault(key, where)

    # --- reading

    def read_allowed(self):
        path = self.root / "tests/lint/allowed.txt"
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            rule, _, reason = line.partition("#")
            if not rule.strip():
                continue
            parts = rule.split()
            if len(parts) != 2 or parts[0] not in ("no_text", "not_key", "used") or not reason.strip():
                self.say(f"allowed.txt:{number}: write <no_text|not_key|used> <pattern> # <reason>")
                continue
            self.allowed.append([parts[0], parts[1], 0])

    def read_catalogues(self):
        for path in sorted((self.root / "assets/locales").glob("*.json")):
            entries = json.loads(path.read_text(encoding="utf-8"))
            self.catalogues[path.stem] = {k for k in entries if k != "_header"}
        self.first_words = {k.split(".")[0] for keys in self.catalogues.values() for k in keys}

    def read_code(self):
        for folder in CODE:
            for path in sorted((self.root / folder).rglob("*.[ch]pp")):
                self.read_source(path)

    def read_source(self, path):
        text = COMMENT.sub(lambda m: re.sub(r"[^\n]", " ", m.group()),
                           path.read_text(encoding="utf-8"))
        ids_look_alike = "kiosk/ui" in path.as_posix() or "kiosk/automation" in path.as_posix()
        asked = self.asked_for(text)
        for match in LITERAL.finditer(text):
            value = match.group(1)
            if value.endswith(".tpl"):  # a page of the office
                continue
            if "#include" in text[text.rfind("\n", 0, match.start()) + 1:match.start()]:
                continue
            if re.fullmatch(r"[a-z0-9_]+(\.[a-z0-9_]+)*(\.|\.[a-z0-9_]*_)", value):
                self.beginnings.add(value)
            elif re.fullmatch(r"(\.[a-z0-9_]+)+", value):
                self.ends.add(value)
            elif KEY.fullmatch(value):
                self.literals.add(value)
                is_asked = any(begin <= match.start() < end for begin, end in asked)
                joined = re.match(r"\s*\)?\s*\+", text[match.end():]) is not None
                if joined:
                    continue  # the rest is added at run time
                known = value.split(".")[0] in self.first_words
                if is_asked or (known and not ids_look_alike):
                    self.need(value, self.where(path, text, match.start()))

    @staticmethod
    def asked_for(text):
        """Ranges of text inside the brackets of tr(...) and its like."""
        ranges = []
        for match in ASKS.finditer(text):
            depth, at = 1, match.end()
            while at < len(text) and depth > 0:
                depth += {"(": 1, ")": -1}.get(text[at], 0)
                at += 1
            ranges.append((match.end(), at))
        return ranges

    def read_vocabularies(self):
        path = self.root / "shared/domain/vocabulary.hpp"
        for prefix, names in VOCABULARY.findall(path.read_text(encoding="utf-8")):
            for name in re.findall(r'"([^"]+)"', names):
                key = f"{prefix}.{name}"
                if not self.allows("no_text", key):
                    self.need(key, f"vocabulary {prefix}")

    def read_forms(self):
        for path in sorted((self.root / "assets/forms").glob("*.json")):
            form = json.loads(path.read_text(encoding="utf-8"))
            where = self.where(path)
            for question in form["questions"]:
                stem = question.get("text", f"form.{form['form']}.{question['id']}")
                for end in ("title", "label", "help"):
                    self.need(f"{stem}.{end}", f"{where}, question {question['id']}")
                stop = question.get("stop_on_no")
                if stop:
                    for end in ("title", "text"):
                        self.need(f"{stop}.{end}", f"{where}, question {question['id']}")

    def read_keyboards(self):
        def names(value):
            if isinstance(value, dict):
                if "name" in value and "kind" in value:
                    yield value["name"]
                for inner in value.values():
                    yield from names(inner)
            elif isinstance(value, list):
                for inner in value:
                    yield from names(inner)
        for path in sorted((self.root / "assets/keyboards").glob("*.json")):
            for name in names(json.loads(path.read_text(encoding="utf-8"))):
                self.need(name, self.where(path))

    # --- comparing

    def compare(self):
        everywhere = set().union(*self.catalogues.values())
        for key in sorted(everywhere):
            lacking = [language for language, keys in self.catalogues.items() if key not in keys]
            if lacking:
                self.say(f"{key}: missing in {', '.join(lacking)}")
        for key, where in sorted(self.needed.items()):
            if key not in everywhere:
                self.say(f"{key}: in no catalogue, but used by {where}")
        for key in sorted(everywhere):
            if not self.is_used(key):
                self.say(f"{key}: in the catalogues, but nothing uses it")
        for kind, pattern, times in self.allowed:
            if times == 0:
                self.say(f"allowed.txt: {kind} {pattern} is needed no more; remove it")

    def is_used(self, key):
        if key in self.needed or key in self.literals:
            return True
        for end in self.ends:
            if key.endswith(end) and (key[:-len(end)] in self.literals or
                                      key[:-len(end)] in self.needed):
                return True
        # Forms name their keys themselves, so "form." in the code proves nothing.
        for beginning in self.beginnings - {"form."}:
            if key.startswith(beginning):
                return True
        return self.allows("used", key)

    def run(self):
        self.read_allowed()
        self.read_catalogues()
        if not self.catalogues:
            self.say("no catalogues found")
            return
        self.read_code()
        self.read_vocabularies()
        self.read_forms()
        self.read_keyboards()
        self.compare()


def main():
    lint = Lint(Path(sys.argv[1]).resolve())
    lint.run()
    for problem in lint.problems:
        print(problem)
    languages = ", ".join(f"{name} {len(keys)}" for name, keys in lint.catalogues.items())
    print(f"{len(lint.problems)} problems; keys: {languages}; asked for: {len(lint.needed)}")
    return 1 if lint.problems else 0


if __name__ == "__main__":
    sys.exit(main())
