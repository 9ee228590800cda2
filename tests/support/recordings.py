# SPDX-License-Identifier: Apache-2.0
"""What of a catalogue can be heard as a recording, in the order in which people meet it.

    for line in recordings.to_record(root, "ti"): print(line.key, line.words)

A kiosk finds a recording by the words on the screen, so a text with an argument has none: no screen
ever shows its pattern (those are `with_gaps`). Two keys with the same words share one recording.
Left out is what nobody in front of a kiosk is read: the pages of staff, letters, what is printed.
"""
import collections
import json
import re

Line = collections.namedtuple("Line", "key words twins")       # twins: other keys with these words
Gapped = collections.namedtuple("Gapped", "key variants")      # variants: [(choices, words)]

# Staff read these pages, without an ear; messages are letters, the others are paper.
LEFT_OUT = {"staff", "caution", "whynot", "decline", "reason", "message", "sheet", "slip", "poster"}
SIGNS = {"app.list_separator", "app.text_size.letter"}  # nothing to say in a sign
FORMS = ("household", "group", "member", "single")
# What is asked with them besides a question's own words.
OF_KIND = {"languages": ("language", "level"), "times": ("weekday", "day", "part", "time"),
           "children": ("child",), "contact": ("contact",), "consent": ("consent", "who_sees")}
BEFORE = ("first.greeting", "first.choose", "first", "role", "app", "sound")
AFTER = ("check", "outside", "notice", "stop", "idle", "sending", "receipt", "secret", "standing",
         "wish", "sure", "because", "offer", "met", "mood", "error", "notready", "keyboard")


class Broken(Exception):
    """Words for who runs the tool."""


def catalogue(root, language):
    path = root / "assets" / "locales" / f"{language}.json"
    if not re.fullmatch(r"[a-z]{2,3}", language) or not path.is_file():
        known = ", ".join(sorted(p.stem for p in path.parent.glob("*.json")))
        raise Broken(f"there is no catalogue for '{language}'; there are: {known}")
    entries = json.loads(path.read_text(encoding="utf-8"))
    return {key: entry for key, entry in entries.items() if key != "_header"}


def newest_form(root, form):
    found = sorted((root / "assets" / "forms").glob(f"{form}.v*.json"),
                   key=lambda path: int(re.search(r"\.v(\d+)\.json$", path.name)[1]))
    if not found:
        raise Broken(f"assets/forms has no form '{form}'")
    return json.loads(found[-1].read_text(encoding="utf-8"))["questions"]


def beginnings(root):
    """Beginnings of keys in the order of the flow, each once."""
    all_ = [word if "." in word else f"{word}." for word in BEFORE]
    for form in FORMS:
        for question in newest_form(root, form):
            stem = question.get("text", f"form.{form}.{question['id']}")
            all_ += [f"{stem}.title", f"{stem}.help", f"{stem}.label"]
            words = OF_KIND.get(question["kind"], ())
            all_ += [f"{word}." for word in (question.get("vocabulary"), *words) if word]
    return list(dict.fromkeys(all_ + [f"{word}." for word in AFTER]))


def in_flow_order(root, keys):
    """All keys but those left out. What no beginning knows comes last, so that nothing is lost."""
    heard = sorted(key for key in keys if key.split(".")[0] not in LEFT_OUT and key not in SIGNS)
    order = {}
    for beginning in beginnings(root):
        for key in heard:
            if key.startswith(beginning):
                order.setdefault(key, len(order))
    return sorted(heard, key=lambda key: (order.get(key, len(order)), key))


def parts_of(text):
    """An ICU message as a list: words, or (argument, {choice: parts}) with {} where only it stands."""
    parts, rest = _parts(text, 0, inside=False)
    if rest != len(text):
        raise Broken(f"a brace too many in: {text}")
    return parts


def _parts(text, at, inside):
    parts, words = [], ""
    while at < len(text) and text[at] != "}":
        if text[at] == "'" and text[at + 1:at + 2] == "'":
            words, at = words + "'", at + 2
        elif text[at] == "'" and text[at + 1:at + 2] in ("{", "}", "#"):
            end = text.find("'", at + 1)
            end = len(text) if end < 0 else end
            words, at = words + text[at + 1:end], end + 1
        elif text[at] == "{":
            parts, words = parts + [words], ""
            argument, at = _argument(text, at + 1)
            parts.append(argument)
        elif text[at] == "#" and inside:
            parts, words, at = parts + [words, ("#", {})], "", at + 1
        else:
            words, at = words + text[at], at + 1
    return [part for part in parts + [words] if part], at


def _argument(text, at):
    head = re.compile(r"\s*(\w+)\s*(?:,\s*(plural|select|selectordinal)\s*,\s*)?").match(text, at)
    if not head:
        raise Broken(f"an argument without a name in: {text}")
    name, kind, at = head[1], head[2], head.end()
    choices = {}
    while kind and text[at:at + 1] not in ("}", ""):
        choice = re.compile(r"\s*(=?\w+)\s*\{").match(text, at)
        if not choice:
            raise Broken(f"a choice that is no word in: {text}")
        choices[choice[1]], at = _parts(text, choice.end(), inside=kind != "select")
        at = re.compile(r"\}?\s*").match(text, at).end()
    if text[at:at + 1] != "}":
        raise Broken(f"a brace is missing in: {text}")
    return (name, choices), at + 1


def variants(parts):
    """[(choices, words)]: every way the choices can fall; what is filled in stands as a [gap]."""
    all_ = [("", "")]
    for part in parts:
        if isinstance(part, str):
            ways = [("", part)]
        elif not part[1]:
            ways = [("", f"[{'number' if part[0] == '#' else part[0]}]")]
        else:
            ways = [(f"{part[0]}={choice} {chosen}".strip(), words)
                    for choice, inner in part[1].items() for chosen, words in variants(inner)]
        all_ = [(f"{c} {d}".strip(), w + v) for c, w in all_ for d, v in ways]
    return all_


def plain(parts):
    return all(isinstance(part, str) for part in parts)


def split(root, language):
    """(lines to record, texts with gaps)."""
    entries = catalogue(root, language)
    by_text, gapped = {}, []
    for key in in_flow_order(root, entries):
        text = entries[key]["text"]
        parts = parts_of(text)
        if not plain(parts):
            said = parts_of(entries[key].get("speak", text))
            gapped.append(Gapped(key, variants(said)))
        elif text in by_text:
            by_text[text].twins.append(key)
        else:
            said = "".join(parts_of(entries[key].get("speak", text)))
            by_text[text] = Line(key, said, [])
    return list(by_text.values()), gapped


def to_record(root, language):
    return split(root, language)[0]


def with_gaps(root, language):
    return split(root, language)[1]
