// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "domain/records.hpp"
#include "sync/server/store/store.hpp"

// The cases: households, welcome groups, volunteers. A record is kept as the person gave it;
// beside it stands only what the matcher has to look up.
namespace samen::server {

enum class CaseState : std::uint8_t { waiting, proposed, matched, withdrawn };
std::string_view to_string(CaseState state);

enum class Role : std::uint8_t { coordinator, member, single };
std::string_view to_string(Role role);

// Where a record came from.
struct Origin {
  std::int64_t centre = 0;
  std::int64_t at_ms = 0;  // waiting counts from here
  bool synthetic = false;
};

// All adders expect a running transaction and a record that passed domain::validate.
// Errc::conflict when the id or the receipt code is in use.
base::Result<void> add_household(Store& store, const domain::Record& record, const Origin& origin);
base::Result<void> add_volunteer(Store& store, const domain::Record& record, Role role,
                                 const base::HumanCode* join_code, const Origin& origin);

struct GroupRow {
  base::HumanCode join_code;
  std::string label;
  std::optional<std::int64_t> centre;  // unknown until the coordinator's record is here
  CaseState state = CaseState::waiting;
  bool synthetic = false;
  int coordinators = 0;
  int members = 0;  // without the coordinator
};
// The group with this code, made if nobody named it before: members may arrive first.
base::Result<GroupRow> ensure_group(Store& store, const base::HumanCode& join_code, bool synthetic);
// A friend may have been given a starter's own code instead of the group's: both led to the group
// while codes were of one form. The group that this code means, whichever it is.
base::Result<base::HumanCode> group_meant_by(Store& store, const base::HumanCode& typed);
// The other way round: who came with the starter's own code before the starter's record did.
// Expects the starter to be there; call it in the same transaction.
base::Result<void> adopt_members(Store& store, const base::HumanCode& starters_own,
                                 const base::HumanCode& join_code);
base::Result<void> set_group_centre(Store& store, const base::HumanCode& join_code,
                                    std::int64_t centre);

base::Result<void> set_household_state(Store& store, const base::Uuid& id, CaseState state);
base::Result<void> set_group_state(Store& store, const base::HumanCode& join_code, CaseState state);

base::Result<bool> is_waiting(Store& store, const base::Uuid& household);
// Still free, both of them? Another process may have changed it; ask inside the transaction.
base::Result<bool> both_waiting(Store& store, const base::Uuid& household,
                                const base::HumanCode& join_code);

// Where somebody's case stands, and since when they wait (Unix milliseconds; 0: not known). A
// member stands where the group stands, a sign-up that stands aside where the one does that counts.
struct Place {
  CaseState state = CaseState::waiting;
  std::int64_t since_ms = 0;
};
base::Result<Place> place_of(Store& store, const base::Uuid& record);

// The volunteer whom a sign-up is about; nullptr: none.
const domain::Volunteer* volunteer_of(const domain::Body& body);
domain::Volunteer* volunteer_of(domain::Body& body);

// The record of the household with this label, whatever its state; nothing when there is none.
base::Result<std::optional<domain::Record>> household_record(Store& store, std::string_view label);
// The sign-up with this id as it is known now; nothing when there is none.
base::Result<std::optional<domain::Record>> find_sign_up(Store& store, const base::Uuid& id);
// What is known of it now, in place of what was. Errc::not_found when it is not here.
base::Result<void> replace_sign_up(Store& store, const domain::Record& record);

struct WaitingHousehold {
  base::Uuid id;
  std::string label;
  std::int64_t centre = 0;
  std::int64_t since_ms = 0;
  bool synthetic = false;
  domain::Household household;
};
base::Result<std::vector<WaitingHousehold>> waiting_households(Store& store);
// Those who have a proposal or a match.
base::Result<std::vector<WaitingHousehold>> settled_households(Store& store);

struct WaitingGroup {
  GroupRow row;
  domain::GroupStart start;
  std::vector<domain::Volunteer> members;  // the coordinator first
  std::vector<base::Uuid> ids;             // of their sign-ups, in that order
};
// Groups whose coordinator's record is here and that are free.
base::Result<std::vector<WaitingGroup>> waiting_groups(Store& store);

}  // namespace samen::server
