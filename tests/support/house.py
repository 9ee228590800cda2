# SPDX-License-Identifier: Apache-2.0
"""The real programs as objects, in one private folder that is gone afterwards.

    with House(bin_dir) as house:
        matcher = house.matcher()
        matcher.start()
        kiosk = house.kiosk("Library")
        kiosk.enrol(matcher)
        courier = kiosk.start_courier()
        kiosk.sign_up(3)

Every process dies with the test, also when the test itself is killed. What they print goes to
files in the folder; complain() shows their ends.
"""
import collections
import ctypes
import json
import os
import pathlib
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time
import uuid

PIN = "271828"
SignUp = collections.namedtuple("SignUp", "id receipt join_code")
Answer = collections.namedtuple("Answer", "code out err")
_libc = ctypes.CDLL(None, use_errno=True)


def _die_with_parent():
    _libc.prctl(1, signal.SIGKILL)  # PR_SET_PDEATHSIG


_kept_ports = []


def free_port():
    """A port for a program that is started later and, after a kill, again. It stays bound here, without
    listening, so that the system gives it to nobody else meanwhile: a port that was only looked up went
    to any connection that was opened next, and the program found it "already in use". Who sets
    SO_REUSEADDR, as our listeners do, may listen on it."""
    keeper = socket.socket()
    keeper.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    keeper.bind(("127.0.0.1", 0))
    _kept_ports.append(keeper)
    return keeper.getsockname()[1]


