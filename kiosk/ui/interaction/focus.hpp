// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "kiosk/ui/canvas/node_registry.hpp"
#include "kiosk/ui/interaction/input.hpp"

// Where keys and switches take the focus. Everything is decided from what the last frame showed.
namespace samen::ui {

// One of the letters that a held key offers.
bool is_variant(std::string_view id);
// Can this node have the focus at all?
bool takes_focus(const Node& node);

// Tab: the next node in reading order (`step` +1 or -1), round the screen; empty when there is
// none. An on-screen keyboard is one stop; the arrows move about in it.
std::string next_focus(const NodeRegistry& nodes, std::string_view from, int step);
// Arrows: the nearest one in a physical direction, also between the keys of a keyboard.
std::string focus_towards(const NodeRegistry& nodes, std::string_view from, Key direction);
// The one nearest to a place, for when what had the focus is gone; empty when there is none.
std::string focus_near(const NodeRegistry& nodes, const Rect& place);

// Two switches: "next" goes from row to row, "choose" enters a row, then "next" goes through it and
// once more to the whole row, from where it goes on. A row of one needs no entering. What is asked
// comes first, the header last; text fields have no turn, since what is typed goes there anyway.
struct ScanSpot {
  std::string focus;    // id of the node, or of the first one of the row
  bool inside = false;  // false: the whole row
  bool operator==(const ScanSpot&) const = default;
};
using FocusRow = std::vector<const Node*>;
std::vector<FocusRow> scan_rows(const NodeRegistry& nodes);
// Empty when nothing can be chosen.
ScanSpot scan_start(const std::vector<FocusRow>& rows);
ScanSpot scan_next(const std::vector<FocusRow>& rows, const ScanSpot& from);
// After a key was typed: the row where the keyboard begins, so that the next letter is near.
ScanSpot scan_keyboard(const std::vector<FocusRow>& rows, const ScanSpot& from);
// The row the spot is in; null: it is not on the screen any more.
const FocusRow* scan_row(const std::vector<FocusRow>& rows, const ScanSpot& spot);
// What has its turn at the spot: one node or a whole row; empty like scan_row().
FocusRow in_turn(const std::vector<FocusRow>& rows, const ScanSpot& spot);

}  // namespace samen::ui
