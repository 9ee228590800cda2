// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "base/secret.hpp"

namespace samen::speech {

// What a voice is given to say instead of what stands on the screen: signs and letters it does not
// know, names it would say in English, codes sign by sign. The rules are data:
// assets/audio/voices.json.
class Pronunciation {
 public:
  static base::Result<Pronunciation> parse(std::string_view json, std::string_view name);
  static base::Result<Pronunciation> load(const std::filesystem::path& file);

  // `voice` is a language tag. Codes in the text ("001-7PY-MCA") are spelled.
  std::string text(std::string_view voice, std::string_view words) const;
  // What somebody typed: numbers digit by digit.
  base::SecretText value(std::string_view voice, std::string_view typed) const;

 private:
  using Rules = std::vector<std::pair<std::string, std::string>>;  // longest first
  struct Voice {
    Rules words;
    std::map<char, std::string> letters;  // what a capital is called, when the voice does not know
  };
  const Voice& voice(std::string_view tag) const;
  template <class Out>
  void say(const Voice& voice, std::string_view words, Out& out) const;
  template <class Out>
  static void spell(const Voice& voice, std::string_view code, Out& out);

  std::map<std::string, Voice, std::less<>> voices_;
  Voice any_;  // a voice without rules of its own
};

// How many bytes at the front of `text` are a code: capitals and digits in groups with dashes.
std::size_t code_at_front(std::string_view text);
// The text is nothing but a code.
bool is_code(std::string_view text);

}  // namespace samen::speech
