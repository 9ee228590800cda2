// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "forms/form.hpp"
#include "i18n/catalogue.hpp"

// How other people's spreadsheets call what we ask: their headings and answers, as words without
// case, blanks, signs and accents.
namespace samen::server {

// Small Latin letters and digits of a text in any script we know; nothing else of it.
std::string plain_word(std::string_view text);

// As forms::find_vocabulary, with the levels of a language and the blocks of a week too.
const forms::VocabularyView* import_vocabulary(std::string_view prefix);

class ImportWords {
 public:
  // `assets` holds office/import/words.json; `kiosk` what the kiosks call each answer. Errors name
  // the file.
  static base::Result<ImportWords> load(const std::filesystem::path& assets,
                                        const i18n::Catalogues& kiosk);

  // Which target a heading means (import_columns.hpp); empty when nobody can tell.
  std::string target_of(std::string_view heading) const;
  // Which option of the vocabulary an answer means; nothing when nobody can tell.
  std::optional<int> option_of(const forms::VocabularyView& vocabulary,
                               std::string_view answer) const;
  std::optional<bool> yes_or_no(std::string_view answer) const;

 private:
  std::map<std::string, std::string, std::less<>> columns_;                 // plain word -> target
  std::map<std::string, std::map<std::string, int>, std::less<>> answers_;  // prefix -> word
};

}  // namespace samen::server
