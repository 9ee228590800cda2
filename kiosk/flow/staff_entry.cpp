// SPDX-License-Identifier: Apache-2.0
// How staff get in: PIN and badge.
#include <utility>

#include "base/badge.hpp"
#include "device/pin.hpp"
#include "kiosk/flow/machine.hpp"

namespace samen::flow {
namespace {

// More than a badge, so that one is found behind stray letters before it.
constexpr std::size_t kLongestCard = 64;

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
  if (m.state.screen != Screen::staff_pin) return code_scanned(m, typed.text.view());
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
  load_staff(m);
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

void open_staff_page(Machine& m) {
  m.state.screen = Screen::staff_pin;
  m.state.overlay = Overlay::none;
  m.state.pin_ms = m.context.now_ms;
  m.state.staff.error = m.state.staff.locked_until_ms > m.context.now_ms ? "staff.pin.locked" : "";
}

}  // namespace samen::flow
