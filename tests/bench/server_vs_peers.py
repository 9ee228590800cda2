#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""How fast a backlog gets from a kiosk to the matcher, beside PouchDB replicating as many documents of
the same size to a CouchDB-protocol server (express-pouchdb), in one run on one machine.

    cmake --preset bench -DSAMEN_TESTS=ON && cmake --build --preset bench
    tests/bench/server_vs_peers.py build/bench/bin [--count 10000]

What is compared: a full local store and an empty remote one; the clock stops when the client knows
that the last document has arrived.
  samen    every record signed and sealed; TLS; client and server commit with synchronous=EXTRA (fsync
           of data and folder) before they answer; receipts are signed and checked one by one
  pouchdb  plain HTTP; LevelDB at both ends without fsync: a power cut may lose what was acknowledged
The peer comes from npm into a temporary folder and leaves with it; without npm it is left out.
"""
import argparse
import json
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from house import House, free_port, rows  # noqa: E402

PACKAGES = ["pouchdb@9.0.0", "express-pouchdb@4.2.0", "express@4"]
SERVER = """
const PouchDB = require('pouchdb').defaults({prefix: process.argv[2] + '/'});
require('express')().use('/', require('express-pouchdb')(PouchDB, {
  mode: 'minimumForPouchDB', logPath: process.argv[2] + '/log',
  configPath: process.argv[2] + '/config.json'})).listen(+process.argv[3], '127.0.0.1');
"""
CLIENT = """
const PouchDB = require('pouchdb');
const [folder, port, count, bytes] = process.argv.slice(2);
(async () => {
  const local = new PouchDB(folder + '/local');
  for (let at = 0; at < +count; at += 500) {
    await local.bulkDocs(Array.from({length: Math.min(500, +count - at)}, (_, i) => ({
      _id: String(at + i).padStart(12, '0'),
      body: require('crypto').randomBytes(+bytes).toString('base64')})));
  }
  const before = process.cpuUsage(), begin = process.hrtime.bigint();
  const done = await PouchDB.replicate(local, `http://127.0.0.1:${port}/remote`);
  const cpu = process.cpuUsage(before);
  console.log(JSON.stringify({written: done.docs_written,
    seconds: Number(process.hrtime.bigint() - begin) / 1e9,
    client_cpu: (cpu.user + cpu.system) / 1e6}));
  process.exit(0);
})();
"""


def cpu_seconds(pid):
    fields = pathlib.Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / 100.0  # clock ticks of Linux


def peak_mib(pid):
    for line in pathlib.Path(f"/proc/{pid}/status").read_text().splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return 0.0


def fill(kiosk, count):
    """Signs up for real; not timed. The average size of a sealed record."""
    process = kiosk.start_signing_up(count, 1)
    code = process.wait(7200)
    assert code == 0, code
    return int(rows(kiosk.database, "SELECT avg(length(body)) FROM outbox")[0][0])


def run_samen(house, count):
    matcher = house.matcher()
    matcher.start(3600)
    kiosk = house.kiosk()
    kiosk.enrol(matcher)
    size = fill(kiosk, count)
    server = matcher.process.popen.pid
    before, children = cpu_seconds(server), resource.getrusage(resource.RUSAGE_CHILDREN)
    begin = time.monotonic()
    done = house.run(house.program("samen-sync"), "run", "--once", "--data", kiosk.data, "--batch",
                     "64", timeout=3600)
    seconds = time.monotonic() - begin
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert done.code == 0, done.err
    arrived = len(matcher.stored_ids())
    assert arrived == count and kiosk.counts()["received"] == count, (arrived, kiosk.counts())
    return size, {"documents": arrived, "seconds": seconds,
                  "client_cpu": after.ru_utime + after.ru_stime - children.ru_utime
                  - children.ru_stime,
                  "server_cpu": cpu_seconds(server) - before, "server_mib": peak_mib(server)}


def run_pouchdb(folder, count, size):
    if not shutil.which("npm") or not shutil.which("node"):
        print("pouchdb left out: there is no npm here", flush=True)
        return None
    installed = subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", *PACKAGES],
                               cwd=folder, capture_output=True, text=True, check=False)
    if installed.returncode != 0:
        print(f"pouchdb left out: npm install failed: {installed.stderr[-300:]}", flush=True)
        return None
    (folder / "server.js").write_text(SERVER)
    (folder / "client.js").write_text(CLIENT)
    (folder / "data").mkdir()
    port = free_port()
    with open(folder / "server.log", "wb") as log:
        server = subprocess.Popen(["node", "server.js", folder / "data", str(port)], cwd=folder,
                                  stdout=log, stderr=log)
    try:
        time.sleep(3)
        before = cpu_seconds(server.pid)
        done = subprocess.run(["node", "client.js", folder, str(port), str(count), str(size)],
                              cwd=folder, capture_output=True, text=True, timeout=3600, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
        result = json.loads(done.stdout.splitlines()[-1])
        assert result["written"] == count, result
        return {"documents": result["written"], "seconds": result["seconds"],
                "client_cpu": result["client_cpu"], "server_cpu": cpu_seconds(server.pid) - before,
                "server_mib": peak_mib(server.pid)}
    finally:
        server.kill()
        server.wait()


def show(name, result):
    print(f"{name:8} {result['documents'] / result['seconds']:9.0f} documents/s   "
          f"{result['seconds']:7.2f} s   CPU {result['client_cpu']:6.2f} s client "
          f"{result['server_cpu']:6.2f} s server   peak {result['server_mib']:4.0f} MiB server",
          flush=True)


def main():
    parser = argparse.ArgumentParser(description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("bin_dir")
    parser.add_argument("--count", type=int, default=10_000)
    options = parser.parse_args()
    with House(options.bin_dir) as house:
        size, ours = run_samen(house, options.count)
    print(f"{options.count} documents of {size} bytes; load {pathlib.Path('/proc/loadavg').read_text()}",
          end="", flush=True)
    show("samen", ours)
    folder = pathlib.Path(tempfile.mkdtemp(prefix="samen-peer-"))
    try:
        peer = run_pouchdb(folder, options.count, size)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    if peer:
        show("pouchdb", peer)
        ours_cpu = ours["client_cpu"] + ours["server_cpu"]
        peers_cpu = peer["client_cpu"] + peer["server_cpu"]
        print(f"samen takes {ours['seconds'] / peer['seconds']:.2f} of the time and "
              f"{ours_cpu / peers_cpu:.2f} of the CPU of pouchdb")


if __name__ == "__main__":
    main()
