# SPDX-License-Identifier: Apache-2.0
"""Whole sign-ups on the real screens: what was answered is what the matcher can open."""
import time
import unittest

from kiosk_case import KioskCase, PIN, journey

# Names that the screens' keyboards must give exactly, and that must be found nowhere else.
CANARY = "Kanariewaarde"


class SignUp(KioskCase):
    def test_a_newcomer_couple_signs_up_in_arabic(self):
        with self.start(size="800x480") as kiosk:
            receipt = journey.sign_up(kiosk, "household", journey.NOUR, language="ar")
        (record,) = self.records()
        body = record["body"]
        self.assertEqual(record["receipt"], receipt.code)
        self.assertEqual((record["form"], record["language"]), ("household", "ar"))
        self.assertEqual(body["name"], journey.NOUR["name"])
        self.assertEqual(body["contact"], {"channel": "caseworker", "through": "VluchtelingenWerk"})
        self.assertEqual(body["postcode"], 1315)
        self.assertEqual([adult["goals"] for adult in body["adults"]], journey.NOUR["goals"])
        self.assertEqual(body["children"], ["4_11"])
        self.assertEqual(body["times"], journey.NOUR["times"])
        self.assertTrue(body["interpreter"])
        given = {c["purpose"]: (c["given"], c["language"]) for c in body["consents"]}
        self.assertEqual(given, {"service": (True, "ar"), "research": (True, "ar")})
        first, second = body["adults"]
        self.assertNotIn("called", first)
        self.assertEqual(second["called"], journey.NOUR["called"][1])
        theirs = {c["purpose"]: (c["given"], c["language"]) for c in second["consents"]}
        self.assertEqual(theirs["service"], (True, "ar"))
        self.assertFalse(theirs["research"][0])

    def test_an_adult_who_is_not_there_is_asked_later(self):
        answers = {**journey.NOUR, "called": [None, CANARY], "their_consent": [None, ["later"]]}
        with self.start(size="480x800") as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            journey.fill_in(kiosk, "household", answers)
            on_screen = str(kiosk.do("nodes")) + str(kiosk.state())
            journey.send(kiosk)
        self.assertNotIn(CANARY, on_screen)
        (record,) = self.records()
        self.assertEqual(record["body"]["adults"][1]["called"], CANARY)
        self.assertNotIn("consents", record["body"]["adults"][1])

    def test_a_group_starts_and_a_member_joins_with_its_code(self):
        with self.start() as kiosk:
            first, second = journey.sign_up_group(kiosk, journey.GROUP[:2])
        start, member = self.records()
        self.assertEqual((start["form"], member["form"]), ("group", "member"))
        self.assertEqual(start["body"]["join_code"], first.join_code)
        self.assertEqual(member["body"]["join_code"], first.join_code)
        self.assertIsNone(second.join_code)
        self.assertNotEqual(first.code, second.code)

    def test_what_was_typed_is_found_nowhere_on_the_disk(self):
        answers = {**journey.YONAS, "name": CANARY}
        with self.start(options=["--metrics"]) as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            journey.fill_in(kiosk, "household", answers)
            on_screen = str(kiosk.do("nodes")) + str(kiosk.state())
            journey.send(kiosk)
        self.assertNotIn(CANARY, on_screen)
        self.assertNotIn(CANARY, kiosk.stdout)
        self.assertEqual(self.records()[0]["body"]["name"], CANARY)
        for path in self.folder.rglob("*"):
            if path.is_file():
                content = path.read_bytes()
                for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le"):
                    self.assertNotIn(CANARY.encode(encoding), content, path)

    def test_nothing_is_stored_when_somebody_stops_and_clears(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "ar")
            kiosk.tap("role.household")
            kiosk.type("نور")
            kiosk.tap("header.stop")
            self.assertEqual(kiosk.state()["overlay"], "stop_confirm")
            kiosk.tap("stop.confirm")
            self.assertEqual(kiosk.wait_screen("first"), "first")
            self.assertEqual(kiosk.state()["language"], "nl")
        self.assertEqual(self.records(), [])

    def test_who_walks_away_leaves_nothing_behind(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "ar")
            kiosk.tap("role.household")
            kiosk.type("نور")
            kiosk.advance(119)
            self.assertEqual(kiosk.state()["overlay"], "none")
            kiosk.advance(2)
            self.assertEqual(kiosk.state()["overlay"], "idle_warning")
            kiosk.tap("idle.continue")
            self.assertEqual(kiosk.screen(), "question.name")
            kiosk.advance(121)
            self.assertEqual(kiosk.state()["overlay"], "idle_warning")
            kiosk.advance(20)
            state = kiosk.state()
            self.assertEqual((state["screen"], state["language"]), ("first", "nl"))
        self.assertEqual(self.records(), [])

    def test_changing_the_language_keeps_the_answers(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            kiosk.type("Nour")
            kiosk.tap("header.language", "language.ar")
            state = kiosk.state()
            self.assertEqual((state["screen"], state["language"]), ("question.name", "ar"))
            self.assertTrue(state["right_to_left"])
            kiosk.tap("question.continue")
            self.assertEqual(kiosk.screen(), "question.contact")


class Staff(KioskCase):
    def test_a_caseworker_accepts_a_proposal(self):
        label = self.lone_matcher("card", self.data, 5).strip()
        with self.start() as kiosk:
            journey.open_staff_page(kiosk, PIN)
            self.assertIn(f"card.{label}", kiosk.ids("card."))
            journey.accept(kiosk, label)
            journey.close_staff_page(kiosk)
        (record,) = self.records()
        self.assertEqual((record["form"], record["body"]["verdict"]), ("decision", "accept"))

    def test_a_card_that_arrives_while_staff_look_shows_by_itself(self):
        with self.start() as kiosk:
            journey.open_staff_page(kiosk, PIN)
            self.assertEqual(kiosk.ids("card."), [])
            label = self.lone_matcher("card", self.data, 6).strip()
            end = time.monotonic() + 20
            while not kiosk.has(f"card.{label}"):
                self.assertLess(time.monotonic(), end, "the card did not show")
                time.sleep(0.05)
                kiosk.wait_idle()

    def test_a_wrong_pin_is_told_and_the_right_one_still_opens(self):
        with self.start() as kiosk:
            kiosk.wait_screen("first")
            kiosk.tap("first.staff")
            kiosk.type("999999")
            kiosk.tap("staff.pin.open")
            self.assertEqual(kiosk.wait_screen("staff_pin"), "staff_pin")
            self.assertTrue(journey.complaint(kiosk))
            kiosk.type(PIN)
            kiosk.tap("staff.pin.open")
            kiosk.wait_screen("staff_home")


if __name__ == "__main__":
    unittest.main()