def wait_until(what, condition, seconds=60.0, every=0.05):
    """Waits until condition() is true; the test fails with `what` when it never is."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return
        time.sleep(every)
    raise AssertionError(f"after {seconds} s still not: {what}")


def rows(database, sql, *values):
    """Reads from a database that other programs are using. Opened for writing, because after a kill
    the first one to look has to roll back what was not committed."""
    connection = sqlite3.connect(f"file:{database}?mode=rw", uri=True, timeout=20)
    try:
        return connection.execute(sql, values).fetchall()
    finally:
        connection.close()


class House:
    def __init__(self, bin_dir, keep=False):
        self.bin = pathlib.Path(bin_dir)
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-house-"))
        self.keep = keep or bool(os.environ.get("SAMEN_KEEP"))
        self.running = []
        self.kiosks = {}

    def __enter__(self):
        return self

    def __exit__(self, kind, error, trace):
        for process in list(self.running):
            process.kill()
        if kind is not None:
            self.complain()
        if self.keep:
            print(f"kept: {self.folder}", flush=True)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)

    def matcher(self, name="matcher"):
        return Matcher(self, name)

    def kiosk(self, centre="Proefbibliotheek", name="kiosk"):
        self.kiosks[name] = Kiosk(self, name, centre)
        return self.kiosks[name]

    def program(self, name):
        path = self.bin / name
        if not path.exists():
            raise AssertionError(f"{path} has not been built")
        return str(path)

    def run(self, *command, stdin=None, timeout=60, env=None):
        done = subprocess.run([str(part) for part in command], input=stdin, capture_output=True,
                              text=True, timeout=timeout, preexec_fn=_die_with_parent,
                              env={**os.environ, **(env or {})})
        log = self.folder / "commands.log"
        with open(log, "a", encoding="utf-8") as file:
            name = pathlib.Path(command[0]).name
            file.write(f"{name} {command[1]} -> {done.returncode}\n{done.stdout}{done.stderr}")
        return Answer(done.returncode, done.stdout, done.stderr)

    def start(self, label, *command, stdin=None, env=None):
        return Process(self, label, [str(part) for part in command], stdin, env)

    def complain(self):
        for log in sorted(self.folder.glob("*.log")):
            lines = log.read_text(errors="replace").splitlines()
            print(f"--- last of {len(lines)} lines of {log.name}", file=sys.stderr)
            print("\n".join(lines[-25:]), file=sys.stderr, flush=True)


class Process:
    """A running program; stdout and stderr go to LABEL.out.log and LABEL.log."""

    def __init__(self, house, label, command, stdin, env):
        self.house, self.label = house, label
        self.out = house.folder / f"{label}.out.log"
        with open(self.out, "ab") as out, open(house.folder / f"{label}.log", "ab") as err:
            self.popen = subprocess.Popen(command, stdout=out, stderr=err,
                                          stdin=subprocess.PIPE if stdin else subprocess.DEVNULL,
                                          preexec_fn=_die_with_parent,
                                          env={**os.environ, **(env or {})})
        if stdin:
            self.popen.stdin.write(stdin.encode())
            self.popen.stdin.close()
        house.running.append(self)

    def alive(self):
        return self.popen.poll() is None

    def kill(self):
        """SIGKILL: no last words."""
        self.popen.kill()
        self._gone()

    def stop(self, seconds=15):
        """SIGTERM; fails when the program does not leave by itself, or leaves with an error."""
        end = time.monotonic() + 5
        while self.alive() and not self._hears_sigterm() and time.monotonic() < end:
            time.sleep(0.01)  # started a moment ago
        self.popen.terminate()
        try:
            code = self.popen.wait(seconds)
        except subprocess.TimeoutExpired:
            raise AssertionError(f"{self.label} did not end within {seconds} s of SIGTERM") from None
        finally:
            self._gone()
        assert code == 0, f"{self.label} ended with {code} after SIGTERM"

    def _hears_sigterm(self):
        """Whether the program blocks or catches SIGTERM by now, as all of ours do."""
        try:
            status = pathlib.Path(f"/proc/{self.popen.pid}/status").read_text()
        except OSError:
            return True
        masks = [int(line.split()[1], 16) for line in status.splitlines()
                 if line.startswith(("SigBlk", "SigCgt"))]
        return any(mask >> (signal.SIGTERM - 1) & 1 for mask in masks)

    def wait(self, seconds=60):
        code = self.popen.wait(seconds)
        self._gone()
        return code

    def _gone(self):
        self.popen.wait()
        if self in self.house.running:
            self.house.running.remove(self)


class Matcher:
    def __init__(self, house, name):
        self.house, self.name = house, name
        self.data = house.folder / name
        self.port = free_port()
        self.process = None
        done = self.cli("init", "--listen", f"127.0.0.1:{self.port}")
        assert done.code == 0, done.err

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}"

    @property
    def database(self):
        return self.data / "matcher.db"

    def cli(self, command, *options, timeout=60):
        return self.house.run(self.house.program("samen-matcher"), command, "--data", self.data,
                              *options, timeout=timeout)

    def start(self, backup_every=0.3, *options):
        self.process = self.house.start(self.name, self.house.program("samen-matcher"), "serve",
                                        "--data", self.data, "--listen", f"127.0.0.1:{self.port}",
                                        "--backup-every", str(backup_every), *options)
        wait_until(f"{self.name} listens", self._listens)
        return self.process

    def _listens(self):
        assert self.process.alive(), f"{self.name} ended while starting"
        try:
            with socket.create_connection(("127.0.0.1", self.port), timeout=1):
                return True
        except OSError:
            return False

    def new_code(self, centre="Proefbibliotheek", minutes=60):
        done = self.cli("enrol", "--centre", centre, "--municipality", "Almere", "--valid", minutes,
                        "--code-only")
        assert done.code == 0, done.err
        return done.out.strip()

    def status(self):
        done = self.cli("status", "--json")
        assert done.code == 0, done.err
        return json.loads(done.out)

    def stored_ids(self, backup=False):
        path = self.data / "backup" / "matcher.db" if backup else self.database
        return envelope_ids(path) if path.exists() else []

    def copies(self, backup=None):
        """The verified copies, the last one made first; the newest has a second name, matcher.db."""
        return sorted((backup or self.data / "backup").glob("matcher-*-*.db"), reverse=True,
                      key=lambda path: int(path.stem.split("-")[2]))


class Kiosk:
    """A kiosk's data folder, its courier, and sign-ups put in without a screen (samen-inject)."""

    def __init__(self, house, name, centre):
        self.house, self.name, self.centre = house, name, centre
        self.data = house.folder / name
        self.courier = None
        self.injections = 0
        done = house.run(house.program("samen-inject"), "--data", self.data, "--init", PIN)
        assert done.code == 0, done.err

    @property
    def database(self):
        return self.data / "kiosk.db"

    def sync(self, command, *options, stdin=None):
        return self.house.run(self.house.program("samen-sync"), command, "--data", self.data,
                              *options, stdin=stdin)

    def enrol(self, matcher, code=None, url=None):
        done = self.sync("enrol", "--server", url or matcher.url, "--code",
                         code or matcher.new_code(self.centre))
        assert done.code == 0, done.err
        return done

    def use_address(self, url):
        """From now on the courier goes through another address: a proxy's. The pin stays."""
        connection = sqlite3.connect(self.database, timeout=20)
        with connection:
            connection.execute("UPDATE trust SET server_url = ?", (url,))
        connection.close()

    def start_courier(self, interval=0.5, retry_first=0.05, retry_longest=0.5, batch=50, env=None):
        self.courier = self.house.start(
            f"{self.name}-courier", self.house.program("samen-sync"), "run", "--data", self.data,
            "--interval", str(interval), "--retry-first", str(retry_first), "--retry-longest",
            str(retry_longest), "--batch", str(batch), env=env)
        return self.courier

    def start_signing_up(self, count, seed, every_ms=0, *options):
        self.injections += 1
        return self.house.start(f"{self.name}-people-{self.injections}",
                                self.house.program("samen-inject"), "--data", self.data, "--count",
                                str(count), "--seed", str(seed), "--every", str(every_ms), *options)

    def sign_up(self, count, seed=1, *options):
        """Signs up and waits; what was promised."""
        process = self.start_signing_up(count, seed, 0, *options)
        code = process.wait()
        assert code == 0, f"the kiosk did not take the sign-ups (exit {code})"
        return promised(process)

    def outbox(self):
        """{id: state} of everything still on this kiosk."""
        return {str(uuid.UUID(bytes=row[0])): row[1]
                for row in rows(self.database, "SELECT id, state FROM outbox")}

    def counts(self):
        states = collections.Counter(self.outbox().values())
        (safely_stored,), = rows(self.database, "SELECT safely_stored FROM kiosk")
        return {**{state: states[state] for state in
                   ("waiting", "received", "refused", "quarantined")},
                "safely_stored": safely_stored}


def envelope_ids(database):
    return [str(uuid.UUID(bytes=row[0])) for row in rows(database, "SELECT id FROM envelope")]


def make_a_round(matcher, kiosk):
    """Made-up people at the kiosk's centre, and a round that makes cards for it."""
    for command in (("populate", "--centre", kiosk.centre, "--municipality", "Almere"),
                    ("round", "--seed", "1")):
        done = matcher.cli(*command)
        assert done.code == 0, done.err


def promised(process):
    """The sign-ups that a samen-inject process has acknowledged so far (whole lines only)."""
    text = process.out.read_text()
    return [SignUp(*line.split(" ")) for line in text[:text.rfind("\n") + 1].splitlines()]
