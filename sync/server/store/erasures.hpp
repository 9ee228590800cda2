// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/human_code.hpp"
#include "domain/vocabulary.hpp"
#include "sync/server/store/store.hpp"
#include "vault/digest.hpp"

// The rows that an erasure takes away and the hashes that stay. What belongs together and what
// happens to others is decided in cases/erase.hpp.
namespace samen::server {

enum class ErasedKind : std::uint8_t { record, proposal, receipt };
// What stays of something that is gone.
struct Erased {
  vault::Digest hash{};
  ErasedKind kind = ErasedKind::record;
  bool operator==(const Erased&) const = default;
};

// What is kept of an erased id. Ids carry 74 random bits, so nobody finds an id from its hash.
vault::Digest erasure_hash(const base::Uuid& id);
// Half of that hash, where a table wants an id.
base::Uuid stand_in(const base::Uuid& id);
base::Result<bool> is_noted(Store& store, const vault::Digest& hash);
base::Result<bool> is_erased(Store& store, const base::Uuid& id);
// Since when a receipt whose hash begins so is on the list (base/erasure_code.hpp), in Unix
// milliseconds; after a restore, since then.
base::Result<std::optional<std::int64_t>> receipt_erased_at(Store& store, base::ByteView begin);
base::Result<std::int64_t> count_erased(Store& store);  // hashes, of any kind
base::Result<void> note_erased(Store& store, const Erased& what);

// --- the list in a file of its own: a hash in hexadecimal digits a line; behind that of a receipt
// stands " receipt".
base::Result<std::vector<Erased>> read_erasures(const std::filesystem::path& list);
base::Result<ErasedNames> erased_names(const std::filesystem::path& list);
base::Result<void> add_erasures(const std::filesystem::path& list, std::span<const Erased> more);
// Adds what is in `from` to `to`.
base::Result<void> copy_erasures(const std::filesystem::path& from,
                                 const std::filesystem::path& to);

// --- finding.
// The record with this id, household label or receipt code, whatever of it is here.
base::Result<std::optional<base::Uuid>> find_record(Store& store, std::string_view text);
// Ids of everything here that can be erased, households first: their proposals go with them, so
// nothing has to be read that lies under their keys.
base::Result<std::vector<base::Uuid>> all_record_ids(Store& store);

// What the store holds of one record.
struct RecordTrace {
  bool envelope = false;
  std::string household_label;               // of a household
  std::optional<base::HumanCode> join_code;  // of a volunteer in a group
  bool volunteer = false;
  bool coordinator = false;
};
base::Result<RecordTrace> trace_record(Store& store, const base::Uuid& id);

struct ProposalTrace {
  base::Uuid id;
  std::int64_t version = 0;
  std::int64_t centre = 0;
  domain::ProposalState state = domain::ProposalState::withdrawn;
  base::Uuid household;
  base::HumanCode join_code;
};
// Every proposal that tells something about the record, also closed ones.
base::Result<std::vector<ProposalTrace>> proposals_about(Store& store, const base::Uuid& id,
                                                         const RecordTrace& trace);

// --- taking away. All expect a running transaction.
base::Result<void> delete_proposal(Store& store, const base::Uuid& id);  // and what was decided
base::Result<void> delete_household(Store& store, const base::Uuid& id);
// A group without members goes too; one without its coordinator waits for another.
base::Result<void> delete_volunteer(Store& store, const base::Uuid& id, const RecordTrace& trace);
// Its sequence number counts as answered.
base::Result<void> delete_envelope(Store& store, const base::Uuid& id);

struct LogText {
  std::int64_t round = 0;
  std::string json;
};
// Logs of rounds in which one of the texts occurs: megabytes each, so each is read once.
base::Result<std::vector<LogText>> logs_with_any(Store& store, const std::set<std::string>& texts);
base::Result<void> replace_log(Store& store, const LogText& log);

// Writes the store anew, without the gaps in which deleted rows may have left copies of
// themselves. Needs the file for itself for a moment: Errc::timeout when others do not let go.
base::Result<void> compact(Store& store);

}  // namespace samen::server
