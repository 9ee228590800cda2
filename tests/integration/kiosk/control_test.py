# SPDX-License-Identifier: Apache-2.0
"""The automation seam and the ends of the program."""
import json
import os
import signal
import stat
import threading
import time
import unittest

from kiosk_case import Kiosk, KioskCase, KioskError, journey


def middle(node):
    return node["x"] + node["w"] / 2, node["y"] + node["h"] / 2


class Control(KioskCase):
    def test_commands_that_cannot_be_done_say_why(self):
        with self.start() as kiosk:
            kiosk.wait_screen("first")
            self.refuses("near: first.language.nl", kiosk.tap, "first.language.nn")
            self.refuses("nothing to tap", kiosk.tap, "brand")
            self.refuses("no field on this screen", kiosk.type, "x")
            self.refuses("there are: nodes, tap", kiosk.do, "dance")
            self.refuses("no field \"loudly\"", kiosk.do, "tap", id="a", loudly=True)
            self.refuses("one JSON object", kiosk.send_line, b"{\n")
            self.refuses("one JSON object", kiosk.send_line, b'{"do":"\xff"}\n')
            self.refuses("cannot write", kiosk.do, "screenshot", path="/proc/none/a.png")
            self.assertEqual(kiosk.screen(), "first")

    def test_the_socket_and_the_screenshots_are_private(self):
        with self.start() as kiosk:
            mode = os.stat(kiosk.socket_path).st_mode
            self.assertTrue(stat.S_ISSOCK(mode))
            self.assertEqual(stat.S_IMODE(mode), 0o600)
            kiosk.wait_screen("first")
            picture = kiosk.screenshot(self.folder / "a.png")
            self.assertEqual(stat.S_IMODE(os.stat(picture).st_mode), 0o600)
            self.assertEqual(picture.read_bytes()[:8], b"\x89PNG\r\n\x1a\n")

    def test_a_client_that_goes_away_makes_room_for_the_next(self):
        with self.start() as kiosk:
            kiosk.wait_screen("first")
            kiosk._socket.close()
            kiosk._pending = b""
            kiosk.connect()
            self.assertEqual(kiosk.screen(), "first")

    def test_no_tap_of_a_quick_finger_is_lost(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            kiosk.advance(1)
            key = kiosk.nodes()["key.a"]
            x, y = middle(key)
            for _ in range(5):
                kiosk.pointer("down", x, y)
                kiosk.pointer("up", x, y)
            kiosk.tap("question.continue")
            journey.fill_in(kiosk, "household", {**journey.YONAS, "name": None})
            journey.send(kiosk)
        self.assertEqual(self.records()[0]["body"]["name"].lower(), "aaaaa")

    def test_a_drag_does_not_tap(self):
        with self.start() as kiosk:
            kiosk.wait_screen("first")
            kiosk.advance(1)
            tile = kiosk.nodes()["first.language.nl"]
            x, y = middle(tile)
            kiosk.pointer("down", x, y)
            kiosk.pointer("move", x + tile["w"], y)
            kiosk.pointer("up", x + tile["w"], y)
            self.assertEqual(kiosk.screen(), "first")
            kiosk.pointer("down", x, y)
            kiosk.pointer("cancel", x, y)
            self.assertEqual(kiosk.screen(), "first")

    def test_a_second_tap_is_not_for_the_page_that_nobody_saw(self):
        for gap_ms in (30, 80, 200, 430):  # the clock of the machine runs on beside ours
            with self.subTest(gap_ms), self.start() as kiosk:
                kiosk.wait_screen("first")
                kiosk.advance(1)
                tile = kiosk.nodes()["first.language.nl"]
                x, y = middle(tile)
                for _ in range(2):
                    kiosk.pointer("down", x, y)
                    kiosk.pointer("up", x, y)
                    kiosk.do("advance", ms=gap_ms)
                self.assertEqual(kiosk.screen(), "role")

    def test_every_finger_taps_what_it_touched(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            kiosk.advance(1)
            nodes = kiosk.nodes()
            word = "yohannes"
            at = [(nodes[f"key.{c}"]["x"] + 20, nodes[f"key.{c}"]["y"] + 20) for c in word]
            kiosk.pointer("down", 2, 2, finger=9)  # a resting hand
            kiosk.pointer("down", *at[0], finger=1)
            for i in range(1, len(word)):  # the next down before the last is up
                kiosk.pointer("down", *at[i], finger=1 + i % 2)
                kiosk.pointer("up", *at[i - 1], finger=1 + (i - 1) % 2)
            kiosk.pointer("up", *at[-1], finger=1 + (len(word) - 1) % 2)
            kiosk.tap("question.continue")
            journey.fill_in(kiosk, "household", {**journey.YONAS, "name": None})
            journey.send(kiosk)
        self.assertEqual(self.records()[0]["body"]["name"].lower(), word)

    def test_real_time_cannot_be_moved(self):
        with self.start(virtual_clock=False) as kiosk:
            self.refuses("--virtual-clock", kiosk.advance, 1)

    def test_at_rest_nothing_is_drawn(self):
        with self.start(virtual_clock=False) as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")  # a page with a caret and no other movement
            kiosk.tap("header.help")
            before = kiosk.metrics()
            time.sleep(3)
            after = kiosk.metrics()
            self.assertEqual(after["frames"], before["frames"])
            # One turn of the loop belongs to the question itself.
            self.assertLessEqual(after["wakeups"] - before["wakeups"], 3)


class Endings(KioskCase):
    def test_signals_end_it_with_success_in_the_middle_of_an_answer(self):
        for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
            with self.subTest(number):
                kiosk = self.start()
                journey.choose_language(kiosk, "nl")
                kiosk.tap("role.household")
                kiosk.type("Nour")
                kiosk.terminate(number)
                self.assertFalse(os.path.exists(kiosk.socket_path))
        self.assertEqual(self.records(), [])

    def test_who_pressed_send_is_stored_though_the_program_is_ended_at_once(self):
        kiosk = self.start()
        journey.choose_language(kiosk, "nl")
        kiosk.tap("role.household")
        journey.fill_in(kiosk, "household", journey.YONAS)
        kiosk.do("tap", id="check.send")
        kiosk.terminate()
        self.assertEqual(len(self.records()), 1)

    def test_metrics_are_printed_when_asked(self):
        with self.start(options=["--metrics"]) as kiosk:
            kiosk.wait_screen("first")
        words = dict(pair.split("=") for pair in kiosk.stdout.split()[1:])
        self.assertGreaterEqual(int(words["frames"]), 1)
        self.assertEqual(int(words["glyphs_not_drawn"]), 0)
        self.assertEqual(words["draw_calls"], words["frames"])  # one a frame

    def test_many_clients_and_an_end_at_the_same_time(self):
        kiosk = self.start()
        kiosk.wait_screen("first")

        def pester():
            other = Kiosk(kiosk.process, kiosk.socket_path, kiosk.stderr_path)
            try:
                other.connect(5)
                while True:  # ends: the kiosk does, and its socket with it
                    other.do("state")
            except (KioskError, OSError, json.JSONDecodeError):
                pass
            finally:
                if other._socket:
                    other._socket.close()

        kiosk._socket.close()
        threads = [threading.Thread(target=pester) for _ in range(3)]
        for thread in threads:
            thread.start()
        time.sleep(0.3)
        kiosk.terminate()
        for thread in threads:
            thread.join(20)
            self.assertFalse(thread.is_alive())


if __name__ == "__main__":
    unittest.main()
