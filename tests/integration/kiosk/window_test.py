# SPDX-License-Identifier: Apache-2.0
"""Real windows on a display of their own (Xvfb): OpenGL ES 2 and software draw the same page, and
a window at rest neither draws nor wakes up."""
import os
import shutil
import subprocess
import sys
import time
import unittest

from kiosk_case import BIN, KioskCase, journey


class Window(KioskCase):
    def open(self, renderer, **options):
        kiosk = self.start(headless=False, virtual_clock=False,
                           options=[renderer, "--density", "5.9", "--idle", "3600"], **options)
        kiosk.wait_screen("first")
        return kiosk

    def test_the_graphics_card_and_the_processor_draw_the_same_page(self):
        pictures = {}
        for renderer in ("--gles2", "--software"):
            with self.open(renderer) as kiosk:
                self.assertEqual("--" + kiosk.state()["renderer"], renderer)
                kiosk.tap("first.language.ar")
                pictures[renderer] = kiosk.screenshot(self.folder / f"{renderer}.png")
        done = subprocess.run([str(BIN / "samen-compare-pictures"), *map(str, pictures.values()),
                               "16", str(self.folder / "difference.png")],
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        share = float(done.stdout.split()[0])
        # Rounding at the edges of curves differs by a step of coverage or two.
        self.assertLess(share, 0.002, done.stdout)

    def test_a_sign_up_in_a_window(self):
        for renderer in ("--gles2", "--software"):
            with self.subTest(renderer), self.open(renderer) as kiosk:
                journey.sign_up(kiosk, "household", journey.YONAS, language="ar")
        self.assertEqual(len(self.records()), 2)

    def test_a_window_at_rest_sleeps(self):
        for renderer in ("--gles2", "--software"):
            with self.subTest(renderer), self.open(renderer) as kiosk:
                kiosk.tap("first.language.nl")
                time.sleep(1)
                before, cpu_before = kiosk.metrics(), self.cpu_seconds(kiosk)
                time.sleep(4)
                after, cpu_after = kiosk.metrics(), self.cpu_seconds(kiosk)
                self.assertEqual(after["frames"], before["frames"])
                self.assertLess(after["wakeups"] - before["wakeups"], 8)  # under two a second
                self.assertLess(cpu_after - cpu_before, 0.1)

    @staticmethod
    def cpu_seconds(kiosk):
        with open(f"/proc/{kiosk.process.pid}/stat", encoding="ascii") as file:
            fields = file.read().rsplit(")", 1)[1].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    def test_without_opengl_the_window_falls_back_and_says_so(self):
        env = {**os.environ, "LIBGL_ALWAYS_SOFTWARE": "1", "__EGL_VENDOR_LIBRARY_DIRS": "/nowhere"}
        kiosk = self.start(headless=False, virtual_clock=False, env=env)
        with kiosk:
            kiosk.wait_screen("first")
            self.assertEqual(kiosk.state()["renderer"], "software")
        self.assertIn("window.software_instead_of_gles2", self.stderr.read_text())


if __name__ == "__main__":
    if shutil.which("xvfb-run") is None:
        print("xvfb-run is not installed: skipped")
        sys.exit(77)
    # Mesa and the X libraries keep memory until the end; in a sanitized build that is not ours to
    # report, and their names are gone when they are unloaded, so they cannot be told apart.
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":detect_leaks=0"
    if "SAMEN_TEST_DISPLAY" not in os.environ:
        os.environ["SAMEN_TEST_DISPLAY"] = "1"
        os.execvp("xvfb-run", ["xvfb-run", "-a", "-s", "-screen 0 1280x800x24", sys.executable,
                               *sys.argv])
    unittest.main()
