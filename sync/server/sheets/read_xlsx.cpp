// SPDX-License-Identifier: Apache-2.0
// Office Open XML (ECMA-376, part 1, chapter 18): which sheet is first, the texts that cells share,
// which numbers are days, and the cells.
#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <set>

#include "base/number.hpp"
#include "sync/server/sheets/read_sheet.hpp"
#include "sync/server/sheets/xml.hpp"

namespace samen::server {

namespace {

constexpr std::int64_t kDaysBefore1970 = 25'569;          // from 1899-12-30
constexpr std::int64_t kDaysBefore1970From1904 = 24'107;  // from 1904-01-01

// What workbook.xml says: the first sheet that is not hidden, and from which year days count.
class Workbook final : public XmlReader {
 public:
  SheetResult<void> begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "workbookPr") {
      const auto from = attributes.of("date1904");
      from_1904 = from == "1" || from == "true";
    }
    if (name != "sheet") return {};
    ++sheets;
    if (!relation.empty() ||
        !(attributes.of("state").empty() || attributes.of("state") == "visible")) {
      return {};
    }
    sheet = std::string(attributes.of("name"));
    relation = std::string(attributes.of("id"));
    return {};
  }
  SheetResult<void> end(std::string_view) override { return {}; }

  std::string sheet, relation;
  int sheets = 0;
  bool from_1904 = false;
};

// Where the parts lie that workbook.xml names.
class Relations final : public XmlReader {
 public:
  explicit Relations(std::string wanted) : wanted_(std::move(wanted)) {}
  SheetResult<void> begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name != "Relationship") return {};
    const auto target = attributes.of("Target");
    const auto path =
        target.starts_with('/') ? std::string(target.substr(1)) : "xl/" + std::string(target);
    if (attributes.of("Id") == wanted_) sheet = path;
    if (attributes.of("Type").ends_with("/sharedStrings")) texts = path;
    if (attributes.of("Type").ends_with("/styles")) styles = path;
    return {};
  }
  SheetResult<void> end(std::string_view) override { return {}; }

  std::string sheet, texts, styles;

 private:
  std::string wanted_;
};

// The texts that cells name by number. What is only for reading aloud (rPh) is none of it.
class SharedTexts final : public XmlReader {
 public:
  explicit SharedTexts(const SheetLimits& limits) : limits_(limits) {}
  SheetResult<void> begin(std::string_view name, const XmlAttributes&) override {
    if (name == "si") texts.emplace_back();
    if (name == "rPh") aside_ = true;
    if (name == "t") in_text_ = !aside_ && !texts.empty();
    return {};
  }
  SheetResult<void> end(std::string_view name) override {
    if (name == "rPh") aside_ = false;
    if (name == "t") in_text_ = false;
    return {};
  }
  SheetResult<void> text(std::string_view words) override {
    if (!in_text_) return {};
    bytes_ += words.size();
    if (bytes_ > limits_.text_bytes) {
      return std::unexpected(
          SheetFault{SheetTrouble::too_large, 0, 0, static_cast<std::int64_t>(limits_.text_bytes)});
    }
    texts.back().append(words);
    return {};
  }

  std::vector<base::SecretText> texts;

 private:
  SheetLimits limits_;
  std::size_t bytes_ = 0;
  bool aside_ = false, in_text_ = false;
};

// Which styles of cells show a day: the formats 14 to 17 and 22 (18.8.30) and those with a y or d
// outside of quotes and brackets.
class Styles final : public XmlReader {
 public:
  SheetResult<void> begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "numFmt" && shows_day(attributes.of("formatCode"))) {
      own_.insert(attributes.number_of("numFmtId", -1));
    }
    if (name == "cellXfs") in_cells_ = true;
    if (name == "xf" && in_cells_) {
      const int format = attributes.number_of("numFmtId", 0);
      const bool built_in = (format >= 14 && format <= 17) || format == 22;
      days.push_back(built_in || own_.contains(format));
    }
    return {};
  }
  SheetResult<void> end(std::string_view name) override {
    if (name == "cellXfs") in_cells_ = false;
    return {};
  }
  bool is_day(int style) const {
    return style >= 0 && static_cast<std::size_t>(style) < days.size() &&
           days[static_cast<std::size_t>(style)];
  }

  std::vector<bool> days;

 private:
  static bool shows_day(std::string_view format) {
    bool quoted = false, bracket = false;
    for (std::size_t i = 0; i < format.size(); ++i) {
      const char c = format[i];
      if (c == '\\') ++i;
      if (c == '"') quoted = !quoted;
      if (c == '[') bracket = true;
      if (c == ']') bracket = false;
      if (!quoted && !bracket && (c == 'y' || c == 'd' || c == 'Y' || c == 'D')) return true;
    }
    return false;
  }
  std::set<int> own_;
  bool in_cells_ = false;
};

// "2026-12-31" of days since 1970 (the civil calendar, after Howard Hinnant).
std::string day_in_words(std::int64_t days) {
  const std::chrono::year_month_day day{std::chrono::sys_days{std::chrono::days{days}}};
  const auto two = [](unsigned number) {
    return (number < 10 ? "0" : "") + std::to_string(number);
  };
  return std::to_string(static_cast<int>(day.year())) + "-" +
         two(static_cast<unsigned>(day.month())) + "-" + two(static_cast<unsigned>(day.day()));
}

// The cells of one sheet.
class Cells final : public XmlReader {
 public:
  struct Beside {
    const SharedTexts* texts;
    const Styles* styles;
    bool from_1904;
  };
  Cells(Sheet& sheet, const SheetLimits& limits, Beside beside)
      : sheet_(&sheet), limits_(limits), beside_(beside) {}

