#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Nothing lost, nothing doubled, while everything breaks at random moments.

Sign-ups go through a proxy that cuts, delays and resets connections; samen-kiosk, samen-sync and
samen-matcher are killed (SIGKILL), the network is pulled, and the matcher's disk is lost and its
last verified backup, or the one before, put in its place, at moments drawn from a seed. At one kiosk people sign up on
the screen, one every second or two; at the other samen-inject does it for crowds, through the same
kiosk/records. The seed is printed; SAMEN_SEED=n repeats the draw (not the timing), SAMEN_COUNT=n
changes the number of sign-ups: 100 unless told otherwise, 2,000 with
`cmake --build --preset dev --target chaos_long`.
"""
import os
import pathlib
import random
import sys
import threading
import time
import uuid

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from flaky_proxy import FlakyProxy  # noqa: E402
from house import envelope_ids, promised, rows, wait_until  # noqa: E402
import journey  # noqa: E402
import kiosk_driver  # noqa: E402

SEED = int(os.environ.get("SAMEN_SEED", random.SystemRandom().randrange(1_000_000)))
COUNT = int(os.environ.get("SAMEN_COUNT", 100))
MISHAPS = max(15, COUNT // 10)
AT_THE_SCREEN = max(8, COUNT // 40)  # of them, people who sign up at a real samen-kiosk


class Screen(threading.Thread):
    """samen-kiosk itself, people at it one after the other, and somebody who pulls its plug."""

    def __init__(self, house, kiosk):
        super().__init__(daemon=True)
        self.house, self.kiosk = house, kiosk
        self.receipts = []  # codes that stood on the screen under "thank you"
        self.kills = 0
        self.error = None
        self._running = None
        self._plug = threading.Lock()

    def run(self):
        try:
            while len(self.receipts) < AT_THE_SCREEN:
                self._people_sign_up()
        except Exception as error:
            self.error = error

    def _people_sign_up(self):
        with self._plug:
            self._running = kiosk_driver.Kiosk.start(
                self.house.program("samen-kiosk"), data=self.kiosk.data, assets=journey.ASSETS,
                size="800x480", stderr=self.house.folder / "screen.log")
            self.house.running.append(self._running)  # which ends it with the test
        kills = self.kills
        try:
            while len(self.receipts) < AT_THE_SCREEN:
                self.receipts.append(journey.sign_up(self._running, "household", journey.YONAS).code)
            self._running.quit()
        except (kiosk_driver.KioskError, OSError):
            if self.kills == kills:
                raise  # it died by itself
        finally:
            self.house.running.remove(self._running)

    def pull_the_plug(self):
        with self._plug:
            if self._running is not None and self._running.process.poll() is None:
                self.kills += 1
                self._running.process.kill()
                self._running.process.wait()

    def check_nothing_is_missing(self, matcher):
        shown = len(self.receipts)
        ids = set(self.kiosk.outbox())
        (device,), = rows(self.kiosk.database, "SELECT device FROM trust")
        backup = matcher.data / "backup" / "matcher.db"
        if backup.exists():
            ids |= {str(uuid.UUID(bytes=row[0])) for row in rows(
                backup, "SELECT e.id FROM envelope e JOIN device d ON d.number = e.device "
                "WHERE d.id = ?", device)}
        assert len(ids) >= shown, f"{shown} were thanked, only {len(ids)} sign-ups are anywhere"

    def check_all_arrived(self, matcher):
        """The ids of what came from the screen."""
        assert len(set(self.receipts)) == AT_THE_SCREEN, "a code was shown twice"
        number = self.receipts[0][:5]  # the device's part of every code
        there = rows(matcher.database, "SELECT id, receipt FROM household WHERE receipt LIKE ?",
                     number + "%")
        codes = [code for _, code in there]
        assert set(self.receipts) <= set(codes), f"lost: {set(self.receipts) - set(codes)}"
        assert len(codes) <= AT_THE_SCREEN + self.kills, f"{codes} for {self.receipts}"
        return {str(uuid.UUID(bytes=record)) for record, _ in there}


class Chaos:
    """The scene, the promises made so far, and what may break."""

    def __init__(self, house, proxy, matcher, kiosk, screen, draw):
        self.house, self.proxy, self.matcher, self.draw = house, proxy, matcher, draw
        self.kiosk, self.screen = kiosk, screen
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
        # may only be absent from the second when it is in the third, and in the copy before it.
        promises = {person.id for person in self.promises()}
        on_kiosk = set(self.kiosk.outbox())
        in_backup = set(self.matcher.stored_ids(backup=True))
        if not self.matcher.process.alive():  # or the copy may go while it is read
            in_backup &= set(envelope_ids(self.matcher.copies()[1]))
        missing = promises - on_kiosk - in_backup
        assert not missing, f"{len(missing)} acknowledged sign-ups are nowhere: {sorted(missing)}"
        self.screen.check_nothing_is_missing(self.matcher)

    def break_something(self):
        courier_of = self.draw.choice([self.kiosk, self.screen.kiosk])
        assert courier_of.courier.alive(), "the courier ended by itself"
        assert self.screen.error is None, self.screen.error
        assert self.matcher.process.alive(), "the matcher ended by itself"
        what = self.draw.choices(["courier", "matcher", "network", "kiosk", "screen", "disk"],
                                 [4, 3, 3, 2, 2, 1])[0]
        self.mishaps[what] = self.mishaps.get(what, 0) + 1
        pause = self.draw.uniform(0.0, 0.4)
        if what == "courier":
            courier_of.courier.kill()
            self.check_nothing_is_missing()
            time.sleep(pause)
            courier_of.start_courier(interval=0.3, batch=8)
        elif what == "matcher":
            self.matcher.process.kill()
            self.check_nothing_is_missing()
            time.sleep(pause)
            self.matcher.start(backup_every=0.2)
        elif what == "disk":
            self.matcher.process.kill()
            self.check_nothing_is_missing()
            newest_too = self.draw.random() < 0.5
            which = ("--copy", self.matcher.copies()[1].name) if newest_too else ()
            done = self.matcher.cli("restore", *which)
            assert done.code == 0, done.err
            self.matcher.start(backup_every=0.2)
        elif what == "network":
            self.proxy.unplug()
            time.sleep(pause * 2)
            self.proxy.plug_in()
        elif what == "screen":
            self.screen.pull_the_plug()
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
        kiosk, screen_kiosk = house.kiosk(), house.kiosk(name="screen")
        for each in (kiosk, screen_kiosk):
            each.enrol(matcher)
            each.use_address(f"https://127.0.0.1:{proxy.port}")
            each.start_courier(interval=0.3, batch=8)
        screen = Screen(house, screen_kiosk)
        chaos = Chaos(house, proxy, matcher, kiosk, screen, draw)
        chaos.open_the_doors()
        screen.start()
        end = time.monotonic() + 90 + COUNT * 0.2
        mishaps = 0
        while ((chaos.people[-1].alive() or screen.is_alive() or mishaps < MISHAPS) and
               time.monotonic() < end):
            time.sleep(draw.uniform(0.02, 0.5))
            chaos.break_something()
            mishaps += 1
        assert chaos.people[-1].wait(120) == 0, "the kiosk could not take all sign-ups"
        screen.join(120)
        assert screen.error is None and not screen.is_alive(), screen.error
        proxy.calm()
        for each in (kiosk, screen_kiosk):
            wait_until(f"{each.name} holds nothing any more", lambda: each.outbox() == {},
                       seconds=120)
            each.courier.stop()
        fates = dict(proxy.fates)

    promises = [person.id for person in chaos.promises()]
    wait_until("every record is a case", lambda: matcher.status()["envelopes"]["stored"] == 0)
    stored = matcher.stored_ids()
    from_screen = screen.check_all_arrived(matcher)
    unseen = set(stored) - set(promises) - from_screen
    assert len(promises) >= COUNT and len(set(promises)) == len(promises)
    assert set(promises) <= set(stored), f"lost: {sorted(set(promises) - set(stored))}"
    assert len(set(stored)) == len(stored)
    # A kiosk killed between commit and thanks leaves a record whose receipt nobody saw: at most
    # one a kill.
    assert len(unseen) <= chaos.kiosk_kills, f"{len(unseen)} records nobody signed up"
    assert (kiosk.counts()["safely_stored"] + screen_kiosk.counts()["safely_stored"] ==
            len(stored))
    status = matcher.status()
    assert status["envelopes"] == {"stored": 0, "applied": len(stored), "needs_review": 0}, status
    cases = sum(kind["from_kiosks"] for kind in status["records"].values())
    assert cases == len(stored), status["records"]
    assert status["passed_over"] == 0, status
    print(f"{len(promises)} acknowledged and {len(screen.receipts)} thanked on the screen (its plug "
          f"pulled {screen.kills} times), {len(stored)} stored once; broken: {chaos.mishaps}; "
          f"connections: {fates}", flush=True)


if __name__ == "__main__":
    main(globals())
