#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes the spreadsheet of a made-up programme that wants to come over: 140 households, twelve cells wrong.

Usage: people_table.py FOLDER. Writes people.csv (UTF-8 with ';'), people.xlsx and people.ods with the same cells,
and wrong.txt: a line "ROW COLUMN MENDED" for each of the twelve. Nobody in it exists.
"""
import datetime
import pathlib
import sys
import zipfile
from xml.sax.saxutils import escape

HEADINGS = ["Voornaam", "Telefoon", "E-mail", "Postcode", "Volwassenen", "Leeftijd kinderen", "In Nederland",
            "Wie ontmoeten", "Taal", "Nederlands", "Tolk", "Toestemming", "Aangemeld", "Opmerking"]
DAYS = 12  # the column of days
CONSONANTS = "b d f g k l m n r s t v z".split()
ARRIVALS = ["0-6 maanden", "6-12 maanden", "1-2 jaar", "2-3 jaar"]
TONGUES = ["Arabisch", "Tigrinya", "Turks", "Oekraïens", "Perzisch", "Arabisch; Engels"]
# Line of the sheet: (column, what stands there, what should).
WRONG = {
    5: (1, "06 1234", "0612345605"), 17: (3, "131", "1317"), 23: (0, "", "Sefanu"), 31: (2, "amal@", "a31@example.nl"),
    40: (6, "weet niet", "1-2 jaar"), 52: (4, "twee", "2"), 66: (5, "12, 45", "12, 15"), 71: (11, "nee", "ja"),
    88: (12, "31-02-2026", "2026-02-28"), 99: (8, "", "Turks"), 110: (4, "11", "2"), 129: (3, "0123", "1312")}


def name(number):
    """A word nobody is called, different for each number also by its consonants."""
    first, rest = divmod(number, len(CONSONANTS))
    second = CONSONANTS[(first + number) % len(CONSONANTS)]
    return (CONSONANTS[rest] + "a" + CONSONANTS[first % len(CONSONANTS)] + "e" + second + "u").capitalize()


def line(number):
    """The cells of one line of the sheet, right or wrong."""
    by_mail = number % 10 == 1
    cells = [name(number), "" if by_mail else f"+31 6 12 34 {number // 100 + 10} {number % 100:02}",
             f"a{number}@example.nl" if by_mail else "", str(1311 + number % 9), str(1 + number % 3 % 2),
             "" if number % 3 else f"{number % 17}, {number % 11}", ARRIVALS[number % 4], "Maakt niet uit",
             TONGUES[number % 6], ["geen", "A1", "A2", "geen"][number % 4], "ja" if number % 2 else "nee", "ja",
             str(datetime.date(2025, 1, 1) + datetime.timedelta(days=number)), "=1+1" if number == 9 else "belt; graag"]
    if number in WRONG:
        column, wrong, _ = WRONG[number]
        cells[column] = wrong
    return cells


def write_csv(path, lines):
    """Quotes only where RFC 4180 wants them."""
    def quoted(cell):
        return '"' + cell.replace('"', '""') + '"' if any(sign in cell for sign in ';"\r\n') else cell
    text = "".join(";".join(quoted(cell) for cell in cells) + "\r\n" for cells in lines)
    path.write_bytes(b"\xef\xbb\xbf" + text.encode())


def letter(column):
    return chr(ord("A") + column)


def write_xlsx(path, lines):
    """As a spreadsheet program saves it: shared texts, numbers, days as numbers with a style."""
    texts, rows = {}, []
    for number, cells in enumerate(lines, 1):
        out = []
        for column, cell in enumerate(cells):
            place = f'r="{letter(column)}{number}"'
            if cell == "":
                continue
            if column == DAYS and cell[:2] == "20":
                days = (datetime.date.fromisoformat(cell) - datetime.date(1899, 12, 30)).days
                out.append(f'<c {place} s="1"><v>{days}</v></c>')
            elif cell.isdigit() and not cell.startswith("0"):
                out.append(f"<c {place}><v>{cell}</v></c>")
            elif column == 0:
                out.append(f'<c {place} t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
            else:
                out.append(f'<c {place} t="s"><v>{texts.setdefault(cell, len(texts))}</v></c>')
        rows.append(f'<row r="{number}">{"".join(out)}</row>')
    main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    link = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    parts = {
        "xl/workbook.xml": f'<workbook {main} xmlns:r="{link}"><sheets><sheet name="Archief" sheetId="2" state="hidden" '
                           'r:id="rId9"/><sheet name="Gezinnen" sheetId="1" r:id="rId1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": "<Relationships>" + "".join(
            f'<Relationship Id="{name}" Type="{link}/{kind}" Target="{target}"/>' for name, kind, target in (
                ("rId1", "worksheet", "worksheets/sheet1.xml"), ("rId2", "sharedStrings", "sharedStrings.xml"),
                ("rId3", "styles", "styles.xml"))) + "</Relationships>",
        "xl/sharedStrings.xml": f"<sst {main}>" + "".join(f"<si><t>{escape(text)}</t></si>" for text in texts) + "</sst>",
        "xl/styles.xml": f'<styleSheet {main}><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet {main}><sheetData>{"".join(rows)}</sheetData></worksheet>'}
    pack(path, parts)


def write_ods(path, lines):
    """As a spreadsheet program saves it: values beside what is shown, and a million empty rows."""
    def cell_of(column, cell):
        if cell == "":
            return "<table:table-cell/>"
        if column == DAYS and cell[:2] == "20":
            return (f'<table:table-cell office:value-type="date" office:date-value="{cell}">'
                    f"<text:p>{cell[8:]}-{cell[5:7]}-{cell[2:4]}</text:p></table:table-cell>")
        if cell.isdigit() and not cell.startswith("0"):
            return (f'<table:table-cell office:value-type="float" office:value="{cell}"><text:p>{cell}</text:p>'
                    "</table:table-cell>")
        return f'<table:table-cell office:value-type="string"><text:p>{escape(cell)}</text:p></table:table-cell>'
    rows = "".join("<table:table-row>" + "".join(cell_of(*each) for each in enumerate(cells)) + "</table:table-row>"
                   for cells in lines)
    rest = ('<table:table-row table:number-rows-repeated="1048400"><table:table-cell '
            'table:number-columns-repeated="16384"/></table:table-row>')
    names = " ".join(f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text"))
    pack(path, {"mimetype": "application/vnd.oasis.opendocument.spreadsheet",
                "content.xml": f"<office:document-content {names}><office:body><office:spreadsheet><table:table "
                               f'table:name="Gezinnen">{rows}{rest}</table:table></office:spreadsheet></office:body>'
                               "</office:document-content>"})


def pack(path, parts):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name_of_part, text in parts.items():
            head = "" if name_of_part == "mimetype" else '<?xml version="1.0" encoding="UTF-8"?>'
            archive.writestr(name_of_part, head + text)


def main():
    folder = pathlib.Path(sys.argv[1])
    lines = [HEADINGS] + [line(number) for number in range(2, 142)]
    write_csv(folder / "people.csv", lines)
    write_xlsx(folder / "people.xlsx", lines)
    write_ods(folder / "people.ods", lines)
    (folder / "wrong.txt").write_text("".join(f"{row} {letter(column)} {mended}\n"
                                              for row, (column, _, mended) in WRONG.items()))


if __name__ == "__main__":
    main()
