// SPDX-License-Identifier: Apache-2.0
// What a caseworker decides: kept beside the card, and on its way once it cannot be taken back.
#include <algorithm>

#include "base/log.hpp"
#include "base/say.hpp"
#include "domain/proposal_life.hpp"
#include "kiosk/records/records.hpp"
#include "kiosk/records/records_impl.hpp"
#include "vault/padding.hpp"

namespace samen::records {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Result<base::Bytes> seal_note(const vault::SealPublicKey& to, const domain::Decision& decision) {
  std::string text(domain::name_of(decision.verdict));
  if (decision.reason) text.append(" ").append(domain::name_of(*decision.reason));
  SAMEN_TRY(const auto padded, vault::pad(base::as_bytes(text)));
  return vault::seal(to, padded);
}

void apply_note(const vault::SealKeyPair& key, const storage::DecisionNote& note,
                domain::ProposalCard& card) {
  if (note.version != card.version) return;
  const auto padded = vault::open(key, note.sealed);
  if (!padded) return;
  const auto clear = vault::unpad(*padded);
  if (!clear) return;
  const auto text = base::as_text(*clear);
  const auto space = text.find(' ');
  const auto verdict = domain::from_name<domain::Verdict>(text.substr(0, space));
  if (!verdict) return;
  const auto* move = domain::find_move(card.state, domain::event_of(*verdict));
  if (move == nullptr) return;
  card.state = move->to;
  if (space != std::string_view::npos) {
    card.declined_because = domain::from_name<domain::DeclineReason>(text.substr(space + 1));
  }
}

void Records::Impl::release_decisions() {
  std::erase_if(undoable,
                [now = clock.mono_ms()](const Undoable& one) { return one.until_ms <= now; });
  std::vector<base::Uuid> kept;
  for (const Undoable& one : undoable) kept.push_back(one.row);
  const auto released =
      with_store([&](storage::KioskStore& store) { return store.release_decisions(kept); });
  if (!released) {
    base::log(base::LogLevel::warning, "decisions_not_released",
              {{"error", released.error().code}});
  }
}

Result<void> Records::decide(const domain::Decision& decision, std::int64_t undo_ms) {
  if (!impl_->staff) return fail(Errc::permission, say("only for staff: the PIN comes first"));
  if (!impl_->staff->sign) {
    return fail(Errc::storage, say("there is no key to sign with: staff.key could not be written"));
  }
  impl_->release_decisions();
  SAMEN_TRY(const auto trust, impl_->trust());
  SAMEN_TRY(const auto items,
            impl_->with_store([](storage::KioskStore& store) { return store.cards(); }));
  const auto item = std::ranges::find(items, decision.proposal, &protocol::FeedItem::id);
  if (item == items.end()) {
    return fail(Errc::not_found, say("this proposal is no longer there"));
  }
  if (item->version != decision.version) {
    return fail(Errc::conflict, say("this proposal has changed in the meantime: look at it again"));
  }
  domain::Record record;
  record.id = base::make_uuid(impl_->clock, impl_->random);
  record.form = "decision";
  SAMEN_TRY(record.made, impl_->stamp());
  record.body = decision;
  SAMEN_TRY(const auto sealed, seal_note(impl_->staff_public.seal, decision));
  storage::DecisionNote note{decision.proposal, decision.version, sealed, std::nullopt};
  // The matcher would take the first of two on one version and refuse the second.
  const auto first = std::ranges::find_if(impl_->undoable, [&](const Impl::Undoable& one) {
    return one.decision.proposal == decision.proposal;
  });
  if (first != impl_->undoable.end()) note.replaces = first->row;
  SAMEN_CHECK(impl_->store_record(record, trust, {}, note));
  if (first != impl_->undoable.end()) impl_->undoable.erase(first);
  impl_->undoable.push_back({decision, record.id, impl_->clock.mono_ms() + undo_ms});
  impl_->release_decisions();  // at once where nothing may be taken back
  return {};
}

Result<void> Records::undo(const domain::Decision& decision) {
  if (!impl_->staff) return fail(Errc::permission, say("only for staff: the PIN comes first"));
  const auto gone =
      fail(Errc::conflict, say("this decision is on its way: it cannot be taken back here"));
  const auto found = std::ranges::find(impl_->undoable, decision, &Impl::Undoable::decision);
  if (found == impl_->undoable.end()) return gone;
  const base::Uuid row = found->row;
  const auto taken_back = impl_->with_store(
      [&](storage::KioskStore& store) { return store.take_back(row, decision.proposal); });
  if (!taken_back) {
    // A commit can fail after the moment that counts: the row says whether this one did.
    const auto there =
        impl_->with_store([&](storage::KioskStore& store) { return store.row(row); });
    if (!there || there->has_value()) return std::unexpected(taken_back.error());
  }
  impl_->undoable.erase(found);
  if (taken_back && !*taken_back) return gone;
  return {};
}

void Records::send_decisions() {
  impl_->release_decisions();
}

}  // namespace samen::records
