// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/one_person.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "base/say.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/store/looked_alike.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// Somebody of a crowd, under the label that staff know.
struct Known {
  base::Uuid id;
  std::string label;
  std::int64_t since_ms = 0;
  bool waits = false;
};

// Who goes on when two look alike: who has a group already, else who came first.
bool goes_first(const Known& a, const Known& b) {
  return std::tuple(a.waits, a.since_ms, a.id) < std::tuple(b.waits, b.since_ms, b.id);
}

std::vector<HeldSignUp> held_of(Crowd& crowd, const std::vector<Known>& known,
                                const std::set<IdPair>& two) {
  struct Like {
    const Known* first;
    CommonFacts common;
  };
  std::map<const Known*, Like> likes;  // of each who is held, the first it looks like
  for (const auto& pair : crowd.like_pairs()) {
    const auto* first = &known[pair.one];
    const auto* later = &known[pair.other];
    if (two.contains(id_pair(first->id, later->id))) continue;
    if (goes_first(*later, *first)) std::swap(first, later);
    const auto [at, added] = likes.try_emplace(later, Like{first, pair.common});
    if (!added && goes_first(*first, *at->second.first)) at->second = {first, pair.common};
  }
  std::vector<HeldSignUp> held;
  for (const auto& [later, like] : likes) {
    held.push_back({later->id, later->label, like.first->label, like.common});
  }
  return held;
}

template <class Waiting, class IdOf>
void take_out(std::vector<Waiting>& waiting, const std::vector<HeldSignUp>& held, IdOf id_of) {
  std::set<base::Uuid> out;
  for (const auto& each : held) out.insert(each.id);
  std::erase_if(waiting, [&](const Waiting& each) { return out.contains(id_of(each)); });
}

Result<std::vector<HeldSignUp>> held_households(Store& store, const WaitingPool& pool,
                                                const std::set<IdPair>& two) {
  Crowd crowd;
  std::vector<Known> known;
  for (const auto& each : pool.households) {
    crowd.add(each.household, Crowd::Standing::waits);
    known.push_back({each.id, each.label, each.since_ms, true});
  }
  SAMEN_TRY(const auto settled, settled_households(store));
  for (const auto& each : settled) {
    crowd.add(each.household, Crowd::Standing::stands);
    known.push_back({each.id, each.label, each.since_ms, false});
  }
  return held_of(crowd, known, two);
}

Result<std::vector<HeldSignUp>> held_singles(Store& store, const WaitingPool& pool,
                                             const std::set<IdPair>& two) {
  if (pool.singles.empty()) return std::vector<HeldSignUp>{};
  Crowd crowd;
  std::vector<Known> known;
  for (const auto& each : pool.singles) {
    crowd.add(each.volunteer, Crowd::Standing::waits);
    known.push_back({each.row.id, each.row.label, each.since_ms, true});
  }
  SAMEN_TRY(const auto settled, settled_volunteers(store));
  for (const auto& each : settled) {
    crowd.add(each.volunteer, Crowd::Standing::stands);
    known.push_back({each.id, each.label, each.since_ms, false});
  }
  return held_of(crowd, known, two);
}

using Cases = std::vector<LabelledCase>;

Result<std::pair<Cases, Cases>> both(Store& store, std::string_view a, std::string_view b) {
  SAMEN_TRY(auto one, cases_with_label(store, a));
  SAMEN_TRY(auto other, cases_with_label(store, b));
  if (a == b) return fail(Errc::invalid_input, say("that is one sign-up, not two"));
  if ((one[0].kind == 'H') != (other[0].kind == 'H')) {
    return fail(Errc::invalid_input, say("one is a household and the other volunteers"));
  }
  return std::pair(std::move(one), std::move(other));
}

}  // namespace

Result<std::vector<HeldSignUp>> hold_doubles(Store& store, WaitingPool& pool) {
  SAMEN_TRY(const auto two, known_as_two(store));
  SAMEN_TRY(auto held, held_households(store, pool, two));
  SAMEN_TRY(const auto singles, held_singles(store, pool, two));
  held.insert(held.end(), singles.begin(), singles.end());
  std::ranges::sort(held, {},
                    [](const HeldSignUp& each) { return std::tie(each.label, each.like); });
  take_out(pool.households, held, [](const WaitingHousehold& each) { return each.id; });
  take_out(pool.singles, held, [](const WaitingSingle& each) { return each.row.id; });
  return held;
}

Result<void> say_two_people(Store& store, std::string_view a, std::string_view b) {
  SAMEN_TRY(const auto cases, both(store, a, b));
  for (const auto& one : cases.first) {
    for (const auto& other : cases.second) SAMEN_CHECK(note_two_people(store, one.id, other.id));
  }
  return {};
}

Result<void> say_one_person(Store& store, std::string_view counts, std::string_view aside) {
  SAMEN_TRY(const auto cases, both(store, counts, aside));
  const auto& one = cases.first.front();
  const auto& other = cases.second.front();
  if (other.kind == 'G') {
    return fail(Errc::invalid_input, say("a group does not stand aside; its member counts"));
  }
  if (other.state == CaseState::matched) {
    return fail(Errc::conflict, say("{} is matched, so that sign-up counts", aside));
  }
  SAMEN_TRY(const auto counted, counted_for(store, one.id));
  if (counted != one.id) {
    return fail(Errc::conflict, say("{} stands aside for another sign-up itself", counts));
  }
  SAMEN_CHECK(stand_aside(store, other.id));
  return note_one_person(store, one.id, other.id);
}

}  // namespace samen::server
