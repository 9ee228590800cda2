// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/encoding.hpp"

// What a browser says of a passkey (WebAuthn Level 2), read and checked. libfido2 knows keys and
// signatures; what an authenticator says of its maker (attestation) is neither asked for nor read.
namespace samen::server {

inline constexpr std::size_t kMaxClientData = 2048;         // bytes, of JSON
inline constexpr std::size_t kMaxAuthenticatorData = 4096;  // an RSA key has some 300
inline constexpr std::size_t kMaxCredentialId = 1023;       // WebAuthn Level 2, section 4
inline constexpr std::size_t kMaxPasskeySignature = 1024;
inline constexpr std::size_t kPasskeyUserBytes = 16;  // an account's id

// Where passkeys of ours are good.
struct PasskeySite {
  std::string host;    // RP ID
  std::string origin;  // "https://office.example:8444"
  // Of the address where browsers find the office; nothing when it has no name: browsers keep no
  // passkeys for a number.
  static std::optional<PasskeySite> of(std::string_view url);
};

// As navigator.credentials.create() and .get() gave them.
struct MadePasskey {
  base::Bytes client_data;
  base::Bytes authenticator_data;
};
struct UsedPasskey {
  base::Bytes credential;
  base::Bytes client_data;
  base::Bytes authenticator_data;
  base::Bytes signature;
  base::Bytes user;  // whose the authenticator says it is; empty: it does not say
};

struct PasskeyKey {
  int algorithm = 0;  // ES256, EdDSA or RS256, as COSE counts them
  base::Bytes bytes;  // as libfido2 takes it
};
struct NewPasskey {
  base::Bytes credential;
  PasskeyKey key;
  std::uint32_t counter = 0;
};

enum class ClientDataType : std::uint8_t { create, get };

// All of these: Errc::invalid_input for what no browser sends, Errc::permission for what was made
// for another address or without looking who is there, Errc::crypto for a signature that does not
// hold.

// The challenge that was answered; of 32 bytes.
base::Result<base::Bytes> challenge_in(const PasskeySite& site, ClientDataType type,
                                       base::ByteView client_data);
base::Result<NewPasskey> read_new_passkey(const PasskeySite& site, const MadePasskey& made);
// The authenticator's counter.
base::Result<std::uint32_t> check_passkey(const PasskeySite& site, const PasskeyKey& key,
                                          const UsedPasskey& used);

}  // namespace samen::server
