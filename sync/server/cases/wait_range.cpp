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

// Households of up to so many people wait alike.
constexpr std::array kSizes = {2, 4, 1000};

auto size_class(const Likeness& likeness) {
  return std::ranges::find_if(kSizes, [&](int most) { return likeness.people <= most; });
}

// Whose waits say something to somebody, the closest first. Of whom it is not known nobody is
// alike.
bool same_size(const Likeness& one, const Likeness& other) {
  return one.people > 0 && other.people > 0 && size_class(one) == size_class(other);
}
bool same_size_and_language(const Likeness& one, const Likeness& other) {
  return same_size(one, other) && one.language == other.language;
}
bool anybody(const Likeness& /*one*/, const Likeness& /*other*/) {
  return true;
}

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
  SAMEN_TRY(const auto one, find_waiter(store, record));
  if (!one) return std::nullopt;
  SAMEN_TRY(const auto seen, waits_beside(store, *one, store.now_ms() - kPastMs));
  const double waited = static_cast<double>(std::max<std::int64_t>(store.now_ms() - since_ms, 0)) /
                        static_cast<double>(base::kDayMs);
  for (const auto likes : {same_size_and_language, same_size, anybody}) {
    std::vector<Wait> waits;
    for (const auto& each : seen) {
      if (likes(one->likeness, each.likeness)) waits.push_back(each.wait);
    }
    if (const auto range = range_after(waits, waited)) return range;
  }
  return std::nullopt;
}

}  // namespace samen::server
