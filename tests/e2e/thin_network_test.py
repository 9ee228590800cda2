#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Networks that are hardly one: 500 bytes a second, connections that die after 10 kB. Every sign-up
gets through, and what the network could have carried is used. SAMEN_COUNT makes it longer."""
import os
import pathlib
import sys
import time
from concurrent.futures import ThreadPoolExecutor

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from house import wait_until  # noqa: E402
from thin_proxy import ThinProxy  # noqa: E402

FACTOR = int(os.environ.get("SAMEN_COUNT", "1"))


def drain(house, count, seconds, **network):
    """Signs up, delivers through such a network; (what one perfect connection would have carried up,
    seconds, the proxy)."""
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    promised = {one.id for one in kiosk.sign_up(count)}

    with ThinProxy(matcher.port, **network) as proxy:
        kiosk.use_address(proxy.url)
        begin = time.monotonic()
        courier = kiosk.start_courier()
        wait_until(f"all of {count} are through", lambda: kiosk.counts()["waiting"] == 0, seconds, 0.2)
        took = time.monotonic() - begin
        courier.stop(5)
    assert promised <= set(matcher.stored_ids())
    return took, proxy


def perfect_bytes(house, count):
    """What one connection without trouble carries up for so many sign-ups."""
    matcher = house.matcher("perfect")
    matcher.start()
    kiosk = house.kiosk(name="perfect-kiosk")
    kiosk.enrol(matcher)
    kiosk.sign_up(count)
    with ThinProxy(matcher.port) as proxy:
        kiosk.use_address(proxy.url)
        done = kiosk.sync("run", "--once")
        assert done.code == 0, done.err
        return proxy.carried_up


def at_once(house, measure, networks):
    """measure(house of its own, *network) of all networks side by side: they wait, and hardly compute."""
    def one(network):
        with type(house)(house.bin) as inner:
            return measure(inner, *network)
    with ThreadPoolExecutor(len(networks)) as pool:
        return list(pool.map(one, networks))


def test_thin_networks_are_used(house):
    def share_of_the_pipe(inner, rate, count):
        count *= FACTOR
        useful = perfect_bytes(inner, count)
        took, proxy = drain(inner, count, 60 + 4 * useful / rate, bytes_per_second=rate)
        share = useful / (rate * took)
        print(f"{rate} B/s: {count} sign-ups in {took:.0f} s, {60 * count / took:.0f} a minute, "
              f"{share:.0%} of the pipe, {proxy.connections} connections", flush=True)
        return share
    for share in at_once(house, share_of_the_pipe, [(500, 12), (1_500, 30), (4_000, 60)]):
        assert share >= 0.6, share


def test_connections_that_die_young_still_deliver(house):
    def share_that_was_useful(inner, lives, count):
        count *= FACTOR
        useful = perfect_bytes(inner, count)
        took, proxy = drain(inner, count, 240, lives_bytes=lives)
        print(f"cut after {lives} bytes: {count} sign-ups in {took:.1f} s, "
              f"{useful / proxy.carried_up:.0%} of what went up was useful, "
              f"{proxy.connections} connections", flush=True)
        return useful / proxy.carried_up
    for share in at_once(house, share_that_was_useful, [(60_000, 60), (60_000, 180), (10_000, 60)]):
        assert share >= 0.6, "too much was repeated"


def test_a_record_that_no_connection_carries_is_named_and_waits_for_another_network(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    promised = {one.id for one in kiosk.sign_up(40)}
    address = matcher.url
    with ThinProxy(matcher.port, lives_bytes=7_000) as proxy:
        kiosk.use_address(proxy.url)
        courier = kiosk.start_courier()
        wait_until("it is named", lambda: "before the next sign-up is through" in
                   kiosk.sync("status").out)
        counts = kiosk.counts()
        assert counts["waiting"] < 15 and counts["refused"] == 0, counts
        courier.stop()
    kiosk.use_address(address)
    kiosk.start_courier()
    wait_until("another network takes it", lambda: kiosk.counts()["waiting"] == 0)
    assert promised <= set(matcher.stored_ids())


def test_looks_share_one_connection(house):
    matcher = house.matcher()
    matcher.start()
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    with ThinProxy(matcher.port) as proxy:
        kiosk.use_address(proxy.url)
        courier = kiosk.start_courier(interval=0.2)
        kiosk.sign_up(2)
        wait_until("delivered", lambda: kiosk.counts()["waiting"] == 0)
        before = proxy.carried_up
        wait_until("many looks", lambda: proxy.carried_up > before + 5_000)
        courier.stop()
        assert proxy.connections == 1, proxy.connections


def test_thin_and_dying_at_once(house):
    took, proxy = drain(house, 10, 240, bytes_per_second=4_000, lives_bytes=10_000)
    print(f"4000 B/s and cut after 10000 bytes: 10 sign-ups in {took:.0f} s, "
          f"{proxy.connections} connections", flush=True)


if __name__ == "__main__":
    main(globals())
