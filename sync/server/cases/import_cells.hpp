// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sync/server/cases/import_rows.hpp"

// One cell of a sheet as (part of) an answer.
namespace samen::server {

struct CellPlace {
  int column = 0;
  const ImportTarget* target = nullptr;
};

// The first millisecond (UTC) of a day as people and spreadsheets write it: 2026-12-31, 31-12-2026,
// 31/12/2026, 31.12.2026. Nothing for anything else.
std::optional<std::int64_t> day_in_cell(std::string_view text);

class CellReader {
 public:
  // The three must outlive it.
  CellReader(const ImportWords& words, const std::vector<ImportWord>& said, const forms::Form& form)
      : words_(&words), said_(&said), form_(&form) {}

  // Puts what the cell says into the answers; else the key of what is wrong with it.
  std::optional<std::string> take(const CellPlace& place, std::string_view text,
                                  forms::Answers& answers) const;

  // The words of a cell that answers from a list, each of which means an option of it.
  std::vector<std::string_view> words_in(const CellPlace& place, std::string_view text) const;
  std::optional<int> option_of(const CellPlace& place, std::string_view word) const;

 private:
  struct Meant {
    std::vector<int> options;
    bool unknown = false;
  };
  Meant meant_by(const CellPlace& place, std::string_view text) const;
  std::optional<std::string> take_list(const CellPlace& place, std::string_view text,
                                       forms::Answers& answers) const;
  void take_languages(const CellPlace& place, const std::vector<int>& options,
                      forms::Answers& answers) const;
  std::optional<std::string> take_number(const CellPlace& place, std::string_view text,
                                         forms::Answers& answers) const;
  void take_text(const CellPlace& place, std::string_view text, forms::Answers& answers) const;

  const ImportWords* words_;
  const std::vector<ImportWord>* said_;
  const forms::Form* form_;
};

}  // namespace samen::server
