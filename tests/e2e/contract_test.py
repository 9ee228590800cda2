#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every message the programs exchange is one that openapi.yaml allows: the real courier and the real
matcher, recorded by a reverse proxy in between, from the first code to an answered decision."""
import json
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from contract import Contract  # noqa: E402
from courier_client import CourierClient, envelope_of  # noqa: E402
from house import make_a_round, rows, wait_until  # noqa: E402
from recording_proxy import RecordingProxy  # noqa: E402


def statuses(proxy, path):
    return {exchange.status for exchange in proxy.exchanges if exchange.path == path}


def results(proxy):
    return {result["result"] for exchange in proxy.exchanges
            if exchange.path == "/v1/envelopes" and exchange.status == 200
            for result in json.loads(exchange.answer)["results"]}


def assert_holds(proxy, *expected):
    contract = Contract()
    complaints = [words for exchange in proxy.exchanges for words in contract.complaints(exchange)]
    assert not complaints, "\n".join(complaints[:20])
    missing = set(expected) - contract.seen
    assert not missing, f"not proven, because it did not happen: {missing}"


def test_a_day_of_messages_is_what_the_contract_says(house):
    matcher = house.matcher()
    matcher.start(0.2, "--plain", "--forwarded-for")
    with RecordingProxy(matcher) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher, url=proxy.url)
        second = house.kiosk(name="second")
        used = matcher.new_code()
        second.enrol(matcher, used, url=proxy.url)
        third = house.kiosk(name="third")
        assert third.sync("enrol", "--server", proxy.url, "--code", used).code == 7
        kiosk.start_courier()
        kiosk.sign_up(30, seed=3)
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 30)
        wait_until("all are cases", lambda: matcher.status()["envelopes"]["stored"] == 0)
        make_a_round(matcher, kiosk)
        wait_until("the courier holds cards", lambda: rows(
            kiosk.database, "SELECT count(*) FROM inbox WHERE kind = 'card'")[0][0] > 0)

        # What a courier that breaks the rules is told.
        kiosk.courier.stop()
        kiosk.sign_up(2, seed=4)
        client = CourierClient(kiosk, proxy.port)
        row, = rows(kiosk.database, "SELECT * FROM outbox WHERE state = 'waiting' LIMIT 1")
        envelope = envelope_of(kiosk, row[0])
        forged = {**envelope, "signature": "A" * 86 + "=="}
        client.signed("POST", "/v1/envelopes", json.dumps({"envelopes": [forged]}).encode())
        for _ in range(2):
            client.signed("POST", "/v1/envelopes", json.dumps({"envelopes": [envelope]}).encode())
        client.send("POST", "/v1/envelopes", b"{}")
        client.signed("POST", "/v1/envelopes", b"{}")
        client.signed("POST", "/v1/envelopes", b'{"envelopes":[]}', created=1)
        client.signed("POST", "/v1/envelopes", b" " * (1 << 20) + b" ")
        client.signed("GET", "/v1/feed", b"", query="limit=none")
        client.send("GET", "/health")
        kiosk_number = matcher.status()["devices"][0]["number"]
        assert matcher.cli("revoke", str(kiosk_number)).code == 0
        client.signed("GET", "/v1/feed", b"")
        client.signed("POST", "/v1/envelopes", b"{}")
        for _ in range(7):  # wrong codes
            client.send("POST", "/v1/enrol", json.dumps(
                {"secret": "000000000000", **dict.fromkeys(
                    ("kiosk_sign_key", "staff_seal_key", "courier_sign_key"),
                    "A" * 43 + "=")}).encode())
        client.send("POST", "/v1/enrol", b"{}")
    assert {"accepted", "duplicate", "refused"} <= results(proxy), results(proxy)
    envelopes = [("POST", "/v1/envelopes", status) for status in (200, 400, 401, 403, 413)]
    feeds = [("GET", "/v1/feed", status) for status in (200, 400, 403)]
    enrolments = [("POST", "/v1/enrol", status) for status in (200, 403, 409, 429)]
    assert_holds(proxy, ("GET", "/health", 200), *envelopes, *feeds, *enrolments)
    cards = [item for exchange in proxy.exchanges
             if exchange.path == "/v1/feed" and exchange.status == 200
             for item in json.loads(exchange.answer)["items"]]
    assert cards, "no card went over the wire"


def test_the_judge_finds_what_is_wrong(_house):
    contract = Contract()
    good = {"id": "0192f0c1-2a3b-7c4d-8e5f-0123456789ab", "version": 1, "kind": "tombstone"}
    assert contract.errors_of("FeedItem", good) == []
    for wrong in ({**good, "extra": 1}, {**good, "version": 0}, {**good, "version": "1"},
                  {**good, "kind": "letter"}, {**good, "id": "not an id"},
                  {**good, "sealed": "no base64!"}, {"id": good["id"], "version": 1}):
        assert contract.errors_of("FeedItem", wrong), wrong
    assert contract.errors_of("ErrorMessage", {"error": {"code": "clock", "message": "m" * 401}})
    assert not contract.errors_of("ErrorMessage", {"error": {"code": "clock", "message": "m"}})


if __name__ == "__main__":
    main(globals())
