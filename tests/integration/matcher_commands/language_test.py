#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""samen-matcher speaks English or Dutch at its terminal: the help of every command, and refusals.

usage: language_test.py PATH-TO-samen-matcher
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest

PROGRAM = sys.argv.pop(1)
HEADINGS = {"en": "Subcommands:\n", "nl": "Opdrachten:\n"}
# Words of the one language that are none of the other.
DUTCH = {"aan", "als", "de", "een", "geen", "het", "niet", "van", "voor", "waar", "wie", "wordt", "zijn"}
ENGLISH = {"and", "are", "every", "for", "from", "not", "only", "that", "the", "their", "they", "this",
           "what", "when", "where", "which", "who", "with"}


def run(*arguments, **environment):
    surroundings = {name: value for name, value in os.environ.items()
                    if name not in ("LANG", "LC_ALL", "LC_MESSAGES")}
    return subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True, timeout=60,
                          check=False, env=surroundings | environment)


def help_of(path, language):
    done = run(*path, "--help", "--language", language)
    assert done.returncode == 0 and not done.stderr, f"{path}: {done.returncode} {done.stderr}"
    return done.stdout


def commands_below(text, language):
    _, found, rest = text.partition(HEADINGS[language])
    lines = rest.partition("\n\n")[0].splitlines() if found else []
    return [line.split()[0] for line in lines if re.match(r"  \S", line)]


def prose(text):
    """Its lines without what no language has: commands to type, options, values, names in quotes."""
    for line in text.splitlines():
        line = re.sub(r"samen-matcher( \S+)*|`[^`]*`|\"[^\"]*\"|\{[^}]*\}|--?[a-z][\w-]*|[A-Z]{2,}\S*", " ", line)
        yield line.strip()


def words_of(text):
    return {word for line in prose(text) for word in re.findall(r"[^\W\d_]+", line)}


class Language(unittest.TestCase):
    def test_the_help_of_every_command_is_in_one_language(self):
        waiting, seen = [[]], 0
        while waiting:  # ends: the commands of a program are a tree
            path = waiting.pop()
            english, dutch = help_of(path, "en"), help_of(path, "nl")
            below = commands_below(english, "en")
            self.assertEqual(below, commands_below(dutch, "nl"), path)
            waiting += [[*path, name] for name in below]
            seen += 1
            self.assertFalse(words_of(english) & DUTCH, path)
            self.assertFalse(words_of(dutch) & ENGLISH, path)
            # A whole line that both have was not translated, whichever words it has.
            same = {line for line in prose(english) if len(re.findall(r"[^\W\d_]+", line)) > 2} & set(prose(dutch))
            self.assertFalse(same, path)
        self.assertGreater(seen, 40, "the commands were not found in the help")

    def test_help_fits_a_terminal(self):
        for path in [["match"], ["messages"], ["simulate"], ["round"], []]:
            footer = help_of(path, "nl").rpartition("\n\n\n")[2]
            for line in footer.splitlines():
                if not line.startswith("  "):
                    self.assertLessEqual(len(line), 100, line)

    def test_the_locale_chooses_unless_an_option_does(self):
        self.assertIn("Gebruik: ", run("--help", LC_ALL="nl_NL.UTF-8").stdout)
        self.assertIn("Usage: ", run("--help", LANG="de_DE.UTF-8").stdout)
        self.assertIn("Usage: ", run("--help", "--language=en", LC_ALL="nl_NL.UTF-8").stdout)

    def test_refusals_say_what_and_how_to_mend_in_both_languages(self):
        with tempfile.TemporaryDirectory() as scratch:
            data = pathlib.Path(scratch, "matcher")
            nowhere = pathlib.Path(scratch, "nowhere")
            made = run("init", "--data", data, "--language", "nl")
            self.assertEqual(made.returncode, 0, made.stderr)
            self.assertIn(f"Er ligt een nieuwe matcher in {data}.", made.stdout)
            there = ["--data", data]
            for arguments, code, english, dutch in (
                    (["enrol"], 2, "--data is required", "--data ontbreekt"),
                    (["enrol", *there], 2, "--centre is required", "--centre ontbreekt"),
                    (["round", "--data", nowhere], 1,
                     f"there is no matcher in {nowhere}; make one with: samen-matcher init --data {nowhere}",
                     f"er is geen matcher in {nowhere}; maak er een met: samen-matcher init --data {nowhere}"),
                    (["init", *there], 1, "nothing was changed", "er is niets veranderd"),
                    (["enrol", *there, "--centre", "De Linde"], 1, "this centre is new", "dit centrum is nieuw"),
                    (["serve", *there, "--listen", "here"], 1, '"here" is not an address; write',
                     '"here" is geen adres; schrijf'),
                    (["--as", "screener", "keys", "show", *there], 1, "keys show is not for a screener",
                     "keys show is niet voor de rol screener"),
                    (["revoke", *there, "7"], 1, 'no kiosk has the id or number "7"',
                     'geen kiosk heeft het id of nummer "7"'),
                    (["keys", "retire", *there, "0"], 1, "no sealing key has this id",
                     "geen verzegelsleutel heeft dit id"),
                    (["office", "reset", *there, "anna"], 1, "there is no account of that name",
                     "er is geen account met die naam")):
                for language, words in (("en", english), ("nl", dutch)):
                    done = run(*arguments, "--language", language)
                    self.assertEqual(done.returncode, code, f"{arguments}: {done.stdout}{done.stderr}")
                    self.assertIn(words, done.stdout + done.stderr)


if __name__ == "__main__":
    unittest.main()
