// SPDX-License-Identifier: Apache-2.0
// OpenDocument 1.3, part 3: content.xml, the tables of a spreadsheet (sections 9.1 and 19).
#include <algorithm>

#include "sync/server/sheets/read_sheet.hpp"
#include "sync/server/sheets/xml.hpp"

namespace samen::server {

namespace {

// A spreadsheet says of the empty rest of a sheet that a row repeats a million times: what repeats
// is only counted until something is in it.
class OdsReader final : public XmlReader {
 public:
  OdsReader(Sheet& sheet, const SheetLimits& limits) : sheet_(&sheet), limits_(limits) {}

  SheetResult<void> begin(std::string_view name, const XmlAttributes& attributes) override {
    if (name == "table") return begin_table(attributes);
    if (!reading_) return {};
    if (name == "table-row") {
      repeated_rows_ = std::max(1, attributes.number_of("number-rows-repeated", 1));
      column_ = 0;
    } else if (name == "table-cell" || name == "covered-table-cell") {
      begin_cell(attributes);
    } else if (in_cell_ && name == "annotation") {
      ++aside_;
    } else if (in_cell_ && aside_ == 0) {
      begin_words(name, attributes);
    }
    return {};
  }

  SheetResult<void> end(std::string_view name) override {
    if (name == "table") reading_ = false;
    if (!reading_) return {};
    if (name == "annotation") --aside_;
    if (name == "p" && aside_ == 0) in_words_ = false;
    if (name == "table-row") return end_row();
    if (name == "table-cell" || name == "covered-table-cell") return end_cell();
    return {};
  }

  SheetResult<void> text(std::string_view words) override {
    if (in_words_ && aside_ == 0) return append(words);
    return {};
  }

  int tables() const { return tables_; }

 private:
  SheetResult<void> begin_table(const XmlAttributes& attributes) {
    if (++tables_ != 1) return {};
    reading_ = true;
    sheet_->name = std::string(attributes.of("name"));
    row_ = 1;
    return {};
  }

  void begin_cell(const XmlAttributes& attributes) {
    repeated_ = std::max(1, attributes.number_of("number-columns-repeated", 1));
    in_cell_ = true;
    cell_.clear();
    const auto type = attributes.of("value-type");
    const auto day = attributes.of("date-value");
    if (type == "date") {
      value_ = base::SecretText(day.substr(0, std::min<std::size_t>(day.size(), 10)));
    } else if (type == "float" || type == "percentage" || type == "currency") {
      value_ = base::SecretText(attributes.of("value"));
    } else {
      value_.clear();
    }
  }

  void begin_words(std::string_view name, const XmlAttributes& attributes) {
    if (name == "p") {
      if (!cell_.empty()) cell_.append("\n");
      in_words_ = true;
    } else if (name == "s") {
      const int blanks = std::clamp(attributes.number_of("c", 1), 1, 100);
      cell_.append(std::string(static_cast<std::size_t>(blanks), ' '));
    } else if (name == "tab" || name == "line-break") {
      cell_.append(name == "tab" ? " " : "\n");
    }
  }

  SheetResult<void> append(std::string_view words) {
    if (cell_.size() + words.size() > limits_.cell_bytes * 2) {
      return std::unexpected(SheetFault{SheetTrouble::cell, row_, column_ + 1,
                                        static_cast<std::int64_t>(limits_.cell_bytes)});
    }
    cell_.append(words);
    return {};
  }

  // The same value may stand in a few neighbouring cells.
  SheetResult<void> end_cell() {
    in_cell_ = in_words_ = false;
    auto& text = value_.empty() ? cell_ : value_;
    if (!text.empty()) {
      if (column_ + repeated_ > limits_.columns) {
        return std::unexpected(
            SheetFault{SheetTrouble::columns, row_, column_ + 1, limits_.columns});
      }
      for (int i = 0; i < repeated_; ++i) cells_.emplace_back(column_ + i, text);
    }
    column_ = std::min(column_ + std::min(repeated_, kFar), kFar);
    return {};
  }

  SheetResult<void> end_row() {
    for (int i = 0; i < repeated_rows_ && !cells_.empty(); ++i) {
      for (const auto& [column, text] : cells_) {
        SAMEN_CHECK(sheet_->add(row_ + i, column, text.view()));
      }
    }
    cells_.clear();
    row_ = std::min(row_ + std::min(repeated_rows_, kFar), kFar);
    return {};
  }

  static constexpr int kFar = 100'000'000;  // beyond every limit, and no number grows past it

  Sheet* sheet_;
  SheetLimits limits_;
  base::SecretText cell_, value_;
  std::vector<std::pair<int, base::SecretText>> cells_;  // of this row
  int tables_ = 0, row_ = 1, column_ = 0, repeated_ = 1, repeated_rows_ = 1, aside_ = 0;
  bool reading_ = false, in_cell_ = false, in_words_ = false;
};

}  // namespace

SheetResult<Sheet> read_ods(std::string_view bytes, const SheetLimits& limits) {
  SAMEN_TRY(const auto archive, Archive::open(bytes, limits));
  Sheet sheet(limits);
  OdsReader reader(sheet, limits);
  SAMEN_CHECK(read_xml(archive, "content.xml", reader, limits));
  sheet.sheets = reader.tables();
  return sheet;
}

}  // namespace samen::server
