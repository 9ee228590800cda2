// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/checker.hpp"

#include <algorithm>
#include <string>

#include "base/say.hpp"
#include "sync/matcher/formation/value.hpp"

namespace samen::matcher::formation {
namespace {

using base::Errc;
using base::fail;
using base::Result;

Result<void> refuse(const std::string& what) {
  return fail(Errc::invalid_input, base::say("formation: {}", what));
}

Result<void> check_groups(const Problem& problem, const Formation& formation) {
  std::vector<bool> served(problem.instance.households.size(), false);
  std::vector<bool> used(problem.instance.groups.size(), false);
  std::int64_t sum = 0;
  for (const FormedGroup& group : formation.groups) {
    SAMEN_CHECK(may_serve(problem, group.household, group.units));
    if (served[group.household]) return refuse(base::say("a household has two groups"));
    served[group.household] = true;
    for (const GroupIndex unit : group.units) {
      if (used[unit]) return refuse(base::say("a unit is in two groups"));
      used[unit] = true;
    }
    if (group.value != set_value(problem, group.household, group.units)) {
      return refuse(base::say("a group's value is not what its members make"));
    }
    if (group.value <= 0) return refuse(base::say("a group that is worth nothing was formed"));
    sum += group.value;
  }
  return sum == formation.value ? Result<void>{} : refuse(base::say("the values do not add up"));
}

Result<void> check_prices(const Instance& instance, const Formation& formation) {
  if (formation.household_price.size() != instance.households.size() ||
      formation.unit_price.size() != instance.groups.size()) {
    return refuse(base::say("a price is missing"));
  }
  std::int64_t sum = 0;
  for (const auto* prices : {&formation.household_price, &formation.unit_price}) {
    for (const auto price : *prices) {
      if (price < 0 || price > std::int64_t{1} << 60)
        return refuse(base::say("a price out of range"));
      if (__builtin_add_overflow(sum, price, &sum))
        return refuse(base::say("the prices leave 64 bits"));
    }
  }
  if (sum != formation.price_bound)
    return refuse(base::say("the prices do not add up to their bound"));
  if (formation.bound > sum) return refuse(base::say("the bound is above the prices' sum"));
  if (formation.value > formation.bound) return refuse(base::say("the value is above the bound"));
  return {};
}

// Every set of units that may serve a household, grown one unit after the other.
class Enumeration {
 public:
  Enumeration(const Problem& problem, const Formation& formation, std::uint64_t most)
      : problem_(problem), formation_(formation), left_(most) {}

  // False: too many sets. An error: a set above its prices.
  Result<bool> run() {
    for (HouseholdIndex h = 0; h < problem_.instance.households.size(); ++h) {
      SAMEN_TRY(const bool all, grow(h, 0, 0));
      if (!all) return false;
    }
    return true;
  }

 private:
  Result<bool> grow(HouseholdIndex household, GroupIndex from, int members) {
    for (GroupIndex unit = from; unit < problem_.instance.groups.size(); ++unit) {
      const int size = problem_.instance.groups.members[unit];
      const bool closed = unit_kind(problem_, unit) == UnitKind::complete;
      if (closed && !units_.empty()) continue;
      if (!closed && members + size > problem_.policy.largest_group) continue;
      if (left_ == 0) return false;
      --left_;
      units_.push_back(unit);
      if (may_serve(problem_, household, units_)) {
        std::int64_t price = formation_.household_price[household];
        for (const GroupIndex one : units_) price += formation_.unit_price[one];
        if (set_value(problem_, household, units_) > price) {
          return fail(Errc::invalid_input,
                      base::say("formation: a set is worth more than its prices"));
        }
      }
      if (!closed) {
        SAMEN_TRY(const bool all, grow(household, unit + 1, members + size));
        if (!all) return false;
      }
      units_.pop_back();
    }
    return true;
  }

  const Problem& problem_;
  const Formation& formation_;
  std::uint64_t left_;
  std::vector<GroupIndex> units_;
};

}  // namespace

Result<FormationProof> check_formation(const Problem& problem, const Formation& formation,
                                       std::uint64_t sets) {
  SAMEN_CHECK(check_range(problem.policy, problem.instance.households.size()));
  SAMEN_CHECK(check_groups(problem, formation));
  SAMEN_CHECK(check_prices(problem.instance, formation));
  FormationProof proof;
  proof.gap = formation.bound - formation.value;
  SAMEN_TRY(proof.every_set_priced, Enumeration(problem, formation, sets).run());
  return proof;
}

}  // namespace samen::matcher::formation
