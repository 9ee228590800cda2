#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How many households a round's lottery gives a chance of another group, and what that costs in points.

usage: lottery_chances.py PATH-TO-samen-matcher [--seeds N] [HOUSEHOLDSxGROUPS ...]
       (without sizes: 300x225 300x300 1000x900, one town each)

One line a size, a value for each made-up town: percent of the households whose group differs among the draws, and
percent of the best points that the round has. Goal G8: at least 50 within 0.3 % of the points.
"""
import argparse
import json
import os
import pathlib
import subprocess
import tempfile


def round_of(program, size, seed, folder):
    data = folder / f"{size}-{seed}"
    households, groups = size.split("x")
    quiet = {"check": True, "stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    subprocess.run([program, "init", "--data", data], **quiet)
    subprocess.run([program, "populate", "--data", data, "--centre", "Bench", "--households", households, "--groups",
                    groups, "--singles", "0", "--seed", str(seed)], **quiet)
    subprocess.run([program, "round", "--data", data, "--seed", "5"], **quiet)
    told = subprocess.run([program, "explain", "--data", data, "--json"], check=True, stdout=subprocess.PIPE).stdout
    log = json.loads(told)
    return 100 * log["randomised"] / int(households), 100 * log["points"] / log["most_points"]


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--seeds", type=int, default=3)
    parser.add_argument("sizes", nargs="*", default=["300x225", "300x300", "1000x900"])
    options = parser.parse_intermixed_args()
    print("| households x groups | a chance of another group, % | of the best points, % |\n|---|---|---|")
    with tempfile.TemporaryDirectory() as scratch:
        os.chmod(scratch, 0o700)
        for size in options.sizes:
            found = [round_of(options.program, size, seed, pathlib.Path(scratch))
                     for seed in range(1, options.seeds + 1)]
            print(f"| {size} | " + " ".join(f"{chance:.1f}" for chance, _ in found) + " | " +
                  " ".join(f"{points:.2f}" for _, points in found) + " |", flush=True)


if __name__ == "__main__":
    main()
