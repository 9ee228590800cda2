// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/pool.hpp"

#include <algorithm>
#include <unordered_map>

#include "base/spans.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/store/proposals.hpp"
#include "vault/digest.hpp"

namespace samen::server {

using base::Result;

// Ties are broken by keys that say nothing about people and stay the same from round to round.
std::uint64_t tie_key(std::string_view id) {
  const auto digest = vault::sha256(base::as_bytes(id));
  std::uint64_t key = 0;
  for (std::size_t i = 0; i < 8; ++i) key = key << 8 | digest[i];
  return key;
}

namespace {

// Where everybody stands in the instance.
struct Places {
  std::unordered_map<base::Uuid, matcher::HouseholdIndex> household;
  std::unordered_map<std::string, matcher::GroupIndex> group;
  std::unordered_map<base::Uuid, matcher::GroupIndex> single;
};

// Of the group or volunteer whose sign-ups these are.
Readiness readiness_of(const WaitingPool& pool, const std::vector<base::Uuid>& ids,
                       const domain::PaperRules& rules, std::int64_t now_ms) {
  static const std::vector<SeenPaper> kNone;
  std::vector<std::vector<PaperState>> members;
  for (const auto& id : ids) {
    const auto at = pool.papers.find(id);
    members.push_back(paper_states(at == pool.papers.end() ? kNone : at->second, rules, now_ms));
  }
  return readiness(members, rules);
}

Result<void> exclude(const WaitingPool& pool, const Places& at, matcher::InstanceBuilder& builder) {
  for (const auto& [household, join_code] : pool.declined) {
    const auto h = at.household.find(household);
    const auto g = at.group.find(join_code.str());
    if (h == at.household.end() || g == at.group.end()) continue;
    SAMEN_CHECK(builder.exclude(h->second, g->second));
  }
  for (const auto& [household, single] : pool.declined_singles) {
    const auto h = at.household.find(household);
    const auto s = at.single.find(single);
    if (h == at.household.end() || s == at.single.end()) continue;
    SAMEN_CHECK(builder.exclude(h->second, s->second));
  }
  return {};
}

}  // namespace

Result<WaitingPool> read_pool(Store& store) {
  WaitingPool pool;
  SAMEN_TRY(pool.households, waiting_households(store));
  SAMEN_TRY(pool.groups, waiting_groups(store));
  SAMEN_TRY(pool.singles, waiting_singles(store));
  SAMEN_TRY(pool.held, hold_doubles(store, pool));
  SAMEN_TRY(pool.declined, declined_pairs(store));
  SAMEN_TRY(pool.declined_singles, declined_singles(store));
  SAMEN_TRY(pool.papers, all_papers(store));
  return pool;
}

int days_waiting(const WaitingHousehold& household, std::int64_t now_ms) {
  return static_cast<int>(
      std::clamp<std::int64_t>((now_ms - household.since_ms) / base::kDayMs, 0, 36'500));
}

Result<void> add_pool(const WaitingPool& pool, const matcher::Policy& policy, std::int64_t now_ms,
                      matcher::InstanceBuilder& builder) {
  Places at;
  for (const auto& waiting : pool.households) {
    matcher::HouseholdFacts facts;
    facts.key = tie_key(waiting.id.str());
    facts.days_waiting = days_waiting(waiting, now_ms);
    SAMEN_TRY(const auto index, builder.add_household(waiting.household, facts));
    at.household.emplace(waiting.id, index);
  }
  for (const auto& waiting : pool.groups) {
    matcher::GroupFacts facts;
    facts.key = tie_key(waiting.row.join_code.str());
    facts.largest_household = waiting.start.largest_household;
    facts.offers = waiting.start.offers;
    const auto ready = readiness_of(pool, waiting.ids, policy.papers, now_ms);
    facts.screened = ready.screened;
    facts.trained = ready.trained;
    std::vector<const domain::Volunteer*> members;
    for (const auto& member : waiting.members) members.push_back(&member);
    SAMEN_TRY(const auto index, builder.add_group(members, facts));
    at.group.emplace(waiting.row.join_code.str(), index);
  }
  for (const auto& waiting : pool.singles) {
    matcher::GroupFacts facts;
    facts.key = tie_key(waiting.row.id.str());
    const auto ready = readiness_of(pool, {waiting.row.id}, policy.papers, now_ms);
    facts.screened = ready.screened;
    facts.trained = ready.trained;
    facts.single = true;
    const domain::Volunteer* const member = &waiting.volunteer;
    SAMEN_TRY(const auto index, builder.add_group({&member, 1}, facts));
    at.single.emplace(waiting.row.id, index);
  }
  return exclude(pool, at, builder);
}

Result<matcher::Instance> build_instance(const WaitingPool& pool, const matcher::Policy& policy,
                                         const matcher::Places& places, std::int64_t now_ms) {
  matcher::InstanceBuilder builder(policy, places);
  SAMEN_CHECK(add_pool(pool, policy, now_ms, builder));
  return std::move(builder).build();
}

int Units::members() const {
  return static_cast<int>((group != nullptr ? group->members.size() : 0) + singles.size());
}

bool Units::synthetic() const {
  return (group != nullptr && group->row.synthetic) ||
         std::ranges::any_of(singles, [](const auto* single) { return single->row.synthetic; });
}

Units units_of(const WaitingPool& pool, const matcher::formation::FormedProblem& formed,
               matcher::GroupIndex index) {
  Units units;
  const auto add = [&](matcher::GroupIndex unit) {
    if (unit < pool.groups.size()) {
      units.group = &pool.groups[unit];
    } else if (unit - pool.groups.size() < pool.singles.size()) {
      units.singles.push_back(&pool.singles[unit - pool.groups.size()]);
    }
  };
  // Formed groups are rising and few beside the pool.
  const auto made =
      std::ranges::lower_bound(formed.formed, index, {}, &matcher::formation::FormedUnion::group);
  if (made != formed.formed.end() && made->group == index) {
    for (const auto unit : made->units) add(unit);
  } else {
    add(index);
  }
  return units;
}

std::string label_of(const Units& units) {
  if (units.group != nullptr) return units.group->row.label;
  if (units.singles.size() == 1) return units.singles.front()->row.label;
  return std::string(kNewGroupOf) + std::to_string(units.singles.size());
}

}  // namespace samen::server
