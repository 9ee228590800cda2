// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/canvas/canvas.hpp"

namespace samen::ui {

// Last in a frame. Gives the focus to what is nearest when the node that had it is gone (a key of
// another layer, a dialog that closed), and draws the frame of the two switches round the row or
// the one thing that is in turn. Widgets draw the ring of the ordinary focus themselves.
void show_focus(Canvas& canvas, NodeRegistry& nodes);

}  // namespace samen::ui
