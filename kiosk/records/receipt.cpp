// SPDX-License-Identifier: Apache-2.0
// Somebody at this kiosk with the secret of a receipt from any kiosk: requests go out like every
// other record, answers are opened in memory while they stand here.
#include <algorithm>

#include "base/erasure_code.hpp"
#include "base/say.hpp"
#include "kiosk/records/records.hpp"
#include "kiosk/records/records_impl.hpp"
#include "protocol/feed_signature.hpp"
#include "protocol/receipt_request.hpp"
#include "vault/erased_receipt.hpp"
#include "vault/padding.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// Typing mistakes are caught by the check letters; whoever opens more than this guesses.
constexpr std::size_t kMostOpenings = 12;
constexpr std::int64_t kWithinMs = 600'000;

Result<domain::ReceiptAnswer> open_answer(const vault::SealKeyPair& key,
                                          const protocol::FeedItem& item) {
  SAMEN_TRY(const auto padded, vault::open(key, item.sealed));
  SAMEN_TRY(const auto clear, vault::unpad(padded));
  SAMEN_TRY(const auto answer, protocol::read_answer(clear));
  if (answer.request != item.id) {
    return fail(Errc::crypto, say("the answer inside is to another request than the label says"));
  }
  return answer;
}

}  // namespace

Result<void> Records::receipt_open(const base::ReceiptSecret& secret) {
  receipt_close();
  auto& openings = impl_->openings;
  const std::int64_t now = impl_->clock.mono_ms();
  std::erase_if(openings, [now](std::int64_t at) { return at <= now - kWithinMs; });
  if (openings.size() >= kMostOpenings) {
    return fail(Errc::limit, say("too many receipts were opened at this kiosk within ten minutes"));
  }
  openings.push_back(now);
  SAMEN_TRY(auto keys, vault::derive_receipt_keys(secret, impl_->receipt_cost));
  impl_->receipt.emplace(Impl::OpenReceipt{std::move(keys)});
  // The last known counter first, so that what is asked here is later than what was asked
  // elsewhere.
  if (auto known = receipt_answer(); !known) {
    receipt_close();
    return std::unexpected(std::move(known).error());
  }
  auto asked = receipt_ask(domain::Wish::status, {});
  if (!asked) receipt_close();
  return asked;
}

std::string Records::erasure_code() const {
  if (!impl_->receipt) return {};
  const auto key = impl_->receipt->keys.sign.verify_key().bytes();
  return base::erasure_code(vault::erased_receipt_hash(key));
}

// Unsigned; `record` gets its id and stamp.
Result<domain::ReceiptRequest> Records::Impl::next_request(domain::Wish wish,
                                                           domain::Record& record) {
  if (!receipt) return fail(Errc::permission, say("no receipt is open"));
  record.id = base::make_uuid(clock, random);
  SAMEN_TRY(record.made, stamp());
  domain::ReceiptRequest request;
  request.from.seal = receipt->keys.seal.public_key().bytes();
  request.wish = wish;
  request.counter = std::max({receipt->counter + 1, record.made.wall_ms, std::int64_t{1}});
  return request;
}

Result<void> Records::Impl::store_request(const domain::Record& record,
                                          const domain::ReceiptRequest& request) {
  SAMEN_TRY(const auto trusted, trust());
  SAMEN_CHECK(store_record(record, trusted, {}, std::nullopt));
  receipt->counter = request.counter;
  receipt->last = record.id;
  reserve.refill();
  return {};
}

Result<void> Records::receipt_ask(domain::Wish wish, const std::optional<domain::MatchWord>& word) {
  domain::Record record;
  record.form = "request";
  SAMEN_TRY(auto request, impl_->next_request(wish, record));
  request.match = word;
  protocol::sign_receipt_request(request, record.id, impl_->receipt->keys.sign);
  record.body = request;
  return impl_->store_request(record, request);
}

Result<void> Records::receipt_correct(domain::Record& record) {
  SAMEN_TRY(record.correction, impl_->next_request(domain::Wish::correct, record));
  protocol::sign_correction(record, impl_->receipt->keys.sign);
  return impl_->store_request(record, *record.correction);
}

Result<std::optional<flow::FoundAnswer>> Records::receipt_answer() {
  if (!impl_->receipt) return fail(Errc::permission, say("no receipt is open"));
  auto& receipt = *impl_->receipt;
  SAMEN_TRY(const auto trust, impl_->trust());
  SAMEN_TRY(const auto matcher, vault::VerifyKey::from_bytes(trust.sign_key));
  SAMEN_TRY(const auto items,
            impl_->with_store([](storage::KioskStore& store) { return store.answers(); }));
  std::optional<domain::ReceiptAnswer> newest;
  std::vector<base::Uuid> mine;
  for (const auto& item : items) {
    const auto answer = open_answer(receipt.keys.seal, item);
    if (!answer) continue;  // somebody else's
    // The courier checks it, too, but the kiosk believes nobody on the way.
    if (!protocol::verify_feed_item(item, trust.device, matcher)) continue;
    receipt.counter = std::max(receipt.counter, answer->counter);
    mine.push_back(item.id);
    const bool newer = !newest || answer->request == receipt.last ||
                       (newest->request != receipt.last && answer->at_ms > newest->at_ms);
    if (newer) newest = *answer;
  }
  if (!newest) return std::nullopt;
  // The newest stays for the next visit without a network; older ones have said what they had to.
  // What somebody told is read once: who asks again gets it again.
  for (const auto& id : mine) {
    if (id == newest->request && !newest->told) continue;
    SAMEN_CHECK(
        impl_->with_store([&](storage::KioskStore& store) { return store.drop_answer(id); }));
  }
  return flow::FoundAnswer{*newest, newest->request == receipt.last};
}

void Records::receipt_close() {
  impl_->receipt.reset();
}

}  // namespace samen::records
