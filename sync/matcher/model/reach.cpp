// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/reach.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace samen::matcher {

Reach::Reach(const Instance& instance, const Policy& policy) {
  const auto& groups = instance.groups;
  ordered_.resize(groups.size());
  std::iota(ordered_.begin(), ordered_.end(), 0U);
  std::ranges::sort(ordered_, {}, [&](GroupIndex g) { return std::pair{groups.postcode[g], g}; });
  std::vector<Block> places;  // one a distinct group postcode
  for (std::uint32_t i = 0; i < ordered_.size(); ++i) {
    const auto here = groups.postcode[ordered_[i]];
    if (i == 0 || here != groups.postcode[ordered_[i - 1]]) places.push_back({i, i, 0});
    places.back().last = i + 1;
  }
  // A difference in latitude alone that takes longer than the limit (two minutes of margin for
  // rounding) rules most places out without a square root. 1 degree is 111 km.
  const float farthest = static_cast<float>(policy.travel_limit_minutes + 2) *
                         static_cast<float>(policy.bicycle_km_per_hour) * 100.0F /
                         (60.0F * static_cast<float>(policy.detour_percent) * 111.0F);
  std::vector<Places::Point> points;
  for (const auto& block : places) {
    points.push_back(instance.places.at(postcode(groups.postcode[ordered_[block.first]])));
  }

  const auto& households = instance.households;
  std::vector<std::uint16_t> distinct = households.postcode;
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  blocks_.resize(distinct.size());
  nearest_.assign(distinct.size(), -1);
  for (std::size_t slot = 0; slot < distinct.size(); ++slot) {
    const std::uint16_t here = distinct[slot];
    const auto look = [&](Block block) {
      const auto travel =
          travel_time(instance.places, policy, here, groups.postcode[ordered_[block.first]]);
      any_coarse_ = any_coarse_ || travel.coarse;
      if (nearest_[slot] < 0 || travel.minutes < nearest_[slot]) nearest_[slot] = travel.minutes;
      if (!within_reach(policy, travel.minutes)) return;
      block.minutes = static_cast<std::uint16_t>(travel.minutes);
      blocks_[slot].push_back(block);
    };
    const auto& at = instance.places.at(postcode(here));
    for (std::size_t i = 0; i < places.size(); ++i) {
      if (!at.known || !points[i].known || std::abs(at.latitude - points[i].latitude) <= farthest) {
        look(places[i]);
      }
    }
    // Nobody within the limit: how near is the nearest?
    if (blocks_[slot].empty()) std::ranges::for_each(places, look);
  }
  slot_.reserve(households.size());
  for (const auto number : households.postcode) {
    const auto at = std::ranges::lower_bound(distinct, number);
    slot_.push_back(static_cast<std::uint32_t>(at - distinct.begin()));
  }
}

}  // namespace samen::matcher
