#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs the benchmarks and writes what they said into tests/bench/results.md.

usage: run_all.py [--quick] [--bin build/bench/bin] [--only WORD] [--into tests/bench/results.md]

Programs that were not built are left out and named. Everything below the line "## Measured before" is
kept as it is: figures of other days, each with its command. --quick takes a minute or two and says so.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]
KEPT = "\n## Measured before\n"
# program, what it is about, full options, quick options; None: Google Benchmark's own
PROGRAMS = [
    ("ui_frame_bench", "building a frame of the main screens", None, None),
    ("text_layout_bench", "a paragraph shaped, cached and drawn", None, None),
    ("platform_frame_bench", "the software renderer", None, None),
    ("i18n_format_bench", "a message put together", None, None),
    ("records_submit_bench", "what a person waits for after send", None, None),
    ("server_ingest_bench", "the matcher takes batches", None, None),
    ("server_drain_bench", "a courier empties its outbox", None, None),
    ("matcher_round_bench", "a country's round", ["--repeat", "3"], ["--size", "5000"]),
    ("matcher_repair_bench", "arrivals, leaves and declines in a solved problem", ["--events", "20000"],
     ["--events", "1000"]),
    ("matcher_formation_bench", "groups formed around households", [],
     ["--households", "60", "--volunteers", "300"]),
    ("server_proof_bench", "a round's proof for outsiders", [], ["--size", "5000"]),
    ("matcher_solver_vs_peers_bench", "the solver beside its peers", ["--alone"], ["--alone", "--only", "geo 10k"]),
]


def human(nanoseconds):
    for unit, size in (("s", 1e9), ("ms", 1e6), ("us", 1e3)):
        if nanoseconds >= size:
            return f"{nanoseconds / size:.3g} {unit}"
    return f"{nanoseconds:.3g} ns"


def google(program, quick):
    options = ["--benchmark_format=json", *(["--benchmark_min_time=0.05"] if quick else [])]
    done = subprocess.run([str(program), *options], capture_output=True, text=True, check=True)
    rows = ["| benchmark | processor | clock | more |", "|---|---|---|---|"]
    scale = {"ns": 1, "us": 1e3, "ms": 1e6, "s": 1e9}
    plain = {"name", "run_name", "run_type", "repetitions", "repetition_index", "threads", "iterations", "real_time",
             "cpu_time", "time_unit", "family_index", "per_family_instance_index", "aggregate_name"}
    for entry in json.loads(done.stdout[done.stdout.index("{"):])["benchmarks"]:
        factor = scale[entry["time_unit"]]
        more = ", ".join(f"{name} {value:.4g}" for name, value in entry.items()
                         if name not in plain and isinstance(value, (int, float)))
        rows.append(f"| {entry['name']} | {human(entry['cpu_time'] * factor)} | {human(entry['real_time'] * factor)} "
                    f"| {more} |")
    return "\n".join(rows)


def section(program, about, full, short, quick):
    if full is None:
        body, options = google(program, quick), []
    else:
        options = short if quick else full
        done = subprocess.run([str(program), *options], capture_output=True, text=True, check=True)
        body = "```\n" + done.stdout.rstrip() + "\n```"
    return f"### {about}\n`{' '.join([program.name, *options])}`\n\n{body}\n"


def machine():
    model = next((line.split(":", 1)[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.machine())
    return f"{os.cpu_count()} x {model}; load {os.getloadavg()[0]:.1f} at the start"


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n\n", maxsplit=1)[0])
    parser.add_argument("--quick", action="store_true")
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/bench/bin")
    parser.add_argument("--only", default="")
    parser.add_argument("--into", type=pathlib.Path, default=ROOT / "tests/bench/results.md")
    options = parser.parse_args()
    commit = subprocess.run(["git", "describe", "--always", "--dirty"], cwd=ROOT, capture_output=True,
                            text=True).stdout.strip()
    before = options.into.read_text(encoding="utf-8") if options.into.exists() else ""
    kept = KEPT + before.split(KEPT, 1)[1] if KEPT in before else KEPT
    head = (f"# Figures\n\nWritten by `tests/bench/run_all.py{' --quick' if options.quick else ''}`, {datetime.date.today()}, "
            f"commit {commit or 'unknown'}, {machine()}. Believe ratios within one run; a shared machine's clock "
            "counts everybody's work.\n\n")
    done, missing = [], []
    for name, about, full, short in PROGRAMS:
        if options.only not in name:
            continue
        if not (options.bin / name).exists():
            missing.append(name)
            continue
        print(name, flush=True)
        done.append(section(options.bin / name, about, full, short, options.quick))
    if missing:
        done.append("Not built, so not measured: " + ", ".join(missing) + "\n")
    options.into.write_text(head + "\n".join(done) + kept, encoding="utf-8")
    return 0 if done and len(missing) < len(PROGRAMS) else 1


if __name__ == "__main__":
    sys.exit(main())
