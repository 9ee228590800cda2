// SPDX-License-Identifier: Apache-2.0
#include "base/encoding.hpp"

#include <algorithm>

#include <sodium.h>

#include "base/say.hpp"

namespace samen::base {

// Nothing has no address, and libsodium wants one: empty stays with us.

std::string to_hex(ByteView bytes) {
  if (bytes.empty()) return {};
  std::string out(bytes.size() * 2 + 1, '\0');
  sodium_bin2hex(out.data(), out.size(), bytes.data(), bytes.size());
  out.pop_back();  // the library's closing zero
  return out;
}

Result<Bytes> from_hex(std::string_view text) {
  if (text.empty()) return Bytes{};
  if (text.size() % 2 != 0)
    return fail(Errc::invalid_input, say("hexadecimal text has an odd length"));
  Bytes out(text.size() / 2);
  const char* end = text.data();
  std::size_t read = 0;
  sodium_hex2bin(out.data(), out.size(), text.data(), text.size(), nullptr, &read, &end);
  if (read != out.size()) {
    return fail(Errc::invalid_input,
                say("not a hexadecimal digit at position {}", end - text.data()));
  }
  return out;
}

std::string to_base64(ByteView bytes) {
  if (bytes.empty()) return {};
  std::string out(sodium_base64_encoded_len(bytes.size(), sodium_base64_VARIANT_ORIGINAL), '\0');
  sodium_bin2base64(out.data(), out.size(), bytes.data(), bytes.size(),
                    sodium_base64_VARIANT_ORIGINAL);
  out.pop_back();
  return out;
}

Result<Bytes> from_base64(std::string_view text) {
  if (text.empty()) return Bytes{};
  if (text.size() % 4 != 0) {
    return fail(Errc::invalid_input, say("base64 text is not a multiple of four characters long"));
  }
  // libsodium 1.0.18 takes some bytes beyond ASCII for digits.
  const auto beyond = std::ranges::find_if(text, [](char c) { return (c & 0x80) != 0; });
  if (beyond != text.end()) {
    return fail(Errc::invalid_input,
                say("not a base64 character at position {}", beyond - text.begin()));
  }
  Bytes out(text.size() / 4 * 3);
  const char* end = text.data();
  std::size_t read = 0;
  const int wrong = sodium_base642bin(out.data(), out.size(), text.data(), text.size(), nullptr,
                                      &read, &end, sodium_base64_VARIANT_ORIGINAL);
  const auto at = static_cast<std::size_t>(end - text.data());
  if (at != text.size()) {
    return fail(Errc::invalid_input, say("not a base64 character at position {}", at));
  }
  if (wrong != 0) {
    return fail(Errc::invalid_input, say("base64 text ends in unused bits that are not zero"));
  }
  out.resize(read);
  return out;
}

bool is_utf8(std::string_view text) {
  const auto* p = reinterpret_cast<const std::uint8_t*>(text.data());
  const auto* end = p + text.size();
  while (p < end) {
    const std::uint8_t lead = *p++;
    if (lead < 0x80) continue;
    int more = 0;
    std::uint8_t low = 0x80;
    std::uint8_t high = 0xbf;
    if (lead >= 0xc2 && lead <= 0xdf) {
      more = 1;
    } else if (lead >= 0xe0 && lead <= 0xef) {
      more = 2;
      if (lead == 0xe0) low = 0xa0;
      if (lead == 0xed) high = 0x9f;
    } else if (lead >= 0xf0 && lead <= 0xf4) {
      more = 3;
      if (lead == 0xf0) low = 0x90;
      if (lead == 0xf4) high = 0x8f;
    } else {
      return false;
    }
    for (int i = 0; i < more; ++i) {
      if (p == end || *p < low || *p > high) return false;
      low = 0x80;
      high = 0xbf;
      ++p;
    }
  }
  return true;
}

}  // namespace samen::base
