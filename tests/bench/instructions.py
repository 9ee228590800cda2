#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Instructions per operation of a benchmark, which no other load on the machine disturbs.

usage: instructions.py BENCHMARK FILTER [--count 50]

Runs the benchmarks that match FILTER, one after the other, COUNT and twice COUNT times under
valgrind's callgrind and prints the difference per operation: what the start costs is in both. The
benchmark has to be declared with ->Apply(bench::fixed_iterations); valgrind is in
image/packages/develop.txt.
"""
import argparse
import os
import re
import shutil
import subprocess
import sys


def names(program, pattern):
    done = subprocess.run([program, "--benchmark_list_tests", f"--benchmark_filter={pattern}"],
                          capture_output=True, text=True, check=True,
                          env={**os.environ, "SAMEN_BENCH_ITERATIONS": "1"})
    return [re.sub(r"/iterations:\d+$", "", line) for line in done.stdout.split("\n")
            if re.match(r"\S+(/\S+)?/iterations:1$", line)]


def collected(program, name, count):
    done = subprocess.run(
        ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", program,
         f"--benchmark_filter=^{re.escape(name)}/iterations:{count}$"],
        capture_output=True, text=True, check=False,
        env={**os.environ, "SAMEN_BENCH_ITERATIONS": str(count)})
    found = re.search(r"Collected : (\d+)", done.stderr)
    if done.returncode != 0 or not found or name not in done.stdout:
        sys.exit(f"{name} did not run:\n{done.stdout[-500:]}{done.stderr[-2000:]}")
    return int(found.group(1))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("benchmark")
    parser.add_argument("filter")
    parser.add_argument("--count", type=int, default=50)
    options = parser.parse_args()
    if shutil.which("valgrind") is None:
        sys.exit("valgrind is not installed")
    found = names(options.benchmark, options.filter)
    if not found:
        sys.exit(f"no benchmark with fixed iterations matches {options.filter}")
    for name in found:
        once = collected(options.benchmark, name, options.count)
        twice = collected(options.benchmark, name, 2 * options.count)
        print(f"{name:40}{(twice - once) / options.count:14,.0f} instructions", flush=True)


if __name__ == "__main__":
    main()
