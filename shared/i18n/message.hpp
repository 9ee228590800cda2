// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "i18n/catalogue.hpp"

namespace samen::i18n {

// What a message pattern contains; the result of checking it.
struct PatternParts {
  std::vector<std::string> arguments;  // sorted, unique
  std::vector<std::string> selectors;  // of those, the ones a select asks about
  std::vector<Catalogues::Plural> plurals;
  bool plain = true;  // the pattern is the text: nothing to format
};

// Reads an ICU message pattern. Refuses broken syntax, numbered arguments, dates and times (they
// depend on a calendar and a clock we do not trust) and more arguments than allowed.
base::Result<PatternParts> inspect_pattern(std::string_view pattern, const CatalogueLimits& limits);

// One compiled message of one language. Not for several threads at a time.
class Message {
 public:
  Message(std::string_view pattern, std::string_view language,
          std::span<const std::string> selectors);
  ~Message();
  Message(Message&&) noexcept;
  Message& operator=(Message&&) noexcept;

  // False when the arguments do not fit the pattern (a text where a plural needs a number).
  bool format(std::span<const Argument> arguments, std::string& out) const;

 private:
  struct Compiled;
  std::unique_ptr<Compiled> compiled_;
};

// The text inside FSI..PDI; unpaired isolates in it are dropped or closed so that it cannot reach
// out of its own.
std::string isolated(std::string_view text);

// Without the marks around arguments, where text runs from left to right and they would show, or
// cost: a terminal, a text message.
std::string without_isolates(std::string text);

}  // namespace samen::i18n
