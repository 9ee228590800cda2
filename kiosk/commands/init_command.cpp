// SPDX-License-Identifier: Apache-2.0
#include "kiosk/commands/init_command.hpp"

#include <iostream>

#include "base/random.hpp"
#include "base/say.hpp"
#include "kiosk/commands/badge_card.hpp"
#include "kiosk/commands/secret_prompt.hpp"
#include "kiosk/records/records.hpp"

namespace samen::commands {
namespace {

using base::say;

constexpr const char* kInitName = "samen-kiosk init";

int failed(const base::Error& error) {
  std::cerr << kInitName << ": " << error.message << '\n';
  return error.code == base::Errc::invalid_input ? 2 : 1;
}

}  // namespace

int run_init(const InitCommand& command) {
  const auto pin = ask_new_pin(kInitName);
  if (!pin) return 2;
  base::SystemRandom random;
  records::InitOptions options;
  if (!command.card.empty()) {
    auto badge = write_badge_card(command.card, command.data, random);
    if (!badge) return failed(badge.error());
    options.badge = *std::move(badge);
  }
  if (const auto made = records::init_kiosk(command.data, *pin, random, options); !made) {
    if (!command.card.empty()) discard_badge_card(command.card);
    return failed(made.error());
  }
  std::cout << say("The kiosk's keys and database are in {}", command.data) << '\n';
  if (!command.card.empty()) tell_about_badge_card(command.card);
  std::cout << say("Next: samen-sync enrol --data {} --server URL --code CODE\n", command.data);
  return 0;
}

}  // namespace samen::commands
