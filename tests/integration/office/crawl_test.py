#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Every link of the office followed and every form of it sent, as each role and as nobody.

usage: crawl_test.py PATH-TO-samen-matcher SOURCE-FOLDER. From "/" on, as a program that looks for holes
walks: pages without the policy headers, links that lead nowhere or to somebody else's address, forms
without a token, what a form makes of nothing, of much and of other people's syntax. No server error, and
nothing of what was sent comes back as markup.
"""
import html.parser
import pathlib
import re
import sys
import unittest
import urllib.parse

from office_house import OfficeHouse

SOURCE = pathlib.Path(sys.argv.pop(2))
PROGRAM = sys.argv.pop(1)
HEADERS = ("Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy", "Cache-Control",
           "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Strict-Transport-Security")
# What is tried in every field, one after the other.
TRIED = ("", "'\"><b id=canary>&", "A" * 5000, "../../etc/passwd\r\nSet-Cookie: canary=1", "\u202e=1+1|9e99\x00")
OF_A_KIND = 3  # pages of one address with different arguments, /case/{label}
NUMBER = re.compile(r"/(?:[A-Z]-[0-9A-Z-]+|[0-9a-f]{64}|\d+(?:-\d+)?)(?=/|$)")


class Page(html.parser.HTMLParser):
    """Links, forms and what a policy would refuse."""

    def __init__(self, text):
        super().__init__()
        self.links, self.forms, self.wrong, self.canaries = [], [], [], 0
        self.feed(text)

    def handle_starttag(self, tag, given):
        given = dict(given)
        self.wrong += [f"<{tag} {name}>" for name in given if name.startswith("on") or name == "style"]
        self.canaries += given.get("id") == "canary"
        if tag in ("style", "iframe", "object", "embed", "base") or given.get("http-equiv"):
            self.wrong.append(f"<{tag}>")
        if tag == "script" and not given.get("src", "").startswith("/"):
            self.wrong.append("<script> of its own")
        self.links += [given[name] for name in ("href", "src") if given.get(name)]
        if tag == "form":
            self.forms.append({"action": given.get("action", ""), "method": given.get("method", "get").lower(),
                               "fields": {}, "buttons": []})
        elif tag == "button" and given.get("name") and self.forms:
            self.forms[-1]["buttons"].append((given["name"], given.get("value", "")))
        elif tag in ("input", "select", "textarea") and given.get("name") and self.forms:
            self.forms[-1]["fields"].setdefault(given["name"], (given.get("type", tag), given.get("value", "")))


class Crawl(OfficeHouse):
    program, source = PROGRAM, SOURCE

    def setUp(self):
        super().setUp()
        self.url = self.serves()["office"]
        self.seen, self.answers, self.kinds, self.sent = set(), 0, {}, set()

    def checked(self, name, answer):
        """The page of an answer, after what holds for all of them."""
        self.answers += 1
        self.assertLess(answer.status, 500, name)
        for header in HEADERS:
            self.assertTrue(answer.headers.get(header), f"{name}: {header}")
        self.assertIsNone(answer.headers.get("Server"), name)
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            self.assertTrue(cookie.startswith("__Host-"), f"{name}: {cookie}")
            self.assertTrue({"Secure", "HttpOnly", "Path=/"} <= set(cookie.split("; ")), f"{name}: {cookie}")
        if not answer.headers.get("Content-Type", "").startswith("text/html"):
            return None
        page = Page(answer.body)
        self.assertEqual((page.wrong, page.canaries), ([], 0), name)
        return page

    def walk(self, browser, *start):
        """Follows what is linked from `start` and from "/", breadth first; the pages with forms, by address."""
        waiting, with_forms = [(path, "") for path in (*start, "/")], {}
        while waiting:  # ends: an address is asked once, and of a kind only OF_A_KIND are
            path, of = waiting.pop(0)
            kind = NUMBER.sub("/{}", urllib.parse.urlsplit(path).path)
            if path in self.seen or self.kinds.get(kind, 0) >= OF_A_KIND:
                continue
            self.seen.add(path)
            self.kinds[kind] = self.kinds.get(kind, 0) + 1
            answer = browser.get(path)
            page = self.checked(path, answer)
            self.assertIn(answer.status, (200, 303), f"{path}, linked on {of}")
            if answer.status == 303:
                waiting.append((answer.where(), path))
            if page is None:
                continue
            for link in page.links:
                if link.startswith("#"):
                    continue
                self.assertRegex(link, r"^/(?!/)", f"on {path}")
                waiting.append((urllib.parse.urldefrag(link)[0], path))
            if page.forms:
                with_forms[path] = page
        return with_forms

    def fill(self, browser, path, form):
        """Sends one form with each of its buttons as it is, and with each of TRIED in every field that people
        fill in; how often."""
        where = form["action"] or path
        self.assertRegex(where, r"^/(?!/)", path)
        typed = [name for name, (kind, _) in form["fields"].items() if kind != "hidden"]
        tries = [({}, button) for button in form["buttons"][1:]]
        tries += [(dict.fromkeys(typed, tried), button) for tried in (TRIED if typed else ("",))
                  for button in form["buttons"][:1] or [None]]
        for given, button in tries:
            fields = {name: value for name, (_, value) in form["fields"].items()} | given
            fields.update([button] if button else [])
            if form["method"] == "get":
                answer = browser.get(where + "?" + urllib.parse.urlencode(fields))
            else:
                self.assertTrue(fields.get("csrf"), f"{path}: a form without a token")
                answer = browser.post(where, **fields)
            self.checked(f"{path} with {button} {next(iter(given.values()), '')[:20]!r}", answer)
            for cookie in answer.headers.get_all("Set-Cookie") or []:
                self.assertNotIn("canary", cookie)
            self.assertRegex(answer.where(), r"^(/(?!/)|$)", path)

    def send_all(self, browser, with_forms, leave):
        for path, page in with_forms.items():
            for form in page.forms:
                what = (NUMBER.sub("/{}", urllib.parse.urlsplit(form["action"] or path).path), form["method"],
                        tuple(form["fields"]), tuple(form["buttons"]))
                if what in self.sent or any(word in (form["action"] or path) for word in leave):
                    continue
                self.sent.add(what)
                self.fill(browser, path, form)

    def test_as_a_coordinator(self):
        anna, _ = self.invited(self.url, "anna")
        case = f"/case/{self.label}"
        for act in ("accept", "household-yes"):  # a match has more to press than a proposal
            page = anna.get(case)
            version = re.search(r'name="version" value="([^"]*)"', page.body).group(1)
            self.assertEqual(anna.send(page, case, version=version, act=act).status, 303, act)
        forms = self.walk(anna, case)
        self.assertGreater(len(self.kinds), 15, self.kinds)
        self.send_all(anna, forms, leave=("/sign-out", "/staff/anna", "/erase"))
        self.assertGreater(len(self.sent), 12, self.sent)
        self.assertEqual(anna.get("/").status, 200, "nothing of this signed her out")
        print(f"coordinator: {self.answers} answers of {len(self.kinds)} addresses, {len(self.sent)} forms")

    def test_as_a_caseworker_and_as_nobody(self):
        bert, _ = self.invited(self.url, "bert", "caseworker", "--centre", "De Linde")
        self.send_all(bert, self.walk(bert), leave=("/sign-out",))
        self.assertEqual(bert.get("/").status, 200)
        self.seen, self.kinds, self.sent = set(), {}, set()
        nobody = self.visitor(self.url)
        forms = self.walk(nobody)
        self.assertEqual(set(self.kinds) - {"/style.css", "/passkey.js", "/passkey"}, {"/", "/sign-in"})
        self.send_all(nobody, forms, leave=())
        print(f"others: {self.answers} answers")


if __name__ == "__main__":
    unittest.main(verbosity=2)
