// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "base/result.hpp"
#include "domain/records.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/model/travel.hpp"

// The waiting households and the groups of one round, as arrays of small integers: nothing here
// can name a person, and a scan over a hundred million pairs reads memory in order.
namespace samen::matcher {

using HouseholdIndex = std::uint32_t;
using GroupIndex = std::uint32_t;
inline constexpr std::uint32_t kNone = 0xffffffffU;

inline constexpr std::size_t kMaxHouseholds = 4'000'000;
inline constexpr std::size_t kMaxGroups = 4'000'000;

inline constexpr std::size_t kGoals = domain::vocabulary_size<domain::Goal>();
inline constexpr std::size_t kLanguages = domain::vocabulary_size<domain::Language>();
inline constexpr std::size_t kAges = domain::vocabulary_size<domain::AgeBand>();
inline constexpr std::uint64_t kNoGoals = ~std::uint64_t{0};  // Adults::goals without any
inline constexpr std::uint8_t kUnknown = 0xff;                // an age or gender that was not said
// Set in Groups::times when members told their times, also when no block suits enough of them.
inline constexpr std::uint32_t kTimesSaid = 1U << 31;

// What the case file knows about a household beyond its sign-up.
struct HouseholdFacts {
  std::uint64_t key = 0;  // stable and unique, e.g. from its id: decides ties, never scores
  int days_waiting = 0;   // 0..36500
  bool community_builder = false;  // somebody bridges the language for this household
};

struct GroupFacts {
  std::uint64_t key = 0;
  int largest_household = 4;
  domain::SetOf<domain::Need> offers = {};
  bool screened = false;
  bool trained = false;
  bool single = false;  // one person who asked to be placed in a group; never a group by themselves
};

// Structure of arrays; entry i of every vector belongs to household i. Masks use the bit order of
// the vocabularies; `other` never counts as a shared language and is cleared.
struct Households {
  std::vector<std::uint64_t> key;
  std::vector<std::uint32_t> adult_begin;  // size + 1; into Adults
  std::vector<std::uint16_t> postcode;
  std::vector<std::uint32_t> times;      // empty: not said
  std::vector<std::uint32_t> languages;  // any adult, conversational or better
  std::vector<std::uint16_t> days_waiting;
  std::vector<std::uint8_t> people;
  std::vector<std::uint8_t> needs;
  std::vector<std::uint8_t> child_bands;      // mask
  std::vector<std::uint8_t> company;          // CompanyWish
  std::vector<std::uint8_t> genders;          // mask of genders said by the adults
  std::vector<std::uint8_t> gender_unsaid;    // 1 when an adult did not say
  std::vector<std::uint8_t> interpreter;      // 1: language is bridged by a third person
  std::vector<std::uint8_t> eligible;         // 0: arrival longer ago than the policy allows
  std::vector<std::uint8_t> consents_to_ask;  // of so many adults; never scored
  std::vector<std::int32_t> waiting_worth;    // points of the best they may expect; see lookahead/
  std::vector<std::int32_t> scarcity;         // points for days waited with few possible groups
  std::size_t size() const { return key.size(); }
};

struct Adults {
  std::vector<std::uint32_t> fluent;          // languages at that level
  std::vector<std::uint32_t> conversational;  // at that level or better
  std::vector<std::uint32_t> basic;
  std::vector<std::uint64_t> goals;  // four bits each, most wanted lowest, 0xf = end
  std::vector<std::uint32_t> sectors;
  std::vector<std::uint32_t> interests;
  std::vector<std::uint8_t> age;  // AgeBand or kUnknown
  std::size_t size() const { return age.size(); }
};

// A group as a household meets it: what its members have together.
struct Groups {
  std::vector<std::uint64_t> key;
  std::vector<std::uint32_t> member_begin;  // size + 1; into Members
  std::vector<std::uint16_t> postcode;      // the member's that is nearest to all: the "middle"
  std::vector<std::uint32_t> times;         // blocks in which enough members can; empty: not said
  std::vector<std::uint32_t> languages;     // any member, conversational or better
  std::vector<std::uint32_t> sectors;
  std::vector<std::uint32_t> interests;
  std::vector<std::uint32_t> interests_several;  // of two members or more
  std::vector<std::uint32_t> help;               // two bits a goal: 0, 1, 2, or 3 and more members
  std::vector<std::uint8_t> child_bands;
  std::vector<std::uint8_t> genders;
  std::vector<std::uint8_t> gender_unsaid;
  std::vector<std::uint8_t> offers;
  std::vector<std::uint8_t> largest_household;
  std::vector<std::uint8_t> members;        // counted members: 18 or over, twelve months
  std::vector<std::uint8_t> ready;          // bit 0 screened, bit 1 trained
  std::vector<std::uint8_t> single;         // 1: one person to be placed; see formation/
  std::vector<std::int32_t> waiting_worth;  // as of a household
  // language_speakers[l][g]: members of g that speak l conversationally, at most 3.
  std::vector<std::vector<std::uint8_t>> language_speakers;
  // age_fit[a][g]: share (0..1000) of the members within one age band of a; what silence is worth
  // when no member said an age.
  std::vector<std::vector<std::uint16_t>> age_fit;
  std::size_t size() const { return key.size(); }
};

struct Members {
  std::vector<std::uint32_t> languages;  // conversational or better
  std::vector<std::uint32_t> times;
  std::vector<std::uint32_t> interests;
  std::vector<std::uint32_t> help;  // mask of goals
  std::vector<std::uint32_t> sectors;
  std::vector<std::uint16_t> postcode;
  std::vector<std::uint8_t> age;
  std::vector<std::uint8_t> gender;
  std::vector<std::uint32_t> child_bands;
  std::size_t size() const { return age.size(); }
};

struct Instance {
  Households households;
  Adults adults;
  Groups groups;
  Members members;
  Places places;
  // Pairs that may never meet: exclusions, declined pairs. Sorted, unique.
  std::vector<std::pair<HouseholdIndex, GroupIndex>> excluded;

