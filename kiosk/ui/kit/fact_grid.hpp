// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "kiosk/ui/kit/tone.hpp"
#include "kiosk/ui/kit/words.hpp"

namespace samen::ui {

// One fact for staff, in words: what it is, how it stands, and what that means or asks.
struct Fact {
  std::string id;
  std::string_view icon;
  std::string label;
  std::string value;
  std::string note = {};
  Tone tone = Tone::info;
};

// The table for staff: facts in as many columns as have room, rows equally high. Nodes:
// "<id>.<fact's id>".
Piece facts(Canvas& canvas, std::string_view id, std::span<const Fact> facts);

}  // namespace samen::ui
