// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/staff_command.hpp"

#include <iostream>

#include "base/badge.hpp"
#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/say.hpp"
#include "kiosk/commands/badge_card.hpp"
#include "kiosk/commands/secret_prompt.hpp"
#include "kiosk/records/records.hpp"

namespace samen::commands {
namespace {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

constexpr const char* kStaffName = "samen-kiosk staff";

// What opens the staff key now.
struct Opener {
  base::SecretText pin;
  base::SecretBytes badge;
};

Result<Opener> ask_opener(bool needs_badge) {
  Opener out;
  if (needs_badge) {
    const auto letters =
        ask_secret(say("Hold the staff card at the reader, or type its letters: "));
    if (!letters)
      return base::fail(Errc::invalid_input, say("no card on stdin; it comes before the PIN"));
    SAMEN_TRY(out.badge, base::read_badge(letters->view()));
  }
  auto pin = ask_secret(say("Staff PIN as it is now: "));
  if (!pin) return base::fail(Errc::invalid_input, say("the PIN as it is now is missing on stdin"));
  out.pin = *std::move(pin);
  return out;
}

Result<void> carry_out(const StaffCommand& command) {
  const base::SystemClock clock;
  base::SystemRandom random;
  SAMEN_TRY(const auto kiosk, records::Records::open(command.data, clock, random));
  SAMEN_TRY(auto now, ask_opener(kiosk->needs_badge()));
  SAMEN_CHECK(kiosk->staff_open(now.pin, now.badge));
  switch (command.what) {
    case StaffCommand::What::pin: {
      const auto pin = ask_new_pin(kStaffName);
      if (!pin) return base::fail(Errc::invalid_input, say("the PIN stays as it was"));
      SAMEN_CHECK(kiosk->rewrap_staff_key(*pin, now.badge));
      std::cout << say("The staff PIN is changed.\n");
      return {};
    }
    case StaffCommand::What::badge: {
      // The card first: a key that no card on earth opens would be worse than a card for nothing.
      SAMEN_TRY(const auto badge, write_badge_card(command.card, command.data, random));
      if (auto done = kiosk->rewrap_staff_key(now.pin, badge); !done) {
        discard_badge_card(command.card);
        return done;
      }
      tell_about_badge_card(command.card);
      std::cout << say("Every older card is void.\n");
      return {};
    }
    // Only an opened key is shown: what lies on the disk beside it proves nothing.
    case StaffCommand::What::show_key: {
      if (kiosk->staff_key_id().empty()) {
        return fail(Errc::storage, say("the key could not be written into {}", command.data));
      }
      std::cout << say(
          "Staff sign their decisions with the key {0}\nThe coordinator compares it and "
          "runs: samen-matcher staff confirm --kiosk N --key {0}\n",
          kiosk->staff_key_id());
      return {};
    }
    case StaffCommand::What::no_badge:
      break;
  }
  SAMEN_CHECK(kiosk->rewrap_staff_key(now.pin, {}));
  std::cout << say("The staff page opens with the PIN alone.\n");
  return {};
}

}  // namespace

int run_staff(const StaffCommand& command) {
  const auto done = carry_out(command);
  if (done) return 0;
  std::cerr << kStaffName << ": " << done.error().message << '\n';
  return done.error().code == Errc::invalid_input ? 2 : 1;
}

}  // namespace samen::commands
