// SPDX-License-Identifier: Apache-2.0
// Tables out of files from outside: the same cells out of each kind, and a word for what is none.
#include <cstdlib>
#include <fstream>
#include <map>
#include <vector>

#include <gtest/gtest.h>
#include <zip.h>

#include "base/file.hpp"
#include "base/random.hpp"
#include "support/temporary_folder.hpp"
#include "sync/server/sheets/read_sheet.hpp"
#include "tests/source_dir.hpp"

namespace samen::server {
namespace {

using Parts = std::map<std::string, std::string>;

std::string zip_of(const Parts& parts) {
  const test::TemporaryFolder folder;
  const auto path = folder.path() / "made.zip";
  auto* zip = zip_open(path.c_str(), ZIP_CREATE, nullptr);
  for (const auto& [name, text] : parts) {
    auto* source = zip_source_buffer(zip, text.data(), text.size(), 0);
    EXPECT_GE(zip_file_add(zip, name.c_str(), source, 0), 0);
  }
  EXPECT_EQ(zip_close(zip), 0);
  return base::read_file(path, std::size_t{64} << 20).value();
}

std::string ods(const std::string& table, const std::string& before = "") {
  return zip_of({{"content.xml", "<?xml version=\"1.0\"?>" + before +
                                     "<d><spreadsheet><table name=\"Mensen\">" + table +
                                     "</table></spreadsheet></d>"}});
}
std::string ods_row(const std::string& words, const std::string& attributes = "") {
  return "<table-row" + attributes + "><table-cell><p>" + words + "</p></table-cell></table-row>";
}
std::string xlsx(const std::string& data, const std::string& shared = "") {
  return zip_of({{"xl/workbook.xml", "<w><sheet name=\"A\" id=\"r1\"/></w>"},
                 {"xl/_rels/workbook.xml.rels",
                  "<r><Relationship Id=\"r1\" Type=\"x/worksheet\" Target=\"s.xml\"/><Relationship "
                  "Id=\"r2\" Type=\"x/sharedStrings\" Target=\"/xl/t.xml\"/></r>"},
                 {"xl/t.xml", "<sst>" + shared + "</sst>"},
                 {"xl/s.xml", "<w><sheetData>" + data + "</sheetData></w>"}});
}

std::vector<std::string> cells_of(const Sheet& sheet) {
  std::vector<std::string> all;
  for (const auto& row : sheet.rows()) {
    for (const auto& cell : row.cells) {
      all.push_back(std::to_string(row.number) + column_letters(cell.column) + " " +
                    std::string(sheet.cell(row, cell.column)));
    }
  }
  return all;
}
std::vector<std::string> cells_in(const std::string& bytes) {
  const auto sheet = read_sheet(bytes);
  EXPECT_TRUE(sheet) << static_cast<int>(sheet.error().trouble);
  return sheet ? cells_of(*sheet) : std::vector<std::string>();
}
SheetFault fault_of(const std::string& bytes, const SheetLimits& limits = {}) {
  const auto sheet = read_sheet(bytes, limits);
  EXPECT_FALSE(sheet);
  return sheet ? SheetFault{} : sheet.error();
}
using Cells = std::vector<std::string>;

TEST(Sheets, OneTableInThreeKindsOfFileIsTheSameCells) {
  const test::TemporaryFolder folder;
  const auto made =
      "python3 " SAMEN_SOURCE_DIR "/tests/support/people_table.py " + folder.path().string();
  ASSERT_EQ(std::system(made.c_str()), 0);
  const auto read = [&folder](const char* name) {
    return cells_in(base::read_file(folder.path() / name, std::size_t{4} << 20).value());
  };
  const auto csv = read("people.csv");
  ASSERT_GT(csv.size(), 1500U);
  EXPECT_EQ(csv[0], "1A Voornaam");
  EXPECT_EQ(csv, read("people.xlsx"));
  EXPECT_EQ(csv, read("people.ods"));
}

TEST(Sheets, CsvAsRfc4180AndAsSpreadsheetsWriteIt) {
  EXPECT_EQ(cells_in("a,b\r\n1,\"x, \"\"y\"\"\r\nz\"\r\n"),
            (Cells{"1A a", "1B b", "2A 1", "2B x, \"y\"\r\nz"}));
  EXPECT_EQ(cells_in("\xEF\xBB\xBF"
                     "a;b,c\n1;2\n\n;3"),
            (Cells{"1A a", "1B b,c", "2A 1", "2B 2", "4B 3"}));
  EXPECT_EQ(cells_in("sep=|\na|b\n1|2"), (Cells{"2A a", "2B b", "3A 1", "3B 2"}));
  EXPECT_EQ(cells_in("a\tb\n  x \t'+316"), (Cells{"1A a", "1B b", "2A x", "2B +316"}));
  EXPECT_EQ(cells_in("naam\n'Ali\n'"), (Cells{"1A naam", "2A 'Ali", "3A '"}));
}

TEST(Sheets, AnotherEncodingIsReadOrNamed) {
  const auto windows = read_sheet("naam\nJos\xE9 \x80\n");
  ASSERT_TRUE(windows);
  EXPECT_TRUE(windows->guessed_encoding);
  EXPECT_EQ(cells_of(*windows)[1], "2A José €");
  EXPECT_FALSE(read_sheet("naam\nJosé\n")->guessed_encoding);
  EXPECT_EQ(fault_of(std::string("\xFF\xFEn\0a\0", 6)).trouble, SheetTrouble::utf16);
  EXPECT_EQ(fault_of(std::string("a,b\n\0,1\n", 8)).trouble, SheetTrouble::no_table);
  EXPECT_EQ(fault_of("\xD0\xCF\x11\xE0 old").trouble, SheetTrouble::old_format);
}

TEST(Sheets, OdsSaysWhatRepeatsAndWhatIsOnlyBeside) {
  EXPECT_EQ(cells_in(ods(ods_row("naam") +
                         "<table-row number-rows-repeated=\"3\"><table-cell/></table-row>" +
                         ods_row("A<s c=\"2\"/>b</p><p>c<annotation><p>note</p></annotation>",
                                 " number-rows-repeated=\"2\""))),
            (Cells{"1A naam", "5A A  b\nc", "6A A  b\nc"}));
  EXPECT_EQ(
      cells_in(ods(ods_row("x") + "<table-row><table-cell number-columns-repeated=\"2\"/>"
                                  "<table-cell value-type=\"date\" "
                                  "date-value=\"2026-01-31T08:00:00\"><p>31/1</p></table-cell>"
                                  "<table-cell value-type=\"float\" "
                                  "value=\"612345678\"><p>6,1E8</p></table-cell></table-row>")),
      (Cells{"1A x", "2C 2026-01-31", "2D 612345678"}));
}

TEST(Sheets, XlsxNumbersDaysAndTexts) {
  EXPECT_EQ(cells_in(xlsx("<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>"
                          "<row r=\"4\"><c r=\"B4\"><v>6.12345678E8</v></c><c t=\"b\"><v>1</v></c>"
                          "<c><v>0.5</v></c><c r=\"AB4\" t=\"str\"><f>A1</f><v>k</v></c></row>",
                          "<si><r><t>Na</t></r><r><t>am</t></r><rPh><t>x</t></rPh></si>")),
            (Cells{"1A Naam", "4B 612345678", "4C true", "4D 0.5", "4AB k"}));
  EXPECT_EQ(fault_of(xlsx("<row r=\"1\"><c t=\"s\"><v>7</v></c></row>")).trouble,
            SheetTrouble::broken);
}

struct RefusedFile {
  const char* what;
  SheetTrouble trouble;
  std::string file;
  int row = 0, column = 0;
};
void expect_each(const std::vector<RefusedFile>& cases) {
  for (const auto& one : cases) {
    const auto fault = fault_of(one.file);
    EXPECT_EQ(fault.trouble, one.trouble) << one.what << " " << static_cast<int>(fault.trouble);
    EXPECT_EQ(fault.row, one.row) << one.what;
    EXPECT_EQ(fault.column, one.column) << one.what;
  }
}
std::string times(int count, const std::string& text) {
  std::string all;
  for (int i = 0; i < count; ++i) all += text;
  return all;
}
const std::string kLong(2'001, 'a');

TEST(Sheets, WhatIsTooFarOrTooMuchIsNamedWithItsPlace) {
  expect_each({
      {"cell", SheetTrouble::cell, "a,b\n1," + kLong, 2, 2},
      {"cell ods", SheetTrouble::cell, ods(ods_row("a") + ods_row(times(3, kLong))), 2, 1},
      {"cell xlsx", SheetTrouble::cell,
       xlsx("<row r=\"3\"><c t=\"str\"><v>" + kLong + "</v></c></row>"), 3, 1},
      {"columns", SheetTrouble::columns, "a,b\n" + std::string(200, ',') + "b", 2, 201},
      {"columns ods", SheetTrouble::columns,
       ods("<table-row><table-cell number-columns-repeated=\"2147483647\"><p>a</p></table-cell>"
           "</table-row>"),
       1, 1},
      {"columns xlsx", SheetTrouble::columns, xlsx("<row r=\"1\"><c r=\"ZZZ1\"><v>1</v></c></row>"),
       1, 18278},
      {"rows ods", SheetTrouble::rows,
       ods("<table-row number-rows-repeated=\"1000000\"><table-cell/></table-row>" + ods_row("a")),
       1'000'001, 1},
      {"rows xlsx", SheetTrouble::rows, xlsx("<row r=\"1000001\"><c><v>1</v></c></row>"), 1'000'001,
       1},
      {"filled", SheetTrouble::filled_rows, times(2'002, "a\n"), 2'002, 1},
      {"filled ods", SheetTrouble::filled_rows,
       ods(ods_row("a", " number-rows-repeated=\"2147483647\"")), 2'002, 1},
      {"quote", SheetTrouble::quote, "a\n\"b", 2, 1},
      {"behind a quote", SheetTrouble::quote, "a\n\"b\"c", 2, 1},
      {"control", SheetTrouble::control, "a\nb\x07", 2, 1},
  });
}

TEST(Sheets, WhatGrowsWithoutEndOrIsNoTableIsNamed) {
  std::string shared;  // as varied as words are
  base::SeededRandom random(5);
  for (int i = 0; i < 4'500; ++i) {
    std::string text;
    while (text.size() < 1'990) text += std::to_string(random.below(1'000'000'000));
    shared += "<si><t>" + text + "</t></si>";
  }
  Parts many;
  for (int i = 0; i < 2'001; ++i) many[std::to_string(i)] = "";
  SheetLimits roomy;
  roomy.file_bytes = std::size_t{32} << 20;
  EXPECT_EQ(fault_of(xlsx("", shared), roomy).trouble, SheetTrouble::too_large);
  expect_each({
      {"file", SheetTrouble::too_large, std::string((4U << 20) + 1, 'a')},
      {"depth", SheetTrouble::bomb, ods(times(100, "<a>"))},
      {"ratio", SheetTrouble::bomb, ods(std::string(8U << 20, ' '))},
      {"parts", SheetTrouble::bomb, zip_of(many)},
      {"headings only", SheetTrouble::empty, "a,b\n"},
      {"another archive", SheetTrouble::no_table, zip_of({{"x", "y"}})},
      {"no archive", SheetTrouble::broken, "PK\x03\x04 nothing"},
      {"half XML", SheetTrouble::broken, zip_of({{"content.xml", "<d><table>"}})},
  });
  SheetLimits little;
  little.unpacked_bytes = 100;
  EXPECT_EQ(fault_of(ods(ods_row("a") + ods_row("b")), little).trouble, SheetTrouble::too_large);
}

// A thousand million laughs, and a file of this machine: neither is begun.
TEST(Sheets, ADocumentTypeIsRefusedBeforeAWordOfItCounts) {
  std::string laughs = "<!DOCTYPE d [<!ENTITY a \"ha\">";
  for (char c = 'b'; c < 'm'; ++c) {
    laughs += std::string("<!ENTITY ") + c + " \"";
    for (int i = 0; i < 10; ++i) laughs += std::string("&") + static_cast<char>(c - 1) + ";";
    laughs += "\">";
  }
  for (const auto& doctype :
       {laughs + "]>", std::string("<!DOCTYPE d [<!ENTITY l SYSTEM \"file:///etc/hostname\">]>"),
        std::string("<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x.dtd\">")}) {
    EXPECT_EQ(fault_of(ods(ods_row("&l;"), doctype)).trouble, SheetTrouble::doctype);
  }
}

TEST(Sheets, ColumnsAreCalledAsSpreadsheetsCallThem) {
  EXPECT_EQ(column_letters(0) + column_letters(25) + column_letters(26) + column_letters(701) +
                column_letters(702),
            "AZAAZZAAA");
}

}  // namespace
}  // namespace samen::server
