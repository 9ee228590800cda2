# SPDX-License-Identifier: Apache-2.0
"""What each process may cost, from budgets.json: every program that is installed stands in it.

Usage: budgets_test.py [--print]      (--print: what was measured, without judging)
Figures are of the test build on this machine: a growth fails here, what a device needs is told by
the device. Processor time, not time on the wall, so that a busy machine is no fault of ours.
"""
import json
import os
import pathlib
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import unittest

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parents[1]
BUILD = pathlib.Path(os.environ.get("BUILD", ROOT / "build" / "dev"))
BIN = BUILD / "bin"
BUDGETS = json.loads((HERE / "budgets.json").read_text())
IDLE_S = 10
TICKS_MS = 1000 / os.sysconf("SC_CLK_TCK")


def cpu_ms(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(") ", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) * TICKS_MS


def wakeups(pid):
    """How often any thread began to run after sleeping."""
    count = 0
    for status in pathlib.Path(f"/proc/{pid}/task").glob("*/status"):
        for line in status.read_text().splitlines():
            if line.startswith("voluntary_ctxt_switches"):
                count += int(line.split()[1])
    return count


def pss_mib(pid):
    for line in pathlib.Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) / 1024
    raise AssertionError("no Pss")


class Costs:
    """One program from start to rest."""

    def __init__(self, folder):
        self.folder = folder
        self.words = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.words.bind(str(folder / "notify"))
        self.words.settimeout(60)

    def of(self, *command):
        log = self.folder / "log"
        env = dict(os.environ, NOTIFY_SOCKET=str(self.folder / "notify"))
        with open(log, "wb") as errors:
            process = subprocess.Popen([str(part) for part in command], env=env, stderr=errors,
                                       stdout=subprocess.DEVNULL)
        try:
            assert self.words.recv(100) == b"READY=1"
            start = cpu_ms(process.pid)
            time.sleep(3)  # what begins after the first picture
            before = cpu_ms(process.pid), wakeups(process.pid), log.stat().st_size
            time.sleep(IDLE_S)
            after = cpu_ms(process.pid), wakeups(process.pid), log.stat().st_size
            return {"start_cpu_ms": start, "pss_mib": pss_mib(process.pid),
                    "idle_cpu_ms": after[0] - before[0], "idle_wakeups": after[1] - before[1],
                    "idle_log_bytes": after[2] - before[2]}
        finally:
            process.terminate()
            process.wait(timeout=30)


def of_the_voice():
    """It lives for one sentence: what that costs."""
    with subprocess.Popen([str(BIN / "samen-voice"), "nl"], stdin=subprocess.PIPE,
                          stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdin.write("Welkom. Raak uw taal aan.".encode())
        process.stdin.close()
        process.stdout.read(4)
        memory = pss_mib(process.pid)
        spent = cpu_ms(process.pid)
        process.stdout.read()
        said = process.stderr.read()
    return {"start_cpu_ms": spent, "pss_mib": memory, "idle_cpu_ms": 0, "idle_wakeups": 0,
            "idle_log_bytes": len(said)}


def of_the_printer():
    """It lives for one page; here it waits for one."""
    with subprocess.Popen([str(BIN / "samen-print"), "print", "escpos:/dev/null"],
                          stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        time.sleep(1)
        memory, spent, woken = pss_mib(process.pid), cpu_ms(process.pid), wakeups(process.pid)
        time.sleep(1)
        idle = cpu_ms(process.pid) - spent, wakeups(process.pid) - woken
        process.kill()
        said = process.stderr.read()
    return {"start_cpu_ms": spent, "pss_mib": memory, "idle_cpu_ms": idle[0],
            "idle_wakeups": idle[1], "idle_log_bytes": len(said)}


def measure():
    folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-budgets-"))
    try:
        costs = Costs(folder)
        run = lambda *command, **more: subprocess.run(  # noqa: E731
            [str(part) for part in command], check=True, capture_output=True, text=True, **more)
        run(BIN / "samen-kiosk", "init", "--data", folder / "kiosk", input="271828\n")
        run(BIN / "samen-matcher", "init", "--data", folder / "matcher")
        return {
            "samen-kiosk": costs.of(BIN / "samen-kiosk", "--data", folder / "kiosk", "--assets",
                                    ROOT / "assets", "--headless"),
            "samen-sync": costs.of(BIN / "samen-sync", "run", "--data", folder / "kiosk"),
            "samen-matcher": costs.of(BIN / "samen-matcher", "serve", "--data", folder / "matcher",
                                      "--listen", "127.0.0.1:0"),
            "samen-voice": of_the_voice(),
            "samen-print": of_the_printer(),
        }
    finally:
        shutil.rmtree(folder, ignore_errors=True)


class Budgets(unittest.TestCase):
    def test_no_program_costs_more_than_its_budget(self):
        for program, costs in measure().items():
            for what, cost in costs.items():
                with self.subTest(f"{program}: {what}"):
                    self.assertLessEqual(cost, BUDGETS[program][what])

    def test_every_installed_program_has_a_budget(self):
        with tempfile.TemporaryDirectory() as prefix:
            subprocess.run(["cmake", "--install", str(BUILD), "--prefix", prefix], check=True,
                           capture_output=True)
            programs = {path.name for path in pathlib.Path(prefix).rglob("*")
                        if path.is_file() and path.read_bytes()[:4] == b"\x7fELF"}
        self.assertEqual(programs, set(BUDGETS))


if __name__ == "__main__":
    if os.environ.get("SANITIZED"):
        print("skipped: a sanitizer costs more than the program")
        sys.exit(77)
    if sys.argv[1:] == ["--print"]:
        for name, costs in measure().items():
            print(name, {what: round(cost, 1) for what, cost in costs.items()})
    else:
        unittest.main()
