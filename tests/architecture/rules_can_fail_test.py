#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Proves that code_rules_test.py refuses what it should and lets through what it should."""
import pathlib
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent))
import code_rules_test  # noqa: E402

LONG = "int f(int a) {\n" + "  a += 1;\n" * 69 + "}\n"  # 71 lines
SHORT = LONG.replace("  a += 1;\n", "", 1)
EXCUSE = "tests/architecture/still_broken.txt"

# name, files, a word of each complaint that must come
CASES = [
    ("a function of 71 lines", {"kiosk/a.cpp": LONG}, ["f has 71 lines"]),
    ("one of 70", {"kiosk/a.cpp": SHORT}, []),
    ("a long member behind initialisers in braces",
     {"kiosk/a.cpp": LONG.replace("int f(int a)", "A::A(int a)\n    : b_{a}, c_(a)")}, ["A::A has 72"]),
    ("a long lambda kept in a constant",
     {"kiosk/a.cpp": LONG.replace("int f(int a)", "const auto f = [](int a)").replace("\n}", "\n};")},
     ["f has 71"]),
    ("a long test", {"tests/a.cpp": LONG.replace("int f(int a)", "TEST(A, B)")}, ["A.B has 71"]),
    ("a brace in a literal and in a comment",
     {"kiosk/a.cpp": SHORT.replace("a += 1;", 'a += "}"[0];  // }', 1)}, []),
    ("short functions in a long class", {"kiosk/a.cpp": "struct S {\n" + "  int f() { return 1; }\n" * 90 + "};\n"}, []),
    ("a long function of Python", {"tests/a.py": "def f():\n" + "    g()\n" * 70}, ["f has 71"]),
    ("an excuse", {"kiosk/a.cpp": LONG, EXCUSE: "long_functions kiosk/a.cpp f\n"}, []),
    ("an excuse for another function", {"kiosk/a.cpp": LONG, EXCUSE: "long_functions kiosk/a.cpp g\n"},
     ["f has 71"]),
    ("any event among overloads",
     {"kiosk/a.cpp": "void f() { visit(Overloaded{[](const A&) {}, [](const auto&) {}}, e); }"}, ["any event"]),
    ("named events", {"kiosk/a.cpp": "void f() { visit(Overloaded{[](const A&) {}, [](const B&) {}}, e); }"}, []),
    ("a visitor with a template for the rest",
     {"kiosk/a.cpp": "struct V {\n  void operator()(const A&) {}\n  template <typename Other>\n"
                     "  void operator()(const Other&) {}\n};"}, ["any event"]),
    ("a visitor that takes auto for the rest",
     {"kiosk/a.cpp": "struct V {\n  void operator()(const A&) {}\n  void operator()(const auto&) {}\n};"}, ["any event"]),
    ("if constexpr that lets new events by",
     {"kiosk/a.cpp": "void f() { std::visit([](const auto& e) { if constexpr (is_a<decltype(e)>) g(); }, e); }"},
     ["passes new ones by"]),
    ("one overload set for all", {"kiosk/a.cpp": "void f() { std::visit([](const auto& e) { check(e); }, e); }"}, []),
    ("stoll", {"sync/a.cpp": "int f() { return std::stoll(text); }"}, ["stoll"]),
    ("atoi", {"sync/a.cpp": "int f() { return atoi(text); }"}, ["atoi"]),
    ("a word that ends the same", {"sync/a.cpp": "int f() { return my_stoll_of(text); }"}, []),
    ("a loop over the value of a Result nobody holds",
     {"tests/a.cpp": "void f() { for (const auto& line : read(*store, 1).value()) use(line); }"}, ["nobody holds"]),
    ("over what a Result nobody holds points to",
     {"sync/a.cpp": "void f() {\n  for (const std::string& line :\n       *read(store)) use(line);\n}"}, ["nobody holds"]),
    ("over the value of one that is held", {"sync/a.cpp": "void f() { for (const auto& line : lines.value()) use(line); }"}, []),
    ("over a member of what is made", {"sync/a.cpp": "void f() { for (const auto& line : read().lines) use(line); }"}, []),
    ("a value within the loop", {"sync/a.cpp": "void f() { for (const auto& line : lines) use(read(line).value()); }"}, []),
    ("until a flag is set", {"tests/a.cpp": "void f() { while (!ready()) step(); }"}, ["may never end"]),
    ("until a flag is set, asleep", {"tests/a.cpp": "void f() { while (n < 10) sleep_for(1ms); }"}, ["may never end"]),
    ("for ever", {"tests/a.cpp": "void f() { while (true) step(); }"}, ["may never end"]),
    ("with a count", {"tests/a.cpp": "void f() { while (!ready() && tried++ < 9) step(); }"}, []),
    ("with a clock", {"tests/a.cpp": "void f() { while (!ready() && now() < end) sleep_for(1ms); }"}, []),
    ("with a reason", {"tests/a.cpp": "void f() {\n  while (!stop_) step();  // ends: stop()\n}"}, []),
    ("a queue that runs empty", {"tests/a.cpp": "void f() { while (!next.empty()) next.pop(); }"}, []),
    ("Python until a flag is set", {"tests/a.py": "def f():\n    while not ready():\n        step()\n"}, ["may never end"]),
    ("Python with a clock",
     {"tests/a.py": "def f():\n    while not ready():\n        assert time.monotonic() < end\n"}, []),
]

failures = 0
for name, files, expected in CASES:
    with tempfile.TemporaryDirectory() as folder:
        root = pathlib.Path(folder)
        for path, content in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(content, encoding="utf-8")
        broken, _ = code_rules_test.check(root)
        if len(broken) != len(expected) or any(word not in line for word, line in zip(expected, broken)):
            failures += 1
            print(f"{name}: expected {expected}, got {broken}")
print(f"{len(CASES)} small houses judged, {failures} not as expected")
sys.exit(1 if failures else 0)
