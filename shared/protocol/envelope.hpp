// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "vault/digest.hpp"
#include "vault/sign.hpp"

namespace samen::protocol {

// What leaves a kiosk. Everything about people is inside `body`; the courier and any proxy learn
// a padded size, an order and a time.
struct Envelope {
  base::Uuid id;
  base::Uuid device;
  std::int64_t seq = 0;          // gap-free per device, see sequence.hpp
  std::string key_id;            // which of the matcher's keys the body is sealed to
  base::Stamp stamp;             // when the device made it, by its own clock
  base::Bytes body;              // a sealed box around the padded record
  vault::Signature signature{};  // the device's, over canonical()

  // The bytes that are signed: these lines, each ended by a line feed, all ASCII:
  //   samen-envelope-1
  //   id, device (RFC 9562 text)
  //   seq (decimal)
  //   key_id
  //   boot id (32 hexadecimal digits), monotonic ms, wall ms, trusted (1 or 0)
  //   SHA-256 of the body (64 hexadecimal digits)
  // The signature itself is not among them.
  base::Bytes canonical() const;

  // SHA-256 of canonical(): what receipts name. Same id with another hash is a conflict.
  vault::Digest hash() const;

  bool operator==(const Envelope&) const = default;
};

inline constexpr std::size_t kMaxBodyBytes = 65536 + 48;  // largest bucket and the box around it
inline constexpr std::size_t kMaxKeyIdBytes = 64;

// Fills in the signature.
void sign_envelope(Envelope& envelope, const vault::SigningKey& device_key);

// Errc::crypto when the signature is not the device's over exactly this envelope;
// Errc::invalid_input when a field breaks the format (sequence below 1, key id with other
// characters than letters, digits, '.', '_', '-').
base::Result<void> verify_envelope(const Envelope& envelope, const vault::VerifyKey& device_key);

}  // namespace samen::protocol
