// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/candidates.hpp"

#include <algorithm>
#include <atomic>
#include <cmath>
#include <numeric>
#include <span>

#include "sync/matcher/scoring/scan/scan.hpp"

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
    const auto here = postcode(distinct[slot]);
    const auto look = [&](Block block) {
      const auto travel = travel_time(here, postcode(groups.postcode[ordered_[block.first]]),
                                      instance.places, policy);
      any_coarse_ = any_coarse_ || travel.coarse;
      if (nearest_[slot] < 0 || travel.minutes < nearest_[slot]) nearest_[slot] = travel.minutes;
      if (travel.minutes > policy.travel_limit_minutes) return;
      block.minutes = static_cast<std::uint16_t>(travel.minutes);
      blocks_[slot].push_back(block);
    };
    const auto& at = instance.places.at(here);
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

base::Result<PairList> all_pairs(const Instance& instance, const Policy& policy, const Reach& reach,
                                 int threads) {
  const scan::Scan scan(instance, policy, reach);
  // Group and score in one number, so that sorting by group carries the score along.
  struct Found {
    std::vector<std::uint64_t> pairs;
    std::vector<std::pair<HouseholdIndex, std::size_t>> begin;
  };
  std::vector<Found> found(scan::thread_count(scan.postcodes(), threads));
  std::atomic<std::size_t> count{0};
  scan::share_out(scan.postcodes(), found.size(), [&](std::size_t thread, std::uint32_t postcode) {
    if (count.load(std::memory_order_relaxed) > kMaxPairs) return;
    auto& mine = found[thread];
    const std::size_t before = mine.pairs.size();
    scan::Scan::Reader reader(scan);
    reader.read(postcode, [&](HouseholdIndex household, std::span<const scan::Stretch> stretches) {
      const auto first = static_cast<std::ptrdiff_t>(mine.pairs.size());
      mine.begin.emplace_back(household, mine.pairs.size());
      for (const auto& [position, score] : stretches) {
        for (std::size_t k = 0; k < score.size(); ++k) {
          if (score[k] == 0) continue;
          mine.pairs.push_back(std::uint64_t{scan.columns().group[position + k]} << 16U | score[k]);
        }
      }
      std::sort(mine.pairs.begin() + first, mine.pairs.end());
    });
    count.fetch_add(mine.pairs.size() - before, std::memory_order_relaxed);
  });
  if (count > kMaxPairs) {
    return base::fail(base::Errc::limit, "round: more than 200 million possible pairs");
  }

  PairList pairs;
  pairs.begin.assign(instance.households.size() + 1, 0);
  const auto each_row = [&found](auto visit) {
    for (const auto& mine : found) {
      for (std::size_t i = 0; i < mine.begin.size(); ++i) {
        const std::size_t last =
            i + 1 < mine.begin.size() ? mine.begin[i + 1].second : mine.pairs.size();
        visit(mine.begin[i].first,
              std::span(mine.pairs).subspan(mine.begin[i].second, last - mine.begin[i].second));
      }
    }
  };
  each_row([&](HouseholdIndex h, auto row) { pairs.begin[h + 1] = row.size(); });
  for (std::size_t h = 1; h < pairs.begin.size(); ++h) pairs.begin[h] += pairs.begin[h - 1];
  pairs.group.resize(pairs.begin.back());
  pairs.score.resize(pairs.begin.back());
  each_row([&](HouseholdIndex h, auto row) {
    std::uint64_t at = pairs.begin[h];
    for (const std::uint64_t pair : row) {
      pairs.group[at] = static_cast<GroupIndex>(pair >> 16U);
      pairs.score[at++] = static_cast<std::uint16_t>(pair);
    }
  });
  return pairs;
}

}  // namespace samen::matcher
