#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A name typed on the kiosk, and the secret of a receipt, are found nowhere on the kiosk's disk, in the
matcher's folder with its copies, in logs, or in what is printed: not when signing up and not when telling
it anew.

Looked for in UTF-8 and UTF-16, whole and in its rarest half, in every file of the kiosk's folders
(database, journals, deleted pages and all), with the network away, while sending, and after. A
second canary that is put into a file on purpose proves that the search finds.
"""
import pathlib
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
import journey  # noqa: E402
import kiosk_driver  # noqa: E402
from house import wait_until  # noqa: E402
from sealed_store import SealedStore  # noqa: E402
from way_back_test import come_back, finish, stands, want  # noqa: E402

NAME = "Zwaluwxq Kanarievq"       # typed on the Latin keyboard, key by key
ARABIC = "كناريقژ"                # typed into the field
CONTACT = "0618765430"
CALLED = "Kwikstaartzq"           # what another adult of the household is called
ANEW = "Roodborstqz"              # the name that was told anew
THROUGH = "Halimaxq"              # through whom a household is reached; on cards too


def spellings(word):
    for text in {word, word.lower(), word.upper()}:
        for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
            yield text.encode(encoding)


def found(folder, words):
    """[(file, word)] of every file under the folder that holds one of the words."""
    hits = []
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        content = path.read_bytes()
        for word in words:
            if any(spelling in content for spelling in spellings(word)):
                hits.append((path.name, word))
    return hits


def test_the_search_finds_what_is_there(house):
    for number, spelling in enumerate(spellings(NAME)):
        (house.folder / f"planted-{number}").write_bytes(b"\x00\x17" + spelling + b"\x00")
    hits = found(house.folder, [NAME])
    assert len(hits) == number + 1, hits


def test_names_typed_at_the_kiosk_are_nowhere_on_its_disk(house):
    words = [NAME, "zwaluwxq", "kanarievq", ARABIC, CONTACT, CONTACT[2:], CALLED, THROUGH]
    matcher = house.matcher()
    matcher.start()
    kiosk_data = house.kiosk()
    kiosk_data.enrol(matcher)
    matcher.process.kill()  # the records have to lie on the kiosk for a while

    def search(when):
        hits = [hit for folder in (kiosk_data.data, house.folder / "home")
                for hit in found(folder, words)]
        logs = [(path.name, word) for path in house.folder.glob("*.log") for word in words
                if any(spelling in path.read_bytes() for spelling in spellings(word))]
        assert not hits and not logs, f"{when}: {hits + logs}"

    # Whatever a library might want to write (caches, settings) would go here.
    home = house.folder / "home"
    home.mkdir()
    env = {"HOME": str(home), "XDG_CACHE_HOME": str(home / "cache"), "TMPDIR": str(home),
           "PATH": "/usr/bin:/bin"}
    with kiosk_driver.Kiosk.start(house.program("samen-kiosk"), data=kiosk_data.data,
                                  assets=journey.ASSETS, size="800x480", env=env,
                                  stderr=house.folder / "kiosk-ui.log") as kiosk:
        dutch = {**journey.YONAS, "name": NAME, "contact": ("phone", CONTACT)}
        arabic = {**journey.YONAS, "name": ARABIC, "contact": ("caseworker", THROUGH), "adults": 2,
                  "called": [None, CALLED], "languages": journey.YONAS["languages"] * 2,
                  "their_consent": [None, ["later"]]}
        # One person stops half-way: nothing may be left of that one either.
        journey.choose_language(kiosk, "nl")
        kiosk.tap("role.household")
        journey.answer(kiosk, journey.form("household")["name"], NAME, by_keys=True)
        search("while the name is on the screen")
        kiosk.tap("header.stop", "stop.confirm")
        kiosk.wait_screen("first")
        for receipt in (journey.sign_up(kiosk, "household", dutch, by_keys=("name",)),
                        journey.sign_up(kiosk, "household", arabic, language="ar")):
            words += [receipt.secret, receipt.secret.replace("-", "")]
        # One leaves without a word; the idle guard wipes.
        journey.choose_language(kiosk, "nl")
        kiosk.tap("role.household")
        kiosk.type(NAME)
        kiosk.advance(150)
        kiosk.wait_screen("first")
        assert kiosk_data.counts()["waiting"] == 2
        search("while two records wait on the kiosk")

        kiosk_data.start_courier()
        matcher.start()
        wait_until("both are safely stored", lambda: kiosk_data.counts()["safely_stored"] == 2)
        search("after they have left")
        wait_until("both are cases", lambda: matcher.status()["envelopes"]["stored"] == 0)
    assert not found(matcher.data, words), "the store, its keys and its copies"
    names = {record["body"]["name"] for _, record in
             SealedStore(matcher.data).people("household", "label")}
    assert names == {NAME, ARABIC}, f"the names were not what was typed: {names} arrived"
    assert not any(word in kiosk.stdout for word in words), "stdout"
    kiosk_data.courier.stop()
    search("after everything has ended")


def test_names_told_anew_are_nowhere(house):
    words = [NAME, *NAME.split(), ANEW, CONTACT, CONTACT[1:]]
    matcher = house.matcher()
    matcher.start()
    kiosk_data = house.kiosk()
    kiosk_data.enrol(matcher)
    kiosk_data.start_courier()

    def search(when):
        hits = found(kiosk_data.data, words) + found(matcher.data, words)
        hits += [(path.name, word) for path in house.folder.glob("*.log") for word in words
                 if any(spelling in path.read_bytes() for spelling in spellings(word))]
        assert not hits, f"{when}: {hits}"

    with journey.screen(house, kiosk_data) as kiosk:
        receipt = journey.sign_up(kiosk, "household", {**journey.YONAS, "name": NAME,
                                                       "contact": ("phone", CONTACT)})
        words += [receipt.secret, receipt.secret.replace("-", "")]
        wait_until("it is a case", lambda: matcher.status()["envelopes"].get("applied") == 1)
        search("after signing up")
        come_back(kiosk, receipt.secret, "nl")
        want(kiosk, "read")
        kiosk.wait_screen("check")
        search("while what was told is on the screen again")
        kiosk.tap("check.edit.name", *["key.backspace"] * len(NAME))
        kiosk.type(ANEW)
        search("while the new name is typed")
        kiosk.tap("question.continue")
        kiosk.wait_screen("check")
        kiosk.tap("check.send")
        kiosk.wait_screen("standing")
        stands(kiosk, "nl", "changed")
        finish(kiosk)
        search("after it was told anew")
    names = [record["body"]["name"] for _, record in
             SealedStore(matcher.data).people("household", "label")]
    assert names == [ANEW], names
    kiosk_data.courier.stop()
    matcher.process.stop()
    search("after everything has ended")


if __name__ == "__main__":
    main(globals())
