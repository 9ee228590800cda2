#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What ./run.sh does without a display: the real programs, one whole journey through the screens.

Two households (one in Arabic) and a group of five sign up at a kiosk in Almere; the courier brings
the envelopes to the matcher; a round; a caseworker opens the card, reads the reasons and accepts;
the matcher's store shows it. Ends with 0 only when all of that was seen. The data folder is kept,
so a second run starts quickly and adds to it.
"""
import argparse
import fcntl
import json
import os
import pathlib
import shutil
import signal
import sys

import house
import journey
import kiosk_driver
import office_visit
from house import wait_until

PIN = "246810"
CENTRE = "Buurthuis De Linde"
MUNICIPALITY = "Almere"


class DemoHouse(house.House):
    """A house whose folder stays."""

    def __init__(self, bin_dir, folder, fresh):
        self.bin, self.folder = pathlib.Path(bin_dir), pathlib.Path(folder)
        self.keep, self.running, self.kiosks = True, [], {}
        marker = self.folder / ".samen-demo"
        if fresh and self.folder.exists():
            if not marker.exists():
                sys.exit(f"{self.folder} was not made by this demo; remove it yourself if that is "
                         "what you want")
            shutil.rmtree(self.folder)
        os.umask(0o077)
        self.folder.mkdir(parents=True, exist_ok=True)
        marker.touch()
        self.lock = open(self.folder / ".lock", "w", encoding="utf-8")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            sys.exit(f"another demo is using {self.folder}")

    def __exit__(self, kind, error, trace):
        for process in list(self.running):
            process.kill()
        if kind is not None and kind is not SystemExit:
            self.complain()

    def checked(self, program, *arguments, stdin=None):
        done = self.run(self.program(program), *arguments, stdin=stdin)
        if done.code != 0:
            sys.exit(f"{program} {arguments[0]} ended with {done.code}:\n{done.out}{done.err}")
        return done.out


def say(text):
    print(f"\n{text}", flush=True)


def counts_on_kiosk(data):
    """What lies on the kiosk, straight from its file: the numbers a caseworker sees in words."""
    states = dict(house.rows(data / "kiosk.db", "SELECT state, count(*) FROM outbox GROUP BY state"))
    (safely,), = house.rows(data / "kiosk.db", "SELECT safely_stored FROM kiosk")
    return states, safely


def prepare(home, options):
    """Matcher, population, kiosk and enrolment, unless they are there from last time."""
    matcher, kiosk = home.folder / "matcher", home.folder / "kiosk"
    if not matcher.exists():
        port = options.port or house.free_port()
        home.checked("samen-matcher", "init", "--data", matcher, "--listen", f"127.0.0.1:{port}")
        if options.population:
            # A few more groups than households, so that who signs up today can be helped today.
            print(home.checked("samen-matcher", "populate", "--data", matcher, "--centre", CENTRE,
                               "--municipality", MUNICIPALITY, "--households", options.population,
                               "--groups", options.population * 5 // 4).strip())
    ready = home.folder / "matcher.ready"
    ready.unlink(missing_ok=True)
    server = home.start("matcher", home.program("samen-matcher"), "serve", "--data", matcher,
                        "--ready-file", ready, "--backup-every", "1", "--office", "127.0.0.1:0",
                        "--assets", options.assets)
    wait_until("the matcher is ready", lambda: (ready.exists() and ready.read_text().strip())
               or not server.alive())
    if not server.alive():
        sys.exit("the matcher did not start:\n" + (home.folder / "matcher.log").read_text()[-2000:])
    url = ready.read_text().strip()
    print(f"The matcher listens at {url}")
    if not (kiosk / "enrolled").exists():
        if not kiosk.exists():
            done = kiosk_driver.init_kiosk(home.program("samen-kiosk"), kiosk, PIN)
            if done.returncode != 0:
                sys.exit(f"samen-kiosk init ended with {done.returncode}: {done.stderr}")
        code = home.checked("samen-matcher", "enrol", "--data", matcher, "--centre", CENTRE,
                            "--municipality", MUNICIPALITY, "--code-only").strip()
        print(home.checked("samen-sync", "enrol", "--data", kiosk, "--server", url, "--code",
                           code).strip())
        (kiosk / "enrolled").touch()
    home.start("courier", home.program("samen-sync"), "run", "--data", kiosk, "--interval", "0.5",
               "--retry-first", "0.1", "--retry-longest", "2")
    return matcher, kiosk


def proposals(home, matcher):
    return json.loads(home.checked("samen-matcher", "proposals", "--data", matcher, "--json"))[
        "proposals"]


def paragraph_about(proposal, text):
    """What `samen-matcher proposals` says of this one: its line and the indented ones below it."""
    lines = text.splitlines()
    first = next(i for i, line in enumerate(lines)
                 if line.startswith(f"{proposal['household']} with {proposal['group']} "))
    last = next((i for i in range(first + 1, len(lines)) if not lines[i].startswith(" ")), len(lines))
    return "\n".join(lines[first:last])


def what_is_next(kiosk, household, shots):
    say("What is to be done next, on the caseworker's page")
    journey.open_staff_page(kiosk, PIN)
    kiosk.tap("staff.tab.work")
    journey.wait_for_card(kiosk, household)
    shots.take(kiosk, "staff-work")
    kiosk.tap(f"card.{household}")
    kiosk.wait_screen("staff_card")
    print("  " + kiosk.nodes()["card.work"]["label"])
    shots.take(kiosk, "staff-card-after")
    kiosk.tap("header.back")
    kiosk.wait_screen("staff_home")
    journey.close_staff_page(kiosk)


def walk(home, matcher, kiosk_data, options):
    shots = journey.Shots(options.screenshots)
    settings = {"size": options.size, "assets": options.assets, "language": options.language,
                "text_size": options.text_size, "stderr": home.folder / "kiosk.log"}
    _, safely_before = counts_on_kiosk(kiosk_data)
    seen_before = {proposal["id"] for proposal in proposals(home, matcher)}
    with kiosk_driver.Kiosk.start(home.program("samen-kiosk"), kiosk_data, **settings) as kiosk:
        say("People at the screen")
        shots.take(kiosk, "first")
        receipts = [journey.sign_up(kiosk, "household", journey.NOUR, "ar", shots, "newcomer-ar",
                                    pictures=("name", "languages", "goals", "times", "consent"))]
        print(f"  a household of three, in Arabic:  receipt {receipts[0].code}")
        receipts.append(journey.sign_up(kiosk, "household", journey.YONAS, "nl", shots, "newcomer-nl",
                                        pictures=("name", "times")))
        print(f"  a household of one, in Dutch:     receipt {receipts[1].code}")
        group = journey.sign_up_group(kiosk, shots=shots, picture="group")
        print(f"  a group of five, four joined with code {group[0].join_code}:  receipts "
              + ", ".join(receipt.code for receipt in group))
        receipts += group

        say("From this kiosk to the matcher")
        wanted = safely_before + len(receipts)
        wait_until("every sign-up is safely stored at the matcher",
                   lambda: counts_on_kiosk(kiosk_data)[1] == wanted, seconds=60)
        states, safely = counts_on_kiosk(kiosk_data)
        print(f"  {len(receipts)} envelopes stored; every receipt verified by the courier; "
              f"still on the kiosk: {sum(states.values())}; safely stored so far: {safely}")
        wait_until("every envelope has become a case", lambda: json.loads(home.checked(
            "samen-matcher", "status", "--data", matcher, "--json"))["envelopes"]["stored"] == 0)

        say("A round")
        told = home.checked("samen-matcher", "round", "--data", matcher, "--seed", "1")
        fresh = [p for p in proposals(home, matcher) if p["id"] not in seen_before
                 and p["state"] == "proposed"]
        if not fresh:
            sys.exit("the round made no proposal")
        chosen = next((p for p in fresh if not p.get("synthetic")), fresh[0])
        print(told.strip())

        say(f"The caseworker's page (PIN {PIN})")
        journey.open_staff_page(kiosk, PIN, shots)
        journey.wait_for_card(kiosk, chosen["household"])
        shots.take(kiosk, "staff-proposals")
        for line in journey.accept(kiosk, chosen["household"], shots):
            print(f"  {line}")
        kiosk.tap("staff.tab.status")
        shots.take(kiosk, "staff-status")
        journey.close_staff_page(kiosk)
        print(f"  accepted: household {chosen['household']} with group {chosen['group']}")

        def state():
            return next(p["state"] for p in proposals(home, matcher) if p["id"] == chosen["id"])
        wait_until("the matcher's store shows the acceptance", lambda: state() == "accepted",
                   seconds=90)

        what_is_next(kiosk, chosen["household"], shots)

    say("That proposal in the matcher's store (all: samen-matcher proposals)")
    print(paragraph_about(chosen, home.checked("samen-matcher", "proposals", "--data", matcher)))

    say("What staff do next (samen-matcher matches)")
    print(home.checked("samen-matcher", "matches", "--data", matcher).strip())
    return shots, chosen


def main():
    here = pathlib.Path(__file__).resolve().parents[2]
    parser = argparse.ArgumentParser(description="The demo of ./run.sh without a display")
    parser.add_argument("--bin", required=True)
    parser.add_argument("--data", required=True)
    parser.add_argument("--assets", default=str(here / "assets"))
    parser.add_argument("--screenshots", required=True)
    parser.add_argument("--size", default="1280x800")
    parser.add_argument("--language", default="nl")
    parser.add_argument("--text-size", type=int, default=1)
    parser.add_argument("--population", type=int, default=60)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--fresh", action="store_true")
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        with DemoHouse(options.bin, options.data, options.fresh) as home:
            matcher, kiosk = prepare(home, options)
            shots, chosen = walk(home, matcher, kiosk, options)
            say("The office, in a browser")
            office = office_visit.demo_pictures(home, matcher, chosen["household"], options.screenshots)
            print(f"  {office} pictures" if office else "  no pictures: chromium-driver is not here")
            for process in list(home.running):
                process.stop()
    except KeyboardInterrupt:
        sys.exit(130)
    say(f"Done: proposal {chosen['household']} + {chosen['group']} is accepted in the store.")
    print(f"{len(shots.taken)} screenshots lie in {options.screenshots}")
    print(f"The data is kept in {options.data}; start again with --fresh to begin empty.")


if __name__ == "__main__":
    main()
