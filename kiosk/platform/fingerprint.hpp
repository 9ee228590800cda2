// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

struct ImDrawData;

namespace samen::platform {

// A number that stays the same as long as the frame would look the same: the app draws only when
// it changes. 64 bits, not for anything adversarial.
std::uint64_t fingerprint(const ImDrawData& draw_data);

}  // namespace samen::platform
