# SPDX-License-Identifier: Apache-2.0
"""A TCP proxy as thin or as far as a bad network: so many bytes a second each way, connections that
live for so many bytes, and so long for the way there and back.

    with ThinProxy(target_port, bytes_per_second=500) as proxy:
    with ThinProxy(target_port, lives_bytes=10_000) as proxy:
    with ThinProxy(target_port, round_trip_s=0.1) as proxy:
        ... talk to 127.0.0.1:proxy.port ...
        proxy.carried_up, proxy.connections

Its own buffers are small, so that what a sender believes to be under way is under way.
"""
import socket
import struct
import threading
import time


class ThinProxy:
    def __init__(self, target_port, bytes_per_second=None, lives_bytes=None,
                 round_trip_s=0):
        self._target = ("127.0.0.1", target_port)
        self._rate = bytes_per_second
        self._lives = lives_bytes
        self._round_trip = round_trip_s
        self.carried_up = 0
        self.connections = 0
        self._listener = socket.socket()
        if bytes_per_second:
            self._listener.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        self._listener.bind(("127.0.0.1", 0))
        self._listener.listen(16)
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self._listener.close()

    @property
    def url(self):
        return f"https://127.0.0.1:{self.port}"

    def _accept(self):
        while True:
            try:
                client, _ = self._listener.accept()
            except OSError:
                return
            self.connections += 1
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        time.sleep(self._round_trip)  # of opening the connection, which ends here
        try:
            server = socket.create_connection(self._target, timeout=10)
        except OSError:
            client.close()
            return
        server.settimeout(None)
        left = [self._lives]
        upward = threading.Thread(target=self._pump, args=(client, server, left, True), daemon=True)
        upward.start()
        self._pump(server, client, left, False)
        upward.join()
        client.close()
        server.close()

    def _pump(self, source, sink, left, up):
        piece = max(64, self._rate // 8) if self._rate else 65536
        try:
            while data := source.recv(piece):
                if left[0] is not None:
                    data = data[:max(left[0], 0)]
                    left[0] -= len(data)
                # Each piece waits by itself, also behind another one: rather too slow than too fast.
                time.sleep(self._round_trip / 2 + (len(data) / self._rate if self._rate else 0))
                sink.sendall(data)
                if up:
                    self.carried_up += len(data)
                if left[0] is not None and left[0] <= 0:
                    break
        except OSError:
            pass
        if left[0] is not None and left[0] <= 0:
            for end in (source, sink):  # a reset, as a network gives it
                try:
                    end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    end.shutdown(socket.SHUT_RDWR)
                except OSError:
                    pass
            return
        try:
            sink.shutdown(socket.SHUT_WR)
        except OSError:
            pass
