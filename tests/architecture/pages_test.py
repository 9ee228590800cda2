#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The root pages and READMEs name only what is there, and answer five questions in three steps.

  - A path in backticks exists; capitals (NAME, TAG) and <...> stand for something, * matches.
  - A relative link leads somewhere.
  - ARCHITECTURE.md has every room of the arrow table; decisions are numbered without a gap.
  - `run.sh --help` names every language.
  - Each of five searches is walked from the root: every step is named by the one before it.

Usage: pages_test.py ROOT. Exit 1 with a line per broken promise.
"""
import pathlib
import re
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import arrows_test  # noqa: E402

ROOT_PAGES = ("README.md", "ARCHITECTURE.md", "CONTRIBUTING.md", "SECURITY.md", "CHANGELOG.md")
FOLDERS = ("kiosk", "shared", "sync", "assets", "tests", "image")
PATH = re.compile(r"`((?:%s)/[^`\s,:;()]*)`" % "|".join(FOLDERS))
LINK = re.compile(r"\]\(([^)#:]+)\)")
# what somebody looks for -> page and word, then file and word: each step is named by the one before
SEARCHES = {
    "why a proposal was declined": [
        ("CONTRIBUTING.md", "a reason to decline"), ("shared/domain/vocabulary.hpp", "enum class DeclineReason")],
    "how long a kiosk waits before it wipes": [
        ("CONTRIBUTING.md", "how long a kiosk waits"), ("kiosk/commands/options.cpp", '"--idle"')],
    "how the courier backs off": [
        ("CONTRIBUTING.md", "how the courier backs off"), ("sync/agent/backoff.hpp", "class Backoff")],
    "the limit on travel time": [
        ("CONTRIBUTING.md", "the limit on travel time"), ("assets/policy.json", "travel_limit_minutes")],
    "how to add a language": [
        ("CONTRIBUTING.md", "**a language.**"), ("assets/locales/nl.json", '"_header"')],
}


def stands_for_something(path):
    return re.search(r"[A-Z]{2,}|<|\.\.\.|…|\.vN\b", re.sub(r"README|CMakeLists", "", path)) is not None


def broken_paths(root):
    problems, count = [], 0
    pages = [root / page for page in ROOT_PAGES] + sorted(
        readme for folder in FOLDERS for readme in (root / folder).rglob("*.md"))
    for page in pages:
        where = page.relative_to(root).as_posix()
        if not page.is_file():
            problems.append(f"{where}: is missing")
            continue
        kept = page.read_text(encoding="utf-8").split("## Measured before")[0]  # other days, other files
        for number, line in enumerate(kept.splitlines(), 1):
            for path in PATH.findall(line):
                if stands_for_something(path):
                    continue
                count += 1
                if not any(True for _ in root.glob(path.rstrip("/"))):
                    problems.append(f"{where}:{number}: there is no {path}")
            for link in LINK.findall(line):
                count += 1
                if not (page.parent / link.strip()).exists():
                    problems.append(f"{where}:{number}: the link {link} leads nowhere")
    return problems, f"{count} paths and links followed"


def missing_rooms(root):
    text = (root / "ARCHITECTURE.md").read_text(encoding="utf-8")
    rooms = [room for room in arrows_test.ALLOWED if "/" in room]
    problems = [f"ARCHITECTURE.md: the room {room} is not on the page" for room in rooms if f"`{room}`" not in text]
    numbers = [int(number) for number in re.findall(r"^\*\*D(\d+)\. ", text, re.M)]
    if numbers != list(range(1, len(numbers) + 1)) or not numbers:
        problems.append(f"ARCHITECTURE.md: decisions are numbered {numbers}")
    undated = len(numbers) - len(re.findall(r"^\*\*D\d+\. [^*]*\*\*\s+\(\d{4}-\d\d-\d\d\)", text, re.M))
    if undated:
        problems.append(f"ARCHITECTURE.md: {undated} decisions without a date")
    return problems, f"{len(rooms)} rooms and {len(numbers)} decisions on the page"


def lost_searches(root):
    problems = []
    for wanted, steps in SEARCHES.items():
        if len(steps) > 3:
            problems.append(f"{wanted}: more than three steps")
        if f"({steps[0][0]})" not in (root / "README.md").read_text(encoding="utf-8"):
            problems.append(f"{wanted}: README.md does not lead to {steps[0][0]}")
        before = None
        for file, word in steps:
            text = (root / file).read_text(encoding="utf-8") if (root / file).is_file() else ""
            if word not in text:
                problems.append(f"{wanted}: {file} does not say {word}")
            elif before is not None and file not in before:
                problems.append(f"{wanted}: nothing before names {file}")
            before = text if before is None or word in text else before
    return problems, f"{len(SEARCHES)} searches walked"


def help_that_lies(root):
    """run.sh names every language there is a catalogue for, and refuses one that has none."""
    said = subprocess.run([root / "run.sh", "--help"], capture_output=True, text=True).stdout
    words = re.split(r"[^a-z]+", next((line for line in said.splitlines() if "--language" in line), ""))
    tags = sorted(path.stem for path in (root / "assets/locales").glob("*.json"))
    problems = [f"run.sh --help does not name the language {tag}" for tag in tags if tag not in words]
    refused = subprocess.run([root / "run.sh", "--language", "xx"], capture_output=True, text=True)
    if refused.returncode != 2 or any(tag not in refused.stderr.split() for tag in tags):
        problems.append(f"run.sh --language xx is not refused with the languages there are: {refused.stderr}")
    return problems, f"{len(tags)} languages asked of run.sh"


def main():
    root, failed = pathlib.Path(sys.argv[1]), False
    for rule in (broken_paths, missing_rooms, lost_searches, help_that_lies):
        problems, facts = rule(root)
        for problem in problems:
            print(problem)
        print(f"{facts}, {len(problems)} broken")
        failed = failed or bool(problems) or facts.startswith("0 ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
