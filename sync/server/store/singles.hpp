// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "domain/records.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/store.hpp"

// People who asked to be placed in a group, and the groups that rounds form of them.
//   free --proposed with a household, or to join a group that is not complete--> placed
//   placed --that proposal declined--> free, waiting since the sign-up as before
// A group formed of them alone is a welcome_group without records of its own; it never waits.
namespace samen::server {

// In a kiosk's place in codes that are handed out here: no kiosk has this number.
inline constexpr std::uint32_t kMatcherItself = 0;

// Expects a running transaction and a record that passed domain::validate. Errc::conflict when the
// id or the receipt code is in use.
base::Result<void> add_single(Store& store, const domain::Record& record, const Origin& origin);

struct SingleRow {
  base::Uuid id;
  std::string label;  // "V-4MX": for staff, never traced to a receipt
  bool synthetic = false;
};
struct WaitingSingle {
  SingleRow row;
  domain::Volunteer volunteer;
  std::int64_t since_ms = 0;
};
base::Result<std::vector<WaitingSingle>> waiting_singles(Store& store);

// A group without members; place_single() fills it. `labels` is what its label is drawn from; its
// code, which lets people join, is nobody's to repeat. Expects a running transaction.
struct FormedGroup {
  base::HumanCode join_code;
  std::string label;
};
base::Result<FormedGroup> add_formed_group(Store& store, std::int64_t centre, bool synthetic,
                                           base::Random& labels);

// False when the volunteer is not free any more: placed elsewhere or erased meanwhile.
base::Result<bool> is_free(Store& store, const base::Uuid& id);
// Errc::not_found unless free.
base::Result<void> place_single(Store& store, const base::Uuid& id,
                                const base::HumanCode& join_code);
// The group in which the volunteer is placed, if any; nothing for anybody else's id.
base::Result<std::optional<base::HumanCode>> placed_in(Store& store, const base::Uuid& id);
// By label. Empty for a group in which nobody was placed.
base::Result<std::vector<SingleRow>> placed_singles(Store& store, const base::HumanCode& join_code);
base::Result<void> release_single(Store& store, const base::Uuid& id);
// Errc::not_found for an unknown label.
base::Result<base::Uuid> single_with_label(Store& store, std::string_view label);

// Empty for anybody who is no single volunteer.
base::Result<std::string> label_of_single(Store& store, const base::Uuid& id);

// How many records name this group's code: 0 for one that a round formed.
base::Result<int> signed_up_in(Store& store, const base::HumanCode& join_code);

// This household is never proposed a group with this volunteer again.
base::Result<void> add_declined_single(Store& store, const base::Uuid& household,
                                       const base::Uuid& single);
base::Result<std::vector<std::pair<base::Uuid, base::Uuid>>> declined_singles(Store& store);
// Forgets that this household declined this group, and those who were placed in it when it did; who
// they are.
base::Result<std::vector<base::Uuid>> take_back_decline(Store& store, const base::Uuid& household,
                                                        const base::HumanCode& join_code);
// A group that people started and that waits, or one formed by a round that has ended.
base::Result<bool> is_free_group(Store& store, const base::HumanCode& join_code);

struct SingleCounts {
  std::int64_t waiting = 0;
  std::int64_t proposed = 0;  // in a group that has an open proposal
  std::int64_t matched = 0;
};
base::Result<SingleCounts> count_singles(Store& store);

}  // namespace samen::server