  bool is_excluded(HouseholdIndex household, GroupIndex group) const;
  // Points that a pair of this household is worth less today, whoever the group is.
  int taken_off(HouseholdIndex household) const {
    return households.waiting_worth[household] - households.scarcity[household];
  }
  // And with this group: what both give up by not waiting for somebody else, less scarcity.
  int taken_off(HouseholdIndex household, GroupIndex group) const {
    return taken_off(household) + groups.waiting_worth[group];
  }
};

// Collects people and makes the instance. Records must have passed domain::validate.
class InstanceBuilder {
 public:
  explicit InstanceBuilder(const Policy& policy, Places places = {});

  // Errors: limit (too many, or days out of range), invalid_input (no adult).
  base::Result<HouseholdIndex> add_household(const domain::Household& household,
                                             const HouseholdFacts& facts);
  // `members` with the coordinator first. Members under 18 or without the twelve-month commitment
  // do not count; a group may end up with too few and then stays unmatched ("still forming").
  base::Result<GroupIndex> add_group(std::span<const domain::Volunteer* const> members,
                                     const GroupFacts& facts);
  // These two never meet: an exclusion or an earlier decline. Indices as returned above.
  base::Result<void> exclude(HouseholdIndex household, GroupIndex group);

  // Errors: conflict when two households or two groups have the same key.
  base::Result<Instance> build() &&;

 private:
  Policy policy_;
  Instance instance_;
};

// Adds the group that the members of these units make together, in this order, and returns its
// number; the units stay where they are. `facts` as for add_group, of which it keeps the key apart.
GroupIndex append_union(Instance& instance, const Policy& policy, std::span<const GroupIndex> parts,
                        const GroupFacts& facts);

}  // namespace samen::matcher
