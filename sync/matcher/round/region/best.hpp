// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <vector>

namespace samen::matcher::region {

// A pair found by a look at a household's pairs: the household's rank of it, then which.
struct Found {
  std::int64_t rank;  // larger is better
  std::uint32_t position;
  std::uint16_t score;
};

// The best so many of what one household is offered.
class Best {
 public:
  void start(std::size_t keep) {
    keep_ = keep;
    found_.clear();
    bar_ = kNoBar;
  }
  void offer(const Found& found) {
    if (found.rank < bar_) return;
    found_.push_back(found);
    if (found_.size() >= 4 * keep_) cut();
  }
  // What is left, by position.
  const std::vector<Found>& take() {
    cut();
    std::ranges::sort(found_, {}, &Found::position);
    return found_;
  }
  std::int64_t bar() const { return bar_; }  // nothing of lower rank can get in

 private:
  static constexpr std::int64_t kNoBar = std::numeric_limits<std::int64_t>::min();
  static bool better(const Found& a, const Found& b) {
    return a.rank != b.rank ? a.rank > b.rank : a.position < b.position;
  }
  void cut() {
    if (found_.size() <= keep_) return;
    std::ranges::nth_element(found_, found_.begin() + static_cast<std::ptrdiff_t>(keep_) - 1,
                             better);
    found_.resize(keep_);
    bar_ = found_.back().rank;
  }
  std::size_t keep_ = 0;
  std::int64_t bar_ = kNoBar;
  std::vector<Found> found_;
};

}  // namespace samen::matcher::region
