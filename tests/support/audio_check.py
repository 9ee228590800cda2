#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Are the recordings of a language good enough to be heard? One line a fault; exit 1 when there is one.

    tests/support/audio_check.py LANGUAGE FOLDER [--some]

FOLDER has the files that audio_script.py names. Looked at: what is missing (not with --some), what is
there and played by nobody, the format, how loud, silence before and after, and whether the length can
be that of the words. Whether the words are the right ones only a listener hears.
"""
import argparse
import math
import pathlib
import sys
import unicodedata

import opus
import recordings

ROOT = pathlib.Path(__file__).resolve().parents[2]

MOST_BYTES = 2 << 20   # kiosk/speech/clip.hpp refuses more
LEAST_RATE = 16_000    # a telephone's 8 kHz loses s, f and the ejectives of Tigrinya
WINDOW = opus.RATE // 100
# Voices and recordings follow each other. The texts of ten catalogues, said by espeak-ng 1.51, lie
# between -22.4 and -17.5 dBFS (RMS of what is louder than SILENCE); 4 dB on each side are allowed.
QUIET, LOUD = -26.0, -14.0
SILENCE = -45.0        # dBFS; below it nobody speaks: a room, breath
FULL = 32_392          # 0.1 dB under full scale
MOST_FULL = 4          # samples there; more is a cut-off wave
# The player itself leaves 0.18 s between two texts, and a screen can have ten.
MOST_BEFORE, MOST_AFTER = 0.3, 0.5
# 130 words a minute (who reads slowly listens slowly) of six letters are 13 letters a second; the
# voices say 6 to 22. Half and twice as fast are allowed, and a second to pause in.
FASTEST, SLOWEST, PAUSE = 26.0, 6.5, 1.0
# Letters that stand for more sounds than one: no vowels written, a syllable, a number's word.
WEIGHT = {"ARABIC": 1.4, "ETHIOPIC": 2.2}
DIGIT = 4.0


def decibels(value):
    return 20 * math.log10(value / 32_768) if value > 0 else -120.0


def effort(words):
    """Letters as a Latin alphabet would have them."""
    total = 0.0
    for sign in words:
        kind = unicodedata.category(sign)
        if kind[0] == "L":
            total += WEIGHT.get(unicodedata.name(sign, "").split(" ")[0], 1.0)
        elif kind == "Nd":
            total += DIGIT
    return total


def windows(samples):
    """RMS of each 10 ms."""
    for at in range(0, len(samples) - WINDOW + 1, WINDOW):
        part = samples[at:at + WINDOW]
        yield math.sqrt(sum(map(int.__mul__, part, part)) / WINDOW)


def faults_of_sound(samples, words):
    loud = list(windows(samples))
    least = 32_768 * 10 ** (SILENCE / 20)
    spoken = [at for at, value in enumerate(loud) if value > least]
    if not spoken:
        yield "nobody speaks in it: record it again"
        return
    level = decibels(math.sqrt(sum(loud[at] ** 2 for at in spoken) / len(spoken)))
    if level < QUIET:
        yield f"too quiet, {level:.0f} dBFS: at least {QUIET:.0f}; go nearer to the microphone"
    if level > LOUD:
        yield f"too loud, {level:.0f} dBFS: at most {LOUD:.0f}; turn the microphone down"
    reaches = max(max(samples), -min(samples)) >= FULL
    full = sum(1 for sample in samples if abs(sample) >= FULL) if reaches else 0
    if full > MOST_FULL:
        yield f"it clips: {full} samples at full scale; turn the microphone down and record it again"
    before, after = spoken[0] / 100, (len(loud) - 1 - spoken[-1]) / 100
    if before > MOST_BEFORE:
        yield f"{before:.1f} s of silence before the words: at most {MOST_BEFORE}; cut it"
    if after > MOST_AFTER:
        yield f"{after:.1f} s of silence after the words: at most {MOST_AFTER}; cut it"
    seconds, letters = (spoken[-1] - spoken[0] + 1) / 100, effort(words)
    shortest, longest = letters / FASTEST, PAUSE + letters / SLOWEST
    if not shortest <= seconds <= longest:
        yield (f"{seconds:.1f} s of speech, and its words take {shortest:.1f} to {longest:.1f} s: "
               f"is it '{words[:40]}'?")


def faults_of_file(path, words):
    if path.stat().st_size > MOST_BYTES:
        yield f"{path.stat().st_size} bytes: a kiosk reads at most {MOST_BYTES}; 24 kbit/s are enough"
        return
    try:
        sound = opus.read(path)
    except opus.NotOpus as broken:
        yield f"no Ogg Opus ({broken}): export it as Opus"
        return
    if 0 < sound.rate_before < LEAST_RATE:
        yield f"recorded at {sound.rate_before} Hz: at least {LEAST_RATE}, better {opus.RATE}"
    yield from faults_of_sound(sound.samples, words)


def fault_of_name(path, lines, gapped, keys):
    """Why nobody would play it; None when somebody does."""
    if path.suffix != ".opus" or not path.is_file():
        return "a kiosk plays <message key>.opus and starts with nothing else here: export it as Opus"
    if path.stem in lines:
        return None
    if path.stem in gapped:
        return "something is filled in there, so a voice says it: take the file away"
    if path.stem in keys:
        return "nobody in front of a kiosk is read this text: take the file away"
    return "there is no text of this name: look in the script"


def check(root, language, folder, some=False):
    """Faults as (file name, words), in the order of the script."""
    recorded, with_gaps = recordings.split(root, language)
    lines = {key: line for line in recorded for key in (line.key, *line.twins)}
    gapped = {text.key for text in with_gaps}
    keys = recordings.catalogue(root, language)
    there = {}
    for path in sorted(folder.iterdir()):
        wrong = fault_of_name(path, lines, gapped, keys)
        if wrong:
            yield path.name, wrong
            continue
        line = lines[path.stem]
        if line.key in there:
            yield path.name, f"the same words as {there[line.key]}: one of them is enough"
        there.setdefault(line.key, path.name)
        for fault in faults_of_file(path, line.words):
            yield path.name, fault
    if not some:
        for line in recorded:
            if line.key not in there:
                yield f"{line.key}.opus", f"missing: '{line.words[:60]}'"


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("language", help="as in assets/locales: ti, so, …")
    parser.add_argument("folder", type=pathlib.Path)
    parser.add_argument("--some", action="store_true", help="what is missing is no fault yet")
    given = parser.parse_args()
    if not given.folder.is_dir():
        sys.exit(f"audio_check: {given.folder} is no folder")
    try:
        faults = list(check(ROOT, given.language, given.folder, given.some))
    except recordings.Broken as broken:
        sys.exit(f"audio_check: {broken}")
    for name, words in faults:
        print(f"{name}: {words}")
    print(f"{len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
