// SPDX-License-Identifier: Apache-2.0
#include "terminal/option_words.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

#include <CLI/CLI.hpp>

#include "base/say.hpp"

namespace samen::terminal {
namespace {

using base::say;
using base::to_say;

// Sentences of CLI11 (Error.hpp, Validators.hpp), with {} where a name or a value stands.
constexpr std::array kSentences = {
    to_say("A subcommand is required"),
    to_say("{} is required"),
    to_say("The following argument was not expected: {}"),
    to_say("The following arguments were not expected: {}"),
    to_say("{} requires {}"),
    to_say("{} excludes {}"),
    to_say("{}: {} required {} missing"),
    to_say("{}: At least {} required but received {}"),
    to_say("{}: At Most {} required but received {}"),
    to_say("Expected exactly {} arguments to {}, got {}"),
    to_say("Expected at least {} arguments to {}, got {}"),
    to_say("Could not convert: {} = {}"),
    to_say("The value {} is not an allowed value for {}"),
    to_say("{}: Value {} not in range {} to {}"),
    to_say("{}: {} not in {}"),
    to_say("{}: File does not exist: {}"),
    to_say("{}: File is actually a directory: {}"),
    to_say("{}: Directory does not exist: {}"),
    to_say("{}: Directory is actually a file: {}"),
    to_say("{}: Path already exists: {}"),
};

// What stands in the places of `sentence` when `text` is that sentence; nothing otherwise.
std::optional<std::vector<std::string>> filled_in(std::string_view sentence,
                                                  std::string_view text) {
  constexpr std::string_view kPlace = "{}";
  std::vector<std::string> parts;
  const std::size_t begin = sentence.find(kPlace);
  if (begin == sentence.npos) {
    return text == sentence ? std::optional(parts) : std::nullopt;
  }
  if (!text.starts_with(sentence.substr(0, begin))) return std::nullopt;
  text.remove_prefix(begin);
  sentence.remove_prefix(begin);
  while (!sentence.empty()) {  // begins with a place
    sentence.remove_prefix(kPlace.size());
    const std::string_view words = sentence.substr(0, sentence.find(kPlace));
    // The last words end the text; words between two places are the next that read so.
    const bool last = words.size() == sentence.size();
    const std::size_t end = last ? (text.ends_with(words) ? text.size() - words.size() : text.npos)
                                 : text.find(words, 1);
    if (end == text.npos || end == 0) return std::nullopt;
    parts.emplace_back(text.substr(0, end));
    text.remove_prefix(end + words.size());
    sentence.remove_prefix(words.size());
  }
  return parts;
}

std::string told_of_failure(const CLI::App* app, const CLI::Error& error) {
  std::string words = option_error_in_words(error.what()) + "\n";
  const auto* help = app->get_help_ptr();
  if (help != nullptr) words += say("Run with {} for more information.", help->get_name()) + "\n";
  return words;
}

// The headings of groups are names of the parser's own.
class Headings : public CLI::Formatter {
 public:
  std::string make_group(std::string group, bool is_positional,
                         std::vector<const CLI::Option*> options) const override {
    return Formatter::make_group(say(group), is_positional, std::move(options));
  }
  std::string make_subcommands(const CLI::App* app, CLI::AppFormatMode mode) const override {
    const std::string heading = "\n" + std::string(kSubcommands) + ":\n";
    std::string list = Formatter::make_subcommands(app, mode);
    if (list.starts_with(heading))
      list.replace(0, heading.size(), "\n" + say(kSubcommands) + ":\n");
    return list;
  }

 private:
  static constexpr std::string_view kSubcommands = to_say("Subcommands");
};

std::shared_ptr<CLI::Formatter> formatter_in_words() {
  auto formatter = std::make_shared<Headings>();
  for (const std::string_view label :
       {to_say("Usage"), to_say("Options"), to_say("OPTIONS"), to_say("Positionals"),
        to_say("SUBCOMMAND"), to_say("SUBCOMMANDS"), to_say("REQUIRED"), to_say("Needs"),
        to_say("Excludes"), to_say("TEXT"), to_say("INT"), to_say("UINT"), to_say("FLOAT"),
        to_say("FILE"), to_say("DIR"), to_say("PATH")}) {
    formatter->label(std::string(label), say(label));
  }
  return formatter;
}

void put_into_words(CLI::App& app, const std::shared_ptr<CLI::Formatter>& formatter, bool shown) {
  constexpr const char* kLanguage = "--language";
  app.formatter(formatter);
  app.failure_message(told_of_failure);
  if (auto* help = app.get_help_ptr()) help->description(say("Print this help message and exit"));
  if (auto* version = app.get_version_ptr()) {
    version->description(say("Display program version information and exit"));
  }
  if (app.get_option_no_throw(kLanguage) == nullptr) {
    auto* language = app.add_option_function<std::string>(
        kLanguage, [](const std::string&) {},
        say("language of these words: nl or en (default: the locale's)"));
    language->type_name("nl|en")->check([](const std::string& word) {
      return word == "nl" || word == "en" ? "" : say("--language takes nl or en, not {}", word);
    });
    if (!shown) language->group("");
  }
  for (CLI::App* below : app.get_subcommands({})) put_into_words(*below, formatter, false);
}

}  // namespace

void speak_of_options(CLI::App& app) {
  put_into_words(app, formatter_in_words(), true);
}

std::string option_error_in_words(const std::string& told) {
  // What the parser puts before the words of an option that no help shows.
  const std::string_view english = std::string_view(told).substr(told.starts_with(": ") ? 2 : 0);
  for (const std::string_view sentence : kSentences) {
    if (const auto parts = filled_in(sentence, english)) {
      std::vector<std::string> shown;
      for (const auto& part : *parts) shown.emplace_back(base::translated(part));  // TEXT, INT
      return base::fill_in(base::translated(sentence), shown);
    }
  }
  return std::string(english);
}

}  // namespace samen::terminal
