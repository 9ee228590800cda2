#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Takes one mend of each kind of fault out again and demands that its test fails.

Reads tests/faults_bite.tsv: kind, file, the exact text taken out, what stands there then, the program
and the test. Sources and build folder are copied; the copy is mounted over ROOT for this program alone
(unshare), so the compiler finds everything where it was and your own tree is never touched. One change at
a time: build the program, run the test, restore. Exit 0 only when every test passed before and failed
with its mend taken out.

Usage: faults_bite.py ROOT BUILD [KIND...]        (also: ninja faults_bite; takes a quarter of an hour)
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

ROW_SECONDS = 300  # no test named in the table takes a tenth of it


def rows(root):
    lines = (root / "tests" / "faults_bite.tsv").read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines[1:]]


def enter_copy(root, build):
    """Runs this program again where a copy lies over ROOT."""
    scratch = pathlib.Path(tempfile.mkdtemp(prefix="samen-bite-"))
    try:
        copy = ["cp", "-a", "--reflink=auto", f"{root}/.", str(scratch)]
        subprocess.run(copy, check=True)
        own = [] if os.geteuid() == 0 else ["--user", "--map-root-user"]
        inside = f'mount --bind "{scratch}" "{root}" && cd "{root}" && exec "$@"'
        again = [sys.executable, __file__, str(root), str(build), *sys.argv[3:]]
        done = subprocess.run(["unshare", *own, "--mount", "bash", "-c", inside, "bash", *again],
                              env=dict(os.environ, SAMEN_BITE_COPY=str(scratch)), check=False)
        return done.returncode
    finally:
        shutil.rmtree(scratch, ignore_errors=True)


def make(build, program):
    done = subprocess.run(["ninja", "-C", str(build), "-j2", program], capture_output=True, text=True,
                          check=False)
    return "" if done.returncode == 0 else done.stdout[-2000:]


def run(build, program, test):
    """Did it pass, fail, or do neither?"""
    name = ".".join(test.split(".")[-2:])
    try:
        done = subprocess.run([str(build / "bin" / program), f"--gtest_filter={name}:*/{name}/*"],
                              capture_output=True, text=True, timeout=ROW_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        return "hangs"
    if done.returncode == 0:
        return "passes" if "[  PASSED  ] 0 tests" not in done.stdout else "is not there"
    return "fails" if "[  FAILED  ]" in done.stdout or done.returncode < 0 else "cannot run"


def bite(root, build, row):
    _, file, taken, then, program, test = row
    path = root / file
    whole = path.read_text(encoding="utf-8")
    if whole.count(taken) != 1:
        return "the text to take out does not stand there once"
    if (broken := make(build, program)) or (before := run(build, program, test)) != "passes":
        return f"with the mend: {broken or before}"
    try:
        path.write_text(whole.replace(taken, then), encoding="utf-8")
        if broken := make(build, program):
            return f"without the mend it does not build: {broken}"
        return run(build, program, test)
    finally:
        path.write_text(whole, encoding="utf-8")


def main():
    root, build = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
    if "SAMEN_BITE_COPY" not in os.environ:
        return enter_copy(root, build)
    wanted = set(sys.argv[3:])
    wrong = 0
    for row in rows(root):
        if wanted and row[0] not in wanted:
            continue
        verdict = bite(root, build, row)
        wrong += verdict != "fails"
        print(f"{row[0]:4} {verdict:8} {row[5]}   ({row[1]})", flush=True)
    print(f"{wrong} mends can be taken out without a test that fails")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
