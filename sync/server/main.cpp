// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/commands.hpp"

int main(int argc, char** argv) {
  return samen::server::run_command_line(argc, argv);
}
