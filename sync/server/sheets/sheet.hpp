// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace samen::server {

// What a file may be at most. Rows and columns are counted as the spreadsheet numbers them; beyond
// the others nothing is read.
struct SheetLimits {
  std::size_t file_bytes = std::size_t{4} << 20;
  std::size_t unpacked_bytes = std::size_t{64} << 20;  // of one part of an archive
  std::size_t ratio = 400;                             // unpacked to packed, of what is large
  std::size_t parts = 2000;                            // of an archive
  int rows = 1'000'000;
  int columns = 200;
  std::size_t filled_rows = 2'000;
  std::size_t cell_bytes = 2'000;
  std::size_t text_bytes = std::size_t{8} << 20;  // of all cells
  int depth = 64;                                 // of elements within elements
};

enum class SheetTrouble : std::uint8_t {
  too_large,    // the file, or what it holds when it is unpacked
  bomb,         // it grows more than any table does
  no_table,     // nothing we know
  old_format,   // XLS, or locked with a password
  utf16,        // text, but not in an encoding we read
  broken,       // an archive or XML that ends or goes wrong
  doctype,      // XML that defines words of its own
  quote,        // a quotation mark that does not end, or text behind one
  rows,         // too far down
  columns,      // too far to the right
  filled_rows,  // too many people for one file
  cell,         // too much in one cell
  control,      // a character nobody types
  empty         // no row below the headings
};

struct SheetFault {
  SheetTrouble trouble = SheetTrouble::no_table;
  int row = 0;     // from 1, where it is known
  int column = 0;  // from 1, likewise
  std::int64_t limit = 0;
};
template <class T>
using SheetResult = std::expected<T, SheetFault>;

// The filled cells of one sheet by row, as text: numbers without a sign for thousands, days as
// "2026-12-31". Blanks around a cell are gone; rows without anything are left out.
class Sheet {
 public:
  explicit Sheet(SheetLimits limits = {}) : limits_(limits) {}

  struct Cell {
    int column = 0;  // from 0
    std::uint32_t at = 0;
    std::uint32_t size = 0;
  };
  struct Row {
    int number = 0;  // from 1, as the spreadsheet shows it
    std::vector<Cell> cells;
  };

  const std::vector<Row>& rows() const { return rows_; }
  // Empty where nothing is. Valid as long as the sheet is.
  std::string_view cell(const Row& row, int column) const;
  int columns() const { return columns_; }

  // Rows in rising order, and cells of a row likewise; the last of two in one place is left out.
  SheetResult<void> add(int row, int column, std::string_view text);

  std::string name;               // as the file calls it; empty for CSV
  int sheets = 1;                 // that the file has; the first visible one is read
  bool guessed_encoding = false;  // it was no UTF-8, and Windows-1252 was taken for it

 private:
  SheetLimits limits_;
  std::vector<Row> rows_;
  base::SecretBytes text_;
  int columns_ = 0;
};

// "A", "Z", "AA" for 0, 25, 26.
std::string column_letters(int column);

}  // namespace samen::server
