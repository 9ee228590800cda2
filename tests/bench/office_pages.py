#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How long the office's pages take with a country's people in the store and many caseworkers at once.

    cmake --preset demo -DSAMEN_TESTS=ON
    cmake --build --preset demo --target samen-matcher samen-kiosk samen-sync samen-inject
    tests/bench/office_pages.py build/demo/bin [--households 25000] [--groups 8000] [--users 50] [--seconds 30]

Everybody keeps one connection, reads a page, thinks a second and asks for the next: the worklist, filtered,
a case, its sheet, a person's file, the report, who is missing, the question before erasing. Meanwhile ten people a second sign up at two kiosks, whose couriers send them, and
the store is copied as always. Milliseconds at the client, TLS and this program's own time included, so the
office is never slower than it says. Beside it, where there is an nginx: the same people ask it for the same worklist
as a file, so that the ratio says what making the page costs. The goal is 100 ms for 95 of 100 pages of each kind, and 100 kB a page.
"""
import argparse
import html
import http.client
import json
import pathlib
import random
import re
import ssl
import subprocess
import sys
import threading
import time
import urllib.parse

ROOT = pathlib.Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests/support"))
sys.path.insert(0, str(ROOT / "tests/integration/office"))
from house import House, free_port  # noqa: E402
from office_client import Browser, code_of  # noqa: E402
from static_page import served  # noqa: E402

PASSWORD = "fietsen langs het kanaal"


KINDS = ("worklist", "worklist, filtered", "case", "sheet", "report", "file", "missing", "before erasing", "others", "nginx")


class User:
    """A browser that keeps its connection."""

    def __init__(self, url, certificate, cookies):
        self.url = urllib.parse.urlsplit(url)
        self.tls = ssl.create_default_context(cafile=certificate)
        self.cookies = "; ".join(f"{name}={value}" for name, value in cookies.items())
        self.connection = None

    def get(self, path):
        """Status, body, seconds."""
        if self.connection is None:
            self.connection = http.client.HTTPSConnection(self.url.hostname, self.url.port, timeout=60,
                                                          context=self.tls)
            self.connection.connect()
        start = time.perf_counter()
        self.connection.request("GET", path, headers={"Cookie": self.cookies})
        answer = self.connection.getresponse()
        body = answer.read()
        took = time.perf_counter() - start
        if answer.headers.get("Connection", "") == "close":
            self.connection.close()
            self.connection = None
        return answer.status, body, took


def account(program, data, url, name):
    said = subprocess.run([program, "office", "invite", "--data", data, name, "--role", "coordinator"],
                          capture_output=True, text=True, check=True).stdout
    link = re.search(r"/invite/[0-9a-f]{64}", said).group(0)
    browser = Browser(url, data / "tls.crt")
    page = browser.get(link)
    came = browser.send(page, link, password=PASSWORD, again=PASSWORD, code=code_of(page.secret(), -1))
    if came.status != 303:
        sys.exit(f"office_pages: no account: {came.status}")
    return browser


def pages_of(first):
    """The addresses a caseworker goes to, by kind."""
    cases = sorted(set(re.findall(r'href="(/case/[A-Z0-9-]+)"', first)))
    files = [case.replace("/case/", "/file/") for case in cases]
    filters = sorted({html.unescape(link) for link in re.findall(r'href="(/\?[^"]+)"', first)})
    return {"worklist": ["/"], "worklist, filtered": filters or ["/?late=1"], "case": cases,
            "sheet": [f"{case}/sheet" for case in cases], "report": ["/reports"],
            "file": files, "before erasing": [f"{file}/erase" for file in files], "missing": ["/missing"],
            "others": ["/round", "/import", "/kiosks", "/staff"]}


def read_pages(user, pages, until, seen, trouble, seed):
    dice = random.Random(seed)
    kinds = [kind for kind in KINDS if kind in pages for _ in range(3 if kind == "case" else 1)]
    time.sleep(dice.random())
    while time.monotonic() < until:  # ends: the clock
        kind = dice.choice(kinds)
        try:
            status, body, took = user.get(dice.choice(pages[kind]))
        except (OSError, http.client.HTTPException) as error:
            trouble.append(f"{kind}: {error}")
            user.connection = None
            continue
        if status != 200:
            trouble.append(f"{kind}: {status}")
        else:
            seen.setdefault(kind, []).append((took * 1000, len(body)))
        time.sleep(max(0.0, 1 - took))


def at(sorted_values, percent):
    return sorted_values[min(len(sorted_values) - 1, len(sorted_values) * percent // 100)]


def table(seen):
    print("| page | asked | p50 ms | p95 ms | p99 ms | longest | largest kB |\n|---|---|---|---|---|---|---|")
    for kind, answers in sorted(seen.items()):
        took = sorted(ms for ms, _ in answers)
        print(f"| {kind} | {len(took)} | {at(took, 50):.0f} | {at(took, 95):.0f} | {at(took, 99):.0f} | "
              f"{took[-1]:.0f} | {max(size for _, size in answers) / 1000:.0f} |")


def memory(pid):
    status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    return int(re.search(r"VmRSS:\s+(\d+)", status).group(1)) // 1024


def processor(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100


def fill(matcher, options):
    """People and one round."""
    for command in (["populate", "--households", str(options.households), "--groups", str(options.groups),
                     "--singles", "0"], ["round", "--seed", "1"]):
        done = matcher.cli(*command, timeout=1200)
        if done.code != 0:
            sys.exit(done.err)
        print(done.out.splitlines()[0])


def office_of(matcher):
    for line in matcher.process.out.read_text(encoding="utf-8").splitlines():
        if line.startswith("office "):
            return line.split(" ", 1)[1]
    return sys.exit("office_pages: the office did not say where it listens")


def all_read(users, pages, until, seen, trouble):
    threads = [threading.Thread(target=read_pages, args=(user, pages, until, seen, trouble, seed))
               for seed, user in enumerate(users)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def beside_nginx(matcher, page, made, options):
    """The worklist as a file of nginx, asked for as often."""
    certificate = matcher.data / "tls.crt"
    with served(page, free_port(), certificate, matcher.data / "tls.key") as url:
        if url is None:
            print("no nginx here: nothing to compare with")
            return
        seen, trouble = {}, []
        users = [User(url, certificate, {}) for _ in range(options.users)]
        all_read(users, {"nginx": ["/"]}, time.monotonic() + min(options.seconds, 15), seen, trouble)
    table(seen)
    file, ours = (sorted(ms for ms, _ in answers) for answers in (seen["nginx"], made))
    print(f"worklist over the same page as a file of nginx: p50 {at(ours, 50) / at(file, 50):.1f}, "
          f"p95 {at(ours, 95) / at(file, 95):.1f} times; {len(trouble)} refused or broken")


def measure(house, matcher, options):
    program = house.program("samen-matcher")
    kiosks = [house.kiosk(name=f"kiosk-{i}") for i in range(2)]
    pid = matcher.start(5, "--office", "127.0.0.1:0", "--assets", ROOT / "assets").popen.pid
    for kiosk in kiosks:
        kiosk.enrol(matcher)
    url = office_of(matcher)
    browser = account(program, matcher.data, url, "bench")
    start = time.perf_counter()
    first = browser.get("/")
    print(f"first page of the program's life: {(time.perf_counter() - start) * 1000:.0f} ms, "
          f"{len(first.body) / 1000:.0f} kB")
    pages = pages_of(first.body)
    users = [User(url, matcher.data / "tls.crt", browser.cookies) for _ in range(options.users)]
    seen, trouble = {}, []
    before, used = memory(pid), processor(pid)
    until = time.monotonic() + options.seconds
    for seed, kiosk in enumerate(kiosks):
        kiosk.start_courier()
        kiosk.start_signing_up(5 * options.seconds, seed, 200)
    all_read(users, pages, until, seen, trouble)
    table(seen)
    asked = sum(map(len, seen.values()))
    came = sum(kiosk.counts()["safely_stored"] + kiosk.counts()["received"] for kiosk in kiosks)
    print(f"{asked} pages in {options.seconds} s, {(processor(pid) - used) * 1000 / max(asked, 1):.1f} ms of "
          f"processor a page, copies of the store and {came} sign-ups from kiosks included; memory {before} -> "
          f"{memory(pid)} MB; {len(trouble)} refused or broken")
    print("\n".join(sorted(set(trouble))))
    beside_nginx(matcher, first.body, seen["worklist"], options)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("bin", type=pathlib.Path)
    parser.add_argument("--households", type=int, default=25_000)
    parser.add_argument("--groups", type=int, default=8_000)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--seconds", type=int, default=30)
    options = parser.parse_args()
    with House(options.bin.resolve()) as house:
        matcher = house.matcher()
        fill(matcher, options)
        measure(house, matcher, options)


if __name__ == "__main__":
    main()
