// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/wait_range.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <vector>

#include "base/spans.hpp"

namespace samen::server {

using base::Result;
using domain::WaitRange;

namespace {

// Below these an estimate says more about chance than about waiting.
constexpr std::ptrdiff_t kLeastSeen = 20;   // who were seen waiting after that day
constexpr std::ptrdiff_t kLeastEnded = 20;  // whose wait ended well after it
constexpr std::ptrdiff_t kLeastLeft = 5;    // where the curve still means something
constexpr std::int64_t kPastMs = 365 * base::kDayMs;
constexpr double kFirstTenth = 0.9;  // of those who wait on, so many wait longer
constexpr double kLastTenth = 0.1;
constexpr double kHalf = 0.5;

// When the share of those who still wait falls to each of these; days after `after_day`.
struct Falls {
  std::optional<double> first_tenth;
  std::optional<double> half;
  std::optional<double> last_tenth;
};

class Curve {
 public:
  Curve(std::span<const Wait> waits, double after_day) : after_(after_day) {
    for (const auto& wait : waits) {
      if (wait.to_day <= after_day) continue;
      came_.push_back(std::max(wait.from_day, after_day));
      went_.push_back(wait.to_day);
      if (wait.ended) ended_.push_back(wait.to_day);
    }
    for (auto* days : {&came_, &went_, &ended_}) std::ranges::sort(*days);
  }
  bool enough() const {
    const auto begin = std::ranges::upper_bound(came_, after_) - came_.begin();
    return begin >= kLeastSeen && std::ssize(ended_) >= kLeastEnded;
  }
  Falls falls() const {
    Falls falls;
    double waiting = 1;
    for (auto at = ended_.begin(); at != ended_.end();) {
      const auto next = std::upper_bound(at, ended_.end(), *at);
      const auto left = watched(*at);
      if (left < kLeastLeft) break;
      waiting *= 1 - static_cast<double>(next - at) / static_cast<double>(left);
      const double days = *at - after_;
      if (!falls.first_tenth && waiting <= kFirstTenth) falls.first_tenth = days;
      if (!falls.half && waiting <= kHalf) falls.half = days;
      if (!falls.last_tenth && waiting <= kLastTenth) falls.last_tenth = days;
      at = next;
    }
    return falls;
  }

 private:
  // Who was seen waiting just before that day.
  std::ptrdiff_t watched(double day) const {
    return (std::ranges::lower_bound(came_, day) - came_.begin()) -
           (std::ranges::lower_bound(went_, day) - went_.begin());
  }
  double after_;
  std::vector<double> came_, went_, ended_;  // sorted
};

}  // namespace

std::optional<WaitRange> range_after(std::span<const Wait> waits, double after_day) {
  const Curve curve(waits, after_day);
  if (!curve.enough()) return std::nullopt;
  const Falls falls = curve.falls();
  const auto up = [](double days) { return static_cast<int>(std::ceil(days)); };
  if (falls.first_tenth && falls.last_tenth) {
    return WaitRange{static_cast<int>(std::floor(*falls.first_tenth)), up(*falls.last_tenth), 8};
  }
  if (falls.half) return WaitRange{0, up(*falls.half), 5};
  return std::nullopt;
}

Result<std::optional<WaitRange>> expected_wait(Store& store, const base::Uuid& record,
                                               std::int64_t since_ms) {
  SAMEN_TRY(const auto like, who_waits_like(store, record));
  if (!like) return std::nullopt;
  auto same_size = *like;
  same_size.language.reset();
  auto anybody = same_size;
  anybody.people.reset();
  const double waited = static_cast<double>(std::max<std::int64_t>(store.now_ms() - since_ms, 0)) /
                        static_cast<double>(base::kDayMs);
  for (const auto& among : std::array{*like, same_size, anybody}) {
    SAMEN_TRY(const auto waits, waits_among(store, among, store.now_ms() - kPastMs));
    if (const auto range = range_after(waits, waited)) return range;
  }
  return std::nullopt;
}

}  // namespace samen::server
