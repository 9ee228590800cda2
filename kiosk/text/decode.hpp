// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

namespace samen::text {

// Text as the shaping libraries want it: UTF-16, and for each unit the byte it came from.
struct Decoded {
  std::vector<char16_t> units;
  std::vector<std::uint32_t> byte_of;  // units.size() + 1 entries; the last is the bytes read
  bool cut = false;                    // longer than the limit

  std::size_t size() const { return units.size(); }
  void wipe();  // overwrites both, keeps the room
};

// Fills `out` from UTF-8 of any quality: each broken sequence becomes one U+FFFD (the maximal
// subparts of Unicode 15, section 3.9), CR, CR LF, U+2028 and U+2029 become LF, a tab a space, and
// other control characters vanish. Reads at most `limit` bytes. Never moves its buffers while
// filling, so that wiping them leaves nothing behind.
void decode(std::string_view utf8, std::size_t limit, Decoded& out);

}  // namespace samen::text
