// SPDX-License-Identifier: Apache-2.0
#include "base/build_version.hpp"
#include "sync/server/commands/commands.hpp"
#include "terminal/language.hpp"

int main(int argc, char** argv) {
  samen::terminal::choose_language(argc, argv);
  return samen::server::run_command_line(argc, argv, samen::base::build_version());
}
