#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads tests/faults.tsv (kind, test) and fails when a test named there does not exist, when a line is
not in the order of the kinds, or when one stands twice. Also holds tests/faults_bite.tsv to the sources.

How a test is named: support/known_tests.py. Usage: faults_test.py ROOT.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from known_tests import KnownTests  # noqa: E402

root = pathlib.Path(sys.argv[1])
tests = KnownTests(root)


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
    if test not in tests:
        problems.append(f"faults.tsv:{number}: there is no test {test}")
    if (kind, test) in seen:
        problems.append(f"faults.tsv:{number}: stands there already")
    if order(kind) < last:
        problems.append(f"faults.tsv:{number}: {kind} comes after a later kind")
    seen.add((kind, test))
    last = max(last, order(kind))
# One mend of each kind can be taken out by a change of text (faults_bite.py does it).
bitten = set()
table = (root / "tests" / "faults_bite.tsv").read_text(encoding="utf-8").splitlines()
for number, line in enumerate(table[1:], 2):
    cells = line.split("\t")
    if len(cells) != 6:
        problems.append(f"faults_bite.tsv:{number}: expected six cells")
        continue
    kind, file, taken, then, _, test = cells
    count = (root / file).read_text(encoding="utf-8").count(taken) if (root / file).exists() else 0
    if count != 1 or taken == then:
        problems.append(f"faults_bite.tsv:{number}: the text to take out stands {count} times in {file}")
    if (kind, test) not in seen:
        problems.append(f"faults_bite.tsv:{number}: faults.tsv does not name {test} for {kind}")
    bitten.add(kind)
for kind in sorted({kind for kind, _ in seen} - bitten, key=order):
    problems.append(f"faults_bite.tsv: no row for {kind}")
for problem in problems:
    print(problem)
print(f"{len(seen)} tests of {len({kind for kind, _ in seen})} kinds of faults, {len(problems)} problems")
sys.exit(1 if problems or not seen else 0)
