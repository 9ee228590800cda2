#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks what `samen-matcher round --proof FILE` wrote, with nothing but Python's own library.

usage: check_proof.py FILE      exit 0: it holds; 1: it does not, and why

A round chose pairs of households and groups. It gives everybody a price, none below 0, so that no possible
pair is worth more than its two prices together. Whatever set of pairs somebody chooses, each price is paid at
most once: so no set is worth more than all prices together. That sum is the bound; what was chosen is worth
as much, or a little less where the programme raised its worst pair (its "floor").
"""
import gc
import hashlib
import json
import operator
import pathlib
import sys
from itertools import chain

NAMES = {"format", "households", "groups", "value", "bound", "pairs", "chosen", "household_prices",
         "group_prices", "sha256"}


def need(holds, why):
    if not holds:
        sys.exit(f"does not hold: {why}")


def once(pairs):
    need(len({name for name, _ in pairs}) == len(pairs), "a name stands twice")
    return dict(pairs)


def rising(rows, width, what):
    need(set(map(type, rows)) <= {list} and set(map(len, rows)) <= {width} and
         set(map(type, chain.from_iterable(rows))) <= {int}, f"{what}: lists of {width} whole numbers")
    keys = [row[:2] if what in ("pairs", "chosen") else row[0] for row in rows]
    need(all(map(operator.lt, keys, keys[1:])), f"{what}: not in rising order")
    return rows


def main(file):
    gc.disable()  # millions of short lists, and none of them a circle
    text = pathlib.Path(file).read_bytes()
    body, _, seal = text.rpartition(b'"sha256":"')
    need(seal == hashlib.sha256(body).hexdigest().encode() + b'"}\n', "the file was changed, or not all is there")
    proof = json.loads(text, object_pairs_hook=once)
    need(set(proof) == NAMES and proof["format"] == "samen-proof/1", "not of the format samen-proof/1")
    pairs = rising(proof["pairs"], 3, "pairs")
    for count, at in (("households", 0), ("groups", 1)):
        need({pair[at] for pair in pairs} == set(range(proof[count])), f"{count}: another number stands in pairs")
    prices = []
    for side in ("household", "group"):
        prices.append([0] * proof[side + "s"])
        for who, price in rising(proof[side + "_prices"], 2, side + "_prices"):
            need(0 <= who < len(prices[-1]) and price > 0, f"{side}_prices: of nobody")
            prices[-1][who] = price
    of_household, of_group = prices
    need(all(0 < value <= of_household[household] + of_group[group] for household, group, value in pairs),
         "a pair is worth more than its prices")
    need(sum(of_household) + sum(of_group) == proof["bound"], "bound: not the sum of the prices")
    chosen = set(map(tuple, rising(proof["chosen"], 2, "chosen")))
    worth = {(household, group): value for household, group, value in pairs if (household, group) in chosen}
    need(len(worth) == len(chosen), "chosen: a pair that was not possible")
    for at in (0, 1):
        need(len({pair[at] for pair in chosen}) == len(chosen), "chosen: somebody stands twice")
    need(sum(worth[pair] for pair in chosen) == proof["value"] <= proof["bound"], "value: not that of the chosen")
    print(f"holds: {len(chosen)} pairs chosen among {len(pairs)}, worth {proof['value']}; no set of pairs is worth "
          f"more than {proof['bound']}")


if __name__ == "__main__":
    main(sys.argv[1])
