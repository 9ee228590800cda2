#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""A tiny TLS server that misbehaves on demand, for the courier's tests.

Usage: tls_server.py FOLDER [--tls-max 1.1]
Makes a self-signed P-256 certificate in FOLDER with the openssl program, listens on a free port of
127.0.0.1 (and, where there is IPv6, on the same port of ::1) and prints one line: "PORT
HEX-OF-SPKI-SHA256 PROXY-PORT". Behind the last one is a plain CONNECT proxy that keeps every byte it
passes on, in both directions, in FOLDER/proxied. Ends when its stdin closes.

The path of the request chooses the behaviour: /json /html /redirect /silent /silent-cut /cut /huge /endless
/slow-body /garbage /status/NNN /echo /headers; everything else is a 404 in JSON. POST bodies that
arrive are appended to FOLDER/received, so that a test can see that nothing was sent.
"""
import hashlib
import json
import pathlib
import socket
import ssl
import subprocess
import sys
import threading
import time
import warnings


def make_certificate(folder):
    key, certificate = folder / "key.pem", folder / "certificate.pem"
    subprocess.run(
        ["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
         "-keyout", key, "-out", certificate, "-days", "2", "-subj", "/CN=samen-test"],
        check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    public = subprocess.run(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"], check=True,
                            capture_output=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "DER"], input=public, check=True,
                         capture_output=True).stdout
    return key, certificate, hashlib.sha256(der).hexdigest()


def read_request(stream):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = stream.recv(4096)
        if not piece:
            return None
        head += piece
    head, body = head.split(b"\r\n\r\n", 1)
    lines = head.decode("latin-1").split("\r\n")
    method, path, _ = lines[0].split(" ", 2)
    headers = {}
    for line in lines[1:]:
        name, _, value = line.partition(":")
        headers[name.strip().lower()] = value.strip()
    wanted = int(headers.get("content-length", "0"))
    while len(body) < wanted:
        piece = stream.recv(65536)
        if not piece:
            return None
        body += piece
    return method, path, headers, body


def answer(stream, status, body, content_type="application/json", extra=(), length=None):
    lines = [f"HTTP/1.1 {status} X", f"Content-Type: {content_type}",
             f"Content-Length: {len(body) if length is None else length}",
             "Date: Sun, 22 Nov 2026 12:00:00 GMT", *extra]
    stream.sendall(("\r\n".join(lines) + "\r\n\r\n").encode("latin-1") + body)


def behave(stream, method, path, headers, body):
    """True when the connection may serve another request."""
    if path == "/json":
        answer(stream, 200, b'{"ok":true}')
    elif path == "/html":
        answer(stream, 200, b"<html>Welcome to the guest network</html>", "text/html; charset=utf-8")
    elif path == "/redirect":
        answer(stream, 302, b"", "text/html", ["Location: https://elsewhere.invalid/"])
    elif path == "/silent":
        time.sleep(30)
        return False
    elif path == "/cut":
        answer(stream, 200, b'{"ok":', length=1000)
        return False
    elif path == "/silent-cut":
        return False
    elif path == "/huge":
        answer(stream, 200, b"x" * (2 << 20))
    elif path == "/endless":
        stream.sendall(b"HTTP/1.1 200 X\r\nContent-Type: application/json\r\n"
                       b"Transfer-Encoding: chunked\r\n\r\n")
        while True:  # ends: the client has had enough and closes
            stream.sendall(b"1000\r\n" + b"y" * 4096 + b"\r\n")
    elif path == "/slow-body":
        stream.sendall(b"HTTP/1.1 200 X\r\nContent-Type: application/json\r\n"
                       b"Content-Length: 1000\r\n\r\n")
        for _ in range(60):
            stream.sendall(b"z")
            time.sleep(0.5)
        return False
    elif path == "/garbage":
        stream.sendall(b"\x00\x01\x02 this is no HTTP at all\n\n")
        return False
    elif path == "/headers":
        stream.sendall(b"HTTP/1.1 200 X\r\n")
        for index in range(5000):
            stream.sendall(b"X-Filler-%d: " % index + b"f" * 100 + b"\r\n")
        stream.sendall(b"\r\n")
        return False
    elif path.startswith("/status/"):
        answer(stream, int(path.rsplit("/", 1)[1]), b'{"error":{"code":"test","message":"asked"}}',
               extra=["Retry-After: 7"])
    elif path == "/echo":
        answer(stream, 200, json.dumps({"method": method, "headers": headers,
                                        "body": body.decode("utf-8")}).encode())
    else:
        answer(stream, 404, b'{"error":{"code":"not_found","message":"no such path"}}')
    return True


def pass_on(source, target, kept):
    try:
        while piece := source.recv(65536):
            with open(kept, "ab") as file:
                file.write(piece)
            target.sendall(piece)
    except OSError:
        pass
    for end in (source, target):
        try:
            end.shutdown(socket.SHUT_RDWR)
        except OSError:
            pass


def proxy_one(kept, raw):
    head = b""
    while b"\r\n\r\n" not in head:
        piece = raw.recv(4096)
        if not piece:
            return
        head += piece
    with open(kept, "ab") as file:
        file.write(head)
    method, target, _ = head.decode("latin-1").split(" ", 2)
    if method != "CONNECT":
        raw.sendall(b"HTTP/1.1 405 X\r\nContent-Length: 0\r\n\r\n")
        return raw.close()
    host, _, port = target.rpartition(":")
    onward = socket.create_connection((host.strip("[]"), int(port)))
    raw.sendall(b"HTTP/1.1 200 X\r\n\r\n")
    threading.Thread(target=pass_on, args=(onward, raw, kept), daemon=True).start()
    pass_on(raw, onward, kept)


def serve_one(context, received, raw):
    try:
        with context.wrap_socket(raw, server_side=True) as stream:
            while request := read_request(stream):
                method, path, headers, body = request
                if method == "POST":
                    with open(received, "ab") as file:
                        file.write(body)
                if not behave(stream, method, path, headers, body):
                    return
    except (OSError, ValueError):
        pass  # the client is allowed to go away, and to refuse us


def main():
    folder = pathlib.Path(sys.argv[1])
    key, certificate, pin = make_certificate(folder)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    if "--tls-max" in sys.argv:
        warnings.simplefilter("ignore")  # it is old on purpose
        context.set_ciphers("DEFAULT:@SECLEVEL=0")
        context.minimum_version = ssl.TLSVersion.TLSv1
        context.maximum_version = ssl.TLSVersion.TLSv1_1
    listener = socket.create_server(("127.0.0.1", 0), backlog=16)
    port = listener.getsockname()[1]
    proxy = socket.create_server(("127.0.0.1", 0), backlog=16)

    def accept(socket_, serve, *arguments):
        while True:  # ends: with this process
            raw, _ = socket_.accept()
            threading.Thread(target=serve, args=(*arguments, raw), daemon=True).start()

    def listen(socket_, serve, *arguments):
        threading.Thread(target=accept, args=(socket_, serve, *arguments), daemon=True).start()

    listen(listener, serve_one, context, folder / "received")
    listen(proxy, proxy_one, folder / "proxied")
    try:
        listen(socket.create_server(("::1", port), family=socket.AF_INET6), serve_one, context,
               folder / "received")
    except OSError:
        pass  # no IPv6 on this machine
    print(port, pin, proxy.getsockname()[1], flush=True)
    sys.stdin.read()


if __name__ == "__main__":
    main()
