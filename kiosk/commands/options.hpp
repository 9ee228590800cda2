// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string_view>
#include <variant>

#include "kiosk/app/run_options.hpp"

namespace samen::commands {

// `samen-kiosk init`: keys, database, staff PIN and, where one is asked for, a staff card.
struct InitCommand {
  std::filesystem::path data;
  std::filesystem::path card;  // where to write it; empty: the PIN alone
};

// `samen-kiosk staff pin`, `staff badge CARD`, `staff badge --none` and `staff key`.
struct StaffCommand {
  enum class What { pin, badge, no_badge, show_key };
  std::filesystem::path data;
  What what = What::pin;
  std::filesystem::path card;
};

// Nothing left to do: help, the version or what is wrong has been printed.
struct Done {
  int exit_code = 0;
};

using Command = std::variant<app::RunOptions, InitCommand, StaffCommand, Done>;

// `version` is what --version says behind the program's name.
Command parse_command_line(int argc, char** argv, std::string_view version);

}  // namespace samen::commands
