// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/way_back.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "protocol/receipt_request.hpp"
#include "sync/server/cases/correct.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/match_word.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/cases/wait_range.hpp"
#include "sync/server/store/feed.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rests.hpp"
#include "sync/server/store/talks.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::Outcome;
using domain::Standing;
using domain::Wish;

namespace {

// What has a place in the person's own order.
Result<Outcome> change_case(Store& store, ReceiptKey& key, const KeptRequest& asked) {
  switch (asked.request.wish) {
    case Wish::withdraw:
      SAMEN_CHECK(leave(store, key.record));
      key.word = OwnWord::withdrawn;
      return Outcome::done;
    case Wish::pause:
      SAMEN_CHECK(stand_aside(store, key.record));
      key.word = OwnWord::paused;
      return Outcome::done;
    case Wish::resume:
      SAMEN_CHECK(end_rest_noted_before(store, key.record, asked.request.counter));
      key.word = OwnWord::active;
      return Outcome::done;
    case Wish::correct:
      return asked.told ? correct(store, key.record, *asked.told) : Outcome::refused;
    case Wish::status:
    case Wish::read:
    case Wish::talk:
    case Wish::erase:
    case Wish::yes:
    case Wish::no:
    case Wish::unsure:
    case Wish::check_in:
      break;
  }
  return fail(Errc::internal, say("this wish changes no case"));
}

// `asked.request.counter` is where the request stands in the person's own order.
Result<Outcome> carry_out(Store& store, ReceiptKey& key, const KeptRequest& asked) {
  const Wish wish = asked.request.wish;
  const std::int64_t order = asked.request.counter;
  if (only_asks(wish)) return Outcome::done;
  if (is_about_a_match(wish)) {
    if (key.word == OwnWord::withdrawn) return Outcome::late;
    return take_match_word(store, key.record, asked);
  }
  if (wish == Wish::erase) {
    SAMEN_CHECK(erase_for_good(store, key.record, "asked"));
    return Outcome::done;
  }
  if (wish == Wish::talk) {
    SAMEN_CHECK(add_wish_to_talk(store, key.record));
    SAMEN_CHECK(put_talk_on_cards(store, key.record));
    return Outcome::done;
  }
  // Two things are said, each with an order of its own: a pause that arrives first must not take
  // the new number with it.
  std::int64_t& last = wish == Wish::correct ? key.told_counter : key.counter;
  const bool overtaken = order <= last || key.word == OwnWord::withdrawn;
  if (overtaken && !is_final(wish)) return Outcome::late;
  SAMEN_TRY(const auto outcome, change_case(store, key, asked));
  if (outcome != Outcome::done) return outcome;
  last = std::max(last, order);
  SAMEN_CHECK(save_receipt_key(store, key));
  return Outcome::done;
}

// A kiosk's clock counts where it was trusted, and never beyond the moment of arrival: a request
// from the year 2040 must not make every later one late.
std::int64_t order_of(const PendingEnvelope& envelope, const domain::ReceiptRequest& request) {
  return envelope.trusted ? std::min(request.counter, envelope.received_ms) : envelope.received_ms;
}

Standing standing_of(OwnWord word, CaseState state) {
  if (word == OwnWord::withdrawn) return Standing::withdrawn;
  if (word == OwnWord::paused) return Standing::paused;
  switch (state) {
    case CaseState::waiting:
      return Standing::waiting;
    case CaseState::proposed:
      return Standing::proposed;
    case CaseState::matched:
      return Standing::matched;
    case CaseState::withdrawn:
      break;
  }
  return Standing::withdrawn;
}

Result<bool> too_often(Store& store, const PendingEnvelope& envelope,
                       const domain::ReceiptRequest& request) {
  if (is_final(request.wish)) return false;
  SAMEN_TRY(const auto asked,
            asked_since(store, store.now_ms() - base::kHourMs, request.from, envelope.device));
  return asked.with_it >= kMostOfOneReceipt || asked.at_it >= kMostAtOneKiosk ||
         asked.in_all >= kMostRequests;
}

// Nothing in it tells a stranger whether there is such a receipt.
Result<domain::ReceiptAnswer> answer_unknown(Store& store, const domain::ReceiptRequest& request,
                                             bool signed_by_it) {
  domain::ReceiptAnswer answer;
  answer.outcome = signed_by_it && !only_asks(request.wish) ? Outcome::kept : Outcome::done;
  if (is_about_a_match(request.wish)) answer.outcome = Outcome::past;
  SAMEN_TRY(const bool erased, is_noted(store, erased_receipt_hash(request.from)));
  if (erased && signed_by_it) {
    const bool too_late = !only_asks(request.wish) && !is_final(request.wish);
    answer.outcome = too_late ? Outcome::late : Outcome::done;
    answer.standing = Standing::erased;
  }
  return answer;
}

Result<domain::ReceiptAnswer> answer_known(Store& store, ReceiptKey& key,
                                           const KeptRequest& asked) {
  domain::ReceiptAnswer answer;
  SAMEN_TRY(answer.outcome, carry_out(store, key, asked));
  if (asked.request.wish == Wish::erase) {
    answer.standing = Standing::erased;
    return answer;
  }
  SAMEN_TRY(const auto place, place_of(store, key.record));
  answer.standing = standing_of(key.word, place.state);
  answer.since_ms = place.since_ms;
  answer.counter = std::max(key.counter, key.told_counter);
  if (answer.standing == Standing::waiting) {
    SAMEN_TRY(const bool resting, is_resting(store, key.record));
    if (resting) answer.standing = Standing::paused;
  }
  if (answer.standing == Standing::waiting) {
    SAMEN_TRY(answer.wait, expected_wait(store, key.record, place.since_ms));
  }
  if (answer.standing == Standing::matched) {
    SAMEN_CHECK(tell_of_match(store, key.record, answer));
  }
  if (asked.request.wish == Wish::read) {
    SAMEN_TRY(answer.told, find_sign_up(store, key.record));
  }
  return answer;
}

Result<void> send_answer(Store& store, const PendingEnvelope& envelope,
                         const domain::ReceiptRequest& request,
                         const domain::ReceiptAnswer& answer) {
  const auto json = protocol::write_answer(answer);
  SAMEN_TRY(const auto padded, vault::pad(json));
  SAMEN_TRY(const auto receipt, vault::SealPublicKey::from_bytes(request.from.seal));
  protocol::FeedItem item;
  item.id = answer.request;
  item.version = 1;
  item.kind = protocol::FeedKind::answer;
  SAMEN_TRY(item.sealed, vault::seal(receipt, padded));
  SAMEN_TRY(const auto device, device_with_number(store, envelope.device));
  return put_feed_item(store, device, item);
}

// Copies of the store hold what it told for as long as there is a key.
Result<void> goes_with_the_record(Store& store, const base::Uuid& envelope,
                                  const std::optional<ReceiptKey>& key,
                                  const domain::ReceiptAnswer& answer) {
  if (key) return note_told_anew(store, envelope, key->record);
  if (answer.standing != Standing::erased) return {};
  const Erased gone{erasure_hash(envelope), ErasedKind::record};
  SAMEN_CHECK(add_erasures(store.folder().erasures(), {&gone, 1}));
  SAMEN_CHECK(delete_envelope(store, envelope));
  return note_erased(store, gone);
}

}  // namespace

