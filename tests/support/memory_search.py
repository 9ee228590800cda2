# SPDX-License-Identifier: Apache-2.0
"""Looks for words in files, folders and the memory of running processes, in the encodings that our
libraries use. Reading another process takes the right to trace it: may_read_memory() says so."""
import os
import pathlib
import re
import resource

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


def unlocked_places(pid, words):
    """The places of found_in_memory() that the system may write to swap or to a core file: VmFlags
    of proc(5) without "lo" (locked)."""
    locked, start = set(), None
    with open(f"/proc/{pid}/smaps", encoding="utf-8") as smaps:
        for line in smaps:
            if match := re.match(r"([0-9a-f]+)-[0-9a-f]+ ", line):
                start = match.group(1)
            elif line.startswith("VmFlags:") and "lo" in line.split()[1:]:
                locked.add(start)
    return [(where, word) for where, word in found_in_memory(pid, words)
            if where.rsplit(" ", 1)[1] not in locked]


def swapped_kib(pid):
    """How much of a process lies in swap."""
    with open(f"/proc/{pid}/status", encoding="utf-8") as status:
        return sum(int(line.split()[1]) for line in status if line.startswith("VmSwap:"))


def may_lock_memory():
    """Whether a program started here may keep its secrets out of swap: containers may forbid it."""
    limit = resource.getrlimit(resource.RLIMIT_MEMLOCK)[0]
    if limit == resource.RLIM_INFINITY or limit >= 4 << 20:
        return True
    status = pathlib.Path("/proc/self/status").read_text(encoding="utf-8")
    return bool(int(re.search(r"CapEff:\s*(\w+)", status).group(1), 16) >> 14 & 1)  # CAP_IPC_LOCK


def may_read_memory():
    try:
        with open(f"/proc/{os.getppid()}/mem", "rb"):
            return os.geteuid() == 0  # the programs make themselves untraceable for their own user
    except OSError:
        return False
