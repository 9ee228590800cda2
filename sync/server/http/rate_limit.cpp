// SPDX-License-Identifier: Apache-2.0
#include "sync/server/http/rate_limit.hpp"

#include <algorithm>

namespace samen::server {

std::int64_t RateLimit::full_at(std::string_view key) const {
  const std::int64_t now = clock_.mono_ms();
  const auto found = full_at_.find(std::string(key));
  return found == full_at_.end() ? now : std::max(now, found->second);
}

std::int64_t RateLimit::retry_after_ms(std::string_view key, int tokens) const {
  // A bucket of `burst` tokens has n left while it is full again within burst - n refills.
  return std::max<std::int64_t>(0,
                                full_at(key) - clock_.mono_ms() - (burst_ - tokens) * refill_ms_);
}

bool RateLimit::take(std::string_view key, int tokens) {
  if (retry_after_ms(key, tokens) > 0) return false;
  const std::int64_t full = full_at(key) + tokens * refill_ms_;
  if (full_at_.size() >= kMaxKeys) forget_full_ones();
  full_at_[std::string(key)] = full;
  return true;
}

void RateLimit::forget_full_ones() {
  const std::int64_t now = clock_.mono_ms();
  std::erase_if(full_at_, [now](const auto& entry) { return entry.second <= now; });
  // Somebody plays with thousands of addresses: starting over is cheaper than keeping them.
  if (full_at_.size() >= kMaxKeys) full_at_.clear();
}

}  // namespace samen::server
