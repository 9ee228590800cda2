#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nothing lost, nothing doubled, while everything breaks at random moments.

Sign-ups go through a proxy that cuts, delays and resets connections; the kiosk's program, the courier
and the matcher are killed (SIGKILL), the network is pulled, and the matcher's disk is lost and its
last verified backup put in its place, at moments drawn from a seed. The seed is printed; SAMEN_SEED=n
repeats the draw (not the timing), SAMEN_COUNT=n changes the number of sign-ups: 100 unless told
otherwise, 2,000 with `cmake --build --preset dev --target chaos_long`.
"""
import os
import pathlib
import random
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from flaky_proxy import FlakyProxy  # noqa: E402
from house import promised, wait_until  # noqa: E402

SEED = int(os.environ.get("SAMEN_SEED", random.SystemRandom().randrange(1_000_000)))
COUNT = int(os.environ.get("SAMEN_COUNT", 100))
MISHAPS = max(15, COUNT // 10)


class Chaos:
    """The scene, the promises made so far, and what may break."""

    def __init__(self, house, proxy, matcher, kiosk, draw):
        self.house, self.proxy, self.matcher, self.kiosk, self.draw = (house, proxy, matcher, kiosk,
                                                                       draw)
        self.people = []      # every samen-inject process ever started
        self.kiosk_kills = 0
        self.mishaps = {}

    def promises(self):
        return [person for process in self.people for person in promised(process)]

    def open_the_doors(self):
        left = COUNT - len(self.promises())
        if left > 0:
            self.people.append(self.kiosk.start_signing_up(
                left, self.draw.randrange(1 << 30), 25, "--patience", "30000"))

    def check_nothing_is_missing(self):
        # In this order: what is promised, what is still on the kiosk, what the backup holds. A row
        # may only be absent from the second when it is in the third.
        promises = {person.id for person in self.promises()}
        on_kiosk = set(self.kiosk.outbox())
        in_backup = set(self.matcher.stored_ids(backup=True))
        missing = promises - on_kiosk - in_backup
        assert not missing, f"{len(missing)} acknowledged sign-ups are nowhere: {sorted(missing)}"

    def break_something(self):
        assert self.kiosk.courier.alive(), "the courier ended by itself"
        assert self.matcher.process.alive(), "the matcher ended by itself"
        what = self.draw.choices(["courier", "matcher", "network", "kiosk", "disk"],
                                 [4, 3, 3, 2, 1])[0]
        self.mishaps[what] = self.mishaps.get(what, 0) + 1
        pause = self.draw.uniform(0.0, 0.4)
        if what == "courier":
            self.kiosk.courier.kill()
            self.check_nothing_is_missing()
            time.sleep(pause)
            self.kiosk.start_courier(interval=0.3, batch=8)
        elif what == "matcher":
            self.matcher.process.kill()
            self.check_nothing_is_missing()
            time.sleep(pause)
            self.matcher.start(backup_every=0.2)
        elif what == "disk":
            self.matcher.process.kill()
            self.check_nothing_is_missing()
            done = self.matcher.cli("restore")
            assert done.code == 0, done.err
            self.matcher.start(backup_every=0.2)
        elif what == "network":
            self.proxy.unplug()
            time.sleep(pause * 2)
            self.proxy.plug_in()
        elif self.people[-1].alive():
            self.people[-1].kill()
            self.kiosk_kills += 1
            self.open_the_doors()


def test_every_acknowledged_sign_up_arrives_exactly_once(house):
    print(f"seed {SEED}: SAMEN_SEED={SEED} SAMEN_COUNT={COUNT}", flush=True)
    draw = random.Random(SEED)
    matcher = house.matcher()
    matcher.start(backup_every=0.2)
    with FlakyProxy(matcher.port, SEED) as proxy:
        kiosk = house.kiosk()
        kiosk.enrol(matcher)
        kiosk.use_address(f"https://127.0.0.1:{proxy.port}")
        kiosk.start_courier(interval=0.3, batch=8)
        chaos = Chaos(house, proxy, matcher, kiosk, draw)
        chaos.open_the_doors()
        end = time.monotonic() + 90 + COUNT * 0.2
        mishaps = 0
        while (chaos.people[-1].alive() or mishaps < MISHAPS) and time.monotonic() < end:
            time.sleep(draw.uniform(0.02, 0.5))
            chaos.break_something()
            mishaps += 1
        assert chaos.people[-1].wait(120) == 0, "the kiosk could not take all sign-ups"
        proxy.calm()
        wait_until("the kiosk holds nothing any more", lambda: kiosk.outbox() == {}, seconds=120)
        kiosk.courier.stop()
        fates = dict(proxy.fates)

    promises = [person.id for person in chaos.promises()]
    stored = matcher.stored_ids()
    unseen = set(stored) - set(promises)
    assert len(promises) >= COUNT and len(set(promises)) == len(promises)
    assert set(promises) <= set(stored), f"lost: {sorted(set(promises) - set(stored))}"
    assert len(set(stored)) == len(stored)
    # A kiosk killed between commit and thanks leaves a record whose receipt nobody saw: at most
    # one a kill.
    assert len(unseen) <= chaos.kiosk_kills, f"{len(unseen)} records nobody signed up"
    assert kiosk.counts()["safely_stored"] == len(stored)

    wait_until("every record is a case", lambda: matcher.status()["envelopes"]["stored"] == 0)
    status = matcher.status()
    assert status["envelopes"] == {"stored": 0, "applied": len(stored), "needs_review": 0}, status
    cases = sum(kind["from_kiosks"] for kind in status["records"].values())
    assert cases == len(stored), status["records"]
    assert status["passed_over"] == 0, status
    print(f"{len(promises)} acknowledged, {len(stored)} stored once; broken: {chaos.mishaps}; "
          f"connections: {fates}", flush=True)


if __name__ == "__main__":
    main(globals())
