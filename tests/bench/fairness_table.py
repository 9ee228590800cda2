#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who is matched and how long they wait, by need, size and language, over some made-up years.

usage: fairness_table.py PATH-TO-samen-matcher [--seeds N] [--households N] [--groups N] [POLICY.json ...]
       (without a policy: the shipped one; with several: one beside the other)

Means over the years of `samen-matcher simulate --json` (rule "policy"): percent matched, median days waited. Before
them what hard rules leave (`simulate --possible`, the first year): for how many of all groups a household of the class
comes into question, and the same households without the need that makes the class.
Classes that stay below 10 households in a year are left out by simulate, and here when that holds for any year.
"""
import argparse
import json
import pathlib
import re
import subprocess


def years(options, policy):
    for seed in range(1, options.seeds + 1):
        told = subprocess.run(
            [options.program, "simulate", "--json", "--seed", str(seed), "--households", str(options.households),
             "--groups", str(options.groups), *(["--policy", policy] if policy else [])],
            check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
        yield next(rule for rule in json.loads(told)["rules"] if rule["name"] == "policy")


def possible(options):
    """Of each class "list name": percent of groups as it is, and without the need."""
    told = subprocess.run([options.program, "simulate", "--possible", "--households", str(options.households), "--groups",
                           str(options.groups)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True).stdout
    return {match[1]: (match[2], match[3]) for match in
            re.finditer(r"^(\S+ \S+) +\d+ +(\S+ ?%) +\S+ ?% +(\S+ ?%) +\S+ ?%$", told, re.MULTILINE)}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program", type=lambda path: str(pathlib.Path(path).resolve()))
    parser.add_argument("--seeds", type=int, default=10)
    parser.add_argument("--households", type=int, default=3000)
    parser.add_argument("--groups", type=int, default=2700)
    parser.add_argument("policies", nargs="*")
    options = parser.parse_intermixed_args()
    columns = [list(years(options, policy)) for policy in options.policies or [None]]

    def cells(pick):
        row = []
        for column in columns:
            found = [pick(year) for year in column]
            if not all(found):
                return None
            row += [f"{sum(one['matched'] for one in found) / len(found):.1f} %",
                    f"{sum(one['median_wait_days'] for one in found) / len(found):.0f}"]
        return row

    names = [pathlib.Path(policy).stem for policy in options.policies] or ["shipped"]
    hard_rules = possible(options)
    print("| class | groups possible | without the need | " + " | ".join(f"{name}: matched | wait" for name in names) + " |")
    print("|---" * (3 + 2 * len(names)) + "|")
    rows = [("all", "", lambda year: year)]
    for by, classes in columns[0][0]["by"].items():
        rows += [(f"{by.replace('_', ' ')}: {name.replace('_', ' ')}", f"{by} {name}",
                  lambda year, by=by, name=name: year["by"][by].get(name)) for name in classes]
    for name, key, pick in rows:
        if row := cells(pick):
            print(f"| {name} | " + " | ".join(hard_rules.get(key, ("", ""))) + " | " + " | ".join(row) + " |")


if __name__ == "__main__":
    main()
