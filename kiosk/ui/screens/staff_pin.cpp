// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <string_view>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// A line above or below the PIN: what to do, what is happening, or what is wrong.
struct Line {
  std::string id = {};  // empty: no line
  std::string text = {};
  std::string_view icon = {};
  Tone tone = Tone::info;

  bool is_error() const { return tone == Tone::danger; }
};

Line error_line(const Scene& scene) {
  const flow::Staff& staff = scene.state.staff;
  if (staff.error.empty()) return {};
  return {.id = "staff.pin.error",
          .text = scene.canvas.tr(staff.error, {{"seconds", staff.locked_seconds}}),
          .tone = Tone::danger};
}

Line checking_line(const Scene& scene) {
  if (!scene.state.staff.checking) return {};
  return {.id = "staff.pin.checking",
          .text = scene.canvas.tr("staff.pin.checking"),
          .icon = "timer-sand"};
}

// Where a card is used one line stands above the PIN; what is wrong with the card, or with both
// together, takes its place.
Line card_line(const Scene& scene) {
  const flow::Staff& staff = scene.state.staff;
  if (!flow::takes_badge(scene.state)) return {};
  if (staff.error.starts_with("staff.badge.")) return error_line(scene);
  if (staff.checking) return checking_line(scene);
  if (!staff.badge.empty()) {
    return {.id = "staff.badge.read",
            .text = scene.canvas.tr("staff.badge.read"),
            .icon = "check-circle",
            .tone = Tone::good};
  }
  return {.id = "staff.badge.hold",
          .text = scene.canvas.tr("staff.badge.hold"),
          .icon = "account-card-details"};
}

Line line_below(const Scene& scene, const Line& card) {
  const Line line = scene.state.staff.checking ? checking_line(scene) : error_line(scene);
  return line.id == card.id ? Line{} : line;
}

// With the space around it; 0 without a line.
float height_of(Canvas& canvas, const Line& line, float width) {
  if (line.id.empty()) return 0;
  const float height = line.is_error() ? error_height(canvas, line.text, width)
                                       : note_height(canvas, line.text, width);
  return height + canvas.m().u(1);
}

void draw_line(Canvas& canvas, const Line& line, const Rect& rect) {
  if (line.is_error()) {
    draw_error(canvas, line.id, line.text, rect);
  } else if (!line.id.empty()) {
    draw_note(canvas, line.id, line.tone, line.icon, line.text, rect);
  }
}

}  // namespace

void draw_staff_pin(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Staff& staff = scene.state.staff;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  canvas.view().typing = Typing::pin;
  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header, {.stop = false});

  const float pad = m.form == Form::roomy ? m.u(5) : m.u(2);
  Rect body = parts.body.shrunk(pad, 0);
  const float most = m.mm(180);
  if (body.w > most) body = {body.x + (body.w - most) / 2, body.y, most, body.h};
  const text::Keyboard* pad_keys = scene.keyboards.find("numeric");
  const text::Keyboard& keyboard =
      pad_keys != nullptr ? *pad_keys : scene.keyboards.for_language(canvas.language());
  const float needed = keyboard_height(canvas, keyboard, false);
  const PadPlace place = place_pad(canvas, body, needed * 1.2F, needed * 1.15F);

  ScrollArea scroll(canvas, "staff.scroll", {body.x - m.u(1), body.y, body.w + 2 * m.u(1), body.h},
                    ScrollArea::Rank::main, canvas.colors().canvas);
  const Line card = card_line(scene);
  const Line below = line_below(scene, card);
  const float card_height = height_of(canvas, card, body.w);
  const float below_height = height_of(canvas, below, body.w);
  const float above = m.form == Form::roomy ? m.u(5) : m.u(2);
  const float space = m.u(m.form == Form::roomy ? 3 : 1.75F);
  const bool badge = flow::takes_badge(scene.state);
  Intro intro{.id = "staff.pin",
              .icon = "lock",
              .title = canvas.tr("staff.pin.title"),
              .help = canvas.tr(badge ? "staff.badge.help" : "staff.pin.help"),
              .beside = place.beside && m.form == Form::roomy};
  give_way(intro, [&] {
    return above + intro_height(canvas, intro, body.w) + space + card_height + m.button + m.u(1) +
               below_height <=
           body.h;
  });
  float y = draw_intro(canvas, intro, {body.x, scroll.top() + above, body.w, 0}) + space;
  draw_line(canvas, card, {body.x, y, body.w, card_height - m.u(1)});
  y += card_height;
  draw_pin_field(canvas, {body.x, y, body.w, m.button}, canvas.tr("staff.pin.title"),
                 staff.pin.size(), below.is_error() || staff.error == "staff.badge.wrong");
  y += m.button + m.u(1);
  draw_line(canvas, below, {body.x, y, body.w, below_height - m.u(1)});
  scroll.finish(y + below_height + m.u(1));

  KeyTarget keys;
  keys.pin = true;
  draw_pad(canvas, place, scene.keyboards, keyboard, keys);

  ActionBar bar;
  bar.entries.push_back({{.id = "staff.pin.open",
                          .label = canvas.tr("staff.pin.open"),
                          .icon = "lock-open-outline",
                          .on_enter = true},
                         flow::Event(flow::PinSubmitted{})});
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
