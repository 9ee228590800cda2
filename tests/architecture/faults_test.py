#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads tests/faults.tsv (kind, test) and fails when a test named there does not exist, when a line is
not in the order of the kinds, or when one stands twice.

A test is [ROOM.]SUITE.NAME of GoogleTest, or "e2e.FILE FUNCTION" of tests/**/FILE_test.py.
Usage: faults_test.py ROOT.
"""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])
tests = set()
for path in (root / "tests").rglob("*.cpp"):
    for suite, name in re.findall(r"^TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", path.read_text(), re.M):
        tests.add(f"{suite}.{name}")
for path in (root / "tests").rglob("*_test.py"):
    tests |= {f"{path.stem}.{name}" for name in re.findall(r"^def (\w+)\(", path.read_text(), re.M)}


def order(kind):
    return (kind[0] == "S", int(kind[1:]))


problems, seen, last = [], set(), (False, 0)
lines = (root / "tests" / "faults.tsv").read_text().splitlines()
for number, line in enumerate(lines[1:], 2):
    parts = line.split("\t")
    if len(parts) != 2 or not re.fullmatch(r"[KS]\d+", parts[0]):
        problems.append(f"faults.tsv:{number}: expected a kind (K1.., S1..), a tab and a test")
        continue
    kind, test = parts
    if " " in test:
        file, function = test.split(" ", 1)
        known = f"{file.split('.')[-1]}_test.{function}" in tests
    else:
        known = ".".join(test.split(".")[-2:]) in tests
    if not known:
        problems.append(f"faults.tsv:{number}: there is no test {test}")
    if (kind, test) in seen:
        problems.append(f"faults.tsv:{number}: stands there already")
    if order(kind) < last:
        problems.append(f"faults.tsv:{number}: {kind} comes after a later kind")
    seen.add((kind, test))
    last = max(last, order(kind))
for problem in problems:
    print(problem)
print(f"{len(seen)} tests of {len({kind for kind, _ in seen})} kinds of faults, {len(problems)} problems")
sys.exit(1 if problems or not seen else 0)
