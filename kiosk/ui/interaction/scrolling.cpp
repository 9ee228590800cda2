// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/scrolling.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>

#include "kiosk/ui/interaction/contacts.hpp"

namespace samen::ui {

std::string scroll_at(const NodeRegistry& nodes, const View& view, float x, float y) {
  for (const Node& node : nodes.nodes() | std::views::reverse) {
    if (node.role != Role::scroll || !node.rect.contains(x, y)) continue;
    const auto scroll = view.scrolls.find(node.id);
    if (scroll != view.scrolls.end() && scroll->second.scrollable()) return node.id;
  }
  return {};
}

void scroll_by(View& view, std::string_view id, float pixels) {
  const auto found = view.scrolls.find(id);
  if (found == view.scrolls.end()) return;
  Scroll& scroll = found->second;
  scroll.target = -1;
  scroll.offset = std::clamp(scroll.offset + pixels, 0.0F, scroll.most());
}

void scroll_page(View& view, std::string_view id, float part) {
  const auto found = view.scrolls.find(id);
  if (found == view.scrolls.end()) return;
  Scroll& scroll = found->second;
  scroll.target = std::clamp(scroll.offset + part * scroll.area.h, 0.0F, scroll.most());
}

void set_velocity(View& view, std::string_view id, float pixels_a_second) {
  const auto found = view.scrolls.find(id);
  if (found != view.scrolls.end()) found->second.velocity = pixels_a_second;
}

bool stop_moving(View& view, std::string_view id) {
  const auto found = view.scrolls.find(id);
  if (found == view.scrolls.end()) return false;
  const bool fast = std::abs(found->second.velocity) > 4 * kFlickStop;
  found->second.velocity = 0;
  found->second.target = -1;
  return fast;
}

bool bring_into_view(const Node& node, View& view) {
  const auto found = view.scrolls.find(node.scroll_parent);
  if (found == view.scrolls.end()) return false;
  Scroll& scroll = found->second;
  const Rect& area = scroll.area;  // only y matters, which is not mirrored
  const float space = std::min(area.h * 0.1F, 24.0F);
  float target = scroll.offset;
  if (node.rect.y < area.y + space) {
    target -= area.y + space - node.rect.y;
  } else if (node.rect.bottom() > area.bottom() - space) {
    target += node.rect.bottom() - (area.bottom() - space);
  }
  target = std::clamp(target, 0.0F, scroll.most());
  if (target == scroll.offset) return false;
  scroll.offset = target;
  scroll.target = -1;
  scroll.velocity = 0;
  return true;
}

}  // namespace samen::ui
