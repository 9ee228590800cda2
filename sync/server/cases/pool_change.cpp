// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/pool_change.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace samen::server {

namespace {

void forget_who(domain::Volunteer& volunteer) {
  volunteer.name.clear();
  volunteer.contact = {};
}

auto what_counts_of(const WaitingHousehold& one) {
  return std::tie(one.label, one.centre, one.since_ms, one.synthetic, one.household);
}
auto what_counts_of(const WaitingGroup& one) {
  return std::tie(one.row.label, one.row.centre, one.row.synthetic, one.start, one.members,
                  one.ids);
}
auto what_counts_of(const WaitingSingle& one) {
  return std::tie(one.row.label, one.row.synthetic, one.volunteer, one.since_ms);
}

base::Uuid id_of(const WaitingHousehold& one) {
  return one.id;
}
std::string id_of(const WaitingGroup& one) {
  return one.row.join_code.str();
}
base::Uuid id_of(const WaitingSingle& one) {
  return one.row.id;
}

// Whether everybody of then is there as they were.
template <class One>
bool all_there(const std::vector<One>& then, const std::vector<One>& now) {
  std::map<decltype(id_of(std::declval<const One&>())), const One*> here;
  for (const auto& one : now) here.emplace(id_of(one), &one);
  return std::ranges::all_of(then, [&](const One& one) {
    const auto found = here.find(id_of(one));
    return found != here.end() && what_counts_of(*found->second) == what_counts_of(one);
  });
}

// Papers of those volunteers, as far as any were seen.
std::vector<std::tuple<base::Uuid, domain::Paper, std::optional<std::int64_t>>> seen_papers_of(
    const WaitingPool& pool, const std::set<base::Uuid>& volunteers) {
  std::vector<std::tuple<base::Uuid, domain::Paper, std::optional<std::int64_t>>> all;
  for (const auto& [id, seen] : pool.papers) {
    if (!volunteers.contains(id)) continue;
    for (const auto& paper : seen) all.emplace_back(id, paper.paper, paper.day_ms);
  }
  std::ranges::sort(all);
  return all;
}

// The pairs that must not meet, of those households.
template <class Pair>
std::set<Pair> noes_of(const std::vector<Pair>& noes, const std::set<base::Uuid>& households) {
  std::set<Pair> of_those;
  for (const auto& no : noes) {
    if (households.contains(no.first)) of_those.insert(no);
  }
  return of_those;
}

}  // namespace

void forget_names(WaitingPool& pool) {
  for (auto& waiting : pool.households) {
    auto& household = waiting.household;
    household.name.clear();
    for (auto& adult : household.adults) adult.called.clear();
    if (household.contact.channel != domain::ContactChannel::caseworker) household.contact = {};
  }
  for (auto& waiting : pool.groups) {
    forget_who(waiting.start.coordinator);
    for (auto& member : waiting.members) forget_who(member);
  }
  for (auto& waiting : pool.singles) forget_who(waiting.volunteer);
}

PoolChange pool_change(const WaitingPool& then, const WaitingPool& now) {
  std::set<base::Uuid> households, volunteers;
  for (const auto& one : then.households) households.insert(one.id);
  for (const auto& one : then.groups) volunteers.insert(one.ids.begin(), one.ids.end());
  for (const auto& one : then.singles) volunteers.insert(one.row.id);
  PoolChange change;
  change.of_those =
      !all_there(then.households, now.households) || !all_there(then.groups, now.groups) ||
      !all_there(then.singles, now.singles) ||
      seen_papers_of(then, volunteers) != seen_papers_of(now, volunteers) ||
      noes_of(then.declined, households) != noes_of(now.declined, households) ||
      noes_of(then.declined_singles, households) != noes_of(now.declined_singles, households);
  change.came = static_cast<std::size_t>(std::ranges::count_if(
      now.households, [&](const auto& one) { return !households.contains(one.id); }));
  return change;
}

}  // namespace samen::server
