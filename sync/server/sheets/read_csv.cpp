// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>

#include "base/encoding.hpp"
#include "sync/server/sheets/read_sheet.hpp"

namespace samen::server {

namespace {

constexpr std::string_view kUtf8Mark = "\xEF\xBB\xBF";

// Windows-1252, 0x80 to 0x9f (WHATWG Encoding); elsewhere a byte is its code point.
constexpr std::array<char32_t, 32> kWindows1252 = {
    0x20ac, 0x81,   0x201a, 0x0192, 0x201e, 0x2026, 0x2020, 0x2021, 0x02c6, 0x2030, 0x0160,
    0x2039, 0x0152, 0x8d,   0x017d, 0x8f,   0x90,   0x2018, 0x2019, 0x201c, 0x201d, 0x2022,
    0x2013, 0x2014, 0x02dc, 0x2122, 0x0161, 0x203a, 0x0153, 0x9d,   0x017e, 0x0178};

void append_utf8(base::SecretBytes& out, char32_t code) {
  const auto put = [&out](char32_t byte) { out.push_back(static_cast<std::uint8_t>(byte)); };
  if (code < 0x80) return put(code);
  if (code < 0x800) {
    put(0xc0 | code >> 6);
  } else {
    put(0xe0 | code >> 12);
    put(0x80 | (code >> 6 & 0x3f));
  }
  put(0x80 | (code & 0x3f));
}

base::SecretBytes utf8_of(std::string_view windows_1252) {
  base::SecretBytes out;
  out.reserve(windows_1252.size() * 2);
  for (const char c : windows_1252) {
    const auto byte = static_cast<unsigned char>(c);
    append_utf8(out, byte >= 0x80 && byte < 0xa0 ? kWindows1252[byte - 0x80U] : byte);
  }
  return out;
}

// What stands between cells: whichever of the three the first line has most of.
char separator_of(std::string_view text) {
  constexpr std::string_view kSeparators = ";,\t";
  std::array<int, 3> count{};
  bool quoted = false;
  for (const char c : text) {
    if (c == '"') quoted = !quoted;
    if (!quoted && (c == '\n' || c == '\r')) break;
    const auto at = kSeparators.find(c);
    if (!quoted && at != std::string_view::npos) ++count[at];
  }
  return kSeparators[static_cast<std::size_t>(std::ranges::max_element(count) - count.begin())];
}

class CsvReader {
 public:
  CsvReader(std::string_view text, char separator, Sheet& sheet)
      : text_(text), separator_(separator), sheet_(&sheet) {}

  SheetResult<void> read(int first_row, std::size_t longest_cell) {
    row_ = first_row;
    longest_ = longest_cell;
    while (at_ < text_.size()) {
      SAMEN_CHECK(cell());
    }
    return {};
  }

 private:
  bool ends_here() const {
    return at_ == text_.size() || text_[at_] == separator_ || text_[at_] == '\n' ||
           text_[at_] == '\r';
  }
  auto fault(SheetTrouble trouble) const {
    return std::unexpected(SheetFault{trouble, row_, column_ + 1, 0});
  }

  SheetResult<void> cell() {
    cell_.clear();
    if (at_ < text_.size() && text_[at_] == '"') {
      SAMEN_CHECK(quoted());
    } else {
      while (!ends_here()) cell_.append(text_.substr(at_++, 1));
    }
    auto text = cell_.view();
    constexpr std::string_view kFormulas = "=+-@";
    if (text.size() > 1 && text[0] == '\'' && kFormulas.find(text[1]) != std::string_view::npos) {
      text.remove_prefix(1);
    }
    SAMEN_CHECK(sheet_->add(row_, column_, text));
    if (at_ == text_.size()) return {};
    if (text_[at_] == separator_) {
      ++column_;
    } else {
      if (text_.substr(at_, 2) == "\r\n") ++at_;
      ++row_;
      column_ = 0;
    }
    ++at_;
    return {};
  }

  // Behind the first quotation mark; two of them are one.
  SheetResult<void> quoted() {
    ++at_;
    for (; at_ < text_.size(); ++at_) {
      if (text_[at_] == '"') {
        if (text_.substr(at_, 2) != "\"\"") {
          ++at_;
          if (!ends_here()) return fault(SheetTrouble::quote);
          return {};
        }
        ++at_;
      }
      cell_.append(text_.substr(at_, 1));
      if (cell_.size() > longest_ + 1024) break;  // nobody closed it
    }
    return fault(SheetTrouble::quote);
  }

  std::string_view text_;
  char separator_;
  Sheet* sheet_;
  base::SecretText cell_;
  std::size_t at_ = 0;
  std::size_t longest_ = 0;
  int row_ = 1;
  int column_ = 0;
};

}  // namespace

SheetResult<Sheet> read_csv(std::string_view bytes, const SheetLimits& limits) {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
    return std::unexpected(SheetFault{SheetTrouble::utf16});
  }
  if (bytes.starts_with(kUtf8Mark)) bytes.remove_prefix(kUtf8Mark.size());
  if (bytes.find('\0') != std::string_view::npos) {
    return std::unexpected(SheetFault{SheetTrouble::no_table});
  }
  Sheet sheet(limits);
  base::SecretBytes recoded;
  if (!base::is_utf8(bytes)) {
    sheet.guessed_encoding = true;
    recoded = utf8_of(bytes);
    bytes = base::as_text(recoded);
  }
  char separator = separator_of(bytes);
  int first_row = 1;
  if (bytes.starts_with("sep=") && bytes.size() > 4) {
    separator = bytes[4];
    first_row = 2;
    bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
  }
  SAMEN_CHECK(CsvReader(bytes, separator, sheet).read(first_row, limits.cell_bytes));
  return sheet;
}

}  // namespace samen::server
