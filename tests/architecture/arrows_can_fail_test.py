#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that the arrow test refuses what it should: a small house with one wrong include each."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import arrows_test  # noqa: E402

CASES = [
    # file, its include, a word the complaint must contain
    ("shared/base/a.cpp", '#include "domain/b.hpp"', "not an arrow"),
    ("sync/agent/a.cpp", '#include "vault/seal.hpp"', "not an arrow"),
    ("sync/agent/a.cpp", '#include "protocol/record_json.hpp"', "may not read"),
    ("kiosk/flow/a.cpp", "#include <imgui.h>", "may not see"),
    ("kiosk/ui/a.cpp", "#include <SDL.h>", "may not see"),
    ("kiosk/app/a.cpp", '#include "kiosk/commands/e.hpp"', "not an arrow"),
    ("kiosk/flow/a.cpp", '#include "kiosk/app/f.hpp"', "not an arrow"),
    ("sync/matcher/model/a.cpp", '#include "storage/database.hpp"', "not an arrow"),
    ("sync/matcher/a.cpp", "#include <vector>", "no inner room"),
    ("sync/matcher/cellar/a.cpp", "#include <vector>", "no inner room"),
    ("kiosk/ui/a.cpp", '#include "sync/server/store/store.hpp"', "not an arrow"),
    ("shared/protocol/heavy.hpp", "#include <nlohmann/json.hpp>", "heavy"),
    ("kiosk/cellar/a.cpp", "#include <vector>", "not in the plan"),
]
FILES = ["shared/domain/b.hpp", "shared/base/c.hpp", "shared/vault/seal.hpp",
         "shared/protocol/record_json.hpp", "shared/storage/database.hpp", "sync/server/store/store.hpp",
         "kiosk/ui/d.hpp", "kiosk/commands/e.hpp", "kiosk/app/f.hpp"]
# A header of another room that leans on heavy.hpp: that is what makes it a fault.
USERS = {"shared/protocol/heavy.hpp": ("sync/server/api/b.cpp", '#include "protocol/heavy.hpp"\n')}

# Inside a room: every arrow that the plan does not have, tried one by one.
for outer, table in arrows_test.INNER.items():
    for room, allowed in table.items():
        for other in set(table) - allowed - {room}:
            target = "/".join(part for part in (outer, other, "to.hpp") if part)
            source = "/".join(part for part in (outer, room, "from.cpp") if part)
            FILES.append(target)
            CASES.append((source, f'#include "{target}"', f"inside {outer}"))



def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)


failures = 0
with tempfile.TemporaryDirectory() as folder:
    root = pathlib.Path(folder)
    for name in FILES:
        write(root / name, "")
    for path, include, expected in CASES:
        user, content = USERS.get(path, (path, None))
        write(root / path, include + "\n")
        if content:
            write(root / user, content)
        problems, _, _ = arrows_test.check(root)
        if len(problems) != 1 or expected not in problems[0]:
            failures += 1
            print(f"{path} with {include}: expected '{expected}', got {problems}")
        for name in {path, user}:  # as it was
            (root / name).unlink()
            if name in FILES:
                write(root / name, "")
# A plan that goes in a circle is refused, however long the way round.
for table in ({"a": {"b"}, "b": {"a"}}, {"a": {"b"}, "b": {"c/x.hpp"}, "c": {"a"}}, {"a": {"a"}}):
    if not arrows_test.circles(table):
        failures += 1
        print(f"not seen as a circle: {table}")
if arrows_test.circles({"a": set(), "b": {"a"}, "c": {"a", "b"}}):
    failures += 1
    print("a plan without a circle was refused")
print(f"{len(CASES)} wrong includes tried, {failures} not refused as expected")
sys.exit(1 if failures else 0)
