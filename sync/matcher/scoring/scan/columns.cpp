// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/columns.hpp"

#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::scan {
namespace {

// Obstacles that lie with the group alone, whoever the household is.
constexpr Obstacles kGroupAlone =
    obstacle_bit(Obstacle::group_forming) | obstacle_bit(Obstacle::group_not_ready);

static_assert([] {
  for (const int steps : criteria::kHelpSteps) {
    if (steps % 2 != 0 || steps / 2 > 255) return false;
  }
  return true;
}());

void add(Columns& c, const Groups& g, GroupIndex group) {
  const auto bit = [](std::uint32_t mask, std::size_t i) {
    return static_cast<std::uint8_t>((mask >> i) & 1U);
  };
  c.position[group] = static_cast<std::uint32_t>(c.group.size());
  c.group.push_back(group);
  for (std::size_t i = 0; i < kGoals; ++i) {
    const unsigned helpers = criteria::helpers_of(g.help[group], static_cast<unsigned>(i));
    c.help[i].push_back(static_cast<std::uint8_t>(criteria::kHelpSteps[helpers] / 2));
  }
  for (std::size_t i = 0; i < kInterests; ++i) {
    c.interest[i].push_back(
        static_cast<std::uint8_t>(bit(g.interests[group], i) + bit(g.interests_several[group], i)));
  }
  for (std::size_t i = 0; i < kTimeBlocks; ++i) c.time[i].push_back(bit(g.times[group], i));
  for (std::size_t i = 0; i < kLanguages; ++i) {
    c.speakers[i].push_back(g.language_speakers[i][group]);
  }
  for (std::size_t i = 0; i < kChildBands; ++i) {
    c.children[i].push_back(bit(g.child_bands[group], i));
  }
  c.interests_said.push_back(g.interests[group] != 0 ? 1 : 0);
  c.times_said.push_back(g.times[group] != 0 ? 1 : 0);
  c.genders.push_back(g.genders[group]);
  c.gender_unsaid.push_back(g.gender_unsaid[group]);
  c.offers.push_back(g.offers[group]);
  c.largest_household.push_back(g.largest_household[group]);
  for (std::size_t i = 0; i < kAges; ++i) c.age_fit[i].push_back(g.age_fit[i][group]);
  c.languages.push_back(g.languages[group]);
  c.sectors.push_back(g.sectors[group]);
}

}  // namespace

Columns make_columns(const Instance& instance, const Policy& policy, const Reach& reach) {
  Columns columns;
  columns.position.assign(instance.groups.size(), kNone);
  columns.position_at.reserve(instance.groups.size() + 1);
  for (const GroupIndex group : reach.ordered_groups()) {
    columns.position_at.push_back(static_cast<std::uint32_t>(columns.size()));
    // Any household shows what lies with the group; without households nobody asks.
    if (instance.households.size() == 0) continue;
    if ((obstacles(instance, policy, 0, group) & kGroupAlone) != 0) continue;
    add(columns, instance.groups, group);
  }
  columns.position_at.push_back(static_cast<std::uint32_t>(columns.size()));
  return columns;
}

}  // namespace samen::matcher::scan
