#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""None of the three programs leaves a core file, and none lets its own user look into it.

Each is started as another user where the test may do that (a process of root's says nothing about
who owns it), asked what it did about core files and tracing, and then made to crash.
"""
import os
import pathlib
import resource
import shutil
import signal
import subprocess
import sys
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from cases import main  # noqa: E402
from house import wait_until  # noqa: E402
import journey  # noqa: E402

NOBODY = 65534


def start(house, label, command):
    """The program with core files allowed, in a folder that can take one, as its folder's owner."""
    crash = house.folder / f"crash-{label}"
    crash.mkdir()
    other = os.geteuid() == 0
    if other:
        # Enough rights on the way in, none for anybody else.
        subprocess.run(["chown", "-R", f"{NOBODY}:{NOBODY}", str(house.folder)], check=True)

    def prepare():
        resource.setrlimit(resource.RLIMIT_CORE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        if other:
            os.setgroups([])
            os.setgid(NOBODY)
            os.setuid(NOBODY)

    log = open(crash / "program.log", "wb")
    process = subprocess.Popen([str(part) for part in command], cwd=crash, stdin=subprocess.DEVNULL,
                               stdout=log, stderr=log, preexec_fn=prepare)
    return process, crash


def core_limit(pid):
    for line in pathlib.Path(f"/proc/{pid}/limits").read_text().splitlines():
        if line.startswith("Max core file size"):
            return line.split()[4:6]
    return None


def check(house, label, command, ready):
    process, crash = start(house, label, command)
    try:
        wait_until(f"{label} runs", lambda: ready(process))
        assert core_limit(process.pid) == ["0", "0"], f"{label}: {core_limit(process.pid)}"
        # A process that is not dumpable belongs to root in /proc, whoever runs it.
        assert os.stat(f"/proc/{process.pid}/mem").st_uid == 0, f"{label} can be read by its user"
        process.send_signal(signal.SIGSEGV)
        assert process.wait(20) == -signal.SIGSEGV, label
        left = [path.name for path in crash.rglob("*") if path.name != "program.log"]
        assert not any("core" in name for name in left), f"{label} left {left}"
    finally:
        process.kill()
        process.wait()


def sleeps(process):
    assert process.poll() is None, f"ended with {process.returncode}"
    time.sleep(0.3)
    return core_limit(process.pid) == ["0", "0"]


def test_the_check_sees_a_program_that_takes_no_care(house):
    process, _ = start(house, "careless", ["sleep", "60"])
    try:
        wait_until("it sleeps", lambda: core_limit(process.pid) is not None)
        assert core_limit(process.pid) != ["0", "0"]
        if os.geteuid() == 0:
            wait_until("it belongs to its user",
                       lambda: os.stat(f"/proc/{process.pid}/mem").st_uid == NOBODY)
    finally:
        process.kill()
        process.wait()


def copied(house, path):
    """A copy in the house: the other user may not be allowed where the original lies."""
    source, target = pathlib.Path(path), house.folder / "copies" / pathlib.Path(path).name
    target.parent.mkdir(exist_ok=True)
    if source.is_dir():
        shutil.copytree(source, target)
    else:
        shutil.copy2(source, target)
    return target


def test_no_program_leaves_a_core_file(house):
    matcher = house.matcher()
    kiosk = house.kiosk()
    matcher.start()
    kiosk.enrol(matcher)
    matcher.process.stop()
    check(house, "matcher", [copied(house, house.program("samen-matcher")), "serve", "--data", matcher.data,
                             "--listen", f"127.0.0.1:{matcher.port}"], sleeps)
    check(house, "courier", [copied(house, house.program("samen-sync")), "run", "--data", kiosk.data], sleeps)
    check(house, "kiosk", [copied(house, house.program("samen-kiosk")), "--data", kiosk.data,
                           "--assets", copied(house, journey.ASSETS), "--headless", "--size", "800x480"], sleeps)


if __name__ == "__main__":
    main(globals())
