// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"

// What somebody who has erased what they told can hold on to. The matcher keeps a hash of their
// receipt (vault/erased_receipt.hpp) and nothing else of them; the code is the beginning of that
// hash, so a kiosk without a network shows it, too, and staff find by it that, and when, everything
// was erased.
namespace samen::base {

inline constexpr char kErasureLetter = 'E';
inline constexpr std::size_t kErasureSymbols = 10;  // without dashes

// E-K7M-2QX-9FH: the letter, the first 40 bits in Crockford's base32, a check character over all.
// `erased_receipt` has at least those five bytes.
std::string erasure_code(ByteView erased_receipt);

// The first bytes of the hash that a typed code stands for; spaces, dashes and letters as in
// HumanCode. Errc::invalid_input: what is wrong with it.
using ErasureCodeBytes = std::array<std::uint8_t, 5>;
Result<ErasureCodeBytes> parse_erasure_code(std::string_view typed);

}  // namespace samen::base
