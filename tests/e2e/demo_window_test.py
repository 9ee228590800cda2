#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""./run.sh with a display: a window opens, Ctrl-C ends everything it started, and a second start
goes on with the same data."""
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "support"))
from cases import main  # noqa: E402
from house import wait_until  # noqa: E402

PROGRAMS = {"samen-kiosk", "samen-sync", "samen-matcher"}


def of_session(session):
    """Command names of the processes of a session that still run."""
    names = []
    for entry in pathlib.Path("/proc").iterdir():
        if not entry.name.isdigit():
            continue
        try:
            stat = (entry / "stat").read_text()
        except OSError:
            continue
        name, rest = stat[stat.index("(") + 1:stat.rindex(")")], stat[stat.rindex(")") + 1:].split()
        if rest[0] != "Z" and int(rest[3]) == session:
            names.append(name)
    return names


class Display:
    """An X server of its own, without a screen."""

    def __enter__(self):
        reading, writing = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24", "-nolisten", "tcp"],
            pass_fds=[writing], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(writing)
        with os.fdopen(reading) as answer:
            number = answer.readline().strip()
        assert number, "Xvfb did not start"
        return ":" + number

    def __exit__(self, *_):
        self.server.terminate()
        self.server.wait()


def demo(house, display, log):
    """Starts run.sh as a terminal would: its own session, Ctrl-C not ignored."""
    environment = {**os.environ, "DISPLAY": display, "SDL_VIDEODRIVER": "x11"}
    environment.pop("WAYLAND_DISPLAY", None)
    with open(log, "w", encoding="utf-8") as out:
        return subprocess.Popen(
            [str(ROOT / "run.sh"), "--build-dir", str(pathlib.Path(house.program("samen-kiosk")).parents[1]),
             "--data", str(house.folder / "demo"), "--population", "5", "--size", "800x480"],
            stdin=subprocess.DEVNULL, stdout=out, stderr=subprocess.STDOUT, env=environment,
            start_new_session=True)


def test_ctrl_c_ends_everything_and_the_next_start_goes_on(house):
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also when the tests run behind an &
    identities = []
    with Display() as display:
        for start in ("first", "second"):
            log = house.folder / f"{start}.log"
            running = demo(house, display, log)
            try:
                wait_until("the three programs run",
                           lambda: set(of_session(running.pid)) >= PROGRAMS)
                time.sleep(1)  # a kiosk that cannot open its window ends within this
                assert PROGRAMS <= set(of_session(running.pid)), log.read_text(encoding="utf-8")
                os.killpg(running.pid, signal.SIGINT)
                assert running.wait(20) == 130, log.read_text(encoding="utf-8")
                wait_until("nothing is left behind", lambda: not of_session(running.pid), 10)
            finally:
                if running.poll() is None:
                    os.killpg(running.pid, signal.SIGKILL)
                    running.wait()
            text = log.read_text(encoding="utf-8")
            assert ("A kiosk at Buurthuis De Linde" in text) == (start == "first"), text
            identities.append((house.folder / "demo" / "matcher" / "matcher.db").stat().st_ino)
    assert identities[0] == identities[1]


if __name__ == "__main__":
    if shutil.which("Xvfb") is None:
        print("Xvfb is not installed: skipped")
        sys.exit(77)
    main(globals())
