// SPDX-License-Identifier: Apache-2.0
#include "base/form_code.hpp"

#include <algorithm>
#include <iterator>

#include "base/human_code.hpp"

namespace samen::base {

std::string form_code(std::string_view form) {
  const auto* const found = std::ranges::find(kPosterForms, form);
  if (found == std::end(kPosterForms)) return {};
  const auto number = static_cast<std::size_t>(found - std::begin(kPosterForms)) + 1;
  std::string body;
  for (const int shift : {10, 5, 0}) body += kCrockford[number >> shift & 31U];
  // The letter is in the sum, so that no other code with these symbols passes for this one.
  const auto checks = crockford_checks(kFormLetter + body);
  return std::string(1, kFormLetter) + "-" + body + "-" + checks[0] + checks[1];
}

std::optional<std::string_view> parse_form_code(std::string_view typed) {
  const auto symbols = crockford_symbols(typed, kFormSymbols);
  if (symbols && symbols->size() == kFormSymbols) {
    for (const auto form : kPosterForms) {
      // There are two: comparing needs no second way to read the number and its checks.
      if (crockford_symbols(form_code(form), kFormSymbols) == symbols) return form;
    }
  }
  return std::nullopt;
}

}  // namespace samen::base
