// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/encoding.hpp"
#include "base/human_code.hpp"
#include "base/receipt_secret.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"
#include "domain/proposal.hpp"
#include "domain/receipt_answer.hpp"
#include "domain/records.hpp"

// What the kiosk's flow needs done by the rest of the house. The interface lives here with its
// consumer; kiosk/records implements it; the app calls it on its one worker thread.
namespace samen::flow {

// What the person takes home. No name, on purpose.
struct Receipt {
  base::HumanCode code;  // short reference, for staff
  // What only this person has: with it, and with nothing else, they come back. As it is shown.
  base::SecretText secret = {};
  std::optional<base::HumanCode> join_code = {};  // to share: of the one who started a group
  std::optional<base::HumanCode> joined = {};     // the group that somebody joined with its code
  bool operator==(const Receipt&) const = default;
};

// The newest answer to somebody's receipt, and whether it answers what was asked last.
struct FoundAnswer {
  domain::ReceiptAnswer answer;
  bool answers_last = false;
  bool operator==(const FoundAnswer&) const = default;
};

// The state of this kiosk in numbers, for the staff page and for "can we take sign-ups now".
struct QueueStatus {
  bool enrolled = false;
  std::string centre;
  int waiting = 0;                                  // on this kiosk, not sent yet
  int received = 0;                                 // the matcher has it; still kept here
  int safely_stored = 0;                            // in a verified backup; deleted here
  int refused = 0;                                  // set aside, a person has to look
  std::optional<std::int64_t> oldest_unsent_ms;     // age
  std::optional<std::int64_t> last_contact_ms_ago;  // age
  std::int64_t free_bytes = 0;
  bool clock_trusted = false;
  bool memory_locked = false;
  bool damaged_file_set_aside = false;         // the kiosk started fresh; staff must know
  bool staff_badge = false;                    // the staff page takes a card beside the PIN
  std::string staff_key;                       // fingerprint of what signs decisions; may be empty
  std::optional<std::string> courier_problem;  // message key, e.g. "staff.problem.unreachable"
  bool operator==(const QueueStatus&) const = default;
};

// Not thread safe: one worker thread owns it.
class RecordsPort {
 public:
  virtual ~RecordsPort() = default;

  // Fills id, receipt code, join code (of a GroupStart) and stamp; seals, signs, inserts, commits.
  // Returns only after the row is durable. Errc::storage_full, storage_damaged, not_found (not
  // enrolled) and others leave nothing behind.
  virtual base::Result<Receipt> submit(domain::Record& record) = 0;

  // `badge` is empty where none is used. Errc::permission: wrong PIN or badge, never which;
  // Errc::limit: too many tries, see staff_retry_after_ms().
  virtual base::Result<void> staff_open(const base::SecretText& pin, base::ByteView badge) = 0;
  virtual std::int64_t staff_retry_after_ms() = 0;  // 0: may try now
  virtual void staff_close() = 0;                   // wipes the staff key; harmless when closed

  virtual base::Result<std::vector<domain::ProposalCard>> cards() = 0;  // needs staff_open
  // Durable when it returns, and stays here for `undo_ms`; it takes the place of one on the same
  // card that has not left yet.
  virtual base::Result<void> decide(const domain::Decision& decision, std::int64_t undo_ms) = 0;
  // As if it had never been made. Errc::conflict: it may have left. Needs staff_open.
  virtual base::Result<void> undo(const domain::Decision& decision) = 0;
  virtual void send_decisions() = 0;  // lets go of those that cannot be taken back any more

  // Makes the keys of a receipt from its secret and asks where its holder stands. Durable when it
  // returns. Errc::limit: too many receipts were opened here lately; errors leave nothing open.
  virtual base::Result<void> receipt_open(const base::ReceiptSecret& secret) = 0;
  // One more request of the same person, with a word on a match if it is about one: durable when it
  // returns, and on its way. Needs receipt_open.
  virtual base::Result<void> receipt_ask(domain::Wish wish,
                                         const std::optional<domain::MatchWord>& word) = 0;
  // What this person tells anew, as a request of theirs: fills id, stamp and what signs it. Durable
  // when it returns, and on its way. Needs receipt_open.
  virtual base::Result<void> receipt_correct(domain::Record& record) = 0;
  // Nothing: none has come down yet that this receipt opens. What the person told is in it once,
  // and no copy of it stays on the kiosk. Needs receipt_open.
  virtual base::Result<std::optional<FoundAnswer>> receipt_answer() = 0;
  // What its holder can hold on to once they have erased; see base/erasure_code.hpp. Needs
  // receipt_open.
  virtual std::string erasure_code() const = 0;
  virtual void receipt_close() = 0;  // wipes the keys; harmless when closed

  virtual base::Result<QueueStatus> status() = 0;
};

}  // namespace samen::flow
