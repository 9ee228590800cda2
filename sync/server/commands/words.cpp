// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <vector>

#include "embedded/english_catalogue.hpp"
#include "i18n/catalogue.hpp"
#include "i18n/message.hpp"
#include "sync/server/cases/reason_words.hpp"

namespace samen::server {
namespace {

constexpr std::string_view kEnglish = "en";

// The catalogue of the screens, compiled in: the matcher runs where none is installed.
const i18n::Catalogues& catalogue() {
  static const auto loaded = [] {
    const i18n::Catalogues::Source file[] = {{"en.json", std::string(english_catalogue())}};
    return i18n::Catalogues::parse(file);
  }();
  assert(loaded.has_value());  // the lint of the catalogues reads the same file
  return *loaded;
}

std::string list_in_words(const std::vector<std::string>& terms) {
  std::string list;
  for (const auto& term : terms) {
    if (!list.empty()) list += ", ";
    list += term_in_words(term);
  }
  return list;
}

}  // namespace

std::string term_in_words(std::string_view key) {
  if (catalogue().has(kEnglish, key)) return std::string(catalogue().text(kEnglish, key));
  std::string word(key.substr(key.find('.') + 1));
  std::ranges::replace(word, '_', ' ');
  return word;
}

std::string reason_in_words(const domain::Reason& reason) {
  return i18n::without_isolates(reason_words(catalogue(), kEnglish, reason, list_in_words));
}

std::string age_in_words(std::int64_t ms) {
  struct Unit {
    std::int64_t ms;
    std::string_view name;
  };
  static constexpr std::array<Unit, 4> kUnits = {
      {{86'400'000, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}}};
  for (const auto& unit : kUnits) {
    const std::int64_t count = ms / unit.ms;
    if (count < 1) continue;
    return std::to_string(count) + " " + std::string(unit.name) + (count == 1 ? "" : "s");
  }
  return "a moment";
}

}  // namespace samen::server