Result<void> take_receipt_request(Store& store, const PendingEnvelope& envelope,
                                  const domain::Record& record) {
  const auto& request =
      record.correction ? *record.correction : std::get<domain::ReceiptRequest>(record.body);
  const bool signed_by_it =
      (record.correction ? protocol::verify_correction(record)
                         : protocol::verify_receipt_request(request, record.id))
          .has_value();
  KeptRequest asked{record.id, request};
  asked.request.counter = order_of(envelope, request);  // also when it waits for its record
  if (record.correction) asked.told = record;
  SAMEN_TRY(auto key, find_receipt_key(store, request.from));
  SAMEN_TRY(const bool busy, too_often(store, envelope, request));
  domain::ReceiptAnswer answer;
  if (busy) {
    answer.outcome = Outcome::busy;
  } else if (key && signed_by_it) {
    SAMEN_TRY(answer, answer_known(store, *key, asked));
  } else {
    SAMEN_TRY(answer, answer_unknown(store, request, signed_by_it));
  }
  answer.request = record.id;
  answer.wish = request.wish;
  answer.at_ms = store.now_ms();
  SAMEN_CHECK(drop_old_requests(store, kAnswersKeptMs));
  SAMEN_CHECK(add_receipt_request(store, asked, envelope.device, answer.outcome));
  // What was told anew stands in its record now, or waits with the request, or is nobody's.
  if (record.correction) {
    SAMEN_CHECK(empty_envelope(store, record.id));
    if (signed_by_it) SAMEN_CHECK(goes_with_the_record(store, record.id, key, answer));
  }
  return send_answer(store, envelope, request, answer);
}

Result<void> open_way_back(Store& store, const domain::Record& record) {
  if (!record.way_back) return {};
  const auto sign = vault::VerifyKey::from_bytes(record.way_back->sign);
  if (!sign) return std::unexpected(sign.error().context("way_back.sign"));
  SAMEN_TRY(const bool is_void, is_noted(store, void_receipt_hash(*record.way_back)));
  if (is_void) return {};
  SAMEN_CHECK(add_receipt_key(store, record.id, *record.way_back));
  ReceiptKey key{*record.way_back, record.id, OwnWord::active, 0, 0};
  SAMEN_TRY(const auto kept, kept_requests(store, key.keys));
  for (const auto& asked : kept) {
    if (asked.told) SAMEN_CHECK(note_told_anew(store, asked.id, record.id));
  }
  for (const auto& asked : kept) {
    SAMEN_TRY([[maybe_unused]] const auto outcome, carry_out(store, key, asked));
    if (asked.request.wish == Wish::erase) return {};
    SAMEN_CHECK(mark_carried_out(store, asked.id));
  }
  return {};
}

}  // namespace samen::server
