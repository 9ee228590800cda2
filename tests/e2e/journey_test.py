#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The whole journey at the screens: two households and a group of five sign up, a round, a card with
reasons on the staff page, accepted, and the matcher's store shows it; then both say yes, and only then
staff see names and numbers.

SAMEN_SHOTS=folder keeps pictures of the screens.
"""
import json
import os
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
import journey  # noqa: E402
import kiosk_driver  # noqa: E402
from house import PIN, wait_until  # noqa: E402

ASSETS = journey.ASSETS


def proposals(matcher):
    done = matcher.cli("proposals", "--json")
    assert done.code == 0, done.err
    return json.loads(done.out)["proposals"]


def test_two_households_and_a_group_of_five_become_an_accepted_proposal(house):
    matcher = house.matcher()
    matcher.start()
    kiosk_data = house.kiosk()
    kiosk_data.enrol(matcher)
    kiosk_data.start_courier()
    shots = journey.Shots(os.environ.get("SAMEN_SHOTS"))

    with kiosk_driver.Kiosk.start(house.program("samen-kiosk"), data=kiosk_data.data, assets=ASSETS,
                                  size="1280x800", stderr=house.folder / "kiosk-ui.log") as kiosk:
        shots.take(kiosk, "first")
        nour = journey.sign_up(kiosk, "household", journey.NOUR, "ar", shots, "newcomer",
                               pictures=("languages", "goals", "times"))
        yonas = journey.sign_up(kiosk, "household", journey.YONAS, "nl")
        group = journey.sign_up_group(kiosk, shots=shots, picture="volunteer")
        receipts = [nour, yonas, *group]
        assert len({receipt.code for receipt in receipts}) == 7
        assert group[0].join_code and not any(other.join_code for other in group[1:])

        wait_until("seven are safely stored", lambda: kiosk_data.counts()["safely_stored"] == 7)
        wait_until("all are cases", lambda: matcher.status()["envelopes"]["stored"] == 0)
        status = matcher.status()
        assert status["envelopes"]["applied"] == 7, status["envelopes"]
        kinds = {kind: count["from_kiosks"] for kind, count in status["records"].items()}
        assert (kinds["household"], kinds["group"], kinds["member"]) == (2, 1, 4), kinds

        done = matcher.cli("round", "--seed", "1")
        assert done.code == 0, done.err
        proposal, = proposals(matcher)
        assert proposal["group_size"] == 5 and proposal["reasons"], proposal

        journey.open_staff_page(kiosk, PIN, shots)
        journey.wait_for_card(kiosk, proposal["household"])
        shots.take(kiosk, "staff-proposals")
        words = journey.accept(kiosk, proposal["household"], shots)
        assert words and not any("⟦" in line for line in words), words
        journey.close_staff_page(kiosk)

        wait_until("the matcher knows the decision",
                   lambda: [p["state"] for p in proposals(matcher)] == ["accepted"])
        assert matcher.status()["decisions"].get("taken", 0) == 1, matcher.status()["decisions"]
        wait_until("the decision is safely stored too",
                   lambda: kiosk_data.counts()["safely_stored"] == 8)
    assert kiosk.stdout.strip() == "", kiosk.stdout
    introduce(matcher, proposal)


def introduce(matcher, proposal):
    """From the caseworker's yes to names and numbers: not a step too early."""
    household, group = proposal["household"], proposal["group"]

    def step(*words):
        done = matcher.cli("match", household, *words)
        assert done.code == 0, done.err
        return done.out

    def refused(*command):
        done = matcher.cli(*command)
        assert done.code == 1 and done.out == "", done
        return done.err

    assert "ask both sides" in matcher.cli("matches").out
    assert matcher.status()["matches"] == {"open": 1, "overdue": 0, "quiet": 0}
    assert "introduced" in refused("contacts", household)
    assert "ask the group" in step("household-yes")
    assert "household-yes" not in refused("match", household, "introduce").split("what can:")[1]
    step("group-yes")
    assert f"{group}: the papers of 0 are in order" in refused("match", household, "introduce")
    assert "introduced" in refused("contacts", household)
    done = matcher.cli("papers", group, "--saw", "conduct,training", "--day", "2026-01-15")
    assert done.code == 0, done.err
    assert "samen-matcher contacts" in step("introduce")
    shown = matcher.cli("contacts", household).out.splitlines()
    assert len(shown) == 6 and shown[0].startswith(household), shown
    assert all(line.startswith(group) and "+316" in line for line in shown[1:]), shown
    assert "contacts" in matcher.cli("audit").out
    assert "by 2031-01-02" in step("plan", "--day", "2031-01-01")
    match, = json.loads(matcher.cli("matches", "--json").out)["open"]
    assert (match["household"], match["state"], match["overdue"]) == (household, "planned", False)


if __name__ == "__main__":
    main(globals())
