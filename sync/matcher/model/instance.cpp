// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/instance.hpp"

#include <algorithm>
#include <string>

#include "base/say.hpp"
#include "sync/matcher/model/tally.hpp"

namespace samen::matcher {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using domain::LanguageLevel;

constexpr std::uint32_t kOtherLanguage = 1U << static_cast<unsigned>(domain::Language::other);

template <class E>
std::uint32_t bits(domain::SetOf<E> set) {
  return static_cast<std::uint32_t>(set.bits());
}
template <class E>
std::uint8_t small_bits(domain::SetOf<E> set) {
  static_assert(domain::vocabulary_size<E>() <= 8);
  return static_cast<std::uint8_t>(set.bits());
}
std::uint16_t postcode_number(domain::Postcode4 postcode) {
  return static_cast<std::uint16_t>(postcode.number());
}

// Two people's "another language" need not be the same one.
std::uint32_t languages_at(const domain::LanguageSkills& skills, LanguageLevel level) {
  return bits(skills.at_least(level)) & ~kOtherLanguage;
}

std::uint64_t packed_goals(const std::vector<domain::Goal>& goals) {
  static_assert(kGoals <= 15, "four bits a goal, 0xf ends the list");
  std::uint64_t packed = kNoGoals;
  const std::size_t count = std::min<std::size_t>(goals.size(), 15);
  for (std::size_t i = 0; i < count; ++i) {
    packed &= ~(0xfULL << (4 * i));
    packed |= static_cast<std::uint64_t>(goals[i]) << (4 * i);
  }
  return packed;
}

template <class E>
std::uint8_t or_unknown(const std::optional<E>& value) {
  return value ? static_cast<std::uint8_t>(*value) : kUnknown;
}

void push_member(Members& m, const domain::Volunteer& volunteer, std::uint16_t place) {
  m.languages.push_back(languages_at(volunteer.languages, LanguageLevel::conversational));
  m.times.push_back(bits(volunteer.times));
  m.interests.push_back(bits(volunteer.interests));
  m.help.push_back(bits(volunteer.help));
  m.sectors.push_back(bits(volunteer.sectors));
  m.postcode.push_back(place);
  m.age.push_back(or_unknown(volunteer.age));
  m.gender.push_back(or_unknown(volunteer.gender));
  m.child_bands.push_back(bits(volunteer.children));
}

// The member's postcode from which all others are nearest in sum; the earlier member wins a tie,
// so that the coordinator's place decides between two.
std::uint16_t middle(std::span<const std::uint16_t> members, const Places& places,
                     const Policy& policy) {
  std::uint16_t best = 0;
  int best_sum = 0;
  for (const auto centre : members) {
    int sum = 0;
    for (const auto other : members) {
      sum += travel_time(places, policy, centre, other).minutes;
    }
    if (best == 0 || sum < best_sum) {
      best = centre;
      best_sum = sum;
    }
  }
  return best;
}

void copy_member(Members& m, std::size_t from) {
  const auto copy = [from](auto& column) { column.push_back(column[from]); };
  copy(m.languages);
  copy(m.times);
  copy(m.interests);
  copy(m.help);
  copy(m.sectors);
  copy(m.postcode);
  copy(m.age);
  copy(m.gender);
  copy(m.child_bands);
}

}  // namespace

bool Instance::is_excluded(HouseholdIndex household, GroupIndex group) const {
  return std::ranges::binary_search(excluded, std::pair{household, group});
}

InstanceBuilder::InstanceBuilder(const Policy& policy, Places places) : policy_(policy) {
  instance_.places = std::move(places);
  instance_.households.adult_begin.push_back(0);
  instance_.groups.member_begin.push_back(0);
  instance_.groups.language_speakers.resize(kLanguages);
  instance_.groups.age_fit.resize(kAges);
}

Result<HouseholdIndex> InstanceBuilder::add_household(const domain::Household& household,
                                                      const HouseholdFacts& facts) {
  auto& h = instance_.households;
  if (h.size() >= kMaxHouseholds)
    return fail(Errc::limit, base::say("households: too many in one round"));
  if (household.adults.empty() ||
      household.adults.size() > static_cast<std::size_t>(domain::kMaxAdults)) {
    return fail(Errc::invalid_input, base::say("household: expected 1 to 8 adults"));
  }
  if (facts.days_waiting < 0 || facts.days_waiting > 36500) {
    return fail(Errc::limit, base::say("days_waiting: expected 0 to 36500"));
  }
  GenderMask genders;
  std::uint32_t languages = 0;
  auto& a = instance_.adults;
  for (const auto& adult : household.adults) {
    a.fluent.push_back(languages_at(adult.languages, LanguageLevel::fluent));
    a.conversational.push_back(languages_at(adult.languages, LanguageLevel::conversational));
    a.basic.push_back(languages_at(adult.languages, LanguageLevel::basic));
    a.goals.push_back(packed_goals(adult.goals));
    a.sectors.push_back(bits(adult.sectors));
    a.interests.push_back(bits(adult.interests));
    a.age.push_back(or_unknown(adult.age));
    genders.add(or_unknown(adult.gender));
    languages |= a.conversational.back();
  }
  domain::SetOf<domain::ChildBand> children;
  for (const auto child : household.children) children.add(child);

  h.key.push_back(facts.key);
  h.adult_begin.push_back(static_cast<std::uint32_t>(a.size()));
  h.postcode.push_back(postcode_number(household.postcode));
  h.times.push_back(bits(household.times));
  h.languages.push_back(languages);
  h.days_waiting.push_back(static_cast<std::uint16_t>(facts.days_waiting));
  h.people.push_back(static_cast<std::uint8_t>(household.people()));
  h.needs.push_back(small_bits(household.needs));
  h.child_bands.push_back(small_bits(children));
  h.company.push_back(static_cast<std::uint8_t>(household.company));
  h.genders.push_back(genders.said);
  h.gender_unsaid.push_back(genders.unsaid);
  h.interpreter.push_back(household.interpreter || facts.community_builder ? 1 : 0);
  h.eligible.push_back(household.arrival <= policy_.latest_arrival ? 1 : 0);
  h.consents_to_ask.push_back(static_cast<std::uint8_t>(household.consents_to_ask()));
  h.waiting_worth.push_back(0);
  h.scarcity.push_back(0);
  return static_cast<HouseholdIndex>(h.size() - 1);
}

