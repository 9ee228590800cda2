#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The key lint must see what it is there for: a small tree with one fault at a time."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LINT = Path(__file__).with_name("catalogue_keys.py")

GOOD = {
    "assets/locales/nl.json": {"_header": {}, "app.stop": {"text": "Stop"},
                               "goal.work": {"text": "Werk"}, "staff.empty.title": {"text": "x"},
                               "form.single.name.title": {"text": "x"},
                               "form.single.name.label": {"text": "x"},
                               "form.single.name.help": {"text": "x"}},
    "assets/forms/single.v1.json": {"form": "single", "questions": [{"id": "name"}]},
    "shared/domain/vocabulary.hpp": 'SAMEN_VOCABULARY(Goal, "goal", "work");\n',
    "kiosk/ui/a.cpp": 'f({.id = "app.unknown_id"}, tr("app.stop"));\n'
                      'const auto key = "staff.empty"; tr(key + ".title");\n',
    "tests/lint/allowed.txt": "",
}


def run(changes):
    tree = {**GOOD, **changes}
    tree["assets/locales/en.json"] = changes.get("assets/locales/en.json",
                                                 tree["assets/locales/nl.json"])
    with tempfile.TemporaryDirectory() as folder:
        for name, content in tree.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            text = content if isinstance(content, str) else json.dumps(content)
            path.write_text(text, encoding="utf-8")
        done = subprocess.run([sys.executable, LINT, folder], capture_output=True, text=True)
        return done.returncode, done.stdout


def without(key):
    return {k: v for k, v in GOOD["assets/locales/nl.json"].items() if k != key}


FAULTS = {
    "a key the screen asks for": ({"assets/locales/nl.json": without("app.stop")}, "app.stop: in no"),
    "a vocabulary value": ({"assets/locales/nl.json": without("goal.work")}, "goal.work: in no"),
    "a question's help": ({"assets/locales/nl.json": without("form.single.name.help")},
                          "form.single.name.help: in no"),
    "one language": ({"assets/locales/en.json": without("app.stop")}, "app.stop: missing in en"),
    "a key nobody uses": ({"assets/locales/nl.json":
                           {**GOOD["assets/locales/nl.json"], "app.old": {"text": "x"}}},
                          "app.old: in the catalogues, but nothing uses it"),
    "a literal in a comment": ({"kiosk/ui/a.cpp": GOOD["kiosk/ui/a.cpp"].replace(
        'tr("app.stop")', '0 /* tr("app.stop") */')}, "app.stop: in the catalogues"),
    "a needless exception": ({"tests/lint/allowed.txt": "used app.never* # why\n"}, "needed no more"),
    "an exception without reason": ({"tests/lint/allowed.txt": "used app.x\n"}, "allowed.txt:1"),
}


def main():
    code, out = run({})
    assert code == 0, f"the good tree is refused:\n{out}"
    for name, (changes, expected) in FAULTS.items():
        code, out = run(changes)
        assert code == 1 and expected in out, f"not seen: {name}\n{out}"
    print(f"{len(FAULTS)} faults seen")


if __name__ == "__main__":
    main()
