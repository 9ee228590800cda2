#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What people typed leaves no remains: not on the raw disk, not in memory.

canary_test.py looks into the files that are there. This one looks where files have been: a kiosk's
data lies on an ext4 image of its own (where the system lets the test mount one), whose raw bytes
are searched with journals, deleted files and slack; without a mount, every file is searched again
and again while sign-ups come in, rollback journals among them. The memory of the courier is
searched while it sends, that of the kiosk after its sessions; while a name is on the screen, every
page that holds it is one that cannot go to swap. Every search is first shown a word that is there.
"""
import os
import pathlib
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
import journey  # noqa: E402
import kiosk_driver  # noqa: E402
from house import wait_until  # noqa: E402
from memory_search import (found_in_bytes, found_in_folder, found_in_memory,  # noqa: E402
                           may_lock_memory, may_read_memory, swapped_kib, unlocked_places)
from sealed_store import SealedStore  # noqa: E402

NAME = "Zwaluwxq Kanarievq"
CONTACT = "q7zwaluw@kanarievq.nl"
WORDS = [NAME, "zwaluwxq", "kanarievq", "q7zwaluw"]


class Image:
    """An ext4 file system in a file, mounted at `folder`; .mounted is False where that is not
    allowed, and then it is an ordinary folder."""

    def __init__(self, house):
        self.file, self.folder = house.folder / "disk.img", house.folder / "disk"
        self.folder.mkdir()
        self.mounted = False
        if os.geteuid() != 0:
            return
        with open(self.file, "wb") as image:
            image.truncate(48 << 20)
        try:
            subprocess.run(["mkfs.ext4", "-q", str(self.file)], check=True, capture_output=True)
            done = subprocess.run(["mount", "-o", "loop", str(self.file), str(self.folder)],
                                  capture_output=True)
            self.mounted = done.returncode == 0
        except (OSError, subprocess.CalledProcessError):
            pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.mounted:
            subprocess.run(["umount", "-l", str(self.folder)], check=False)

    def search(self, words):
        """Words found in the raw bytes, or in the files."""
        if not self.mounted:
            return found_in_folder(self.folder, words)
        os.sync()
        hits, overlap, tail = [], 256, b""
        with open(self.file, "rb") as image:
            while piece := image.read(8 << 20):
                hits += [("disk image", word) for word in found_in_bytes(tail + piece, words)]
                tail = piece[-overlap:]
        return hits


class Watch:
    """Searches every file of a folder again and again, journals of a moment among them."""

    def __init__(self, folder, words):
        self.folder, self.words, self.hits, self.rounds = folder, words, [], 0
        self.journals = 0
        self.end = threading.Event()
        self.thread = threading.Thread(target=self._run, daemon=True)

    def __enter__(self):
        self.thread.start()
        return self

    def __exit__(self, *_):
        self.end.set()
        self.thread.join(30)

    def _run(self):
        while not self.end.is_set():  # ends: __exit__
            self.journals += any(self.folder.rglob("*-journal"))
            self.hits += found_in_folder(self.folder, self.words)
            self.rounds += 1


def test_the_searches_find_what_is_there(house):
    with Image(house) as image:
        (image.folder / "planted").write_bytes(b"\x00" * 5000 + NAME.encode("utf-16-le"))
        assert image.search([NAME]), "a file"
        if image.mounted:
            (image.folder / "planted").unlink()
            os.sync()
            assert image.search([NAME]), "a deleted file is still in the raw bytes"
        with Watch(image.folder, [NAME]) as watch:
            until = time.monotonic() + 20
            while not watch.hits and time.monotonic() < until:
                (image.folder / "x-journal").write_bytes(NAME.encode())
                time.sleep(0.01)
        assert watch.hits, "a file that is there for a moment"
        print(f"  raw image: {image.mounted}")
    if not may_read_memory():
        return
    # Joined at run time, so that the program's own text does not hold the whole word.
    code = ("import sys, time; word = bytearray(sys.stdin.readline().strip().encode());"
            " print('ready', flush=True); time.sleep(60)")
    holder = subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE,
                              stdout=subprocess.PIPE)
    try:
        holder.stdin.write(NAME.encode() + b"\n")
        holder.stdin.flush()
        holder.stdout.readline()
        assert found_in_memory(holder.pid, [NAME])
        assert unlocked_places(holder.pid, [NAME]), "a program that locks nothing"
    finally:
        holder.kill()
        holder.wait()


def test_sign_ups_leave_no_remains_on_the_disk_or_in_memory(house):
    matcher = house.matcher()
    matcher.start()
    with Image(house) as image:
        kiosk = house.kiosk(name="disk/kiosk")
        kiosk.enrol(matcher)
        matcher.process.kill()
        with Watch(image.folder, WORDS) as watch, kiosk_driver.Kiosk.start(
                house.program("samen-kiosk"), data=kiosk.data, assets=journey.ASSETS,
                size="800x480", stderr=house.folder / "kiosk-ui.log") as screen:
            person = {**journey.YONAS, "name": NAME, "contact": ("email", CONTACT)}
            journey.sign_up(screen, "household", person, by_keys=("name",))
            journey.choose_language(screen, "nl")
            screen.tap("role.household")
            screen.type(NAME)
            if may_read_memory() and not os.environ.get("SANITIZED"):
                assert found_in_memory(screen.process.pid, [NAME]), "it is on the screen now"
                # Swap is a disk too: wherever the name is, the page stays in memory.
                if may_lock_memory():
                    assert not unlocked_places(screen.process.pid, [NAME])
                assert swapped_kib(screen.process.pid) == 0
            screen.advance(150)
            screen.wait_screen("first")
            if may_read_memory() and not os.environ.get("SANITIZED"):
                hits = found_in_memory(screen.process.pid, WORDS)
                assert not hits, f"kiosk after its sessions: {hits}"
        assert not watch.hits, watch.hits
        assert watch.rounds > 3, f"only {watch.rounds} searches"
        assert not image.search(WORDS)

        # A slow courier, so that it can be looked at while records are in its hands.
        kiosk.sign_up(120, 3, "--name", NAME)
        matcher.start()
        courier = kiosk_courier(house, kiosk)
        looked = 0
        while kiosk.counts()["waiting"] > 0 or looked < 3:
            assert courier.alive()
            if may_read_memory():
                hits = found_in_memory(courier.popen.pid, WORDS)
                assert not hits, f"courier while it sends: {hits}"
                assert swapped_kib(courier.popen.pid) == 0
            looked += 1
        wait_until("all are safely stored", lambda: kiosk.counts()["safely_stored"] == 121)
        courier.stop()
        assert not image.search(WORDS)
        print(f"  {watch.rounds} searches of the folder, {watch.journals} with a journal in it; "
              f"courier looked at {looked} times; raw image: {image.mounted}")
    wait_until("the names arrived", lambda: any(
        NAME in str(told) for _, told in SealedStore(matcher.data).people("household", "label")))
    assert not found_in_folder(matcher.data, WORDS), "what arrived lies under keys"


def kiosk_courier(house, kiosk):
    return house.start("courier", house.program("samen-sync"), "run", "--data", kiosk.data,
                       "--interval", "0.3", "--batch", "2")


if __name__ == "__main__":
    main(globals())
