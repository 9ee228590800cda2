// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <csignal>

namespace samen::device {

// What asks a program of this machine to end in good order: SIGINT, SIGTERM and SIGHUP.
sigset_t ending_signals();

// Call before any other thread is made: threads inherit that these signals are blocked, so that
// whoever waits for them gets them all. A reader that went away (SIGPIPE) is an error value.
void block_ending_signals();

}  // namespace samen::device
