# SPDX-License-Identifier: Apache-2.0
"""Runs the test_* functions of an end-to-end test file, each in a house of its own."""
import sys
import time
import traceback

from house import House


def main(module_globals):
    """Runs every function named test_* in order; `name_test.py BIN_DIR [words of names...]`."""
    if len(sys.argv) < 2:
        sys.exit(f"usage: {sys.argv[0]} FOLDER_OF_PROGRAMS [part of a test's name ...]")
    bin_dir, wanted = sys.argv[1], sys.argv[2:]
    failed = 0
    tests = [(name, test) for name, test in module_globals.items()
             if name.startswith("test_") and (not wanted or any(word in name for word in wanted))]
    for name, test in tests:
        begin = time.monotonic()
        print(f"{name} ...", flush=True)
        try:
            with House(bin_dir) as house:
                test(house)
            print(f"{name} ok in {time.monotonic() - begin:.1f} s", flush=True)
        except Exception as error:  # the next test still says what it has to say
            failed += 1
            traceback.print_exc()
            print(f"{name} FAILED: {error}", flush=True)
    print(f"{len(tests) - failed} of {len(tests)} passed", flush=True)
    sys.exit(1 if failed or not tests else 0)
