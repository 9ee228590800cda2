// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>

#include "base/clock.hpp"

namespace samen::server {

// Token buckets, one a key: `burst` at once, then one every `refill_ms`. Lives in memory; holds at
// most a few thousand keys and forgets the ones that are full again.
class RateLimit {
 public:
  RateLimit(const base::Clock& clock, int burst, std::int64_t refill_ms)
      : clock_(clock), burst_(burst), refill_ms_(refill_ms) {}

  // Is there a token for this key? Takes none.
  bool allows(std::string_view key) const { return retry_after_ms(key) == 0; }
  // Takes so many tokens, or none when there are fewer; false then.
  bool take(std::string_view key, int tokens = 1);
  // 0 when so many tokens are there now.
  std::int64_t retry_after_ms(std::string_view key, int tokens = 1) const;

 private:
  // When the bucket will be full again, in monotonic milliseconds: one number says it all.
  std::int64_t full_at(std::string_view key) const;
  void forget_full_ones();

  static constexpr std::size_t kMaxKeys = 4096;
  const base::Clock& clock_;
  int burst_;
  std::int64_t refill_ms_;
  std::unordered_map<std::string, std::int64_t> full_at_;
};

}  // namespace samen::server
