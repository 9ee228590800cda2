# SPDX-License-Identifier: Apache-2.0
"""What is heard at the kiosk: real samples leave through SDL's disk driver, from the real voice."""
import array
import json
import math
import os
import pathlib
import shutil
import sys
import time
import unittest

from kiosk_case import KIOSK, ROOT, KioskCase, journey
from memory_search import found_in_memory, may_read_memory

NAME = "Kanariewaardeq"


class Sound(KioskCase):
    def start(self, **options):
        self.samples = self.folder / "samples.raw"
        env = dict(os.environ, SDL_AUDIODRIVER=options.pop("driver", "disk"),
                   SDL_DISKAUDIOFILE=str(self.samples),
                   SDL_DISKAUDIODELAY=str(options.pop("delay", 2)))
        return super().start(env=env, **options)

    def until(self, condition, what):
        deadline = time.monotonic() + 60
        while not condition():
            self.assertLess(time.monotonic(), deadline, what)
            time.sleep(0.02)

    def ear(self, kiosk):
        return kiosk.nodes().get("sound.listen")

    def wait_ear(self, kiosk):
        self.until(lambda: self.ear(kiosk), "no ear came")

    def speaking(self, kiosk):
        ear = self.ear(kiosk)
        return bool(ear and ear["selected"])

    def heard(self):
        """Seconds of sound and how loud they are; the driver writes 48,000 16-bit samples a second
        (one channel)."""
        content = self.samples.read_bytes() if self.samples.exists() else b""
        values = array.array("h", content[:len(content) // 2 * 2])
        loud = [v for v in values if abs(v) > 30]
        return len(loud) / 48000, math.sqrt(sum(v * v for v in loud) / max(1, len(loud)))

    def test_the_ear_reads_the_screen_then_is_silent_and_sleeps(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            time.sleep(0.3)
            self.assertEqual(self.heard()[0], 0, "nothing sounds before somebody asks")
            kiosk.tap("sound.listen")
            self.assertTrue(self.speaking(kiosk))
            self.until(lambda: not self.speaking(kiosk), "it never ends")
            seconds, loudness = self.heard()
            self.assertGreater(seconds, 3)
            self.assertGreater(loudness, 200)
            size = self.samples.stat().st_size
            before = kiosk.do("metrics")
            time.sleep(2)
            after = kiosk.do("metrics")
            self.assertEqual(self.samples.stat().st_size, size, "the device is closed")
            self.assertEqual(after["frames"], before["frames"])
            self.assertLess(after["wakeups"] - before["wakeups"], 4, "in two seconds")
            self.assertNotIn("error", kiosk.log())

    def test_it_reads_each_next_screen_until_a_second_tap(self):
        with self.start(delay=20) as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            kiosk.tap("sound.listen")
            self.assertTrue(self.speaking(kiosk))
            kiosk.tap("role.household")
            self.assertTrue(self.speaking(kiosk), "who listens hears the next screen too")
            kiosk.tap("sound.listen")
            self.assertFalse(self.speaking(kiosk))
            time.sleep(0.3)
            size = self.samples.stat().st_size
            kiosk.tap("header.back")
            time.sleep(0.3)
            self.assertFalse(self.speaking(kiosk), "it was switched off")
            self.assertEqual(self.samples.stat().st_size, size)

    def test_it_goes_on_in_the_language_that_is_chosen(self):
        with self.start(delay=20) as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            kiosk.tap("sound.listen", "header.language")
            self.assertFalse(self.speaking(kiosk))
            kiosk.tap("language.uk")
            self.assertTrue(self.speaking(kiosk))

    def test_it_stops_when_nobody_is_there_any_more(self):
        with self.start(delay=40) as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            kiosk.tap("sound.listen")
            kiosk.advance(121)
            self.assertEqual(kiosk.state()["overlay"], "idle_warning")
            self.assertFalse(self.speaking(kiosk))
            kiosk.advance(21)
            kiosk.wait_screen("first")
            self.assertFalse(self.speaking(kiosk))

    def with_a_voice_that_is_written_down(self):
        """The program beside a voice that notes what it is given and then says it."""
        programs = self.folder / "programs"
        programs.mkdir()
        shutil.copy2(KIOSK, programs / "samen-kiosk")
        voice = programs / "samen-voice"
        self.noted = self.folder / "noted.txt"
        real = KIOSK.parent / "samen-voice"
        voice.write_text(f"""#!/bin/sh
if [ "$1" = --voices ]; then exec {real} --voices; fi
cat > {self.noted}.one
cat {self.noted}.one >> {self.noted}
echo >> {self.noted}
exec {real} "$@" < {self.noted}.one
""")
        voice.chmod(0o755)
        return programs / "samen-kiosk"

    def said(self):
        return self.noted.read_text(encoding="utf-8") if self.noted.exists() else ""

    def words(self, key):
        catalogue = json.loads((ROOT / "assets/locales/nl.json").read_text(encoding="utf-8"))
        return catalogue[key]["text"]

    def test_who_listens_hears_the_warning_of_silence(self):
        with self.start(binary=self.with_a_voice_that_is_written_down()) as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            kiosk.tap("sound.listen")
            self.until(lambda: not self.speaking(kiosk), "it never ends")
            self.assertNotIn(self.words("idle.title"), self.said())
            self.samples.unlink()
            kiosk.advance(121)
            self.assertEqual(kiosk.state()["overlay"], "idle_warning")
            for key in ("idle.title", "idle.text", "idle.continue"):
                self.until(lambda key=key: self.words(key) in self.said(), f"{key} was not said")
            self.until(lambda: self.heard()[0] > 0, "nothing sounds")
            self.assertEqual(kiosk.state()["overlay"], "idle_warning", "it did not answer itself")
            kiosk.advance(21)
            kiosk.wait_screen("first")

    def test_who_listens_hears_the_end_of_a_count_and_what_is_wrong(self):
        with self.start(binary=self.with_a_voice_that_is_written_down()) as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            kiosk.tap("role.household", "sound.listen")
            kiosk.tap("question.continue")
            self.until(lambda: self.words("error.name.empty") in self.said(), "the error was not said")
            answers = {key: journey.NOUR[key] for key in ("name", "contact", "postcode")}
            questions = journey.form("household")
            for name, value in answers.items():
                journey.answer(kiosk, questions[name], value)
                kiosk.tap("question.continue")
            self.assertEqual(kiosk.state()["screen"], "question.adults")
            kiosk.tap(*["answer.more"] * 7)
            note = kiosk.nodes()["answer.most"]["label"]
            self.until(lambda: note in self.said(), "the end of the count was not said")

    def test_there_is_no_ear_without_a_device_or_when_it_is_off(self):
        for options in ({"driver": "no-such-driver"}, {"options": ["--sound", "off"]},
                        {"options": ["--sound-device", "Nobody's box"]}):
            with self.subTest(str(options)), self.start(**options) as kiosk:
                journey.choose_language(kiosk, "nl")
                time.sleep(0.5)
                self.assertIsNone(self.ear(kiosk))

    def test_there_is_no_ear_in_a_language_without_a_voice(self):
        voices = os.popen(f"{pathlib.Path(os.environ['BIN']) / 'samen-voice'} --voices").read()
        if "\nti\n" in voices:
            self.skipTest("this espeak-ng speaks Tigrinya")
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            self.wait_ear(kiosk)
            kiosk.tap("header.language", "language.ti")
            self.until(lambda: self.ear(kiosk) is None, "an ear that says nothing")

    @unittest.skipUnless(may_read_memory() and not os.environ.get("SANITIZED"), "no right to look")
    def test_a_name_that_was_spoken_is_forgotten(self):
        with self.start() as kiosk:
            journey.choose_language(kiosk, "nl")
            kiosk.tap("role.household")
            kiosk.type(NAME)
            self.wait_ear(kiosk)
            kiosk.tap("sound.listen")
            self.until(lambda: not self.speaking(kiosk), "it never ends")
            screen = self.heard()[0]
            kiosk.tap("sound.typed")
            self.until(lambda: not self.speaking(kiosk), "it never ends")
            self.assertGreater(self.heard()[0], 0.3, "the name was said")
            self.assertGreater(screen, self.heard()[0], "the screen without it is longer")
            kiosk.tap("header.stop", "stop.confirm")
            kiosk.wait_screen("first")
            self.assertEqual(found_in_memory(kiosk.process.pid, [NAME]), [])
            self.assertNotIn(NAME, kiosk.log())


if __name__ == "__main__":
    if not (ROOT / "assets").is_dir():
        sys.exit(77)
    unittest.main()
