// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/enlarge.hpp"

#include "sync/matcher/model/tally.hpp"

namespace samen::matcher {
namespace {

void copy_member(const Members& from, std::size_t i, Members& to) {
  to.languages.push_back(from.languages[i]);
  to.times.push_back(from.times[i]);
  to.interests.push_back(from.interests[i]);
  to.help.push_back(from.help[i]);
  to.sectors.push_back(from.sectors[i]);
  to.postcode.push_back(from.postcode[i]);
  to.age.push_back(from.age[i]);
  to.gender.push_back(from.gender[i]);
  to.child_bands.push_back(from.child_bands[i]);
}

void push_member(const ImaginedMember& member, std::uint16_t postcode, Members& to) {
  to.languages.push_back(member.languages);
  to.times.push_back(member.times);
  to.interests.push_back(0);
  to.help.push_back(member.help);
  to.sectors.push_back(0);
  to.postcode.push_back(postcode);
  to.age.push_back(kUnknown);
  to.gender.push_back(member.gender);
  to.child_bands.push_back(0);
}

// What add_group() writes without a tally.
Groups facts_of(const Groups& from) {
  Groups to;
  to.key = from.key;
  to.postcode = from.postcode;
  to.offers = from.offers;
  to.largest_household = from.largest_household;
  to.ready = from.ready;
  to.single = from.single;
  to.waiting_worth = from.waiting_worth;
  to.language_speakers.resize(kLanguages);
  to.age_fit.resize(kAges);
  to.member_begin.push_back(0);
  return to;
}

// A key that no group has, the same for the same instance.
std::uint64_t free_key(const Groups& groups) {
  std::uint64_t key = 0x5a3e000000000001ULL;
  while (std::ranges::find(groups.key, key) != groups.key.end()) ++key;
  return key;
}

}  // namespace

Instance enlarge(const Problem& problem, std::span<const ImaginedJoining> joining,
                 std::span<const ImaginedGroup> groups) {
  Instance made;
  made.households = problem.instance.households;
  made.adults = problem.instance.adults;
  made.places = problem.instance.places;
  made.excluded = problem.instance.excluded;
  made.groups = facts_of(problem.instance.groups);
  auto& g = made.groups;
  auto& m = made.members;
  const auto close = [&](Tally& tally) {
    g.member_begin.push_back(static_cast<std::uint32_t>(m.size()));
    tally.write(g, problem.policy);
  };
  for (GroupIndex group = 0; group < problem.instance.groups.size(); ++group) {
    Tally tally;
    const auto& begin = problem.instance.groups.member_begin;
    for (auto i = begin[group]; i < begin[group + 1]; ++i) {
      copy_member(problem.instance.members, i, m);
      tally.add(m, m.size() - 1);
    }
    for (const auto& one : joining) {
      if (one.group != group) continue;
      push_member(one.member, g.postcode[group], m);
      tally.add(m, m.size() - 1);
    }
    close(tally);
  }
  for (const auto& group : groups) {
    g.key.push_back(free_key(g));
    g.postcode.push_back(group.postcode);
    g.offers.push_back(0xff);
    g.largest_household.push_back(static_cast<std::uint8_t>(group.largest_household));
    g.ready.push_back(3);
    g.single.push_back(0);
    g.waiting_worth.push_back(0);
    Tally tally;
    for (int i = 0; i < group.members; ++i) {
      push_member(group.member, group.postcode, m);
      tally.add(m, m.size() - 1);
    }
    close(tally);
  }
  return made;
}

}  // namespace samen::matcher
