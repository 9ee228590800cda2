// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "domain/records.hpp"
#include "sync/matcher/model/instance.hpp"

// People for tests: a plain household and a plain group that fit each other; each test changes the
// one thing it is about.
namespace samen::matcher::test {

inline domain::Postcode4 postcode(int number) {
  return domain::Postcode4::from_number(number).value();
}

inline domain::Adult adult() {
  domain::Adult adult;
  adult.languages.set(domain::Language::ar, domain::LanguageLevel::fluent);
  adult.languages.set(domain::Language::en, domain::LanguageLevel::conversational);
  adult.goals = {domain::Goal::work, domain::Goal::dutch};
  adult.interests = {domain::Interest::cooking, domain::Interest::walking};
  adult.age = domain::AgeBand::age_25_34;
  adult.gender = domain::Gender::woman;
  return adult;
}

inline domain::Household household() {
  domain::Household household;
  household.name = base::SecretText("Test household");
  household.contact = {domain::ContactChannel::caseworker, {}};
  household.adults = {adult()};
  household.postcode = postcode(2512);
  household.times = {domain::TimeBlock::mon_evening, domain::TimeBlock::sat_morning};
  household.consents = {{domain::Purpose::service, true, 1, "nl"}};
  return household;
}

inline domain::Volunteer volunteer() {
  domain::Volunteer volunteer;
  volunteer.name = base::SecretText("Test volunteer");
  volunteer.contact = {domain::ContactChannel::email, base::SecretText("test@example.org")};
  volunteer.adult = true;
  volunteer.twelve_months = true;
  volunteer.postcode = postcode(2513);
  volunteer.languages.set(domain::Language::nl, domain::LanguageLevel::fluent);
  volunteer.languages.set(domain::Language::en, domain::LanguageLevel::fluent);
  volunteer.times = {domain::TimeBlock::mon_evening, domain::TimeBlock::sat_morning};
  volunteer.interests = {domain::Interest::cooking};
  volunteer.help = {domain::Goal::dutch};
  volunteer.age = domain::AgeBand::age_25_34;
  volunteer.gender = domain::Gender::woman;
  volunteer.consents = {{domain::Purpose::service, true, 1, "nl"}};
  return volunteer;
}

// Adds people one after the other; keys are 1, 2, 3, ...
class World {
 public:
  explicit World(Policy policy_in = {}, Places places = {})
      : policy(std::move(policy_in)), builder_(policy, std::move(places)) {}

  HouseholdIndex add(const domain::Household& household, int days_waiting = 10,
                     bool community_builder = false) {
    return builder_
        .add_household(
            household,
            {.key = ++key_, .days_waiting = days_waiting, .community_builder = community_builder})
        .value();
  }
  GroupIndex add(const std::vector<domain::Volunteer>& members, GroupFacts facts = {}) {
    std::vector<const domain::Volunteer*> pointers;
    for (const auto& member : members) pointers.push_back(&member);
    facts.key = ++key_;
    return builder_.add_group(pointers, facts).value();
  }
  void exclude(HouseholdIndex household, GroupIndex group) {
    builder_.exclude(household, group).value();
  }
  Instance build() { return std::move(builder_).build().value(); }

  Policy policy;

 private:
  InstanceBuilder builder_;
  std::uint64_t key_ = 0;
};

inline std::vector<domain::Volunteer> group_of(int members) {
  return std::vector<domain::Volunteer>(static_cast<std::size_t>(members), volunteer());
}

}  // namespace samen::matcher::test
