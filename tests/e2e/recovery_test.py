#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What happened to a kiosk or to the way to its matcher -> what to type. Each begins where the operator's
guide begins (sync/server/operating.md) and ends with every sign-up that waited at the matcher."""
import pathlib
import shutil
import sys
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from connect_proxy import ConnectProxy  # noqa: E402
from house import free_port, rows, wait_until  # noqa: E402
from recording_proxy import RecordingProxy  # noqa: E402


def settled(house):
    """A kiosk whose sign-ups have all been delivered, and what was promised."""
    matcher = house.matcher()
    matcher.start(0.2)
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    promised = kiosk.sign_up(2, seed=1)
    kiosk.start_courier()
    wait_until("all is well", lambda: kiosk.counts()["safely_stored"] == 2)
    return matcher, kiosk, promised


def elsewhere(matcher):
    """The matcher is served under another address from now on."""
    matcher.process.stop()
    matcher.port = free_port()
    matcher.start(0.2)


def all_delivered(matcher, kiosk, promised):
    wait_until("nothing waits any more", lambda: kiosk.counts()["waiting"] == 0)
    wait_until("everything is at the matcher",
               lambda: {one.id for one in promised} <= set(matcher.stored_ids()))
    counts = kiosk.counts()
    assert counts["refused"] == counts["quarantined"] == 0, counts


def tls(matcher, verb, *options):
    return matcher.house.run(matcher.house.program("samen-matcher"), "tls", verb, "--data",
                             matcher.data, *options)


def another_tls_key(matcher):
    matcher.process.stop()
    assert tls(matcher, "announce").code == 0
    assert tls(matcher, "switch", "--force").code == 0
    matcher.start(0.2)


def test_the_matcher_moved_while_sign_ups_wait_and_the_courier_runs(house):
    matcher, kiosk, promised = settled(house)
    old = matcher.url
    elsewhere(matcher)
    promised += kiosk.sign_up(5, seed=2)
    wait_until("staff can see a problem", lambda: "cannot be reached" in kiosk.sync("status").out)
    away = kiosk.sync("move", "--server", f"https://127.0.0.1:{free_port()}")
    assert away.code == 5 and "Nothing was changed" in away.err, away
    assert old in kiosk.sync("status").out
    done = kiosk.sync("move", "--server", matcher.url)
    assert done.code == 0 and matcher.url in done.out, done
    all_delivered(matcher, kiosk, promised)


def test_the_matcher_moved_while_nothing_waits(house):
    matcher, kiosk, promised = settled(house)
    kiosk.courier.stop()
    elsewhere(matcher)
    assert kiosk.sync("move", "--server", matcher.url + "/").code == 0
    kiosk.start_courier()
    promised += kiosk.sign_up(3, seed=2)
    all_delivered(matcher, kiosk, promised)


def test_the_matcher_lies_under_a_path_now(house):
    matcher, kiosk, promised = settled(house)
    matcher.process.stop()
    matcher.start(0.2, "--plain", "--forwarded-for")
    promised += kiosk.sign_up(3, seed=2)
    with RecordingProxy(matcher, prefix="/samen/almere") as proxy:
        done = kiosk.sync("move", "--server", proxy.url)
        assert done.code == 0, done
        all_delivered(matcher, kiosk, promised)


def test_the_matcher_has_an_international_name_now(house):
    matcher, kiosk, promised = settled(house)
    kiosk.courier.stop()
    promised += kiosk.sign_up(3, seed=2)
    ascii_name = "xn--gemeente-zden-5ob.example"
    with ConnectProxy({ascii_name: "127.0.0.1"}) as proxy:
        env = {"https_proxy": proxy.url}
        done = house.run(house.program("samen-sync"), "move", "--data", kiosk.data, "--server",
                         f"https://gemeente-züden.example:{matcher.port}", env=env)
        assert done.code == 0, done
        kiosk.start_courier(env=env)
        all_delivered(matcher, kiosk, promised)
        assert proxy.asked_for[0].startswith(ascii_name), proxy.asked_for


def test_something_else_at_the_new_address_changes_nothing(house):
    matcher, kiosk, _ = settled(house)
    stranger = house.matcher("stranger")
    stranger.start()
    done = kiosk.sync("move", "--server", stranger.url)
    assert done.code == 6 and "Nothing was changed" in done.err, done
    assert matcher.url in kiosk.sync("status").out
    code = stranger.new_code()
    kiosk.courier.stop()
    kiosk.sign_up(1, seed=3)
    done = kiosk.sync("enrol", "--server", stranger.url, "--code", code)
    assert done.code == 11 and "Nothing was changed" in done.err, done
    done = kiosk.sync("enrol", "--server", stranger.url, "--code", code, "--replace")
    assert done.code == 11 and "still holds 1" in done.err, done
    kiosk.start_courier()
    wait_until("it still goes to the old one", lambda: kiosk.counts()["waiting"] == 0)


def test_the_tls_key_changed_while_the_kiosk_lay_in_a_drawer(house):
    matcher, kiosk, promised = settled(house)
    kiosk.courier.stop()
    another_tls_key(matcher)
    kiosk.start_courier()
    promised += kiosk.sign_up(4, seed=2)
    wait_until("nothing is sent", lambda: "Something else answers" in kiosk.sync("status").out)
    done = kiosk.sync("move", "--server", matcher.url)
    assert done.code == 6 and "samen-sync enrol" in done.err, done
    kiosk.enrol(matcher)
    all_delivered(matcher, kiosk, promised)


def test_an_old_image_of_the_card_was_put_back(house):
    matcher, kiosk, promised = settled(house)
    kiosk.courier.stop()
    image = house.folder / "image"
    shutil.copytree(kiosk.data, image)
    kiosk.start_courier()
    promised += kiosk.sign_up(2, seed=2)
    wait_until("all is well", lambda: kiosk.counts()["safely_stored"] == 4)
    kiosk.courier.stop()
    shutil.rmtree(kiosk.data)
    image.rename(kiosk.data)
    another_tls_key(matcher)
    promised += kiosk.sign_up(3, seed=4)
    kiosk.enrol(matcher)
    kiosk.start_courier()
    wait_until("nothing waits any more", lambda: kiosk.counts()["waiting"] == 0)
    assert {one.id for one in promised} <= set(matcher.stored_ids())


def test_the_couriers_key_is_lost(house):
    matcher, kiosk, promised = settled(house)
    kiosk.courier.stop()
    (kiosk.data / "courier.key").unlink()
    kiosk.start_courier()
    promised += kiosk.sign_up(3, seed=2)
    wait_until("staff can see a problem", lambda: "Problem" in kiosk.sync("status").out)
    kiosk.enrol(matcher)
    all_delivered(matcher, kiosk, promised)


def test_the_kiosk_was_revoked_by_mistake(house):
    matcher, kiosk, promised = settled(house)
    (device,), = rows(kiosk.database, "SELECT device FROM trust")
    device = uuid.UUID(bytes=device)
    assert matcher.cli("revoke", device).code == 0
    promised += kiosk.sign_up(3, seed=2)
    wait_until("staff can see a problem",
               lambda: "does not accept this kiosk" in kiosk.sync("status").out)
    done = matcher.cli("revoke", device, "--undo")
    assert done.code == 0, done
    kiosk.courier.stop()
    kiosk.start_courier()
    all_delivered(matcher, kiosk, promised)


def test_the_kiosk_enrols_again_although_nothing_is_wrong(house):
    matcher, kiosk, promised = settled(house)
    before = kiosk.sync("status").out.splitlines()[0]
    promised += kiosk.sign_up(1, seed=2)
    kiosk.enrol(matcher)
    assert kiosk.sync("status").out.splitlines()[0] == before, "the same kiosk, the same number"
    promised += kiosk.sign_up(2, seed=3)
    all_delivered(matcher, kiosk, promised)


if __name__ == "__main__":
    main(globals())
