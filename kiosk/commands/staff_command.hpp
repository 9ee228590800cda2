// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/commands/options.hpp"

namespace samen::commands {

// Opens the staff key with what stdin gives (card if it takes one, PIN) and wraps it anew. A wrong
// try is counted as one at the screen. Prints what happened; returns the exit code.
int run_staff(const StaffCommand& command);

}  // namespace samen::commands
