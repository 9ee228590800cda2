#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The term lint must see what it is there for."""
import copy
import json
import subprocess
import sys
import tempfile
from pathlib import Path

LINT = Path(__file__).with_name("catalogue_terms.py")

GOOD = {
    "nl.json": {"_header": {}, "a.b": {"text": "De groep heeft een code"}, "a.c": {"text": "Pincode"}},
    "tr.json": {"_header": {}, "a.b": {"text": "İyi bir grubun kodu"}, "a.c": {"text": "PIN"}},
    "terms/terms.json": {"group": {"meaning": "people", "forms": {"nl": ["groep"], "tr": ["grub"]}},
                         "code": {"meaning": "letters", "forms": {"nl": ["code"], "tr": ["kod"]}}},
}


def run(change=lambda files: None):
    files = copy.deepcopy(GOOD)
    change(files)
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files.items():
            path = Path(folder) / "assets/locales" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(content), encoding="utf-8")
        done = subprocess.run([sys.executable, LINT, folder], capture_output=True, text=True)
        return done.returncode, done.stdout


def main():
    code, said = run()
    assert code == 0, said  # a pin code is no code of ours
    code, said = run(lambda files: files["tr.json"].update({"a.b": {"text": "Takımın kodu"}}))
    assert code == 1 and "tr a.b: lacks the term group" in said, said
    code, said = run(lambda files: files["terms/terms.json"]["code"]["forms"].pop("tr"))
    assert code == 1 and "code: no word in tr" in said, said
    code, said = run(lambda files: files["terms/terms.json"]["code"].pop("meaning"))
    assert code == 1 and "give a meaning" in said, said
    print("the term lint sees what it is there for")


if __name__ == "__main__":
    main()
