# SPDX-License-Identifier: Apache-2.0
"""What people told a matcher, read from its folder a second time: record.keys, sign.key and the columns
named `sealed`, from the description in sync/server/store/key_file.hpp, record_keys.hpp and sealed.hpp."""
import ctypes
import ctypes.util
import functools
import hashlib
import json
import pathlib
import sqlite3
import uuid

SLOT, NAME, WRAPPED = 128, 32, 72
NONCE, TAG = 24, 16


@functools.cache
def _sodium():
    library = ctypes.CDLL(ctypes.util.find_library("sodium") or "libsodium.so.23")
    assert library.sodium_init() >= 0
    return library


def _open_under(key, associated, sealed):
    """None when it does not open."""
    clear = ctypes.create_string_buffer(max(len(sealed) - NONCE - TAG, 1))
    failed = _sodium().crypto_aead_xchacha20poly1305_ietf_decrypt(
        clear, None, None, sealed[NONCE:], ctypes.c_ulonglong(len(sealed) - NONCE), associated,
        ctypes.c_ulonglong(len(associated)), sealed[:NONCE], key)
    return None if failed else clear.raw[:len(sealed) - NONCE - TAG]


class SealedStore:
    """The store of a folder, or a copy of it, with the keys that lie in that folder, or in another."""

    def __init__(self, folder, database=None, keys=None):
        folder = pathlib.Path(folder)
        seed = (folder / "sign.key").read_bytes()[-32:]
        self._wrapping = ctypes.create_string_buffer(32)
        purpose = b"samen-record-keys-1"
        assert _sodium().crypto_generichash(self._wrapping, ctypes.c_size_t(32), purpose,
                                            ctypes.c_ulonglong(len(purpose)), seed,
                                            ctypes.c_size_t(32)) == 0
        content = (pathlib.Path(keys or folder) / "record.keys").read_bytes()
        self._slots = {}
        for at in range(0, len(content), SLOT):
            name, wrapped = content[at:at + NAME], content[at + NAME:at + NAME + WRAPPED]
            check = content[at + NAME + WRAPPED:at + SLOT]
            if hashlib.sha256(name + wrapped).digest()[:len(check)] == check:
                self._slots[name] = wrapped
        self.database = sqlite3.connect(f"file:{database or folder / 'matcher.db'}?mode=ro",
                                        uri=True)

    @staticmethod
    def _name(row):
        return hashlib.sha256(f"samen-erased-1\n{uuid.UUID(bytes=row)}".encode()).digest()

    def open(self, column, row, sealed, owner=None):
        """The clear bytes; `row` and `owner` are ids of 16 bytes."""
        name = self._name(owner or row)
        key = _open_under(self._wrapping.raw, name, self._slots[name])
        assert key is not None, "the key does not unwrap"
        place = f"samen-sealed-1\n{column}\n{uuid.UUID(bytes=row)}".encode()
        clear = _open_under(key, place, sealed)
        assert clear is not None, f"{column} does not open"
        return clear

    def names(self):
        """What the keys are kept under."""
        return set(self._slots)

    def readable(self):
        """{(table, id): whether a key opens it} of all people and envelopes."""
        return {(table, row): self._name(row) in self._slots
                for table in ("household", "volunteer", "envelope")
                for row, sealed in self.database.execute(f"SELECT id, sealed FROM {table}")
                if sealed and (self._name(row) not in self._slots or self.open(table, row, sealed))}

    def people(self, table, columns, rest=""):
        """The given columns of each row of `table` (household, volunteer), and what they told."""
        for row, sealed, *more in self.database.execute(
                f"SELECT id, sealed, {columns} FROM {table} {rest}"):
            yield (*more, json.loads(self.open(table, row, sealed)))
