#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A round's proof is accepted as it is, and refused after any one change.

usage: proof_test.py PATH-TO-samen-matcher
"""
import contextlib
import hashlib
import io
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

import check_proof

PROGRAM = sys.argv.pop(1)


def sealed(body):
    """The text with a seal of its own: what a liar would write."""
    body = json.dumps(body, separators=(",", ":"))[:-1] + ",\n"
    return body + '"sha256":"' + hashlib.sha256(body.encode()).hexdigest() + '"}\n'


def changes(proof):
    """Every whole number one more and one less, and each entry left out, doubled or moved. A pair nobody chose may
    be worth less, or be gone, or be worth more within its prices: that is another round, and as true. Only the seal
    tells it from this one, so it is no change here."""
    chosen = {tuple(pair) for pair in proof["chosen"]}
    prices = [dict(map(tuple, proof[side])) for side in ("household_prices", "group_prices")]
    for name in ("households", "groups", "value", "bound"):
        for by in (1, -1):
            yield f"{name} {by:+}", {**proof, name: proof[name] + by}
    for name in ("chosen", "household_prices", "group_prices"):
        for at, entry in enumerate(proof[name]):
            rest = proof[name][:at], proof[name][at + 1:]
            yield f"{name} {at} left out", {**proof, name: rest[0] + rest[1]}
            yield f"{name} {at} twice", {**proof, name: rest[0] + [entry, entry] + rest[1]}
            for place in (0, 1):
                for by in (1, -1):
                    other = [number + by * (index == place) for index, number in enumerate(entry)]
                    yield f"{name} {at}.{place} {by:+}", {**proof, name: rest[0] + [other] + rest[1]}
    for at, (household, group, value) in enumerate(proof["pairs"]):
        slack = prices[0].get(household, 0) + prices[1].get(group, 0) - value
        for more in (slack + 1, -1, -value):
            if (household, group) in chosen or more > 0:
                pairs = [list(pair) for pair in proof["pairs"]]
                pairs[at][2] += more
                yield f"pairs {at} {more:+}", {**proof, "pairs": pairs}
    for name in proof:
        yield f"without {name}", {other: proof[other] for other in proof if other != name}
    yield "with a name more", {**proof, "label": "H-7Q2A"}


class Proof(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.folder.chmod(0o700)
        cls.data = cls.folder / "store"
        cls.file = cls.folder / "round.proof"
        cls.run_it("init", "--data", cls.data)
        cls.run_it("populate", "--data", cls.data, "--households", "14", "--groups", "9", "--singles", "0",
                   "--centre", "Proof")
        cls.told = cls.run_it("round", "--data", cls.data, "--seed", "5", "--proof", cls.file)
        cls.text = cls.file.read_text(encoding="utf-8")
        cls.proof = json.loads(cls.text)
        cls.proof.pop("sha256")

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    @classmethod
    def run_it(cls, *arguments, code=0):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=100, check=False)
        if done.returncode != code:
            raise AssertionError(f"{arguments}: {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout if code == 0 else done.stderr

    def ours_accepts(self, file):
        return subprocess.run([PROGRAM, "verify", file], capture_output=True, check=False).returncode == 0

    def theirs_accepts(self, file):
        try:
            with contextlib.redirect_stdout(io.StringIO()):
                check_proof.main(file)
        except (SystemExit, ValueError, KeyError, TypeError):
            return False
        return True

    def test_both_accept_it_and_say_the_same(self):
        said = self.run_it("verify", self.file)
        with contextlib.redirect_stdout(io.StringIO()) as theirs:
            check_proof.main(self.file)
        self.assertEqual(said, theirs.getvalue())
        log = json.loads(self.run_it("explain", "--data", self.data, "--json"))
        self.assertIn(f"{len(log['pairs'])} pairs chosen", said)
        self.assertGreater(len(log["pairs"]), 3)
        self.assertEqual(self.proof["bound"], log["objective"])
        # The programme is bound to this file: its number stands in what the round said and in its log.
        digest = json.loads(self.text)["sha256"]
        self.assertEqual(log["proof"], {"sha256": digest})
        self.assertIn(digest, self.told)

    def test_it_names_nobody(self):
        log = json.loads(self.run_it("explain", "--data", self.data, "--json"))
        labels = {pair[side] for pair in log["pairs"] for side in ("household", "group")}
        for label in labels | {"Demo", "Proof", "example.org", str(self.folder)}:
            self.assertNotIn(label, self.text)
        self.assertRegex(self.text, r'^[\[\]{},:\n0-9"a-z_/-]+$')
        words = set(re.findall(r"[a-z_]{3,}", self.text.rpartition('"sha256"')[0]))
        self.assertEqual(words, {"format", "samen", "proof", "households", "groups", "value", "bound", "pairs",
                                 "chosen", "household_prices", "group_prices"})

    def test_one_byte_changed_is_refused(self):
        file = self.folder / "changed"
        for at in range(0, len(self.text), 7):
            other = "1" if self.text[at] != "1" else "2"
            file.write_text(self.text[:at] + other + self.text[at + 1:], encoding="utf-8")
            self.assertFalse(self.theirs_accepts(file), at)
            self.assertFalse(self.ours_accepts(file), at)
        for cut in (0, 1, len(self.text) // 2, len(self.text) - 1):
            file.write_text(self.text[:cut], encoding="utf-8")
            self.assertFalse(self.theirs_accepts(file), cut)
            self.assertFalse(self.ours_accepts(file), cut)

    def test_a_change_that_was_sealed_anew_is_refused(self):
        file = self.folder / "resealed"
        file.write_text(sealed(self.proof), encoding="utf-8")
        self.assertTrue(self.theirs_accepts(file) and self.ours_accepts(file), "the same, sealed anew")
        looked = 0
        for what, changed in changes(self.proof):
            file.write_text(sealed(changed), encoding="utf-8")
            self.assertFalse(self.theirs_accepts(file), "script: " + what)
            self.assertFalse(self.ours_accepts(file), "verify: " + what)
            looked += 1
        self.assertGreater(looked, 150)

    def test_a_file_that_is_there_is_not_overwritten(self):
        words = self.run_it("round", "--data", self.data, "--proof", self.file, code=2)
        self.assertIn(str(self.file), words)
        self.assertEqual(self.file.read_text(encoding="utf-8"), self.text)


if __name__ == "__main__":
    unittest.main()
