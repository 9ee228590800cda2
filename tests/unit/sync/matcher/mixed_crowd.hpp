// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <map>
#include <vector>

#include "base/random.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/synthetic/population.hpp"

// A synthetic population of households, complete groups, groups that are still forming and single
// volunteers, as units of one instance.
namespace samen::matcher::test {

struct MixedOptions {
  std::uint64_t seed = 1;
  int households = 20;
  int complete = 4;
  int partial = 6;  // one to three members are there
  int singles = 40;
  std::uint64_t shuffle = 0;  // another order of arrival
  int refused = 0;            // percent of pairs of household and unit that are excluded
  std::vector<Municipality> municipalities = {Municipality::almere, Municipality::haarlem,
                                              Municipality::the_hague};
};

struct MixedUnit {
  std::uint64_t key = 0;
  domain::GroupStart start;  // of a group
  std::vector<domain::Volunteer> members;
  bool single = false;
  bool ready = false;
};

struct Mixed {
  std::vector<domain::Household> households;
  std::vector<MixedUnit> units;
  Instance instance;
  int volunteers() const {
    int sum = 0;
    for (const auto& unit : units) sum += static_cast<int>(unit.members.size());
    return sum;
  }
};

inline std::uint64_t key_of(const SyntheticSignUp& one) {
  return std::hash<base::Uuid>{}(one.record.id);
}

inline std::vector<SyntheticSignUp> sign_ups_of(const MixedOptions& options) {
  PopulationOptions wanted;
  wanted.seed = options.seed;
  wanted.households = options.households;
  wanted.groups = options.complete + options.partial;
  wanted.singles = options.singles;
  wanted.municipalities = options.municipalities;
  return make_population(wanted).value();
}

inline std::vector<MixedUnit> units_among(const std::vector<SyntheticSignUp>& sign_ups,
                                          const MixedOptions& options) {
  std::vector<MixedUnit> units;
  std::map<base::HumanCode, std::size_t> by_code;
  for (const auto& sign_up : sign_ups) {
    const auto& body = sign_up.record.body;
    if (const auto* start = std::get_if<domain::GroupStart>(&body)) {
      by_code[start->join_code] = units.size();
      auto& unit = units.emplace_back();
      unit.key = key_of(sign_up);
      unit.start = *start;
      unit.members.push_back(start->coordinator);
      unit.ready = sign_up.trained;
    } else if (const auto* member = std::get_if<domain::GroupMember>(&body)) {
      auto& unit = units[by_code.at(member->join_code)];
      // The first so many groups are complete; the others have one, two or three members by now.
      const auto at = static_cast<int>(by_code.at(member->join_code));
      const auto most = static_cast<std::size_t>(at < options.complete ? 6 : 1 + at % 3);
      if (unit.members.size() < most) unit.members.push_back(member->member);
    } else if (const auto* single = std::get_if<domain::SingleVolunteer>(&body)) {
      auto& unit = units.emplace_back();
      unit.key = key_of(sign_up);
      unit.members.push_back(single->volunteer);
      unit.single = true;
    }
  }
  return units;
}

inline void add_unit(InstanceBuilder& builder, const MixedUnit& unit) {
  std::vector<const domain::Volunteer*> members;
  for (const auto& member : unit.members) members.push_back(&member);
  GroupFacts facts{.key = unit.key, .screened = unit.ready, .trained = unit.ready};
  facts.single = unit.single;
  if (!unit.single) {
    facts.largest_household = unit.start.largest_household;
    facts.offers = unit.start.offers;
  }
  builder.add_group(members, facts).value();
}

inline Mixed make_mixed(const MixedOptions& options, const Policy& policy = {},
                        Places places = {}) {
  const auto sign_ups = sign_ups_of(options);
  Mixed mixed;
  mixed.units = units_among(sign_ups, options);
  std::vector<const SyntheticSignUp*> households;
  for (const auto& sign_up : sign_ups) {
    if (std::holds_alternative<domain::Household>(sign_up.record.body)) {
      households.push_back(&sign_up);
    }
  }
  base::SeededRandom random(options.shuffle);
  if (options.shuffle != 0) {
    for (std::size_t i = households.size(); i > 1; --i) {
      std::swap(households[i - 1], households[random.below(i)]);
    }
    for (std::size_t i = mixed.units.size(); i > 1; --i) {
      std::swap(mixed.units[i - 1], mixed.units[random.below(i)]);
    }
  }

  InstanceBuilder builder(policy, std::move(places));
  for (const auto* sign_up : households) {
    mixed.households.push_back(std::get<domain::Household>(sign_up->record.body));
    builder
        .add_household(mixed.households.back(),
                       {.key = key_of(*sign_up), .days_waiting = sign_up->days_ago})
        .value();
  }
  for (const auto& unit : mixed.units) add_unit(builder, unit);
  for (HouseholdIndex h = 0; h < households.size(); ++h) {
    for (GroupIndex u = 0; u < mixed.units.size(); ++u) {
      // Drawn from the keys, so that the order of arrival changes nothing.
      base::SeededRandom draw(key_of(*households[h]) ^ mixed.units[u].key);
      if (static_cast<int>(draw.below(100)) < options.refused) builder.exclude(h, u).value();
    }
  }
  mixed.instance = std::move(builder).build().value();
  return mixed;
}

}  // namespace samen::matcher::test
