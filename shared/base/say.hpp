// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <concepts>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>

// What programs say at a terminal. The English stands where it is said and is its own key; other
// languages are tables from English to theirs (assets/commands), of which main() takes one at the
// start. So a room without a table, a test, a log of a service say English, and no word is missing.
namespace samen::base {

using SayTable = std::map<std::string, std::string, std::less<>>;

// From here on in `language` ("nl") with the words of `table`; both have to live as long as anybody
// says something. Before there is a second thread.
void speak_from(const SayTable& table, std::string_view language);
// At any time: what runs on and writes a log goes back to it.
void speak_english();

// Which language that is, for who has words in catalogues of their own.
std::string_view spoken_language();

// A text without arguments in the language spoken; as it is when the table does not have it. The
// view lives as long as the table or, for English, as `english`.
std::string_view translated(std::string_view english);

// Marks a text that lies in a constant and is translated() where it is said.
consteval std::string_view to_say(const char* english) {
  return english;
}

// `pattern` with {} replaced by the arguments in their order, or {0}, {1} by their number; a
// placeholder without an argument stays as it is.
std::string fill_in(std::string_view pattern, std::span<const std::string> arguments);

namespace detail {
template <class T>
std::string said(const T& value) {
  if constexpr (std::integral<T> && !std::same_as<T, char>) {
    return std::to_string(value);
  } else if constexpr (std::same_as<T, std::filesystem::path>) {
    return value.string();
  } else if constexpr (std::same_as<T, char>) {
    return std::string(1, value);
  } else {
    return std::string(std::string_view(value));
  }
}
}  // namespace detail

// say("kiosk {} is not heard since {}", name, day). Whole sentences, never parts put together:
// Dutch has another order.
template <class... Arguments>
std::string say(std::string_view english, const Arguments&... arguments) {
  if constexpr (sizeof...(arguments) == 0) {
    return std::string(translated(english));
  } else {
    const std::string texts[] = {detail::said(arguments)...};
    return fill_in(translated(english), texts);
  }
}

// say_count(days, "since one day", "since {} days"): {0} is the count, {1} the first of the others.
template <class... Arguments>
std::string say_count(std::int64_t count, std::string_view one, std::string_view many,
                      const Arguments&... arguments) {
  const std::string texts[] = {std::to_string(count), detail::said(arguments)...};
  return fill_in(translated(count == 1 ? one : many), texts);
}

}  // namespace samen::base
