// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <map>

#include "base/file.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "kiosk/records/records.hpp"
#include "kiosk/records/records_impl.hpp"
#include "protocol/card_json.hpp"
#include "protocol/feed_signature.hpp"
#include "vault/padding.hpp"
#include "vault/staff_key.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// The throttle as it stands in this boot; what the reboot changed is on disk before it is used.
Result<device::PinThrottle> read_throttle(storage::KioskStore& store, const base::Clock& clock) {
  SAMEN_TRY(const auto kept, store.pin_tries());
  const auto now = device::carry_over(kept, clock);
  if (now.tries > 0 && now != kept) SAMEN_CHECK(store.save_pin_tries(now));
  return now;
}

// The card of a signed inbox item; the version outside the seal must be the one inside.
Result<domain::ProposalCard> open_card(const vault::SealKeyPair& key,
                                       const protocol::FeedItem& item) {
  SAMEN_TRY(const auto padded, vault::open(key, item.sealed));
  SAMEN_TRY(const auto clear, vault::unpad(padded));
  SAMEN_TRY(auto card, protocol::read_card(clear));
  if (card.proposal != item.id || card.version != item.version) {
    return fail(Errc::crypto, say("the card inside is another one than the label says"));
  }
  return card;
}

}  // namespace

Result<void> Records::staff_open(const base::SecretText& pin, base::ByteView badge) {
  SAMEN_TRY(const auto throttle, impl_->with_store([&](storage::KioskStore& store) {
    return read_throttle(store, impl_->clock);
  }));
  if (const auto wait = device::retry_after_ms(throttle, impl_->clock); wait > 0) {
    return fail(Errc::limit, say("too many wrong PINs: the next try is possible in {} seconds",
                                 (wait + 999) / 1000));
  }
  // The try is on the disk before PIN and badge are looked at: pulling the plug does not give it
  // back.
  SAMEN_CHECK(impl_->with_store([&](storage::KioskStore& store) {
    return store.save_pin_tries(device::count_try(throttle, impl_->clock));
  }));
  SAMEN_TRY(auto keys, vault::unwrap(impl_->staff_wrapped, pin, badge));
  impl_->staff.emplace(std::move(keys));
  if (!impl_->staff->sign) impl_->upgrade_staff_key(pin, badge);
  const auto cleared =
      impl_->with_store([&](storage::KioskStore& store) { return store.save_pin_tries({}); });
  if (!cleared) {
    base::log(base::LogLevel::warning, "pin_tries_not_cleared", {{"error", cleared.error().code}});
  }
  return {};
}

std::int64_t Records::staff_retry_after_ms() {
  const auto throttle = impl_->with_store(
      [&](storage::KioskStore& store) { return read_throttle(store, impl_->clock); });
  return throttle ? device::retry_after_ms(*throttle, impl_->clock) : 0;
}

void Records::staff_close() {
  impl_->staff.reset();
}

Result<std::vector<domain::ProposalCard>> Records::cards() {
  if (!impl_->staff) return fail(Errc::permission, say("only for staff: the PIN comes first"));
  const auto trust = impl_->trust();
  if (!trust && trust.error().code == Errc::not_found) return std::vector<domain::ProposalCard>{};
  if (!trust) return std::unexpected(trust.error());
  SAMEN_TRY(const auto matcher, vault::VerifyKey::from_bytes(trust->sign_key));
  std::vector<protocol::FeedItem> items;
  std::map<base::Uuid, storage::DecisionNote> notes;
  SAMEN_CHECK(impl_->with_store([&](storage::KioskStore& store) -> Result<void> {
    SAMEN_TRY(items, store.cards());
    SAMEN_TRY(auto kept, store.decision_notes());
    notes.clear();
    for (auto& note : kept) notes.emplace(note.item, std::move(note));
    return {};
  }));
  std::vector<domain::ProposalCard> cards;
  for (const auto& item : items) {
    // The courier checks it, too, but the kiosk believes nobody on the way.
    const auto held = protocol::verify_feed_item(item, trust->device, matcher);
    auto card = held ? open_card(impl_->staff->seal, item) : std::unexpected(held.error());
    if (!card) {  // one bad card never hides the others
      base::log(base::LogLevel::warning, "card_not_opened",
                {{"id", item.id}, {"error", card.error().code}});
      continue;
    }
    if (const auto note = notes.find(item.id); note != notes.end()) {
      apply_note(impl_->staff->seal, note->second, *card);
    }
    cards.push_back(*std::move(card));
  }
  return cards;
}

}  // namespace samen::records
