# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy that treats connections the way bad networks do.

    with FlakyProxy(target_port, seed=7) as proxy:
        ... talk to 127.0.0.1:proxy.port ...
        proxy.unplug()      # cuts what runs, takes nothing new
        proxy.plug_in()
        proxy.calm()        # from now on connections are left alone

Which fate a connection meets is drawn from the seed, in the order of connections. It sees TLS
records only, so truncation and cuts fall in the middle of anything.
"""
import collections
import random
import socket
import struct
import threading
import time

# (weight, fate): what happens to a connection. Numbers in the fates are drawn from the seed too.
FATES = [
    (30, "left_alone"),
    (20, "cut_after_bytes_up"),     # the request may or may not have arrived
    (25, "cut_after_bytes_down"),   # the work is done and the answer is lost
    (10, "reset_at_once"),
    (8, "delayed"),
    (7, "silent_for_a_while"),
]


class FlakyProxy:
    def __init__(self, target_port, seed, silence_s=0.6):
        self._target = ("127.0.0.1", target_port)
        self._random = random.Random(seed)
        self._silence_s = silence_s
        self._lock = threading.Lock()
        self._connections = set()
        self._plugged = True
        self._calm = False
        self._open = True
        self.fates = collections.Counter()
        self.listener = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self._open = False
        self.listener.close()
        self.unplug()

    def unplug(self):
        with self._lock:
            self._plugged = False
            running, self._connections = self._connections, set()
        for connection in running:
            _reset(connection)

    def plug_in(self):
        with self._lock:
            self._plugged = True

    def calm(self):
        with self._lock:
            self._calm = True
            self._plugged = True

    def _accept(self):
        while self._open:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client, *self._draw()), daemon=True).start()

    def _draw(self):
        with self._lock:
            if not self._plugged:
                return "reset_at_once", 0, 0.0
            if self._calm:
                return "left_alone", 0, 0.0
            fate = self._random.choices([f for _, f in FATES], [w for w, _ in FATES])[0]
            # Small numbers hit the handshake, larger ones a request or an answer half-way.
            return fate, int(10 ** self._random.uniform(1, 5)), self._random.uniform(0.05, 0.4)

    def _serve(self, client, fate, after_bytes, pause_s):
        self.fates[fate] += 1
        if fate == "reset_at_once":
            return _reset(client)
        if fate == "delayed":
            time.sleep(pause_s)
        if fate == "silent_for_a_while":
            time.sleep(self._silence_s)
            return _reset(client)
        try:
            server = socket.create_connection(self._target, timeout=5)
            server.settimeout(None)
        except OSError:
            return _reset(client)
        with self._lock:
            if not self._plugged:
                _reset(client)
                return _reset(server)
            self._connections |= {client, server}
        up = after_bytes if fate == "cut_after_bytes_up" else None
        down = after_bytes if fate == "cut_after_bytes_down" else None
        upward = threading.Thread(target=self._pump, args=(client, server, up), daemon=True)
        upward.start()
        self._pump(server, client, down)
        upward.join()
        with self._lock:
            self._connections -= {client, server}
        client.close()
        server.close()

    @staticmethod
    def _pump(source, sink, limit):
        moved = 0
        try:
            while data := source.recv(16384):
                if limit is not None and moved + len(data) >= limit:
                    sink.sendall(data[:limit - moved])
                    _reset(source)
                    _reset(sink)
                    return
                sink.sendall(data)
                moved += len(data)
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            _reset(source)
            _reset(sink)


def _reset(connection):
    """Closes with RST: the other side's unread data is lost, as on a pulled cable."""
    try:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        connection.shutdown(socket.SHUT_RDWR)
    except OSError:
        pass
    connection.close()
