#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Works out again, from the plain records, what `samen-matcher round` says of every proposal.

usage: second_reading.py PATH-TO-samen-matcher POLICY.json [--proposals N]

Makes made-up stores and runs a round on each, under the programme's policy and under two that differ, until
N proposals were compared (default 100). Then the reader itself is changed, one rule or figure at a time: each
time it must disagree, or it would have agreed with anything. Exit 0 only when all of that holds.
"""
import argparse
import dataclasses
import json
import pathlib
import subprocess
import sys
import tempfile

from records import read_store
from rules import CRITERIA, Pairs, Spec, half_up
from sentences import cautions, reasons

STORE = ["--households", "60", "--groups", "50", "--singles", "0"]
SILENT = ["--unanswered", "30"]  # in every third store
ANOTHER = [
    {},
    {"weights": {"goals": 20, "interests": 25, "life_stage": 20, "travel": 5, "languages": 20,
                 "shared_time": 10}, "readiness": "before_proposal", "travel_limit_minutes": 20},
    {"members_present": 3, "alpha": 2, "reserve": 300, "guarantee_days": [100, 40], "target_group": 6,
     "coarse_minutes": [5, 21, 28, 70, 150], "latest_arrival": "under_1_year"},
]


def run(program, *arguments):
    subprocess.run([program, *arguments], check=True, stdout=subprocess.DEVNULL)


def make_store(program, folder, seed, policy):
    run(program, "init", "--data", folder)
    run(program, "populate", "--data", folder, "--seed", str(seed), "--centre", "Second reading", *STORE,
        *(SILENT if seed % 3 == 0 else []))
    file = folder.parent / f"policy-{seed}.json"
    file.write_text(json.dumps(policy), encoding="utf-8")
    run(program, "round", "--data", folder, "--seed", str(seed), "--policy", file)
    return read_store(folder)


class Reading:
    """One store and what this reader says of it, under the figures in `pairs`."""

    def __init__(self, store, pairs):
        self.households, self.groups, self.log = store
        self.pairs = pairs
        self.wrong = []

    def differ(self, pair, what, logged, here):
        if logged != here:
            self.wrong.append(f"{pair['household']} with {pair['group']}: {what}: {logged}, not {here}")

    def compare(self, pair):
        pairs = self.pairs
        household, group = self.households[pair["household"]], self.groups[pair["group"]]
        score = pairs.score(household, group)
        self.differ(pair, "hard rules", set(), pairs.forbidden(household, group))
        self.differ(pair, "score", pair["score"], score)
        self.differ(pair, "points", pair["points"],
                    {name: half_up(points) for name, points in pairs.criteria(household, group).items()})
        self.differ(pair, "value", pair["value"], pairs.value(score, household.days, pair["scarcity"],
                                                             pair["worth_of_waiting"]))
        self.differ(pair, "first", pair["guarantee_class"], pairs.guarantee_class(household.days))
        self.differ(pair, "minutes", pair["travel_minutes"], pairs.minutes(household, group))
        self.differ(pair, "reasons", pair["reasons"], reasons(pairs, household, group))
        self.differ(pair, "cautions", pair["cautions"], cautions(pairs, household, group))
        self.compare_next_best(pair, household)

    def compare_next_best(self, pair, household):
        pairs = self.pairs
        scores = {label: pairs.score(household, group) for label, group in self.groups.items()
                  if label != pair["group"] and not pairs.forbidden(household, group)}
        said = pair.get("next_best")
        self.differ(pair, "next best", said and said["score"], max(scores.values(), default=None))
        if not said:
            return
        self.differ(pair, "score of " + said["group"], said["score"], scores.get(said["group"]))
        takers = [other["household"] for other in self.log["pairs"] if other["group"] == said["group"]]
        self.differ(pair, "who gets " + said["group"], said.get("goes_to"), takers[0] if takers else None)

    def notices(self):
        """Whether anything differs: as compare_round(), and no further than the first that does."""
        for pair in self.log["pairs"]:
            self.compare(pair)
            if self.wrong:
                return True
        return bool(self.compare_round())

    def compare_round(self):
        possible = sum(not self.pairs.forbidden(household, group)
                       for household in self.households.values() for group in self.groups.values())
        if possible != self.log["possible_pairs"]:
            self.wrong.append(f"possible pairs: {self.log['possible_pairs']}, not {possible}")
        for pair in self.log["pairs"]:
            self.compare(pair)
        return self.wrong


def changes(policy, spec):
    """One change of a rule or a figure at a time."""
    def weights(first, second):
        moved = dict(policy["weights"])
        moved[first], moved[second] = moved[first] - 1, moved[second] + 1
        return Pairs({**policy, "weights": moved}, spec)

    for first, second in zip(CRITERIA, CRITERIA[1:] + CRITERIA[:1]):
        yield f"a point of weight from {first} to {second}", weights(first, second)
    for name, value in {"travel_limit_minutes": 26, "members_present": 1, "smallest_group": 5,
                        "alpha": 5, "reserve": 601, "guarantee_days": [91], "target_group": 4,
                        "latest_arrival": "under_2_years", "coarse_minutes": [8, 15, 25, 70, 150],
                        "readiness": "before_proposal"}.items():
        yield f"{name} {value}", Pairs({**policy, name: value}, spec)
    for name, value in {"help": (0, 40, 70, 95), "rank_weights": (4, 3, 2, 2), "interests": (0, 200, 400, 550, 710, 850, 1000), "few_words": 0,
                        "speakers": (0, 400, 700, 990), "next_door": 7, "age_steps": 0, "long_ride": 26,
                        "blocks": (0, 200, 350, 500, 620, 730, 830, 920, 990)}.items():
        yield f"{name} {value}", Pairs(policy, dataclasses.replace(spec, **{name: value}))
    for name, points in policy["unsaid"].items():
        unsaid = {**policy["unsaid"], name: points + 10}
        yield f"unsaid {name} {points + 10}", Pairs({**policy, "unsaid": unsaid}, spec)
    for rule in ("size", "needs", "language", "times", "company", "not_eligible", "travel"):
        pairs = Pairs(policy, spec)
        pairs.forbidden = lambda h, g, rule=rule: Pairs.forbidden(pairs, h, g) - {rule}
        yield f"without the rule {rule}", pairs


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("program", type=pathlib.Path)
    parser.add_argument("policy", type=pathlib.Path)
    parser.add_argument("--proposals", type=int, default=100)
    options = parser.parse_args()
    programme = json.loads(options.policy.read_text(encoding="utf-8"))
    programme.pop("about", None)
    wrong, compared, stores = [], 0, []
    with tempfile.TemporaryDirectory() as folder:
        seed = 0
        while compared < options.proposals or seed < len(ANOTHER):
            policy = {**programme, **ANOTHER[seed % len(ANOTHER)]}
            seed += 1
            store = make_store(options.program, pathlib.Path(folder) / f"store-{seed}", seed, policy)
            stores.append((store, policy))
            wrong += Reading(store, Pairs(policy)).compare_round()
            compared += len(store[2]["pairs"])
    for line in wrong[:20]:
        print(line)
    print(f"second reading: {compared} proposals of {seed} rounds, {len(wrong)} statements differ")
    # A store has what makes one rule count and another does not.
    noticed = {}
    for store, policy in stores[:len(ANOTHER)]:
        for what, pairs in changes(policy, Spec()):
            noticed[what] = noticed.get(what) or Reading(store, pairs).notices()
    agreed = [what for what, seen in noticed.items() if not seen]
    for what in agreed:
        print(f"the reader was changed and did not notice: {what}")
    print(f"one rule or figure of the reader changed: {len(noticed) - len(agreed)} of {len(noticed)} noticed")
    sys.exit(1 if wrong or agreed else 0)


if __name__ == "__main__":
    main()
