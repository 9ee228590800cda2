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
    ("locales/nl.json", HALF, ["not JSON at byte"]),
    ("locales/nl.json", put("app.back", value={"txt": "x"}), ["app.back", "unknown field \"txt\""]),
    ("locales/tr.json", put("app.back", "text", value="{broken"), ["app.back", "syntax"]),
    ("locales/ar.json", put("staff.card.waiting", "text", value="{count, plural, few {x}}"),
     ["staff.card.waiting"]),
    ("keyboards/latin.json", HALF, ["not a JSON object"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 0, 0, value={"kind": "levitate"}),
     ["letters", "row 1", "unknown kind"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 3, 0, "target", value="moon"),
     ["letters", "a layer that is not there"]),
    ("keyboards/latin.json", put("layers", 0, "rows", 0, 0, value="q\u0007"),
     ["row 1", "control character"]),
    ("keyboards/latin.json", put("_header", "id", value="arabic"), ["not the file's name"]),
    ("keyboards/ukrainian.json", put("variants", "Q", value=["W"]), ["variants of Q"]),
    ("fonts/fonts.json", HALF, ["not a JSON object"]),
    ("fonts/fonts.json", put("faces", 0, "scripts", value=None), ["Noto Sans", "scripts"]),
    ("fonts/fonts.json",
     put("faces", 0, "regular", value=[{"file": "None.ttf", "package": "fonts-none"}]),
     ["None.ttf", "apt-get install fonts-none"]),
    ("icons/icons.json", HALF, ["not a JSON object"]),
    ("icons/icons.json", put("aliases", "arrow-start", value="no-such"), ["arrow-start"]),
    ("icons/icons.json", put("mirrored", value=["no-such"]), ["mirrored", "no-such"]),
    ("icons/icons.json", put("icons", "account", value="XYZ"), ["account", "code point"]),
    ("forms/household.v1.json", HALF, ["not JSON"]),
    ("forms/household.v1.json", put("questions", 0, "kind", value="riddle"),
     ["\"name\"", "riddle"]),
    ("forms/household.v1.json", put("questions", 3, "min", value="one"), ["\"adults\"", "min"]),
    ("forms/household.v1.json", put("questions", 5, "colour", value="x"),
     ["\"arrival\"", "colour"]),
    ("forms/household.v1.json", put("questions", 0, "icon", value="no-such"),
     ["name", "no-such", "icons.json"]),
]


class BrokenData(unittest.TestCase):
    def test_it_is_refused_at_start_with_file_place_and_reason(self):
        with tempfile.TemporaryDirectory(prefix="samen-assets-") as folder:
            assets = pathlib.Path(folder) / "assets"
            shutil.copytree(ROOT / "assets", assets)
            for name, change, words in BROKEN:
                with self.subTest(file=name, words=words):
                    path = assets / name
                    good = path.read_bytes()
                    self.spoil(path, change)
                    done = subprocess.run(
                        [str(KIOSK), "--headless", "--data", folder + "/none", "--assets",
                         str(assets)], capture_output=True, text=True, timeout=60, check=False)
                    path.write_bytes(good)
                    self.assertIn(done.returncode, (1, 2), "it started all the same")
                    # A font that is missing is named itself: its list is right.
                    known = "installed" in done.stderr or "icons.json" in done.stderr
                    for word in words + ([] if known else [path.name]):
                        self.assertIn(word, done.stderr)

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
