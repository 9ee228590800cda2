// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include "kiosk/ui/focus.hpp"

namespace samen::ui {
namespace {

const Hit* find(const std::vector<Hit>& hits, std::string_view id) {
  const auto found = std::ranges::find(hits, id, &Hit::id);
  return found == hits.end() ? nullptr : &*found;
}

// The topmost target under a point.
const Hit* hit_at(const std::vector<Hit>& hits, float x, float y) {
  for (auto hit = hits.rbegin(); hit != hits.rend(); ++hit) {
    if (hit->area.contains(x, y)) return &*hit;
  }
  return nullptr;
}

// The innermost scroll container under a point: registered as a node of role scroll.
std::string scroll_at(const NodeRegistry& nodes, const View& view, float x, float y) {
  for (auto node = nodes.nodes().rbegin(); node != nodes.nodes().rend(); ++node) {
    if (node->role != Role::scroll || !node->rect.contains(x, y)) continue;
    const auto scroll = view.scrolls.find(node->id);
    if (scroll != view.scrolls.end() && scroll->second.scrollable()) return node->id;
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

const Node* focused_node(const Interaction::Shown& shown, const View& view) {
  return view.focus.empty() || !view.focus_visible ? nullptr : shown.nodes.find(view.focus);
}

void run_hit(const Hit& hit, ActionSink& sink) {
  if (hit.enabled) run(hit.action, sink);
}

// Words that do nothing when they are tapped are read.
void hear_text(const PointerEvent& event, const NodeRegistry& nodes, View& view) {
  if (!view.sound.ear) return;
  for (auto node = nodes.nodes().rbegin(); node != nodes.nodes().rend(); ++node) {
    if (tappable(node->role) || node->role == Role::scroll || node->label.empty()) continue;
    if (!node->rect.contains(event.x, event.y)) continue;
    view.wishes.push_back({.what = Listen::What::node, .node = node->id});
    return;
  }
}

// Who listens hears what they chose.
void echo(std::string_view id, const NodeRegistry& nodes, View& view) {
  if (!view.sound.echo) return;
  const Node* node = nodes.find(id);
  if (node == nullptr) return;
  if (node->role == Role::tile || node->role == Role::checkbox || node->role == Role::cell) {
    view.wishes.push_back({.what = Listen::What::follow, .node = node->id});
  }
}

// What has the focus or, with two switches, its turn: one thing or a whole row.
void hear_turn(Listen::What what, const NodeRegistry& nodes, View& view) {
  Listen wish{.what = what, .node = view.focus};
  if (view.switches) {
    const FocusRow turn = in_turn(scan_rows(nodes), {view.focus, view.scan_inside});
    if (turn.empty()) return;
    wish.node = turn.front()->id;
    for (const Node* other : turn | std::views::drop(1)) wish.rest.push_back(other->id);
  }
  view.wishes.push_back(std::move(wish));
}

// Who listens hears where the keys or switches took them. Letters only when asked for: others hear
// them too, and together they are a name.
void follow_focus(const NodeRegistry& nodes, View& view) {
  if (!view.sound.echo) return;
  const Node* node = nodes.find(view.focus);
  if (node == nullptr || node->role == Role::key) return;
  hear_turn(Listen::What::follow, nodes, view);
}

}  // namespace

void Interaction::take(const input::Event& event, std::int64_t now_ms, const Shown& shown,
                       ActionSink& sink) {
  if (card_.take(event, now_ms, sink)) return;
  if (const auto* finger = std::get_if<PointerEvent>(&event)) {
    pointer(*finger, now_ms, shown, sink);
  } else if (const auto* turned = std::get_if<WheelEvent>(&event)) {
    wheel(*turned, shown, sink);
  } else if (const auto* pressed = std::get_if<KeyEvent>(&event)) {
    key(*pressed, shown, sink);
  } else if (const auto* text = std::get_if<TextEvent>(&event)) {
    typed(*text, shown, sink);
  }
}

void Interaction::pointer(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
                          ActionSink& sink) {
  View& view = sink.view;
  if (press_ && press_->contact != event.contact) {
    if (event.kind != PointerEvent::Kind::down) return;
    finish_letter(now_ms, shown, sink);
  }
  switch (event.kind) {
    case PointerEvent::Kind::down: {
      view.focus_visible = false;
      const Hit* hit = hit_at(shown.hits, event.x, event.y);
      Press press;
      press.contact = event.contact;
      press.x = event.x, press.y = press.last_y = event.y;
      press.down_ms = press.moved_ms = now_ms;
      press.scroll = scroll_at(shown.nodes, view, event.x, event.y);
      if (const auto moving = view.scrolls.find(press.scroll); moving != view.scrolls.end()) {
        // A finger on a moving list stops it and taps nothing.
        press.spent = std::abs(moving->second.velocity) > 4 * kFlickStop;
        moving->second.velocity = 0;
        moving->second.target = -1;
      }
      if (hit != nullptr && hit->enabled && !press.spent) {
        press.hit = hit->id;
        if (hit->repeats || !std::holds_alternative<std::monostate>(hit->on_hold)) {
          press.due_ms = now_ms + kHoldMs;
        }
      }
      view.pressed = press.hit;
      press_ = std::move(press);
      break;
    }
    case PointerEvent::Kind::move:
      if (press_) drag(event, now_ms, shown, view);
      break;
    case PointerEvent::Kind::up: {
      if (!press_) break;
      const Press press = *std::exchange(press_, std::nullopt);
      view.pressed.clear();
      const bool slid = std::hypot(event.x - press.x, event.y - press.y) > shown.slop;
      const Hit* hit = find(shown.hits, press.hit);
      if (press.dragging) {
        const auto found = view.scrolls.find(press.scroll);
        if (found != view.scrolls.end() && !shown.reduced_motion && now_ms - press.moved_ms < 80) {
          found->second.velocity = press.velocity;
        }
        sink.emit(flow::Activity{});
      } else if (!press.spent && !slid && hit != nullptr && hit->area.contains(event.x, event.y)) {
        view.focus = hit->id;
        sink.x = event.x, sink.y = event.y;
        const std::string chosen = hit->id;
        run_hit(*hit, sink);
        echo(chosen, shown.nodes, view);
      } else {
        if (!press.spent && !slid && press.hit.empty()) hear_text(event, shown.nodes, view);
        sink.emit(flow::Activity{});
      }
      break;
    }
    case PointerEvent::Kind::cancel:
      press_.reset();
      view.pressed.clear();
      break;
  }
}

// The newest finger counts, so that one whose "up" got lost, or a resting hand, blocks nobody. A
// letter under the finger before is finished by the next one; a hand that rests on a key for long
// types nothing.
void Interaction::finish_letter(std::int64_t now_ms, const Shown& shown, ActionSink& sink) {
  const Press before = *std::exchange(press_, std::nullopt);
  const Node* node = shown.nodes.find(before.hit);
  const Hit* hit = find(shown.hits, before.hit);
  if (hit == nullptr || node == nullptr || node->role != Role::key) return;
  if (before.spent || before.dragging || now_ms - before.down_ms >= kRestMs) return;
  run_hit(*hit, sink);
}

void Interaction::drag(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
                       View& view) {
  Press& press = *press_;
  if (!press.dragging && std::hypot(event.x - press.x, event.y - press.y) > shown.slop) {
    press.dragging = true;
    press.due_ms.reset();
    view.pressed.clear();
  }
  if (!press.dragging) return;
  const float pixels = press.last_y - event.y;
  const auto ms = static_cast<float>(std::max<std::int64_t>(1, now_ms - press.moved_ms));
  press.velocity = 0.6F * (pixels * 1000 / ms) + 0.4F * press.velocity;
  press.last_y = event.y;
  press.moved_ms = now_ms;
  scroll_by(view, press.scroll, pixels);
}

void Interaction::pass_time(std::int64_t now_ms, const Shown& shown, ActionSink& sink) {
  if (!press_ || !press_->due_ms || now_ms < *press_->due_ms) return;
  const Hit* hit = find(shown.hits, press_->hit);
  press_->due_ms.reset();
  if (hit == nullptr) return;
  press_->spent = true;
  if (hit->repeats) {
    press_->due_ms = now_ms + kRepeatMs;
    run_hit(*hit, sink);
  } else {
    sink.view.pressed.clear();
    run(hit->on_hold, sink);
  }
}

std::optional<std::int64_t> Interaction::due_ms() const {
  return press_ ? press_->due_ms : std::nullopt;
}

void Interaction::wheel(const WheelEvent& event, const Shown& shown, ActionSink& sink) {
  const std::string id = scroll_at(shown.nodes, sink.view, event.x, event.y);
  scroll_by(sink.view, id, event.lines * 5 * shown.slop);
  sink.emit(flow::Activity{});
}

void Interaction::typed(const TextEvent& event, const Shown& shown, ActionSink& sink) {
  View& view = sink.view;
  const Node* focus = focused_node(shown, view);
  const bool on_control = focus != nullptr && focus->role != Role::field;
  // The space bar presses the control, or is the first switch.
  if (event.text.view() == " " && (on_control || view.switches)) return;
  view.switches = false;  // who types has a keyboard
  if (view.typing == Typing::field) {
    sink.emit(flow::TextInserted{event.text});
  } else if (view.typing == Typing::pin) {
    for (const char c : event.text.view()) {
      if (c >= '0' && c <= '9') sink.emit(flow::PinDigit{c - '0'});
    }
  }
}

void Interaction::key(const KeyEvent& event, const Shown& shown, ActionSink& sink) {
  View& view = sink.view;
  const Node* focus = focused_node(shown, view);
  const bool in_field =
      view.typing == Typing::field && (focus == nullptr || focus->role == Role::field);
  const bool on_key = view.typing == Typing::field && focus != nullptr && focus->role == Role::key;
  if (sink.events.empty()) sink.emit(flow::Activity{});  // any key keeps the session alive
  const bool next = event.key == switch_keys_.next;
  const bool free = event.key >= Key::f1 || (focus == nullptr && !in_field);
  if (next && free) view.switches = true;
  if (view.switches && (next || event.key == switch_keys_.choose)) {
    scan(!next, shown, sink);
    return;
  }
  if (event.key != Key::listen) view.switches = false;
  const auto move_focus = [&](std::string to) {
    if (to.empty()) return;
    view.focus = std::move(to);
    view.focus_visible = true;
    if (const Node* node = shown.nodes.find(view.focus)) bring_into_view(*node, view);
    follow_focus(shown.nodes, view);
  };
  const auto run_flagged = [&](bool Hit::*flag) {
    const auto found = std::ranges::find_if(
        shown.hits, [flag](const Hit& hit) { return hit.*flag && hit.enabled; });
    if (found != shown.hits.end()) run_hit(*found, sink);
  };
  const auto page = [&](float part) {
    const auto main = view.scrolls.find(view.main_scroll);
    if (main == view.scrolls.end()) return;
    Scroll& scroll = main->second;
    scroll.target = std::clamp(scroll.offset + part * scroll.area.h, 0.0F, scroll.most());
  };
  switch (event.key) {
    case Key::tab:
      move_focus(next_focus(shown.nodes, view.focus_visible ? view.focus : std::string_view{},
                            event.shift ? -1 : 1));
      break;
    case Key::left:
    case Key::right:
      if (in_field) {
        sink.emit(flow::CaretStepped{event.key == Key::right ? 1 : -1});
        break;
      }
      [[fallthrough]];
    case Key::up:
    case Key::down:
      move_focus(focus_towards(shown.nodes, focus ? view.focus : std::string_view{}, event.key));
      break;
    case Key::enter:
    case Key::space:
      if (focus != nullptr && focus->role != Role::field) {
        const std::string chosen = view.focus;
        if (const Hit* hit = find(shown.hits, chosen)) run_hit(*hit, sink);
        echo(chosen, shown.nodes, view);
      } else if (event.key == Key::enter) {
        run_flagged(&Hit::on_enter);
      }
      break;
    case Key::backspace:
      if (in_field || on_key) sink.emit(flow::TextBackspace{});
      if (view.typing == Typing::pin) sink.emit(flow::PinBackspace{});
      break;
    case Key::escape:
      run_flagged(&Hit::on_escape);
      break;
    case Key::home:
      if (in_field) sink.emit(flow::CaretPlaced{0});
      break;
    case Key::end:
      if (in_field) sink.emit(flow::CaretPlaced{static_cast<std::size_t>(-1)});
      break;
    case Key::page_up:
      page(-0.85F);
      break;
    case Key::page_down:
      page(0.85F);
      break;
    case Key::listen:
      if (!view.sound.ear) break;
      if (focus != nullptr || (view.switches && shown.nodes.find(view.focus) != nullptr)) {
        hear_turn(Listen::What::focus, shown.nodes, view);
      } else {
        view.wishes.push_back({.what = Listen::What::screen});
      }
      break;
    default:
      break;
  }
}

void Interaction::scan(bool choose, const Shown& shown, ActionSink& sink) {
  View& view = sink.view;
  view.focus_visible = false;  // what is scanned has a frame of its own
  const auto rows = scan_rows(shown.nodes);
  ScanSpot spot{view.focus, view.scan_inside};
  const FocusRow* row = scan_row(rows, spot);
  bool acted = false;
  if (row == nullptr) {
    spot = scan_start(rows);
  } else if (!choose) {
    spot = scan_next(rows, spot);
  } else if (row->size() > 1 && !spot.inside) {
    spot = {row->front()->id, true};
  } else {
    const bool typed = row->front()->role == Role::key;
    if (const Hit* hit = find(shown.hits, spot.focus)) run_hit(*hit, sink);
    if (!typed) echo(spot.focus, shown.nodes, view);
    if (typed) spot = scan_keyboard(rows, spot);
    acted = true;
  }
  view.focus = spot.focus;
  view.scan_inside = spot.inside;
  if (!acted) follow_focus(shown.nodes, view);
  if (const Node* node = shown.nodes.find(view.focus)) bring_into_view(*node, view);
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
