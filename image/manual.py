#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A manual page from what a program says of itself: its --help and that of each of its commands.

Usage: manual.py PROGRAM PAGE
"""
import os
import pathlib
import re
import subprocess
import sys


def help_of(program, *command):
    """The text of --help, without what depends on the machine it ran on."""
    env = {"LC_ALL": "C.UTF-8", "PATH": os.environ.get("PATH", ""), "HOME": "/~"}
    text = subprocess.run([program, *command, "--help"], check=True, capture_output=True, text=True,
                          env=env).stdout
    text = text.replace("=/~/", "=~/")
    return re.sub(r"(--assets DIR)=\S+", r"\1", text).rstrip()


def commands_of(text):
    """The names below "Subcommands:", each with its line."""
    after = text.split("\nSubcommands:\n", 1)
    if len(after) == 1:
        return []
    found = []
    for line in after[1].splitlines():
        match = re.match(r"  ([a-z][a-z-]*)\s", line)
        if not match:
            break
        found.append(match[1])
    return found


def quoted(text):
    """Text that troff prints as it is."""
    lines = []
    for line in text.splitlines():
        line = line.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq").replace("`", "\\(ga")
        lines.append("\\&" + line if line.startswith((".", "\\(aq")) else line)
    return "\n".join(lines)


def page(program):
    name = pathlib.Path(program).name
    version = subprocess.run([program, "--version"], check=True, capture_output=True,
                             text=True).stdout.split("\n")[0]
    text = help_of(program)
    # "The matcher of Samen: takes ..." or "Carries ...": what it does, up to the first full stop.
    sentence = " ".join(text.split("\n\n", 1)[0].split("\nUsage", 1)[0].split()).split(".", 1)[0]
    what = sentence.split(": ", 1)[-1].split(",", 1)[0]
    out = [f'.TH {name.upper()} 1 "" "{version}" "Samen"', ".SH NAME",
           f"{name} \\- {quoted(what[0].lower() + what[1:])}", ".SH DESCRIPTION", ".nf", quoted(text),
           ".fi"]
    for command in commands_of(text):
        out += [f'.SH "{command.upper()}"', ".nf", quoted(help_of(program, command)), ".fi"]
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    pathlib.Path(sys.argv[2]).parent.mkdir(parents=True, exist_ok=True)
    pathlib.Path(sys.argv[2]).write_text(page(sys.argv[1]), encoding="utf-8")
