# SPDX-License-Identifier: Apache-2.0
"""Looks for words in files, folders and the memory of running processes, in the encodings that our
libraries use. Reading another process takes the right to trace it: may_read_memory() says so."""
import os
import pathlib
import re

ENCODINGS = ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")


def spellings(word):
    """Every form of bytes in which a word could lie somewhere; bytes lie as they are."""
    if isinstance(word, bytes):
        return [word]
    return sorted({text.encode(encoding) for text in {word, word.lower(), word.upper()}
                   for encoding in ENCODINGS})


def found_in_bytes(content, words):
    return [word for word in words if any(one in content for one in spellings(word))]


def found_in_folder(folder, words):
    """[(path, word)] of every file under the folder that holds one of the words; files that go
    while it looks are passed over."""
    hits = []
    for path in sorted(pathlib.Path(folder).rglob("*")):
        try:
            if path.is_file():
                hits += [(path.name, word) for word in found_in_bytes(path.read_bytes(), words)]
        except OSError:
            continue
    return hits


def found_in_memory(pid, words):
    """[(where, word)] of every readable part of a process's memory that holds one of the words."""
    hits = []
    with open(f"/proc/{pid}/maps", encoding="utf-8") as maps, \
            open(f"/proc/{pid}/mem", "rb", 0) as memory:
        for line in maps:
            start, end, rights, name = re.match(
                r"([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \S+\s*(.*)", line).groups()
            if "r" not in rights or name in ("[vvar]", "[vsyscall]"):
                continue
            try:
                memory.seek(int(start, 16))
                content = memory.read(int(end, 16) - int(start, 16))
            except OSError:
                continue  # given back meanwhile, or a device
            hits += [(f"{name or 'anonymous'} at {start}", word)
                     for word in found_in_bytes(content, words)]
    return hits


def may_read_memory():
    try:
        with open(f"/proc/{os.getppid()}/mem", "rb"):
            return os.geteuid() == 0  # the programs make themselves untraceable for their own user
    except OSError:
        return False
