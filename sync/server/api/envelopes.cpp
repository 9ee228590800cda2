// SPDX-License-Identifier: Apache-2.0
// POST /v1/envelopes: one transaction a batch, a signed receipt a record.
#include "sync/server/store/envelopes.hpp"

#include "base/log.hpp"
#include "base/spans.hpp"
#include "protocol/feed_signature.hpp"
#include "protocol/messages.hpp"
#include "sync/server/api/authentication.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/intake_limits.hpp"
#include "vault/seal.hpp"

namespace samen::server {
namespace {

using base::Errc;
using base::Result;
using protocol::ReceiptStatus;
using protocol::RecordResult;
using protocol::ResultClass;

// What one batch needs at hand.
struct Ingest {
  Store& store;
  MatcherKeys& keys;
  const Device& device;

  protocol::Receipt receipt(const protocol::Envelope& envelope, ReceiptStatus status) const {
    protocol::Receipt receipt;
    receipt.id = envelope.id;
    receipt.hash = envelope.hash();
    receipt.status = status;
    receipt.epoch = store.epoch();
    receipt.device = envelope.device;  // the receipt speaks about this envelope, whoever brought it
    receipt.seq = envelope.seq;
    protocol::sign_receipt(receipt, keys.sign);
    return receipt;
  }

  // Refused for good. Moves no mark: only the kiosk's own signature says that a number is taken,
  // and a courier that was taken over could otherwise name numbers the kiosk has yet to use.
  RecordResult refuse(const protocol::Envelope& envelope, ResultClass result, ReceiptStatus status,
                      protocol::ErrorMessage why) const {
    base::log(base::LogLevel::warning, "record_refused",
              {{"device", device.id},
               {"id", envelope.id},
               {"code", base::LogValue::public_text(why.code)}});
    RecordResult answer;
    answer.id = envelope.id;
    answer.result = result;
    answer.receipt = receipt(envelope, status);
    answer.error = std::move(why);
    return answer;
  }

  Result<RecordResult> take(const protocol::Envelope& envelope) const {
    // Whatever this kiosk's own key signed is this kiosk's own, also when it names an id from
    // before the kiosk was enrolled anew (the store was restored from before its first enrolment).
    if (const auto held = protocol::verify_envelope(envelope, device.kiosk_key); !held) {
      if (envelope.device != device.id) {
        return refuse(
            envelope, ResultClass::refused, ReceiptStatus::refused,
            {"other_device", "this record names another kiosk than the one that sent it"});
      }
      return refuse(envelope, ResultClass::refused, ReceiptStatus::refused,
                    {"signature", held.error().message});
    }
    RecordResult answer;
    answer.id = envelope.id;
    SAMEN_TRY(const bool erased, is_erased(store, envelope.id));
    if (erased) {
      SAMEN_CHECK(pass_over(store, device, envelope.seq, stand_in(envelope.id), "erased"));
      answer.receipt = receipt(envelope, ReceiptStatus::erased);
      answer.result = ResultClass::erased;
      return answer;
    }
    SAMEN_TRY(const auto known, find_envelope(store, envelope.id));
    if (known && known->hash == envelope.hash()) {
      SAMEN_TRY(answer.receipt, protocol::read_receipt(known->receipt));
      answer.result = ResultClass::duplicate;
      return answer;
    }
    if (known) {
      // Signed by the kiosk, so the number is spent: it must not hold up the backup mark.
      SAMEN_CHECK(pass_over(store, device, envelope.seq, envelope.id, "conflict"));
      return refuse(envelope, ResultClass::conflict, ReceiptStatus::conflict,
                    {"conflict", "another record with this id is stored already"});
    }
    SAMEN_TRY(const bool readable, opens(envelope));
    if (!readable) return refuse_unreadable(envelope);
    SAMEN_TRY(const bool room, has_room(envelope));
    if (!room) return too_much_today(envelope);
    return store_it(envelope);
  }

  // A receipt lets the kiosk delete, so it is given only for what can be read here: the box opens
  // with a key of ours. What is in it and not understood is kept, readable, for review.
  Result<bool> opens(const protocol::Envelope& envelope) const {
    SAMEN_TRY(const auto* key, keys.seal.find(envelope.key_id));
    return key != nullptr && vault::open(*key, envelope.body).has_value();
  }

