// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cassert>
#include <utility>

#include "base/badge.hpp"
#include "device/pin.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

// More than a badge, so that one is found behind stray letters before it.
constexpr std::size_t kLongestCard = 64;
constexpr std::size_t kMostDecisions = 256;

void load_cards(Machine& m) {
  m.state.cards_ticket = m.new_ticket();
  m.want(LoadCards{m.state.cards_ticket});
}

void load(Machine& m) {
  m.state.staff.loading = true;
  load_cards(m);
  m.want(LoadStatus{});
}

// A CloseStaff is already behind a try that does not count any more.
bool is_current(const Machine& m, std::uint32_t ticket) {
  return ticket != 0 && ticket == m.state.waiting_for && m.state.staff.checking;
}

bool is_locked(const Machine& m) {
  return m.state.staff.locked_until_ms > m.context.now_ms;
}

// Whoever types tries again: what was said about the last try goes, unless it is how long to wait.
bool forget_error(Machine& m) {
  if (is_locked(m) || m.state.staff.error.empty()) return false;
  m.state.staff.error.clear();
  return true;
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

const char* refusal(const State& state, base::Errc code) {
  switch (code) {
    case base::Errc::permission:
      return takes_badge(state) ? "staff.badge.wrong" : "staff.pin.wrong";
    case base::Errc::limit:
      return "staff.pin.locked";
    default:
      return "staff.pin.failed";
  }
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

bool on(Machine& m, const StaffPressed&) {
  open_staff_page(m);
  return true;
}

bool on(Machine& m, const PinDigit& key) {
  Staff& staff = m.state.staff;
  if (staff.checking || key.digit < 0 || key.digit > 9) return false;
  const bool cleared = forget_error(m);
  if (staff.pin.size() >= device::kMaxPinDigits) return cleared;
  const char digit = static_cast<char>('0' + key.digit);
  staff.pin.append({&digit, 1});
  return true;
}

bool on(Machine& m, const PinBackspace&) {
  Staff& staff = m.state.staff;
  if (staff.checking || staff.pin.empty()) return false;
  staff.pin.replace(staff.pin.size() - 1, 1, "");
  return true;
}

bool on(Machine& m, const PinSubmitted&) {
  State& state = m.state;
  Staff& staff = state.staff;
  if (staff.checking) return false;
  const auto complain = [&](const char* error) { return change(staff.error, std::string(error)); };
  if (is_locked(m)) return complain("staff.pin.locked");
  if (takes_badge(state) && staff.badge.empty()) return complain("staff.badge.missing");
  if (staff.pin.size() < device::kMinPinDigits) return complain("staff.pin.short");
  staff.error.clear();
  staff.checking = true;
  state.waiting_for = m.new_ticket();
  staff.card.clear();
  m.want(
      OpenStaff{state.waiting_for, std::exchange(staff.pin, {}), std::exchange(staff.badge, {})});
  return true;
}

// Before or after the PIN. A kiosk without badges takes no notice of cards.
bool on(Machine& m, const BadgeTyped& typed) {
  Staff& staff = m.state.staff;
  if (staff.checking || !takes_badge(m.state)) return false;
  forget_error(m);
  for (const char& c : typed.text.view()) {
    if (c == ' ') continue;
    if (staff.card.size() == kLongestCard) staff.card.replace(0, 1, "");
    staff.card.append({&c, 1});
    const auto letters = staff.card.view();
    if (letters.size() < base::kBadgeLetters) continue;
    auto badge = base::read_badge(letters.substr(letters.size() - base::kBadgeLetters));
    if (!badge) continue;
    staff.badge = *std::move(badge);
    staff.card.clear();
  }
  return true;
}

// Nothing is left of a card that was read well. Anything else that ends here was another card,
// or half of this one.
bool on(Machine& m, const BadgeEnded&) {
  Staff& staff = m.state.staff;
  if (staff.checking || !takes_badge(m.state) || staff.card.empty()) return false;
  staff.card.clear();
  staff.badge = base::SecretBytes();  // frees, and so wipes; {} would only empty it
  if (!is_locked(m)) staff.error = "staff.badge.misread";
  return true;
}

bool on(Machine& m, const StaffOpened& result) {
  State& state = m.state;
  if (!is_current(m, result.ticket)) return false;
  state.staff.checking = false;
  state.staff.open = true;
  state.staff.error.clear();
  state.staff.locked_until_ms = 0;
  state.staff.tab = StaffTab::proposals;
  state.waiting_for = 0;
  state.screen = Screen::staff_home;
  state.overlay = Overlay::none;
  state.last_activity_ms = m.context.now_ms;
  state.pin_ms = m.context.now_ms;
  load(m);
  return true;
}

bool on(Machine& m, const StaffRefused& result) {
  State& state = m.state;
  if (!is_current(m, result.ticket)) return false;
  state.staff.checking = false;
  state.waiting_for = 0;
  if (result.retry_after_ms > 0) {
    state.staff.locked_until_ms = m.context.now_ms + result.retry_after_ms;
  }
  state.staff.error = refusal(state, result.code);
  return true;
}

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
  load(m);
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
  if (local == nullptr || local->going_back || local->undo_until_ms <= m.context.now_ms) return false;
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
  if (undoable) m.state.decisions_leave_ms = until;
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
  if (result.code == base::Errc::conflict) load(m);
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
  if (!m.state.staff.open) return false;
  load_cards(m);
  return true;
}

void send_due_decisions(Machine& m) {
  std::int64_t& leave = m.state.decisions_leave_ms;
  if (leave == 0 || m.context.now_ms < leave) return;
  leave = 0;
  m.want(SendDecisions{});
}

void open_staff_page(Machine& m) {
  m.state.screen = Screen::staff_pin;
  m.state.overlay = Overlay::none;
  m.state.pin_ms = m.context.now_ms;
  m.state.staff.error = m.state.staff.locked_until_ms > m.context.now_ms ? "staff.pin.locked" : "";
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
