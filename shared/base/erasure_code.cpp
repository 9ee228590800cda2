// SPDX-License-Identifier: Apache-2.0
#include "base/erasure_code.hpp"

#include <cassert>

#include "base/human_code.hpp"
#include "base/say.hpp"

namespace samen::base {
namespace {

// The letter comes last in the sum, so that its part of it is never nothing.
char check_of_erasure(std::string_view body) {
  return crockford_check(std::string(body) + kErasureLetter);
}

}  // namespace

std::string erasure_code(ByteView erased_receipt) {
  assert(erased_receipt.size() >= ErasureCodeBytes().size());
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < ErasureCodeBytes().size(); ++i) bits = bits << 8 | erased_receipt[i];
  std::string body;
  for (int shift = 35; shift >= 0; shift -= 5) body += kCrockford[bits >> shift & 31U];
  body += check_of_erasure(body);
  return std::string(1, kErasureLetter) + "-" + body.substr(0, 3) + "-" + body.substr(3, 3) + "-" +
         body.substr(6, 3);
}

Result<ErasureCodeBytes> parse_erasure_code(std::string_view typed) {
  const auto symbols = crockford_symbols(typed, kErasureSymbols);
  if (!symbols) {
    return fail(Errc::invalid_input, say("a code has only the letters and digits that were shown"));
  }
  const std::string& chars = *symbols;
  if (chars.size() != kErasureSymbols || chars.front() != kErasureLetter) {
    return fail(Errc::invalid_input,
                say("a proof of erasing is E and nine letters and digits, like E-K7M-2QX-9FH"));
  }
  const auto body = std::string_view(chars).substr(1, chars.size() - 2);
  if (check_of_erasure(body) != chars.back()) {
    return fail(
        Errc::invalid_input,
        say("this code has a typing mistake: compare it with what was noted letter by letter"));
  }
  std::uint64_t bits = 0;
  for (const char c : body) bits = bits << 5 | static_cast<std::uint64_t>(crockford_value(c));
  ErasureCodeBytes bytes{};
  for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte, bits >>= 8) {
    *byte = static_cast<std::uint8_t>(bits & 0xffU);
  }
  return bytes;
}

}  // namespace samen::base
