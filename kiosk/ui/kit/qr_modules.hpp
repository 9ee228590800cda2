// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "base/secret.hpp"

namespace samen::ui {

// Dark modules side by side in one row.
struct QrRun {
  int x = 0;
  int y = 0;
  int length = 0;
};

// A QR code without its quiet zone, of three modules or more around it. On wiped memory: it may
// hold a badge.
struct QrModules {
  int side = 0;
  std::vector<QrRun, base::LockedAllocator<QrRun>> dark;
};

// Readable with 15 % of it damaged. Nothing only when memory is gone or the text is far too long.
std::optional<QrModules> qr_modules(std::string_view text);

}  // namespace samen::ui
