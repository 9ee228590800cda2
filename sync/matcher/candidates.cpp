// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/candidates.hpp"

#include <algorithm>
#include <numeric>

#include "sync/matcher/score.hpp"

namespace samen::matcher {
namespace {

constexpr std::size_t kMaxPairs = 200'000'000;

domain::Postcode4 postcode(std::uint16_t number) {
  return domain::Postcode4::from_number(number).value_or(domain::Postcode4{});
}

}  // namespace

Reach::Reach(const Instance& instance, const Policy& policy) {
  const auto& groups = instance.groups;
  ordered_.resize(groups.size());
  std::iota(ordered_.begin(), ordered_.end(), 0U);
  std::ranges::stable_sort(ordered_, {}, [&](GroupIndex g) { return groups.postcode[g]; });
  std::vector<Block> places;  // one a distinct group postcode
  for (std::uint32_t i = 0; i < ordered_.size(); ++i) {
    const auto here = groups.postcode[ordered_[i]];
    if (i == 0 || here != groups.postcode[ordered_[i - 1]]) places.push_back({i, i, 0});
    places.back().last = i + 1;
  }

  const auto& households = instance.households;
  std::vector<std::uint16_t> distinct = households.postcode;
  std::ranges::sort(distinct);
  distinct.erase(std::ranges::unique(distinct).begin(), distinct.end());
  blocks_.resize(distinct.size());
  nearest_.assign(distinct.size(), -1);
  for (std::size_t slot = 0; slot < distinct.size(); ++slot) {
    for (auto block : places) {
      const auto travel =
          travel_time(postcode(distinct[slot]), postcode(groups.postcode[ordered_[block.first]]),
                      instance.places, policy);
      any_coarse_ = any_coarse_ || travel.coarse;
      if (nearest_[slot] < 0 || travel.minutes < nearest_[slot]) nearest_[slot] = travel.minutes;
      if (travel.minutes > policy.travel_limit_minutes) continue;
      block.minutes = static_cast<std::uint16_t>(travel.minutes);
      blocks_[slot].push_back(block);
    }
  }
  slot_.reserve(households.size());
  for (const auto number : households.postcode) {
    const auto at = std::ranges::lower_bound(distinct, number);
    slot_.push_back(static_cast<std::uint32_t>(at - distinct.begin()));
  }
}

const std::vector<Reach::Block>& Reach::of(HouseholdIndex household) const {
  return blocks_[slot_[household]];
}

int Reach::nearest_minutes(HouseholdIndex household) const {
  return nearest_[slot_[household]];
}

base::Result<PairList> all_pairs(const Instance& instance, const Policy& policy,
                                 const Reach& reach) {
  PairList pairs;
  pairs.begin.push_back(0);
  std::vector<GroupIndex> row;
  for (HouseholdIndex household = 0; household < instance.households.size(); ++household) {
    row.clear();
    for (const auto& block : reach.of(household)) {
      for (std::uint32_t i = block.first; i < block.last; ++i) {
        const GroupIndex group = reach.ordered_groups()[i];
        if (obstacles(instance, policy, household, group) == 0) row.push_back(group);
      }
    }
    std::ranges::sort(row);
    for (const GroupIndex group : row) {
      pairs.group.push_back(group);
      const int score = score_terms(instance, policy, household, group).score;
      pairs.score.push_back(static_cast<std::uint16_t>(score));
    }
    if (pairs.size() > kMaxPairs) {
      return base::fail(base::Errc::limit, "round: more than 200 million possible pairs");
    }
    pairs.begin.push_back(pairs.size());
  }
  return pairs;
}

}  // namespace samen::matcher
