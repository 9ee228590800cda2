#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""From a caseworker's yes to a check-in, with receipts at another kiosk: the household says yes, who began
the group is not sure and then says yes, staff bring them together, and each tells how it goes.

SAMEN_SHOTS=folder keeps pictures of the screens.
"""
import datetime
import json
import os
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from coming_back import come_back, finish, stands, town, want  # noqa: E402
import journey  # noqa: E402
from house import PIN, rows, wait_until  # noqa: E402

DAY_MS = 86_400_000
# What nobody may read before they were introduced.
PRIVATE = ["نور", "زوجي", "VluchtelingenWerk", "1315", *(p["name"] for p in journey.GROUP),
           *(p["contact"][1][1:] for p in journey.GROUP)]


def sign_ups(house, matcher, kiosk, language):
    with journey.screen(house, kiosk) as ui:
        household = journey.sign_up(ui, "household", journey.NOUR, language)
        group = journey.sign_up_group(ui)
        wait_until("all are cases", lambda: matcher.status()["envelopes"].get("applied") == 6)
        done = matcher.cli("round", "--seed", "1")
        assert done.code == 0, done.err
        proposal, = json.loads(matcher.cli("proposals", "--json").out)["proposals"]
        journey.open_staff_page(ui, PIN)
        journey.wait_for_card(ui, proposal["household"])
        journey.accept(ui, proposal["household"])
        journey.close_staff_page(ui)
        wait_until("the matcher knows the decision",
                   lambda: matcher.status()["decisions"].get("taken", 0) == 1)
    return household, group, proposal


def reads_who_they_are(ui, *expected):
    """In the words of a card, and nobody's name."""
    wait_until("the offer is shown", lambda: ui.has("offer.people"))
    said = " ".join(node["label"] for node in ui.nodes().values())
    leaked = [word for word in PRIVATE if word in said]
    assert not leaked, f"{leaked} before anybody said yes: {said}"
    for line in expected:
        assert ui.has(f"offer.{line}"), (line, said)


def household_says_yes(ui, secret, language, shots):
    come_back(ui, secret, language)
    stands(ui, language, "offer")
    reads_who_they_are(ui, "languages", "goals", "minutes", "times")
    shots.take(ui, f"offer-{language}")
    want(ui, "no")  # and thinks again
    ui.wait_screen("sure")
    ui.advance(1)
    ui.tap("because.times")
    shots.take(ui, f"no-{language}")
    ui.tap("sure.no")
    ui.wait_screen("standing")
    ui.advance(1)
    want(ui, "yes")
    stands(ui, language, "own.yes")
    shots.take(ui, f"yes-{language}")
    finish(ui)


def group_doubts_then_says_yes(ui, matcher, secret, language):
    come_back(ui, secret, language)
    stands(ui, language, "offer")
    reads_who_they_are(ui, "people")
    want(ui, "unsure")
    stands(ui, language, "own.unsure")
    assert "is not sure about an offer" in matcher.cli("talk").out
    finish(ui)
    come_back(ui, secret, language)
    stands(ui, language, "own.unsure")
    want(ui, "yes")
    stands(ui, language, "match.agreed")
    finish(ui)


def tells_how_it_goes(ui, secret, language, before, met, mood, shots):
    come_back(ui, secret, language)
    stands(ui, language, before)
    want(ui, "check_in")
    ui.wait_screen("met")
    shots.take(ui, f"met-{language}")
    ui.advance(1)
    ui.tap(f"met.{met}")
    ui.wait_screen("mood")
    shots.take(ui, f"mood-{language}")
    ui.advance(1)
    ui.tap(f"mood.{mood}")
    stands(ui, language, "check_in")
    assert not ui.has("wish.check_in"), "told today"
    finish(ui)


def eight_days_later(matcher):
    """As the store sees it."""
    with sqlite3.connect(matcher.database, timeout=10) as database:
        database.execute("UPDATE match SET running_ms = running_ms - ?", (8 * DAY_MS,))
        database.execute("UPDATE match_word SET at_ms = at_ms - ?", (8 * DAY_MS,))


def in_language(house, language):
    matcher, here, there = town(house, "here", "there")
    here.start_courier()
    there.start_courier(interval=600)  # whatever comes came in the exchange of the question
    shots = journey.Shots(os.environ.get("SAMEN_SHOTS"))
    household, group, proposal = sign_ups(house, matcher, here, language)

    def staff(command, *words):
        done = matcher.cli(command, proposal["household"], *words)
        assert done.code == 0, done.err
        return done.out

    with journey.screen(house, there, "800x480") as ui:
        household_says_yes(ui, household.secret, language, shots)
        refused = matcher.cli("contacts", proposal["household"])
        assert refused.code == 1 and refused.out == "", "one yes is not two"
        group_doubts_then_says_yes(ui, matcher, group[0].secret, language)
        done = matcher.cli("papers", proposal["group"], "--saw", "conduct,training",
                           "--day", "2026-01-15")
        assert done.code == 0, done.err
        staff("match", "introduce")
        assert "نور" in staff("contacts")
        staff("match", "plan", "--day", datetime.datetime.now(datetime.UTC).date().isoformat())
        tells_how_it_goes(ui, household.secret, language, "match.agreed", 1, "good", shots)
        match, = json.loads(matcher.cli("matches", "--json").out)["open"]
        assert match["state"] == "met", match
        staff("match", "go-on")
        eight_days_later(matcher)
        tells_how_it_goes(ui, household.secret, language, "match.running", 2, "poor", shots)
        assert "does not go well" in matcher.cli("talk").out
        tells_how_it_goes(ui, group[1].secret, language, "match.running", 2, "good", shots)
    met = dict(rows(matcher.database, "SELECT said_by, sum(met) FROM match_event WHERE event = 'check-in' "
                    "GROUP BY said_by"))
    assert met == {"household": 1 + 2, "group": 2}, met


def test_an_offer_in_dutch(house):
    in_language(house, "nl")


def test_an_offer_in_arabic(house):
    in_language(house, "ar")


def test_an_offer_in_tigrinya(house):
    in_language(house, "ti")


def test_an_offer_in_ukrainian(house):
    in_language(house, "uk")


if __name__ == "__main__":
    main(globals())
