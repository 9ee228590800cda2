// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/commands/options.hpp"

namespace samen::commands {

// Reads the staff PIN from stdin (asked for twice, unseen, at a terminal), writes the staff card if
// one is wanted and initialises the data folder. Prints what happened; returns the exit code.
int run_init(const InitCommand& command);

}  // namespace samen::commands
