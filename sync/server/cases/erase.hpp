// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/store.hpp"

// What a person asks to be forgotten goes: the record, its envelope, every proposal and decision
// that tells something of it, the lines about it in the logs of rounds, and by tombstones the cards
// on the kiosks. What stays is a hash of the id, so that the same envelope, offered again by a
// kiosk or put back by an old backup, is known as erased.
namespace samen::server {

struct Erasure {
  RecordTrace was;
  int cards = 0;  // taken back from the centre's kiosks
  std::vector<Erased> for_the_list = {};
};

// Whoever was proposed to or matched with the erased one waits again, except when one of several in
// a group is erased and a match goes on without them: its card says that somebody has left.
// `reason` goes into the audit chain, which keeps it for good: one of kErasureReasons, and a day
// behind it when they asked by letter. Expects a running transaction; what is for the list of
// erasures has to be on it before it is committed.
base::Result<Erasure> erase_record(Store& store, const base::Uuid& id, std::string_view reason,
                                   std::string_view actor = "operator");

// The same to see what goes and what becomes of others, in a transaction that is taken back: it
// leaves the logs of rounds as they are, because they decide nothing and are megabytes.
base::Result<Erasure> erase_to_look(Store& store, const base::Uuid& id);

// As erase_record(), and on the list of erasures: a power cut between the two is made good at the
// next start, while the other way round a restored backup could bring back what is on no list.
// Expects a running transaction; commit it, and finish_erasing().
base::Result<Erasure> erase_for_good(Store& store, const base::Uuid& id, std::string_view reason,
                                     std::string_view actor = "operator");

// Words instead of free text, because nobody can erase what somebody writes there.
inline constexpr std::string_view kErasureReasons[] = {"asked", "retention", "duplicate", "mistake",
                                                       "unreadable"};

// What the list of erasures asks for beside the rows: the keys of what was erased are overwritten,
// and the store is written anew (compact). May be done again at any time.
base::Result<void> finish_erasing(Store& store);

// Erases again what is on the list and in the store, as after a restore or a power cut between list
// and commit; how many records. Their keys go whatever of them is in the store.
base::Result<int> redo_erasures(Store& store, const DataFolder& folder);

}  // namespace samen::server
