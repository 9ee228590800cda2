// SPDX-License-Identifier: Apache-2.0
#include "base/say.hpp"

#include <atomic>
#include <charconv>

namespace samen::base {
namespace {

struct Spoken {
  const SayTable* table = nullptr;
  std::string_view language = "en";
};
constexpr Spoken kSpokenEnglish;
std::atomic<const Spoken*> spoken = &kSpokenEnglish;

}  // namespace

void speak_from(const SayTable& table, std::string_view language) {
  static Spoken other;
  other = {&table, language};
  spoken.store(&other);
}

void speak_english() {
  spoken.store(&kSpokenEnglish);
}

std::string_view spoken_language() {
  return spoken.load()->language;
}

std::string_view translated(std::string_view english) {
  const SayTable* table = spoken.load()->table;
  if (table == nullptr) return english;
  const auto found = table->find(english);
  return found == table->end() ? english : std::string_view(found->second);
}

std::string fill_in(std::string_view pattern, std::span<const std::string> arguments) {
  std::string text;
  std::size_t next = 0;
  std::size_t from = 0;
  for (std::size_t at = pattern.find('{'); at != pattern.npos; at = pattern.find('{', at + 1)) {
    const std::size_t end = pattern.find('}', at);
    if (end == pattern.npos) break;
    const std::string_view inside = pattern.substr(at + 1, end - at - 1);
    std::size_t index = next;
    if (!inside.empty()) {
      const auto [stop, error] = std::from_chars(inside.begin(), inside.end(), index);
      if (error != std::errc() || stop != inside.end()) continue;  // a brace of its own
    }
    if (index >= arguments.size()) continue;
    if (inside.empty()) ++next;
    text += pattern.substr(from, at - from);
    text += arguments[index];
    from = end + 1;
  }
  text += pattern.substr(from);
  return text;
}

}  // namespace samen::base
