// SPDX-License-Identifier: Apache-2.0
#include "base/uuid.hpp"

#include "base/encoding.hpp"
#include "base/say.hpp"

namespace samen::base {

Result<Uuid> Uuid::parse(std::string_view text) {
  const auto bad = [] {
    return fail(
        Errc::invalid_input,
        say("not a UUID: expected 36 characters such as 0190a5f4-7c1e-7abc-8def-0123456789ab"));
  };
  if (text.size() != 36) return bad();
  std::string digits;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool dash = i == 8 || i == 13 || i == 18 || i == 23;
    if (dash != (text[i] == '-')) return bad();
    if (!dash && text[i] >= 'A' && text[i] <= 'F') return bad();
    if (!dash) digits += text[i];
  }
  const auto decoded = from_hex(digits);
  if (!decoded) return bad();
  Uuid id;
  std::copy(decoded->begin(), decoded->end(), id.bytes.begin());
  return id;
}

std::string Uuid::str() const {
  std::string text = to_hex(bytes);
  for (const std::size_t at : {20U, 16U, 12U, 8U}) text.insert(at, 1, '-');
  return text;
}

Uuid make_uuid(const Clock& clock, Random& random) {
  Uuid id;
  random.fill(id.bytes);
  auto ms = static_cast<std::uint64_t>(clock.wall_ms());
  for (std::size_t i = 6; i-- > 0; ms >>= 8) id.bytes[i] = static_cast<std::uint8_t>(ms);
  id.bytes[6] = static_cast<std::uint8_t>((id.bytes[6] & 0x0fU) | 0x70U);
  id.bytes[8] = static_cast<std::uint8_t>((id.bytes[8] & 0x3fU) | 0x80U);
  return id;
}

}  // namespace samen::base
