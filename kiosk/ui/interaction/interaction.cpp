// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/interaction/interaction.hpp"

#include <algorithm>
#include <ranges>
#include <utility>
#include <vector>

#include "kiosk/ui/interaction/focus.hpp"
#include "kiosk/ui/interaction/scrolling.hpp"

namespace samen::ui {
namespace {

constexpr float kPagePart = 0.85F;  // of a container that page up and down move
constexpr float kWheelSlops = 5;    // a line of the wheel, in slops
constexpr auto kTextEnd = static_cast<std::size_t>(-1);

const Node* focused_node(const Shown& shown, const View& view) {
  return view.focus.empty() || !view.focus_visible ? nullptr : shown.nodes.find(view.focus);
}

std::string field_of(const NodeRegistry& nodes) {
  const auto field = std::ranges::find_if(nodes.nodes(), [](const Node& node) {
    return node.role == Role::field && takes_focus(node);
  });
  return field == nodes.nodes().end() ? std::string() : field->id;
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

void move_focus(std::string to, const Shown& shown, View& view) {
  if (to.empty()) return;
  view.focus = std::move(to);
  view.focus_visible = true;
  if (const Node* node = shown.nodes.find(view.focus)) bring_into_view(*node, view);
  follow_focus(shown.nodes, view);
}

void run_flagged(bool Hit::* flag, const Shown& shown, ActionSink& sink) {
  const auto found =
      std::ranges::find_if(shown.hits, [flag](const Hit& hit) { return hit.*flag && hit.enabled; });
  if (found != shown.hits.end()) run_hit(*found, sink);
}

void listen(const Node* focus, const Shown& shown, View& view) {
  if (!view.sound.ear) return;
  if (focus != nullptr || (view.switches && shown.nodes.find(view.focus) != nullptr)) {
    hear_turn(Listen::What::focus, shown.nodes, view);
  } else {
    view.wishes.push_back({.what = Listen::What::screen});
  }
}

// The caret is somewhere else in the next frame: what follows waits for it.
void place_caret(std::size_t byte, ActionSink& sink) {
  sink.emit(flow::CaretPlaced{byte});
  sink.layout_changed = true;
}

}  // namespace

struct Interaction::Keys {
  const Shown& shown;
  const std::optional<CaretPlaces>& caret;
  ActionSink& sink;
  const Node* focus;
  bool in_field;  // characters go into a field, and no control has the focus
  bool on_key;    // a key of the on-screen keyboard has it

  Keys(const Shown& what, const std::optional<CaretPlaces>& places, ActionSink& into)
      : shown(what), caret(places), sink(into), focus(focused_node(what, into.view)) {
    const bool typing = sink.view.typing == Typing::field;
    in_field = typing && (focus == nullptr || focus->role == Role::field);
    on_key = typing && focus != nullptr && focus->role == Role::key;
  }

  void edit(Key key) const {
    if (key == Key::backspace && (in_field || on_key)) sink.emit(flow::TextBackspace{});
    if (key == Key::backspace && sink.view.typing == Typing::pin) sink.emit(flow::PinBackspace{});
    if (key == Key::home && in_field) place_caret(0, sink);
    if (key == Key::end && in_field) place_caret(kTextEnd, sink);
    if (key != Key::del || !(in_field || on_key) || !caret) return;
    if (caret->after_code_points == 0) return;
    place_caret(caret->after, sink);
    for (int i = 0; i < caret->after_code_points; ++i) sink.emit(flow::TextBackspace{});
  }

