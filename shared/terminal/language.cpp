// SPDX-License-Identifier: Apache-2.0
#include "terminal/language.hpp"

#include <cassert>
#include <cstdlib>
#include <optional>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "embedded/dutch_words.hpp"

namespace samen::terminal {
namespace {

constexpr std::string_view kOption = "--language";
constexpr std::string_view kDutch = "nl";
constexpr std::string_view kEnglish = "en";

std::optional<std::string_view> known(std::string_view tag) {
  if (tag == kDutch) return kDutch;
  if (tag == kEnglish) return kEnglish;
  return std::nullopt;
}

// "nl_NL.UTF-8" -> "nl".
std::string_view language_of_locale(std::string_view locale) {
  return locale.substr(0, locale.find_first_of("_.@"));
}

base::SayTable dutch_table() {
  base::SayTable table;
  for (const std::string_view file : dutch_words()) {
    const auto words = nlohmann::json::parse(file, nullptr, false);
    assert(words.is_object());  // lint.command_words reads the same files
    for (const auto& [english, dutch] : words.items()) {
      table.emplace(english, dutch.get<std::string>());
    }
  }
  return table;
}

}  // namespace

std::string_view wanted_language(std::span<const char* const> arguments) {
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    std::string_view word = arguments[i];
    if (word == "--") break;
    if (!word.starts_with(kOption)) continue;
    word.remove_prefix(kOption.size());
    if (word.empty() && i + 1 < arguments.size()) word = arguments[i + 1];
    if (word.starts_with('=')) word.remove_prefix(1);
    if (const auto asked = known(word)) return *asked;
  }
  for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): before any thread
    if (value == nullptr || *value == '\0') continue;
    return known(language_of_locale(value)).value_or(kEnglish);
  }
  return kEnglish;
}

std::string_view choose_language(int argc, const char* const* argv) {
  const auto language = wanted_language({argv, static_cast<std::size_t>(argc)});
  if (language == kDutch) {
    static const base::SayTable kTable = dutch_table();
    base::speak_from(kTable, kDutch);
  }
  return language;
}

}  // namespace samen::terminal
