# SPDX-License-Identifier: Apache-2.0
"""What forbids a pair and what makes it good, as the programme decided it (assets/policy.json)."""
import functools
from dataclasses import dataclass, field
from fractions import Fraction
from math import floor

LEVELS = ["none", "basic", "conversational", "fluent"]
AGES = ["18_24", "25_34", "35_44", "45_54", "55_64", "65_up"]
ARRIVALS = ["under_half_year", "under_1_year", "under_2_years", "under_3_years", "longer"]
CRITERIA = ["goals", "interests", "life_stage", "travel", "languages", "shared_time"]


@dataclass(frozen=True)
class Spec:
    """Figures of the criteria that are no setting of the policy."""
    help: tuple = (0, 40, 70, 100)                       # per cent by helping members
    rank_weights: tuple = (4, 3, 2, 1)                   # the goal wanted most first; then 1
    interests: tuple = (0, 200, 400, 550, 700, 850, 1000)
    speakers: tuple = (0, 400, 700, 1000)                # by members one can really talk with
    few_words: int = 100
    blocks: tuple = (0, 200, 350, 500, 620, 730, 830, 920, 1000)
    next_door: int = 10                                  # minutes that still give all points
    age_steps: int = 1                                   # "about the same age": so many bands apart
    work_network: Fraction = Fraction(1, 2)              # of the goal work, where sectors were named
    long_ride: int = 20


def spoken(person, level):
    """Languages at that level or better; two people's "other" need not be the same one."""
    return {language for language, known in person["languages"].items()
            if LEVELS.index(known) >= LEVELS.index(level) and language != "other"}


def once(about_group):
    """Of a group nothing changes while it is read."""
    @functools.wraps(about_group)
    def remembered(self, group, *more):
        key = (about_group.__name__, group.label, more)
        if key not in self.known:
            self.known[key] = about_group(self, group, *more)
        return self.known[key]
    return remembered


def half_up(value):
    return floor(value + Fraction(1, 2))


