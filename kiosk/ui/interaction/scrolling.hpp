// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "kiosk/ui/canvas/node_registry.hpp"
#include "kiosk/ui/canvas/view.hpp"

// What fingers, wheel and keys do to scroll containers. An id that is none is left alone.
namespace samen::ui {

// The innermost container under a point that has something to scroll; empty: none.
std::string scroll_at(const NodeRegistry& nodes, const View& view, float x, float y);
void scroll_by(View& view, std::string_view id, float pixels);
// Towards a page further down (up when negative); `part` of what it shows.
void scroll_page(View& view, std::string_view id, float part);
void set_velocity(View& view, std::string_view id, float pixels_a_second);
// A finger on a moving list stops it: true when it was moving too fast to be read.
bool stop_moving(View& view, std::string_view id);

// Moves the node's container so that the whole node comes into view; false when it is visible
// already or has no container.
bool bring_into_view(const Node& node, View& view);

}  // namespace samen::ui
