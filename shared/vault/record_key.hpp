// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Keys that are thrown away so that what lies under them is gone, wherever a copy of it may be:
// XChaCha20-Poly1305-IETF with a random nonce in front (libsodium's aead, RFC 8439 with the longer
// nonce). `associated` is not in the result and has to be the same again: it says where something
// belongs, so that nothing can be put in the place of something else.
namespace samen::vault {

inline constexpr std::size_t kRecordKeyBytes = 32;
inline constexpr std::size_t kUnderKeyOverhead = 40;  // nonce and tag

base::SecretBytes make_record_key();
// Another key for each purpose, from one secret of 32 bytes (BLAKE2b with that key).
base::SecretBytes derive_key(base::ByteView secret, std::string_view purpose);

base::Bytes seal_under(const base::SecretBytes& key, base::ByteView associated,
                       base::ByteView clear);
// Errc::crypto when it was sealed under another key, or belongs elsewhere, or was altered.
base::Result<base::SecretBytes> open_under(const base::SecretBytes& key, base::ByteView associated,
                                           base::ByteView sealed);

}  // namespace samen::vault
