#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Who signed up at one kiosk comes back at another with the secret of the receipt: sees where they
stand, changes what they told, pauses, goes on, asks to talk, withdraws; and erases at a third one that
is offline.
"""
import os
import pathlib
import shutil
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from coming_back import come_back, finish, stands, town, want  # noqa: E402
import journey  # noqa: E402
from house import wait_until  # noqa: E402
from memory_search import (found_in_bytes, found_in_folder as found, found_in_memory,  # noqa: E402
                           may_read_memory)
from sealed_store import SealedStore  # noqa: E402

NAME = "Zwaluwxq Kanarievq"
CONTACT = "0618765430"
NEW_CONTACT = "0629876501"
NOBODYS = "S17Y-BS05-N8P1-Y0A8-V3C5"


def nothing_left_in_memory(kiosk, receipt):
    if may_read_memory() and not os.environ.get("SANITIZED"):
        hits = found_in_memory(kiosk.process.pid, [receipt.secret, receipt.secret.replace("-", "")])
        assert not hits, f"the secret is still in the kiosk's memory: {hits}"


def sign_up(house, kiosk, language):
    with journey.screen(house, kiosk) as ui:
        answers = {**journey.YONAS, "name": NAME, "contact": ("phone", CONTACT)}
        receipt = journey.sign_up(ui, "household", answers, language)
        nothing_left_in_memory(ui, receipt)
    assert receipt.secret.startswith("S") and receipt.code.startswith("P-"), receipt
    return receipt


def confirm(kiosk, wish):
    """Through the question whether one is sure, once back and once on."""
    want(kiosk, wish)
    kiosk.wait_screen("sure")
    kiosk.advance(1)
    kiosk.tap("sure.no")
    kiosk.wait_screen("standing")
    kiosk.advance(1)
    want(kiosk, wish)
    kiosk.wait_screen("sure")
    kiosk.advance(1)
    kiosk.tap("sure.yes")


def look_pause_and_withdraw(house, matcher, kiosk, receipt, language):
    with journey.screen(house, kiosk, "800x480") as ui:
        come_back(ui, receipt.secret.lower().replace("-", " "), language)
        stands(ui, language, "waiting")
        want(ui, "pause")
        stands(ui, language, "paused")
        done = matcher.cli("round", "--seed", "1", "--json")
        assert done.code == 0, done.err
        finish(ui)
        come_back(ui, receipt.secret, language)
        stands(ui, language, "paused")
        want(ui, "resume")
        stands(ui, language, "waiting")
        want(ui, "talk")
        stands(ui, language, "talk")
        listed = matcher.cli("talk")
        assert listed.code == 0 and receipt.code in listed.out, listed
        assert "Nobody" in matcher.cli("talk", "--done", receipt.code).out
        confirm(ui, "withdraw")
        stands(ui, language, "withdrawn")
        finish(ui)
        nothing_left_in_memory(ui, receipt)
        # A secret nobody has: well formed, and nothing is told.
        come_back(ui, NOBODYS, language)
        stands(ui, language, "unknown")
        finish(ui)


def numbers(contact):
    """A telephone number as it is typed, and as it is kept."""
    return [contact, contact[1:]]


def change_what_was_told(house, matcher, kiosk, receipt, language):
    """The number of children and the telephone, at a kiosk that has never seen these answers."""
    with journey.screen(house, kiosk) as ui:
        come_back(ui, receipt.secret, language)
        stands(ui, language, "waiting")
        want(ui, "read")
        ui.wait_screen("check")
        ui.tap("check.edit.children", "answer.4_11.more", "answer.4_11.more", "question.continue")
        ui.wait_screen("check")
        ui.tap("check.edit.contact", *["key.backspace"] * len("+31618765430"))
        ui.type(NEW_CONTACT)
        ui.tap("question.continue")
        ui.wait_screen("check")
        ui.tap("check.send")
        ui.wait_screen("standing")
        stands(ui, language, "changed")
        assert not ui.ids("receipt."), "no new secret"
        finish(ui)
        told = [*numbers(CONTACT), *numbers(NEW_CONTACT), NAME, *NAME.split()]
        nothing_left_in_memory(ui, receipt)
    assert not found(kiosk.data, told), "neither the old nor the new stands on the kiosk"
    for log in house.folder.glob("*.log"):
        assert not found_in_bytes(log.read_bytes(), told), log.name
    record = kept_record(matcher)
    assert record["contact"]["value"] == "+31" + NEW_CONTACT[1:], record["contact"]
    assert record["children"] == ["4_11", "4_11"], record["children"]
    assert not found(matcher.data, told), "neither in the store nor in a copy of it"


def kept_record(matcher):
    records = [record for _, record in SealedStore(matcher.data).people("household", "label")]
    assert len(records) == 1, "one sign-up, however often it is told"
    return records[0]["body"]


def erase_offline(house, matcher, kiosk, receipt, language):
    """At a kiosk without a network; a month later it has one."""
    assert kept_record(matcher)["name"] == NAME, "until now it is there for who serves"
    clone = clone_a_copy(matcher)
    with journey.screen(house, kiosk) as ui:
        come_back(ui, receipt.secret, language)
        ui.advance(11)
        stands(ui, language, "slow")
        confirm(ui, "erase")
        stands(ui, language, "kept.erase")
        proof = ui.nodes()["standing.erasure.code"]["label"]
        finish(ui)
        early = matcher.cli("erase", "--proof", proof)
        assert early.code == 1 and "may still wait on the" in early.err, early
        assert kiosk.counts()["waiting"] == 2, "both requests lie here, sealed"
        for _ in range(30):
            ui.advance(86_400)
        kiosk.start_courier()
        wait_until("the request has left", lambda: kiosk.counts()["waiting"] == 0)
        for _ in range(2):  # what happens later makes later copies of the store
            come_back(ui, receipt.secret, language)
            stands(ui, language, "erased")
            assert ui.nodes()["standing.erasure.code"]["label"] == proof
            finish(ui)
    done = matcher.cli("erase", "--proof", proof.lower().replace("-", " "))
    assert done.code == 0 and done.out.startswith("Erased; on the list of erasures since 20"), done
    no_copy_brings_it_back(matcher, clone)


def households_in(matcher, copy):
    """Whether a key of the matcher opens each."""
    return [opens for (table, _), opens in SealedStore(matcher.data, copy).readable().items()
            if table == "household"]


def clone_a_copy(matcher):
    """Of the newest verified copy that has the sign-up: somebody keeps it."""
    clone = matcher.data / "backup" / "clone.db"

    def cloned():
        try:
            shutil.copy(matcher.copies()[0], clone)
            return households_in(matcher, clone) == [True]
        except (OSError, IndexError):
            return False  # just being replaced
    wait_until("a copy has the sign-up, and its key opens it", cloned)
    return clone


def no_copy_brings_it_back(matcher, clone):
    """A copy from before holds the sign-up, and nothing opens it any more: not with the matcher's keys,
    and not when it is put back."""
    wait_until("the key has gone", lambda: households_in(matcher, clone) == [False], seconds=30)
    wait_until("and beside the copies", seconds=30, condition=lambda: not (
        SealedStore(matcher.data).names() ^ SealedStore(matcher.data, keys=clone.parent).names()))
    matcher.process.stop()
    done = matcher.cli("restore", "--copy", clone.name)
    assert done.code == 0, done.err
    households = matcher.status()["records"]["household"]["from_kiosks"]
    assert households == 0, f"{clone.name} brought {households} back"


def nowhere(house, matcher, kiosks, receipt, lines):
    letters = receipt.secret.replace("-", "")
    words = [NAME, *NAME.split(), *numbers(CONTACT), *numbers(NEW_CONTACT), receipt.secret, letters]
    for kiosk in kiosks:
        assert not found(kiosk.data, words), "on a kiosk's disk"
    assert not found(matcher.data, words), "the store, its copies, the logs of its rounds"
    for log in house.folder.glob("*.log"):
        assert not found_in_bytes(log.read_bytes(), words), log.name
    erased = (matcher.data / "erased").read_text().splitlines()
    assert len(erased) == lines, "the list that no backup undoes"


def in_language(house, language):
    matcher, here, there, offline = town(house, "here", "there", "offline")
    here.start_courier(interval=600)
    there.start_courier(interval=600)  # whatever comes came in the exchange of the question
    receipt = sign_up(house, here, language)
    wait_until("it is a case", lambda: matcher.status()["records"]["household"]["from_kiosks"] == 1)
    letters = receipt.secret.replace("-", "")
    assert not found(matcher.data, [receipt.secret, letters]), "the programme does not hold it"
    assert not found(matcher.data, [NAME, *NAME.split(), *numbers(CONTACT)]), "nor a name in clear"
    assert kept_record(matcher)["name"] == NAME
    change_what_was_told(house, matcher, there, receipt, language)
    look_pause_and_withdraw(house, matcher, there, receipt, language)
    erase_offline(house, matcher, offline, receipt, language)
    # The record, the receipt, and the envelope that told it anew.
    nowhere(house, matcher, (here, there, offline), receipt, 3)


def test_back_at_another_kiosk_in_dutch(house):
    in_language(house, "nl")


def test_back_at_another_kiosk_in_arabic(house):
    in_language(house, "ar")


def test_back_at_another_kiosk_in_tigrinya(house):
    in_language(house, "ti")


def test_back_at_another_kiosk_in_ukrainian(house):
    in_language(house, "uk")


def test_erasing_needs_no_network_and_arrives_later(house):
    matcher, here, offline = town(house, "here", "offline")
    here.start_courier()
    receipt = sign_up(house, here, "nl")
    wait_until("it is safely stored", lambda: here.counts()["safely_stored"] == 1)
    erase_offline(house, matcher, offline, receipt, "nl")
    nowhere(house, matcher, (here, offline), receipt, 2)


if __name__ == "__main__":
    main(globals())
