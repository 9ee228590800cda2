// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace samen::server {

// A table for a spreadsheet: RFC 4180, in UTF-8 with the mark by which a spreadsheet knows it. What
// would be a formula there, whoever typed it, gets a ' in front, as spreadsheets mean it for text.
class CsvFile {
 public:
  void row(const std::vector<std::string>& cells) {
    const char* between = "";
    for (const auto& cell : cells) {
      text_.append(between).append(quoted(cell));
      between = ",";
    }
    text_ += "\r\n";
  }
  const std::string& text() const { return text_; }

 private:
  static std::string quoted(std::string_view cell) {
    std::string out = "\"";
    if (!cell.empty() &&
        std::string_view("=+-@\t\r").find(cell.front()) != std::string_view::npos) {
      out += '\'';
    }
    for (const char c : cell) {
      if (c == '"') out += '"';
      out += c;
    }
    return out + "\"";
  }
  std::string text_ = "\xEF\xBB\xBF";
};

}  // namespace samen::server
