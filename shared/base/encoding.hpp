// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"

namespace samen::base {

using Bytes = std::vector<std::uint8_t>;
using ByteView = std::span<const std::uint8_t>;

inline ByteView as_bytes(std::string_view text) {
  return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}
inline std::string_view as_text(ByteView bytes) {
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

// Lower-case hexadecimal (RFC 4648 section 8, lower case).
std::string to_hex(ByteView bytes);
Result<Bytes> from_hex(std::string_view text);

// Base64 with padding (RFC 4648 section 4). Decoding refuses white space, missing padding and
// non-zero trailing bits, so that one value has one spelling.
std::string to_base64(ByteView bytes);
Result<Bytes> from_base64(std::string_view text);

// True when the bytes are well-formed UTF-8 (Unicode 15, table 3-7).
bool is_utf8(std::string_view text);

}  // namespace samen::base
