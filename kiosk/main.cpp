// SPDX-License-Identifier: Apache-2.0
#include <iostream>
#include <variant>

#include "base/secret.hpp"
#include "kiosk/app.hpp"
#include "kiosk/init_command.hpp"
#include "kiosk/options.hpp"
#include "kiosk/signals.hpp"
#include "kiosk/staff_command.hpp"

using namespace samen;

namespace {

int run_kiosk(const app::RunOptions& options) {
  auto kiosk = app::App::create(options);
  if (!kiosk) {
    std::cerr << "samen-kiosk: " << kiosk.error().message << '\n';
    return kiosk.error().code == base::Errc::invalid_input ? 2 : 1;
  }
  return (*kiosk)->run();
}

}  // namespace

int main(int argc, char** argv) {
  base::harden_process();
  app::Signals::block();
  const app::Command command = app::parse_command_line(argc, argv);
  if (const auto* done = std::get_if<app::Done>(&command)) return done->exit_code;
  if (const auto* init = std::get_if<app::InitCommand>(&command)) return app::run_init(*init);
  if (const auto* staff = std::get_if<app::StaffCommand>(&command)) return app::run_staff(*staff);
  return run_kiosk(std::get<app::RunOptions>(command));
}
