// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <charconv>
#include <concepts>
#include <optional>
#include <string_view>
#include <system_error>

namespace samen::base {

// A decimal number that is the whole text: no spaces, no '+', nothing behind it. Nothing when it is
// anything else or does not fit T. The one way from text to a number, because std::stoll ends a
// program that does not expect its exception.
template <std::integral T>
std::optional<T> parse_number(std::string_view text) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [stopped, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || stopped != end || text.empty()) return std::nullopt;
  return value;
}

}  // namespace samen::base
