// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "base/badge.hpp"
#include "device/pin.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

// More than a badge, so that one is found behind stray letters before it.
constexpr std::size_t kLongestCard = 64;
constexpr std::size_t kMostDecisions = 256;

void load(Machine& m) {
  m.state.staff.loading = true;
  m.state.cards_ticket = m.new_ticket();
  m.want(LoadCards{m.state.cards_ticket});
  m.want(LoadStatus{});
}

bool is_current(const Machine& m, std::uint32_t ticket) {
  return ticket != 0 && ticket == m.state.waiting_for && m.state.screen == Screen::staff_pin &&
         m.state.staff.checking;
}

void decide(Machine& m, domain::Verdict verdict, std::optional<domain::DeclineReason> reason) {
  Staff& staff = m.state.staff;
  const auto* card = staff.selected_card();
  if (card == nullptr || !can_decide(m.state)) return;
  const domain::Decision decision{card->proposal, card->version, verdict, reason};
  std::erase_if(staff.decisions, [&](const LocalDecision& one) {
    return one.decision.proposal == decision.proposal;
  });
  if (staff.decisions.size() >= kMostDecisions) staff.decisions.erase(staff.decisions.begin());
  staff.decisions.push_back({decision, false});
  staff.error.clear();
  m.state.screen = Screen::staff_card;
  m.want(Decide{decision});
}

struct StaffEvents {
  Machine& m;
  State& state = m.state;
  Staff& staff = m.state.staff;

  template <class Other>
  bool operator()(const Other&) {
    return false;
  }

  bool operator()(const PinDigit& key) {
    if (!typing() || key.digit < 0 || key.digit > 9) return false;
    if (staff.locked_seconds == 0) staff.error.clear();
    const char digit = static_cast<char>('0' + key.digit);
    if (staff.pin.size() < device::kMaxPinDigits) staff.pin.append({&digit, 1});
    return true;
  }

  bool operator()(const PinBackspace&) {
    if (!typing()) return false;
    if (!staff.pin.empty()) staff.pin.replace(staff.pin.size() - 1, 1, "");
    return true;
  }

  bool operator()(const PinSubmitted&) {
    if (!typing()) return false;
    if (staff.locked_until_ms > m.context.now_ms) {
      staff.error = "staff.pin.locked";
    } else if (takes_badge(state) && staff.badge.empty()) {
      staff.error = "staff.badge.missing";
    } else if (staff.pin.size() < device::kMinPinDigits) {
      staff.error = "staff.pin.short";
    } else {
      staff.error.clear();
      staff.checking = true;
      state.waiting_for = m.new_ticket();
      staff.card.clear();
      m.want(OpenStaff{state.waiting_for, std::exchange(staff.pin, {}),
                       std::exchange(staff.badge, {})});
    }
    return true;
  }

