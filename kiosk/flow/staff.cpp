// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>
#include <utility>

#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

constexpr std::size_t kMostDecisions = 256;

void load_cards(Machine& m) {
  m.state.cards_ticket = m.new_ticket();
  m.want(LoadCards{m.state.cards_ticket});
}

LocalDecision* same_decision(Staff& staff, const domain::Decision& decision) {
  const auto found = std::ranges::find(staff.decisions, decision, &LocalDecision::decision);
  return found == staff.decisions.end() ? nullptr : &*found;
}

// A newer card is the matcher's answer; a card that is gone needs none. One that went back is gone
// from the cards that were loaded behind it.
bool is_answered(const Staff& staff, const LocalDecision& one) {
  if (one.going_back) return true;
  const auto card =
      std::ranges::find(staff.cards, one.decision.proposal, &domain::ProposalCard::proposal);
  return card == staff.cards.end() || card->version > one.decision.version;
}

bool decide(Machine& m, domain::Verdict verdict, std::optional<domain::DeclineReason> reason) {
  Staff& staff = m.state.staff;
  const auto* card = staff.selected_card();
  if (card == nullptr || !can_decide(m.state)) return false;
  const domain::Decision decision{card->proposal, card->version, verdict, reason};
  std::erase_if(staff.decisions, [&](const LocalDecision& one) {
    return one.decision.proposal == decision.proposal;
  });
  if (staff.decisions.size() >= kMostDecisions) staff.decisions.erase(staff.decisions.begin());
  staff.decisions.push_back({.decision = decision});
  staff.lists = list_cards(staff);
  staff.error.clear();
  m.state.screen = Screen::staff_card;
  m.want(Decide{decision, m.context.settings.undo_ms});
  return true;
}

const char* decide_error(base::Errc code) {
  switch (code) {
    case base::Errc::conflict:
      return "staff.error.changed";
    case base::Errc::storage_full:
      return "staff.error.storage_full";
    default:
      return "staff.error.decide";
  }
}

}  // namespace

bool on(Machine& m, const CardsLoaded& result) {
  State& state = m.state;
  Staff& staff = state.staff;
  assert(staff.open);
  if (result.ticket != state.cards_ticket) return false;
  staff.cards = result.cards;
  staff.loading = false;
  std::erase_if(staff.decisions, [&](const LocalDecision& one) { return is_answered(staff, one); });
  staff.lists = list_cards(staff);
  if (staff.selected && staff.selected_card() == nullptr) {
    staff.selected.reset();
    if (state.screen != Screen::staff_home) staff.error = "staff.error.card_gone";
    state.screen = Screen::staff_home;
  }
  return true;
}

bool on(Machine& m, const CardsFailed& result) {
  if (result.ticket != m.state.cards_ticket) return false;
  m.state.staff.loading = false;
  m.state.staff.error = "staff.error.cards";
  return true;
}

bool on(Machine& m, const TabChosen& tap) {
  if (tap.tab == StaffTab::status) m.state.staff.searching = false;
  return change(m.state.staff.tab, tap.tab);
}

bool on(Machine& m, const RefreshPressed&) {
  m.state.staff.error.clear();
  load_staff(m);
  return true;
}

bool on(Machine& m, const CardTapped& tap) {
  Staff& staff = m.state.staff;
  staff.selected = tap.proposal;
  if (staff.selected_card() == nullptr) {
    staff.selected.reset();
    return false;
  }
  staff.error.clear();
  m.state.screen = Screen::staff_card;
  return true;
}

bool on(Machine& m, const AcceptPressed&) {
  return decide(m, domain::Verdict::accept, std::nullopt);
}

bool on(Machine& m, const HoldPressed&) {
  return decide(m, domain::Verdict::hold, std::nullopt);
}

bool on(Machine& m, const DeclinePressed&) {
  if (!can_decide(m.state)) return false;
  m.state.screen = Screen::staff_decline;
  return true;
}

bool on(Machine& m, const DeclineReasonChosen& tap) {
  return decide(m, domain::Verdict::decline, tap.reason);
}

// The cards are loaded behind it: they say what stood there before.
bool on(Machine& m, const UndoPressed&) {
  Staff& staff = m.state.staff;
  const auto* card = staff.selected_card();
  const auto* local = card == nullptr ? nullptr : staff.decision_on(card->proposal);
  if (local == nullptr || local->going_back || local->undo_until_ms <= m.context.now_ms)
    return false;
  same_decision(staff, local->decision)->going_back = true;
  staff.error.clear();
  m.want(Undo{local->decision});
  load_cards(m);
  return true;
}

bool on(Machine& m, const StaffClosePressed&) {
  return end_session(m);
}

bool on(Machine& m, const Decided& result) {
  const std::int64_t until = m.context.now_ms + m.context.settings.undo_ms;
  const bool undoable = m.context.settings.undo_ms > 0;
  auto& leave = m.state.decisions_leave_ms;
  if (undoable) leave.insert(std::ranges::upper_bound(leave, until), until);
  if (auto* one = same_decision(m.state.staff, result.decision)) {
    one->saved = true;
    one->undo_until_ms = undoable ? until : 0;
  }
  m.want(LoadStatus{});
  return true;
}

bool on(Machine& m, const DecideFailed& result) {
  Staff& staff = m.state.staff;
  std::erase_if(staff.decisions,
                [&](const LocalDecision& one) { return one.decision == result.decision; });
  if (!staff.open) return true;
  staff.lists = list_cards(staff);
  staff.error = decide_error(result.code);
  if (result.code == base::Errc::conflict) load_staff(m);
  return true;
}

bool on(Machine& m, const Undone& result) {
  Staff& staff = m.state.staff;
  m.want(LoadStatus{});
  if (staff.open) return true;  // its cards are on their way
  std::erase_if(staff.decisions,
                [&](const LocalDecision& one) { return one.decision == result.decision; });
  return true;
}

bool on(Machine& m, const UndoFailed& result) {
  Staff& staff = m.state.staff;
  auto* const one = same_decision(staff, result.decision);
  if (one == nullptr) return false;
  one->going_back = false;
  const bool late = result.code == base::Errc::conflict;
  if (late) one->undo_until_ms = 0;
  if (staff.open) staff.error = late ? "staff.error.undo_late" : "staff.error.undo";
  return true;
}

bool on(Machine& m, const InboxChanged&) {
  m.want(LoadStatus{});
  if (m.state.returning.open) look_for_answer(m);
  if (!m.state.staff.open) return false;
  load_cards(m);
  return true;
}

void load_staff(Machine& m) {
  m.state.staff.loading = true;
  load_cards(m);
  m.want(LoadStatus{});
}

void send_due_decisions(Machine& m) {
  const auto due = [now = m.context.now_ms](std::int64_t at) { return at <= now; };
  if (std::erase_if(m.state.decisions_leave_ms, due) > 0) m.want(SendDecisions{});
}

void forget_staff(Machine& m) {
  Staff& staff = m.state.staff;
  if (staff.open || staff.checking) m.want(CloseStaff{});
  Staff fresh;
  fresh.locked_until_ms = staff.locked_until_ms;
  fresh.decisions = std::move(staff.decisions);
  staff = std::move(fresh);
  m.state.cards_ticket = 0;
}

}  // namespace samen::flow
