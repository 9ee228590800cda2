// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/focus_frame.hpp"

#include <algorithm>

#include "kiosk/ui/interaction/focus.hpp"

namespace samen::ui {
namespace {

Rect around(const Rect& a, const Rect& b) {
  const float x = std::min(a.x, b.x);
  const float y = std::min(a.y, b.y);
  return {x, y, std::max(a.end(), b.end()) - x, std::max(a.bottom(), b.bottom()) - y};
}

void show_scan(Canvas& canvas, NodeRegistry& nodes) {
  View& view = canvas.view();
  const auto rows = scan_rows(nodes);
  const FocusRow* row = scan_row(rows, {view.focus, view.scan_inside});
  if (row == nullptr) {
    const ScanSpot start = scan_start(rows);
    view.focus = start.focus;
    view.scan_inside = start.inside;
    row = scan_row(rows, start);
  }
  if (row == nullptr) return;
  const FocusRow turn = in_turn(rows, {view.focus, view.scan_inside});
  Rect frame;
  for (Node& node : nodes.mutable_nodes()) {
    if (std::ranges::find(turn, &node) == turn.end()) continue;
    node.focused = true;
    frame = frame.empty() ? node.rect : around(frame, node.rect);
  }
  if (const Node* container = nodes.find(row->front()->scroll_parent)) {
    frame = frame.clipped(container->rect);
  }
  const Rect logical = canvas.out(frame);  // mirrored twice is as it was
  canvas.focus_ring(logical, canvas.m().radius);
  if (!view.scan_inside) canvas.focus_ring(logical.shrunk(canvas.m().gap / -3), canvas.m().radius);
}

}  // namespace

void show_focus(Canvas& canvas, NodeRegistry& nodes) {
  View& view = canvas.view();
  if (view.switches) return show_scan(canvas, nodes);
  if (!view.focus_visible || view.focus.empty()) return;
  if (const Node* node = nodes.find(view.focus)) {
    view.focus_rect = node->rect;
    return;
  }
  view.focus = focus_near(nodes, view.focus_rect);
  if (!view.focus.empty()) view.moving = true;  // its widget draws the ring in the next frame
}

}  // namespace samen::ui