@dataclass
class Pairs:
    """Answers everything about one household and one group."""
    policy: dict
    spec: Spec = field(default_factory=Spec)
    known: dict = field(default_factory=dict)

    # --- groups
    def minutes_between(self, a, b):
        a, b = str(a), str(b)
        common = 0
        while common < 4 and a[common] == b[common]:
            common += 1
        return self.policy["coarse_minutes"][4 - common]

    @once
    def middle(self, group):
        """The member's postcode that is nearest to all; the earlier member where two are. Who said none
        counts where the group was begun."""
        begun = group.everybody[0]["postcode"]
        codes = [person.get("postcode", begun) for person in group.members or group.everybody]
        return min(codes, key=lambda code: sum(self.minutes_between(code, other) for other in codes))

    def minutes(self, household, group):
        return self.minutes_between(household.body["postcode"], self.middle(group))

    @once
    def group_times(self, group):
        """Blocks in which enough members can, and whether any of them told their times."""
        enough = min(self.policy["members_present"], len(group.members))
        count = {}
        for person in group.members:
            for block in person["times"]:
                count[block] = count.get(block, 0) + 1
        told = any(person["times"] for person in group.members)
        return {block for block, there in count.items() if there >= enough}, told

    @once
    def helpers(self, group, goal):
        return min(3, sum(goal in person["help"] for person in group.members))

    @once
    def sectors(self, group):
        return {sector for person in group.members for sector in person["sectors"]}

    @once
    def group_languages(self, group):
        return {l for person in group.members for l in spoken(person, "conversational")}

    @once
    def child_bands(self, group):
        return {band for person in group.members for band in person["children"]}

    @once
    def interests(self, group):
        return {i for person in group.members for i in person["interests"]}

    # --- hard rules
    def forbidden(self, household, group):
        """Names of the rules that this pair breaks."""
        body, policy = household.body, self.policy
        broken = set()
        if ARRIVALS.index(body["arrival"]) > ARRIVALS.index(policy["latest_arrival"]):
            broken.add("not_eligible")
        if len(group.members) < policy["smallest_group"]:
            broken.add("group_forming")
        if policy["readiness"] == "before_proposal" and not (group.screened and group.trained):
            broken.add("group_not_ready")
        if self.minutes(household, group) > policy["travel_limit_minutes"]:
            broken.add("travel")
        if household.people > group.largest_household:
            broken.add("size")
        if not set(body["needs"]) <= group.offers:
            broken.add("needs")
        own = {l for adult in household.adults for l in spoken(adult, "conversational")}
        if not body["interpreter"] and not own & self.group_languages(group):
            broken.add("language")
        times, told = self.group_times(group)
        if body["times"] and told and not set(body["times"]) & times:
            broken.add("times")
        if not self.suits(household, group):
            broken.add("company")
        return broken

    def suits(self, household, group):
        wish = household.body["company"]
        there = {person.get("gender") for person in group.members}
        own = {adult.get("gender") for adult in household.adults}
        if wish == "no_wish":
            return True
        if wish == "women_only":
            return there == {"woman"}
        if None in own:
            return False
        return there == own if len(own) == 1 else own <= there

    # --- criteria: points 0..1000 of one adult
    def goal_shares(self, goals):
        weights = [self.spec.rank_weights[min(rank, 3)] for rank in range(len(goals))]
        shares = [1000 * weight // sum(weights) for weight in weights]
        shares[0] = 1000 - sum(shares[1:])
        return shares

    def goal_points(self, adult, group):
        """By help and by people who know somebody, apart; None where the adult named no goal."""
        if not adult["goals"]:
            return None
        helped, network = Fraction(0), Fraction(0)
        for goal, share in zip(adult["goals"], self.goal_shares(adult["goals"])):
            cover = Fraction(self.spec.help[self.helpers(group, goal)], 100)
            if goal == "work" and adult["sectors"]:
                known = bool(set(adult["sectors"]) & self.sectors(group))
                helped += share * cover * (1 - self.spec.work_network)
                network += share * self.spec.work_network * known
            else:
                helped += share * cover
        return helped, network

    def unsaid(self, criterion):
        return self.policy["unsaid"][criterion]

    def interest_points(self, adult, group):
        own, theirs = set(adult["interests"]), self.interests(group)
        if not own or not theirs:
            return self.unsaid("interests")
        shared = 0
        for interest in own & theirs:
            shared += min(2, sum(interest in person["interests"] for person in group.members))
        return self.spec.interests[min(shared, 6)]

    def age_points(self, adult, group):
        ages = [AGES.index(person["age"]) for person in group.members if person.get("age")]
        if not adult.get("age") or not ages:
            return self.unsaid("life_stage")
        own = AGES.index(adult["age"])
        return sum(abs(age - own) <= self.spec.age_steps for age in ages) * 1000 // len(ages)

    def children_points(self, household, group):
        bands = set(household.body["children"])
        return len(bands & self.child_bands(group)) * 1000 // len(bands) if bands else None

    def stage_points(self, household, adult, group):
        children = self.children_points(household, group)
        age = self.age_points(adult, group)
        return age if children is None else (age + children) // 2

    def travel_points(self, household, group):
        minutes, limit = self.minutes(household, group), self.policy["travel_limit_minutes"]
        if minutes > limit:
            return 0
        if minutes <= self.spec.next_door:
            return 1000
        return (limit - minutes) * 1000 // (limit - self.spec.next_door)

    def language_points(self, adult, group):
        speakers = 0
        for language in spoken(adult, "conversational"):
            talk = sum(language in spoken(person, "conversational") for person in group.members)
            speakers = max(speakers, min(3, talk))
        if speakers:
            return self.spec.speakers[speakers]
        return self.spec.few_words if spoken(adult, "basic") & self.group_languages(group) else 0

    def time_points(self, household, group):
        times, told = self.group_times(group)
        if not household.body["times"] or not told:
            return self.unsaid("shared_time")
        shared = len(set(household.body["times"]) & times)
        return self.spec.blocks[min(shared, 8)]

    def criteria(self, household, group):
        """Exact points of each criterion, averaged over all adults."""
        sums = dict.fromkeys(CRITERIA, Fraction(0))
        for adult in household.adults:
            goals = self.goal_points(adult, group)
            sums["goals"] += self.unsaid("goals") if goals is None else sum(goals)
            sums["interests"] += self.interest_points(adult, group)
            sums["life_stage"] += self.stage_points(household, adult, group)
            sums["travel"] += self.travel_points(household, group)
            sums["languages"] += self.language_points(adult, group)
            sums["shared_time"] += self.time_points(household, group)
        return {name: total / len(household.adults) for name, total in sums.items()}

    def score(self, household, group):
        exact = self.criteria(household, group)
        whole = sum(exact[name] * self.policy["weights"][name] for name in CRITERIA) / 100
        return min(1000, max(1, half_up(whole)))

    def parts(self, household, group):
        """Whole points of the score by criterion, by largest remainders, together the score."""
        exact = self.criteria(household, group)
        shares = {name: exact[name] * self.policy["weights"][name] / 100 for name in CRITERIA}
        parts = {name: floor(share) for name, share in shares.items()}
        left = self.score(household, group) - sum(parts.values())
        for name in sorted(CRITERIA, key=lambda name: parts[name] - shares[name])[:max(0, left)]:
            parts[name] += 1
        return parts

    def guarantee_class(self, days):
        for number, limit in enumerate(self.policy["guarantee_days"], 1):
            if days >= limit:
                return number
        return 0

    def value(self, score, days, scarcity, worth_of_waiting):
        policy = self.policy
        return (score + policy["alpha"] * min(days, policy["wait_cap_days"]) - policy["reserve"]
                + scarcity - sum(worth_of_waiting))
