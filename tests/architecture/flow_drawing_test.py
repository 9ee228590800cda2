#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The drawing of screens in ARCHITECTURE.md is the one that samen-flow-drawing prints.

Usage: flow_drawing_test.py ROOT PROGRAM [--write]
"""
import pathlib
import subprocess
import sys

BEGIN = "<!-- screens: begin (written by a tool; do not edit by hand) -->\n"
END = "<!-- screens: end -->"

page = pathlib.Path(sys.argv[1]) / "ARCHITECTURE.md"
if not page.is_file():
    print("there is no ARCHITECTURE.md yet")
    sys.exit(77)
text = page.read_text(encoding="utf-8")
if BEGIN not in text or END not in text:
    sys.exit(f"ARCHITECTURE.md has no place for the drawing: {BEGIN.strip()} ... {END}")
drawing = subprocess.run([sys.argv[2]], capture_output=True, text=True, check=True).stdout
before, rest = text.split(BEGIN, 1)
now, after = rest.split(END, 1)
if now == drawing:
    print(f"{len(drawing.splitlines())} lines, the same on the page")
elif "--write" in sys.argv:
    page.write_text(before + BEGIN + drawing + END + after, encoding="utf-8")
    print("written")
else:
    sys.exit("the flow has changed: run this again with --write")
