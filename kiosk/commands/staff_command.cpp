// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/staff_command.hpp"

#include <iostream>

#include "base/badge.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "kiosk/commands/badge_card.hpp"
#include "kiosk/commands/secret_prompt.hpp"
#include "kiosk/records/records.hpp"

namespace samen::commands {
namespace {

using base::Errc;
using base::Result;

constexpr const char* kName = "samen-kiosk staff";

// What opens the staff key now.
struct Opener {
  base::SecretText pin;
  base::SecretBytes badge;
};

Result<Opener> ask_opener(bool needs_badge) {
  Opener out;
  if (needs_badge) {
    const auto letters = ask_secret("Hold the staff card at the reader, or type its letters: ");
    if (!letters)
      return base::fail(Errc::invalid_input, "no card on stdin; it comes before the PIN");
    SAMEN_TRY(out.badge, base::read_badge(letters->view()));
  }
  auto pin = ask_secret("Staff PIN as it is now: ");
  if (!pin) return base::fail(Errc::invalid_input, "the PIN as it is now is missing on stdin");
  out.pin = *std::move(pin);
  return out;
}

Result<void> change(const StaffCommand& command) {
  const base::SystemClock clock;
  base::SystemRandom random;
  SAMEN_TRY(const auto kiosk, records::Records::open(command.data, clock, random));
  SAMEN_TRY(auto now, ask_opener(kiosk->needs_badge()));
  SAMEN_CHECK(kiosk->staff_open(now.pin, now.badge));
  switch (command.change) {
    case StaffCommand::Change::pin: {
      const auto pin = ask_new_pin(kName);
      if (!pin) return base::fail(Errc::invalid_input, "the PIN stays as it was");
      SAMEN_CHECK(kiosk->rewrap_staff_key(*pin, now.badge));
      std::cout << "The staff PIN is changed.\n";
      return {};
    }
    case StaffCommand::Change::badge: {
      // The card first: a key that no card on earth opens would be worse than a card for nothing.
      SAMEN_TRY(const auto badge, write_badge_card(command.card, command.data, random));
      if (auto done = kiosk->rewrap_staff_key(now.pin, badge); !done) {
        discard_badge_card(command.card);
        return done;
      }
      tell_about_badge_card(command.card);
      std::cout << "Every older card is void.\n";
      return {};
    }
    case StaffCommand::Change::no_badge:
      break;
  }
  SAMEN_CHECK(kiosk->rewrap_staff_key(now.pin, {}));
  std::cout << "The staff page opens with the PIN alone.\n";
  return {};
}

}  // namespace

int run_staff(const StaffCommand& command) {
  const auto done = change(command);
  if (done) return 0;
  std::cerr << kName << ": " << done.error().message << '\n';
  return done.error().code == Errc::invalid_input ? 2 : 1;
}

}  // namespace samen::commands
