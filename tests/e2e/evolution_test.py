#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Old kiosks at a newer matcher, and the reverse: the rules of shared/protocol/README.md, kept by the
real programs. A newer side is played by adding what only it would know."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from courier_client import CourierClient, envelope_of  # noqa: E402
from house import make_a_round, rows, wait_until  # noqa: E402
from recording_proxy import RecordingProxy  # noqa: E402

NEWS = {"news": {"since": 2, "list": [1, "two", None, {"three": []}]}}


def with_news(value):
    """The same message with a field of a later version in every object."""
    if isinstance(value, dict):
        return {**{name: with_news(part) for name, part in value.items()}, **NEWS}
    if isinstance(value, list):
        return [with_news(part) for part in value]
    return value


def test_a_newer_matcher_that_says_more_is_understood(house):
    matcher = house.matcher()
    matcher.start(0.2, "--plain", "--forwarded-for")
    altered = {"fields": 0, "kinds": 0}

    def newer(exchange):
        if exchange.status != 200:
            return
        answer = with_news(json.loads(exchange.answer))
        if exchange.path == "/v1/feed":
            answer["items"].insert(0, {"id": "0192f0c1-2a3b-7c4d-8e5f-0123456789ab", "version": 3,
                                       "kind": "letter", "sealed": "AAAA", **NEWS})
            altered["kinds"] += 1
        altered["fields"] += 1
        exchange.answer = json.dumps(answer).encode()

    with RecordingProxy(matcher, newer) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher, url=proxy.url)
        kiosk.start_courier()
        people = kiosk.sign_up(30, seed=3)
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 30)
        wait_until("all are cases", lambda: matcher.status()["envelopes"]["stored"] == 0)
        make_a_round(matcher, kiosk)
        wait_until("the courier holds cards", lambda: rows(
            kiosk.database, "SELECT count(*) FROM inbox WHERE kind = 'card'")[0][0] > 0)
        assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)
        kinds = {kind for kind, in rows(kiosk.database, "SELECT kind FROM inbox")}
        assert kinds == {"card"}, "an item of an unknown kind is passed over"
        assert altered["fields"] > 3 and altered["kinds"] > 0, altered


def test_a_result_this_kiosk_does_not_know_keeps_the_record_here(house):
    matcher = house.matcher()
    matcher.start(0.2, "--plain", "--forwarded-for")
    newer = {"on": True, "answered": 0}

    def answer_newly(exchange):
        if exchange.path == "/v1/envelopes" and exchange.status == 200 and newer["on"]:
            answer = json.loads(exchange.answer)
            for result in answer["results"]:
                result["result"] = "postponed"
            answer["durable_through"] = 0
            exchange.answer = json.dumps(answer).encode()
            newer["answered"] += 1

    with RecordingProxy(matcher, answer_newly) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher, url=proxy.url)
        kiosk.start_courier()
        kiosk.sign_up(3, seed=1)
        wait_until("it was told so a few times", lambda: newer["answered"] >= 2)
        assert kiosk.counts()["waiting"] == 3, kiosk.counts()
        newer["on"] = False  # the kiosk was upgraded
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 3)
        assert len(matcher.stored_ids()) == 3


def test_a_mark_without_the_matchers_signature_deletes_nothing(house):
    """A matcher from before the signature, and somebody who speaks for the server."""
    matcher = house.matcher()
    matcher.start(0.2, "--plain", "--forwarded-for")
    played = {"role": "old", "answers": 0}

    def play(exchange):
        if exchange.status != 200 or not exchange.path.startswith(("/v1/envelopes", "/v1/feed")):
            return
        answer = json.loads(exchange.answer)
        if played["role"] == "old":
            del answer["durable_signature"]
        elif played["role"] == "thief":
            answer["durable_through"] = 1000
        played["answers"] += 1
        exchange.answer = json.dumps(answer).encode()

    with RecordingProxy(matcher, play) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher, url=proxy.url)
        kiosk.start_courier()
        for role, there in (("old", 2), ("thief", 4)):
            played.update(role=role, answers=0)
            kiosk.sign_up(2, seed=there)
            # What the proxy has passed on the courier has not read yet.
            wait_until("both have arrived", lambda: kiosk.counts()["received"] == there)
            wait_until("it was told so a few times", lambda: played["answers"] >= 4)
            assert kiosk.counts()["safely_stored"] == 0, (role, kiosk.counts())
            assert kiosk.counts()["received"] == there, (role, kiosk.counts())
        played["role"] = "this version"
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 4)


def test_an_address_of_another_version_is_refused_in_words_and_nothing_is_lost(house):
    matcher = house.matcher()
    matcher.start(0.2, "--plain", "--forwarded-for")
    future = {"on": True}

    def moved_on(exchange):  # a matcher that has given up /v1/
        if exchange.path == "/v1/envelopes" and future["on"]:
            exchange.status = 404
            exchange.answer = b'{"error":{"code":"version","message":"this matcher speaks version 2"}}'

    with RecordingProxy(matcher, moved_on) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher, url=proxy.url)
        kiosk.start_courier()
        kiosk.sign_up(2, seed=1)
        wait_until("staff can see a problem", lambda: "Problem" in kiosk.sync("status").out)
        assert kiosk.counts()["waiting"] == 2
        future["on"] = False
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 2)
        client = CourierClient(kiosk, proxy.port)
        for path in ("/v2/envelopes", "/v0/feed"):
            status, answer = client.send("POST", path, b"{}")
            assert status == 404 and answer["error"]["code"] == "version", answer


def test_old_and_newer_kiosks_are_understood_by_this_matcher(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.sign_up(3, seed=1)
    client = CourierClient(kiosk, matcher.port)
    old = envelope_of(kiosk, 1)  # exactly the fields of the first version, in their order
    status, answer = client.signed("POST", "/v1/envelopes", json.dumps({"envelopes": [old]}).encode())
    assert status == 200 and answer["results"][0]["result"] == "accepted", answer
    newer = with_news({"envelopes": [envelope_of(kiosk, 2)]})
    shuffled = json.dumps(dict(reversed(newer.items())), indent=3, ensure_ascii=True).encode()
    status, answer = client.signed("POST", "/v1/envelopes", shuffled)
    assert status == 200 and answer["results"][0]["result"] == "accepted", answer
    # What this version requires is not made up for it: the field is named, nothing is stored.
    for name in old:
        short = {key: value for key, value in envelope_of(kiosk, 3).items() if key != name}
        status, answer = client.signed("POST", "/v1/envelopes",
                                       json.dumps({"envelopes": [short]}).encode())
        assert status == 400 and name in answer["error"]["message"], answer
    assert len(matcher.stored_ids()) == 2


if __name__ == "__main__":
    main(globals())
