# SPDX-License-Identifier: Apache-2.0
"""Data files that are broken: the kiosk does not start, and says which file, where in it, and why."""
import json
import pathlib
import shutil
import subprocess
import tempfile
import unittest

from kiosk_case import KIOSK, ROOT


def put(*path, value):
    """A change deep in a JSON file; no value removes the member."""
    def change(document):
        at = document
        for step in path[:-1]:
            at = at[step]
        if value is None:
            del at[path[-1]]
        else:
            at[path[-1]] = value
    return change


HALF = None  # the file ends in the middle

# File, what is done to it, and words that the message must have: the place and the reason.
BROKEN = [
    ("locales/nl.json", HALF, ["nl.json:", "not JSON"]),
    ("locales/nl.json", put("app.back", value={"txt": "x"}), ["app.back", "unknown member \"txt\""]),
    ("locales/tr.json", put("app.back", "text", value="{broken"), ["app.back", "syntax"]),
    ("locales/ar.json", put("staff.card.waiting", "text", value="{count, plural, few {x}}"),
     ["staff.card.waiting"]),
    ("keyboards/latin.json", HALF, ["latin.json:", "not JSON"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 0, 0, value={"kind": "levitate"}),
     ["letters", "row 1", "unknown kind"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 3, 0, "target", value="moon"),
     ["letters", "a layer that is not there"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 0, 0, value="q\u0007"),
     ["row 1", "control character"]),
    ("keyboards/latin.json", put("_header", "id", value="arabic"), ["not the file's name"]),
    ("keyboards/ukrainian.json", put("variants", "Q", value=["W"]), ["variants of Q"]),
    ("fonts/fonts.json", HALF, ["fonts.json:", "not JSON"]),
    ("fonts/fonts.json", put("faces", 0, "scripts", value=None), ["Noto Sans", "scripts"]),
    ("fonts/fonts.json",
     put("faces", 0, "regular", value=[{"file": "None.ttf", "package": "fonts-none"}]),
     ["None.ttf", "apt-get install fonts-none"]),
    ("icons/icons.json", HALF, ["icons.json:", "not JSON"]),
    ("icons/icons.json", put("aliases", "arrow-start", value="no-such"), ["arrow-start"]),
    ("icons/icons.json", put("mirrored", value=["no-such"]), ["mirrored", "no-such"]),
    ("icons/icons.json", put("icons", "account", value="XYZ"), ["account", "code point"]),
    ("forms/household.v4.json", HALF, ["not JSON"]),
    ("forms/household.v4.json", put("questions", 0, "kind", value="riddle"),
     ["\"name\"", "riddle"]),
    ("forms/household.v4.json", put("questions", 3, "min", value="one"), ["\"adults\"", "min"]),
    ("forms/household.v4.json", put("questions", 5, "colour", value="x"),
     ["\"arrival\"", "colour"]),
    ("forms/household.v4.json", put("questions", 0, "icon", value="no-such"),
     ["name", "no-such", "icons.json"]),
    ("forms/household.v4.json", put("questions", 0, "text", value="form.no.such"),
     ["household", "name", "form.no.such.title", "nl.json"]),
    ("locales/uk.json", put("_header", "state", value="perfect"), ["state", "draft or reviewed"]),
    ("locales/nl.json", put("app.yes", "icon", value="no-such"), ["app.yes", "no-such", "icons.json"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 3, 0, "name", value="keyboard.no_such"),
     ["keyboard.no_such", "nl.json"]),
]

# A recording that is not there before: its path, what is in it, and words of the message.
CLIPS = [
    ("audio/nl/role.titel.opus", b"OggS", ["role.titel", "no key"]),
    ("audio/nl/role.title.opus", b"RIFF" + bytes(60), ["role.title.opus", "no Ogg Opus"]),
    ("audio/xx/role.title.opus", b"OggS", ["audio/xx", "no language 'xx'"]),
]


class BrokenData(unittest.TestCase):
    def setUp(self):
        folder = tempfile.TemporaryDirectory(prefix="samen-assets-")
        self.addCleanup(folder.cleanup)
        self.folder = pathlib.Path(folder.name)
        self.assets = self.folder / "assets"
        shutil.copytree(ROOT / "assets", self.assets)

    def refusal(self, words):
        done = subprocess.run(
            [str(KIOSK), "--headless", "--data", str(self.folder / "none"), "--assets",
             str(self.assets)], capture_output=True, text=True, timeout=60, check=False)
        self.assertIn(done.returncode, (1, 2), "it started all the same")
        for word in words:
            self.assertIn(word, done.stderr)
        return done.stderr

    def test_it_is_refused_at_start_with_file_place_and_reason(self):
        for name, change, words in BROKEN:
            with self.subTest(file=name, words=words):
                path = self.assets / name
                good = path.read_bytes()
                self.spoil(path, change)
                said = self.refusal(words)
                path.write_bytes(good)
                # What is missing is named itself: the list that asks for it is right.
                if "installed" not in said and " is not in " not in said:
                    self.assertIn(path.name, said)

    def test_a_recording_that_is_none_is_refused(self):
        for name, content, words in CLIPS:
            with self.subTest(file=name):
                path = self.assets / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
                self.refusal(words)
                shutil.rmtree(path.parent)

    @staticmethod
    def spoil(path, change):
        text = path.read_text(encoding="utf-8")
        if change is HALF:
            path.write_text(text[: len(text) // 2], encoding="utf-8")
            return
        document = json.loads(text)
        change(document)
        path.write_text(json.dumps(document, ensure_ascii=False), encoding="utf-8")


if __name__ == "__main__":
    unittest.main()
