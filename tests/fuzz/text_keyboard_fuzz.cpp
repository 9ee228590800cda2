// SPDX-License-Identifier: Apache-2.0
// The input is the content of a keyboard file; what is accepted has no key that leads nowhere.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "kiosk/text/keyboard.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::text;
  const auto keyboard = parse_keyboard({reinterpret_cast<const char*>(data), size}, "fuzzed.json");
  if (!keyboard) return 0;
  if (keyboard->layers.empty()) std::abort();
  for (const auto& layer : keyboard->layers) {
    for (const auto& row : layer.rows) {
      for (const auto& key : row) {
        if (key.kind == KeyKind::layer && keyboard->layer(key.target) == nullptr) std::abort();
        if (key.kind == KeyKind::character && key.output.empty()) std::abort();
        if (!(key.width >= 0.25F && key.width <= 12.0F)) std::abort();
      }
    }
  }
  return 0;
}
