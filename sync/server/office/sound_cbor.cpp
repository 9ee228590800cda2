// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/sound_cbor.hpp"

#include <cstdint>
#include <optional>

namespace samen::server {

namespace {

constexpr int kMostLevels = 4;

// The number in or behind the first byte of an item; takes both off. Nothing when it is cut off or
// says "until the end".
std::optional<std::uint64_t> take_number(base::ByteView& bytes) {
  const unsigned low = bytes[0] & 0x1FU;
  bytes = bytes.subspan(1);
  if (low < 24) return low;
  if (low > 27) return std::nullopt;
  const std::size_t size = std::size_t{1} << (low - 24);
  if (bytes.size() < size) return std::nullopt;
  std::uint64_t number = 0;
  for (const auto byte : bytes.first(size)) number = number << 8U | byte;
  bytes = bytes.subspan(size);
  return number;
}

bool take_item(base::ByteView& bytes, int levels) {
  if (bytes.empty() || levels == 0) return false;
  const unsigned kind = bytes[0] >> 5U;
  const auto number = take_number(bytes);
  if (!number) return false;
  switch (kind) {
    case 2:  // bytes
    case 3:  // text
      if (*number > bytes.size()) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(*number));
      return true;
    case 4:    // list
    case 5: {  // map: two items each
      const std::uint64_t each = kind == 5 ? 2 : 1;
      if (*number > bytes.size() / each) return false;
      for (std::uint64_t i = 0; i < *number * each; ++i) {
        if (!take_item(bytes, levels - 1)) return false;
      }
      return true;
    }
    case 6:  // tag: no authenticator writes any
      return false;
    default:  // a whole number, true, false
      return true;
  }
}

}  // namespace

bool is_sound_cbor(base::ByteView bytes, std::size_t items) {
  for (std::size_t i = 0; i < items; ++i) {
    if (!take_item(bytes, kMostLevels)) return false;
  }
  return bytes.empty();
}

}  // namespace samen::server
