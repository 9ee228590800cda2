#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A passkey's life with the real samen-matcher in a real Chromium that holds a virtual authenticator.

usage: passkey_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_KEEP=FOLDER keeps the pictures.
Exit 77 where there is no chromium. What is forged in bytes: tests/unit/sync/office/passkey_test.cpp.
"""
import base64
import hashlib
import pathlib
import shutil
import subprocess
import sys
import unittest

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from house import free_port  # noqa: E402
from office_house import BrowserHouse  # noqa: E402
from office_visit import own_button  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)


class APasskey(BrowserHouse):
    program, source, pictures, widths = PROGRAM, SOURCE, "passkey", (1280, 390, 320)

    def setUp(self):
        super().setUp()
        port = free_port()
        self.url = f"https://localhost:{port}"
        self.serves("--office-url", self.url, office=f"127.0.0.1:{port}")
        # Chromium lets no passkey be used where it does not trust the certificate, so it is told whose key.
        key = subprocess.run(["openssl", "x509", "-in", self.data / "tls.crt", "-pubkey", "-noout"],
                             capture_output=True, check=True).stdout
        der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=key,
                             capture_output=True, check=True).stdout
        pin = base64.b64encode(hashlib.sha256(der).digest()).decode()
        self.opens_browser(f"--ignore-certificate-errors-spki-list={pin}")
        self.key = self.web.security_key()

    sees = BrowserHouse.sees_soon

    def comes_in_and_adds(self):
        self.comes_in("anna", "caseworker", "--centre", "De Linde")
        own_button(self.web, ".passkeys-link")
        self.sees("Je hebt nog geen passkey.")
        self.keep("1-none")
        self.web.type("#name", "laptop van het werk")
        self.web.click("section[aria-labelledby='new'] button[type='submit']")
        self.sees("Je passkey is toegevoegd.")
        self.sees("laptop van het werk")
        self.keep("2-added")
        self.assertEqual(len(self.web.keys_in(self.key)), 1)

    def signs_out(self):
        own_button(self.web, "form[action='/sign-out'] button")

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
