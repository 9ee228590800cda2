// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "forms/form.hpp"
#include "sync/server/cases/import_words.hpp"
#include "sync/server/sheets/sheet.hpp"
#include "sync/server/store/store.hpp"

// Which column of a sheet answers which question of a form.
namespace samen::server {

// What of an answer one column holds.
enum class ImportPart : std::uint8_t {
  whole,
  phone,
  email,
  caseworker,
  fluent,  // languages that are spoken well
  some,    // others, in which a talk works
  dutch,   // how well Dutch goes
  ages,    // of the children, a number each
  band,    // how many children of one age
  consent,
  since  // no answer: the day from which they wait
};

struct ImportTarget {
  std::string id;     // "name", "contact.phone", "children.0_3", "languages.fluent.2" (of adult 2)
  int question = -1;  // of the form; -1: since
  int adult = -1;     // from 0, of questions that are asked of each
  ImportPart part = ImportPart::whole;
  int option = 0;                                // of consent the purpose, of band the band
  const forms::VocabularyView* words = nullptr;  // its answers, where they are from a list
  bool yes_no = false;                           // or yes and no
};
// In the order of the form; of a household's adults the first two.
std::vector<ImportTarget> import_targets(const forms::Form& form);

// A target a column, by its index; -1: the column is not used.
using ColumnTargets = std::vector<int>;
// From what was said of such headings last time, else from the headings themselves. No target
// twice.
base::Result<ColumnTargets> guess_columns(Store& store, const forms::Form& form,
                                          const std::vector<ImportTarget>& targets,
                                          const Sheet& sheet, const ImportWords& words);
// For next time, whoever asks: headings, and nothing of any row. Expects a running transaction.
base::Result<void> keep_columns(Store& store, const forms::Form& form,
                                const std::vector<ImportTarget>& targets, const Sheet& sheet,
                                const ColumnTargets& columns);

// The first row of the sheet.
std::string_view heading_of(const Sheet& sheet, int column);

// Which of the answers that nobody can do without have neither a column nor one answer for all:
// questions of the form.
std::vector<int> uncovered(const forms::Form& form, const std::vector<ImportTarget>& targets,
                           const ColumnTargets& columns, const std::map<int, int>& for_all);
// Whether a question may have one answer for the whole file: choices and yes or no that are asked
// first.
bool may_be_for_all(const forms::Question& question);

}  // namespace samen::server
