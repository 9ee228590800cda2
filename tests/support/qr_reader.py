# SPDX-License-Identifier: Apache-2.0
"""Reads QR codes in a picture with ZBar (which python3-pyzbar brings), as a camera's program would."""
import ctypes

QR_CODE = 64  # ZBAR_QRCODE
GREY = int.from_bytes(b"Y800", "little")


def _library():
    zbar = ctypes.CDLL("libzbar.so.0")
    pointer = ctypes.c_void_p
    for name, result, arguments in (
            ("zbar_image_scanner_create", pointer, []),
            ("zbar_image_scanner_destroy", None, [pointer]),
            ("zbar_image_scanner_set_config", ctypes.c_int, [pointer] + [ctypes.c_int] * 3),
            ("zbar_image_create", pointer, []),
            ("zbar_image_destroy", None, [pointer]),
            ("zbar_image_set_format", None, [pointer, ctypes.c_ulong]),
            ("zbar_image_set_size", None, [pointer, ctypes.c_uint, ctypes.c_uint]),
            ("zbar_image_set_data", None, [pointer, pointer, ctypes.c_ulong, pointer]),
            ("zbar_scan_image", ctypes.c_int, [pointer, pointer]),
            ("zbar_image_first_symbol", pointer, [pointer]),
            ("zbar_symbol_next", pointer, [pointer]),
            ("zbar_symbol_get_data", ctypes.c_char_p, [pointer])):
        function = getattr(zbar, name)
        function.restype, function.argtypes = result, arguments
    return zbar


def read_codes(rows):
    """`rows`: bytes objects, a byte a dot, 0 is black, all as long. The texts, as they are found."""
    zbar = _library()
    grey = b"".join(rows)
    buffer = ctypes.create_string_buffer(grey, len(grey))
    scanner, image = zbar.zbar_image_scanner_create(), zbar.zbar_image_create()
    try:
        # QR codes alone: in the letters and squares of a page it finds now and then two digits of a bar
        # code.
        zbar.zbar_image_scanner_set_config(scanner, 0, 0, 0)
        zbar.zbar_image_scanner_set_config(scanner, QR_CODE, 0, 1)
        zbar.zbar_image_set_format(image, GREY)
        zbar.zbar_image_set_size(image, len(rows[0]), len(rows))
        zbar.zbar_image_set_data(image, buffer, len(grey), None)
        zbar.zbar_scan_image(scanner, image)
        found, symbol = [], zbar.zbar_image_first_symbol(image)
        while symbol:
            found.append(zbar.zbar_symbol_get_data(symbol).decode())
            symbol = zbar.zbar_symbol_next(symbol)
        return found
    finally:
        zbar.zbar_image_destroy(image)
        zbar.zbar_image_scanner_destroy(scanner)
