#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every message the programs exchange is one that openapi.yaml allows: the real courier and the real
matcher, recorded by a reverse proxy in between: enrolments, sign-ups, cards, keys that change, people
who are forgotten, and what rule-breakers are told. Every address and every field that the contract
names has to go by."""
import base64
import http.client
import json
import pathlib
import sqlite3
import sys
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from contract import Contract  # noqa: E402
from courier_client import CourierClient, envelope_of, resigned  # noqa: E402
from house import make_a_round, rows, wait_until  # noqa: E402
from recording_proxy import Exchange, RecordingProxy  # noqa: E402


# What no day of this version shows: the matcher turns a whole batch away (429) instead of single
# records, so that no result is `limited` with a pause of its own.
NEVER_SENT = {"RecordResult.retry_after_ms"}


def results(proxy):
    return {result["result"] for exchange in proxy.exchanges
            if exchange.path == "/v1/envelopes" and exchange.status == 200
            for result in json.loads(exchange.answer)["results"]}


def assert_holds(exchanges, expected):
    contract = Contract()
    complaints = [words for exchange in exchanges for words in contract.complaints(exchange)]
    assert not complaints, "\n".join(complaints[:20])
    missing = set(expected) - contract.seen
    assert not missing, f"not proven, because it did not happen: {missing}"
    unused = contract.all_fields() - contract.fields
    assert unused == NEVER_SENT, f"fields that nobody sent: {unused ^ NEVER_SENT}"
    paths = {path for path in contract.document["paths"]} - {path for _, path, _ in contract.seen}
    assert not paths, f"addresses that nobody asked: {paths}"


def keys_change_and_somebody_is_forgotten(matcher, kiosk, one):
    """What the operator does; the courier hears of it in its feed."""
    for command in (("tls", "announce"), ("keys", "rotate")):
        done = matcher.house.run(matcher.house.program("samen-matcher"), *command, "--data",
                                 matcher.data)
        assert done.code == 0, done.err
    label, = rows(matcher.database, "SELECT h.label FROM proposal p JOIN household h "
                  "ON h.id = p.household LIMIT 1")[0]
    for who in (label, one):
        done = matcher.cli("erase", "--record", who, "--yes")
        assert done.code == 0, done.err
    wait_until("the courier has heard of all of it", lambda: rows(
        kiosk.database, "SELECT length(next_tls_pin) = 32 AND seal_key_since > 0 AND EXISTS "
        "(SELECT 1 FROM inbox WHERE kind = 'tombstone') FROM trust") == [(1,)])


def ask_too_often(matcher, client):
    """One asks on and on, past the proxy, so that hundreds of equal answers need no judge; meanwhile
    it is heard through the proxy what such a kiosk is told."""
    headers = client.signature("GET", "/v1/feed", b"", "limit=1")
    told = threading.Event()

    def insist():
        connection = http.client.HTTPConnection("127.0.0.1", matcher.port, timeout=20)
        while not told.is_set():  # ends: told, or wait_until below has given up and the run ends
            connection.request("GET", "/v1/feed?limit=1", headers=headers)
            connection.getresponse().read()
        connection.close()

    thread = threading.Thread(target=insist, daemon=True)
    thread.start()
    wait_until("it is told to wait", lambda: client.send(
        "GET", "/v1/feed?limit=1", headers=headers)[0] == 429, every=0.2)
    told.set()
    thread.join(30)


def break_rules(matcher, kiosk, client, envelope):
    """What a courier that breaks the rules is told."""
    forged = {**envelope, "signature": "A" * 86 + "=="}
    other = resigned(kiosk, {**envelope, "body": base64.b64encode(b"another").decode()})
    for one in (forged, envelope, envelope, other):
        client.signed("POST", "/v1/envelopes", json.dumps({"envelopes": [one]}).encode())
    assert matcher.cli("erase", "--record", envelope["id"], "--yes").code == 0
    client.signed("POST", "/v1/envelopes", json.dumps({"envelopes": [envelope]}).encode())
    client.send("POST", "/v1/envelopes", b"{}")
    client.signed("POST", "/v1/envelopes", b"{}")
    client.signed("POST", "/v1/envelopes", b'{"envelopes":[]}', created=1)
    client.signed("POST", "/v1/envelopes", b" " * (1 << 20) + b" ")
    client.signed("GET", "/v1/feed", b"", query="limit=none")
    client.send("GET", "/v1/feed")
    client.send("GET", "/health")
    ask_too_often(matcher, client)
    kiosk_number = matcher.status()["devices"][0]["number"]
    assert matcher.cli("revoke", str(kiosk_number)).code == 0
    client.signed("GET", "/v1/feed", b"")
    client.signed("POST", "/v1/envelopes", b"{}")


def guess_codes(client):
    client.send("POST", "/v1/enrol", b"{}")
    keys = dict.fromkeys(("kiosk_sign_key", "staff_seal_key", "courier_sign_key"), "A" * 43 + "=")
    for _ in range(7):
        client.send("POST", "/v1/enrol", json.dumps({"secret": "000000000000", **keys}).encode())


def ask_meters(matcher):
    """The meters' own address, as exchanges."""
    line, = [line for line in (matcher.house.folder / "matcher.out.log").read_text().splitlines()
             if "/metrics" in line]
    address = urllib.parse.urlsplit(line[line.index("http"):].split()[0])
    for path in ("/live", "/ready", "/metrics"):
        connection = http.client.HTTPConnection(address.hostname, address.port, timeout=20)
        connection.request("GET", path)
        answer = connection.getresponse()
        yield Exchange("GET", path, {}, b"", answer.status,
                       {name.lower(): value for name, value in answer.getheaders()}, answer.read())
        connection.close()


