// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "kiosk/ui/kit/button.hpp"

namespace samen::ui {

// What the way out of a screen is, if there is one.
enum class WayBack : std::uint8_t { none, back, lock };
// What stands in the rail beside listening, the text and help, which are always there.
struct RailSigns {
  WayBack back = WayBack::back;
  enum class Language : std::uint8_t { none, chosen, other } language = Language::chosen;
  enum class End : std::uint8_t { none, stop, refresh, staff } end = End::stop;
  std::string other_in = {};  // the language of "other language"; empty: the screen's
};

// The way out and the helping hands, each with its words, each in the same place on every screen:
// at the start edge of a display that lies, below the page on one that stands.
Piece rail(Canvas& canvas, const RailSigns& signs);

}  // namespace samen::ui
