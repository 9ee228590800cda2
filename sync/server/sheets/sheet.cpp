// SPDX-License-Identifier: Apache-2.0
#include "sync/server/sheets/sheet.hpp"

#include <algorithm>

namespace samen::server {

namespace {

std::string_view without_blanks(std::string_view text) {
  constexpr std::string_view kBlanks = " \t\r\n";
  const auto first = text.find_first_not_of(kBlanks);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlanks) - first + 1);
}

bool is_control(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return (byte < 0x20 && c != '\t' && c != '\n' && c != '\r') || byte == 0x7f;
}

}  // namespace

std::string_view Sheet::cell(const Row& row, int column) const {
  const auto at = std::ranges::lower_bound(row.cells, column, {}, &Cell::column);
  if (at == row.cells.end() || at->column != column) return {};
  return {reinterpret_cast<const char*>(text_.data()) + at->at, at->size};
}

SheetResult<void> Sheet::add(int row, int column, std::string_view text) {
  const auto here = [&](SheetTrouble trouble, std::int64_t limit = 0) {
    return std::unexpected(SheetFault{trouble, row, column + 1, limit});
  };
  text = without_blanks(text);
  if (text.empty()) return {};
  if (row > limits_.rows) return here(SheetTrouble::rows, limits_.rows);
  if (column >= limits_.columns) return here(SheetTrouble::columns, limits_.columns);
  if (text.size() > limits_.cell_bytes) {
    return here(SheetTrouble::cell, static_cast<std::int64_t>(limits_.cell_bytes));
  }
  if (std::ranges::any_of(text, is_control)) return here(SheetTrouble::control);
  if (text_.size() + text.size() > limits_.text_bytes) {
    return here(SheetTrouble::too_large, static_cast<std::int64_t>(limits_.text_bytes));
  }
  if (rows_.empty() || rows_.back().number < row) {
    if (rows_.size() > limits_.filled_rows) {  // the headings are one of them
      return here(SheetTrouble::filled_rows, static_cast<std::int64_t>(limits_.filled_rows));
    }
    rows_.push_back({row, {}});
  }
  auto& cells = rows_.back().cells;
  const bool in_order =
      rows_.back().number == row && (cells.empty() || cells.back().column < column);
  if (!in_order) return {};
  cells.push_back(
      {column, static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(text.size())});
  text_.insert(text_.end(), text.begin(), text.end());
  columns_ = std::max(columns_, column + 1);
  return {};
}

std::string column_letters(int column) {
  std::string letters;
  for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26) {
    letters.insert(letters.begin(), static_cast<char>('A' + (rest - 1) % 26));
  }
  return letters;
}

}  // namespace samen::server
