#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A passkey's life with the real samen-matcher in a real Chromium that holds a virtual authenticator.

usage: passkey_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_KEEP=FOLDER keeps the pictures.
Exit 77 where there is no chromium. What is forged in bytes: tests/unit/sync/office/passkey_test.cpp.
"""
import base64
import hashlib
import os
import pathlib
import shutil
import socket
import sqlite3
import subprocess
import sys
import time
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from browser import Browser  # noqa: E402
from office_house import OfficeHouse  # noqa: E402
from office_visit import accept_invitation, in_dutch  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
KEEP = os.environ.get("SAMEN_KEEP", "")


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class APasskey(OfficeHouse):
    program = PROGRAM

    def setUp(self):
        super().setUp()
        port = free_port()
        self.url = f"https://localhost:{port}"
        self.serve = subprocess.Popen(
            [PROGRAM, "serve", "--data", self.data, "--office", f"127.0.0.1:{port}", "--office-url", self.url,
             "--assets", SOURCE / "assets"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.stop)
        for line in self.serve.stdout:
            if line.startswith("ready"):
                break
        # Chromium lets no passkey be used where it does not trust the certificate, so it is told whose key.
        key = subprocess.run(["openssl", "x509", "-in", self.data / "tls.crt", "-pubkey", "-noout"],
                             capture_output=True, check=True).stdout
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key,
                             capture_output=True, check=True).stdout
        pin = base64.b64encode(hashlib.sha256(der).digest()).decode()
        self.web = Browser(f"--ignore-certificate-errors-spki-list={pin}")
        self.addCleanup(self.web.__exit__)
        self.key = self.web.security_key()

    def stop(self):
        self.serve.kill()
        self.serve.wait(10)
        self.serve.stdout.close()

    def keep(self, name):
        if KEEP:
            for width in (1280, 390, 320):
                self.web.picture(str(pathlib.Path(KEEP, f"passkey-{name}-{width}.png")), width)
            self.web.size(1280)

    def sees(self, words):
        """The page, or the next one, or what the script says on it."""
        for _ in range(200):
            try:
                if words in self.web.text():
                    return
            except AssertionError:
                pass  # between two pages
            time.sleep(0.05)
        self.fail(f"{words!r} is not in: {self.web.url()}: {self.web.text()}")

    def changed(self, sql):
        with sqlite3.connect(self.data / "matcher.db", timeout=20) as store:
            store.execute(sql)
        store.close()

    def comes_in_and_adds(self):
        said = self.run_it("office", "invite", "--data", self.data, "anna", "--role", "caseworker",
                           "--centre", "De Linde")
        accept_invitation(self.web, self.url, said)
        in_dutch(self.web)
        self.web.follow(".passkeys-link")
        self.sees("Je hebt nog geen passkey.")
        self.keep("1-none")
        self.web.type("#name", "laptop van het werk")
        self.web.click("section[aria-labelledby='new'] button[type='submit']")
        self.sees("Je passkey is toegevoegd.")
        self.sees("laptop van het werk")
        self.keep("2-added")
        self.assertEqual(len(self.web.keys_in(self.key)), 1)

    def signs_out(self):
        self.web.follow("form[action='/sign-out'] button")

    def test_added_used_stopped_and_removed(self):
        self.comes_in_and_adds()
        self.signs_out()
        self.keep("3-sign-in")
        self.web.click("a[href='/passkey']")  # one press
        self.sees("Werklijst")
        self.stands_in_for_the_code()
        self.signs_out()
        self.needs_its_owner()
        self.of_a_copy_is_stopped()
        self.removed_is_not_known_any_more()
        audit = self.run_it("audit", "--data", self.data)
        for words in ("office:anna  add_passkey  anna", "office:anna  sign_in_passkey  anna",
                      "office  passkey_locked  anna", "office:anna  remove_passkey  anna"):
            self.assertIn(words, audit)
        self.assertNotIn("laptop van het werk", audit)
        self.assertEqual([said for said in self.web.complaints()
                          if "favicon" not in said and "status of 403" not in said], [])

    # An hour after the last one.
    def stands_in_for_the_code(self):
        self.changed("UPDATE office_session SET confirmed_ms = confirmed_ms - 3600000")
        self.web.open(f"{self.url}/passkeys")
        self.assertIn("/confirm", self.web.url())
        self.keep("4-confirm")
        self.web.click("a[href^='/confirm/passkey']")
        self.sees("Laatst gebruikt op")
        self.assertTrue(self.web.url().endswith("/passkeys"), self.web.url())

    def needs_its_owner(self):
        self.web.key_verifies(self.key, False)
        self.web.click("a[href='/passkey']")
        self.sees("Er is geen passkey gebruikt")
        self.keep("5-cancelled")
        self.web.key_verifies(self.key, True)
        self.web.click("main button[type='submit']")
        self.sees("Werklijst")

    # Somebody made a copy before it was used: that one's counter is behind.
    def of_a_copy_is_stopped(self):
        held = self.web.keys_in(self.key)[0]
        self.web.take_key_out(self.key, held["credentialId"])
        self.web.put_key_in(self.key, {**held, "signCount": 0})
        self.web.open(f"{self.url}/confirm/passkey?then=/passkeys")
        self.sees("Deze passkey is gestopt")
        self.keep("6-stopped")

    def removed_is_not_known_any_more(self):
        self.web.open(f"{self.url}/passkeys")
        self.sees("misschien is hij gekopieerd")
        self.web.click("details summary")
        self.keep("7-remove")
        self.web.follow("button[value='remove']")
        self.sees("De passkey is verwijderd")
        self.signs_out()
        self.web.click("a[href='/passkey']")
        self.sees("Deze passkey is hier niet bekend")
        self.keep("8-unknown")


if __name__ == "__main__":
    if not shutil.which("chromedriver"):
        print("no chromium-driver here")
        sys.exit(77)
    unittest.main()
