#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The lint of what programs say must see what it is there for: a small tree with one fault at a time."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LINT = Path(__file__).with_name("command_words.py")
CODE = """\
// say("only a comment")
out << say("{} of {} are here", a, b) << say_count(n, "one day", "{} days");
if (!file) return fail(Errc::not_found, say("there is no "
                                            "file {}", name));
canvas.say("node.id", text);
"""
DUTCH = {"{} of {} are here": "van {1} zijn er {0}", "one day": "een dag", "{} days": "{} dagen",
         "there is no file {}": "er is geen bestand {}"}
NL, CPP = "assets/commands/nl/a.json", "sync/server/commands/a.cpp"
GOOD = {NL: json.dumps(DUTCH), CPP: CODE, "shared/base/a.cpp": "", "kiosk/main.cpp": ""}
FAULTS = {
    "no Dutch": ({NL: json.dumps({k: v for k, v in DUTCH.items() if k != "{} days"})}, "no Dutch for '{} days'"),
    "Dutch without words": ({NL: json.dumps({**DUTCH, "one day": " "})}, "no words for 'one day'"),
    "nobody says it": ({NL: json.dumps({**DUTCH, "only a comment": "slechts"})}, "nobody says 'only a comment'"),
    "another placeholder": ({NL: json.dumps({**DUTCH, "{} days": "{1} dagen"})}, "other placeholders than"),
    "a blank at the end": ({NL: json.dumps({**DUTCH, "one day": "een dag "})}, "other blanks at the ends"),
    "in two files": ({"assets/commands/nl/b.json": json.dumps({"one day": "een dag"})}, "stands in another file"),
    "twice in one file": ({NL: json.dumps(DUTCH)[:-1] + ', "one day": "1 dag"}'}, "twice in one file"),
    "words without say()": ({CPP: CODE + 'out << "there is nobody";'}, "words without say(): 'there is nobody'"),
    "a failure without say()": ({"shared/base/a.cpp": 'return fail(Errc::limit, name + ": too long");'},
                                "a failure without say()"),
    "a context without say()": ({"shared/base/a.cpp": 'return error.context("the store");'},
                                "a failure without say()"),
}


def run(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**GOOD, **changes}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        done = subprocess.run([sys.executable, str(LINT), folder], capture_output=True, text=True, check=False)
        return done.returncode, done.stdout


def main():
    code, said = run({})
    wrong = [] if code == 0 else [f"the good tree: {said}"]
    for name, (changes, words) in FAULTS.items():
        code, said = run(changes)
        if code == 0 or words not in said:
            wrong.append(f"{name}: {said}")
    print("\n".join([*wrong, f"{len(FAULTS)} faults, {len(wrong)} not seen"]))
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
