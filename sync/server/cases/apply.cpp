// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/apply.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/say.hpp"
#include "protocol/record_json.hpp"
#include "sync/server/cases/decide.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/way_back.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/sealed.hpp"
#include "sync/server/store/singles.hpp"
#include "vault/padding.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::int64_t kClockSlackMs = 600'000;  // as much as requests may be off

// A failure of the store or of this program, as opposed to something about the record.
bool is_ours(Errc code) {
  switch (code) {
    case Errc::storage:
    case Errc::storage_full:
    case Errc::storage_damaged:
    case Errc::timeout:
    case Errc::unavailable:
    case Errc::internal:
      return true;
    default:
      return false;
  }
}

Result<domain::Record> open_record(Store& store, SealKeys& keys, const PendingEnvelope& envelope) {
  SAMEN_TRY(const auto* key, keys.find(envelope.key_id));
  if (key == nullptr) {
    return fail(Errc::unsupported, say("sealed to a key this matcher does not hold"));
  }
  const auto body = open_column(store, sealed_in(Sealed::envelope, envelope.id), envelope.sealed);
  if (!body) {  // stops nobody else: a person has to look at it, and it is taken once it opens
    return fail(Errc::unsupported, say("the store does not open it: {}", body.error().message));
  }
  SAMEN_TRY(const auto padded, vault::open(*key, *body));
  SAMEN_TRY(const auto json, vault::unpad(padded));
  SAMEN_TRY(auto record, protocol::read_record(json));
  if (record.id != envelope.id) {
    return fail(Errc::invalid_input, say("id: the record inside has another id than its envelope"));
  }
  return record;
}

Result<void> apply_or_review(Store& store, SealKeys& keys, const PendingEnvelope& envelope,
                             const matcher::Policy& policy, ApplyOutcome& outcome) {
  const auto record = open_record(store, keys, envelope);
  Result<void> applied;
  if (!record) {
    applied = std::unexpected(record.error());
  } else {
    applied = store.try_change([&] { return apply_record(store, envelope, *record, policy); });
    if (const auto* decision = std::get_if<domain::Decision>(&record->body)) {
      SAMEN_CHECK(watch_decision(store, envelope, *decision, applied));
    }
  }
  if (applied) {
    ++outcome.applied;
    return mark_applied(store, envelope.id);
  }
  if (is_ours(applied.error().code)) return applied;
  ++outcome.needs_review;
  base::log(base::LogLevel::warning, "record_needs_review",
            {{"id", envelope.id},
             {"code", applied.error().code},
             {"why", base::LogValue::public_text(applied.error().message)}});
  return mark_needs_review(
      store, envelope.id,
      std::string(to_string(applied.error().code)) + ": " + applied.error().message);
}

Result<void> apply_start(Store& store, const domain::Record& record,
                         const domain::GroupStart& start, const Origin& origin) {
  SAMEN_TRY(const auto group, ensure_group(store, start.join_code, origin.synthetic));
  if (group.coordinators > 0) {
    return fail(Errc::conflict, say("join_code: a group with this code has a coordinator already"));
  }
  SAMEN_CHECK(add_volunteer(store, record, Role::coordinator, &start.join_code, origin));
  SAMEN_CHECK(adopt_members(store, record.receipt, start.join_code));
  return set_group_centre(store, start.join_code, origin.centre);
}

Result<void> apply_member(Store& store, const domain::Record& record,
                          const domain::GroupMember& member, const Origin& origin,
                          const matcher::Policy& policy) {
  SAMEN_TRY(const auto join_code, group_meant_by(store, member.join_code));
  SAMEN_TRY(const auto group, ensure_group(store, join_code, origin.synthetic));
  if (group.members >= policy.largest_group - 1) {  // beside the coordinator
    return fail(Errc::limit, say("join_code: this group is full; talk with its coordinator"));
  }
  SAMEN_CHECK(make_room(store, join_code, policy));
  return add_volunteer(store, record, Role::member, &join_code, origin);
}

}  // namespace

Result<void> apply_sign_up(Store& store, const domain::Record& record, const Origin& origin,
                           const matcher::Policy& policy) {
  if (std::holds_alternative<domain::Household>(record.body)) {
    return add_household(store, record, origin);
  }
  if (const auto* start = std::get_if<domain::GroupStart>(&record.body)) {
    return apply_start(store, record, *start, origin);
  }
  if (const auto* member = std::get_if<domain::GroupMember>(&record.body)) {
    return apply_member(store, record, *member, origin, policy);
  }
  if (std::holds_alternative<domain::SingleVolunteer>(record.body)) {
    return add_single(store, record, origin);
  }
  return fail(Errc::unsupported, say("form: this is not a sign-up"));
}

Result<void> apply_record(Store& store, const PendingEnvelope& envelope,
                          const domain::Record& record, const matcher::Policy& policy) {
  if (const auto* decision = std::get_if<domain::Decision>(&record.body)) {
    return take_decision(store, envelope, *decision);
  }
  if (record.correction || std::holds_alternative<domain::ReceiptRequest>(record.body)) {
    return take_receipt_request(store, envelope, record);
  }
  // A trusted kiosk clock says when the person stood there; otherwise waiting starts on arrival.
  // Nobody signed up before the kiosk was enrolled: a clock that says so would jump the queue.
  const bool believable =
      envelope.trusted && envelope.wall_ms >= envelope.enrolled_ms - kClockSlackMs;
  const Origin origin{
      envelope.centre,
      believable ? std::min(envelope.wall_ms, envelope.received_ms) : envelope.received_ms, false};
  return take_sign_up(store, record, origin, policy);
}

Result<void> take_sign_up(Store& store, const domain::Record& record, const Origin& origin,
                          const matcher::Policy& policy) {
  SAMEN_CHECK(apply_sign_up(store, record, origin, policy));
  return open_way_back(store, record);
}

Result<ApplyOutcome> apply_stored(Store& store, SealKeys& keys, const matcher::Policy& policy,
                                  int limit) {
  ApplyOutcome outcome;
  SAMEN_TRY(const auto pending, pending_envelopes(store, limit + 1));
  if (pending.empty()) return outcome;
  outcome.more = pending.size() > static_cast<std::size_t>(limit);
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto erased_before, count_erased(store));
  for (int i = 0; i < limit && static_cast<std::size_t>(i) < pending.size(); ++i) {
    const auto& envelope = pending[static_cast<std::size_t>(i)];
    SAMEN_TRY(const bool still, is_pending(store, envelope.id));
    if (still) SAMEN_CHECK(apply_or_review(store, keys, envelope, policy, outcome));
  }
  SAMEN_TRY(const auto erased_now, count_erased(store));
  outcome.erased = static_cast<int>(erased_now - erased_before);
  SAMEN_CHECK(transaction.commit());
  return outcome;
}

Result<ApplyOutcome> apply_all(Store& store, SealKeys& keys, const matcher::Policy& policy) {
  ApplyOutcome total;
  do {
    SAMEN_TRY(const auto outcome, apply_stored(store, keys, policy, 64));
    total.applied += outcome.applied;
    total.needs_review += outcome.needs_review;
    total.erased += outcome.erased;
    total.more = outcome.more;
  } while (total.more);
  return total;
}

}  // namespace samen::server
