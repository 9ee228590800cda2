#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Keys change while kiosks are away, and people are forgotten: the real programs, real TLS."""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from house import make_a_round, rows, wait_until  # noqa: E402


def seal_key(kiosk):
    return rows(kiosk.database, "SELECT seal_key_id FROM trust")[0][0]


def safely_stored(kiosk, count):
    wait_until(f"{kiosk.name}: all {count} are safely stored",
               lambda: kiosk.counts()["safely_stored"] == count)


def keys(matcher, verb, *options):
    return matcher.house.run(matcher.house.program("samen-matcher"), "keys", verb, "--data",
                             matcher.data, *options)


def test_the_sealing_key_changes_and_the_kiosk_that_was_away_loses_nothing(house):
    matcher = house.matcher()
    matcher.start(0.2)
    here, away = house.kiosk(name="here"), house.kiosk(name="away")
    for number, kiosk in enumerate((here, away)):
        kiosk.enrol(matcher)
        kiosk.start_courier()
        kiosk.sign_up(2, seed=number + 1)
        safely_stored(kiosk, 2)
    first = seal_key(here)
    away.courier.stop()
    away.sign_up(3, seed=11)

    done = keys(matcher, "rotate")
    assert done.code == 0, done.err
    wait_until("the kiosk that is here has taken it", lambda: seal_key(here) != first)
    second = seal_key(here)
    here.sign_up(3, seed=12)
    safely_stored(here, 5)
    assert seal_key(away) == first
    refused = keys(matcher, "retire", first)
    assert refused.code == 1 and "still seals to this key" in refused.err, refused

    away.start_courier()
    wait_until("the other one has taken it, too", lambda: seal_key(away) == second)
    away.sign_up(1, seed=13)
    safely_stored(away, 6)
    wait_until("all were opened", lambda: matcher.status()["envelopes"] ==
               {"stored": 0, "applied": 11, "needs_review": 0})
    wait_until("nobody needs the first key", lambda: keys(matcher, "retire", first).code == 0)
    assert not (matcher.data / "seal.key").exists()
    here.sign_up(1, seed=14)
    wait_until("sign-ups go on", lambda: matcher.status()["envelopes"]["applied"] == 12)


def tls(matcher, verb, *options):
    return matcher.house.run(matcher.house.program("samen-matcher"), "tls", verb, "--data",
                             matcher.data, *options)


def test_an_announced_tls_key_is_taken_and_another_one_is_not(house):
    matcher = house.matcher()
    matcher.start(0.2)
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    assert tls(matcher, "switch").code == 1, "serve runs"
    done = tls(matcher, "announce")
    assert done.code == 0, done.err
    wait_until("the kiosk has heard of it", lambda: rows(
        kiosk.database, "SELECT length(next_tls_pin) FROM trust")[0][0] == 32)
    before = rows(kiosk.database, "SELECT tls_pin FROM trust")[0][0]
    matcher.process.stop()
    # A minute has not passed, so the matcher cannot be sure that it was heard.
    early = tls(matcher, "switch")
    assert early.code == 1 and "was not heard since" in early.err, early
    assert tls(matcher, "switch", "--force").code == 0
    matcher.start(0.2)
    kiosk.sign_up(2, seed=1)
    safely_stored(kiosk, 2)
    assert rows(kiosk.database, "SELECT tls_pin FROM trust")[0][0] != before

    # And a key that nobody announced: not one sign-up leaves the kiosk.
    matcher.process.stop()
    assert tls(matcher, "announce").code == 0
    assert tls(matcher, "switch", "--force").code == 0
    matcher.start(0.2)
    kiosk.sign_up(1, seed=2)
    wait_until("staff can see a problem", lambda: "Problem" in kiosk.sync("status").out)
    assert kiosk.counts()["waiting"] == 1 and len(matcher.stored_ids()) == 2


def test_an_erased_record_is_gone_everywhere_and_stays_gone(house):
    matcher = house.matcher()
    matcher.start(0.2)
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    person, other = kiosk.sign_up(2, seed=5)
    safely_stored(kiosk, 2)
    make_a_round(matcher, kiosk)
    wait_until("cards are here", lambda: rows(
        kiosk.database, "SELECT count(*) FROM inbox WHERE kind = 'card'")[0][0] > 0)
    label, proposal = rows(matcher.database, "SELECT h.label, p.id FROM proposal p JOIN household h "
                           "ON h.id = p.household LIMIT 1")[0]

    asked = matcher.cli("erase", "--record", label)
    assert asked.code == 0 and "Nothing was changed" in asked.out, asked
    old_copy = (matcher.data / "backup" / "matcher.db").read_bytes()
    for who in (label, person.receipt, person.id):
        done = matcher.cli("erase", "--record", who, "--yes")
        if who == person.id:
            assert done.code == 1 and "erased already" in done.err, done
        else:
            assert done.code == 0 and "Erased" in done.out, done
    wait_until("the card has gone from the kiosk", lambda: rows(
        kiosk.database, "SELECT kind, length(sealed) FROM inbox WHERE id = ?", proposal) ==
        [("tombstone", 0)])
    assert person.id not in matcher.stored_ids() and other.id in matcher.stored_ids()
    wait_until("the copy has forgotten, too",
               lambda: person.id not in matcher.stored_ids(backup=True))

    # Somebody puts back a copy from before: the kiosk's cards and the record do not come back.
    matcher.process.stop()
    (matcher.data / "backup" / "matcher.db").write_bytes(old_copy)
    assert matcher.cli("restore").code == 0
    matcher.start(0.2)
    assert person.id not in matcher.stored_ids() and other.id in matcher.stored_ids()
    assert matcher.status()["erased"] == 2
    assert rows(matcher.database, "SELECT count(*) FROM household WHERE label = ?", label) == [(0,)]
    wait_until("the kiosk met the restored one", lambda: rows(
        kiosk.database, "SELECT epoch FROM kiosk")[0][0].hex() ==
        matcher.status()["epoch"].replace("-", ""))
    assert rows(kiosk.database, "SELECT kind FROM inbox WHERE id = ?", proposal) == [("tombstone",)]
    assert matcher.cli("audit").code == 0


if __name__ == "__main__":
    main(globals())
