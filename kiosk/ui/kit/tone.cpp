// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/tone.hpp"

namespace samen::ui {

ToneColors tone_colors(const Canvas& canvas, Tone tone) {
  const Palette& colors = canvas.colors();
  switch (tone) {
    case Tone::good:
      return {colors.good_tint, colors.good_accent};
    case Tone::caution:
      return {colors.caution_tint, colors.caution_accent};
    case Tone::danger:
      return {colors.danger_tint, colors.danger_accent};
    case Tone::info:
      break;
  }
  return {canvas.task().tint, canvas.task().accent};
}

}  // namespace samen::ui
