// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "kiosk/ui/canvas/canvas.hpp"

namespace samen::ui {

// What a message is about. A sign and words always say so too: never a colour alone.
enum class Tone : std::uint8_t { info, good, caution, danger };

struct ToneColors {
  Color ground;
  Color sign;  // pictogram and edge on that ground
};
ToneColors tone_colors(const Canvas& canvas, Tone tone);

}  // namespace samen::ui
