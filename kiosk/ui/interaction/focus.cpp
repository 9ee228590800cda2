// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/focus.hpp"

#include <algorithm>
#include <cmath>

namespace samen::ui {
namespace {

bool is_one_of_variants(const Node& node) {
  return is_variant(node.id);
}

// The other forms of a held key lie over the keyboard: while they are there its keys wait.
std::vector<const Node*> candidates(const NodeRegistry& nodes) {
  const bool covered = std::ranges::any_of(nodes.nodes(), is_one_of_variants);
  std::vector<const Node*> found;
  for (const Node& node : nodes.nodes()) {
    if (!takes_focus(node)) continue;
    if (covered && node.role == Role::key && !is_variant(node.id)) continue;
    found.push_back(&node);
  }
  return found;
}

// How far two nodes share a height; more than half of the lower one makes them a row.
bool beside(const Node& a, const Node& b) {
  const float shared = std::min(a.rect.bottom(), b.rect.bottom()) - std::max(a.rect.y, b.rect.y);
  return shared > 0.5F * std::min(a.rect.h, b.rect.h);
}

// The way out and the helping hands beside every screen; see kit/rail.
bool in_rail(const Node& node) {
  return node.id.starts_with("header.") || node.id == "sound.listen";
}

bool same_row(const Node& a, const Node& b) {
  return in_rail(a) == in_rail(b) && (a.role == Role::key) == (b.role == Role::key) &&
         is_variant(a.id) == is_variant(b.id) && a.scroll_parent == b.scroll_parent && beside(a, b);
}

}  // namespace

bool is_variant(std::string_view id) {
  return id.starts_with("variant.");
}

bool takes_focus(const Node& node) {
  return tappable(node.role) && node.enabled;
}

std::string next_focus(const NodeRegistry& nodes, std::string_view from, int step) {
  std::vector<const Node*> order;
  for (const Node* node : candidates(nodes)) {
    const bool same_keyboard =
        node->role == Role::key && !order.empty() && order.back()->role == Role::key;
    if (!same_keyboard) {
      order.push_back(node);
    } else if (node->id == from) {
      order.back() = node;  // the focus stands on this key: it is the keyboard's stop
    }
  }
  if (order.empty()) return {};
  const auto at =
      std::ranges::find(order, from, [](const Node* node) -> std::string_view { return node->id; });
  if (at == order.end()) return step > 0 ? order.front()->id : order.back()->id;
  const auto count = static_cast<std::ptrdiff_t>(order.size());
  const std::ptrdiff_t next = (at - order.begin() + step + count) % count;
  return order[static_cast<std::size_t>(next)]->id;
}

std::string focus_towards(const NodeRegistry& nodes, std::string_view from, Key direction) {
  const Node* start = nodes.find(from);
  if (start == nullptr || from.empty()) return next_focus(nodes, {}, 1);
  const bool sideways = direction == Key::left || direction == Key::right;
  const bool back = direction == Key::left || direction == Key::up;
  const Node* best = nullptr;
  float best_cost = 0;
  for (const Node* node : candidates(nodes)) {
    if (node == start) continue;
    const float dx = node->rect.center_x() - start->rect.center_x();
    const float dy = node->rect.center_y() - start->rect.center_y();
    const float along = sideways ? dx : dy;
    const float ahead = back ? -along : along;
    if (ahead <= 1) continue;
    // Upwards and downwards what lies over or under any part of it is straight ahead, so that
    // a wide key is found from all its neighbours.
    float across = std::abs(sideways ? dy : dx);
    if (!sideways && node->rect.x < start->rect.end() && start->rect.x < node->rect.end()) {
      across *= 0.2F;
    }
    const float cost = ahead + 2.5F * across;
    if (best == nullptr || cost < best_cost) best = node, best_cost = cost;
  }
  return best == nullptr ? std::string{} : best->id;
}

std::string focus_near(const NodeRegistry& nodes, const Rect& place) {
  const auto all = candidates(nodes);
  const auto distance = [&](const Node* node) {
    return std::hypot(node->rect.center_x() - place.center_x(),
                      node->rect.center_y() - place.center_y());
  };
  const auto nearest = std::ranges::min_element(all, {}, distance);
  return nearest == all.end() ? std::string{} : (*nearest)->id;
}

std::vector<FocusRow> scan_rows(const NodeRegistry& nodes) {
  std::vector<FocusRow> rows;
  for (const Node* node : candidates(nodes)) {
    if (node->role == Role::field) continue;
    if (rows.empty() || !same_row(*rows.back().back(), *node)) rows.emplace_back();
    rows.back().push_back(node);
  }
  std::ranges::stable_partition(rows,
                                [](const FocusRow& row) { return is_variant(row.front()->id); });
  std::ranges::stable_partition(rows, [](const FocusRow& row) { return !in_rail(*row.front()); });
  return rows;
}

const FocusRow* scan_row(const std::vector<FocusRow>& rows, const ScanSpot& spot) {
  for (const FocusRow& row : rows) {
    if (std::ranges::any_of(row, [&](const Node* node) { return node->id == spot.focus; })) {
      return &row;
    }
  }
  return nullptr;
}

namespace {

// A screen of one row is entered at once.
ScanSpot begin(const std::vector<FocusRow>& rows, const FocusRow& row) {
  return {row.front()->id, rows.size() == 1 || row.size() == 1};
}

}  // namespace

ScanSpot scan_start(const std::vector<FocusRow>& rows) {
  return rows.empty() ? ScanSpot{} : begin(rows, rows.front());
}

ScanSpot scan_next(const std::vector<FocusRow>& rows, const ScanSpot& from) {
  const FocusRow* row = scan_row(rows, from);
  if (row == nullptr) return scan_start(rows);
  if (from.inside && row->size() > 1) {
    const auto at = std::ranges::find(*row, from.focus, [](const Node* n) { return n->id; });
    if (at + 1 != row->end()) return {(*(at + 1))->id, true};
    return begin(rows, *row);
  }
  const auto place = static_cast<std::size_t>(row - rows.data());
  return begin(rows, rows[(place + 1) % rows.size()]);
}

ScanSpot scan_keyboard(const std::vector<FocusRow>& rows, const ScanSpot& from) {
  for (const FocusRow& row : rows) {
    if (row.front()->role == Role::key) return begin(rows, row);
  }
  return from;
}

FocusRow in_turn(const std::vector<FocusRow>& rows, const ScanSpot& spot) {
  const FocusRow* row = scan_row(rows, spot);
  if (row == nullptr) return {};
  if (!spot.inside) return *row;
  const auto at = std::ranges::find(*row, spot.focus, [](const Node* node) { return node->id; });
  return at == row->end() ? FocusRow{} : FocusRow{*at};
}

}  // namespace samen::ui
