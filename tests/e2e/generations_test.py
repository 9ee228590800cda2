#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A machine lost whole, and with it the newest copy: what a kiosk was allowed to delete is in the one
before. The real programs; `thanked`, `lost` and `twice` are printed for each way to lose it."""
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from house import rows, wait_until  # noqa: E402

KEYS = ("sign.key", "seal.key", "tls.key", "tls.crt")


def overwrite_in_the_middle(newest):
    for path in newest[:1]:  # every name of it is the same file
        with open(path, "r+b") as file:
            file.seek(path.stat().st_size // 2)
            file.write(b"\xa5" * 4096)


def cut_short(newest):
    os.truncate(newest[0], newest[0].stat().st_size // 3)


def remove(newest):
    for path in newest:
        path.unlink()


def names_of_the_newest(backup):
    newest = backup / "matcher.db"
    return [path for path in sorted(backup.glob("matcher*.db")) if path.samefile(newest)]


def lose_the_machine(matcher, keys, backup, harm):
    """Kills it and takes everything but the keys kept elsewhere and the copies, of which the newest
    is harmed; the name of the copy that stands before that one."""
    matcher.process.kill()
    shutil.rmtree(matcher.data)
    newest = names_of_the_newest(backup)
    gone = {path.name for path in newest}
    harm(newest)
    matcher.data.mkdir(mode=0o700)
    for name in KEYS:
        shutil.copy(keys / name, matcher.data / name)
    before = next(path.name for path in matcher.copies(backup) if path.name not in gone)
    refused = matcher.cli("restore", "--backup", backup)
    assert refused.code == 1 and "Older copies there, for --copy: matcher-" in refused.err, refused
    listed = matcher.cli("restore", "--backup", backup, "--list")
    assert listed.code == 0 and before in listed.out, listed
    return before


def all_stored_once(matcher, thanked):
    stored = matcher.stored_ids()
    lost = sorted(set(thanked) - set(stored))
    twice = len(stored) - len(set(stored))
    print(f"    {len(thanked)} thanked, {len(lost)} lost, {twice} twice", flush=True)
    assert not lost and not twice and len(stored) == len(thanked), (lost, len(stored))
    wait_until("each is a case", lambda: matcher.status()["envelopes"]["stored"] == 0)
    status = matcher.status()
    assert status["envelopes"]["applied"] == len(thanked), status
    assert sum(kind["from_kiosks"] for kind in status["records"].values()) == len(thanked), status


def lose_and_restore(house, harm, *serve):
    backup, keys = house.folder / "copies", house.folder / "keys"
    matcher = house.matcher()
    keys.mkdir()
    for name in KEYS:
        shutil.copy(matcher.data / name, keys / name)
    matcher.start(0.1, "--backup", backup, *serve)
    kiosks = [house.kiosk(name=name) for name in ("one", "two")]
    for kiosk in kiosks:
        kiosk.enrol(matcher)
        kiosk.start_courier(interval=0.2)
    thanked = []
    for wave in range(4):
        for number, kiosk in enumerate(kiosks):
            thanked += [person.id for person in kiosk.sign_up(3, seed=10 * wave + number + 1)]
        # They delete what they may, as it comes: the next loss begins with empty kiosks.
        wait_until("the kiosks hold nothing any more",
                   lambda: all(not kiosk.outbox() for kiosk in kiosks))
        if wave % 2 == 0:
            continue
        copy = lose_the_machine(matcher, keys, backup, harm)
        done = matcher.cli("restore", "--backup", backup, "--copy", copy)
        assert done.code == 0, done.err
        matcher.start(0.1, "--backup", backup, *serve)
        wait_until("the kiosks met the restored one", lambda: all(
            rows(kiosk.database, "SELECT epoch FROM kiosk")[0][0].hex() ==
            matcher.status()["epoch"].replace("-", "") for kiosk in kiosks))
        wait_until("the kiosks hold nothing any more",
                   lambda: all(not kiosk.outbox() for kiosk in kiosks))
        all_stored_once(matcher, thanked)


def test_the_newest_copy_was_overwritten(house):
    lose_and_restore(house, overwrite_in_the_middle)


def test_the_newest_copy_was_cut_short(house):
    lose_and_restore(house, cut_short)


def test_the_newest_copy_is_gone(house):
    lose_and_restore(house, remove)


def test_nothing_older_is_to_be_kept_and_yet_the_one_before_is_there(house):
    lose_and_restore(house, remove, "--keep", "0,0,0")


def test_what_was_not_in_two_copies_is_still_on_the_kiosk(house):
    """The newest copy goes before there was a second one with it."""
    backup, keys = house.folder / "copies", house.folder / "keys"
    matcher = house.matcher()
    keys.mkdir()
    for name in KEYS:
        shutil.copy(matcher.data / name, keys / name)
    matcher.start(0.1, "--backup", backup)
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    kiosk.start_courier(interval=0.2)
    thanked = [person.id for person in kiosk.sign_up(4, seed=1)]
    wait_until("the kiosk holds nothing any more", lambda: not kiosk.outbox())
    kiosk.courier.stop()
    matcher.process.kill()
    matcher.start(3600, "--backup", backup)  # a copy a minute after midnight, so to say
    kiosk.start_courier(interval=0.2)
    late = [person.id for person in kiosk.sign_up(4, seed=2)]
    wait_until("four are received", lambda: kiosk.counts()["received"] == 4)
    assert set(kiosk.outbox()) == set(late)
    copy = lose_the_machine(matcher, keys, backup, remove)
    done = matcher.cli("restore", "--backup", backup, "--copy", copy)
    assert done.code == 0, done.err
    matcher.start(0.1, "--backup", backup)
    wait_until("the kiosk holds nothing any more", lambda: not kiosk.outbox())
    all_stored_once(matcher, thanked + late)


if __name__ == "__main__":
    main(globals())
