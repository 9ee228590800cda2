// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

#include <sodium.h>

// Include this instead of <sodium.h> inside this room: it starts the library before main() does
// anything, which picks the processor's best code and makes its generator safe for threads.
namespace samen::vault {

inline const bool kSodiumReady = sodium_init() >= 0 || (std::abort(), false);

}  // namespace samen::vault
