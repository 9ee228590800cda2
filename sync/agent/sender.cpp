// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/sender.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/say.hpp"
#include "protocol/feed_signature.hpp"
#include "sync/agent/outbox_table.hpp"

namespace samen::agent {
namespace {

using base::log;
using base::LogLevel;
using base::LogValue;
using Outcome = storage::KioskStore::Outcome;
using Order = storage::KioskStore::Order;

// The row's own envelope, when it still is the one that was kept.
base::Result<protocol::Envelope> envelope_of(const storage::OutboxRow& row) {
  if (row.envelope.hash() != row.hash) {
    return base::fail(base::Errc::storage_damaged,
                      base::say("the row does not have the hash it was kept with"));
  }
  return row.envelope;
}

const protocol::RecordResult* find(const protocol::BatchAnswer& answer, const base::Uuid& id) {
  const auto found = std::ranges::find(answer.results, id, &protocol::RecordResult::id);
  return found == answer.results.end() ? nullptr : &*found;
}

}  // namespace

Sender::Sender(storage::KioskStore& store, Channel& channel, const storage::Trust& trust,
               const vault::VerifyKey& matcher_key, BatchLimits limits)
    : store_(store),
      channel_(channel),
      trust_(trust),
      matcher_key_(matcher_key),
      ladder_({std::min(limits.rows, protocol::kMaxEnvelopesInBatch), limits.bytes}) {}

void Sender::begin_exchange() {
  set_aside_.clear();
  row_trouble_.reset();
  counts_ = {};
}

base::Result<std::vector<storage::OutboxRow>> Sender::next_rows() {
  // Rows left out still wait in the store: ask for that many more and pass over them here.
  const std::size_t extra = set_aside_.size() + not_noted_.size();
  const BatchLimits& most = ladder_.now();
  const Order order = ladder_.is_low() ? Order::smallest_first
                      : newest_next_   ? Order::newest_first
                                       : Order::oldest_first;
  SAMEN_TRY(auto rows,
            store_.waiting(order, most.rows + extra, most.bytes + extra * protocol::kMaxBodyBytes,
                           channel_.boot_id()));
  std::erase_if(rows, [this](const auto& row) { return left_out(row.envelope.id); });
  std::size_t bytes = 0;
  std::size_t keep = 0;
  while (keep < rows.size() && keep < most.rows) {
    bytes += rows[keep].envelope.body.size();
    if (keep > 0 && bytes > most.bytes) break;
    ++keep;
  }
  rows.erase(rows.begin() + static_cast<std::ptrdiff_t>(keep), rows.end());
  return rows;
}

std::expected<bool, Trouble> Sender::offer_batch() {
  auto rows = next_rows();
  if (!rows) return std::unexpected(storage_trouble(rows.error()));
  if (rows->empty()) return false;
  newest_next_ = !newest_next_;

  protocol::BatchRequest request;
  Outcomes damaged;
  for (const auto& row : *rows) {
    auto envelope = envelope_of(row);
    if (envelope) {
      request.envelopes.push_back(std::move(*envelope));
    } else {
      log(LogLevel::error, "outbox_row_damaged",
          {{"id", row.envelope.id}, {"seq", row.envelope.seq}});
      damaged.push_back({row.envelope.id, What::quarantined, "damaged", ""});
    }
  }
  if (!damaged.empty()) {
    return settle(damaged, 0);
  }

  const Reply reply =
      channel_.post("/v1/envelopes", protocol::write_json(request), ladder_.connection());
  if (!reply) return after_failure(*rows, reply.error());
  const auto answer = protocol::read_batch_answer(*reply);
  if (!answer) {
    return after_failure(*rows, {Problem::strange_answer, answer.error().message, 200, {}});
  }
  channel_.learn_time(answer->time_ms);
  ladder_.went_well(channel_.took());
  for (const auto& row : *rows)
    largest_through_ = std::max(largest_through_, row.envelope.body.size());
  return after_answer(*rows, *answer);
}

// The network gave up half-way: less at once, until nothing less is left.
std::expected<bool, Trouble> Sender::after_network(const std::vector<storage::OutboxRow>& rows,
                                                   Trouble trouble) {
  if (ladder_.went_wrong(rows.size())) {
    log(LogLevel::info, "less_at_once",
        {{"rows", ladder_.now().rows},
         {"fresh", ladder_.connection() == Connection::fresh},
         {"because", LogValue::public_text(trouble.detail)}});
    return true;
  }
  // The smallest goes first on the lowest step: whatever is left is at least as large.
  if (largest_through_ > 0 && rows.front().envelope.body.size() > largest_through_) {
    trouble.problem = Problem::thin_network;
  }
  return std::unexpected(std::move(trouble));
}

std::expected<bool, Trouble> Sender::after_failure(const std::vector<storage::OutboxRow>& rows,
                                                   Trouble trouble) {
  if (trouble.problem == Problem::stopped) return std::unexpected(std::move(trouble));
  // "Too large" and "I cannot read this" are about what was in the batch: halve it until one row
  // stands alone, and go on with the others.
  // (A proxy in between may be the one that says 413; a portal's 400 says nothing about them.)
  const bool about_the_rows = trouble.status == 413 ||
                              (trouble.status == 400 && trouble.problem == Problem::strange_answer);
  const bool half_way =
      trouble.connected && (trouble.problem == Problem::cut || trouble.problem == Problem::timeout);
  if (about_the_rows && rows.size() > 1) {
    ladder_.too_much(rows.size());
    log(LogLevel::info, "batch_halved",
        {{"rows", ladder_.now().rows}, {"because", LogValue::public_text(trouble.detail)}});
    return true;
  }
  if (half_way) {
    auto less = after_network(rows, std::move(trouble));
    if (less) return less;
    trouble = std::move(less.error());
  }
  std::vector<base::Uuid> ids;
  for (const auto& row : rows) ids.push_back(row.envelope.id);
  const auto noted = store_.note_failed_attempt(
      ids, trouble.status == 413 ? "too_large" : class_of(trouble.problem));
  if (!noted && noted.error().code != base::Errc::permission) {
    return std::unexpected(storage_trouble(noted.error()));
  }
  if (!about_the_rows) return std::unexpected(std::move(trouble));
  log(LogLevel::warning, "row_not_taken",
      {{"id", rows.front().envelope.id}, {"because", LogValue::public_text(trouble.detail)}});
  set_aside_.insert(rows.front().envelope.id);
  row_trouble_ = std::move(trouble);
  ladder_.begin_anew();
  return true;
}

Outcome Sender::judge_row(const storage::OutboxRow& row, const protocol::RecordResult* result) {
  const auto not_believed = [this, &row](Problem problem, std::string detail) {
    log(LogLevel::warning, "answer_not_believed",
        {{"id", row.envelope.id}, {"because", LogValue::public_text(detail)}});
    set_aside_.insert(row.envelope.id);
    row_trouble_ = Trouble{problem, std::move(detail), 200, {}};
    return Outcome{row.envelope.id, What::failed, std::string(class_of(problem)), ""};
  };
  if (result == nullptr) {
    return not_believed(Problem::strange_answer, "the answer leaves this envelope out");
  }
  if (result->result == ResultClass::limited) {
    set_aside_.insert(row.envelope.id);
    const std::chrono::milliseconds pause(std::max<std::int64_t>(result->retry_after_ms, 0));
    if (!row_trouble_ || row_trouble_->problem == Problem::busy) {
      row_trouble_ = Trouble{Problem::busy, "the matcher takes no more from this kiosk now", 200,
                             std::max(pause, row_trouble_ ? row_trouble_->retry_after : pause)};
    }
    return {row.envelope.id, What::failed, std::string(class_of(Problem::busy)), ""};
  }
  if (!result->receipt) return not_believed(Problem::bad_receipt, "there is no receipt");
  if (const auto valid = protocol::verify_receipt(*result->receipt, matcher_key_, row.envelope.id,
                                                  row.hash, row.envelope.device, row.envelope.seq);
      !valid) {
    return not_believed(Problem::bad_receipt, valid.error().message);
  }
  const auto becomes = row_becomes(result->result, result->receipt->status);
  if (!becomes) return not_believed(Problem::bad_receipt, "class and receipt do not agree");
  if (result->error && result->error->code == "second_identity") {
    row_trouble_ = Trouble{Problem::second_identity, result->error->message, 200, {}};
  }
  std::string reason;
  if (*becomes != What::received) {
    reason = result->error ? result->error->code : std::string(to_string(result->result));
  }
  return {row.envelope.id, *becomes, std::move(reason), protocol::write_json(*result->receipt)};
}

void Sender::count(const Outcome& outcome) {
  switch (outcome.what) {
    case What::received:
      ++counts_.received;
      return;
    case What::refused:
      ++counts_.refused;
      log(LogLevel::warning, "refused_by_matcher",
          {{"id", outcome.id}, {"because", LogValue::public_text(outcome.reason)}});
      return;
    case What::quarantined:
      ++counts_.quarantined;
      log(LogLevel::error, "id_conflict_at_matcher", {{"id", outcome.id}});
      return;
    case What::erased:
      ++counts_.erased;
      return;
    case What::failed:
    case What::durable:
    case What::new_epoch:
    case What::offered_again:
    case What::taken_back:
    case What::released:
      return;
  }
}

std::expected<bool, Trouble> Sender::after_answer(const std::vector<storage::OutboxRow>& rows,
                                                  const protocol::BatchAnswer& answer) {
  Outcomes outcomes;
  for (const auto& row : rows) outcomes.push_back(judge_row(row, find(answer, row.envelope.id)));

  // First the epoch: durable_through counts in the new epoch, and rows received in the old one
  // have to be waiting again before anything is deleted.
  const auto changed = store_.meet_epoch(answer.epoch);
  if (!changed) return std::unexpected(storage_trouble(changed.error()));
  if (*changed) log(LogLevel::warning, "matcher_was_restored_offering_all_again");

  const auto durable = protocol::believed_durable(answer.durable_through, answer.durable_signature,
                                                  answer.epoch, trust_.device, matcher_key_);
  if (!durable) row_trouble_ = Trouble{Problem::bad_receipt, durable.error().message, 200, {}};

  auto settled = settle(outcomes, durable.value_or(0));
  if (!settled) return settled;
  // "Busy" is about the whole kiosk: offering the rest now would only be turned away too.
  if (row_trouble_ && row_trouble_->problem == Problem::busy) return std::unexpected(*row_trouble_);
  return true;
}

// Notes what became of rows. On a card that cannot be written the matcher's answers still count,
// for as long as this process lives: what lies there is delivered, and offered again after a
// restart.
std::expected<bool, Trouble> Sender::settle(const Outcomes& outcomes, std::int64_t durable) {
  const auto before = store_.counts();
  if (!before) return std::unexpected(storage_trouble(before.error()));
  const auto done = store_.apply(outcomes, durable);
  if (!done && done.error().code != base::Errc::permission) {
    return std::unexpected(storage_trouble(done.error()));
  }
  const auto after = store_.counts();
  if (!after) return std::unexpected(storage_trouble(after.error()));
  counts_.dropped += static_cast<int>(after->safely_stored - before->safely_stored);
  for (const auto& outcome : outcomes) {
    count(outcome);
    if (!done && outcome.what != What::failed) not_noted_.insert(outcome.id);
  }
  if (!done) row_trouble_ = Trouble{Problem::read_only, done.error().message, 200, {}};
  return true;
}

}  // namespace samen::agent
