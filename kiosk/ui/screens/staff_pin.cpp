// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

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
  const bool beside = body.w > m.mm(112) && m.width > m.height * 1.15F;
  Rect panel;
  if (beside) {
    panel = body.cut_end(std::clamp(body.w * 0.42F, m.mm(50), m.mm(72)),
                         m.u(m.form == Form::roomy ? 6 : 3));
    const float height = std::min(body.h, std::max(needed, needed * 1.2F));
    const float top = std::min((body.h - height) / 2, m.u(4));
    const float off = std::max(0.0F, m.u(0.6F) - top);  // away from the bar's buttons
    panel = {panel.x, panel.y + top + off, panel.w, height - off};
  } else {
    panel = body.cut_bottom(std::min(needed * 1.15F, body.h * 0.62F), m.u(1));
    const float width = std::min(panel.w, m.mm(84));
    panel = {panel.x + (panel.w - width) / 2, panel.y, width, panel.h};
  }

  ScrollArea scroll(canvas, "staff.scroll", {body.x - m.u(1), body.y, body.w + 2 * m.u(1), body.h},
                    ScrollArea::Rank::main, canvas.colors().canvas);
  const Intro intro{.id = "staff.pin",
                    .icon = "lock",
                    .title = canvas.tr("staff.pin.title"),
                    .help = canvas.tr("staff.pin.help"),
                    .beside = beside && m.form == Form::roomy};
  float y = draw_intro(
      canvas, intro, {body.x, scroll.top() + (m.form == Form::roomy ? m.u(5) : m.u(2)), body.w, 0});
  y += m.u(m.form == Form::roomy ? 3 : 1.75F);
  const bool wrong = !staff.error.empty();
  draw_pin_field(canvas, {body.x, y, body.w, m.button}, canvas.tr("staff.pin.title"),
                 staff.pin.size(), wrong);
  y += m.button + m.u(1);
  if (wrong) {
    const std::string text = canvas.tr(staff.error, {{"seconds", staff.locked_seconds}});
    const float height = error_height(canvas, text, body.w);
    draw_error(canvas, "staff.pin.error", text, {body.x, y, body.w, height});
    y += height;
  } else if (staff.checking) {
    const std::string text = canvas.tr("staff.pin.checking");
    const float height = note_height(canvas, text, body.w);
    draw_note(canvas, "staff.pin.checking", Tone::info, "timer-sand", text,
              {body.x, y, body.w, height});
    y += height;
  }
  scroll.finish(y + m.u(1));
  if (beside) {
    canvas.fill(panel.shrunk(-m.u(1), 0), canvas.colors().sunken, m.radius_large);
  }
  KeyTarget keys;
  keys.pin = true;
  draw_keyboard(canvas, panel, scene.keyboards, keyboard, keys);

  ActionBar bar;
  bar.entries.push_back({{.id = "staff.pin.open",
                          .label = canvas.tr("staff.pin.open"),
                          .icon = "lock-open-outline",
                          .on_enter = true},
                         flow::Event(flow::PinSubmitted{})});
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
