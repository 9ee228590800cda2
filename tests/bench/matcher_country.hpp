// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "base/random.hpp"
#include "domain/records.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/synthetic/people.hpp"

namespace samen::matcher::bench {

// A made-up country for benchmarks: the people of the synthetic population, spread over 342
// municipalities of falling size (1/5, 1/6, 1/7, ...), each within cycling distance of itself and
// of no other, with 4,000 postcodes. 100,000 on both sides give 1.2e8 pairs within the travel
// limit.
inline Instance make_country(int households, int groups, const Policy& policy, std::uint64_t seed) {
  constexpr int kTowns = 342;
  constexpr int kPostcodes = 4000;
  double weight = 0;
  for (int town = 0; town < kTowns; ++town) weight += 1.0 / (town + 5);
  struct Town {
    double share_end;
    int first_postcode;
    int postcodes;
  };
  std::vector<Town> towns;
  Places places;
  double share = 0;
  int postcode = 1000;
  for (int town = 0; town < kTowns; ++town) {
    const double part = 1.0 / (town + 5) / weight;
    share += part;
    const int count = std::max(1, static_cast<int>(part * kPostcodes));
    towns.push_back({share, postcode, count});
    for (int i = 0; i < count; ++i, ++postcode) {
      // A spiral of at most 2.3 km around a point; the next point is 28 km away.
      const double reach = 0.02 * i / count;
      const double turn = i % 4;
      places.set(domain::Postcode4::from_number(postcode).value(),
                 50 + town / 19 * 0.25 + (turn < 2 ? reach : -reach) / 2,
                 4 + town % 19 * 0.4 + (i % 2 == 0 ? reach : -reach) / 2);
    }
  }
  towns.back().share_end = 2;

  base::SeededRandom random(seed);
  synthetic::Draw draw(random);
  const auto any_postcode = [&](double where) {
    std::size_t town = 0;
    while (towns[town].share_end < where) ++town;
    const int offset = draw.between(0, towns[town].postcodes - 1);
    return domain::Postcode4::from_number(towns[town].first_postcode + offset).value();
  };
  InstanceBuilder builder(policy, places);
  for (int i = 0; i < households; ++i) {
    auto household = synthetic::make_household(draw, Municipality::almere, i);
    household.postcode = any_postcode((i + 0.5) / households);
    builder
        .add_household(household, {.key = static_cast<std::uint64_t>(i) + 1,
                                   .days_waiting = draw.between(0, 120)})
        .value();
  }
  for (int i = 0; i < groups; ++i) {
    auto circle = synthetic::make_circle(draw, Municipality::almere);
    const auto home = any_postcode((i + 0.5) / groups);
    std::vector<domain::Volunteer> members;
    const int size = draw.between(4, 6);
    for (int k = 0; k < size; ++k) {
      members.push_back(synthetic::make_volunteer(draw, circle, k));
      members.back().postcode = home;
    }
    std::vector<const domain::Volunteer*> pointers;
    for (const auto& member : members) pointers.push_back(&member);
    GroupFacts facts;
    facts.key = static_cast<std::uint64_t>(i) + 1;
    facts.largest_household = draw.between(2, 6);
    facts.offers = draw.subset<domain::Need>(60);
    facts.screened = facts.trained = true;
    builder.add_group(pointers, facts).value();
  }
  return std::move(builder).build().value();
}

}  // namespace samen::matcher::bench
