#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Adds one of each kind to a scratch copy by CONTRIBUTING's recipes, and sees it work.

What is data is shown by the real kiosk and the real lints; what is code is compiled with the headers
that its recipe names. Half a recipe must be refused: that is how somebody notices what is missing.

Usage: recipes_test.py BIN SOURCE
"""
import json
import pathlib
import shutil
import subprocess
import sys
import tempfile

BIN, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
sys.path.insert(0, str(SOURCE / "tests/support"))
import journey  # noqa: E402
from kiosk_driver import Kiosk, init_kiosk  # noqa: E402

MOST_FILES_OF_A_RULE = 3  # beside catalogues and tests


class Scratch:
    """A copy of the tree without history, and which files a recipe touched."""

    def __init__(self, folder):
        self.root = pathlib.Path(folder) / "tree"
        for name in ("assets", "kiosk", "shared", "sync", "tests/lint", "tests/support"):
            shutil.copytree(SOURCE / name, self.root / name, ignore=shutil.ignore_patterns("__pycache__"))
        self.touched = set()

    def write(self, name, text):
        self.touched.add(name)
        (self.root / name).write_text(text, encoding="utf-8")

    def replace(self, name, old, new):
        text = (self.root / name).read_text(encoding="utf-8")
        assert old in text, f"{name} does not have {old!r} any more: CONTRIBUTING.md and this test are out of date"
        self.write(name, text.replace(old, new, 1))

    def json(self, name):
        return json.loads((self.root / name).read_text(encoding="utf-8"))

    def write_json(self, name, value):
        self.write(name, json.dumps(value, ensure_ascii=False, indent=1) + "\n")

    def messages(self, added):
        languages = [path.stem for path in (self.root / "assets/locales").glob("*.json")]
        lines = {key: {language: text for language in languages} for key, text in added.items()}
        subprocess.run([sys.executable, self.root / "tests/support/catalogue_add.py"], check=True,
                       input=json.dumps(lines), text=True, capture_output=True)

    def lint(self):
        done = subprocess.run([sys.executable, self.root / "tests/lint/catalogue_keys.py", self.root],
                              capture_output=True, text=True)
        return done.stdout if done.returncode else ""

    def compiles(self, source, run=False):
        """None, or what the compiler (or the small program) has to say."""
        program = self.root.parent / "small"
        small = program.with_suffix(".cpp")
        small.write_text(source, encoding="utf-8")
        command = ["g++", "-std=c++23", "-Wall", "-Wextra", "-I", self.root, "-I", self.root / "shared", small]
        done = subprocess.run([*command, *(["-o", program] if run else ["-fsyntax-only"])],
                              capture_output=True, text=True)
        if done.returncode == 0 and run:
            done = subprocess.run([program], capture_output=True, text=True)
        return None if done.returncode == 0 else (done.stderr + done.stdout)[-1500:] or f"ends with {done.returncode}"

    def kiosk(self, language="nl"):
        data = self.root.parent / "data"
        if not data.exists():
            init_kiosk(BIN / "samen-kiosk", data, "271828")
            subprocess.run([BIN / "samen-lone-matcher", "enrol", data, self.root.parent / "matcher.key"],
                           check=True, capture_output=True)
        return Kiosk.start(BIN / "samen-kiosk", data, assets=self.root / "assets", language=language)


def test_a_message(tree):
    tree.messages({"app.wave": "Hallo daar"})
    assert "app.wave" in tree.lint(), "words without a user must be noticed"
    (screen,) = tree.root.glob("kiosk/ui/screens/role.cpp")
    tree.write("kiosk/ui/screens/role.cpp", screen.read_text() + '\n// tr("x")\nauto wave() { return tr("app.wave"); }\n')
    assert tree.lint() == "", tree.lint()


def test_a_language(tree):
    words = tree.json("assets/locales/en.json")
    words["_header"] |= {"language": "pl", "order": 200, "state": "draft", "reviewer": None}
    words["role.household"]["text"] = "Jestem tu od niedawna"
    tree.write_json("assets/locales/pl.json", words)
    assert tree.lint() == "", tree.lint()
    with tree.kiosk() as kiosk:
        journey.choose_language(kiosk, "pl")
        labels = [str(node.get("label", "")) for node in kiosk.nodes().values()]
        assert any("Jestem tu od niedawna" in label for label in labels), labels
    assert tree.touched == {"assets/locales/pl.json"}


def test_a_keyboard(tree):
    keys = tree.json("assets/keyboards/latin_fr.json")
    keys["_header"] |= {"id": "latin_xx", "languages": [], "order": 900}
    tree.write_json("assets/keyboards/latin_xx.json", keys)
    with tree.kiosk() as kiosk:
        kiosk.wait_screen("first")
    keys["_header"]["id"] = "somebody_else"
    tree.write_json("assets/keyboards/latin_xx.json", keys)
    try:
        with tree.kiosk() as kiosk:
            kiosk.wait_screen("first")
    except Exception as refusal:  # noqa: BLE001
        assert "latin_xx" in str(refusal) or "file's name" in str(refusal), refusal
    else:
        raise AssertionError("a keyboard with another's name was taken")


def test_a_question(tree):
    """A new version of the form asks it; the version that people answered stays as it is."""
    newest = max((tree.root / "assets/forms").glob("single.v*.json"))
    form = json.loads(newest.read_text())
    version = form["version"]
    question = next(q for q in form["questions"] if q["id"] == "interests")
    shorter = [q for q in form["questions"] if q["id"] != "interests"]  # the world before: nobody asked
    newest.unlink()  # a kiosk asks one version; the matcher reads every one
    tree.write_json(f"assets/forms/single.v{version + 1}.json", dict(
        form, version=version + 1, questions=[dict(question, later=False, text="form.single.free_time"), *shorter]))
    assert "form.single.free_time" in tree.lint(), "a question without words must be noticed"
    tree.messages({f"form.single.free_time.{part}": "Wat doe je graag?" for part in ("title", "help", "label")})
    assert tree.lint() == "", tree.lint()
    with tree.kiosk() as kiosk:
        journey.choose_language(kiosk, "nl")
        kiosk.tap("role.single")
        assert kiosk.state()["screen"] == "question.interests", kiosk.state()


def test_a_reason_to_decline(tree):
    tree.replace("shared/domain/vocabulary.hpp", "household_not_available,\n  other\n", "household_not_available,\n  other,\n  holiday\n")
    half = '#include "domain/vocabulary.hpp"\nusing namespace samen::domain;\n' \
           'static_assert(from_name<DeclineReason>("holiday") == DeclineReason::holiday);\nint main() {}\n'
    assert tree.compiles(half), "a reason without its name must not compile where it is used"
    tree.replace("shared/domain/vocabulary.hpp", '"household_not_available", "other");', '"household_not_available", "other", "holiday");')
    assert tree.compiles(half) is None, tree.compiles(half)
    assert "decline.holiday" in tree.lint()
    tree.messages({"decline.holiday": "Een van de twee is met vakantie"})
    assert tree.lint() == "", tree.lint()
    assert tree.touched == {"shared/domain/vocabulary.hpp"}


RULE = """// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/matcher/rules/group_view.hpp"
#include "sync/matcher/rules/rule.hpp"

