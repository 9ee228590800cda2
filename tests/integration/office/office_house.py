# SPDX-License-Identifier: Apache-2.0
"""A matcher with made-up people and a round, for tests of its office; the folder is gone afterwards."""
import json
import pathlib
import subprocess
import tempfile
import unittest


class OfficeHouse(unittest.TestCase):
    program = None  # path of samen-matcher

    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.data = pathlib.Path(scratch.name) / "matcher"
        self.run_it("init", "--data", self.data, "--listen", "127.0.0.1:0")
        self.run_it("populate", "--data", self.data, "--centre", "De Linde", "--households", 6,
                    "--groups", 8)
        self.run_it("round", "--data", self.data)
        pair = json.loads(self.run_it("proposals", "--data", self.data, "--json"))["proposals"][0]
        self.label, self.group = pair["household"], pair["group"]

    def run_it(self, *arguments, code=0):
        """What it printed; of a refusal what it said."""
        done = subprocess.run([self.program, *map(str, arguments)], capture_output=True, text=True,
                              timeout=60, check=False)
        self.assertEqual(done.returncode, code, f"{arguments}: {done.stdout}{done.stderr}")
        return done.stdout if code == 0 else done.stderr