  // Before or after the PIN. A kiosk without badges takes no notice of cards.
  bool operator()(const BadgeTyped& typed) {
    if (!typing() || !takes_badge(state)) return false;
    if (staff.locked_seconds == 0) staff.error.clear();
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
  bool operator()(const BadgeEnded&) {
    if (!typing() || !takes_badge(state) || staff.card.empty()) return false;
    staff.card.clear();
    staff.badge = base::SecretBytes();  // frees, and so wipes; {} would only empty it
    if (staff.locked_seconds == 0) staff.error = "staff.badge.misread";
    return true;
  }

  bool operator()(const StaffOpened& result) {
    if (!is_current(m, result.ticket)) return false;  // a CloseStaff is already behind that try
    staff.checking = false;
    staff.open = true;
    staff.error.clear();
    staff.locked_until_ms = 0;
    staff.tab = StaffTab::proposals;
    state.waiting_for = 0;
    state.screen = Screen::staff_home;
    state.overlay = Overlay::none;
    state.last_activity_ms = m.context.now_ms;
    load(m);
    return true;
  }

  bool operator()(const StaffRefused& result) {
    if (!is_current(m, result.ticket)) return false;
    staff.checking = false;
    state.waiting_for = 0;
    if (result.retry_after_ms > 0) staff.locked_until_ms = m.context.now_ms + result.retry_after_ms;
    switch (result.code) {
      case base::Errc::permission:
        staff.error = takes_badge(state) ? "staff.badge.wrong" : "staff.pin.wrong";
        break;
      case base::Errc::limit:
        staff.error = "staff.pin.locked";
        break;
      default:
        staff.error = "staff.pin.failed";
        break;
    }
    return true;
  }

  bool operator()(const CardsLoaded& result) {
    if (!staff.open || result.ticket != state.cards_ticket) return false;
    staff.cards = result.cards;
    staff.loading = false;
    std::erase_if(staff.decisions, [&](const LocalDecision& one) { return is_answered(one); });
    if (staff.selected && staff.selected_card() == nullptr) {
      staff.selected.reset();
      if (state.screen != Screen::staff_home) staff.error = "staff.error.card_gone";
      state.screen = Screen::staff_home;
    }
    return true;
  }

  bool operator()(const CardsFailed& result) {
    if (!staff.open || result.ticket != state.cards_ticket) return false;
    staff.loading = false;
    staff.error = "staff.error.cards";
    return true;
  }

  bool operator()(const TabChosen& tap) {
    if (state.screen != Screen::staff_home) return false;
    staff.tab = tap.tab;
    return true;
  }

  bool operator()(const RefreshPressed&) {
    if (state.screen != Screen::staff_home) return false;
    staff.error.clear();
    load(m);
    return true;
  }

  bool operator()(const CardTapped& tap) {
    if (state.screen != Screen::staff_home) return false;
    staff.selected = tap.proposal;
    if (staff.selected_card() == nullptr) {
      staff.selected.reset();
      return false;
    }
    staff.error.clear();
    state.screen = Screen::staff_card;
    return true;
  }

  bool operator()(const AcceptPressed&) { return verdict(domain::Verdict::accept); }
  bool operator()(const HoldPressed&) { return verdict(domain::Verdict::hold); }

  bool operator()(const DeclinePressed&) {
    if (state.screen != Screen::staff_card || !can_decide(state)) return false;
    state.screen = Screen::staff_decline;
    return true;
  }

  bool operator()(const DeclineReasonChosen& tap) {
    if (state.screen != Screen::staff_decline) return false;
    decide(m, domain::Verdict::decline, tap.reason);
    return true;
  }

  bool operator()(const StaffClosePressed&) {
    if (!staff.open && state.screen != Screen::staff_pin) return false;
    wipe(m);
    return true;
  }

  bool operator()(const Decided& result) {
    for (auto& one : staff.decisions) {
      if (one.decision == result.decision) one.saved = true;
    }
    m.want(LoadStatus{});
    return true;
  }

  bool operator()(const DecideFailed& result) {
    std::erase_if(staff.decisions,
                  [&](const LocalDecision& one) { return one.decision == result.decision; });
    if (!staff.open) return true;
    switch (result.code) {
      case base::Errc::conflict:
        staff.error = "staff.error.changed";
        break;
      case base::Errc::storage_full:
        staff.error = "staff.error.storage_full";
        break;
      default:
        staff.error = "staff.error.decide";
        break;
    }
    if (result.code == base::Errc::conflict) load(m);
    return true;
  }

 private:
  bool typing() const { return state.screen == Screen::staff_pin && !staff.checking; }

  bool verdict(domain::Verdict verdict) {
    if (state.screen != Screen::staff_card) return false;
    decide(m, verdict, std::nullopt);
    return true;
  }

  // A newer card is the matcher's answer; a card that is gone needs none.
  bool is_answered(const LocalDecision& one) const {
    const auto card =
        std::ranges::find(staff.cards, one.decision.proposal, &domain::ProposalCard::proposal);
    return card == staff.cards.end() || card->version > one.decision.version;
  }
};

}  // namespace

void open_staff_page(Machine& m) {
  m.state.screen = Screen::staff_pin;
  m.state.overlay = Overlay::none;
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

bool staff_event(Machine& m, const Event& event) {
  return std::visit(StaffEvents{m}, event);
}

}  // namespace samen::flow
