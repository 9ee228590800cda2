#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Signing in with a municipality's own account: the real samen-matcher and a provider on the loopback address.

usage: oidc_test.py PATH-TO-samen-matcher SOURCE-FOLDER. SAMEN_KEEP=FOLDER keeps the pictures.
A person's way in a real Chromium (skipped where there is none); what a provider or a browser may do wrong over HTTP.
What is forged in bytes: tests/unit/sync/office/oidc_token_test.cpp.
"""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import unittest
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[2] / "support"))
from house import free_port  # noqa: E402
from office_house import BrowserHouse  # noqa: E402
from office_visit import PASSWORD, own_button  # noqa: E402
from oidc_provider import Key, Provider  # noqa: E402
import office_client  # noqa: E402

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
CERTIFIED = os.environ.get("SAMEN_OIDC_CERTIFIED", "")  # a folder with oidc_certified.mjs and what it needs


class CertifiedProvider:
    client, secret, refused, subject = "samen", "geheim-van-X%20&Y", [], "s-1"

    def __init__(self, redirect):
        port = free_port()
        self.issuer = f"http://127.0.0.1:{port}"
        self.process = subprocess.Popen(["node", "oidc_certified.mjs", str(port), redirect, self.client], cwd=CERTIFIED,
                                        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL,
                                        text=True)
        self.process.stdin.write(self.secret)
        self.process.stdin.close()
        for line in self.process.stdout:
            if line.startswith("ready"):
                break

    def close(self):
        self.process.kill()
        self.process.wait(10)
        self.process.stdout.close()


class OidcHouse(BrowserHouse):
    program, source, pictures = PROGRAM, SOURCE, "oidc"
    people = False
    settings = {}

    def setUp(self):
        super().setUp()
        port = free_port()
        self.url = f"https://localhost:{port}"
        self.provider = self.provide(self.url + "/oidc/callback")
        self.addCleanup(self.provider.close)
        (self.data / "oidc.secret").write_text(self.provider.secret + "\n", encoding="utf-8")
        (self.data / "oidc.json").write_text(json.dumps({
            "issuer": self.provider.issuer, "client_id": self.provider.client, "secret_file": "oidc.secret",
            "name": "gemeente X", **self.settings}), encoding="utf-8")
        log = open(self.data / "serve.log", "w", encoding="utf-8")
        self.addCleanup(log.close)
        self.serves("--office-url", self.url, office=f"127.0.0.1:{port}", log=log)

    def provide(self, redirect):
        return CertifiedProvider(redirect) if CERTIFIED else Provider(redirect)

    def said(self):
        return (self.data / "serve.log").read_text(encoding="utf-8")


@unittest.skipUnless(shutil.which("chromedriver"), "no chromium-driver here")
class APerson(OidcHouse):
    def setUp(self):
        super().setUp()
        self.opens_browser()

    sees = BrowserHouse.sees_soon

    def by_the_provider(self, selector):
        self.web.cdp("Storage.clearDataForOrigin", origin=self.provider.issuer, storageTypes="cookies")
        self.web.click(selector)
        self.sees("Sign-in" if CERTIFIED else "Wachtwoord")
        self.assertTrue(self.web.url().startswith(self.provider.issuer), self.web.url())
        if CERTIFIED:
            self.web.type("input[name='login']", self.provider.subject)
            self.web.type("input[name='password']", "fiets")
            self.web.follow("button[type='submit']")
            self.sees("Authorize")
        else:
            self.web.type("#password", "fiets")
        self.web.click("button")

    def signs_out(self):
        own_button(self.web, "form[action='/sign-out'] button")

    def test_connects_signs_in_and_disconnects(self):
        said = self.run_it("office", "oidc", "--data", self.data)
        self.assertIn(self.url + "/oidc/callback", said)
        self.assertNotIn("geheim", said)
        secret = self.comes_in("anna", "coordinator")
        self.connects()
        self.signs_out()
        self.looks_right("3-sign-in")
        self.by_the_provider("a[href='/oidc/sign-in']")
        self.sees("Nog je code")
        self.looks_right("4-code")
        self.assertNotIn("Werklijst", self.web.text())
        before = {each["name"]: each["value"] for each in self.web.cookies()}
        self.web.type("#code", office_client.code_of(secret, 0))
        self.web.follow("main button")
        self.sees("Werklijst")
        after = {each["name"]: each["value"] for each in self.web.cookies()}
        self.assertNotEqual(before["__Host-samen"], after["__Host-samen"])
        self.assertNotIn("__Host-samen-oidc", after)
        self.signs_out()
        self.somebody_else_is_nobody()
        self.assertEqual(self.provider.refused, [])
        self.disconnects(secret)
        audit = self.run_it("audit", "--data", self.data)
        for words in ("office:anna  add_login  anna", "office:anna  sign_in_login  anna",
                      "office  login_refused  nobody", "office:anna  remove_login  anna"):
            self.assertIn(words, audit)
        everything = audit + self.said()
        for secret_word in ("geheim", "canary", "Canary", "s-1", "s-2"):
            self.assertNotIn(secret_word, everything)

    def connects(self):
        own_button(self.web, "a[href='/oidc']")
        self.sees("nog niet gekoppeld")
        self.looks_right("1-none")
        self.by_the_provider("button[value='link']")
        self.sees("Je werkaccount is gekoppeld")
        self.looks_right("2-linked")

    def somebody_else_is_nobody(self):
        self.provider.subject = "s-2"
        self.by_the_provider("a[href='/oidc/sign-in']")
        self.sees("aan niemand gekoppeld")
        self.looks_right("5-unknown")
        self.provider.subject = "s-1"

    def disconnects(self, secret):
        self.web.open(self.url + "/sign-in")
        for name, value in (("account", "anna"), ("password", PASSWORD), ("code", office_client.code_of(secret, 1))):
            self.web.type(f"#{name}", value)
        self.web.follow("main button")
        self.web.open(self.url + "/oidc")
        self.web.click("details summary")
        self.web.follow("button[value='unlink']")
        self.sees("De koppeling is verwijderd")
        self.signs_out()
        self.by_the_provider("a[href='/oidc/sign-in']")
        self.sees("aan niemand gekoppeld")


@unittest.skipIf(CERTIFIED, "says of nobody how they signed in")
class APersonWithASecondFactorThere(APerson):
    settings = {"second_step": "provider", "acr": ["urn:two"]}
    test_connects_signs_in_and_disconnects = None

    def test_is_asked_for_no_code_until_it_is_about_people(self):
        self.provider.acr = "urn:two"
        self.comes_in("anna", "coordinator")
        self.connects()
        self.signs_out()
        self.by_the_provider("a[href='/oidc/sign-in']")
        self.sees("Werklijst")
        self.assertIn("office:anna  sign_in_login  anna", self.run_it("audit", "--data", self.data))
        self.web.open(self.url + "/invite")
        self.assertIn("/confirm", self.web.url())
        self.signs_out()
        self.provider.acr = "urn:one"
        self.by_the_provider("a[href='/oidc/sign-in']")
        self.sees("kunnen wij niet gebruiken")
        self.assertNotIn("Werklijst", self.web.text())


class WhatGoesWrong(OidcHouse):
    def at_the_sign_in(self):
        one = self.visitor(self.url)
        one.tls.check_hostname = False
        one.get("/sign-in")
        return one

    def away(self, one):
        """Where the office sends a browser."""
        for _ in range(50):
            answer = one.get("/oidc/sign-in")
            if answer.status == 303:
                return answer.where()
            time.sleep(0.1)
        self.fail(answer.body)

    def back(self, address):
        """What the provider sends the browser back with."""
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))
        return self.provider.grant(asked).removeprefix(self.url)

    def comes_back(self, one, path):
        answer = one.get(path)
        for _ in range(150):
            if answer.where() == "/oidc/wait" or "Refresh" in answer.headers:
                time.sleep(0.1)
                answer = one.get("/oidc/wait")
            else:
                return answer
        self.fail("waits for ever")

    def words(self, answer):
        return re.sub(r"<[^>]+>|\s+", " ", answer.body)

    def test_faults_of_a_provider_let_nobody_in(self):
        refused = "kunnen wij niet gebruiken"
        for fault, words in (
                ("nonce", refused), ("expired", refused), ("future", refused), ("issuer", refused),
                ("audience", refused), ("azp", refused), ("none", refused), ("hs256", refused), ("forged", refused),
                ("huge", refused), ("odd", refused), ("redirect", refused), ("mix-up", refused),
                ("cancelled", "gestopt"), ("state", "andere browser")):
            with self.subTest(fault):
                self.provider.fault = fault
                one = self.at_the_sign_in()
                answer = self.comes_back(one, self.back(self.away(one)))
                self.assertIn(words, self.words(answer))
                self.assertIn("/sign-in", one.get("/").where())
        self.provider.fault = ""
        one = self.at_the_sign_in()
        self.assertIn("aan niemand gekoppeld", self.words(self.comes_back(one, self.back(self.away(one)))))
        self.provider.fault = "replay"
        one = self.at_the_sign_in()
        self.assertIn(refused, self.words(self.comes_back(one, self.back(self.away(one)))))
        for words in ("canary", "Canary", "geheim", "s-1"):
            self.assertNotIn(words, self.said())

    def test_a_browser_comes_back_once_and_is_the_same(self):
        one, other = self.at_the_sign_in(), self.at_the_sign_in()
        path = self.back(self.away(one))
        self.assertIn("andere browser", self.words(other.get(path)))
        other.cookies["__Host-samen-oidc"] = one.cookies["__Host-samen-oidc"]
        self.assertIn("andere browser", self.words(other.get(path)))
        self.assertIn("aan niemand gekoppeld", self.words(self.comes_back(one, path)))
        self.assertIn("andere browser", self.words(one.get(path)))
        self.assertEqual(self.provider.refused, [])

    def test_new_keys_are_found_and_a_slow_provider_holds_up_nobody(self):
        one = self.at_the_sign_in()
        self.away(one)  # the old key is known from here on
        self.provider.key.folder.cleanup()
        self.provider.key = Key("k9")
        time.sleep(10.2)  # a key that is not known is asked for every ten seconds at most
        self.assertIn("aan niemand gekoppeld", self.words(self.comes_back(one, self.back(self.away(one)))))
        self.provider.fault = "slow"
        self.assertEqual(one.get(self.back(self.away(one))).where(), "/oidc/wait")
        begun = time.monotonic()
        for _ in range(10):
            self.assertEqual(one.get("/sign-in").status, 200)
        self.assertLess(time.monotonic() - begun, 2, "the office waits with whoever signs in")
        self.assertIn("aan niemand gekoppeld", self.words(self.comes_back(one, "/oidc/wait")))


class TheProvidersOwnSecondFactor(WhatGoesWrong):
    settings = {"second_step": "provider", "acr": ["urn:two"]}
    test_faults_of_a_provider_let_nobody_in = None
    test_a_browser_comes_back_once_and_is_the_same = None
    test_new_keys_are_found_and_a_slow_provider_holds_up_nobody = None

    def test_has_to_be_named_in_the_token(self):
        one = self.at_the_sign_in()
        address = self.away(one)
        self.assertIn("acr_values=urn%3Atwo", address)
        self.assertIn("kunnen wij niet gebruiken", self.words(self.comes_back(one, self.back(address))))


class WhatTheOperatorIsTold(OidcHouse):
    def test_check_says_what_is_wrong(self):
        self.provider.fault = "discovery"
        self.assertIn("https://other.example", self.run_it("office", "oidc", "--data", self.data, code=1))
        (self.data / "oidc.json").unlink()
        self.assertIn("client_id", self.run_it("office", "oidc", "--data", self.data, code=1))


if __name__ == "__main__":
    unittest.main()
