#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Reads every #include and fails on an arrow between rooms that the house does not allow.

Usage: arrows_test.py ROOT. Exit 0 when every arrow is allowed, 1 with a line per broken rule.
"""
import pathlib
import re
import sys

# room: the rooms it may include. "room/file" allows one header of a room.
ALLOWED = {
    "shared/base": set(),
    "shared/domain": {"shared/base"},
    "shared/forms": {"shared/domain", "shared/base"},
    "shared/device": {"shared/base"},
    "shared/vault": {"shared/device", "shared/base"},
    "shared/storage": {"shared/protocol/envelope.hpp", "shared/protocol/feed_item.hpp",
                       "shared/vault/digest.hpp", "shared/device", "shared/base"},
    "shared/i18n": {"shared/base"},
    "shared/terminal": {"shared/base"},
    "shared/protocol": {"shared/domain", "shared/base", "shared/vault/digest.hpp",
                        "shared/vault/sign.hpp"},
    "kiosk/flow": {"shared/domain", "shared/forms", "shared/device/pin.hpp", "shared/base"},
    "kiosk/text": {"shared/base"},
    "kiosk/input": {"shared/base"},
    "kiosk/platform": {"kiosk/input", "shared/base"},
    "kiosk/ui": {"kiosk/flow", "kiosk/text", "kiosk/input", "shared/i18n", "shared/forms",
                 "shared/domain", "shared/base"},
    "kiosk/records": {"kiosk/flow/ports.hpp", "shared/protocol", "shared/vault", "shared/storage",
                      "shared/device", "shared/domain", "shared/base"},
    "kiosk/automation": {"kiosk/ui", "kiosk/platform", "kiosk/input", "shared/base"},
    # What is on the screen and where sound goes; no pixels, no session.
    "kiosk/speech": {"kiosk/ui/canvas/node_registry.hpp", "kiosk/ui/canvas/sound.hpp",
                     "kiosk/platform/audio.hpp", "shared/i18n", "shared/base"},
    # Another process: of the kiosk it knows the words for how a printer is.
    "kiosk/printing": {"kiosk/flow/printer.hpp", "shared/terminal", "shared/base"},
    "kiosk/app": {"kiosk/flow", "kiosk/printing/bitmap.hpp", "kiosk/printing/look.hpp", "kiosk/text", "kiosk/input", "kiosk/platform", "kiosk/ui",
                  "kiosk/records", "kiosk/speech", "kiosk/automation", "shared/i18n", "shared/forms",
                  "shared/device", "shared/base"},
    "kiosk/commands": {"shared/terminal", "kiosk/app/run_options.hpp", "shared/device/assets_folder.hpp", "kiosk/records",
                       "kiosk/ui/kit/qr_modules.hpp", "shared/base"},
    "kiosk": {"kiosk/app", "kiosk/commands", "shared/terminal", "shared/device", "shared/base"},
    "sync/matcher": {"shared/domain", "shared/base"},
    # The courier signs its requests and checks receipts; it cannot open anything.
    "sync/agent": {"shared/terminal", "shared/protocol", "shared/storage", "shared/device", "shared/base",
                   "shared/vault/digest.hpp",
                   "shared/vault/sign.hpp"},
    "sync/server": {"sync/matcher", "shared/forms", "shared/protocol", "shared/vault", "shared/storage",
                    "shared/device", "shared/i18n", "shared/terminal", "shared/domain", "shared/base"},
}

# Rooms inside a room: outer room -> {inner room: the inner rooms of the same outer room it may
# include, or "inner/file" for one header}. "" is the outer room's own folder; it may be left out when
# nothing lies there. The table must have no circle: read from the top down, arrows only go up.
INNER = {
    "sync/matcher": {
        "model": set(),
        "rules": {"model"},
        "scoring": {"rules", "model"},
        "assignment": set(),
        "explain": {"scoring", "rules", "model"},
        "lookahead": {"assignment", "scoring", "model"},
        "round": {"explain", "assignment", "scoring", "rules", "model"},
        "formation": {"round", "scoring", "rules", "model"},
        "formats": {"assignment", "model"},
        "synthetic": set(),
        "simulate": {"round", "lookahead", "assignment", "scoring", "synthetic", "model"},
        "commands": {"simulate", "formats", "assignment"},
    },
    "sync/server": {
        "store": set(),
        "keys": {"store/store.hpp"},
        "http": {"keys/tls_identity.hpp"},
        # Tables out of files from outside: knows nobody of the house.
        "sheets": set(),
        "cases": {"sheets", "store", "keys"},
        # What a person sees; how it travels, and to whom, is nobody's business here.
        "pages": {"cases", "sheets", "store"},
        "messages": {"cases", "store"},
        # Who a provider says somebody is: how its servers are asked and what its words are worth.
        "oidc": {"messages/transfer.hpp", "pages/query.hpp"},
        "office": {"pages", "oidc", "cases", "sheets", "http", "store"},
        "api": {"cases", "http", "keys", "store"},
        "commands": {"office", "oidc", "api", "cases", "http", "keys", "messages", "store"},
        "": {"commands"},
    },
    # Where things stand knows geometry only; widgets and screens draw on the canvas; what fingers and
    # keys mean is read from what was drawn, and nothing that draws asks for it but the frame of the focus.
    "kiosk/ui": {
        "layout": {"canvas/geometry.hpp"},
        "canvas": set(),
        "interaction": {"canvas"},
        "kit": {"layout", "canvas", "interaction/focus.hpp"},
        "screens": {"kit", "layout", "canvas"},
        "gallery": {"screens", "kit", "layout", "canvas"},
        "": {"screens", "kit", "interaction", "canvas"},
    },
}

# The courier reads envelopes only: these protocol headers show clear records.
FORBIDDEN_HEADERS = {
    "sync/agent": {"shared/protocol/record_json.hpp", "shared/protocol/card_json.hpp"},
}

# Third-party headers and the only rooms that may see them.
THIRD_PARTY = [
    (r"^SDL", {"kiosk/platform"}),
    (r"^(GLES|EGL|GL)", {"kiosk/platform"}),
    (r"^imgui", {"kiosk/ui", "kiosk/platform"}),
    (r"^unicode/", {"kiosk/text", "shared/i18n", "shared/forms"}),
    (r"^(hb|ft2build|freetype)", {"kiosk/text"}),
    (r"^phonenumbers/", {"shared/forms"}),
    (r"^(liboath/|fido)", {"sync/server"}),
    (r"^sodium", {"shared/vault", "shared/base"}),
    (r"^(sqlite3|SQLiteCpp)", {"shared/storage"}),
    (r"^curl", {"sync/agent", "sync/server"}),
    (r"^boost", {"sync/server"}),
    (r"^openssl", {"sync/agent", "sync/server"}),
    (r"^CLI/", {"shared/terminal", "kiosk/commands", "sync/agent", "sync/server"}),
    (r"^qrencode", {"kiosk/ui", "sync/server"}),
    (r"^(ctemplate|libical)/", {"sync/server"}),
    (r"^(zip|expat)\.h", {"sync/server"}),
    (r"^cjose/", {"sync/server"}),
    (r"^(espeak|opus)", {"kiosk/speech"}),
    (r"^cups", {"kiosk/printing"}),
]

# Heavy headers: only a .cpp, or a header that its own room keeps to itself, may include them, so
# that the tree builds in minutes.
HEAVY = re.compile(r"^(nlohmann/json\.hpp|boost/|CLI/|SQLiteCpp/|unicode/|imgui_internal)")

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]')


def room_of(path: pathlib.PurePosixPath):
    """shared/base/x.hpp -> shared/base; kiosk/ui/screens/x.cpp -> kiosk/ui; kiosk/main.cpp -> kiosk."""
    parts = path.parts
    if len(parts) < 2 or parts[0] not in ("shared", "kiosk", "sync"):
        return None
    return parts[0] if len(parts) == 2 else "/".join(parts[:2])


def inner_room_of(path: pathlib.PurePosixPath):
    """sync/matcher/scoring/scan/x.cpp -> scoring; sync/matcher/x.cpp -> ""; None: no inner rooms."""
    if room_of(path) not in INNER:
        return None
    return path.parts[2] if len(path.parts) > 3 else ""


def circles(table):
    """One line for each arrow of the table that closes a circle."""
    found, done, walking = [], set(), []

    def walk(room):
        if room in done:
            return
        walking.append(room)
        for other in sorted({name.split("/")[0] for name in table.get(room, ())}):
            if other in walking:
                found.append(" -> ".join([*walking[walking.index(other):], other]))
            else:
                walk(other)
        walking.pop()
        done.add(room)

    for room in sorted(table):
        walk(room)
    return found


def inner_problem(source: pathlib.PurePosixPath, target: pathlib.PurePosixPath):
    """What is wrong with an arrow between two files of one outer room, or None."""
    outer, room, other = room_of(source), inner_room_of(source), inner_room_of(target)
    if room is None or room == other:
        return None
    allowed = INNER[outer].get(room, set())
    header = target.relative_to(outer).as_posix()
    if other in allowed or header in allowed:
        return None
    return f"inside {outer}, {room or '(its own folder)'} -> {other or '(its own folder)'} is not an arrow of the house"


def resolve(root: pathlib.Path, source: pathlib.Path, name: str):
    for base in (root, root / "shared", source.parent):
        if (base / name).is_file():
            return (base / name).resolve().relative_to(root.resolve())
    return None


def check(root: pathlib.Path):
    problems, arrows, inner = [], 0, set()
    for outer, table in INNER.items():
        problems += [f"{outer}: the plan goes in a circle: {circle}" for circle in circles(table)]
    heavy_headers = {}  # header that includes a heavy one -> where it does
    crossed = set()     # headers that another room includes
    for side in ("shared", "kiosk", "sync"):
        for source in sorted((root / side).rglob("*")):
            if source.suffix not in (".cpp", ".hpp", ".h"):
                continue
            relative = pathlib.PurePosixPath(source.relative_to(root).as_posix())
            room = room_of(relative)
            if room not in ALLOWED:
                problems.append(f"{relative}: the room {room} is not in the plan of the house "
                                "(tests/architecture/arrows_test.py)")
                continue
            if inner_room_of(relative) not in INNER.get(room, {None: ()}):
                problems.append(f"{relative}: {room} has no inner room for this file "
                                "(INNER in tests/architecture/arrows_test.py)")
                continue
            for number, line in enumerate(source.read_text(encoding="utf-8").splitlines(), 1):
                match = INCLUDE.match(line)
                if not match:
                    continue
                where, name = f"{relative}:{number}", match.group(2)
                target = resolve(root, source, name)
                if target is None:
                    made_by_build = name.startswith("embedded/")
                    if match.group(1) == '"' and not made_by_build:
                        problems.append(f"{where}: cannot find \"{name}\"")
                    for pattern, rooms in THIRD_PARTY:
                        if re.match(pattern, name) and room not in rooms:
                            problems.append(f"{where}: {room} may not see <{name}>; "
                                            f"only {', '.join(sorted(rooms))} may")
                    if source.suffix != ".cpp" and HEAVY.match(name):
                        heavy_headers.setdefault(relative.as_posix(), (where, name))
                    continue
                target = pathlib.PurePosixPath(target.as_posix())
                other = room_of(target)
                if other == room and inner_room_of(relative) != inner_room_of(target):
                    inner.add((room, inner_room_of(relative), inner_room_of(target)))
                    problem = inner_problem(relative, target)
                    if problem:
                        problems.append(f"{where}: {problem}")
                if other == room or (other == "sync" and room.startswith("sync/")):
                    continue
                arrows += 1
                crossed.add(target.as_posix())
                allowed = ALLOWED[room]
                if target.as_posix() in FORBIDDEN_HEADERS.get(room, ()):
                    problems.append(f"{where}: {room} may not read {target}")
                elif other not in allowed and target.as_posix() not in allowed:
                    problems.append(f"{where}: {room} -> {other} is not an arrow of the house")
    for header, (where, name) in heavy_headers.items():
        if header in crossed:
            problems.append(f"{where}: <{name}> is heavy and other rooms include this header")
    return problems, arrows, inner


def back_up(inner):
    """How many of these arrows have one that leads the other way, over however many rooms."""
    after = {}
    for outer, room, other in inner:
        after.setdefault((outer, room), set()).add((outer, other))

    def reaches(start, end):
        seen, open_ones = set(), [start]
        while open_ones:
            here = open_ones.pop()
            seen.add(here)
            open_ones += after.get(here, set()) - seen
        return end in seen

    return sum(reaches((outer, other), (outer, room)) for outer, room, other in inner)


def product_lines(root):
    files = [path for side in ("shared", "kiosk", "sync") for path in (root / side).rglob("*.[ch]pp")]
    return len(files), sum(path.read_bytes().count(b"\n") for path in files)


def main():
    root = pathlib.Path(sys.argv[1])
    problems, arrows, inner = check(root)
    for problem in problems:
        print(problem)
    inside = {(outer, room) for outer, *ends in inner for room in ends}
    print(f"{arrows} includes across {len(ALLOWED)} rooms; {len(inner)} arrows between {len(inside)} rooms inside "
          f"{len(INNER)} of them, {back_up(inner)} back up; {len(problems)} not allowed")
    print("{} product files, {:,} lines".format(*product_lines(root)))
    if arrows == 0:
        print("nothing was read: is ROOT the top of the tree?")
    return 1 if problems or arrows == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
