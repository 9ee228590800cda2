// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/dialog.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/points.hpp"
#include "kiosk/ui/kit/scroll.hpp"

namespace samen::ui {
namespace {

constexpr Look kTitle{.type = Type::title, .align = Align::center};
constexpr Look kText{.type = Type::body, .align = Align::center};

float badge(const Metrics& m) {
  return std::round(m.mm(m.form == Form::roomy ? 15 : 11));
}

}  // namespace

void draw_dialog(Canvas& canvas, const Dialog& dialog, float content_height,
                 const DialogBody& body) {
  const Metrics& m = canvas.m();
  const Rect page = canvas.page();
  canvas.fill(page, canvas.colors().scrim);
  const float edge = m.form == Form::roomy ? m.u(4) : m.u(1.5F);
  const float pad = m.form == Form::roomy ? m.u(4) : m.u(2.5F);
  const float width = std::min(page.w - 2 * edge, std::round(m.mm(dialog.width_mm)));
  const float height = std::min(page.h - 2 * edge, std::ceil(content_height) + 2 * pad);
  const Rect panel{std::round((page.w - width) / 2), std::round((page.h - height) / 2), width,
                   height};
  canvas.lift(panel, m.radius_large);
  canvas.fill(panel, canvas.colors().surface, m.radius_large);

  Rect inner = panel.shrunk(pad, 0);
  const bool scrolls = content_height + 2 * pad > height + 1;
  if (!scrolls) {
    inner.y += pad, inner.h -= 2 * pad;
    body(canvas, inner);
    return;
  }
  Rect window = panel.shrunk(m.u(0.5F));
  Rect buttons = window.cut_bottom(m.target + m.u(2)).shrunk(pad, m.u(1));
  ScrollArea scroll(canvas, dialog.id + ".scroll", window, ScrollArea::Rank::main,
                    canvas.colors().surface);
  inner.y = scroll.top() + pad;
  inner.h = content_height;
  scroll.finish(body(canvas, inner) + m.u(1));
  draw_page_buttons(canvas, buttons);
}

float dialog_heading_height(Canvas& canvas, float width, bool icon, const std::string& title,
                            const std::string& text) {
  const Metrics& m = canvas.m();
  float height = icon ? badge(m) + m.u(2) : 0;
  height += canvas.lay(title, kTitle, width)->height;
  if (has_points(text)) {
    height += m.u(1) + points_height(canvas, text, kText, width);
  } else if (!text.empty()) {
    height += m.u(1) + canvas.lay(text, kText, width)->height;
  }
  return height;
}

float draw_dialog_heading(Canvas& canvas, const Rect& inner, std::string_view icon, Task task,
                          const std::string& title, const std::string& text) {
  const Metrics& m = canvas.m();
  float y = inner.y;
  if (!icon.empty()) {
    const TaskColors& tones = canvas.colors().of(task);
    draw_badge(canvas, inner.center_x(), y + badge(m) / 2, badge(m), icon, tones.tint,
               tones.primary);
    y += badge(m) + m.u(2);
  }
  y += canvas.say("dialog.title", Role::heading, title, kTitle, {inner.x, y, inner.w, 0});
  if (!text.empty()) {
    Look look = kText;
    look.color = canvas.colors().ink_soft;
    y += m.u(1);
    const Rect box{inner.x, y, inner.w, 0};
    y += has_points(text) ? draw_points(canvas, "dialog.text", text, look, box)
                          : canvas.say("dialog.text", Role::text, text, look, box);
  }
  return y;
}

}  // namespace samen::ui
