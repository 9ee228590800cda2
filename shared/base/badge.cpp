// SPDX-License-Identifier: Apache-2.0
#include "base/badge.hpp"

#include <cstdint>

#include "base/say.hpp"

namespace samen::base {
namespace {

constexpr std::string_view kAlphabet = "BCDEFGHJKLNRSTUV";
constexpr std::string_view kPrefix = "SLEUTEL";
static_assert(kBadgeLetters == kPrefix.size() + 2 * kBadgeBytes + 4);

// CRC-16/CCITT-FALSE: polynomial 0x1021, from 0xFFFF. Catches any damage within 16 bits.
std::uint16_t crc16(ByteView bytes) {
  std::uint32_t crc = 0xFFFF;
  for (const std::uint8_t byte : bytes) {
    crc ^= std::uint32_t{byte} << 8;
    for (int bit = 0; bit < 8; ++bit) crc = (crc << 1) ^ ((crc & 0x8000U) != 0 ? 0x1021U : 0U);
    crc &= 0xFFFFU;
  }
  return static_cast<std::uint16_t>(crc);
}

void put_byte(SecretText& out, unsigned byte) {
  out.append(kAlphabet.substr(byte >> 4 & 15U, 1));
  out.append(kAlphabet.substr(byte & 15U, 1));
}

char upper(char c) {
  return c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
}

std::unexpected<Error> not_a_badge() {
  return fail(Errc::invalid_input, say("this is not a staff card, or it was not read well"));
}

}  // namespace

SecretText badge_letters(ByteView secret) {
  SecretText out(kPrefix);
  for (const std::uint8_t byte : secret) put_byte(out, byte);
  const unsigned crc = crc16(secret);
  put_byte(out, crc >> 8);
  put_byte(out, crc & 0xFFU);
  return out;
}

Result<SecretBytes> read_badge(std::string_view letters) {
  SecretBytes bytes;
  std::size_t at = 0;
  unsigned high = 0;
  for (const char typed : letters) {
    if (typed == ' ') continue;
    const char c = upper(typed);
    if (at >= kBadgeLetters) return not_a_badge();
    if (at < kPrefix.size()) {
      if (c != kPrefix[at++]) return not_a_badge();
      continue;
    }
    const auto value = kAlphabet.find(c);
    if (value == std::string_view::npos) return not_a_badge();
    if ((at++ - kPrefix.size()) % 2 == 0) {
      high = static_cast<unsigned>(value) << 4;
    } else {
      bytes.push_back(static_cast<std::uint8_t>(high | static_cast<unsigned>(value)));
    }
  }
  if (at != kBadgeLetters) return not_a_badge();
  const unsigned crc = crc16(ByteView(bytes).first(kBadgeBytes));
  if (bytes[kBadgeBytes] != crc >> 8 || bytes[kBadgeBytes + 1] != (crc & 0xFFU)) {
    return not_a_badge();
  }
  bytes.resize(kBadgeBytes);
  return bytes;
}

}  // namespace samen::base
