// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/backoff.hpp"

#include <algorithm>

namespace samen::agent {

using std::chrono::milliseconds;

milliseconds Backoff::next(milliseconds cap, milliseconds at_least) {
  const milliseconds longest = std::min(cap, limits_.longest);
  const int doublings = std::min(failures_, 20);
  ++failures_;
  const milliseconds ceiling = std::clamp(limits_.first * (std::int64_t{1} << doublings),
                                          milliseconds(1), std::max(longest, milliseconds(1)));
  const milliseconds floor = std::min(limits_.first / 10, ceiling);
  const auto span = static_cast<std::uint64_t>((ceiling - floor).count()) + 1;
  const milliseconds drawn = floor + milliseconds(random_.below(span));
  return std::max(drawn, std::min<milliseconds>(at_least, kLongestAsked));
}

}  // namespace samen::agent
