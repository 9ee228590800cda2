// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <gtest/gtest.h>

#include "engine_fixture.hpp"
#include "kiosk/text/keyboard.hpp"

namespace samen::text {

// The keyboards a kiosk has, read once.
inline const KeyboardSet& keyboards() {
  static const auto set = KeyboardSet::load(assets() / "keyboards");
  EXPECT_TRUE(set) << set.error().message;
  return *set;
}

}  // namespace samen::text
