// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/import_words.hpp"

#include <algorithm>

#include "base/data_file.hpp"
#include "base/encoding.hpp"
#include "base/say.hpp"
#include "forms/code_points.hpp"
#include "sync/server/cases/latin_letters.hpp"

namespace samen::server {

using base::Data;
using base::Result;

namespace {

constexpr std::size_t kMostWords = 40;  // of one column or answer
constexpr std::string_view kYesNo = "yes_no";
constexpr std::string_view kSpokenHere[] = {"nl", "en"};
// Of one heading in a longer one: "Postcode (4 cijfers)".
constexpr std::size_t kShortestPart = 4;

constexpr forms::VocabularyView kMore[] = {
    {domain::Vocabulary<domain::LanguageLevel>::kPrefix,
     domain::Vocabulary<domain::LanguageLevel>::kNames},
    {domain::Vocabulary<domain::TimeBlock>::kPrefix, domain::Vocabulary<domain::TimeBlock>::kNames},
};

}  // namespace

const forms::VocabularyView* import_vocabulary(std::string_view prefix) {
  const auto* more = std::ranges::find(kMore, prefix, &forms::VocabularyView::prefix);
  return more == std::end(kMore) ? forms::find_vocabulary(prefix) : more;
}

std::string plain_word(std::string_view text) {
  std::string word;
  if (!base::is_utf8(text)) return word;
  for (std::size_t at = 0; at < text.size();) {
    const auto latin = latin_of(forms::next_code_point(text, at));
    for (const auto part : {latin.text, latin.vowel}) {
      for (const char c : part) {
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || static_cast<signed char>(c) < 0) {
          word += c;
        }
      }
    }
  }
  return word;
}

Result<ImportWords> ImportWords::load(const std::filesystem::path& assets,
                                      const i18n::Catalogues& kiosk) {
  SAMEN_TRY(const auto file, base::DataFile::read(assets / "office" / "import" / "words.json"));
  SAMEN_CHECK(file.root().only({"_header", "columns", "answers"}));
  ImportWords words;
  SAMEN_TRY(const Data* columns, file.root().need("columns", Data::Kind::object));
  for (const auto& target : columns->items()) {
    SAMEN_TRY(const auto headings, target.texts(kMostWords));
    for (const auto& heading : headings) {
      words.columns_.emplace(plain_word(heading), std::string(target.name()));
    }
  }
  SAMEN_TRY(const Data* answers, file.root().need("answers", Data::Kind::object));
  for (const auto& answer : answers->items()) {
    SAMEN_TRY(const auto said, answer.texts(kMostWords));
    const auto name = answer.name();
    const auto dot = name.find('.');
    std::string prefix(name.substr(0, dot));
    std::optional<int> option;
    if (dot == std::string_view::npos) {
      prefix = kYesNo;
      option = name == "yes" ? 1 : 0;
    } else if (const auto* vocabulary = import_vocabulary(prefix)) {
      const auto at = std::ranges::find(vocabulary->names, name.substr(dot + 1));
      if (at != vocabulary->names.end()) {
        option = static_cast<int>(at - vocabulary->names.begin());
      }
    }
    if (!option) return answer.wrong(base::say("no question has this answer"));
    for (const auto& word : said) words.answers_[prefix].emplace(plain_word(word), *option);
  }
  for (const auto prefix : {"goal", "interest", "sector", "age", "child", "gender", "arrival",
                            "company", "need", "language", "level", "time"}) {
    const auto* vocabulary = import_vocabulary(prefix);
    if (vocabulary == nullptr) continue;
    for (int option = 0; option < static_cast<int>(vocabulary->names.size()); ++option) {
      auto& known = words.answers_[prefix];
      known.emplace(plain_word(vocabulary->names[static_cast<std::size_t>(option)]), option);
      for (const auto language : kSpokenHere) {
        known.emplace(plain_word(kiosk.text(language, forms::option_key(*vocabulary, option))),
                      option);
      }
    }
  }
  return words;
}

std::string ImportWords::target_of(std::string_view heading) const {
  const auto word = plain_word(heading);
  const auto exact = columns_.find(word);
  if (exact != columns_.end()) return exact->second;
  const std::pair<const std::string, std::string>* best = nullptr;
  for (const auto& known : columns_) {
    if (known.first.size() < kShortestPart || !word.contains(known.first)) continue;
    if (best == nullptr || known.first.size() > best->first.size()) best = &known;
  }
  return best == nullptr ? std::string() : best->second;
}

std::optional<int> ImportWords::option_of(const forms::VocabularyView& vocabulary,
                                          std::string_view answer) const {
  const auto known = answers_.find(vocabulary.prefix);
  if (known == answers_.end()) return std::nullopt;
  const auto word = plain_word(answer);
  const auto found = known->second.find(word.empty() ? std::string(answer) : word);
  return found == known->second.end() ? std::nullopt : std::optional(found->second);
}

std::optional<bool> ImportWords::yes_or_no(std::string_view answer) const {
  const auto& known = answers_.find(kYesNo)->second;
  const auto found = known.find(plain_word(answer));
  return found == known.end() ? std::nullopt : std::optional(found->second == 1);
}

}  // namespace samen::server
