// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "kiosk/ui/kit/tile.hpp"

namespace samen::ui {

// Every language in its own script, the screen's own marked; a tap chooses. Nodes: "language.ar".
Piece language_choices(Canvas& canvas);

// One tile with the name of a language: it runs in its own direction. `id` is the node's.
Piece language_tile(Canvas& canvas, std::string id, const std::string& language, Type type,
                    Chosen chosen);

}  // namespace samen::ui
