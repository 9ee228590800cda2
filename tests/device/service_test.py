# SPDX-License-Identifier: Apache-2.0
"""Ready, alive and stopping, as a service manager sees the real programs."""
import os
import pathlib
import random
import shutil
import signal
import socket
import subprocess
import tempfile
import time
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
BIN = pathlib.Path(os.environ.get("BIN", ROOT / "build" / "dev" / "bin")).resolve()
SLOW = 5 if os.environ.get("SANITIZED") else 1


class Service(unittest.TestCase):
    def setUp(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-service-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)
        self.data = self.folder / "data"
        self.words = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        self.words.bind(str(self.folder / "notify"))
        self.words.settimeout(20 * SLOW)
        self.addCleanup(self.words.close)

    def start(self, *command, **environment):
        env = dict(os.environ, NOTIFY_SOCKET=str(self.folder / "notify"), **environment)
        process = subprocess.Popen([str(BIN / command[0]), *map(str, command[1:])], env=env,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.addCleanup(process.wait)
        self.addCleanup(process.kill)
        return process

    def make_kiosk(self):
        subprocess.run([str(BIN / "samen-kiosk"), "init", "--data", str(self.data)], check=True,
                       input="271828\n", text=True, capture_output=True)

    def start_kiosk(self, **environment):
        return self.start("samen-kiosk", "--data", self.data, "--assets", ROOT / "assets",
                          "--headless", "--sound", "off", **environment)

    def stops(self, process):
        asked = time.monotonic()
        process.send_signal(signal.SIGTERM)
        # Before main() has run its first line the kernel ends it.
        self.assertIn(process.wait(timeout=2 * SLOW), (0, -signal.SIGTERM))
        return time.monotonic() - asked

    def test_the_kiosk_is_ready_with_its_first_picture_and_says_that_it_lives(self):
        self.make_kiosk()
        kiosk = self.start_kiosk(WATCHDOG_USEC="400000")
        heard = [self.words.recv(100) for _ in range(8)]
        self.assertEqual(heard.count(b"READY=1"), 1)
        self.assertGreaterEqual(heard.count(b"WATCHDOG=1"), 6)
        self.stops(kiosk)

    def test_a_kiosk_that_no_longer_turns_is_silent(self):
        self.make_kiosk()
        kiosk = self.start_kiosk(WATCHDOG_USEC="400000")
        while self.words.recv(100) != b"READY=1":  # ends: the socket's time limit is an error
            pass
        kiosk.send_signal(signal.SIGSTOP)
        time.sleep(0.5)
        self.words.setblocking(False)
        with self.assertRaises(BlockingIOError):
            while True:  # ends: a stopped process says nothing more
                self.words.recv(100)
        time.sleep(1)
        with self.assertRaises(BlockingIOError):
            self.words.recv(100)
        kiosk.send_signal(signal.SIGCONT)
        self.stops(kiosk)

    def test_without_a_watchdog_nothing_is_sent_after_ready(self):
        self.make_kiosk()
        kiosk = self.start_kiosk()
        self.assertEqual(self.words.recv(100), b"READY=1")
        self.words.settimeout(2)
        with self.assertRaises(TimeoutError):
            self.words.recv(100)
        self.stops(kiosk)

    def test_a_watchdog_that_waits_for_another_process_is_not_ours(self):
        self.make_kiosk()
        kiosk = self.start_kiosk(WATCHDOG_USEC="200000", WATCHDOG_PID="1")
        self.assertEqual(self.words.recv(100), b"READY=1")
        self.words.settimeout(1)
        with self.assertRaises(TimeoutError):
            self.words.recv(100)
        self.stops(kiosk)

    def test_the_kiosk_stops_at_any_moment_of_its_start(self):
        self.make_kiosk()
        chance = random.Random(20261129)
        longest = 0
        for _ in range(25):
            kiosk = self.start_kiosk()
            time.sleep(chance.uniform(0, 0.6) * SLOW)
            longest = max(longest, self.stops(kiosk))
        print(f"25 starts stopped, the slowest in {longest * 1000:.0f} ms")

    def test_the_matcher_is_ready_when_it_listens(self):
        subprocess.run([str(BIN / "samen-matcher"), "init", "--data", str(self.data)], check=True,
                       capture_output=True)
        matcher = self.start("samen-matcher", "serve", "--data", self.data, "--listen", "127.0.0.1:0",
                             "--ready-file", self.folder / "ready")
        self.assertEqual(self.words.recv(100), b"READY=1")
        port = int((self.folder / "ready").read_text().strip().rsplit(":", 1)[1])
        socket.create_connection(("127.0.0.1", port), timeout=5).close()
        matcher.send_signal(signal.SIGTERM)
        self.assertEqual(matcher.wait(timeout=20 * SLOW), 0)

    def test_the_courier_is_ready_when_it_watches_the_folder(self):
        self.make_kiosk()
        courier = self.start("samen-sync", "run", "--data", self.data)
        self.assertEqual(self.words.recv(100), b"READY=1")
        self.stops(courier)


if __name__ == "__main__":
    unittest.main()
