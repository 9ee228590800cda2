// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/flow/theme.hpp"
#include "kiosk/ui/kit/button.hpp"

// How a person wants to see the screen: four sizes of letters and three sets of colours, each shown
// as itself so that nobody has to read what it means. Nodes: "text_size.0" …, "theme.dark", ….
namespace samen::ui {

Piece text_sizes(Canvas& canvas, int chosen);
Piece themes(Canvas& canvas, flow::Theme chosen);

}  // namespace samen::ui
