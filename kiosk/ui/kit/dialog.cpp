// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/dialog.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/points.hpp"
#include "kiosk/ui/kit/scroll.hpp"

namespace samen::ui {
namespace {

constexpr Look kTitle{.type = Type::title, .align = Align::center};
constexpr Look kText{.type = Type::body, .align = Align::center};

// Around the panel, and inside it.
float edge_of(const Metrics& m) {
  return m.form == Form::roomy ? m.u(4) : m.u(1.5F);
}
float pad_of(const Metrics& m) {
  return m.form == Form::roomy ? m.u(4) : m.u(2.5F);
}

float badge(const Metrics& m) {
  return std::round(m.mm(m.form == Form::roomy ? 15 : 11));
}

bool side_by_side(Canvas& canvas, std::span<const DialogButton> entries, float width) {
  const Metrics& m = canvas.m();
  const auto count = static_cast<float>(entries.size());
  const float each = (width - m.gap * (count - 1)) / count;
  return std::ranges::all_of(entries, [&](const DialogButton& entry) {
    return button_width(canvas, entry.button) <= each;
  });
}

// Where the title stands when an ear has the end corner: under the pictogram, else beside the ear
// unless that makes the whole higher or breaks a word, else below.
struct Head {
  float above = 0;  // from the top to the title
  float aside = 0;  // kept free on both sides of it
  float least = 0;  // height of the whole
};
Head head_of(Canvas& canvas, float width, bool icon, const std::string& title) {
  const Metrics& m = canvas.m();
  if (icon) return {.above = badge(m) + m.u(2)};
  if (!has_ear(canvas)) return {};
  const float aside = m.target + m.u(1);
  if (width - 2 * aside > m.mm(20)) {
    const Words words = canvas.lay(title, kTitle, width - 2 * aside);
    const float below = m.target + m.u(1) + canvas.lay(title, kTitle, width)->height;
    if (std::max(m.target, words->height) <= below && words->width <= width - 2 * aside &&
        !Canvas::breaks_a_word(title, *words)) {
      return {.above = std::max(0.0F, (m.target - words->height) / 2),
              .aside = aside,
              .least = m.target};
    }
  }
  return {.above = m.target + m.u(1)};
}

}  // namespace

void draw_dialog(Canvas& canvas, const Dialog& dialog, float content_height,
                 const DialogBody& body) {
  const Metrics& m = canvas.m();
  const Rect page = canvas.page();
  canvas.fill(page, canvas.colors().scrim);
  const float edge = edge_of(m);
  const float pad = pad_of(m);
  const float width = dialog_inner_width(canvas, dialog.width_mm) + 2 * pad;
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
  const Head head = head_of(canvas, width, icon, title);
  float height = head.above + canvas.lay(title, kTitle, width - 2 * head.aside)->height;
  height = std::max(height, head.least);
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
  if (has_ear(canvas)) {
    Rect corner = inner;
    corner.h = m.target;
    draw_round_ear(canvas, corner.cut_end(m.target));
  }
  const Head head = head_of(canvas, inner.w, !icon.empty(), title);
  if (!icon.empty()) {
    const TaskColors& tones = canvas.colors().of(task);
    draw_badge(canvas, inner.center_x(), y + badge(m) / 2, badge(m), icon, tones.tint,
               tones.primary);
  }
  y += head.above;
  y += canvas.say("dialog.title", Role::heading, title, kTitle,
                  {inner.x + head.aside, y, inner.w - 2 * head.aside, 0});
  y = std::max(y, inner.y + head.least);
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

float dialog_buttons_height(Canvas& canvas, std::span<const DialogButton> entries, float width) {
  const Metrics& m = canvas.m();
  if (side_by_side(canvas, entries, width)) return m.button;
  return static_cast<float>(entries.size()) * (m.button + m.gap) - m.gap;
}

float draw_dialog_buttons(Canvas& canvas, Rect area, std::span<DialogButton> entries) {
  const Metrics& m = canvas.m();
  if (side_by_side(canvas, entries, area.w)) {
    const auto count = static_cast<float>(entries.size());
    const float each = std::floor((area.w - m.gap * (count - 1)) / count);
    Rect row{area.x, area.y, area.w, m.button};
    for (DialogButton& entry : entries) {
      draw_button(canvas, row.cut_end(each, m.gap), entry.button, std::move(entry.action));
    }
    return area.y + m.button;
  }
  float y = area.y;
  for (DialogButton& entry : entries) {
    draw_button(canvas, {area.x, y, area.w, m.button}, entry.button, std::move(entry.action));
    y += m.button + m.gap;
  }
  return y - m.gap;
}

float dialog_inner_width(const Canvas& canvas, float width_mm) {
  const Metrics& m = canvas.m();
  return std::min(m.width - 2 * edge_of(m), std::round(m.mm(width_mm))) - 2 * pad_of(m);
}

void draw_message_dialog(Canvas& canvas, const std::string& id, std::string_view icon, Task task,
                         const std::string& title, const std::string& text,
                         std::vector<DialogButton> entries) {
  const Metrics& m = canvas.m();
  constexpr float kWidth = 118;
  const float width = dialog_inner_width(canvas, kWidth);
  const float height = dialog_heading_height(canvas, width, true, title, text) + m.u(3) +
                       dialog_buttons_height(canvas, entries, width);
  draw_dialog(canvas, {.id = id, .width_mm = kWidth}, height, [&](Canvas& c, const Rect& inner) {
    const float y = draw_dialog_heading(c, inner, icon, task, title, text) + m.u(3);
    return draw_dialog_buttons(c, {inner.x, y, inner.w, 0}, entries);
  });
}

}  // namespace samen::ui
