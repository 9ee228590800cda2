// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/store/store.hpp"

// Groups with people in them whom a round has placed. All expect a running transaction.
namespace samen::server {

struct Claimed {
  base::HumanCode join_code;
  std::string label;
};
// Takes the household and everybody behind the group out of the pool; volunteers alone get a group
// of their own. Nothing, and nothing changed, when one of them is not free any more, or when the
// group would be larger than the policy allows because somebody has joined it by its code
// meanwhile. `labels` is what a new group's label is drawn from.
base::Result<std::optional<Claimed>> claim(Store& store, const WaitingHousehold& household,
                                           const Units& units, const matcher::Policy& policy,
                                           base::Random& labels);

// The proposal is off: a group that people started waits again, and so does everybody placed in it
// or in a group that a round formed; the latter ends.
base::Result<void> free_group(Store& store, const base::HumanCode& join_code);

// The household never meets this group again, nor in any other group those placed in it. Not only
// the same set: whoever said no to five people is not shown four of them the next day.
base::Result<void> remember_decline(Store& store, const base::Uuid& household,
                                    const base::HumanCode& join_code);

// The decline is taken back: what remember_decline() noted goes, and everybody who was placed in
// the group is placed again. Errc::conflict, which the caller takes back, when household, group or
// one of them have gone on meanwhile.
base::Result<void> reunite(Store& store, const base::Uuid& household,
                           const base::HumanCode& join_code);

// A volunteer who signed up alone goes. Placed: the group has one member fewer and the card says
// so, before and after acceptance. The last one of a formed group: the proposal is withdrawn and
// the household waits again. The volunteer's row stays for the caller to delete.
base::Result<void> single_leaves(Store& store, const base::Uuid& id);

// Somebody who had joined the group by its code is not there any more: the card of its proposal
// says so.
base::Result<void> member_left(Store& store, const base::HumanCode& join_code);

// How many are in the group.
base::Result<int> members_of(Store& store, const base::HumanCode& join_code);

// Somebody joins a group by its code. When volunteers placed in it, not accepted yet, have taken
// the last seat, one of them waits again: the group's own people go before. Errc::limit when it is
// full.
base::Result<void> make_room(Store& store, const base::HumanCode& join_code,
                             const matcher::Policy& policy);

}  // namespace samen::server
