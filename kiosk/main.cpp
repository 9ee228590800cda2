// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <variant>

#include "base/build_version.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "device/signals.hpp"
#include "kiosk/app/app.hpp"
#include "kiosk/app/signals.hpp"
#include "kiosk/commands/init_command.hpp"
#include "kiosk/commands/options.hpp"
#include "kiosk/commands/staff_command.hpp"
#include "terminal/language.hpp"

using namespace samen;

namespace {

int run_kiosk(const app::RunOptions& options) {
  app::Signals signals;
  auto kiosk = app::App::create(options, signals);
  if (!kiosk) {
    std::cerr << "samen-kiosk: " << kiosk.error().message << '\n';
    return kiosk.error().code == base::Errc::invalid_input ? 2 : 1;
  }
  base::speak_english();  // from here on every word is one of the log's
  return (*kiosk)->run();
}

}  // namespace

int main(int argc, char** argv) {
  base::harden_process();
  device::block_ending_signals();
  terminal::choose_language(argc, argv);
  const commands::Command command = commands::parse_command_line(argc, argv, base::build_version());
  if (const auto* done = std::get_if<commands::Done>(&command)) return done->exit_code;
  if (const auto* init = std::get_if<commands::InitCommand>(&command))
    return commands::run_init(*init);
  if (const auto* staff = std::get_if<commands::StaffCommand>(&command))
    return commands::run_staff(*staff);
  return run_kiosk(std::get<app::RunOptions>(command));
}
