# SPDX-License-Identifier: Apache-2.0
"""Ogg Opus as the kiosk reads it, by the same library (libopusfile), and written for tests (libopus).

    opus.read(path) -> Sound(rate_before, channels, samples)   mono 16-bit samples at 48 kHz
    opus.write(path, samples)                                  mono, 48 kHz
"""
import array
import collections
import ctypes
import functools
import struct

RATE = 48_000
FRAME = RATE // 50  # 20 ms
_LOOKAHEAD = 4027   # OPUS_GET_LOOKAHEAD_REQUEST
_VOIP = 2048        # OPUS_APPLICATION_VOIP
MOST_SECONDS = 120  # kiosk/speech/clip.hpp

# rate_before: what was recorded, as the file says; 0 when it does not.
Sound = collections.namedtuple("Sound", "rate_before channels samples")


class NotOpus(Exception):
    pass


class _Head(ctypes.Structure):  # the beginning of OpusHead
    _fields_ = [("version", ctypes.c_int), ("channels", ctypes.c_int), ("pre_skip", ctypes.c_uint),
                ("rate_before", ctypes.c_uint32)]


@functools.cache
def _reader():
    library = ctypes.CDLL("libopusfile.so.0")
    library.op_open_memory.restype = ctypes.c_void_p
    library.op_open_memory.argtypes = [ctypes.c_char_p, ctypes.c_size_t, ctypes.POINTER(ctypes.c_int)]
    library.op_head.restype = ctypes.POINTER(_Head)
    library.op_head.argtypes = [ctypes.c_void_p, ctypes.c_int]
    library.op_read_stereo.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int]
    library.op_free.argtypes = [ctypes.c_void_p]
    return library


def read(path):
    data = path.read_bytes()
    library = _reader()
    error = ctypes.c_int()
    file = library.op_open_memory(data, len(data), ctypes.byref(error))
    if not file:
        raise NotOpus(f"error {error.value} of opusfile")
    try:
        head = library.op_head(file, -1).contents
        rate_before, channels = head.rate_before, head.channels
        part = (ctypes.c_int16 * (2 * 5760))()  # 120 ms, the longest packet
        both = array.array("h")
        while len(both) <= 2 * RATE * MOST_SECONDS:  # ends: at the file's end or at the most seconds
            got = library.op_read_stereo(file, part, len(part))
            if got < 0:
                raise NotOpus("damaged")
            if got == 0:
                break
            both.frombytes(bytes(part)[:4 * got])
        else:
            raise NotOpus(f"longer than {MOST_SECONDS} seconds")
    finally:
        library.op_free(file)
    # The two sides as one, as the kiosk does.
    mono = array.array("h", ((left + right) // 2 for left, right in zip(both[::2], both[1::2])))
    return Sound(rate_before, channels, mono)


@functools.cache
def _crc_table():
    table = []
    for value in range(256):
        value <<= 24
        for _ in range(8):
            value = (value << 1) ^ (0x04C11DB7 if value & 0x80000000 else 0)
        table.append(value & 0xFFFFFFFF)
    return table


def _page(packet, granule, number, flags):
    lacing = bytes([255] * (len(packet) // 255) + [len(packet) % 255])
    page = struct.pack("<4sBBqIIIB", b"OggS", 0, flags, granule, 1, number, 0, len(lacing))
    page += lacing + packet
    crc = 0
    for byte in page:
        crc = ((crc << 8) & 0xFFFFFFFF) ^ _crc_table()[(crc >> 24) ^ byte]
    return page[:22] + struct.pack("<I", crc) + page[26:]


def _packets(samples, encoder, library):
    out = ctypes.create_string_buffer(4000)
    for at in range(0, len(samples), FRAME):
        frame = samples[at:at + FRAME]
        frame.extend([0] * (FRAME - len(frame)))
        raw = (ctypes.c_int16 * FRAME).from_buffer(frame)
        size = library.opus_encode(encoder, raw, FRAME, out, len(out))
        if size < 0:
            raise NotOpus(f"error {size} of libopus")
        yield out.raw[:size]


def write(path, samples, rate_before=RATE):
    library = ctypes.CDLL("libopus.so.0")
    library.opus_encoder_create.restype = ctypes.c_void_p
    library.opus_encode.argtypes = [ctypes.c_void_p, ctypes.c_void_p, ctypes.c_int, ctypes.c_char_p,
                                    ctypes.c_int32]
    library.opus_encoder_destroy.argtypes = [ctypes.c_void_p]
    error = ctypes.c_int()
    encoder = library.opus_encoder_create(RATE, 1, _VOIP, ctypes.byref(error))
    if not encoder:
        raise NotOpus(f"error {error.value} of libopus")
    try:
        ahead = ctypes.c_int()
        library.opus_encoder_ctl(ctypes.c_void_p(encoder), _LOOKAHEAD, ctypes.byref(ahead))
        head = struct.pack("<8sBBHIhB", b"OpusHead", 1, 1, ahead.value, rate_before, 0, 0)
        tags = struct.pack("<8sI5sI", b"OpusTags", 5, b"samen", 0)
        pages = [_page(head, 0, 0, 2), _page(tags, 0, 1, 0)]
        whole = array.array("h", samples)
        whole.extend([0] * ahead.value)  # what the encoder holds back
        last = (len(whole) + FRAME - 1) // FRAME
        for number, packet in enumerate(_packets(whole, encoder, library), 1):
            granule = min(number * FRAME, len(samples) + ahead.value)
            pages.append(_page(packet, granule, number + 1, 4 if number == last else 0))
    finally:
        library.opus_encoder_destroy(encoder)
    path.write_bytes(b"".join(pages))