  void arrow(Key key) const {
    const bool sideways = key == Key::left || key == Key::right;
    if (sideways && in_field) {
      if (caret) place_caret(key == Key::left ? caret->left : caret->right, sink);
      return;
    }
    const std::string_view from = focus ? std::string_view(sink.view.focus) : std::string_view{};
    move_focus(focus_towards(shown.nodes, from, key), shown, sink.view);
  }
};

void Interaction::show(std::string_view page, bool covered, const NodeRegistry& nodes, View& view,
                       std::int64_t now_ms) {
  arming_.show(page, now_ms);
  std::string field = covered ? std::string() : field_of(nodes);
  if (covered && !covered_) focus_under_ = view.focus;
  const bool appeared = !field.empty() && field != std::exchange(field_, field);
  if (field.empty()) field_.clear();
  const bool uncovered = covered_ && !covered;
  covered_ = covered;
  if (!appeared && !uncovered) return;
  const std::string focus = field.empty() ? std::exchange(focus_under_, {}) : std::move(field);
  if (nodes.find(focus) == nullptr || view.focus == focus) return;
  view.focus = focus;
  if (view.focus_visible) view.moving = true;  // its widget draws the ring in the next frame
}

bool Interaction::take(const input::Event& event, std::int64_t now_ms, const Shown& shown,
                       const std::optional<CaretPlaces>& caret, ActionSink& sink) {
  bool taken = true;
  for (const input::Event& one : card_.take(event, now_ms, sink)) {
    taken = press(one, now_ms, shown, caret, sink);
  }
  return taken;
}

bool Interaction::press(const input::Event& event, std::int64_t now_ms, const Shown& shown,
                        const std::optional<CaretPlaces>& caret, ActionSink& sink) {
  if (const auto* finger = std::get_if<PointerEvent>(&event)) {
    return contacts_.take(*finger, now_ms, shown, arming_, sink) == Contacts::Taken::yes;
  }
  if (const auto* turned = std::get_if<WheelEvent>(&event)) {
    wheel(*turned, shown, sink);
  } else if (const auto* pressed = std::get_if<KeyEvent>(&event)) {
    key(*pressed, now_ms, Keys(shown, caret, sink));
  } else if (const auto* text = std::get_if<TextEvent>(&event)) {
    arming_.forget_key();
    typed(*text, shown, sink);
  }
  return true;
}

void Interaction::pass_time(std::int64_t now_ms, const Shown& shown, ActionSink& sink) {
  for (const input::Event& one : card_.pass_time(now_ms, sink)) {
    press(one, now_ms, shown, std::nullopt, sink);
  }
  contacts_.pass_time(now_ms, shown, arming_, sink);
}

std::optional<std::int64_t> Interaction::due_ms() const {
  const auto contacts = contacts_.due_ms();
  const auto card = card_.due_ms();
  if (!contacts || !card) return contacts ? contacts : card;
  return std::min(*contacts, *card);
}

std::int64_t Interaction::tap_ready_ms(float x, float y, const Shown& shown) const {
  const auto& last = arming_.last();
  const Hit* under = last ? shown.at(last->x, last->y) : nullptr;
  return arming_.tap_ready_ms(x, y, under ? std::string_view(under->id) : std::string_view{},
                              shown.reach);
}

// What was pressed last stays known: the next page must not take the second tap of the old one.
void Interaction::forget() {
  contacts_.forget();
  card_ = {};
  field_.clear();
  focus_under_.clear();
  covered_ = false;
}

void Interaction::wheel(const WheelEvent& event, const Shown& shown, ActionSink& sink) {
  const std::string id = scroll_at(shown.nodes, sink.view, event.x, event.y);
  if (id.empty()) return;
  scroll_by(sink.view, id, event.lines * kWheelSlops * shown.slop);
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
    if (on_control && !field_.empty()) view.focus = field_;
    sink.emit(flow::TextInserted{event.text});
  } else if (view.typing == Typing::pin) {
    for (const char c : event.text.view()) {
      if (c >= '0' && c <= '9') sink.emit(flow::PinDigit{c - '0'});
    }
  }
}

// Enter, Space, Escape and what the switches send act like taps: not while they are held down, and
// not on a page that nobody has seen yet.
void Interaction::key(const KeyEvent& event, std::int64_t now_ms, const Keys& keys) {
  ActionSink& sink = keys.sink;
  const bool switched = is_switch(event, keys);
  const bool choosing = switched && event.key != switch_keys_.next;
  const bool acts = choosing || (!switched && (event.key == Key::enter || event.key == Key::space ||
                                               event.key == Key::escape));
  if (acts && (event.repeat || now_ms < arming_.key_ready_ms(event.key))) return;
  if (!acts) arming_.forget_key();
  if (!event.repeat && sink.events.empty()) sink.emit(flow::Activity{});
  if (acts) arming_.keyed(event.key, now_ms);
  if (switched) return scan(choosing, keys.shown, sink);
  switch (event.key) {
    case Key::tab:
      move_focus(next_focus(keys.shown.nodes,
                            keys.focus ? std::string_view(sink.view.focus) : std::string_view{},
                            event.shift ? -1 : 1),
                 keys.shown, sink.view);
      break;
    case Key::left:
    case Key::right:
    case Key::up:
    case Key::down:
      keys.arrow(event.key);
      break;
    case Key::enter:
    case Key::space:
    case Key::escape:
      activate(event, keys);
      break;
    case Key::page_up:
      scroll_page(sink.view, sink.view.main_scroll, -kPagePart);
      break;
    case Key::page_down:
      scroll_page(sink.view, sink.view.main_scroll, kPagePart);
      break;
    case Key::listen:
      listen(keys.focus, keys.shown, sink.view);
      break;
    default:
      keys.edit(event.key);
      break;
  }
}

// True when the key is one of the two switches; begins and ends their use.
bool Interaction::is_switch(const KeyEvent& event, const Keys& keys) {
  View& view = keys.sink.view;
  const bool next = event.key == switch_keys_.next;
  const bool free = event.key >= Key::f1 || (keys.focus == nullptr && !keys.in_field);
  if (next && free) view.switches = true;
  if (view.switches && (next || event.key == switch_keys_.choose)) return true;
  if (event.key != Key::listen) view.switches = false;
  return false;
}

void Interaction::activate(const KeyEvent& event, const Keys& keys) {
  ActionSink& sink = keys.sink;
  if (event.key == Key::escape) return run_flagged(&Hit::on_escape, keys.shown, sink);
  if (keys.focus != nullptr && keys.focus->role != Role::field) {
    const std::string chosen = sink.view.focus;
    if (const Hit* hit = keys.shown.find(chosen)) run_hit(*hit, sink);
    echo(chosen, keys.shown.nodes, sink.view);
  } else if (event.key == Key::enter) {
    run_flagged(&Hit::on_enter, keys.shown, sink);
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
    if (const Hit* hit = shown.find(spot.focus)) run_hit(*hit, sink);
    if (!typed) echo(spot.focus, shown.nodes, view);
    if (typed) spot = scan_keyboard(rows, spot);
    acted = true;
  }
  view.focus = spot.focus;
  view.scan_inside = spot.inside;
  if (!acted) follow_focus(shown.nodes, view);
  if (const Node* node = shown.nodes.find(view.focus)) bring_into_view(*node, view);
}

}  // namespace samen::ui
