// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>

#include "base/clock.hpp"
#include "base/encoding.hpp"
#include "base/random.hpp"
#include "base/secret.hpp"
#include "vault/digest.hpp"

// What a browser has to have signed for us: 32 random bytes, for one use, by one browser, once and
// soon. Nothing is kept of those that were given out, so nobody can push out another's by asking
// for many: a ticket beside each says what it is for, under a key that this process made.
namespace samen::server {

inline constexpr std::int64_t kChallengeMs = 5 * 60 * 1000;

enum class PasskeyUse : std::uint8_t { sign_in, confirm, add };

struct Challenge {
  base::Bytes bytes;
  std::string ticket;  // goes with the form that brings the answer
};

class Challenges {
 public:
  // Both must outlive it.
  Challenges(const base::Clock& clock, base::Random& random);

  // `token`: the cookie's.
  Challenge make(PasskeyUse use, std::string_view token);
  // Whether it was made for this use and this cookie less than five minutes ago, and never taken.
  bool take(PasskeyUse use, std::string_view token, base::ByteView challenge,
            std::string_view ticket);

 private:
  vault::Digest mark(PasskeyUse use, std::string_view token, base::ByteView challenge,
                     std::int64_t until_ms) const;

  const base::Clock& clock_;
  base::Random& random_;
  base::SecretBytes key_;
  std::map<vault::Digest, std::int64_t> taken_;  // until when it could have been taken
};

}  // namespace samen::server
