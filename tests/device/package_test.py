# SPDX-License-Identifier: Apache-2.0
"""The Debian packages of what is committed: built, checked by lintian, installed, used, removed.

Usage: package_test.py            (needs root: it makes a bare system of this machine's own release)
PACKAGES=DIR takes packages that image/packages.sh has made already. Long: it compiles the release.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

ROOT = pathlib.Path(__file__).resolve().parents[2]
NAMES = ["samen-assets", "samen-kiosk", "samen-matcher", "samen-sync"]


def run(*command, **options):
    return subprocess.run([str(part) for part in command], check=False, capture_output=True, text=True,
                          **options)


def codename():
    lines = pathlib.Path("/etc/os-release").read_text().splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line)["VERSION_CODENAME"]


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.work = pathlib.Path(tempfile.mkdtemp(prefix="samen-packages-"))
        cls.addClassCleanup(shutil.rmtree, cls.work, ignore_errors=True)
        cls.debs = pathlib.Path(os.environ.get("PACKAGES") or cls.work / "debs")
        if "PACKAGES" not in os.environ:
            done = run(ROOT / "image/packages.sh", cls.debs)
            assert done.returncode == 0, done.stderr
        cls.root = cls.work / "root"
        done = run("mmdebstrap", "--variant=minbase", "--include=systemd", codename(), cls.root)
        assert done.returncode == 0, done.stderr
        # As this machine reaches its mirror.
        for path in ("etc/resolv.conf", "etc/apt/sources.list", "etc/apt/sources.list.d", "etc/apt/apt.conf.d"):
            run("cp", "-aLT", pathlib.Path("/") / path, cls.root / path)
        assert run("mount", "-t", "proc", "proc", cls.root / "proc").returncode == 0
        cls.addClassCleanup(run, "umount", cls.root / "proc")
        (cls.root / "debs").mkdir()
        for deb in cls.debs.glob("*.deb"):
            shutil.copy2(deb, cls.root / "debs")

    def inside(self, command, ok=True):
        done = run("chroot", self.root, "sh", "-c", command,
                   env={"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive",
                        "LC_ALL": "C.UTF-8"})
        if ok:
            self.assertEqual(done.returncode, 0, f"{command}\n{done.stdout[-1500:]}{done.stderr[-1500:]}")
        return done

    def test_1_lintian_finds_nothing(self):
        debs = [deb for deb in sorted(self.debs.glob("*.deb")) if "dbgsym" not in deb.name]
        self.assertEqual([deb.name.split("_")[0] for deb in debs], NAMES)
        done = run("lintian", "--allow-root", "--fail-on", "error,warning", "--tag-display-limit", "0", *debs)
        print(done.stdout)
        self.assertEqual(done.returncode, 0, done.stdout)

    def test_2_a_bare_system_takes_them_with_what_they_need(self):
        self.inside("apt-get update")
        self.inside("apt-get install -y --no-install-recommends $(ls /debs/*.deb | grep -v dbgsym)")
        for user, folder in (("samen", "/var/lib/samen"), ("samen-matcher", "/var/lib/samen-matcher")):
            self.assertEqual(self.inside(f"stat -c '%U %a' {folder}").stdout, f"{user} 700\n")

    def test_3_the_programs_work_from_there_as_their_users(self):
        self.assertIn("/usr/share/samen/assets", self.inside("samen-kiosk --help").stdout)
        self.inside("runuser -u samen-matcher -- samen-matcher init --data /var/lib/samen-matcher")
        self.inside("runuser -u samen-matcher -- samen-matcher populate --data /var/lib/samen-matcher")
        self.inside("runuser -u samen-matcher -- samen-matcher round --data /var/lib/samen-matcher")
        self.assertIn("proposed", self.inside(
            "runuser -u samen-matcher -- samen-matcher status --data /var/lib/samen-matcher").stdout)
        self.inside("echo 271828 | runuser -u samen -- samen-kiosk init --data /var/lib/samen")
        # Its first picture, from the installed assets, fonts included.
        self.inside("timeout -s TERM 5 runuser -u samen -- samen-kiosk --data /var/lib/samen --headless"
                    " --metrics | grep -q frames")

    def test_4_root_is_told_whom_to_be(self):
        done = self.inside("samen-matcher status --data /var/lib/samen-matcher", ok=False)
        self.assertNotEqual(done.returncode, 0)
        self.assertIn("samen-matcher", done.stdout + done.stderr)

    def test_5_once_more_over_themselves_keeps_everything(self):
        before = self.inside("sha256sum /var/lib/samen-matcher/sign.key /var/lib/samen/staff.key").stdout
        self.inside("apt-get install -y --reinstall --no-install-recommends $(ls /debs/*.deb | grep -v dbgsym)")
        self.assertEqual(
            self.inside("sha256sum /var/lib/samen-matcher/sign.key /var/lib/samen/staff.key").stdout, before)

    def test_6_purging_leaves_what_people_told(self):
        self.inside("apt-get purge -y " + " ".join(NAMES))
        self.inside("test -f /var/lib/samen-matcher/matcher.db && test -f /var/lib/samen/staff.key")
        self.assertEqual(self.inside("ls /usr/bin | grep samen", ok=False).stdout, "")
        self.assertEqual(self.inside("ls /etc/default /lib/systemd/system | grep samen", ok=False).stdout, "")


if __name__ == "__main__":
    if os.geteuid() != 0 or shutil.which("mmdebstrap") is None:
        print("skipped: a bare system is made by root with mmdebstrap (image/packages/package.txt)")
        sys.exit(77)
    unittest.main()
