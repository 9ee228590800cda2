// SPDX-License-Identifier: Apache-2.0
#include "kiosk/speech/pronunciation.hpp"

#include <algorithm>
#include <functional>

#include "base/data_file.hpp"
#include "base/file.hpp"
#include "base/say.hpp"
#include "kiosk/speech/script.hpp"

namespace samen::speech {
namespace {

using base::Data;
using base::Result;

constexpr std::size_t kFewestSymbols = 8;  // ours have nine; COVID-19 has seven

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_capital(char c) {
  return c >= 'A' && c <= 'Z';
}
bool is_latin(char c) {
  return is_digit(c) || is_capital(c) || (c >= 'a' && c <= 'z');
}

Result<std::vector<std::pair<std::string, std::string>>> read_rules(const Data& object) {
  if (!object.is(Data::Kind::object))
    return object.wrong(base::say("rules map what is written to what is said"));
  std::vector<std::pair<std::string, std::string>> rules;
  for (const Data& rule : object.items()) {
    SAMEN_TRY(const std::string_view said, rule.text());
    rules.emplace_back(rule.name(), said);
  }
  return rules;
}

void longest_first(std::vector<std::pair<std::string, std::string>>& rules) {
  std::ranges::stable_sort(rules, std::greater{},
                           [](const auto& rule) { return rule.first.size(); });
}

// A rule for a word holds for the whole word: PIN is not in SPIN.
bool stands_alone(std::string_view text, std::size_t at, std::size_t size) {
  const bool glued_before = at > 0 && is_latin(text[at]) && is_latin(text[at - 1]);
  const std::size_t end = at + size;
  const bool glued_after = end < text.size() && is_latin(text[end - 1]) && is_latin(text[end]);
  return !glued_before && !glued_after;
}

}  // namespace

std::size_t code_at_front(std::string_view text) {
  std::size_t symbols = 0;
  std::size_t dashes = 0;
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    if (is_digit(text[at]) || is_capital(text[at])) {
      ++symbols;
    } else if (text[at] == '-' && at > 0 && text[at - 1] != '-') {
      ++dashes;
    } else {
      break;
    }
  }
  if (at < text.size() && is_latin(text[at])) return 0;  // a word goes on
  if (at > 0 && text[at - 1] == '-') --at, --dashes;
  return dashes > 0 && symbols >= kFewestSymbols ? at : 0;
}

bool is_code(std::string_view text) {
  const std::string bare = spoken(text);
  return !bare.empty() && code_at_front(bare) == bare.size();
}

Result<Pronunciation> Pronunciation::parse(std::string_view json, std::string_view name) {
  SAMEN_TRY(const auto file, base::DataFile::parse(json, name));
  const Data& root = file.root();
  SAMEN_CHECK(root.only({"_header", "every", "voices"}));
  Pronunciation out;
  SAMEN_TRY(const Data* every, root.need("every", Data::Kind::object));
  SAMEN_TRY(out.any_.words, read_rules(*every));
  SAMEN_TRY(const Data* voices, root.need("voices", Data::Kind::object));
  for (const Data& entry : voices->items()) {
    SAMEN_CHECK(entry.only({"words", "letters"}));
    Voice voice;
    SAMEN_TRY(const Data* words, entry.need("words", Data::Kind::object));
    SAMEN_TRY(voice.words, read_rules(*words));
    for (const auto& rule : out.any_.words) {
      const auto own = std::ranges::find(voice.words, rule.first, &Rules::value_type::first);
      if (own == voice.words.end()) voice.words.push_back(rule);
    }
    longest_first(voice.words);
    if (const Data* letters = entry.find("letters")) {
      SAMEN_TRY(const auto called, read_rules(*letters));
      for (const auto& [letter, said] : called) {
        if (letter.size() != 1 || !is_capital(letter[0])) {
          return letters->wrong(base::say("letters are capitals from A to Z"));
        }
        voice.letters.emplace(letter[0], said);
      }
    }
    out.voices_.emplace(entry.name(), std::move(voice));
  }
  longest_first(out.any_.words);
  return out;
}

Result<Pronunciation> Pronunciation::load(const std::filesystem::path& file) {
  constexpr std::size_t kMostBytes = 64 * 1024;
  SAMEN_TRY(const std::string json, base::read_file(file, kMostBytes));
  return parse(json, file.filename().string());
}

const Pronunciation::Voice& Pronunciation::voice(std::string_view tag) const {
  auto found = voices_.find(tag);
  if (found == voices_.end()) found = voices_.find(tag.substr(0, tag.find('-')));
  return found == voices_.end() ? any_ : found->second;
}

// Sign by sign with a pause after each and a longer one after a group: nobody writes faster.
template <class Out>
void Pronunciation::spell(const Voice& voice, std::string_view code, Out& out) {
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (code[i] == '-') continue;
    const auto called = voice.letters.find(code[i]);
    out.append(called == voice.letters.end() ? code.substr(i, 1)
                                             : std::string_view(called->second));
    const bool group_ends = i + 1 == code.size() || code[i + 1] == '-';
    out.append(group_ends ? ". " : ", ");
  }
}

template <class Out>
void Pronunciation::say(const Voice& voice, std::string_view words, Out& out) const {
  for (std::size_t at = 0; at < words.size();) {
    const std::string_view rest = words.substr(at);
    const bool word_begins = at == 0 || !is_latin(words[at - 1]);
    if (const std::size_t size = word_begins ? code_at_front(rest) : 0; size > 0) {
      spell(voice, rest.substr(0, size), out);
      at += size;
      continue;
    }
    const auto rule = std::ranges::find_if(voice.words, [&](const auto& one) {
      return rest.starts_with(one.first) && stands_alone(words, at, one.first.size());
    });
    const auto letter =
        stands_alone(words, at, 1) ? voice.letters.find(words[at]) : voice.letters.end();
    if (rule != voice.words.end()) {
      out.append(rule->second);
      at += rule->first.size();
    } else if (letter != voice.letters.end()) {  // "begins with G"
      out.append(letter->second);
      ++at;
    } else {
      out.append(rest.substr(0, 1));
      ++at;
    }
  }
}

std::string Pronunciation::text(std::string_view tag, std::string_view words) const {
  std::string out;
  say(voice(tag), spoken(words), out);
  return out;
}

base::SecretText Pronunciation::value(std::string_view tag, std::string_view typed) const {
  base::SecretText spaced;
  const bool number = std::ranges::count_if(typed, is_digit) >= 3;
  for (std::size_t i = 0; i < typed.size(); ++i) {
    if (number && i > 0 && is_digit(typed[i])) spaced.append(" ");
    spaced.append(typed.substr(i, 1));
  }
  base::SecretText out;
  say(voice(tag), spaced.view(), out);
  return out;
}

}  // namespace samen::speech