  SheetResult<void> begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "row") {
      row_ = attributes.number_of("r", row_ + 1);
      column_ = -1;
    } else if (name == "c") {
      ++column_;
      place_of(attributes.of("r"));
      type_ = std::string(attributes.of("t"));
      style_ = attributes.number_of("s", -1);
      value_.clear();
    } else if (name == "rPh") {
      aside_ = true;
    }
    in_value_ = !aside_ && (name == "v" || name == "t");
    return {};
  }
  SheetResult<void> end(std::string_view name) override {
    in_value_ = false;
    if (name == "rPh") aside_ = false;
    if (name == "c") return end_cell();
    return {};
  }
  SheetResult<void> text(std::string_view words) override {
    if (!in_value_) return {};
    if (value_.size() + words.size() > limits_.cell_bytes * 2) {
      return std::unexpected(SheetFault{SheetTrouble::cell, row_, column_ + 1,
                                        static_cast<std::int64_t>(limits_.cell_bytes)});
    }
    value_.append(words);
    return {};
  }

 private:
  // "BC14"; a cell that says nothing stands right of the one before.
  void place_of(std::string_view place) {
    int column = 0;
    std::size_t at = 0;
    for (; at < place.size() && at < 4 && place[at] >= 'A' && place[at] <= 'Z'; ++at) {
      column = column * 26 + (place[at] - 'A' + 1);
    }
    if (at == 0) return;
    column_ = column - 1;
    row_ = base::parse_number<int>(place.substr(at)).value_or(row_);
  }

  SheetResult<void> end_cell() {
    if (value_.empty()) return {};
    if (type_ == "s") {
      const auto number = base::parse_number<std::uint32_t>(value_.view());
      if (!number || *number >= beside_.texts->texts.size()) {
        return std::unexpected(SheetFault{SheetTrouble::broken, row_, column_ + 1});
      }
      return sheet_->add(row_, column_, beside_.texts->texts[*number].view());
    }
    if (type_ == "b") return sheet_->add(row_, column_, value_.view() == "1" ? "true" : "false");
    if (type_.empty() || type_ == "n") return number();
    return sheet_->add(row_, column_, value_.view());
  }

  SheetResult<void> number() {
    const auto text = value_.view();
    double value = 0;
    const auto [stopped, wrong] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool whole = wrong == std::errc{} && stopped == text.data() + text.size();
    if (!whole || !std::isfinite(value) || std::abs(value) >= 1e15) {
      return sheet_->add(row_, column_, text);
    }
    if (beside_.styles->is_day(style_) && value >= 0 && value < 2'958'466) {  // until 9999
      const auto day = static_cast<std::int64_t>(value) -
                       (beside_.from_1904 ? kDaysBefore1970From1904 : kDaysBefore1970);
      return sheet_->add(row_, column_, day_in_words(day));
    }
    // 6.12345678E8 is a telephone number that lost its zero, and is shown as the sheet shows it.
    if (value == std::floor(value)) {
      return sheet_->add(row_, column_, std::to_string(static_cast<std::int64_t>(value)));
    }
    return sheet_->add(row_, column_, text);
  }

  Sheet* sheet_;
  SheetLimits limits_;
  Beside beside_;
  base::SecretText value_;
  std::string type_;
  int row_ = 0, column_ = -1, style_ = -1;
  bool in_value_ = false, aside_ = false;
};

}  // namespace

SheetResult<Sheet> read_xlsx(std::string_view bytes, const SheetLimits& limits) {
  SAMEN_TRY(const auto archive, Archive::open(bytes, limits));
  Workbook book;
  SAMEN_CHECK(read_xml(archive, "xl/workbook.xml", book, limits));
  Relations relations(book.relation);
  SAMEN_CHECK(read_xml(archive, "xl/_rels/workbook.xml.rels", relations, limits));
  SharedTexts texts(limits);
  if (!relations.texts.empty()) {
    SAMEN_CHECK(read_xml(archive, relations.texts, texts, limits));
  }
  Styles styles;
  if (!relations.styles.empty()) {
    SAMEN_CHECK(read_xml(archive, relations.styles, styles, limits));
  }
  Sheet sheet(limits);
  sheet.name = book.sheet;
  sheet.sheets = book.sheets;
  Cells cells(sheet, limits, {&texts, &styles, book.from_1904});
  SAMEN_CHECK(read_xml(archive, relations.sheet, cells, limits));
  return sheet;
}

SheetResult<Sheet> read_sheet(std::string_view bytes, const SheetLimits& limits) {
  constexpr std::string_view kZip = "PK\x03\x04", kOldFile = "\xD0\xCF\x11\xE0";
  if (bytes.size() > limits.file_bytes) {
    return std::unexpected(
        SheetFault{SheetTrouble::too_large, 0, 0, static_cast<std::int64_t>(limits.file_bytes)});
  }
  if (bytes.starts_with(kOldFile)) return std::unexpected(SheetFault{SheetTrouble::old_format});
  auto sheet = SheetResult<Sheet>(std::unexpected(SheetFault{SheetTrouble::no_table}));
  if (bytes.starts_with(kZip)) {
    SAMEN_TRY(const auto archive, Archive::open(bytes, limits));
    if (archive.has("xl/workbook.xml")) sheet = read_xlsx(bytes, limits);
    if (archive.has("content.xml")) sheet = read_ods(bytes, limits);
  } else {
    sheet = read_csv(bytes, limits);
  }
  if (sheet && sheet->rows().size() < 2) return std::unexpected(SheetFault{SheetTrouble::empty});
  return sheet;
}

}  // namespace samen::server
