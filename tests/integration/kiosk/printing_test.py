# SPDX-License-Identifier: Apache-2.0
"""A receipt on paper, by the real programs: on a serial printer and through a CUPS of our own."""
import subprocess
import time
import unittest

from kiosk_case import BIN, KioskCase, journey
from qr_reader import read_codes
from receipt_printers import Cups, SerialPrinter

PRINT = BIN / "samen-print"


def check_pattern(width, height):
    rows = [bytes(0 if x == 0 or y == 0 or (x // 16 + y // 16) % 2 == 0 else 255
                  for x in range(width)) for y in range(height)]
    return rows


def pbm(rows):
    wide = len(rows[0])
    packed = b"".join(
        bytes(sum(1 << (7 - i) for i in range(8) if x + i < wide and row[x + i] == 0)
              for x in range(0, wide, 8)) for row in rows)
    return b"P4\n%d %d\n" % (wide, len(rows)) + packed


def samen_print(what, printer, page=b""):
    done = subprocess.run([str(PRINT), what, printer], input=page, capture_output=True, timeout=120,
                          check=False)
    return done.returncode, done.stdout.decode().split(), done.stderr.decode()


def up_to_receipt(kiosk, form, answers, language="nl"):
    journey.choose_language(kiosk, language)
    kiosk.tap(f"role.{form}")
    journey.fill_in(kiosk, form, answers)
    return journey.to_receipt(kiosk)


class ASerialPrinter(KioskCase):
    def setUp(self):
        super().setUp()
        self.printer = SerialPrinter()
        self.addCleanup(self.printer.close)

    def test_prints_every_dot_of_a_page_and_cuts_it(self):
        rows = check_pattern(576, 700)
        self.assertEqual(samen_print("look", self.printer.address), (0, ["ready", "576", "8.00"], ""))
        self.assertEqual(samen_print("print", self.printer.address, pbm(rows)), (0, ["ready"], ""))
        (page,) = self.printer.pages
        self.assertEqual(page[:700], rows)
        self.assertTrue(all(set(row) == {255} for row in page[700:]), "fed past the knife")

    def test_what_is_wrong_is_said_and_nothing_is_printed(self):
        page = pbm(check_pattern(576, 200))
        for what, value, word in (("paper", False, "no_paper"), ("cover_open", True, "open"),
                                  ("silent", True, "unreachable")):
            setattr(self.printer, what, value)
            self.assertEqual(samen_print("look", self.printer.address)[1][0], word)
            self.assertEqual(samen_print("print", self.printer.address, page)[:2], (1, [word]))
            setattr(self.printer, what, not value)
        self.assertEqual(self.printer.pages, [])
        self.assertEqual(samen_print("look", "escpos:/dev/nothing-here")[1][0], "unreachable")

    def test_who_fills_in_paper_does_not_get_the_rest_of_somebodys_page(self):
        self.printer.rows_left = 150
        page = pbm(check_pattern(576, 600))
        self.assertEqual(samen_print("print", self.printer.address, page)[1], ["no_paper"])
        self.printer.rows_left, self.printer.paper = None, True
        time.sleep(0.3)
        self.assertEqual(self.printer.pages, [], "the rest was thrown away")
        self.assertEqual(samen_print("print", self.printer.address, page)[1], ["ready"])
        self.assertEqual(len(self.printer.pages), 1)
        self.assertEqual(self.printer.pages[0][:600], check_pattern(576, 600))

    def test_what_is_no_page_is_refused_in_words(self):
        for bad in (b"", b"P4", b"P5\n1 1\n0", b"P4\n8 2\n\0", b"P4\n99999 2\n\0", b"P4\n8 1\n\0\0"):
            code, said, why = samen_print("print", self.printer.address, bad)
            self.assertEqual((code, said), (2, []), bad)
            self.assertIn("a raw PBM picture (P4)", why)
        self.assertEqual(self.printer.pages, [])

    def test_a_receipt_opens_what_it_is_for_in_arabic_and_tigrinya(self):
        for language in ("ar", "ti"):
            with self.start(size="800x480", options=["--printer", self.printer.address]) as kiosk:
                receipt = up_to_receipt(kiosk, "household", journey.NOUR, language=language)
                secret = kiosk.nodes()["receipt.own.code"]["label"]
                kiosk.tap("receipt.print")
                kiosk.wait_idle()
                told = kiosk.nodes()["receipt.printer"]["label"]
                self.assertEqual(told, journey.words(language, "receipt.printed"))
                self.assertEqual(kiosk.nodes()["receipt.print"]["label"],
                                 journey.words(language, "receipt.print.again"))
            self.assertEqual(receipt.secret, secret)
            page = self.printer.pages.pop()
            self.assertEqual(self.printer.pages, [])
            self.assertEqual(read_codes(page), [secret])
            self.assertEqual({len(row) for row in page}, {576})

    def test_a_groups_receipt_has_its_code_to_share_as_well(self):
        with self.start(options=["--printer", self.printer.address]) as kiosk:
            receipt = up_to_receipt(kiosk, "group", journey.GROUP[0])
            kiosk.tap("receipt.print")
            kiosk.wait_idle()
        self.assertEqual(sorted(read_codes(self.printer.pages[0])),
                         sorted([receipt.secret, receipt.join_code]))

    def test_paper_out_is_said_before_anybody_prints_and_printing_mends_it(self):
        self.printer.paper = False
        with self.start(options=["--printer", self.printer.address]) as kiosk:
            up_to_receipt(kiosk, "household", journey.YONAS)
            kiosk.wait_idle()
            self.assertEqual(kiosk.nodes()["receipt.printer"]["label"],
                             journey.words("nl", "receipt.printer.no_paper"))
            self.printer.paper = True
            kiosk.tap("receipt.print")
            kiosk.wait_idle()
            self.assertEqual(kiosk.nodes()["receipt.printer"]["label"],
                             journey.words("nl", "receipt.printed"))
        self.assertEqual(len(self.printer.pages), 1)

    def test_at_most_three_papers_of_one_receipt_and_none_by_a_double_tap(self):
        with self.start(options=["--printer", self.printer.address]) as kiosk:
            up_to_receipt(kiosk, "household", journey.YONAS)
            kiosk.wait_idle()
            button = kiosk.nodes()["receipt.print"]
            x, y = button["x"] + button["w"] / 2, button["y"] + button["h"] / 2
            for _ in range(2):  # before the printer has answered
                kiosk.pointer("down", x, y)
                kiosk.pointer("up", x, y)
            kiosk.wait_idle()
            self.assertEqual(len(self.printer.pages), 1)
            for _ in range(2):
                kiosk.tap("receipt.print")
                kiosk.wait_idle()
            self.assertNotIn("receipt.print", kiosk.nodes())
        self.assertEqual(len(self.printer.pages), 3)

    def test_a_printer_that_says_nothing_stops_nobody(self):
        self.printer.silent = True
        with self.start(options=["--printer", self.printer.address]) as kiosk:
            up_to_receipt(kiosk, "household", journey.YONAS)
            kiosk.tap("receipt.finish")
            up_to_receipt(kiosk, "household", journey.YONAS)
            kiosk.wait_idle()
            self.assertEqual(kiosk.nodes()["receipt.printer"]["label"],
                             journey.words("nl", "receipt.printer.unreachable"))

    def test_without_a_printer_nothing_is_offered(self):
        with self.start() as kiosk:
            up_to_receipt(kiosk, "household", journey.YONAS)
            self.assertFalse({"receipt.print", "receipt.printer"} & set(kiosk.nodes()))

    def test_nothing_of_a_paper_is_on_the_disk_or_in_a_log(self):
        with self.start(options=["--printer", self.printer.address]) as kiosk:
            receipt = up_to_receipt(kiosk, "household", journey.YONAS)
            kiosk.tap("receipt.print")
            kiosk.wait_idle()
        letters = receipt.secret.replace("-", "")
        row = max(self.printer.pages[0], key=lambda dots: dots.count(0))
        packed = pbm([row]).split(b"\n", 2)[2]
        for path in self.folder.rglob("*"):
            if not path.is_file():
                continue
            content = path.read_bytes()
            for trace in (receipt.secret.encode(), letters.encode(), packed):
                self.assertNotIn(trace, content, path)


class APrinterThatIsNone(KioskCase):
    def test_is_refused_when_the_kiosk_starts_with_how_one_is_written(self):
        for wrong, why in (("lp0", "neither escpos: nor ipp://"),
                           ("escpos:lp0", "not a whole path"),
                           ("escpos:/dev/lp0?baud=1234", "baud=9600"),
                           ("escpos:/dev/lp0?dots=9", "dots=200 to 2048"),
                           ("ipp://printer.example.org/ipp/print", "on another machine"),
                           ("ipp://localhost", "names no queue"),
                           ("ipp://localhost:0/x", "port")):
            done = subprocess.run([str(BIN / "samen-kiosk"), "--headless", "--data", str(self.data),
                                   "--printer", wrong], capture_output=True, text=True, timeout=60,
                                  check=False)
            self.assertEqual(done.returncode, 2, wrong)
            self.assertIn(why, done.stderr)
            self.assertIn("escpos:/dev/usb/lp0", done.stderr)


class ThroughCups(KioskCase):
    def setUp(self):
        super().setUp()
        self.cups = Cups()
        self.addCleanup(self.cups.remove)

    def test_a_receipt_can_be_read_and_no_copy_stays_in_the_spool(self):
        with self.start(options=["--printer", self.cups.address]) as kiosk:
            receipt = up_to_receipt(kiosk, "household", journey.NOUR, language="ar")
            kiosk.tap("receipt.print")
            kiosk.wait_idle()
            self.assertEqual(kiosk.nodes()["receipt.printer"]["label"],
                             journey.words("ar", "receipt.printed"))
        (page,) = self.cups.pages()
        self.assertEqual(read_codes(page), [receipt.secret])
        self.assertEqual(self.cups.kept(), [])
        self.assertNotIn(receipt.secret, (self.cups.folder / "log/error").read_text(errors="replace"))

    def test_a_page_that_finds_no_paper_is_dropped_and_never_comes_out_later(self):
        page = pbm(check_pattern(800, 300))
        self.cups.take_paper_out()
        self.assertEqual(samen_print("print", self.cups.address, page)[1], ["no_paper"])
        self.assertEqual(samen_print("look", self.cups.address)[1][0], "no_paper")
        self.cups.put_paper_in()
        time.sleep(1)
        self.assertEqual((self.cups.pages(), self.cups.kept()), ([], []))
        self.assertEqual(samen_print("print", self.cups.address, page)[1], ["ready"])
        self.assertEqual(samen_print("look", self.cups.address)[1][0], "ready")
        self.assertEqual((len(self.cups.pages()), self.cups.kept()), (1, []))

    def test_a_queue_that_is_not_there_is_unreachable(self):
        nothing = self.cups.address.replace("receipts", "nothing")
        self.assertEqual(samen_print("look", nothing)[1][0], "unreachable")
        self.cups.close()
        self.assertEqual(samen_print("look", self.cups.address)[1][0], "unreachable")


if __name__ == "__main__":
    unittest.main()
