// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/printing/bitmap.hpp"
#include "kiosk/text/engine.hpp"
#include "kiosk/ui/ui.hpp"

namespace samen::app {

// The receipt on the screen as a page of `width` dots, by our own renderer, so in any script. Empty
// when no receipt is on the screen. Between two frames.
printing::Bitmap slip_page(ui::Ui& ui, text::Engine& engine, const flow::State& state, int width,
                           float dots_per_mm);

}  // namespace samen::app
