#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Distances, sizes and colours of the kiosk's screens stand in kiosk/ui/tokens alone.

Usage: sizes_test.py ROOT. In kit/, screens/ and gallery/ no colour is mixed from numbers, nothing is
asked of the display's density, and no length is written as a number: what is left are parts of
something's own size (0.5 of its height), which are small. Exit 0 when nothing is found.
"""
import pathlib
import re
import sys

FOLDERS = ("kiosk/ui/kit", "kiosk/ui/screens", "kiosk/ui/gallery")
LARGEST_PART = 2.0
# file: what it may say, and why.
ALLOWED = {
    "kiosk/ui/kit/scroll.cpp": {"-14", "-4.2F", "1000.0F", "kMinGapMm * canvas.m().density"},  # motion
    "kiosk/ui/kit/rail.cpp": {"kMinGapMm * m.density"},  # six targets fill a low display
    "kiosk/ui/kit/time_grid.cpp": {"kMinGapMm * m.density"},  # the least gap itself
}
RULES = [
    (re.compile(r"\brgb\("), "a colour"),
    (re.compile(r"[\w.()]*\s*\*?\s*[\w.()]*\bdensity\b"), "the display's density"),
    (re.compile(r"\bmm\("), "millimetres"),
]
NUMBER = re.compile(r"(?<![\w.])\d+\.\d+F?\b|(?<![\w.])\d+F\b")


def findings(name: str, text: str):
    allowed = ALLOWED.get(name, set())
    for number, line in enumerate(text.splitlines(), 1):
        code = line.split("//")[0]
        for said in allowed:
            code = code.replace(said, "")
        for rule, what in RULES:
            if rule.search(code):
                yield f"{name}:{number}: {what} belongs in tokens: {line.strip()}"
        for literal in NUMBER.findall(code):
            if float(literal.rstrip("F")) > LARGEST_PART:
                yield f"{name}:{number}: the length {literal} belongs in tokens: {line.strip()}"


def can_fail():
    for bad in ("canvas.fill(box, rgb(0x112233));", "const float w = 9.5F;", "m.mm(12)",
                "box.h * m.density"):
        if not list(findings("kiosk/ui/kit/x.cpp", bad)):
            sys.exit(f"this lint does not see: {bad}")
    if list(findings("kiosk/ui/kit/x.cpp", "const float w = box.h * 0.5F;  // 12.7F mm")):
        sys.exit("this lint refuses a part of something's own size")


def main():
    can_fail()
    root = pathlib.Path(sys.argv[1])
    read, wrong = 0, []
    for folder in FOLDERS:
        for path in sorted((root / folder).glob("*.?pp")):
            read += 1
            wrong += findings(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
    print(*wrong, sep="\n")
    print(f"{read} files read, {len(wrong)} lengths or colours outside the tokens")
    return 1 if wrong or read < 40 else 0


if __name__ == "__main__":
    sys.exit(main())