Result<GroupIndex> InstanceBuilder::add_group(std::span<const domain::Volunteer* const> members,
                                              const GroupFacts& facts) {
  auto& g = instance_.groups;
  if (g.size() >= kMaxGroups) return fail(Errc::limit, base::say("groups: too many in one round"));
  if (members.size() > 64) return fail(Errc::limit, base::say("group: at most 64 members"));
  if (facts.single && members.size() != 1) {
    return fail(Errc::invalid_input, base::say("single: expected one volunteer"));
  }
  if (facts.largest_household < 0 || facts.largest_household > 255) {
    return fail(Errc::limit, base::say("largest_household: expected 0 to 255"));
  }
  std::vector<std::uint16_t> places;
  std::vector<std::uint16_t> counted;
  Tally tally;
  for (const auto* member : members) {
    const auto place = postcode_number(member->postcode);
    // Who joined without a word on where they live counts as living where the group was begun.
    places.push_back(place != 0 || places.empty() ? place : places.front());
    if (!member->adult || !member->twelve_months) continue;
    counted.push_back(places.back());
    push_member(instance_.members, *member, places.back());
    tally.add(instance_.members, instance_.members.size() - 1);
  }
  g.key.push_back(facts.key);
  g.member_begin.push_back(static_cast<std::uint32_t>(instance_.members.size()));
  g.postcode.push_back(middle(counted.empty() ? places : counted, instance_.places, policy_));
  g.offers.push_back(small_bits(facts.offers));
  g.largest_household.push_back(static_cast<std::uint8_t>(facts.largest_household));
  g.ready.push_back(static_cast<std::uint8_t>((facts.screened ? 1 : 0) | (facts.trained ? 2 : 0)));
  g.single.push_back(facts.single ? 1 : 0);
  g.waiting_worth.push_back(0);
  tally.write(g, policy_);
  return static_cast<GroupIndex>(g.size() - 1);
}

GroupIndex append_union(Instance& instance, const Policy& policy, std::span<const GroupIndex> parts,
                        const GroupFacts& facts) {
  auto& g = instance.groups;
  auto& m = instance.members;
  Tally tally;
  std::vector<std::uint16_t> places;
  for (const GroupIndex part : parts) {
    for (auto i = g.member_begin[part]; i < g.member_begin[part + 1]; ++i) {
      places.push_back(m.postcode[i]);
      tally.add(m, i);
      copy_member(m, i);
    }
  }
  g.key.push_back(facts.key);
  g.member_begin.push_back(static_cast<std::uint32_t>(m.size()));
  g.postcode.push_back(middle(places, instance.places, policy));
  g.offers.push_back(small_bits(facts.offers));
  g.largest_household.push_back(static_cast<std::uint8_t>(facts.largest_household));
  g.ready.push_back(static_cast<std::uint8_t>((facts.screened ? 1 : 0) | (facts.trained ? 2 : 0)));
  g.single.push_back(0);
  g.waiting_worth.push_back(0);
  tally.write(g, policy);
  return static_cast<GroupIndex>(g.size() - 1);
}

Result<void> InstanceBuilder::exclude(HouseholdIndex household, GroupIndex group) {
  if (household >= instance_.households.size() || group >= instance_.groups.size()) {
    return fail(Errc::invalid_input,
                base::say("exclusion: names a household or group that is not there"));
  }
  instance_.excluded.emplace_back(household, group);
  return {};
}

Result<Instance> InstanceBuilder::build() && {
  const auto repeated = [](const std::vector<std::uint64_t>& keys) {
    auto sorted = keys;
    std::ranges::sort(sorted);
    return std::ranges::adjacent_find(sorted) != sorted.end();
  };
  if (repeated(instance_.households.key)) {
    return fail(Errc::conflict,
                base::say("households: two have the same key; derive it from the id"));
  }
  if (repeated(instance_.groups.key)) {
    return fail(Errc::conflict, base::say("groups: two have the same key; derive it from the id"));
  }
  auto& excluded = instance_.excluded;
  std::ranges::sort(excluded);
  excluded.erase(std::ranges::unique(excluded).begin(), excluded.end());
  return std::move(instance_);
}

}  // namespace samen::matcher
