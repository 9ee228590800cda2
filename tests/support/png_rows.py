# SPDX-License-Identifier: Apache-2.0
"""The grey rows of a PNG as a browser takes it: eight bits, RGB or RGBA, not interlaced (RFC 2083)."""
import struct
import zlib


def _chunks(data):
    at = 8
    while at < len(data):  # ends: a chunk has twelve bytes at least
        size = struct.unpack_from(">I", data, at)[0]
        yield data[at + 4:at + 8], data[at + 8:at + 8 + size]
        at += 12 + size


def _predicted(kind, left, above, corner):
    if kind == 4:  # the nearest of the three to left + above - corner
        return min((left, above, corner), key=lambda one: abs(left + above - corner - one))
    return (0, left, above, (left + above) // 2)[kind]


def grey_rows(data):
    """Bytes objects, one a row, a byte a dot; 0 is black."""
    chunks = list(_chunks(data))
    width, _, depth, colours = struct.unpack_from(">IIBB", chunks[0][1])
    assert data.startswith(b"\x89PNG") and depth == 8 and colours in (2, 6), (depth, colours)
    dot = 3 if colours == 2 else 4
    raw = zlib.decompress(b"".join(body for kind, body in chunks if kind == b"IDAT"))
    rows, before = [], bytearray(width * dot)
    for begin in range(0, len(raw), width * dot + 1):
        kind, line = raw[begin], bytearray(raw[begin + 1:begin + 1 + width * dot])
        for i in range(len(line) if kind else 0):
            left, corner = (line[i - dot], before[i - dot]) if i >= dot else (0, 0)
            line[i] = (line[i] + _predicted(kind, left, before[i], corner)) & 255
        rows.append(bytes(sum(line[i:i + 3]) // 3 for i in range(0, len(line), dot)))
        before = line
    return rows
