#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Wrong codes, wrong servers, hostile messages: each is refused with words that help, and the kiosk
goes on taking sign-ups meanwhile."""
import pathlib
import sqlite3
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from courier_client import CourierClient  # noqa: E402
from house import rows, wait_until  # noqa: E402


def refused(kiosk, matcher, code, exit_code, *words, url=None):
    done = kiosk.sync("enrol", "--server", url or matcher.url, "--code", code)
    assert done.code == exit_code, (done.code, done.err)
    for word in words:
        assert word in done.err, done.err
    assert code.replace("-", "") not in done.err.replace("-", ""), "the code is not repeated"
    assert rows(kiosk.database, "SELECT count(*) FROM trust") == [(0,)], "half enrolled"
    return done


def mistyped(code):
    return code[:8] + ("Z" if code[8] != "Z" else "Y") + code[9:]


def test_limits_of_serve_that_make_no_sense_are_refused_with_the_range(house):
    matcher = house.matcher()
    for option, wrong, range_in_words in (
            ("--kiosk-mib-a-day", "0", "1 to 1000000"), ("--kiosk-mib-a-day", "-5", "1 to 1000000"),
            ("--kiosk-records-at-once", "63", "64 to 1000000"),
            ("--kiosk-records-a-second", "many", "1 to 1000"),
            ("--copies-before-delete", "0", "1 to 10"), ("--copies-before-delete", "11", "1 to 10")):
        done = matcher.cli("serve", f"{option}={wrong}")
        assert done.code == 2 and option in done.err and range_in_words in done.err, done
    shown = house.run(house.program("samen-matcher"), "serve", "--help").out
    assert "--kiosk-mib-a-day" in shown and "--kiosk-records-at-once" in shown, shown


def test_codes_that_do_not_work_say_why_and_leave_nothing_behind(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    code = matcher.new_code()
    refused(kiosk, matcher, mistyped(code), 3, "cannot be right")
    refused(kiosk, matcher, code[:-3], 3, "cannot be right")

    expired = matcher.new_code()
    connection = sqlite3.connect(matcher.database, timeout=20)
    with connection:
        connection.execute("UPDATE enrolment_code SET expires_ms = 1 "
                           "WHERE made_ms = (SELECT max(made_ms) FROM enrolment_code)")
    connection.close()
    refused(kiosk, matcher, expired, 8, "too old")

    other = house.matcher("stranger")
    refused(kiosk, matcher, other.new_code(), 6, "not the one that the code names", "not sent")
    matcher.process.stop()
    refused(kiosk, matcher, code, 5, "cannot be reached", "not been used up")
    matcher.start()
    kiosk.enrol(matcher, code)
    second = house.kiosk(name="second")
    refused(second, matcher, code, 7, "used already")


def test_guessing_codes_is_slowed_down(house):
    matcher = house.matcher()
    matcher.start()
    real = matcher.new_code()
    # Codes with the right pin and a secret that was never given out: those of a matcher with the
    # same keys and an empty store.
    twin = house.matcher("twin")
    for name in ("tls.key", "tls.crt"):
        (twin.data / name).write_bytes((matcher.data / name).read_bytes())
    kiosk = house.kiosk()
    exits = [kiosk.sync("enrol", "--server", matcher.url, "--code", twin.new_code()).code
             for _ in range(8)]
    assert exits[:5] == [7] * 5 and set(exits[5:]) == {10}, exits
    done = kiosk.sync("enrol", "--server", matcher.url, "--code", real)
    assert done.code == 10 and "Wait" in done.err, (done.code, done.err)


def test_another_server_at_the_same_address_gets_nothing(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    matcher.process.kill()
    impostor = house.matcher("impostor")
    impostor.port = matcher.port
    impostor.start()
    kiosk.start_courier()
    people = kiosk.sign_up(3, seed=1)
    wait_until("staff are told", lambda: "in the matcher's place" in kiosk.sync("status").out)
    assert kiosk.counts()["waiting"] == 3
    assert impostor.stored_ids() == []
    impostor.process.kill()
    matcher.start()
    wait_until("all is well again", lambda: kiosk.counts()["safely_stored"] == 3)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)


def test_a_revoked_kiosk_keeps_its_records_and_says_so(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    done = matcher.cli("revoke", str(matcher.status()["devices"][0]["number"]))
    assert done.code == 0, done.err
    kiosk.start_courier()
    kiosk.sign_up(2, seed=1)
    wait_until("staff are told", lambda: "does not accept this kiosk" in kiosk.sync("status").out)
    assert kiosk.counts()["waiting"] == 2 and matcher.stored_ids() == []


def test_a_form_the_matcher_does_not_know_yet_is_kept_for_review(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    kiosk.sign_up(1, 1, "--form-version", "99")
    kiosk.sign_up(2, 2)
    wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 3)
    wait_until("none is half-way", lambda: matcher.status()["envelopes"]["stored"] == 0)
    assert matcher.status()["envelopes"] == {"stored": 0, "applied": 2, "needs_review": 1}
    words = matcher.cli("review").out
    assert "version" in words or "form" in words, words


def test_hostile_and_broken_messages_are_refused_and_honest_ones_still_arrive(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    client = CourierClient(kiosk, matcher.port)

    status, answer = client.send("POST", "/v1/envelopes", b'{"envelopes":[]}')
    assert status == 401 and answer["error"]["code"] == "signature_missing", answer
    honest = b'{"envelopes":[]}'
    status, answer = client.signed("POST", "/v1/envelopes", honest, altered=b'{"envelopes":{}}')
    assert status == 401, answer
    # Signed by openssl after the RFCs, not by our code: read, and refused for what is in it.
    status, answer = client.signed("POST", "/v1/envelopes", b'{"envelopes":[]}')
    assert status == 400 and "envelopes" in answer["error"]["message"], answer
    for body in (b"", b"{", b"[" * 100_000, b'{"envelopes":[{"id":"\xff\xfe"}]}',
                 b'{"envelopes":[{"id":1e999}]}', b'{"envelopes":null,"envelopes":[]}'):
        status, answer = client.signed("POST", "/v1/envelopes", body)
        assert status == 400 and answer["error"]["code"] and answer["error"]["message"], answer
    status, answer = client.send("POST", "/v1/enrol", b'{"secret": "' + b"A" * 100_000 + b'"}')
    assert status == 400, answer
    try:
        status, _ = client.send("POST", "/v1/envelopes", b" " * (9 << 20))
        assert status == 413, status
    except OSError:
        pass  # it may also hang up on somebody who sends nine megabytes

    people = kiosk.sign_up(3, seed=1)
    wait_until("honest sign-ups arrive", lambda: kiosk.counts()["safely_stored"] == 3)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)


if __name__ == "__main__":
    main(globals())
