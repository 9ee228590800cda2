# SPDX-License-Identifier: Apache-2.0
"""The sentences of a proposal, as keys with arguments and points: what speaks for it, what to talk about."""
from fractions import Fraction
from math import floor

from rules import spoken

GOALS = ["work", "dutch", "education", "paperwork", "friends", "children", "health_system", "sport",
         "housing", "culture"]
LANGUAGES = ["nl", "en", "ar", "ti", "tr", "fa", "prs", "uk", "so", "kmr", "ckb", "fr", "es", "ps",
             "ru", "am", "ur", "pt", "pl", "zh", "other"]
INTERESTS = ["cooking", "music", "football", "walking", "cycling", "gardening", "reading", "film",
             "crafts", "games", "art", "celebrations", "technology", "animals", "swimming", "dancing",
             "photography", "repair"]
SECTORS = ["care", "education", "construction", "technology", "hospitality", "retail", "logistics",
           "industry", "agriculture", "cleaning", "beauty", "culture", "office", "government",
           "own_business"]
BANDS = ["0_3", "4_11", "12_17"]


def terms(prefix, order, values):
    return [f"{prefix}.{name}" for name in order if name in values]


def said(key, points=0, **arguments):
    return {"key": key, "points": points, "arguments": arguments}


class Facts:
    """What household and group have in common, over all adults."""

    def __init__(self, pairs, household, group):
        adults = household.adults
        goals = {goal for adult in adults for goal in adult["goals"]}
        self.covered = {goal for goal in goals if pairs.helpers(group, goal)}
        self.uncovered = goals - self.covered
        theirs = pairs.group_languages(group)
        own = [spoken(adult, "conversational") & theirs for adult in adults]
        self.languages = set().union(*own)
        self.mute_adult = any(not each for each in own)
        self.interests = {i for adult in adults for i in adult["interests"]} & pairs.interests(group)
        self.children = set(household.body["children"]) & pairs.child_bands(group)
        self.sectors = {s for adult in adults if "work" in adult["goals"]
                        for s in adult["sectors"]} & pairs.sectors(group)
        times, self.told = pairs.group_times(group)
        self.shared_blocks = len(set(household.body["times"]) & times)
        self.speakers = max([sum(language in spoken(person, "conversational")
                                 for person in group.members) for language in self.languages] or [0])
        said = [adult for adult in adults if adult.get("age")]
        ages = sum(pairs.age_points(adult, group) for adult in said)
        self.same_age = any(person.get("age") for person in group.members) and ages > 500 * len(said)


def reasons(pairs, household, group):
    """Strongest first, equal ones in this order; waiting has no points and stands last."""
    facts = Facts(pairs, household, group)
    parts = pairs.parts(household, group)
    exact = pairs.criteria(household, group)
    adults = household.adults

    def share(criterion, of_it):
        return floor(parts[criterion] * (of_it / len(adults)) / exact[criterion]) if exact[criterion] else 0

    goals = [each for each in (pairs.goal_points(adult, group) for adult in adults) if each]
    silent = pairs.unsaid("interests") * sum(not adult["interests"] for adult in adults)
    interests = sum(pairs.interest_points(adult, group) for adult in adults) - silent
    half = pairs.children_points(household, group)
    children = Fraction((half or 0) // 2 * len(adults))
    stage = sum(pairs.stage_points(household, adult, group) for adult in adults)
    minutes = pairs.minutes(household, group)

    out = []
    if facts.covered:
        out.append(said("reason.goals_covered", share("goals", sum((h for h, _ in goals), Fraction(0))),
                        goals=terms("goal", GOALS, facts.covered)))
    if facts.languages:
        out.append(said("reason.languages", parts["languages"],
                        languages=terms("language", LANGUAGES, facts.languages)))
    if facts.shared_blocks:
        out.append(said("reason.shared_times", parts["shared_time"], count=facts.shared_blocks))
    out.append(said("reason.travel_coarse", parts["travel"], minutes=minutes))
    if facts.interests:
        out.append(said("reason.interests", share("interests", Fraction(interests)),
                        interests=terms("interest", INTERESTS, facts.interests)))
    if facts.children:
        out.append(said("reason.children", share("life_stage", children),
                        ages=terms("child", BANDS, facts.children)))
    if facts.same_age:
        out.append(said("reason.age", share("life_stage", stage - children)))
    if facts.sectors:
        out.append(said("reason.network", share("goals", sum((n for _, n in goals), Fraction(0))),
                        sectors=terms("sector", SECTORS, facts.sectors)))
    out.sort(key=lambda reason: -reason["points"])
    if pairs.guarantee_class(household.days):
        out.append(said("reason.guarantee", count=household.days))
    elif household.days:
        out.append(said("reason.waits", count=household.days))
    return out


def cautions(pairs, household, group):
    facts = Facts(pairs, household, group)
    out = []
    if not group.screened:
        out.append(said("caution.not_screened"))
    if not group.trained:
        out.append(said("caution.not_trained"))
    if household.consents_to_ask():
        out.append(said("caution.consents", count=household.consents_to_ask()))
    if not facts.languages:
        out.append(said("caution.interpreter"))
    else:
        if facts.mute_adult:
            out.append(said("caution.adult_without_language"))
        if facts.speakers == 1:
            out.append(said("caution.one_speaker", languages=terms("language", LANGUAGES, facts.languages)))
    if facts.uncovered:
        out.append(said("caution.goals_missing", goals=terms("goal", GOALS, facts.uncovered)))
    if not household.body["times"] or not facts.told:
        out.append(said("caution.times_unknown"))
    elif facts.shared_blocks == 1:
        out.append(said("caution.one_time"))
    minutes = pairs.minutes(household, group)
    if minutes >= pairs.spec.long_ride:
        out.append(said("caution.long_ride", minutes=minutes))
    if len(group.members) < pairs.policy["target_group"]:
        out.append(said("caution.small_group", count=len(group.members)))
    return out
