// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <vector>

#include "base/random.hpp"
#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/scoring/score.hpp"
#include "sync/matcher/synthetic/population.hpp"

// A synthetic population brought into an instance the way the server does it: by join codes.
namespace samen::matcher::test {

struct CrowdOptions {
  std::uint64_t seed = 1;
  int households = 60;
  int groups = 45;
  std::uint64_t shuffle = 0;   // another order of arrival
  int unanswered_percent = 0;  // of the questions that may be skipped
  int most_waiting_worth = 0;  // points, drawn for each household and group
};

struct CrowdGroup {
  domain::GroupStart start;
  std::vector<domain::Volunteer> members;  // coordinator first
  bool screened = false;
  bool trained = false;
};

struct Crowd {
  std::vector<domain::Household> households;
  std::vector<CrowdGroup> groups;
  Instance instance;
};

template <class T>
void shuffle(std::vector<T>& items, base::Random& random) {
  for (std::size_t i = items.size(); i > 1; --i) std::swap(items[i - 1], items[random.below(i)]);
}

inline Crowd make_crowd(const CrowdOptions& options, const Policy& policy = {},
                        Places places = {}) {
  PopulationOptions wanted;
  wanted.seed = options.seed;
  wanted.households = options.households;
  wanted.groups = options.groups;
  wanted.singles = 0;
  wanted.unanswered_percent = options.unanswered_percent;
  const auto sign_ups = make_population(wanted).value();

  std::vector<const SyntheticSignUp*> households;
  std::vector<std::pair<const SyntheticSignUp*, CrowdGroup>> groups;
  std::map<base::HumanCode, std::size_t> by_code;
  for (const auto& sign_up : sign_ups) {
    if (std::holds_alternative<domain::Household>(sign_up.record.body)) {
      households.push_back(&sign_up);
    } else if (const auto* start = std::get_if<domain::GroupStart>(&sign_up.record.body)) {
      by_code[start->join_code] = groups.size();
      groups.push_back(
          {&sign_up, {*start, {start->coordinator}, sign_up.screened, sign_up.trained}});
    } else if (const auto* member = std::get_if<domain::GroupMember>(&sign_up.record.body)) {
      groups[by_code.at(member->join_code)].second.members.push_back(member->member);
    }
  }
  if (options.shuffle != 0) {
    base::SeededRandom random(options.shuffle);
    shuffle(households, random);
    shuffle(groups, random);
  }

  Crowd crowd;
  InstanceBuilder builder(policy, std::move(places));
  const auto key = [](const base::Uuid& id) { return std::hash<base::Uuid>{}(id); };
  for (const auto* sign_up : households) {
    crowd.households.push_back(std::get<domain::Household>(sign_up->record.body));
    builder
        .add_household(crowd.households.back(),
                       {.key = key(sign_up->record.id), .days_waiting = sign_up->days_ago})
        .value();
  }
  for (auto& [sign_up, group] : groups) {
    crowd.groups.push_back(std::move(group));
    const auto& made = crowd.groups.back();
    std::vector<const domain::Volunteer*> members;
    for (const auto& member : made.members) members.push_back(&member);
    builder
        .add_group(members, {.key = key(sign_up->record.id),
                             .largest_household = made.start.largest_household,
                             .offers = made.start.offers,
                             .screened = made.screened,
                             .trained = made.trained})
        .value();
  }
  crowd.instance = std::move(builder).build().value();
  base::SeededRandom worth(options.seed ^ 0x3a17ULL);
  for (auto* list :
       {&crowd.instance.households.waiting_worth, &crowd.instance.groups.waiting_worth}) {
    for (auto& points : *list) {
      points = static_cast<std::int32_t>(
          worth.below(static_cast<std::uint64_t>(options.most_waiting_worth) + 1));
    }
  }
  return crowd;
}

// The hard constraints once more, from the records themselves: a second opinion on obstacles().
// Travel by postcode digits only.
inline bool may_meet(const domain::Household& household, const CrowdGroup& group,
                     const Policy& policy) {
  using namespace domain;
  std::map<Language, int> spoken;
  std::map<TimeBlock, int> present;
  bool all_women = true;
  std::map<std::optional<Gender>, int> genders;
  bool times_told = false;
  for (const auto& member : group.members) {
    member.languages.at_least(LanguageLevel::conversational).each([&](Language l) { ++spoken[l]; });
    member.times.each([&](TimeBlock t) { ++present[t]; });
    times_told = times_told || !member.times.empty();
    all_women = all_women && member.gender == Gender::woman;
    ++genders[member.gender];
  }
  bool bridge = household.interpreter;
  bool same_gender = true;
  std::map<std::optional<Gender>, int> wanted;
  for (const auto& adult : household.adults) {
    adult.languages.at_least(LanguageLevel::conversational).each([&](Language l) {
      bridge = bridge || (l != Language::other && spoken[l] > 0);
    });
    same_gender = same_gender && adult.gender && genders[adult.gender] > 0;
    ++wanted[adult.gender];
  }
  if (wanted.size() == 1) same_gender = same_gender && genders.size() == 1;
  bool time = household.times.empty() || !times_told;
  household.times.each([&](TimeBlock t) { time = time || present[t] >= policy.members_present; });
  bool needs = true;
  household.needs.each([&](Need n) { needs = needs && group.start.offers.has(n); });
  bool company = true;
  if (household.company == CompanyWish::women_only) company = all_women;
  if (household.company == CompanyWish::same_gender) company = same_gender;
  bool near = false;
  for (const auto& member : group.members) {
    near = near || travel_time(household.postcode, member.postcode, {}, policy).minutes <=
                       policy.travel_limit_minutes;
  }
  return bridge && time && needs && company && near &&
         household.people() <= group.start.largest_household &&
         household.arrival <= policy.latest_arrival &&
         static_cast<int>(group.members.size()) >= policy.smallest_group;
}

}  // namespace samen::matcher::test
