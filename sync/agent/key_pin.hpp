// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <optional>

#include "base/encoding.hpp"

struct ssl_ctx_st;

namespace samen::agent {

// The SHA-256 of a TLS key's SubjectPublicKeyInfo (the value of RFC 7469's pin-sha256).
using KeyDigest = std::array<std::uint8_t, 32>;

// Which key the server must show: the whole digest, or only its first bytes while the enrolment
// code is all that is known (80 bits: finding a second key with the same prefix costs 2^80 tries).
class KeyPin {
 public:
  // At least 10 and at most 32 bytes; nothing otherwise.
  static std::optional<KeyPin> from_prefix(base::ByteView first_bytes);

  // Accepts one more key, named by its whole digest: the next one, announced ahead.
  void also_accept(const KeyDigest& next) { next_ = next; }

  bool matches(const KeyDigest& shown) const;
  bool is_whole() const { return length_ == 32; }
  const KeyDigest& digest() const { return digest_; }  // whole digest only when is_whole()
  const std::optional<KeyDigest>& next() const { return next_; }

 private:
  KeyDigest digest_{};
  std::size_t length_ = 0;
  std::optional<KeyDigest> next_;
};

// What a handshake showed. Lives as long as the SSL_CTX that writes to it.
struct ShownKey {
  KeyPin pin;
  std::optional<KeyDigest> digest;  // set as soon as the server's certificate has been read
  bool refused = false;             // the last key shown was not the pinned one
  // What the other side said before the connection failed.
  bool not_tls = false;  // its first bytes are no TLS record: a sign-in page, another service
  bool alert = false;    // one of the two broke the handshake off with a reason

  void begin() { refused = not_tls = alert = false; }
};

// Makes `context` refuse, inside the handshake and so before one byte of the request leaves, every
// server whose key does not match. Replaces the usual chain, name and date checks: the pin names
// one key, so a certificate authority, a host name or a wrong clock have no say.
void require_pin(ssl_ctx_st* context, ShownKey& shown);

}  // namespace samen::agent
