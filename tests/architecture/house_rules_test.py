#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules of the house that a machine can check: licences, folder READMEs, sizes, leaks of machines.

Usage: house_rules_test.py ROOT. Exit 1 with a line per broken rule.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
problems = []
checked = 0

SKIP = {"build", ".git", "demo", ".cache", "__pycache__"}
SOURCES = {".cpp", ".hpp", ".h", ".py", ".sh", ".cmake"}
LONGEST = 400  # lines: a file has one subject; beyond this it surely has two


def files(folder):
    for path in sorted(folder.iterdir()):
        if path.name in SKIP:
            continue
        if path.is_dir():
            yield from files(path)
        else:
            yield path


for path in files(root):
    name = path.relative_to(root).as_posix()
    if path.suffix not in SOURCES and path.name != "CMakeLists.txt":
        continue
    checked += 1
    text = path.read_text(encoding="utf-8")
    if "SPDX-License-Identifier: Apache-2.0" not in "\n".join(text.splitlines()[:3]):
        problems.append(f"{name}: no SPDX licence line in the first three lines")
    if path.suffix in (".cpp", ".hpp") and not name.startswith("tests/"):
        lines = text.count("\n")
        if lines > LONGEST:
            problems.append(f"{name}: {lines} lines; split it (one subject a file)")
        if path.suffix == ".hpp" and "#pragma once" not in text:
            problems.append(f"{name}: header without #pragma once")
    if re.search(r"\b(TODO|FIXME|XXX)\b", text) and path.name != "house_rules_test.py":
        problems.append(f"{name}: an unkept promise (TODO, FIXME or XXX)")
    if re.search(r"(^|[\s\"'=(])/(work|root|home)/[A-Za-z0-9_.-]+", text) \
            and path.name != "house_rules_test.py":
        problems.append(f"{name}: a path of one machine")

for top in ("kiosk", "shared", "sync", "assets", "tests", "image"):
    for folder in [root / top, *sorted(p for p in (root / top).iterdir() if p.is_dir())]:
        if folder.name in SKIP:
            continue
        readme = folder / "README.md"
        if not readme.is_file():
            problems.append(f"{folder.relative_to(root)}: no README.md")
        elif len(readme.read_text(encoding='utf-8').split()) < 20:
            problems.append(f"{readme.relative_to(root)}: too short to explain the folder")

for problem in problems:
    print(problem)
print(f"{checked} source files read, {len(problems)} rules broken")
sys.exit(1 if problems or checked == 0 else 0)
