# SPDX-License-Identifier: Apache-2.0
"""Drives a running samen-kiosk through its automation socket (test and demo builds only).

    with Kiosk.start(binary, data=folder, size="1280x800", virtual_clock=True) as kiosk:
        kiosk.wait_screen("first")
        kiosk.tap("first.language.nl")
        kiosk.screenshot("first.png")

Only the standard library. Every method raises KioskError with the kiosk's own words when it cannot
be done. See kiosk/automation/command.hpp for the commands.
"""
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import tempfile
import time


class KioskError(Exception):
    """What the kiosk answered, or how it ended."""


class Kiosk:
    def __init__(self, process, socket_path, stderr_path, scratch=None):
        self.process = process
        self.socket_path = str(socket_path)
        self.stderr_path = pathlib.Path(stderr_path)
        self._scratch = scratch
        self._socket = None
        self._pending = b""
        self.stdout = ""

    # --- starting and ending

    @classmethod
    def start(cls, binary, data, assets=None, size="1280x800", language=None, text_size=None,
              headless=True, virtual_clock=True, options=(), stderr=None, env=None, timeout=60,
              undo_seconds=0):
        """Starts the program and waits until its socket answers. `stderr`: a file to append to.
        `undo_seconds`: for as long a decision waits for second thoughts; here it leaves at once."""
        # A short path of its own: Unix socket names hold about a hundred bytes.
        scratch = tempfile.mkdtemp(prefix="samen-kiosk-")
        socket_path = os.path.join(scratch, "automation.sock")
        stderr_path = stderr or os.path.join(scratch, "stderr.log")
        command = [str(binary), "--data", str(data), "--size", size, "--automation", socket_path,
                   "--undo", str(undo_seconds)]
        if assets:
            command += ["--assets", str(assets)]
        if language:
            command += ["--language", language]
        if text_size:
            command += ["--text-size", str(text_size)]
        if headless:
            command.append("--headless")
        if virtual_clock:
            command.append("--virtual-clock")
        command += [str(option) for option in options]
        with open(stderr_path, "ab") as log:
            process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                       stderr=log, env=env, start_new_session=True)
        kiosk = cls(process, socket_path, stderr_path, scratch)
        try:
            kiosk.connect(timeout)
        except KioskError:
            kiosk.kill()
            raise
        return kiosk

    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        if kind is None:
            self.quit()
        else:
            self.kill()

    def connect(self, timeout=60):
        deadline = time.monotonic() + timeout
        while True:
            if self.process is not None and self.process.poll() is not None:
                raise KioskError(f"the kiosk ended with {self.process.returncode}: {self.log()}")
            attempt = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
            try:
                attempt.connect(self.socket_path)
                attempt.settimeout(150)
                self._socket = attempt
                return
            except OSError as error:
                attempt.close()
                if time.monotonic() > deadline:
                    raise KioskError(f"no automation socket after {timeout} s: {error}; "
                                     f"{self.log()}") from error
                time.sleep(0.02)

    def log(self):
        """The end of what the kiosk wrote to stderr."""
        try:
            return self.stderr_path.read_text(encoding="utf-8", errors="replace")[-2000:].strip()
        except OSError:
            return ""

    def quit(self, timeout=30):
        """Ends the kiosk in order; its exit code must be 0. Returns what it printed."""
        if self.process.poll() is None:
            try:
                self.do("quit")
            except (KioskError, OSError):
                pass
        return self._finish(timeout)

    def terminate(self, number=signal.SIGTERM, timeout=30):
        """Ends the kiosk by a signal; it must still leave with 0."""
        self.process.send_signal(number)
        return self._finish(timeout)

    def kill(self):
        """The power cord."""
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._close()

    def _finish(self, timeout):
        try:
            output, _ = self.process.communicate(timeout=timeout)
        except subprocess.TimeoutExpired:
            self.kill()
            raise KioskError("the kiosk did not end when asked to") from None
        self.stdout = output.decode("utf-8", "replace")
        log = self.log()
        self._close()
        if self.process.returncode != 0:
            raise KioskError(f"the kiosk ended with {self.process.returncode}: {log}")
        return self.stdout

    def _close(self):
        if self._socket is not None:
            self._socket.close()
            self._socket = None
        if self.process.stdout is not None:
            self.process.stdout.close()
        if self._scratch:
            shutil.rmtree(self._scratch, ignore_errors=True)

    # --- commands

    def do(self, verb, **fields):
        """Sends one command and returns its answer; an answer that is not ok is raised."""
        line = json.dumps({"do": verb, **fields}, ensure_ascii=False) + "\n"
        return self.send_line(line.encode("utf-8"), verb)

    def send_line(self, line, verb="line"):
        try:
            self._socket.sendall(line)
            while b"\n" not in self._pending:
                more = self._socket.recv(65536)
                if not more:
                    code = self.process.poll() if self.process else None
                    raise KioskError(f"the kiosk hung up during {verb} (exit code {code}): "
                                     f"{self.log()}")
                self._pending += more
        except OSError as error:
            raise KioskError(f"{verb}: {error}; {self.log()}") from error
        answer, self._pending = self._pending.split(b"\n", 1)
        answer = json.loads(answer)
        if not answer["ok"]:
            raise KioskError(f"{verb}: {answer['error']['message']}")
        return answer

    def nodes(self):
        """Everything on the screen, by id."""
        return {node["id"]: node for node in self.do("nodes")["nodes"]}

    def ids(self, prefix=""):
        return [node["id"] for node in self.do("nodes")["nodes"] if node["id"].startswith(prefix)]

    def has(self, node_id):
        return node_id in self.nodes()

    def state(self):
        return self.do("state")

    def screen(self):
        return self.state()["screen"]

    def tap(self, *ids, hold_ms=0):
        """Taps one node after the other, each when the page takes it, and waits each time until
        nothing is pending."""
        for node_id in ids:
            fields = {"id": node_id}
            if hold_ms:
                fields["hold_ms"] = hold_ms
            self.do("tap", **fields)
            self.wait_idle()

    def type(self, text):
        self.do("type", text=text)

    def key(self, key, shift=False):
        self.do("key", key=key, shift=shift)

    def pointer(self, kind, x, y, finger=1):
        """At once, whether the page takes it or not."""
        self.do("pointer", kind=kind, x=x, y=y, finger=finger)

    def advance(self, seconds):
        """Moves the virtual clock."""
        self.do("advance", ms=int(seconds * 1000))
        self.wait_idle()

    def wait_idle(self, timeout=30):
        self.do("wait_idle", timeout_ms=int(timeout * 1000))

    def wait_screen(self, name, timeout=30):
        """Until a screen of that name shows ("question" matches "question.name")."""
        deadline = time.monotonic() + timeout
        while True:
            self.wait_idle(timeout)
            screen = self.screen()
            if screen == name or screen.startswith(name + "."):
                return screen
            if time.monotonic() > deadline:
                raise KioskError(f"waited {timeout} s for the screen {name}, it is {screen}; on it: "
                                 f"{', '.join(self.ids()[:20])}")
            time.sleep(0.05)

    def screenshot(self, path):
        """Writes the frame as shown as PNG; makes the folder."""
        path = pathlib.Path(path).absolute()
        path.parent.mkdir(parents=True, exist_ok=True)
        self.do("screenshot", path=str(path))
        return path

    def metrics(self):
        return self.do("metrics")


def init_kiosk(binary, data, pin="246810", badge=None):
    """`samen-kiosk init`: returns the finished process, whatever its exit code. `badge`: the file
    for a staff card."""
    command = [str(binary), "init", "--data", str(data)]
    if badge is not None:
        command += ["--badge", str(badge)]
    return subprocess.run(command, input=pin + "\n", text=True, capture_output=True, timeout=60,
                          check=False)
