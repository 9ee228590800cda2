// SPDX-License-Identifier: Apache-2.0
// The input is "<pattern>\n<argument>": a message pattern of a catalogue and a text put into it.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "base/encoding.hpp"
#include "i18n/message.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::i18n;
  const std::string_view input(reinterpret_cast<const char*>(data), size);
  const auto newline = input.find('\n');
  const auto pattern = input.substr(0, newline);
  const auto value = newline == input.npos ? std::string_view() : input.substr(newline + 1);
  const auto parts = inspect_pattern(pattern.substr(0, 4096), {});
  if (!parts) return 0;
  for (const char* language : {"nl", "ar"}) {
    const Message message(pattern.substr(0, 4096), language, parts->selectors);
    std::vector<Argument> arguments;
    for (const auto& name : parts->arguments) arguments.push_back({name, value});
    std::string out;
    message.format(arguments, out);
    for (auto& argument : arguments) argument.value = static_cast<std::int64_t>(size);
    message.format(arguments, out);
    if (!samen::base::is_utf8(out)) std::abort();
  }
  // Whatever the value, its isolates are balanced.
  int depth = 0;
  const auto wrapped = isolated(value);
  for (std::size_t at = 0; at < wrapped.size(); ++at) {
    const auto three = std::string_view(wrapped).substr(at, 3);
    if (three == "\u2066" || three == "\u2067" || three == "\u2068") ++depth;
    if (three == "\u2069") --depth;
    if (depth < 0 || (depth == 0 && at + 3 < wrapped.size())) std::abort();
    if (three.size() == 3 && depth == 0) break;
  }
  if (depth != 0) std::abort();
  return 0;
}