  // The kiosk keeps the record, for the day the key is put back. It has signed the number, so
  // nothing behind it has to wait.
  Result<RecordResult> refuse_unreadable(const protocol::Envelope& envelope) const {
    SAMEN_CHECK(pass_over(store, device, envelope.seq, envelope.id, "unreadable"));
    SAMEN_CHECK(raise_alarm(store, AlarmKind::unreadable_record, device.id.str()));
    return refuse(
        envelope, ResultClass::refused, ReceiptStatus::refused,
        {"unreadable", "no key of this matcher opens this record; it stays on the kiosk"});
  }

  Result<bool> has_room(const protocol::Envelope& envelope) const {
    SAMEN_TRY(const auto limits, read_intake_limits(store));
    SAMEN_TRY(const auto used, bytes_today(store, device));
    return used + static_cast<std::int64_t>(envelope.body.size()) <= std::int64_t{limits.mib_a_day}
                                                                         << 20;
  }

  Result<RecordResult> too_much_today(const protocol::Envelope& envelope) const {
    SAMEN_CHECK(raise_alarm(store, AlarmKind::too_many_bytes, device.id.str()));
    RecordResult answer;
    answer.id = envelope.id;
    answer.result = ResultClass::limited;
    answer.retry_after_ms = base::kDayMs - store.now_ms() % base::kDayMs;
    answer.error = {"too_much_today",
                    "this kiosk has stored its share of today; come back tomorrow"};
    return answer;
  }

  // Two kiosks with one identity lose nothing: both are stored. The one that uses a number again is
  // told that it needs an identity of its own.
  Result<RecordResult> store_it(const protocol::Envelope& envelope) const {
    RecordResult answer;
    answer.id = envelope.id;
    answer.result = ResultClass::accepted;
    answer.receipt = receipt(envelope, ReceiptStatus::accepted);
    SAMEN_TRY(const bool taken, number_is_taken(store, device, envelope));
    if (taken) {
      SAMEN_CHECK(raise_alarm(store, AlarmKind::second_identity, device.id.str()));
      answer.error = {
          "second_identity",
          "another kiosk has used this number with the same keys: this one, or that one, "
          "needs new keys and a code of its own"};
    }
    SAMEN_CHECK(add_envelope(store, device, envelope, protocol::write_json(*answer.receipt)));
    SAMEN_CHECK(add_bytes(store, device, static_cast<std::int64_t>(envelope.body.size())));
    return answer;
  }

  Result<protocol::BatchAnswer> take_batch(const protocol::BatchRequest& batch) const {
    SAMEN_TRY(auto transaction, store.begin());
    protocol::BatchAnswer answer;
    for (const auto& envelope : batch.envelopes) {
      SAMEN_TRY(auto result, take(envelope));
      answer.results.push_back(std::move(result));
    }
    SAMEN_TRY([[maybe_unused]] const auto seen, advance_seen_through(store, device));
    SAMEN_CHECK(note_contact(store, device));
    SAMEN_TRY(answer.durable_through, durable_through(store, device));
    SAMEN_CHECK(transaction.commit());
    answer.epoch = store.epoch();
    answer.time_ms = store.now_ms();
    answer.durable_signature =
        protocol::sign_durable(answer.durable_through, answer.epoch, device.id, keys.sign);
    return answer;
  }
};

}  // namespace

HttpResponse MatcherService::take_envelopes(const HttpRequest& request) {
  const auto device = authenticate(store_, request);
  if (!device) return device.error();
  const auto who = device->id.str();
  if (!requests_.take(who)) return too_often(requests_.retry_after_ms(who));
  const auto batch = protocol::read_batch_request(request.body);
  if (!batch) return error_response(400, "bad_request", batch.error().message);
  const int count = static_cast<int>(batch->envelopes.size());
  if (!records_.take(who, count)) return too_often(records_.retry_after_ms(who, count));
  const auto answer = Ingest{store_, keys_, *device}.take_batch(*batch);
  if (!answer) return unavailable(answer.error());
  for (const auto& result : answer->results) meters_.count_result(result.result);
  HttpResponse response;
  response.body = protocol::write_json(*answer);
  return response;
}

}  // namespace samen::server
