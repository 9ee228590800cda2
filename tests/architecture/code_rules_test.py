#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Rules for code that a machine can check, over C++ and Python.

  - A function has at most 70 lines, a README 14 and no figures.
  - A visitor names every event: no lambda or operator() for `auto` among the overloads of a visitor,
    so that a new event does not compile until somebody has decided what it does.
  - No conversion that throws or answers 0 for nonsense (std::stoi, atoi, ...): std::from_chars.
  - A loop does not run over the inside of a Result that nobody holds.
  - A test that waits has a bound of its own and says what it waited for.

What broke a rule when the rule was made stands in still_broken.txt; the list only shrinks.
Usage: code_rules_test.py ROOT. Exit 1 with a line per broken rule.
"""
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent))
from functions import functions, without_literals  # noqa: E402

LONGEST = 70
LONGEST_README = 14
TOPS = ("kiosk", "shared", "sync", "tests")
PRODUCT = ("kiosk", "shared", "sync")
ALLOWED = "tests/architecture/still_broken.txt"
CONVERSION = re.compile(r"\b(?:std::)?(sto(?:i|l|ll|ul|ull|f|d|ld)|ato(?:i|l|ll|f)|strto\w+)\s*\(")
CATCH_ALL = re.compile(r"\[[^\[\]]*\]\s*\(\s*(?:const\s+)?auto\b[^)]*\)|operator\(\)\s*\(\s*(?:const\s+)?auto\b")
ANY_EVENT = re.compile(r"template\s*<[^<>]*>\s*\n?\s*[\w:&<> ]+\boperator\(\)\s*\(\s*(?:const\s+)?(\w+)\s*&")
# "for (x : f().value())", "for (x : *f())": the Result is gone before the loop's first step (until the
# compilers know P2718).
CALL = r"[\w>\]]\((?:[^()]|\([^()]*\))*\)"
HELD_BY_NOBODY = re.compile(r"\bfor\s*\([^;:]*(?:::[^;:]*)*:(?!:)\s*"
                            rf"(?:\*[\w:.]*{CALL}\s*\)|[^;()]*{CALL}\.(?:value|error)\(\)\s*\))")
LOOP = re.compile(r"\bwhile\s*\(")
# What ends a loop for certain: a count or a clock in its condition, or a container that is used up.
BOUND = re.compile(r"[<>]|\bwithin\b|\b\w+_?\.empty\(\)")
PAUSE = re.compile(r"\b(sleep_for|usleep|yield|sleep_until)\b")
CLOCK = re.compile(r"now\(\)|_ms\(\)|seconds_since|deadline")
PY_LOOP = re.compile(r"^\s*while\s+(not\s+.*|True\s*):")


def sources(root, tops, suffixes):
    for top in tops:
        if (root / top).is_dir():
            yield from (path for path in sorted((root / top).rglob("*")) if path.suffix in suffixes)


def closing(code, at, pair):
    depth = 0
    for index in range(at, len(code)):
        depth += 1 if code[index] == pair[0] else -1 if code[index] == pair[1] else 0
        if depth == 0:
            return index
    return len(code) - 1


def long_functions(root):
    problems, longest, count = [], (0, "", ""), 0
    for path in sources(root, TOPS, {".cpp", ".hpp", ".py"}):
        where = path.relative_to(root).as_posix()
        for name, first, last in functions(path):
            count += 1
            lines = last - first + 1
            if not where.startswith("tests/"):
                longest = max(longest, (lines, where, name))
            if lines > LONGEST:
                problems.append(f"{where}:{first}: {name} has {lines} lines, at most {LONGEST} may it have")
    return problems, (f"{count} functions read; the longest of the product has {longest[0]} lines "
                      f"({longest[2]} in {longest[1]})")


def catch_all_visitors(root):
    problems, visitors = [], 0
    for path in sources(root, PRODUCT, {".cpp", ".hpp"}):
        code = without_literals(path.read_text(encoding="utf-8"))
        where = path.relative_to(root).as_posix()
        for found in re.finditer(r"\b[Oo]verloaded\s*\{", code):
            visitors += 1
            inside = code[found.end():closing(code, found.end() - 1, "{}")]
            for lax in CATCH_ALL.finditer(inside):
                line = code.count("\n", 0, found.end() + lax.start()) + 1
                problems.append(f"{where}:{line}: this visitor takes any event; name those it means")
        # One lambda for all is exhaustive only when overload resolution decides: an expression.
        for found in re.finditer(r"\bvisit\s*\(\s*(?=\[)", code):
            visitors += 1
            inside = code[found.end():closing(code, code.index("(", found.start()), "()")]
            if CATCH_ALL.match(inside) and re.search(r"if\s+constexpr", inside) and \
                    not re.search(r"static_assert", inside):
                line = code.count("\n", 0, found.start()) + 1
                problems.append(f"{where}:{line}: if constexpr over events passes new ones by")
        # A visitor as a struct: a member template for any event beside named ones.
        for found in re.finditer(r"\bstruct\s+\w+[^;{]*\{", code):
            inside = code[found.end():closing(code, found.end() - 1, "{}")]
            if inside.count("operator()") < 2:
                continue
            visitors += 1
            for lax in [*ANY_EVENT.finditer(inside), *re.finditer(r"operator\(\)\s*\(\s*(?:const\s+)?auto\b", inside)]:
                named = lax.re is ANY_EVENT
                if named and not re.search(rf"(typename|class)\s+{lax.group(1)}\b", lax.group(0)):
                    continue
                line = code.count("\n", 0, found.end() + lax.start()) + 1
                problems.append(f"{where}:{line}: this visitor takes any event; name those it means")
    return problems, f"{visitors} visitors read"


def uncaught_conversions(root):
    problems, count = [], 0
    for path in sources(root, PRODUCT, {".cpp", ".hpp"}):
        count += 1
        code = without_literals(path.read_text(encoding="utf-8"))
        for found in CONVERSION.finditer(code):
            line = code.count("\n", 0, found.start()) + 1
            problems.append(f"{path.relative_to(root).as_posix()}:{line}: {found.group(1)} throws or "
                            "guesses at what is no number; use std::from_chars")
    return problems, f"{count} files read for conversions"


def loops_over_what_is_gone(root):
    problems, count = [], 0
    for path in sources(root, TOPS, {".cpp", ".hpp"}):
        count += 1
        code = without_literals(path.read_text(encoding="utf-8"))
        for found in HELD_BY_NOBODY.finditer(code):
            line = code.count("\n", 0, found.start()) + 1
            problems.append(f"{path.relative_to(root).as_posix()}:{line}: nobody holds the Result that this "
                            "loop runs over; keep it in a variable")
    return problems, f"{count} files read for loops over what is gone"


def unbounded_loops(root):
    """Loops of tests that wait: a count, a clock, or a line that says what ends them."""
    problems, loops = [], 0

    def complain(path, line):
        problems.append(f"{path.relative_to(root).as_posix()}:{line}: this loop may never end; bound it "
                        "(tests/support/bounded.hpp) or say what ends it: // ends: ...")

    for path in sources(root, ("tests",), {".cpp", ".hpp"}):
        text = path.read_text(encoding="utf-8")
        code, lines = without_literals(text), text.splitlines()
        for found in LOOP.finditer(code):
            end = closing(code, found.end() - 1, "()")
            condition = code[found.end():end]
            body_end = closing(code, end + 1 + code[end + 1:].index("{"), "{}") \
                if code[end + 1:].lstrip().startswith("{") else code.find(";", end)
            waits = PAUSE.search(code[end:body_end]) is not None
            loops += 1
            line = code.count("\n", 0, found.start()) + 1
            if "// ends:" in lines[line - 1]:
                continue
            endless = condition.strip() in ("true", "1")
            if waits and not CLOCK.search(condition) or condition.lstrip().startswith("!") and \
                    not BOUND.search(condition) or endless:
                complain(path, line)
    for path in sources(root, ("tests",), {".py"}):
        lines = path.read_text(encoding="utf-8").splitlines()
        for number, line in enumerate(lines, 1):
            if not PY_LOOP.match(line):
                continue
            loops += 1
            depth = len(line) - len(line.lstrip())
            body = []
            for other in lines[number:]:
                if other.strip() and len(other) - len(other.lstrip()) <= depth:
                    break
                body.append(other)
            inside = line + "\n".join(body)
            clocked = re.search(r"monotonic\(\)|timeout|deadline|\buntil\b", inside)
            fed = re.search(r"recv|\.read|accept\(|\.get\(", inside) and re.search(r"return|break|raise", inside)
            if not clocked and not fed and "# ends:" not in line:
                complain(path, number)
    return problems, f"{loops} loops of tests read"


FIGURE = re.compile(r"\b\d{1,3}(,\d{3})+\b|\b\d+(\.\d+)? ?(ms|µs|us|ns|[kKMG]i?B|million|thousand)\b|\d ?%")


def long_readmes(root):
    """A README is a door sign: what lives here, what it may know, where to start. Decisions stand in
    ARCHITECTURE.md, figures in tests/bench/results.md."""
    problems, lengths = [], []
    for path in sorted(root.glob("*/**/README.md")):
        if "build" in path.relative_to(root).parts[:1]:
            continue
        where, lines = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8").splitlines()
        lengths.append(len(lines))
        if len(lines) > LONGEST_README:
            problems.append(f"{where}:1: a README of {len(lines)} lines, at most {LONGEST_README} are a door sign")
        for number, line in enumerate(lines, 1):
            if FIGURE.search(line):
                problems.append(f"{where}:{number}: a figure in a README will be wrong tomorrow: {line.strip()}")
    median = sorted(lengths)[len(lengths) // 2] if lengths else 0
    return problems, f"{len(lengths)} READMEs read, half of them at most {median} lines"


RULES = (long_readmes, long_functions, catch_all_visitors, uncaught_conversions, loops_over_what_is_gone,
         unbounded_loops)


def excuses(root):
    """Lines `rule file word`: what that rule says about this file with this word in it."""
    file = root / ALLOWED
    lines = file.read_text(encoding="utf-8").splitlines() if file.is_file() else []
    return [tuple(line.split()) for line in lines if line and not line.startswith("#")]


def check(root):
    """(what is broken and not excused, one line of facts a rule)."""
    excused, used, broken, facts = excuses(root), set(), [], []
    for rule in RULES:
        problems, fact = rule(root)
        left = []
        for problem in problems:
            found = {(name, file, word) for name, file, word in excused if name == rule.__name__
                     and problem.startswith(file + ":") and f" {word} " in problem}
            used |= found
            if not found:
                left.append(problem)
        broken += left
        facts.append(f"{fact}; {len(left)} broken, {len(problems) - len(left)} excused")
    facts += [f"{ALLOWED}: `{' '.join(line)}` is mended; take the line out"
              for line in excused if line not in used]
    return broken, facts


def main():
    broken, facts = check(pathlib.Path(sys.argv[1]))
    for line in [*broken, *facts]:
        print(line)
    return 1 if broken or any(fact.startswith("0 ") for fact in facts) else 0


if __name__ == "__main__":
    sys.exit(main())
