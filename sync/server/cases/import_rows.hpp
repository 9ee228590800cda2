// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "forms/validate.hpp"
#include "sync/server/cases/import_columns.hpp"
#include "sync/server/store/office_sign_ups.hpp"

// Rows of a sheet as answers of a form, checked as a kiosk checks them. Writes nothing.
namespace samen::server {

// An answer in other words than ours, and what the coordinator says it means.
struct ImportWord {
  int column = 0;
  base::SecretText word;     // as it stands in the first cell that has it
  bool decided = false;      // until then a cell with it does not fit
  std::optional<int> means;  // nothing: it is left out
};

// What the coordinator has said about the file.
struct ImportSetup {
  int form = 0;  // of the FormSet: household, group or single
  std::int64_t centre = 0;
  OfficeConsent consent;
  ColumnTargets columns;
  std::map<int, int> for_all;  // question -> option, or 1 for yes and 0 for no
  bool same_languages = true;  // other adults of a household speak what the first one does
  std::vector<ImportWord> words;
};

struct ImportProblem {
  int column = -1;  // -1: no column answers this question
  // A key of the kiosk's, or one of the office's: "wrong.…", "doubt.…".
  forms::FieldError error;
};

// One line of the sheet.
struct ImportRow {
  std::size_t at = 0;  // of the sheet's rows
  base::Uuid id;       // of the sign-up that it becomes
  std::string language;
  std::int64_t since_ms = 0;
  forms::Answers answers;
  std::vector<ImportProblem> problems;  // none: it fits
  std::vector<ImportProblem> doubts;    // fits, and is worth a look
  bool fits() const { return problems.empty(); }
};

// What reading rows needs at hand.
struct ImportTools {
  const forms::FormSet* forms = nullptr;
  const ImportWords* words = nullptr;
  std::vector<std::string> languages = {};  // that kiosks speak
};

inline constexpr std::size_t kMostUnknownWords = 80;
// Answers of lists, and of yes or no, that nobody can tell the meaning of; no more than that many.
std::vector<ImportWord> unknown_words(const ImportTools& tools, const ImportSetup& setup,
                                      const std::vector<ImportTarget>& targets, const Sheet& sheet);

// Every row below the headings; ids are drawn anew.
std::vector<ImportRow> read_rows(const ImportTools& tools, const ImportSetup& setup,
                                 const std::vector<ImportTarget>& targets, const Sheet& sheet,
                                 Store& store);

// The pieces of a cell that answers several of a list: between ';', ',', '/', '|' and line ends.
std::vector<std::string_view> pieces_of(std::string_view cell);

}  // namespace samen::server
