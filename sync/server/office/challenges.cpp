// SPDX-License-Identifier: Apache-2.0
#include "sync/server/office/challenges.hpp"

#include <algorithm>

#include "base/number.hpp"
#include "vault/keyed_digest.hpp"

namespace samen::server {

namespace {

constexpr std::size_t kChallengeSize = 32;

}  // namespace

Challenges::Challenges(const base::Clock& clock, base::Random& random)
    : clock_(clock), random_(random), key_(vault::make_digest_key(random)) {}

vault::Digest Challenges::mark(PasskeyUse use, std::string_view token, base::ByteView challenge,
                               std::int64_t until_ms) const {
  std::string text = "samen-office-challenge-1\n";
  text += std::to_string(static_cast<int>(use)) + "\n" + std::string(token) + "\n";
  text += std::to_string(until_ms) + "\n" + base::to_hex(challenge);
  return vault::keyed_digest(key_, base::as_bytes(text));
}

Challenge Challenges::make(PasskeyUse use, std::string_view token) {
  Challenge challenge{.bytes = base::Bytes(kChallengeSize), .ticket = {}};
  random_.fill(challenge.bytes);
  const auto until_ms = clock_.mono_ms() + kChallengeMs;
  challenge.ticket =
      std::to_string(until_ms) + "-" + base::to_hex(mark(use, token, challenge.bytes, until_ms));
  return challenge;
}

bool Challenges::take(PasskeyUse use, std::string_view token, base::ByteView challenge,
                      std::string_view ticket) {
  const auto now_ms = clock_.mono_ms();
  // As many as were tried within five minutes, and tries are limited.
  std::erase_if(taken_, [now_ms](const auto& each) { return each.second <= now_ms; });
  const auto dash = std::min(ticket.find('-'), ticket.size());
  const auto until_ms = base::parse_number<std::int64_t>(ticket.substr(0, dash));
  if (!until_ms || dash == ticket.size()) return false;
  const auto right = mark(use, token, challenge, *until_ms);
  if (!vault::same_bytes(base::as_bytes(base::to_hex(right)),
                         base::as_bytes(ticket.substr(dash + 1)))) {
    return false;
  }
  return *until_ms > now_ms && taken_.emplace(right, *until_ms).second;
}

}  // namespace samen::server
