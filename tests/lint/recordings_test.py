#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The script for recordings names what a kiosk plays, and the checker sees each fault it is there for.

Usage: recordings_test.py ROOT. The good recordings are said by espeak-ng; each bad one is a good one
with one thing wrong.
"""
import array
import ctypes
import json
import pathlib
import re
import sys
import tempfile

ROOT = pathlib.Path(sys.argv[1]).resolve()
sys.path.insert(0, str(ROOT / "tests" / "support"))
import audio_check  # noqa: E402
import audio_script  # noqa: E402
import opus  # noqa: E402
import recordings  # noqa: E402

ABOUT = "Leer mensen in je buurt kennen."
LONG = "Maak een foto of schrijf hem op. Alleen voor jou."
TEXTS = {
    "staff.close": {"text": "Sluit af"}, "met.first.1": {"text": "Ja"}, "app.yes": {"text": "Ja"},
    "first.greeting": {"text": "Welkom"}, "first.about": {"text": ABOUT},
    "receipt.secret.text": {"text": LONG}, "day.mon": {"text": "Ma", "speak": "Maandag"},
    "app.progress": {"text": "{step}/{steps}", "speak": "Vraag {step} van {steps}"},
    "check.children": {"text": "{count, plural, =0 {geen} one {1 kind} other {# kinderen}}: {band}"},
    "form.household.age.title": {"text": "{self, select, yes {Welkom} other {Hoe oud is {who}?}}"},
    "first.choose": {"text": "Foto''s '{'hier'}'"},
}
SAID = ("first.greeting", "first.choose", "first.about", "app.yes", "day.mon", "receipt.secret.text")


def small_root(folder):
    (folder / "assets" / "locales").mkdir(parents=True)
    (folder / "assets" / "forms").symlink_to(ROOT / "assets" / "forms")
    (folder / "assets" / "locales" / "nl.json").write_text(json.dumps({"_header": {}, **TEXTS}))
    return folder


class Voice:
    """espeak-ng, at 48 kHz."""

    def __init__(self):
        self.library = ctypes.CDLL("libespeak-ng.so.1")
        self.rate = self.library.espeak_Initialize(2, 200, None, 0)  # AUDIO_OUTPUT_SYNCHRONOUS
        assert self.rate > 0, "espeak-ng has no data"
        assert self.library.espeak_SetVoiceByName(b"nl") == 0
        self.heard = array.array("h")
        hear = ctypes.CFUNCTYPE(ctypes.c_int, ctypes.POINTER(ctypes.c_int16), ctypes.c_int,
                                ctypes.c_void_p)
        self.hear = hear(self.take)
        self.library.espeak_SetSynthCallback(self.hear)

    def take(self, samples, count, _):
        self.heard.extend(samples[:count] if samples else [])
        return 0

    def say(self, words):
        self.heard = array.array("h")
        text = words.encode() + b"\0"
        assert self.library.espeak_Synth(text, ctypes.c_size_t(len(text)), 0, 1, 0, 1, None, None) == 0
        heard, step = self.heard, self.rate / opus.RATE
        return array.array("h", (heard[int(at * step)] for at in range(int(len(heard) / step))))


def louder(samples, times, most=32_767):
    return array.array("h", (max(-most, min(most, int(sample * times))) for sample in samples))


def silence(seconds):
    return array.array("h", [0] * int(seconds * opus.RATE))


def the_script_is_in_order_and_complete(root):
    lines = list(audio_script.script(root, "nl", gaps=False))
    assert [line.split("\t")[1] for line in lines] == [f"{key}.opus" for key in SAID], lines
    assert lines[1].endswith("\tFoto's {hier}"), lines[1]
    assert lines[4].endswith("\tMaandag"), "as it is said, not as it is written"
    assert recordings.to_record(root, "nl")[3].twins == ["met.first.1"]
    with_gaps = list(audio_script.script(root, "nl", gaps=True))[len(lines) + 1:-1]
    assert [line.split("\t", 1)[1] for line in with_gaps] == [
        "app.progress\tVraag [step] van [steps]",
        "form.household.age.title (self=yes)\tWelkom\t(played: first.greeting.opus)",
        "form.household.age.title (self=other)\tHoe oud is [who]?",
        "check.children (count==0)\tgeen: [band]", "check.children (count=one)\t1 kind: [band]",
        "check.children (count=other)\t[number] kinderen: [band]"], with_gaps
    for broken in ("{a", "a}", "{a, plural, one x}", "{}"):
        try:
            recordings.parts_of(broken)
        except recordings.Broken:
            continue
        raise AssertionError(f"'{broken}' was read as a message")


def faults(root, folder, some=False):
    return [f"{name}: {words}" for name, words in audio_check.check(root, "nl", folder, some)]


def each_fault_is_seen(root, said, folder):
    """(what is put in the folder, what is said of it): one at a time, and nothing else is said."""
    greeting, about, long_ = said["first.greeting"], said["first.about"], said["receipt.secret.text"]
    flat = louder(about, 60, 9_000)
    bad = [
        ("first.about", louder(about, 0.2), "too quiet"),
        ("first.about", flat, "too loud"),
        ("first.about", silence(0.5) + about, "of silence before"),
        ("first.about", about + silence(0.8), "of silence after"),
        ("first.about", silence(2), "nobody speaks"),
        ("first.about", greeting, "s of speech"),
        ("first.greeting", long_, "s of speech"),
        ("staff.close", greeting, "nobody in front of a kiosk"),
        ("app.progress", greeting, "something is filled in"),
        ("met.first.1", said["app.yes"], "the same words as app.yes.opus"),
        ("app.yess", greeting, "no text of this name"),
    ]
    for key, samples, words in bad:
        path = folder / f"{key}.opus"
        kept = path.read_bytes() if path.exists() else None
        opus.write(path, samples)
        found = faults(root, folder)
        assert len(found) == 1 and words in found[0], (key, words, found)
        path.unlink() if kept is None else path.write_bytes(kept)
    path = folder / "first.about.opus"
    kept = path.read_bytes()
    opus.write(path, louder(about, 20))
    assert any("clips" in fault for fault in faults(root, folder)), faults(root, folder)
    opus.write(path, about, rate_before=8000)
    assert [fault for fault in faults(root, folder) if "8000 Hz" in fault], "a telephone"
    for content, words in ((b"RIFF no Opus", "no Ogg Opus"), (bytes(audio_check.MOST_BYTES + 1), "bytes"),
                           (kept[:len(kept) // 2][:60], "no Ogg Opus")):
        path.write_bytes(content)
        found = faults(root, folder)
        assert len(found) == 1 and words in found[0], (words, found)
    path.unlink()
    assert faults(root, folder) == [f"first.about.opus: missing: '{ABOUT}'"]
    assert faults(root, folder, some=True) == []
    path.write_bytes(kept)
    (folder / "first.about.wav").write_bytes(b"RIFF")
    assert "plays <message key>.opus" in faults(root, folder)[0]


def what_ships_is_in_order():
    """Every catalogue has a script; recordings of ours, once there are any, have no fault."""
    for path in sorted((ROOT / "assets" / "locales").glob("*.json")):
        lines = list(audio_script.script(ROOT, path.stem, gaps=True))
        assert len(lines) > 500, (path.stem, len(lines))
        folder = ROOT / "assets" / "audio" / path.stem
        found = list(audio_check.check(ROOT, path.stem, folder, some=True)) if folder.is_dir() else []
        assert not found, found
    limits = (ROOT / "kiosk" / "speech" / "clip.hpp").read_text()
    most = re.search(r"file_bytes = (\d+)U << (\d+);", limits)
    assert int(most[1]) << int(most[2]) == audio_check.MOST_BYTES, "as clip.hpp"
    assert f"seconds = {opus.MOST_SECONDS};" in limits, "as clip.hpp"


def main():
    with tempfile.TemporaryDirectory() as place:
        root = small_root(pathlib.Path(place) / "root")
        the_script_is_in_order_and_complete(root)
        folder = pathlib.Path(place) / "nl"
        folder.mkdir()
        voice = Voice()
        said = {line.key: voice.say(line.words) for line in recordings.to_record(root, "nl")}
        assert list(said) == list(SAID)
        for key, samples in said.items():
            opus.write(folder / f"{key}.opus", samples)
        assert faults(root, folder) == [], faults(root, folder)
        each_fault_is_seen(root, said, folder)
    what_ships_is_in_order()
    print("good recordings pass, and each fault is seen")


if __name__ == "__main__":
    main()
