#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The lint of the office's words must see what it is there for: a small tree with one fault at a time."""
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LINT = Path(__file__).with_name("office_texts.py")
ESCAPES = '{{%AUTOESCAPE context="HTML"}}'
TEXTS = {"_header": {}, "office.list.title": {"text": "x"}, "office.act.plan": {"text": "x"},
         "office.found": {"text": "{count} x"}}
GOOD = {
    "assets/office/texts/nl.json": TEXTS,
    "assets/office/texts/en.json": TEXTS,
    "assets/office/a.tpl": ESCAPES + "<h1>{{t_list__title}}</h1>",
    "sync/server/pages/a.cpp": 'word("office.act." + name); word("office.found");\n',
}
FAULTS = {
    "one language": ({"assets/office/texts/en.json": {k: v for k, v in TEXTS.items() if k != "office.found"}},
                     "office.found: missing in en"),
    "another placeholder": ({"assets/office/texts/en.json": {**TEXTS, "office.found": {"text": "{number} x"}}},
                            "office.found: other arguments"),
    "a marker without words": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + "{{t_gone}}"},
                               "office.gone: in no catalogue"),
    "a marker with arguments": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + "{{t_found}}"},
                                "office.found: has arguments"),
    "a key in code": ({"sync/server/pages/a.cpp": GOOD["sync/server/pages/a.cpp"] + 'word("office.gone");'},
                      "office.gone: in no catalogue"),
    "a key nobody uses": ({"sync/server/pages/a.cpp": 'word("office.act." + name);'},
                          "office.found: in the catalogues, but nothing uses it"),
    "a key only in a comment": ({"sync/server/pages/a.cpp":
                                 'word("office.act." + name);  // word("office.found")'},
                                "office.found: in the catalogues"),
    "no escaping": ({"assets/office/a.tpl": "<h1>{{t_list__title}}</h1>"}, "does not begin with"),
    "escaping taken back": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + "{{NAME:none}}"},
                            "not escaped"),
    "an inline style": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + '<p style="color:red">'},
                        "an inline style"),
    "a script": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + '<p onclick="x()">'}, "a script"),
    "a script in the page": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + "<script>x()</script>"}, "a script"),
    "a script from elsewhere": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"]
                                 + '<script src="//x.example/passkey.js" defer></script>'}, "a script"),
    "another host": ({"assets/office/a.tpl": GOOD["assets/office/a.tpl"] + '<img src="//x.example/y">'},
                     "from elsewhere"),
}


def run(changes):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in {**GOOD, **changes}.items():
            path = Path(folder) / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content if isinstance(content, str) else json.dumps(content), encoding="utf-8")
        done = subprocess.run([sys.executable, LINT, folder], capture_output=True, text=True)
        return done.returncode, done.stdout


def main():
    code, said = run({})
    assert code == 0, said
    for name, (changes, expected) in FAULTS.items():
        code, said = run(changes)
        assert code == 1 and expected in said, f"{name}: {said}"
    print(f"{len(FAULTS)} faults seen")
    return 0


if __name__ == "__main__":
    sys.exit(main())
