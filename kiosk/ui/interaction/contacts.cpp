// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/contacts.hpp"

#include <algorithm>
#include <cmath>
#include <ranges>
#include <utility>

#include "kiosk/ui/interaction/focus.hpp"
#include "kiosk/ui/interaction/scrolling.hpp"

namespace samen::ui {
namespace {

constexpr std::int64_t kFlickPauseMs = 80;  // longer at rest before the release: no flick

bool is_key(const Shown& shown, std::string_view id) {
  const Node* node = shown.nodes.find(id);
  return node != nullptr && node->role == Role::key;
}

// Words that do nothing when they are tapped are read.
void hear_text(const PointerEvent& event, const NodeRegistry& nodes, View& view) {
  if (!view.sound.ear) return;
  for (const Node& node : nodes.nodes() | std::views::reverse) {
    if (tappable(node.role) || node.role == Role::scroll || node.label.empty()) continue;
    if (!node.rect.contains(event.x, event.y)) continue;
    view.wishes.push_back({.what = Listen::What::node, .node = node.id});
    return;
  }
}

// A held key released: on one of the letters it offers, where it began, or elsewhere.
void release_held(const PointerEvent& event, const Hit* held, bool stayed, const Shown& shown,
                  ActionSink& sink) {
  const Hit* over = shown.at(event.x, event.y);
  if (over != nullptr && is_variant(over->id)) return run_hit(*over, sink);
  if (stayed && held != nullptr) return run_hit(*held, sink);
  sink.view.keyboard.variants.clear();
  sink.layout_changed = true;
}

}  // namespace

const Hit* Shown::find(std::string_view id) const {
  const auto found = std::ranges::find(hits, id, &Hit::id);
  return found == hits.end() ? nullptr : &*found;
}

const Hit* Shown::at(float x, float y) const {
  for (const Hit& hit : hits | std::views::reverse) {
    if (hit.area.contains(x, y)) return &hit;
  }
  return nullptr;
}

void run_hit(const Hit& hit, ActionSink& sink) {
  if (hit.enabled) run(hit.action, sink);
}

void echo(std::string_view id, const NodeRegistry& nodes, View& view) {
  if (!view.sound.echo) return;
  const Node* node = nodes.find(id);
  if (node == nullptr) return;
  if (node->role == Role::tile || node->role == Role::checkbox || node->role == Role::cell) {
    view.wishes.push_back({.what = Listen::What::follow, .node = node->id});
  }
}

Contacts::Taken Contacts::take(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
                               Arming& arming, ActionSink& sink) {
  Taken taken = Taken::yes;
  switch (event.kind) {
    case PointerEvent::Kind::down:
      taken = down(event, now_ms, shown, arming, sink);
      break;
    case PointerEvent::Kind::move:
      move(event, now_ms, shown, sink.view);
      break;
    case PointerEvent::Kind::up:
      up(event, now_ms, shown, arming, sink);
      break;
    case PointerEvent::Kind::cancel:
      presses_.erase(event.contact);
      break;
  }
  show_pressed(sink.view);
  return taken;
}

Contacts::Taken Contacts::down(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
                               const Arming& arming, ActionSink& sink) {
  View& view = sink.view;
  presses_.erase(event.contact);
  const Hit* hit = shown.at(event.x, event.y);
  if (hit != nullptr) finish_others(*hit, now_ms, shown, arming, sink);
  if (sink.layout_changed) return Taken::later;  // perhaps something else lies there now
  view.focus_visible = false;
  Press press{.scroll = scroll_at(shown.nodes, view, event.x, event.y),
              .x = event.x,
              .y = event.y,
              .last_y = event.y,
              .down_ms = now_ms,
              .moved_ms = now_ms,
              .page = arming.page()};
  if (stop_moving(view, press.scroll)) press.stage = Stage::spent;
  const auto& last = arming.last();
  const Hit* under_last = last ? shown.at(last->x, last->y) : nullptr;
  const std::string_view target = under_last == nullptr ? std::string_view{} : under_last->id;
  const bool armed = now_ms >= arming.tap_ready_ms(event.x, event.y, target, shown.reach);
  if (hit != nullptr && hit->enabled && armed) press.hit = hit->id;
  if (!armed) press.hears = false;
  const bool can_hold =
      !press.hit.empty() && (hit->repeats || !std::holds_alternative<std::monostate>(hit->on_hold));
  if (can_hold && press.may_act()) press.due_ms = now_ms + kHoldMs;
  presses_.insert_or_assign(event.contact, std::move(press));
  return Taken::yes;
}

// A letter that is still under a finger is finished by the next finger down, so that letters come
// in the order they were touched and a button pressed after them finds them typed. A finger that
// has lain on a key for long is a resting hand.
void Contacts::finish_others(const Hit& next, std::int64_t now_ms, const Shown& shown,
                             const Arming& arming, ActionSink& sink) {
  std::vector<Press*> waiting;
  for (auto& [contact, press] : presses_) {
    if (press.may_act() && is_key(shown, press.hit)) waiting.push_back(&press);
  }
  std::ranges::sort(waiting, {}, &Press::down_ms);
  for (Press* press : waiting) {
    const Hit* hit = shown.find(press->hit);
    const Stage stage = std::exchange(press->stage, Stage::spent);
    press->due_ms.reset();
    if (hit == nullptr || press->page != arming.page() || stage == Stage::repeating) continue;
    if (stage == Stage::holding && is_variant(next.id)) continue;
    if (now_ms - press->down_ms < kRestMs) {
      run_hit(*hit, sink);
    } else if (stage == Stage::holding) {
      sink.view.keyboard.variants.clear();
      sink.layout_changed = true;
    }
  }
}

void Contacts::move(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
                    View& view) {
  const auto found = presses_.find(event.contact);
  if (found == presses_.end()) return;
  Press& press = found->second;
  if (press.stage == Stage::dragging) return drag(press, event.y, now_ms, view);
  const bool near = std::hypot(event.x - press.x, event.y - press.y) <= shown.slop;
  if (press.stage == Stage::holding || near) return;
  if (!press.scroll.empty() && std::abs(event.y - press.y) > shown.slop &&
      !is_dragged(press.scroll)) {
    press.stage = Stage::dragging;
    press.due_ms.reset();
    return drag(press, event.y, now_ms, view);
  }
  const Hit* hit = shown.find(press.hit);
  if (hit == nullptr || !hit->area.contains(event.x, event.y)) {
    press.stage = Stage::spent;
    press.due_ms.reset();
  }
}

void Contacts::up(const PointerEvent& event, std::int64_t now_ms, const Shown& shown,
                  Arming& arming, ActionSink& sink) {
  const auto found = presses_.find(event.contact);
  if (found == presses_.end()) return;
  const Press press = std::move(found->second);
  presses_.erase(found);
  if (press.stage == Stage::dragging) {
    const bool flick = !shown.reduced_motion && now_ms - press.moved_ms < kFlickPauseMs;
    if (flick) set_velocity(sink.view, press.scroll, press.velocity);
    return sink.emit(flow::Activity{});
  }
  if (press.page != arming.page() || !press.may_act() || press.stage == Stage::repeating) return;
  const Hit* hit = shown.find(press.hit);
  const bool near = std::hypot(event.x - press.x, event.y - press.y) <= shown.slop;
  const bool stayed = near || (hit != nullptr && hit->area.contains(event.x, event.y));
  if (press.stage == Stage::holding) return release_held(event, hit, stayed, shown, sink);
  if (hit == nullptr || !stayed) {
    if (near && press.hears && press.hit.empty()) hear_text(event, shown.nodes, sink.view);
    return;
  }
  const std::string chosen = hit->id;
  const bool key = is_key(shown, chosen);
  sink.view.focus = chosen;
  sink.x = event.x, sink.y = event.y;
  run_hit(*hit, sink);
  echo(chosen, shown.nodes, sink.view);
  // Letters are typed as fast as anybody can, and none of them opens a page.
  if (!key) arming.tapped({press.x, press.y, chosen}, now_ms);
}

void Contacts::drag(Press& press, float y, std::int64_t now_ms, View& view) const {
  const float pixels = press.last_y - y;
  const auto ms = static_cast<float>(std::max<std::int64_t>(1, now_ms - press.moved_ms));
  press.velocity = 0.6F * (pixels * 1000 / ms) + 0.4F * press.velocity;
  press.last_y = y;
  press.moved_ms = now_ms;
  scroll_by(view, press.scroll, pixels);
}

bool Contacts::is_dragged(std::string_view scroll) const {
  return std::ranges::any_of(presses_, [scroll](const auto& one) {
    return one.second.stage == Stage::dragging && one.second.scroll == scroll;
  });
}

void Contacts::show_pressed(View& view) const {
  const Press* newest = nullptr;
  for (const auto& [contact, press] : presses_) {
    const bool shows = press.may_act() && !press.hit.empty();
    if (shows && (newest == nullptr || press.down_ms >= newest->down_ms)) newest = &press;
  }
  view.pressed = newest == nullptr ? std::string() : newest->hit;
}

void Contacts::pass_time(std::int64_t now_ms, const Shown& shown, const Arming& arming,
                         ActionSink& sink) {
  for (auto& [contact, press] : presses_) {
    if (!press.due_ms || now_ms < *press.due_ms || sink.layout_changed) continue;
    press.due_ms.reset();
    const Hit* hit = shown.find(press.hit);
    if (hit == nullptr || press.page != arming.page()) {
      press.stage = Stage::spent;
    } else if (!hit->repeats) {
      press.stage = Stage::holding;
      run(hit->on_hold, sink);
    } else if (++press.repeats > kMostRepeats) {
      press.stage = Stage::spent;
    } else {
      press.stage = Stage::repeating;
      press.due_ms = now_ms + kRepeatMs;
      run_hit(*hit, sink);
    }
  }
  show_pressed(sink.view);
}

std::optional<std::int64_t> Contacts::due_ms() const {
  std::optional<std::int64_t> due;
  for (const auto& [contact, press] : presses_) {
    if (press.due_ms && (!due || *press.due_ms < *due)) due = press.due_ms;
  }
  return due;
}

}  // namespace samen::ui
