#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A port that free_port() gave is nobody else's, and ours to listen on, again and again."""
import errno
import pathlib
import socket
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from house import free_port  # noqa: E402


def listen_as_our_programs_do(port):
    with socket.create_server(("127.0.0.1", port)) as listener:  # sets SO_REUSEADDR
        with socket.create_connection(("127.0.0.1", port)) as client:
            listener.accept()[0].close()
            client.recv(1)


def take_as_a_stranger_does(port):
    with socket.socket() as stranger:
        stranger.bind(("127.0.0.1", port))


def main():
    ports = [free_port() for _ in range(50)]
    assert len(set(ports)) == 50, "a port was given twice"
    for port in ports:
        try:
            take_as_a_stranger_does(port)
        except OSError as error:
            assert error.errno == errno.EADDRINUSE, error
        else:
            sys.exit(f"anybody can have port {port}")
        for _ in range(3):
            listen_as_our_programs_do(port)
    # Whoever asks the system for any port gets none of them.
    others = []
    for _ in range(5000):
        other = socket.socket()
        other.bind(("127.0.0.1", 0))
        others.append(other)
        if len(others) == 500:
            taken = {each.getsockname()[1] for each in others} & set(ports)
            assert not taken, f"given to somebody else: {taken}"
            while others:
                others.pop().close()
    print("50 ports, each for us alone")


if __name__ == "__main__":
    main()
