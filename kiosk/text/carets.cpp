// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <limits>
#include <optional>

#include "kiosk/text/layout.hpp"

namespace samen::text {
namespace {

// Index of the last stop at or before `byte`; stops are in logical order.
std::size_t index_at(const Layout& layout, std::size_t byte) {
  const auto& stops = layout.carets;
  const auto after = std::ranges::upper_bound(stops, byte, {}, &CaretStop::byte);
  return after == stops.begin() ? 0 : static_cast<std::size_t>(after - stops.begin()) - 1;
}

// Stops of one line from left to right; stops at the same place in logical order of the line's
// direction, so that stepping through them meets each one once.
std::vector<std::size_t> visual_order(const Layout& layout, int line) {
  std::vector<std::size_t> order;
  for (std::size_t i = 0; i < layout.carets.size(); ++i) {
    if (layout.carets[i].line == line) order.push_back(i);
  }
  const bool rtl = layout.lines[static_cast<std::size_t>(line)].right_to_left;
  if (rtl) std::ranges::reverse(order);
  std::ranges::stable_sort(order, {}, [&](std::size_t i) { return layout.carets[i].x; });
  return order;
}

// One step left (-1) or right (+1); at the end of a line on to the line that follows in that
// direction of reading.
std::size_t step(const Layout& layout, std::size_t byte, int direction) {
  if (layout.carets.empty()) return byte;
  const std::size_t here = index_at(layout, byte);
  const int line = layout.carets[here].line;
  const auto order = visual_order(layout, line);
  const auto at = std::ranges::find(order, here) - order.begin();
  const auto next = at + direction;
  if (next >= 0 && next < std::ssize(order)) {
    return layout.carets[order[static_cast<std::size_t>(next)]].byte;
  }
  const bool rtl = layout.lines[static_cast<std::size_t>(line)].right_to_left;
  const int other = line + ((direction > 0) != rtl ? 1 : -1);
  if (other < 0 || other >= static_cast<int>(layout.lines.size())) return layout.carets[here].byte;
  const auto there = visual_order(layout, other);
  if (there.empty()) return layout.carets[here].byte;
  return layout.carets[direction > 0 ? there.front() : there.back()].byte;
}

}  // namespace

CaretStop caret_at(const Layout& layout, std::size_t byte) {
  return layout.carets.empty() ? CaretStop{} : layout.carets[index_at(layout, byte)];
}

std::size_t hit_test(const Layout& layout, float x, float y) {
  if (layout.carets.empty() || layout.lines.empty()) return 0;
  int line = 0;
  while (line + 1 < static_cast<int>(layout.lines.size()) &&
         y >= layout.lines[static_cast<std::size_t>(line)].bottom) {
    ++line;
  }
  std::optional<std::size_t> best;
  float nearest = std::numeric_limits<float>::max();
  for (const auto& stop : layout.carets) {
    const float distance = std::abs(stop.x - x);
    if (stop.line == line && distance < nearest) {
      nearest = distance;
      best = stop.byte;
    }
  }
  return best.value_or(layout.lines[static_cast<std::size_t>(line)].begin);
}

std::size_t next_caret(const Layout& layout, std::size_t byte) {
  if (layout.carets.empty()) return byte;
  const std::size_t here = index_at(layout, byte);
  return layout.carets[std::min(here + 1, layout.carets.size() - 1)].byte;
}

std::size_t previous_caret(const Layout& layout, std::size_t byte) {
  if (layout.carets.empty()) return byte;
  const std::size_t here = index_at(layout, byte);
  // Between two stops the character that is begun counts as before the caret.
  if (layout.carets[here].byte < byte) return layout.carets[here].byte;
  return layout.carets[here == 0 ? 0 : here - 1].byte;
}

std::size_t caret_left_of(const Layout& layout, std::size_t byte) {
  return step(layout, byte, -1);
}

std::size_t caret_right_of(const Layout& layout, std::size_t byte) {
  return step(layout, byte, 1);
}

}  // namespace samen::text
