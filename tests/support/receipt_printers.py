# SPDX-License-Identifier: Apache-2.0
"""Printers to print receipts on: one that speaks ESC/POS over a serial line, read here as Epson
describes it and written apart from the product, and this machine's own CUPS with a queue."""
import grp
import os
import pathlib
import pwd
import shutil
import socket
import struct
import subprocess
import tempfile
import threading
import time
import tty

WHITE, BLACK = 255, 0


def _unpacked(row, width):
    return bytes(BLACK if row[x // 8] >> (7 - x % 8) & 1 else WHITE for x in range(width))


class SerialPrinter:
    """`address` is what samen-print is told. Set `paper`, `cover_open`, `silent`, or `rows_left` for
    paper that ends in the middle. `pages`: printed and cut, rows of bytes, 0 is black."""

    def __init__(self):
        self._master, slave = os.openpty()
        tty.setraw(self._master)
        tty.setraw(slave)
        self._slave = slave  # kept open: the line is there although nobody has it open
        self.address = f"escpos:{os.ttyname(slave)}?baud=115200&dots=576"
        self.paper, self.cover_open, self.silent, self.rows_left = True, False, False, None
        self.pages, self._rows, self._buffer = [], [], b""
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def close(self):
        self._stop.set()
        os.close(self._slave)
        self._thread.join(timeout=5)
        os.close(self._master)

    def _run(self):
        os.set_blocking(self._master, False)
        while not self._stop.is_set():  # ends: close()
            try:
                self._buffer += os.read(self._master, 65536)
            except BlockingIOError:
                time.sleep(0.002)
            except OSError:  # nobody has the line open
                time.sleep(0.01)
            if self.silent:
                self._buffer = b""
                continue
            self._real_time()
            while self.paper and not self.cover_open and self._one_command():
                pass

    def _answer(self, byte):
        os.write(self._master, bytes([byte]))

    def _real_time(self):
        """DLE commands are obeyed wherever they come, also when nothing is printed any more. A raster
        may hold the same bytes; so only what ends the buffer is looked at, as it is sent alone."""
        for n in (1, 2, 4):
            if not self._buffer.endswith(bytes([0x10, 4, n])):
                continue
            self._buffer = self._buffer[:-3]
            byte = 0x12
            if n == 1 and (self.cover_open or not self.paper):
                byte |= 0x08
            if n == 2:
                byte |= (0x04 if self.cover_open else 0) | (0 if self.paper else 0x20)
            if n == 4 and not self.paper:
                byte |= 0x60
            self._answer(byte)
        clear = bytes([0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8])
        at = self._buffer.find(clear)
        if at >= 0:
            self._buffer, self._rows = self._buffer[at + len(clear):], []

    def _one_command(self):
        data = self._buffer
        if data[:2] == b"\x1b@":
            used, self._rows = 2, []
        elif data[:2] == b"\x1bJ" and len(data) >= 3:
            used = 3
            self._rows += [bytes([WHITE]) * len(self._rows[0])] * data[2] if self._rows else []
        elif data[:3] == b"\x1dV\x42" and len(data) >= 4:
            used = 4
            self.pages.append(self._rows)
            self._rows = []
        elif data[:2] == b"\x1dr" and len(data) >= 3:
            used = 3
            self._answer(0x00 if self.paper else 0x0C)
        elif data[:3] == b"\x1dv0" and len(data) >= 8:
            wide, high = struct.unpack("<HH", data[4:8])
            used = 8 + wide * high
            if len(data) < used:
                return False
            for y in range(high):
                row = data[8 + y * wide:8 + (y + 1) * wide]
                self._rows.append(_unpacked(row, wide * 8))
                if self.rows_left is not None:
                    self.rows_left -= 1
                    if self.rows_left == 0:
                        self.paper = False
        elif len(data) >= 8:
            raise ValueError(f"no ESC/POS: {data[:16]!r}")
        else:
            return False
        self._buffer = data[used:]
        return True


BACKEND = """#!/bin/sh
[ $# = 0 ] && { echo 'direct slip:/ "Test" "Test"'; exit 0; }
trap 'exit 0' TERM
while [ -e FOLDER/empty ]; do echo "STATE: +media-empty-error" >&2; sleep 0.1; done
echo "STATE: -media-empty-error" >&2
cat "${6:--}" > FOLDER/printed.part && mv FOLDER/printed.part FOLDER/printed.$$.pwg
"""

CUPSD = """Listen 127.0.0.1:PORT
WebInterface No
Browsing No
DefaultAuthType None
PreserveJobHistory Yes
PreserveJobFiles Yes
LogLevel debug2
<Location />
  Order allow,deny
  Allow all
</Location>
<Policy default>
  <Limit All>
    Order deny,allow
  </Limit>
</Policy>
"""

FILES = """ServerRoot FOLDER/etc
ServerBin FOLDER/bin
DataDir FOLDER/data
CacheDir FOLDER/cache
StateDir FOLDER/state
RequestRoot FOLDER/spool
TempDir FOLDER/spool/tmp
AccessLog FOLDER/log/access
ErrorLog FOLDER/log/error
PageLog FOLDER/log/page
User USER
Group GROUP
"""

QUEUE = """<DefaultPrinter receipts>
DeviceURI slip:/
State Idle
Accepting Yes
Shared No
ErrorPolicy retry-current-job
</DefaultPrinter>
"""


class Cups:
    """Debian's cupsd (cups-daemon) of our own, as an ordinary user, on loopback. It is told to keep
    every job's file, so that whoever wants none kept has to say so."""

    def __init__(self):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-cups-"))
        self.folder.chmod(0o755)  # another user's
        user = pwd.getpwnam("nobody") if os.geteuid() == 0 else pwd.getpwuid(os.geteuid())
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.address = f"ipp://localhost:{port}/printers/receipts"
        for name in ("etc", "bin/backend", "data/mime", "cache", "state", "spool/tmp", "log"):
            (self.folder / name).mkdir(parents=True)
        shutil.copy("/usr/share/cups/mime/mime.types", self.folder / "data/mime")
        (self.folder / "bin/daemon").symlink_to("/usr/lib/cups/daemon")

        def write(name, text):
            for word, value in (("FOLDER", str(self.folder)), ("PORT", str(port)),
                                ("USER", user.pw_name),
                                ("GROUP", grp.getgrgid(user.pw_gid).gr_name)):
                text = text.replace(word, value)
            (self.folder / name).write_text(text)

        write("bin/backend/slip", BACKEND)
        write("etc/cupsd.conf", CUPSD)
        write("etc/cups-files.conf", FILES)
        write("etc/printers.conf", QUEUE)
        (self.folder / "bin/backend/slip").chmod(0o755)
        if os.geteuid() == 0:
            for path in [self.folder, *self.folder.rglob("*")]:
                if not path.is_symlink():
                    os.chown(path, user.pw_uid, user.pw_gid)
            os.chown(self.folder / "bin/backend/slip", 0, 0)
        as_user = {"user": user.pw_uid, "group": user.pw_gid, "extra_groups": []}
        self._daemon = subprocess.Popen(
            ["/usr/sbin/cupsd", "-f", "-c", str(self.folder / "etc/cupsd.conf"), "-s",
             str(self.folder / "etc/cups-files.conf")],
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            **(as_user if os.geteuid() == 0 else {}))
        for _ in range(200):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                return
            except OSError:
                time.sleep(0.05)
        raise RuntimeError("cupsd does not listen: "
                           + "".join(path.read_text() for path in self.folder.glob("log/*"))[-900:])

    def take_paper_out(self):
        (self.folder / "empty").touch()

    def put_paper_in(self):
        (self.folder / "empty").unlink(missing_ok=True)

    def close(self):
        self._daemon.terminate()
        self._daemon.wait(timeout=20)

    def remove(self):
        self.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def pages(self):
        """What came out of the printer, in order: rows of bytes, 0 is black."""
        printed = sorted(self.folder.glob("printed.*.pwg"), key=lambda path: path.stat().st_mtime_ns)
        return [read_pwg(path.read_bytes()) for path in printed]

    def kept(self):
        """Document files that the spooler has kept."""
        return [path.name for path in (self.folder / "spool").glob("d*")]


def read_pwg(data):
    """PWG raster (PWG 5102.4) of one grey page as rows of bytes."""
    if data[:4] != b"RaS2":
        raise ValueError("no PWG raster")
    head, at = data[4:4 + 1796], 4 + 1796
    width, height = struct.unpack(">II", head[372:380])
    if struct.unpack(">I", head[388:392])[0] != 8:
        raise ValueError("no byte a dot")
    rows = []
    while len(rows) < height:
        again = data[at] + 1
        at += 1
        row = bytearray()
        while len(row) < width:
            count = data[at]
            at += 1
            if count < 128:
                row += bytes([data[at]]) * (count + 1)
                at += 1
            else:
                row += data[at:at + 257 - count]
                at += 257 - count
        rows += [bytes(row)] * again
    return rows