def stand_in_the_way(folder):
    """A file in a folder's place; False when the matcher was quicker and made the folder again."""
    try:
        folder.rename(folder.with_name(f"elsewhere-{time.monotonic_ns()}"))
        folder.write_bytes(b"in the way")
        return True
    except OSError:
        return False


def test_a_day_of_messages_is_what_the_contract_says(house):
    matcher = house.matcher()
    matcher.start(0.2, "--plain", "--forwarded-for", "--metrics", "127.0.0.1:0")
    with RecordingProxy(matcher) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher, url=proxy.url)
        second = house.kiosk(name="second")
        used, late = matcher.new_code(), matcher.new_code()
        second.enrol(matcher, used, url=proxy.url)
        third = house.kiosk(name="third")
        assert third.sync("enrol", "--server", proxy.url, "--code", used).code == 7
        connection = sqlite3.connect(matcher.database, timeout=20)
        with connection:
            connection.execute("UPDATE enrolment_code SET expires_ms = 1 WHERE device IS NULL")
        connection.close()
        assert third.sync("enrol", "--server", proxy.url, "--code", late).code == 8
        kiosk.start_courier()
        people = kiosk.sign_up(30, seed=3)
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 30)
        wait_until("all are cases", lambda: matcher.status()["envelopes"]["stored"] == 0)
        make_a_round(matcher, kiosk)
        wait_until("the courier holds cards", lambda: rows(
            kiosk.database, "SELECT count(*) FROM inbox WHERE kind = 'card'")[0][0] > 0)
        keys_change_and_somebody_is_forgotten(matcher, kiosk, people[0].id)
        fourth = house.kiosk(name="fourth")
        fourth.enrol(matcher, url=proxy.url)  # to the newer sealing key
        meters = list(ask_meters(matcher))
        kiosk.courier.stop()
        kiosk.sign_up(2, seed=4)
        row, = rows(kiosk.database, "SELECT * FROM outbox WHERE state = 'waiting' LIMIT 1")
        client = CourierClient(kiosk, proxy.port)
        break_rules(matcher, kiosk, client, envelope_of(kiosk, row[0]))
        guess_codes(client)
        wait_until("no backup can be made", lambda: stand_in_the_way(matcher.data / "backup"))
        CourierClient(second, proxy.port).signed("GET", "/v1/feed", b"", query="limit=1")

        def unready():
            meters.extend(ask_meters(matcher))
            return any(exchange.status == 503 for exchange in meters)
        wait_until("a matcher that cannot back up is not ready", unready, every=0.5)
    assert {"accepted", "duplicate", "refused", "conflict", "erased"} <= results(proxy)
    asked = [("POST", "/v1/envelopes", status) for status in (200, 400, 401, 403, 413)]
    asked += [("GET", "/v1/feed", status) for status in (200, 400, 401, 403, 429)]
    asked += [("POST", "/v1/enrol", status) for status in (200, 400, 403, 409, 410, 429)]
    asked += [("GET", "/health", 200), ("GET", "/live", 200), ("GET", "/ready", 200),
              ("GET", "/ready", 503), ("GET", "/metrics", 200)]
    assert_holds(proxy.exchanges + meters, asked)
    kinds = {item["kind"] for exchange in proxy.exchanges
             if exchange.path == "/v1/feed" and exchange.status == 200
             for item in json.loads(exchange.answer)["items"]}
    assert kinds == {"card", "tombstone"}, kinds


def test_the_judge_finds_what_is_wrong(_house):
    contract = Contract()
    good = {"id": "0192f0c1-2a3b-7c4d-8e5f-0123456789ab", "version": 1, "kind": "tombstone"}
    assert contract.errors_of("FeedItem", good) == []
    for wrong in ({**good, "extra": 1}, {**good, "version": 0}, {**good, "version": "1"},
                  {**good, "kind": "letter"}, {**good, "id": "not an id"},
                  {**good, "sealed": "no base64!"}, {"id": good["id"], "version": 1}):
        assert contract.errors_of("FeedItem", wrong), wrong
    refusal = {"type": "about:blank", "title": "Unauthorized", "status": 401, "detail": "m",
               "error": {"code": "clock", "message": "m"}}
    assert not contract.errors_of("ErrorMessage", refusal)
    for wrong in ({**refusal, "error": {"code": "clock", "message": "m" * 401}}, {**refusal, "status": 200},
                  {**refusal, "type": "https://matcher.example"}, {**refusal, "instance": "more"}):
        assert contract.errors_of("ErrorMessage", wrong), wrong


if __name__ == "__main__":
    main(globals())
