#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What `samen-matcher round` costs on a real store: init, populate, round --timings, one line a size.

usage: round_command.py PATH-TO-samen-matcher [--threads N] [HOUSEHOLDSxGROUPS+SINGLES ...]
       (without sizes: 250x225+20 500x450+20 1000x900+20 2000x1800+20, one town each)

Seconds of the clock by step as --timings names them, then processor seconds and the most memory of the
whole command. Goal G1: 1000x900 in one town at most 1 s of the clock with two threads.
"""
import argparse
import os
import pathlib
import re
import subprocess
import sys
import tempfile

SIZES = ["250x225+20", "500x450+20", "1000x900+20", "2000x1800+20"]
ROW = re.compile(r"^(\w+) +(\d+\.\d{3}) s$", re.MULTILINE)
PART = re.compile(r"(\d+)x(\d+)\+(\d+)")
STEPS = ["look_ahead", "formation", "solve", "floor", "lottery", "shortages", "explain", "store", "total"]


def measure(program, size, threads, folder):
    parts = PART.fullmatch(size)
    if parts is None:
        sys.exit(f"round_command: {size}: expected HOUSEHOLDSxGROUPS+SINGLES")
    data = folder / size
    households, groups, singles = parts.groups()
    subprocess.run([program, "init", "--data", data], check=True, stdout=subprocess.DEVNULL)
    subprocess.run([program, "populate", "--data", data, "--centre", "Bench", "--households", households,
                    "--groups", groups, "--singles", singles], check=True, stdout=subprocess.DEVNULL)
    told = folder / "told"
    with told.open("w", encoding="utf-8") as errors:
        run = subprocess.Popen([program, "round", "--data", data, "--seed", "1", "--threads",
                                str(threads), "--timings"], stdout=subprocess.DEVNULL, stderr=errors)
        _, status, used = os.wait4(run.pid, 0)
    words = told.read_text(encoding="utf-8")
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(words)
    seconds = {name: float(time) for name, time in ROW.findall(words)}
    return seconds, used.ru_utime + used.ru_stime, used.ru_maxrss // 1024


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--threads", type=int, default=2)
    parser.add_argument("sizes", nargs="*", default=SIZES)
    options = parser.parse_args()
    print("| households x groups + volunteers | " + " | ".join(STEPS) + " | processor s | memory |")
    print("|---" * (len(STEPS) + 3) + "|")
    with tempfile.TemporaryDirectory() as scratch:
        os.chmod(scratch, 0o700)
        for size in options.sizes:
            seconds, processor, memory = measure(options.program, size, options.threads,
                                                 pathlib.Path(scratch))
            print(f"| {size} | " + " | ".join(f"{seconds.get(step, 0):.2f}" for step in STEPS) +
                  f" | {processor:.1f} | {memory} MB |", flush=True)


if __name__ == "__main__":
    main()
