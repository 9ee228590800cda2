// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/words.hpp"

#include <algorithm>
#include <array>
#include <cassert>
#include <cstdio>
#include <vector>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "domain/values.hpp"
#include "embedded/screen_catalogues.hpp"
#include "i18n/catalogue.hpp"
#include "i18n/message.hpp"
#include "sync/server/cases/reason_words.hpp"

namespace samen::server {

using base::say;
using base::say_count;

namespace {

i18n::Catalogues parsed(std::string_view name, std::string_view content) {
  const i18n::Catalogues::Source file[] = {{std::string(name), std::string(content)}};
  auto catalogues = i18n::Catalogues::parse(file);
  assert(catalogues.has_value());  // the lint of the catalogues reads the same files
  return *std::move(catalogues);
}

// The catalogue of the screens in the language spoken, compiled in: the matcher runs where none is
// installed.
const i18n::Catalogues& catalogue() {
  if (base::spoken_language() == "nl") {
    static const auto dutch = parsed("nl.json", dutch_catalogue());
    return dutch;
  }
  static const auto english = parsed("en.json", english_catalogue());
  return english;
}

std::string list_in_words(const std::vector<std::string>& terms) {
  std::string list;
  for (const auto& term : terms) add_to(list, term_in_words(term));
  return list;
}

}  // namespace

std::string term_in_words(std::string_view key) {
  const auto language = base::spoken_language();
  if (catalogue().has(language, key)) return std::string(catalogue().text(language, key));
  std::string word(key.substr(key.find('.') + 1));
  std::ranges::replace(word, '_', ' ');
  return word;
}

std::string reason_in_words(const domain::Reason& reason) {
  return i18n::without_isolates(
      reason_words(catalogue(), base::spoken_language(), reason, list_in_words));
}

std::string age_in_words(std::int64_t ms) {
  if (const std::int64_t days = ms / base::kDayMs; days > 0) {
    return say_count(days, "1 day", "{} days");
  }
  if (const std::int64_t hours = ms / base::kHourMs; hours > 0) {
    return say_count(hours, "1 hour", "{} hours");
  }
  if (const std::int64_t minutes = ms / 60'000; minutes > 0) {
    return say_count(minutes, "1 minute", "{} minutes");
  }
  if (const std::int64_t seconds = ms / 1'000; seconds > 0) {
    return say_count(seconds, "1 second", "{} seconds");
  }
  return say("a moment");
}

std::string decimal_in_words(double value, int digits) {
  std::array<char, 64> text{};
  std::snprintf(text.data(), text.size(), "%.*f", digits, value);
  std::string words = text.data();
  if (base::spoken_language() == "nl") std::ranges::replace(words, '.', ',');
  return words;
}

void add_to(std::string& list, std::string_view one, std::string_view between) {
  if (!list.empty()) list += between;
  list += one;
}

std::string flush_left(std::string_view words, std::size_t columns) {
  const auto used = domain::code_points(words);
  return std::string(words) + std::string(columns > used ? columns - used : 0, ' ');
}

std::string flush_right(std::string_view words, std::size_t columns) {
  const auto used = domain::code_points(words);
  return std::string(columns > used ? columns - used : 0, ' ') + std::string(words);
}

}  // namespace samen::server
