// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// The secret of a staff card as a card reader types it: "SLEUTEL" (so that no other card is taken
// for one), 32 letters for 128 bits, four letters of CRC-16 against misreading.
//
// A reader acts as a keyboard of its own layout, the kiosk has another one, and nobody at a centre
// can mend that. So there are only letters, in any case, and only those sixteen that have the same
// key on QWERTY, QWERTZ, AZERTY and Turkish keyboards: no A, M, Q, W, Y, Z, no I, no digits (which
// AZERTY shifts) and no dash. The idea is the "modhex" of the YubiKey
// (https://docs.yubico.com/yesdk/users-manual/application-otp/modhex.html), less its I.
namespace samen::base {

inline constexpr std::size_t kBadgeBytes = 16;
inline constexpr std::size_t kBadgeLetters = 43;

// `secret` has kBadgeBytes.
SecretText badge_letters(ByteView secret);

// Takes lower case and spaces. Errc::invalid_input for anything that is not a whole, well read
// badge; the error never repeats the input.
Result<SecretBytes> read_badge(std::string_view letters);

}  // namespace samen::base
