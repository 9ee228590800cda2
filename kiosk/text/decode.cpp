// SPDX-License-Identifier: Apache-2.0
#include "kiosk/text/decode.hpp"

#include <algorithm>

#include <unicode/utf16.h>
#include <unicode/utf8.h>

#include "kiosk/text/wipe.hpp"

namespace samen::text {
namespace {

constexpr char32_t kReplacement = 0xfffd;

bool is_paragraph_end(char32_t c) {
  return c == '\n' || c == '\r' || c == 0x85 || c == 0x2028 || c == 0x2029;
}

bool vanishes(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

}  // namespace

void Decoded::wipe() {
  wipe_all(units);
  wipe_all(byte_of);
}

void decode(std::string_view utf8, std::size_t limit, Decoded& out) {
  out.units.clear();
  out.byte_of.clear();
  out.cut = utf8.size() > limit;
  const auto* bytes = reinterpret_cast<const std::uint8_t*>(utf8.data());
  auto length = static_cast<std::int32_t>(std::min(utf8.size(), limit));
  if (out.cut) U8_SET_CP_START(bytes, 0, length);
  out.units.reserve(static_cast<std::size_t>(length));
  out.byte_of.reserve(static_cast<std::size_t>(length) + 1);
  for (std::int32_t at = 0; at < length;) {
    const auto start = static_cast<std::uint32_t>(at);
    UChar32 read = 0;
    U8_NEXT(bytes, at, length, read);
    auto c = read < 0 ? kReplacement : static_cast<char32_t>(read);
    if (c == '\r' && at < length && bytes[at] == '\n') ++at;
    if (is_paragraph_end(c)) {
      c = '\n';
    } else if (c == '\t') {
      c = ' ';
    } else if (vanishes(c)) {
      continue;
    }
    if (c > 0xffff) {
      out.units.push_back(U16_LEAD(c));
      out.units.push_back(U16_TRAIL(c));
      out.byte_of.push_back(start);
    } else {
      out.units.push_back(static_cast<char16_t>(c));
    }
    out.byte_of.push_back(start);
  }
  out.byte_of.push_back(static_cast<std::uint32_t>(length));
}

}  // namespace samen::text
