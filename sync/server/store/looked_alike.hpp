// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "sync/server/store/people.hpp"
#include "sync/server/store/store.hpp"

// Everybody a new sign-up could be the second one of, and what staff have said of two that look
// alike. Who looks like whom is found in cases/one_person.hpp and stored nowhere.
namespace samen::server {

struct KnownVolunteer {
  base::Uuid id;
  std::string label;  // their own, or their group's
  bool placed = false;
  std::int64_t since_ms = 0;
  domain::Volunteer volunteer;
};
// Single volunteers who are placed, and members of groups.
base::Result<std::vector<KnownVolunteer>> settled_volunteers(Store& store);

using IdPair = std::pair<base::Uuid, base::Uuid>;  // the lower id first
IdPair id_pair(const base::Uuid& a, const base::Uuid& b);
base::Result<std::set<IdPair>> known_as_two(Store& store);

// Replaces what was said of these two before. All expect a running transaction.
base::Result<void> note_two_people(Store& store, const base::Uuid& a, const base::Uuid& b);
// `counts` waits from now on as long as the one of both that came first.
base::Result<void> note_one_person(Store& store, const base::Uuid& counts,
                                   const base::Uuid& stands_aside);

struct LabelledCase {
  base::Uuid id;
  char kind = 'H';                       // what labels begin with: H, V, G
  CaseState state = CaseState::waiting;  // a volunteer in a group has the group's
};
// A household, a single volunteer, or everybody who signed up in a group. Errc::not_found for a
// label of nobody.
base::Result<std::vector<LabelledCase>> cases_with_label(Store& store, std::string_view label);

// The record that counts for this one: another, or itself.
base::Result<base::Uuid> counted_for(Store& store, const base::Uuid& record);

// For queries of this folder: the record is not one that stands aside for another.
std::string counts_itself(std::string_view record);

}  // namespace samen::server
