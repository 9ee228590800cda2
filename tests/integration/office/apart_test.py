# SPDX-License-Identifier: Apache-2.0
"""The office as a process of its own, under a user who cannot read the matcher's keys: three users of the system,
two programs, one store. Who is not root cannot be somebody else, so then there is nothing to see (77)."""
import datetime
import grp
import json
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import time
import unittest

import office_client
from office_house import OfficeHouse  # which finds the next
from house import House

GROUP = "users"  # there on every Debian
MATCHER, OFFICE, STRANGER = 41001, 41002, 41003


def as_user(user, group=True):
    groups = ["--groups", str(grp.getgrnam(GROUP).gr_gid)] if group else ["--clear-groups"]
    return ["setpriv", f"--reuid={user}", f"--regid={user}", *groups]


class Apart(OfficeHouse):
    runs_as = as_user(MATCHER)

    def made(self, scratch):
        scratch.chmod(0o755)
        # Where the build lies may be for one user only.
        shutil.copy(PROGRAM, scratch / "samen-matcher")
        shutil.copytree(SOURCE / "assets", scratch / "source" / "assets")
        self.program, self.source = str(scratch / "samen-matcher"), scratch / "source"
        self.home, self.store = scratch / "office", scratch / "shared"
        for folder, user, mode in ((self.data, MATCHER, 0o700), (self.home, OFFICE, 0o700)):
            folder.mkdir(mode=mode)
            os.chown(folder, user, user)
        self.store.mkdir()
        os.chown(self.store, MATCHER, grp.getgrnam(GROUP).gr_gid)
        self.store.chmod(0o2770)

    def separates(self, code=0):
        return self.run_it("office", "separate", "--data", self.data, "--store", self.store, "--group", GROUP, code=code)

    def opens_office(self, user=OFFICE, *options, code=None):
        """Starts it; where it is. With a code: what it said when it refused."""
        process = subprocess.Popen(
            [*as_user(user, user != STRANGER), self.program, "office", "serve", "--store", self.store, "--home", self.home,
             "--listen", "127.0.0.1:0", "--assets", self.source / "assets", *options],
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.addCleanup(process.stderr.close)
        self.addCleanup(self.stops, process)
        if code is not None:
            self.assertEqual(process.wait(20), code)
            return process.stderr.read()
        self.office = process
        word, _, url = process.stdout.readline().strip().partition(" ")
        self.assertEqual(word, "office")
        return url

    def serves_kiosks(self, *options):
        """Without an office; where it is."""
        self.serve = subprocess.Popen(
            [*self.runs_as, self.program, "serve", "--data", self.data, "--backup-every", "0.2", *options],
            stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.addCleanup(self.stops, self.serve)
        word, _, url = self.serve.stdout.readline().strip().partition(" ")
        self.assertEqual(word, "ready")
        return url

    def visitor(self, url):
        return office_client.Browser(url, self.home / "tls.crt")

    def proposals(self):
        return json.loads(self.run_it("proposals", "--data", self.data, "--json"))["proposals"]

    def can_read(self, user, path):
        return subprocess.run([*as_user(user), "cat", path], capture_output=True, check=False).returncode == 0

    def modes(self):
        return {entry.name: oct(entry.stat().st_mode & 0o7777) for entry in self.store.iterdir() if entry.is_file()}

    def test_two_users_work_on_one_store(self):
        self.separates()
        kiosks = self.serves_kiosks()
        url = self.opens_office()
        anna, _ = self.invited(url, "anna")
        self.assertIn(self.label, anna.get("/").body)
        self.keys_stay_closed()
        self.lets_a_kiosk_in(anna, kiosks)
        self.decides(anna)
        self.erases(anna)
        self.survives_kills(url)

    def lets_a_kiosk_in(self, anna, kiosks):
        # A code for a kiosk shows the key that kiosks see, which this program cannot read.
        made = anna.send(anna.get("/enrol"), "/enrol", centre="De Linde", municipality="Almere", minutes=60).body
        code = re.search(r"[0-9A-Z]{5}(?:-[0-9A-Z]{5}){5}", made).group(0)
        with House(pathlib.Path(PROGRAM).parent) as home:
            home.kiosk("De Linde").enrol(None, code=code, url=kiosks)
        self.assertEqual(anna.get("/kiosks").body.count('href="/kiosks/'), 1)

    def keys_stay_closed(self):
        names = [entry for entry in self.data.iterdir() if entry.is_file() and entry.suffix in (".key", ".crt")]
        self.assertGreaterEqual(len(names), 4)
        for path in names:
            self.assertTrue(self.can_read(MATCHER, path), path)
            self.assertFalse(self.can_read(OFFICE, path), path)
        self.assertTrue(self.can_read(OFFICE, self.store / "matcher.db"))
        self.assertEqual(set(self.modes().values()), {"0o660"}, self.modes())
        stranger = subprocess.run([*as_user(STRANGER, False), "cat", self.store / "store.key"], capture_output=True,
                                  check=False)
        self.assertNotEqual(stranger.returncode, 0)

    def decides(self, anna):
        path = f"/case/{self.label}"
        page = anna.get(path)
        form = re.search(r'name="act" value="(hold|accept)"', page.body)
        self.assertTrue(form, "something can be decided")
        self.assertLess(anna.send(page, path, act="hold").status, 500)
        self.assertIn(self.label, json.dumps(self.proposals()))

    def erases(self, anna):
        """The office's user writes the list and takes the key away; the copies are the other one's and follow."""
        label = self.proposals()[-1]["household"]
        path = f"/file/{label}/erase"
        done = anna.send(anna.get(path), path, reason="asked", asked_on=datetime.date.today().isoformat(),
                         day=datetime.date.today().isoformat())
        self.assertEqual(done.status, 200, done.body)
        self.assertTrue((self.store / "erased").exists())
        self.assertNotIn(label, json.dumps(self.proposals()))
        self.assertEqual(set(self.modes().values()), {"0o660"}, self.modes())
        give_up = time.monotonic() + 20
        copy = self.data / "backup" / "erased"
        while time.monotonic() < give_up and not copy.exists():
            time.sleep(0.1)
        self.assertEqual(copy.read_bytes(), (self.store / "erased").read_bytes())

    def survives_kills(self, url):
        for process in (self.office, self.serve):
            process.send_signal(signal.SIGKILL)
            process.wait(10)
        again = self.opens_office()  # first, this time
        self.serves_kiosks()
        self.assertNotEqual(url, again)
        belle, _ = self.invited(again, "belle")
        self.assertIn(self.label, belle.get("/").body)
        self.assertEqual(set(self.modes().values()), {"0o660"}, self.modes())

    def test_one_office_and_no_restore_under_it(self):
        self.separates()
        self.serves_kiosks()
        self.opens_office()
        self.assertIn("another samen-matcher is the office", self.opens_office(code=1))
        self.stops_well(self.serve)  # makes a last copy
        refused = self.run_it("serve", "--data", self.data, "--office", "127.0.0.1:0", code=1)
        self.assertIn("another samen-matcher is the office", refused)
        self.assertIn("stop it first", self.run_it("restore", "--data", self.data, code=1))
        self.stops_well(self.office)
        self.run_it("restore", "--data", self.data)
        self.assertEqual(self.modes()["matcher.db"], "0o660")
        url = self.opens_office()
        anna, _ = self.invited(url, "anna")
        self.assertIn(self.label, anna.get("/").body)

    def stops_well(self, process):
        process.send_signal(signal.SIGTERM)
        self.assertEqual(process.wait(20), 0)

    def test_what_was_cut_off_is_ended(self):
        # As a kill after the first file was moved leaves it.
        mark = self.data / "separate.unfinished"
        mark.write_text(str(self.store))
        os.chown(mark, MATCHER, MATCHER)
        (self.data / "matcher.db").rename(self.store / "matcher.db")
        said = self.run_it("status", "--data", self.data, code=1)
        self.assertIn(f"--store {self.store} --group", said)
        self.assertIn("cut off", self.run_it("restore", "--data", self.data, code=1))
        other = self.run_it("office", "separate", "--data", self.data, "--store", "/tmp/elsewhere", "--group", GROUP, code=1)
        self.assertIn(str(self.store), other)
        self.assertFalse(pathlib.Path("/tmp/elsewhere").exists())
        self.separates()
        self.assertIn(self.label, json.dumps(self.proposals()))
        self.assertEqual(set(self.modes().values()), {"0o660"}, self.modes())
        self.assertIn("separate already", self.separates(code=1))

    def test_links_of_the_others_lead_nowhere(self):
        """Who broke into the office writes in the shared folder, and must not reach the keys through the matcher."""
        self.separates()
        kept = {path: path.read_bytes() for path in self.data.glob("*.key")}
        self.assertEqual(len(kept), 3)
        names = ("erased.new", "serve.lock", "office.lock", "post.lock", "record.keys", "matcher.db-journal", "store.key.new")
        for name in names:
            for key in kept:
                link = self.store / name
                put = subprocess.run([*as_user(OFFICE), "ln", "-sf", key, link], check=False)
                self.assertEqual(put.returncode, 0)
                for command in (["status"], ["restore", "--drill"], ["round"], ["erase", "--record", self.label, "--yes"], ["restore"],
                                ["enrol", "--centre", "De Linde"]):
                    subprocess.run([*self.runs_as, self.program, command[0], "--data", self.data, *command[1:]],
                                   capture_output=True, timeout=60, check=False)
                for path, content in kept.items():
                    self.assertEqual((path.read_bytes(), oct(path.stat().st_mode & 0o7777)), (content, "0o600"), (name, path))
                link.unlink(missing_ok=True)

    def test_what_is_refused_is_mended_by_its_advice(self):
        self.assertIn("office separate --data", self.opens_office(code=1))
        self.separates()
        self.store.chmod(0o2775)
        said = self.opens_office(code=1)
        self.assertIn(f"chmod 2770 {self.store}", said)
        subprocess.run(["chmod", "2770", self.store], check=True)
        os.chown(self.home, STRANGER, STRANGER)
        self.assertIn("usermod -a -G " + GROUP, self.opens_office(STRANGER, code=1))
        os.chown(self.home, OFFICE, OFFICE)
        self.opens_office()


if __name__ == "__main__":
    if os.geteuid() != 0 or not shutil.which("setpriv"):
        print("only root can be three users")
        sys.exit(77)
    PROGRAM, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
    unittest.main(argv=[sys.argv[0], *sys.argv[3:]])