namespace samen::matcher::rules {

// A large household needs more than three people around it.
struct EnoughHands {
  static constexpr std::string_view kName = "enough_hands";
  static constexpr Kind kKind = Kind::of_people;
  struct Asks {
    std::uint8_t people = 0;
  };
  static Asks asks(const Instance& instance, const Policy&, HouseholdIndex household) {
    return {instance.households.people[household]};
  }
  static constexpr bool always(const Asks& asks) { return asks.people < 7; }
  static std::tuple<std::uint8_t> has(const Policy&, const GroupView& group) { return {group.members}; }
  static constexpr bool met(const Asks&, std::uint8_t members) { return members >= 4; }
};

}  // namespace samen::matcher::rules
"""
RULE_USED = """#include "sync/matcher/rules/hard_rules.hpp"
using namespace samen::matcher;
int main() {
  Policy policy;
  Instance instance;
  instance.households.people = {9};
  struct Large : rules::EnoughHands {};
  rules::GroupView small, big;
  small.members = 3;
  big.members = 4;
  const auto asks = rules::EnoughHands::asks(instance, policy, 0);
  const bool refuses = !rules::met<rules::EnoughHands>(asks, rules::EnoughHands::has(policy, small));
  const bool allows = rules::met<rules::EnoughHands>(asks, rules::EnoughHands::has(policy, big));
  return refuses && allows && obstacle_of<rules::EnoughHands>() != 0 && kObstacleNames.back() == "enough_hands" ? 0 : 1;
}
"""


def test_a_hard_rule(tree):
    tree.write("sync/matcher/rules/obstacles/enough_hands.hpp", RULE)
    assert tree.compiles(RULE_USED), "a rule that no list knows must not compile where it is used"
    list_file = "sync/matcher/rules/hard_rules.hpp"
    tree.replace(list_file, '#include "sync/matcher/rules/obstacles/excluded.hpp"',
                 '#include "sync/matcher/rules/obstacles/enough_hands.hpp"\n#include "sync/matcher/rules/obstacles/excluded.hpp"')
    tree.replace(list_file, "rules::Needs>;", "rules::Needs, rules::EnoughHands>;")
    assert tree.compiles(RULE_USED, run=True) is None, tree.compiles(RULE_USED, run=True)
    assert len(tree.touched) <= MOST_FILES_OF_A_RULE, tree.touched


CRITERION_USED = '#include "sync/matcher/rules/criteria.hpp"\nstatic_assert(samen::matcher::kCriteria == 7);\nint main() {}\n'


def test_a_criterion(tree):
    model = (tree.root / "sync/matcher/rules/criteria/travel_time.hpp").read_text()
    tree.write("sync/matcher/rules/criteria/next_door.hpp",
               model.replace("TravelTimePoints", "NextDoor").replace('"travel"', '"next_door"'))
    tree.replace("sync/matcher/rules/criteria.hpp", '#include "sync/matcher/rules/criteria/shared_time.hpp"',
                 '#include "sync/matcher/rules/criteria/next_door.hpp"\n#include "sync/matcher/rules/criteria/shared_time.hpp"')
    tree.replace("sync/matcher/rules/criteria.hpp", "rules::SharedTime>;", "rules::SharedTime, rules::NextDoor>;")
    assert tree.compiles(CRITERION_USED), "a criterion without a weight must not compile"
    policy = "sync/matcher/model/policy.hpp"
    tree.replace(policy, "  shared_time\n};", "  shared_time,\n  next_door\n};")
    tree.replace(policy, "kCriteria = 6;", "kCriteria = 7;")
    tree.replace(policy, '"languages", "shared_time"};', '"languages", "shared_time", "next_door"};')
    tree.replace(policy, "{35, 15, 15, 15, 10, 10};", "{35, 15, 15, 10, 10, 10, 5};")
    assert tree.compiles(CRITERION_USED) is None, tree.compiles(CRITERION_USED)
    assert len(tree.touched) <= MOST_FILES_OF_A_RULE, tree.touched


SCREEN_USED = '#include "kiosk/flow/screen_table.hpp"\nusing namespace samen::flow;\n' \
              'static_assert(to_string(Screen::thanks) == "thanks" && row_of(Screen::thanks).read_aloud);\nint main() {}\n'


def test_a_screen(tree):
    table = "kiosk/flow/screen_table.hpp"
    tree.replace(table, "  staff_decline,  // why not?\n", "  staff_decline,  // why not?\n  thanks,\n")
    count = next(line for line in (tree.root / table).read_text().splitlines() if "kScreens =" in line)
    number = int(count.split("=")[1].strip(" ;"))
    tree.replace(table, count, count.replace(str(number), str(number + 1)))
    assert tree.compiles(SCREEN_USED), "a screen without a row must not compile"
    tree.replace(table, "#undef SAMEN_SCREEN",
                 "    {SAMEN_SCREEN(thanks), Part::sign_up, true, true, Stop::at_once, Idle::warns, Limit::progress, {}, {}},\n"
                 "#undef SAMEN_SCREEN")
    assert tree.compiles(SCREEN_USED) is None, tree.compiles(SCREEN_USED)


def main():
    failed = 0
    wanted = sys.argv[3:]
    for name, test in sorted(globals().items()):
        if not name.startswith("test_") or (wanted and not any(word in name for word in wanted)):
            continue
        with tempfile.TemporaryDirectory() as folder:
            try:
                test(Scratch(folder))
                print(f"ok    {name}")
            except Exception as error:  # noqa: BLE001
                failed += 1
                print(f"FAIL  {name}: {type(error).__name__}: {error}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
