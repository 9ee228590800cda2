#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compares what programs say at a terminal with its Dutch.

Usage: command_words.py [--missing] ROOT. One line per problem; exit 1 when there is one. --missing prints
what has no Dutch yet as a JSON object to be filled in, and nothing else.

- A literal given to say(), say_count(), translated() or to_say() has its Dutch in one file of
  assets/commands/nl, with the same placeholders and the same blanks at both ends; no Dutch is without a
  user.
- The words of a failure (fail(), context()) go through say() in SAY_FAILURES, and whatever reads like a
  sentence does in SAY_ALL: the rooms whose texts people at a terminal read.
"""
import json
import pathlib
import re
import sys

ROOTS = ("shared", "sync", "kiosk")
SAY_FAILURES = (
    "kiosk/app/", "kiosk/automation/line_socket.cpp", "kiosk/commands/", "kiosk/main.cpp", "kiosk/platform/",
    "kiosk/printing/", "kiosk/records/", "kiosk/speech/", "kiosk/text/",
    "shared/base/", "shared/device/", "shared/forms/", "shared/i18n/", "shared/protocol/enrolment_code.cpp",
    "shared/storage/", "shared/terminal/", "shared/vault/",
    "sync/agent/", "sync/matcher/",
    "sync/server/api/",
    "sync/server/cases/",
    "sync/server/http/",
    "sync/server/keys/",
    "sync/server/messages/",
    "sync/server/office/",
    "sync/server/store/",
)
SAY_ALL = (
    "kiosk/app/app.cpp", "kiosk/app/assets.cpp", "kiosk/app/printing.cpp", "kiosk/commands/", "kiosk/main.cpp",
    "kiosk/printing/main.cpp",
    "sync/agent/channel.cpp", "sync/agent/curl_client.cpp", "sync/agent/enrolment.cpp", "sync/agent/main.cpp",
    "sync/agent/problem.cpp", "sync/agent/server_address.cpp", "sync/agent/status_words.cpp",
    "sync/agent/waiter.cpp",
    "sync/matcher/commands/",
    "sync/server/commands/",
)
# What reads like a sentence and is none: SQL, a name, markup, what a program writes for itself.
NO_WORDS = re.compile(r"^\s*(SELECT|INSERT|UPDATE|DELETE|WITH|CREATE|PRAGMA|FROM|WHERE|AND|ORDER|JOIN|LEFT)\b"
                      r"|^The Hague$|^init again$|^<|^samen-\w+( \w+)?$")
SENTENCE = re.compile(r"[A-Za-z]{2,}[,:;]? +[A-Za-z(]")
FIELD = re.compile(r"[a-z_]+(\.[a-z_]+)+")  # where in a record, as a program would name it
LETTERS = re.compile(r"[A-Za-z]{2,}")
PLACE = re.compile(r"\{(\d*)\}")
TOKEN = re.compile(r'//[^\n]*|/\*.*?\*/|R"(?P<tag>\w*)\((?P<raw>.*?)\)(?P=tag)"|"(?P<text>(?:[^"\\\n]|\\.)*)"'
                   r"|'(?:[^'\\\n]|\\.)+'|#include[^\n]*|[A-Za-z_]\w*|\S", re.S)
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\", "'": "'", "0": "\0"}


def unescaped(text):
    return re.sub(r"\\(.)", lambda found: ESCAPES.get(found[1], found[1]), text, flags=re.S)


def tokens_of(source):
    """(kind, value, line): kind is "text" or "code"; comments are left out, neighbours joined."""
    tokens = []
    for found in TOKEN.finditer(source):
        if found[0].startswith(("//", "/*", "#include")):
            continue
        line = source.count("\n", 0, found.start()) + 1
        if found["text"] is None and found["raw"] is None:
            tokens.append(("code", found[0], line))
            continue
        value = unescaped(found["text"]) if found["text"] is not None else found["raw"]
        if tokens and tokens[-1][0] == "text":
            tokens[-1] = ("text", tokens[-1][1] + value, tokens[-1][2])
        else:
            tokens.append(("text", value, line))
    return tokens


def texts_said(tokens):
    """{index of a text: True}: the literals that are first in say(...) and its kin."""
    said = set()
    for i, (kind, value, _) in enumerate(tokens[:-2]):
        if kind != "code" or value not in ("say", "say_count", "translated", "to_say"):
            continue
        if tokens[i + 1][1] != "(" or (i > 0 and tokens[i - 1][1] in (".", ">")):
            continue
        if value != "say_count":
            said.update({i + 2} if tokens[i + 2][0] == "text" else ())
            continue
        depth, wanted = 1, 2
        for j in range(i + 2, len(tokens)):
            depth += {"(": 1, "{": 1, ")": -1, "}": -1}.get(tokens[j][1], 0) if tokens[j][0] == "code" else 0
            if depth == 0 or wanted == 0:
                break
            if depth == 1 and tokens[j][0] == "text" and tokens[j - 1][1] == ",":
                said.add(j)
                wanted -= 1
    return said


def places(text):
    """What is filled in, by number: {} counts on."""
    count = 0
    numbers = []
    for number in PLACE.findall(text):
        numbers.append(int(number) if number else count)
        count += 0 if number else 1
    return sorted(set(numbers))


def ends(text):
    return text[:len(text) - len(text.lstrip())], text[len(text.rstrip()):]


def regions_of(tokens, *names):
    """(first, last) of the arguments of each call of these."""
    for i, (kind, value, _) in enumerate(tokens[:-1]):
        if kind != "code" or value not in names or tokens[i + 1][1] != "(":
            continue
        depth = 0
        for j in range(i + 1, len(tokens)):
            depth += {"(": 1, ")": -1}.get(tokens[j][1], 0) if tokens[j][0] == "code" else 0
            if depth == 0:
                yield i + 2, j
                break


def bare_texts(name, tokens, said):
    problems = []
    if name.startswith(SAY_FAILURES) and SAY_FAILURES:
        for first, last in regions_of(tokens, "fail", "context"):
            for j in range(first, last):
                bare = tokens[j][0] == "text" and j not in said and not FIELD.fullmatch(tokens[j][1])
                if bare and LETTERS.search(tokens[j][1]):
                    problems.append(f"{name}:{tokens[j][2]}: a failure without say(): {tokens[j][1]!r}")
    if name.startswith(SAY_ALL) and SAY_ALL:
        said = said.union(*(range(*audit) for audit in regions_of(tokens, "write_audit")))
        for j, (kind, value, line) in enumerate(tokens):
            if kind == "text" and j not in said and SENTENCE.search(value) and not NO_WORDS.search(value):
                problems.append(f"{name}:{line}: words without say(): {value!r}")
    return sorted(set(problems))


def read_code(root):
    english, problems = {}, []
    for top in ROOTS:
        for path in sorted((root / top).rglob("*.[ch]pp")):
            name = path.relative_to(root).as_posix()
            tokens = tokens_of(path.read_text(encoding="utf-8"))
            said = texts_said(tokens)
            for j in said:
                english.setdefault(tokens[j][1], f"{name}:{tokens[j][2]}")
            problems += bare_texts(name, tokens, said)
    return english, problems


def read_dutch(root):
    dutch, problems = {}, []

    def pairs(entries):
        for key, count in ((k, sum(k == other for other, _ in entries)) for k, _ in entries):
            if count > 1:
                problems.append(f"twice in one file: {key!r}")
        return dict(entries)

    for path in sorted((root / "assets/commands/nl").glob("*.json")):
        for key, text in json.loads(path.read_text(encoding="utf-8"), object_pairs_hook=pairs).items():
            if key in dutch:
                problems.append(f"{path.name}: stands in another file, too: {key!r}")
            if not isinstance(text, str) or not text.strip():
                problems.append(f"{path.name}: no words for {key!r}")
                continue
            dutch[key] = text
            if places(key) != places(text):
                problems.append(f"{path.name}: other placeholders than {key!r}")
            if ends(key) != ends(text):
                problems.append(f"{path.name}: other blanks at the ends than {key!r}")
    return dutch, sorted(set(problems))


def main():
    root = pathlib.Path(sys.argv[-1])
    english, problems = read_code(root)
    dutch, of_dutch = read_dutch(root)
    missing = {text: "" for text in english if text.strip() and text not in dutch}
    if "--missing" in sys.argv:
        print(json.dumps(missing, ensure_ascii=False, indent=2))
        return 0
    problems += of_dutch
    problems += [f"{english[text]}: no Dutch for {text!r}" for text in missing]
    problems += [f"assets/commands/nl: nobody says {text!r}" for text in dutch if text not in english]
    for line in problems:
        print(line)
    print(f"{len(english)} texts, {len(dutch)} in Dutch, {len(problems)} problems")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
