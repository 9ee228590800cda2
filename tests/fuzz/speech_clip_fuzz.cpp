// SPDX-License-Identifier: Apache-2.0
// A recording from the assets folder: whatever the bytes, decoding ends within the limits.
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <vector>

#include "kiosk/speech/clip.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace samen::speech;
  constexpr std::size_t kSeconds = 2;
  auto clip = Clip::parse({data, data + size}, {.file_bytes = 64 << 10, .seconds = kSeconds});
  if (!clip) return 0;
  std::array<std::int16_t, 4096> samples{};
  std::size_t total = 0;
  for (;;) {
    const auto got = clip->read(samples);
    if (!got || *got == 0) break;
    total += *got;
    if (total > kSeconds * Clip::kRate) std::abort();
  }
  return 0;
}
