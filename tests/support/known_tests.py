# SPDX-License-Identifier: Apache-2.0
"""The tests of a tree by name, for the tables that name one.

A test is [ROOM.]SUITE.NAME of GoogleTest, or "FOLDER.FILE FUNCTION" of tests/**/FILE_test.py.
"""
import re


class KnownTests:
    def __init__(self, root):
        self.names = set()
        for path in (root / "tests").rglob("*.cpp"):
            for suite, name in re.findall(r"^TEST(?:_[FP])?\(\s*(\w+),\s*(\w+)\)", path.read_text(),
                                          re.M):
                self.names.add(f"{suite}.{name}")
        for path in (root / "tests").rglob("*_test.py"):
            self.names |= {f"{path.stem}.{name}"
                           for name in re.findall(r"^\s*def (\w+)\(", path.read_text(), re.M)}

    def __contains__(self, test):
        if " " in test:
            file, function = test.split(" ", 1)
            return f"{file.split('.')[-1]}_test.{function}" in self.names
        return ".".join(test.split(".")[-2:]) in self.names
