#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What memory a samen-kiosk at rest holds, by what it is for.

usage: kiosk_memory.py SAMEN-KIOSK [--size 1280x800]

Starts the program on a display of its own (Xvfb), once drawing into the window's surface and once
with OpenGL ES 2, and sums /proc/PID/smaps when it has come to rest. RSS counts every page that is in
memory; PSS divides a page among the processes that share it; private pages are its own alone. Under
Xvfb OpenGL ES 2 is Mesa's software driver with LLVM: on a Raspberry Pi the graphics card does that
work, and the column without the driver is the one to look at. What Mesa takes from the heap cannot be
told from ours: the surface run has none of it.
"""
import argparse
import os
import pathlib
import re
import select
import subprocess
import sys
import tempfile
import time

ASSETS = pathlib.Path(__file__).resolve().parents[2] / "assets"
GROUPS = (
    ("Mesa and LLVM", r"LLVM|gallium|_dri\.so|libE?GL|GLES|glapi|libdrm|libgbm|SPIRV|sensors|libelf"),
    ("fonts, from their files", r"\.(ttf|otf|ttc)$"),
    ("ICU", r"libicu"),
    ("the program", r"samen-kiosk$"),
    ("other libraries", r"\.so[.\d]*$"),
    ("heap and anonymous", r"^(\[heap\]|\[anon.*|)$"),
    ("stacks", r"^\[stack"),
    ("shared with the display", r"SYSV|/dev/shm|memfd"),
)
KINDS = ("Rss", "Pss", "Private_Clean", "Private_Dirty", "Locked")


def group_of(path):
    return next((name for name, pattern in GROUPS if re.search(pattern, path)), "other")


def read_smaps(pid):
    """{group: {kind: KiB}}"""
    sums, group = {}, "other"
    with open(f"/proc/{pid}/smaps", encoding="utf-8") as file:
        for line in file:
            head = re.match(r"[0-9a-f]+-[0-9a-f]+ \S+ \S+ \S+ \d+ *(.*)$", line)
            if head:
                group = group_of(head.group(1).strip())
                continue
            kind, value = line.split(":", 1)
            if kind in KINDS:
                entry = sums.setdefault(group, dict.fromkeys(KINDS, 0))
                entry[kind] += int(value.split()[0])
    return sums


def start_display(size):
    reader, writer = os.pipe()
    display = subprocess.Popen(["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{size}x24",
                                "-nolisten", "tcp"], pass_fds=[writer],
                               stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    os.close(writer)
    if not select.select([reader], [], [], 20)[0]:
        sys.exit("Xvfb does not start")
    return display, ":" + os.read(reader, 16).decode().strip()


def at_rest(pid):
    """Waits until the process used no processor time for a second."""
    def ticks():
        with open(f"/proc/{pid}/stat", encoding="utf-8") as file:
            return file.read().rsplit(")", 1)[1].split()[11:13]
    for _ in range(60):
        before = ticks()
        time.sleep(1)
        if ticks() == before:
            return


def measure(program, renderer, size):
    with tempfile.TemporaryDirectory() as folder:
        display, name = start_display(size)
        kiosk = subprocess.Popen([program, "--data", folder + "/none", renderer, "--size", size,
                              "--assets", str(ASSETS)],
                                 env={**os.environ, "DISPLAY": name, "SDL_VIDEODRIVER": "x11"},
                                 stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            time.sleep(2)
            at_rest(kiosk.pid)
            if kiosk.poll() is not None:
                sys.exit(f"{program} ended with {kiosk.returncode}")
            return read_smaps(kiosk.pid)
        finally:
            for process in (kiosk, display):
                process.terminate()
                process.wait(20)


def show(title, sums):
    print(f"{title}\n{'MiB':28}{'RSS':>8}{'PSS':>8}{'private':>9}")
    total = dict.fromkeys(KINDS, 0)
    def line(name, entry):
        private = entry["Private_Clean"] + entry["Private_Dirty"]
        print(f"{name:28}{entry['Rss'] / 1024:8.1f}{entry['Pss'] / 1024:8.1f}{private / 1024:9.1f}")
    for name, entry in sorted(sums.items(), key=lambda item: -item[1]["Rss"]):
        line(name, entry)
        for kind in KINDS:
            total[kind] += entry[kind]
    line("all", total)
    driver = sums.get("Mesa and LLVM", dict.fromkeys(KINDS, 0))
    line("all without Mesa's files", {kind: total[kind] - driver[kind] for kind in KINDS})
    print()


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("program")
    parser.add_argument("--size", default="1280x800")
    options = parser.parse_args()
    for renderer in ("--software", "--gles2"):
        show(f"samen-kiosk {renderer} at {options.size}", measure(options.program, renderer,
                                                                  options.size))


if __name__ == "__main__":
    main()
