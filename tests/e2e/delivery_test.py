#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""One sign-up's way from a kiosk to the matcher when all is well, and after common mishaps."""
import json
import pathlib
import socket
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from connect_proxy import ConnectProxy  # noqa: E402
import openssl_keys  # noqa: E402
from house import rows, wait_until  # noqa: E402


def wakeups(process, seconds):
    """How often a program ran and went to sleep again meanwhile."""
    def count():
        status = pathlib.Path(f"/proc/{process.popen.pid}/status").read_text()
        return sum(int(line.split()[1]) for line in status.splitlines() if "ctxt_switches" in line)
    before = count()
    time.sleep(seconds)
    return count() - before


def test_sign_ups_arrive_once_with_receipts_that_openssl_believes_too(house):
    matcher = house.matcher()
    matcher.start(backup_every=3600)  # nothing becomes durable yet
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier(interval=30)
    people = kiosk.sign_up(12, seed=3)
    wait_until("all twelve received", lambda: kiosk.counts()["received"] == 12)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)
    assert kiosk.counts()["safely_stored"] == 0

    (sign_key, device), = rows(kiosk.database, "SELECT sign_key, hex(device) FROM trust")
    device = "-".join((device[:8], device[8:12], device[12:16], device[16:20], device[20:])).lower()
    for seq, row_hash, receipt in rows(kiosk.database, "SELECT seq, hex(hash), receipt FROM outbox"):
        receipt = json.loads(receipt)
        genuine = (sign_key, receipt["id"], row_hash.lower(), device, seq)
        assert openssl_keys.receipt_holds(receipt, *genuine), f"receipt of {seq}"
        assert not openssl_keys.receipt_holds(receipt, *genuine[:-1], seq + 1)
    assert {person.id for person in people} == set(kiosk.outbox()), "kept until a backup exists"

    matcher.process.stop()  # makes a last verified backup
    matcher.start(backup_every=0.3)
    kiosk.courier.stop()
    done = kiosk.sync("run", "--once")
    assert done.code == 0, done.err
    assert kiosk.outbox() == {} and kiosk.counts()["safely_stored"] == 12, kiosk.counts()
    assert matcher.status()["envelopes"]["applied"] == 12


def test_a_sign_up_leaves_at_once_not_at_the_next_interval(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    courier = kiosk.start_courier(interval=600)  # started before the kiosk is enrolled
    time.sleep(0.3)
    kiosk.enrol(matcher)
    kiosk.sign_up(1, seed=1)
    wait_until("the first one is received", lambda: kiosk.counts()["waiting"] == 0)
    begin = time.monotonic()
    kiosk.sign_up(1, seed=2)
    wait_until("the second one is received", lambda: kiosk.counts()["waiting"] == 0)
    assert time.monotonic() - begin < 15, "the commit should have woken the courier"
    # And with nothing to do it does nothing: whoever polled a disk or a clock would have run.
    wait_until("the courier sleeps", lambda: wakeups(courier, 0.5) == 0)
    assert wakeups(courier, 3) == 0
    courier.stop(seconds=5)


def test_sign_ups_reach_a_matcher_on_ipv6_through_a_proxy(house):
    try:
        socket.create_server(("::1", 0), family=socket.AF_INET6).close()
    except OSError:
        print("  skipped: no IPv6 here")
        return
    matcher = house.matcher()
    server = house.start("matcher6", house.program("samen-matcher"), "serve", "--data", matcher.data,
                         "--listen", f"[::1]:{matcher.port}", "--backup-every", "0.3")
    url = f"https://[::1]:{matcher.port}"
    kiosk = house.kiosk()
    with ConnectProxy() as proxy:
        wait_until("it can be enrolled", lambda: kiosk.sync(
            "enrol", "--server", url, "--code", matcher.new_code()).code in (0, 11))
        kiosk.start_courier(env={"https_proxy": proxy.url, "no_proxy": ""})
        people = kiosk.sign_up(3, seed=1)
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 3)
        assert set(proxy.asked_for) == {f"[::1]:{matcher.port}"}, proxy.asked_for
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)
    server.stop()


def test_the_kiosk_goes_on_without_a_network_and_catches_up(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    matcher.process.kill()
    kiosk.start_courier()
    people = kiosk.sign_up(70, seed=5)  # more than one batch
    wait_until("staff can see the problem", lambda: rows(
        kiosk.database, "SELECT count(*) FROM outbox WHERE last_error = 'unreachable'")[0][0] > 0)
    words = kiosk.sync("status").out
    assert "not sent yet: 70" in words and "cannot be reached" in words, words
    matcher.start()
    wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 70)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)
    wait_until("the problem is gone", lambda: "Problem" not in kiosk.sync("status").out)


def test_after_a_restore_of_the_matcher_the_kiosk_brings_back_what_was_lost(house):
    matcher = house.matcher()
    matcher.start(backup_every=0.2)
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    first = kiosk.sign_up(6, seed=1)
    wait_until("six are safely stored", lambda: kiosk.counts()["safely_stored"] == 6)
    matcher.process.stop()
    matcher.start(backup_every=3600)
    second = kiosk.sign_up(5, seed=2)
    wait_until("five more are received", lambda: kiosk.counts()["received"] == 5)
    matcher.process.kill()  # the disk of the matcher is lost; its backup holds six

    done = matcher.cli("restore")
    assert done.code == 0, done.err
    assert len(matcher.stored_ids()) == 6
    matcher.start(backup_every=0.2)
    wait_until("all eleven are safely stored", lambda: kiosk.counts()["safely_stored"] == 11)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in first + second)


def test_a_matcher_restored_right_after_an_enrolment_still_knows_the_kiosk(house):
    matcher = house.matcher()
    matcher.start(backup_every=3600)  # only the enrolment itself makes a backup
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier()
    people = kiosk.sign_up(5, seed=1)
    wait_until("five are received", lambda: kiosk.counts()["received"] == 5)
    matcher.process.kill()
    assert matcher.cli("restore").code == 0
    assert matcher.stored_ids() == []
    matcher.start(backup_every=0.2)
    wait_until("all five are safely stored", lambda: kiosk.counts()["safely_stored"] == 5)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in people)


def test_a_damaged_database_is_set_aside_and_sign_ups_go_on(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    courier = kiosk.start_courier()
    before = kiosk.sign_up(3, seed=1)
    wait_until("three are safely stored", lambda: kiosk.counts()["safely_stored"] == 3)
    with open(kiosk.database, "r+b") as file:
        file.seek(4096)
        file.write(b"\xa5" * 8192)
    after = kiosk.sign_up(4, seed=2)
    assert list(kiosk.data.glob("kiosk.db.damaged-*")), "the damaged file is kept"
    wait_until("the courier follows to the new file",
               lambda: kiosk.counts()["safely_stored"] >= 4, seconds=40)
    assert sorted(matcher.stored_ids()) == sorted(person.id for person in before + after)
    assert courier.alive()


if __name__ == "__main__":
    main(globals())
