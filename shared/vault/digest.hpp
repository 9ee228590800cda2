// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>

#include "base/encoding.hpp"

namespace samen::vault {

using Digest = std::array<std::uint8_t, 32>;

// SHA-256 (FIPS 180-4) of all the bytes.
Digest sha256(base::ByteView bytes);

// Compares without telling through timing where the first difference is. Different lengths are
// simply unequal: lengths are never secret here.
bool same_bytes(base::ByteView a, base::ByteView b);

// The id of a public key in messages and tables: the first eight bytes of its SHA-256 as sixteen
// hexadecimal digits. An id finds a key; it proves nothing.
std::string key_id(base::ByteView public_key);

}  // namespace samen::vault
