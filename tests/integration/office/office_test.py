#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""The office of the real samen-matcher, over TLS, from an invitation to signing out.

usage: office_test.py PATH-TO-samen-matcher SOURCE-FOLDER
"""
import http.client
import json
import pathlib
import re
import signal
import sys
import time
import unittest

from office_client import Browser, code_of
from office_house import OfficeHouse
from office_visit import PASSWORD

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
POLICY = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; img-src 'self'; form-action "
                               "'self'; frame-ancestors 'none'; base-uri 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}


class Office(OfficeHouse):
    program, source = PROGRAM, SOURCE

    def start(self, *options):
        """Starts serve; the addresses of office and kiosks."""
        said = self.serves(*options)
        return said["office"], said["ready"]

    def test_from_the_link_to_signing_out(self):
        url, _ = self.start()
        anna, secret = self.invited(url, "anna")
        self.assertIn(self.label, anna.get("/").body)
        self.assertEqual(anna.get(f"/case/{self.label}").status, 200)
        # A restart of the program signs nobody out, however it ends.
        self.stops(self.serve)
        url, _ = self.start()
        again = self.visitor(url)
        again.cookies = anna.cookies
        self.assertEqual(again.get("/").status, 200)
        kept = dict(again.cookies)
        out = again.send(again.get("/"), "/sign-out")
        self.assertEqual(out.status, 303)
        again.cookies = kept
        self.assertTrue(again.get("/").where().startswith("/sign-in"))
        code = code_of(secret)
        page = again.get("/sign-in")
        came = again.send(page, "/sign-in", account="Anna", password=PASSWORD, code=code)
        self.assertEqual((came.status, came.where()), (303, "/"))
        thief = self.visitor(url)
        refused = thief.send(thief.get("/sign-in"), "/sign-in", account="anna", password=PASSWORD,
                             code=code)
        self.assertNotEqual(refused.status, 303)
        self.run_it("office", "disable", "--data", self.data, "anna")
        self.assertTrue(again.get("/").where().startswith("/sign-in"))
        audit = self.run_it("audit", "--data", self.data)
        for word in ("office_invite", "accept_invite", "look", "sign_out", "sign_in",
                     "office_disable", "office:anna"):
            self.assertIn(word, audit)
        self.assertNotIn(PASSWORD, audit)
        self.assertIn("anna, coordinator: disabled",
                      self.run_it("office", "accounts", "--data", self.data))
        self.serve.send_signal(signal.SIGTERM)
        self.assertEqual(self.serve.wait(30), 0)

    def test_a_coordinator_lets_people_and_kiosks_in(self):
        url, _ = self.start()
        anna, _ = self.invited(url, "anna")
        given = anna.send(anna.get("/invite"), "/invite", name="bert", role="caseworker",
                          centre="De Linde")
        self.assertEqual(given.status, 200)
        link = re.search(re.escape(url) + "(/invite/[0-9a-f]{64})", given.body).group(1)
        bert, _ = self.accepts(url, link)
        self.assertEqual(bert.get("/").status, 200)
        for path in ("/kiosks", "/enrol", "/staff", "/invite", "/staff/anna"):
            self.assertEqual(bert.get(path).status, 403, path)
        closed = anna.send(anna.get("/staff/bert"), "/staff/bert", act="close")
        self.assertEqual(closed.where(), "/staff/bert?done=close")
        self.assertTrue(bert.get("/").where().startswith("/sign-in"))
        self.assertEqual(anna.send(anna.get("/staff/anna"), "/staff/anna", act="close").status, 422)
        made = anna.send(anna.get("/enrol"), "/enrol", centre="De Linde", minutes="60")
        self.assertRegex(made.body, r"<bdi>1[0-9A-Z]{4}(-[0-9A-Z]{5}){5}</bdi>")
        audit = self.run_it("audit", "--data", self.data)
        for words in ("office:anna  office_invite  bert caseworker of De Linde",
                      "office:anna  office_disable  bert", "office:anna  make_code"):
            self.assertIn(words, audit)

    def test_every_answer_says_what_browsers_may_do(self):
        url, _ = self.start()
        anna, _ = self.invited(url, "anna")
        table = (SOURCE / "sync/server/office/routes.hpp").read_text(encoding="utf-8")
        paths = sorted(set(re.findall(r'"(/[a-z{}/.-]*)"', table)))
        self.assertGreater(len(paths), 9)
        answers = []
        for path in paths:
            path = path.replace("{label}", self.label).replace("{token}", "0" * 64).replace("{kiosk}", "1").replace("{account}", "anna")
            for browser in (anna, self.visitor(url)):
                answers += [(path, browser.get(path)), (path, browser.post(path, csrf="x"))]
        answers += [("nothing", anna.get("/nothing")), ("PUT", anna.ask("PUT", "/")),
                    ("large", anna.post("/sign-in", a="a" * 100_000)),
                    ("broken", anna.ask("GET", "/", headers={"Content-Length": "x"}))]
        for name, answer in answers:
            for header, value in POLICY.items():
                self.assertEqual(answer.headers.get(header), value, f"{name}: {header}")
            self.assertIn("max-age=", answer.headers.get("Strict-Transport-Security", ""), name)
            kept = answer.headers["Cache-Control"]
            self.assertEqual(kept, "max-age=600" if name in ("/style.css", "/passkey.js") and answer.status == 200
                             else "no-store", name)
        self.assertEqual(dict(answers)["large"].status, 413)
        self.assertEqual(dict(answers)["broken"].status, 400)

    def test_neither_door_leads_to_the_other(self):
        office, kiosks = self.start()
        for path in ("/v1/health", "/v1/feed", "/v1/enrol", "/v1/envelopes", "/metrics"):
            self.assertEqual(self.visitor(office).get(path).status, 404, path)
        for path in ("/", "/sign-in", "/style.css", "/confirm", f"/case/{self.label}"):
            answer = self.visitor(kiosks).get(path)
            self.assertEqual(answer.status, 404, path)
            self.assertNotIn("<html", answer.body)

    def test_behind_a_proxy(self):
        url, _ = self.start("--office-plain", "--office-url", "https://office.example")
        self.assertTrue(url.startswith("http://"))
        said = self.run_it("office", "invite", "--data", self.data, "bert", "--role",
                           "coordinator")
        self.assertIn("https://office.example/invite/", said)
        answer = Browser(url).get("/sign-in")
        self.assertEqual(answer.status, 200)
        self.assertNotIn("Strict-Transport-Security", answer.headers)
        self.assertIn("Secure", answer.headers["Set-Cookie"])
        refused = self.run_it("serve", "--data", self.data, "--office", "0.0.0.0:0",
                              "--office-plain", code=1)
        self.assertIn("serv", refused)

    def until(self, browser, words):
        """The page of the round as soon as it says so; within a minute."""
        give_up = time.monotonic() + 60
        while time.monotonic() < give_up:
            page = browser.get("/round")
            if words in page.body:
                return page
            time.sleep(0.1)
        self.fail(f"no {words} on the page of the round")

    def test_a_round_is_looked_at_and_then_published(self):
        url, _ = self.start()
        anna, _ = self.invited(url, "anna")
        self.run_it("populate", "--data", self.data, "--centre", "De Linde", "--seed", 5,
                    "--households", 9, "--groups", 9)
        listed = ("proposals", "--data", self.data, "--json")
        before = json.loads(self.run_it(*listed))["proposals"]
        begun = anna.send(anna.get("/round"), "/round")
        self.assertEqual((begun.status, begun.where()), (303, "/round"))
        shown = self.until(anna, 'href="/round/publish"')
        self.assertEqual(json.loads(self.run_it(*listed))["proposals"], before)
        question = anna.get("/round/publish")
        result = re.search(r'name="result" value="([0-9]+)"', question.body).group(1)
        said = anna.send(question, "/round/publish", result=result)
        self.assertEqual((said.status, said.where()), (303, "/round"))
        self.until(anna, 'href="/?kind=decide"')
        new = [pair for pair in json.loads(self.run_it(*listed))["proposals"] if pair not in before]
        self.assertGreater(len(new), 2)
        for pair in new:
            self.assertIn(pair["household"], shown.body)
        audit = self.run_it("audit", "--data", self.data)
        self.assertRegex(audit, rf"office:anna .*propose.* {len(new)}\b")
        # Somebody who stops the server waits for no dry run.
        anna.send(anna.get("/round"), "/round")
        self.serve.send_signal(signal.SIGTERM)
        self.assertEqual(self.serve.wait(30), 0)

    def test_one_address_takes_a_file_and_no_other_does(self):
        office, _ = self.start()
        certificate = self.data / "tls.crt"
        large = "a" * (3 << 20)
        headers = {"Content-Type": "multipart/form-data; boundary=x"}
        self.assertEqual(self.visitor(office).ask("POST", "/import/file?x=1", large, headers).status, 400)
        self.assertEqual(self.refused(office, "/import", 3 << 20), 413)
        self.assertEqual(self.refused(office, "/import/file", 5 << 20), 413)
        # Whoever keeps such bodies open: the fifth one has the usual limit, until one of them has gone.
        begun = [self.begin_upload(office, certificate) for _ in range(4)]
        self.assertEqual(self.refused(office, "/import/file", 3 << 20), 413)
        self.assertEqual(self.visitor(office).get("/sign-in").status, 200)
        begun.pop().close()
        for _ in range(50):
            if self.visitor(office).ask("POST", "/import/file", large, headers).status == 400:
                break
            time.sleep(0.1)
        else:
            self.fail("the place was not given back")
        for connection in begun:
            connection.close()

    def refused(self, office, path, size):
        """The status by which a body of that size is refused before it is sent."""
        connection = self.begin_upload(office, self.data / "tls.crt", path, size)
        status = connection.getresponse().status
        connection.close()
        return status

    def begin_upload(self, office, certificate, path="/import/file", size=3 << 20):
        """A connection on which so large a body was announced, and not sent."""
        browser = Browser(office, certificate)
        connection = http.client.HTTPSConnection(browser.url.hostname, browser.url.port, timeout=30,
                                                 context=browser.tls)
        connection.putrequest("POST", path)
        connection.putheader("Content-Type", "multipart/form-data; boundary=x")
        connection.putheader("Content-Length", str(size))
        connection.endheaders()
        return connection

    def test_what_invite_refuses(self):
        invite = ("office", "invite", "--data", self.data)
        self.assertIn("one: --centre", self.run_it(*invite, "anna", "--role", "caseworker",
                                                   code=1))
        self.assertIn("no page for a researcher",
                      self.run_it(*invite, "anna", "--role", "researcher", "--centre", "De Linde",
                                  code=1))
        self.assertIn("small letters", self.run_it(*invite, "Anna V.", "--role", "coordinator",
                                                   code=1))
        self.assertIn("is not for a caseworker",
                      self.run_it("--as", "caseworker", *invite, "anna", "--role", "coordinator",
                                  code=1))


if __name__ == "__main__":
    unittest.main(verbosity=2)
