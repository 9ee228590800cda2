// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <optional>
#include <set>
#include <vector>

#include "protocol/messages.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/batch_ladder.hpp"
#include "sync/agent/channel.hpp"

namespace samen::agent {

// What offering did, in rows.
struct SendCounts {
  int received = 0;
  int refused = 0;
  int quarantined = 0;
  int erased = 0;
  int dropped = 0;  // deleted here because they are safely stored
  int moved() const { return received + refused + quarantined + erased; }
};

// Offers waiting rows batch by batch, the newest and the oldest in turns: the newest so that who
// signed up today does not wait behind a backlog, the oldest so that nobody is left behind.
class Sender {
 public:
  Sender(storage::KioskStore& store, Channel& channel, const storage::Trust& trust,
         const vault::VerifyKey& matcher_key, BatchLimits limits);

  // Offers one batch. True: there may be more to offer; false: nothing is left that can be offered
  // now. A trouble ends this exchange; the rows stay where they are.
  std::expected<bool, Trouble> offer_batch();

  // Rows of which single offers failed are left out until the next exchange, so that one bad row
  // never holds up the others.
  void begin_exchange();
  std::size_t set_aside() const { return set_aside_.size(); }
  // What went wrong with single rows although the exchange as a whole went on.
  const std::optional<Trouble>& row_trouble() const { return row_trouble_; }
  const SendCounts& counts() const { return counts_; }

 private:
  using Outcomes = std::vector<storage::KioskStore::Outcome>;
  base::Result<std::vector<storage::OutboxRow>> next_rows();
  std::expected<bool, Trouble> after_network(const std::vector<storage::OutboxRow>& rows,
                                             Trouble trouble);
  std::expected<bool, Trouble> after_failure(const std::vector<storage::OutboxRow>& rows,
                                             Trouble trouble);
  std::expected<bool, Trouble> after_answer(const std::vector<storage::OutboxRow>& rows,
                                            const protocol::BatchAnswer& answer);
  storage::KioskStore::Outcome judge_row(const storage::OutboxRow& row,
                                         const protocol::RecordResult* result);
  std::expected<bool, Trouble> settle(const Outcomes& outcomes, std::int64_t durable);
  bool left_out(const base::Uuid& id) const {
    return set_aside_.contains(id) || not_noted_.contains(id);
  }
  void count(const storage::KioskStore::Outcome& outcome);

  storage::KioskStore& store_;
  Channel& channel_;
  const storage::Trust& trust_;
  const vault::VerifyKey& matcher_key_;
  BatchLadder ladder_;
  std::size_t largest_through_ = 0;  // body of the largest row that was answered
  bool newest_next_ = true;
  std::set<base::Uuid> set_aside_;
  // Answered, but the store cannot be written (a card gone read-only): not offered again by this
  // process.
  std::set<base::Uuid> not_noted_;
  std::optional<Trouble> row_trouble_;
  SendCounts counts_;
};

}  // namespace samen::agent
