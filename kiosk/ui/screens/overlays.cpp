// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/dialog.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

Action closes_help() {
  return std::function<void(ActionSink&)>([](ActionSink& sink) {
    sink.view.help = false;
    sink.layout_changed = true;
    sink.emit(flow::Activity{});
  });
}

// Buttons under a dialog's words: side by side when their labels fit, else below each other, the
// first one last on the line (at the end) and first in the column.
struct Entry {
  Button button;
  Action action;
};
bool side_by_side(Canvas& canvas, std::span<const Entry> entries, float width) {
  const Metrics& m = canvas.m();
  const auto count = static_cast<float>(entries.size());
  const float each = (width - m.gap * (count - 1)) / count;
  return std::ranges::all_of(
      entries, [&](const Entry& entry) { return button_width(canvas, entry.button) <= each; });
}
float buttons_height(Canvas& canvas, std::span<const Entry> entries, float width) {
  const Metrics& m = canvas.m();
  if (side_by_side(canvas, entries, width)) return m.button;
  return static_cast<float>(entries.size()) * (m.button + m.gap) - m.gap;
}
float draw_buttons(Canvas& canvas, Rect area, std::span<Entry> entries) {
  const Metrics& m = canvas.m();
  if (side_by_side(canvas, entries, area.w)) {
    const auto count = static_cast<float>(entries.size());
    const float each = std::floor((area.w - m.gap * (count - 1)) / count);
    Rect row{area.x, area.y, area.w, m.button};
    for (Entry& entry : entries) {
      draw_button(canvas, row.cut_end(each, m.gap), entry.button, std::move(entry.action));
    }
    return area.y + m.button;
  }
  float y = area.y;
  for (Entry& entry : entries) {
    draw_button(canvas, {area.x, y, area.w, m.button}, entry.button, std::move(entry.action));
    y += m.button + m.gap;
  }
  return y - m.gap;
}

// The inner width a dialog of this width gets; see draw_dialog().
float inner_width(const Canvas& canvas, float width_mm) {
  const Metrics& m = canvas.m();
  const float edge = m.form == Form::roomy ? m.u(4) : m.u(1.5F);
  const float pad = m.form == Form::roomy ? m.u(4) : m.u(2.5F);
  return std::min(m.width - 2 * edge, std::round(m.mm(width_mm))) - 2 * pad;
}

void draw_message_dialog(Canvas& canvas, const std::string& id, std::string_view icon, Task task,
                         const std::string& title, const std::string& text,
                         std::vector<Entry> entries) {
  const Metrics& m = canvas.m();
  constexpr float kWidth = 118;
  const float width = inner_width(canvas, kWidth);
  const float height = dialog_heading_height(canvas, width, true, title, text) + m.u(3) +
                       buttons_height(canvas, entries, width);
  draw_dialog(canvas, {.id = id, .width_mm = kWidth}, height, [&](Canvas& c, const Rect& inner) {
    const float y = draw_dialog_heading(c, inner, icon, task, title, text) + m.u(3);
    return draw_buttons(c, {inner.x, y, inner.w, 0}, entries);
  });
}

void draw_stop(Canvas& canvas) {
  std::vector<Entry> entries;
  entries.push_back({{.id = "stop.keep",
                      .label = canvas.tr("stop.keep"),
                      .weight = Weight::primary,
                      .on_enter = true,
                      .on_escape = true},
                     flow::Event(flow::KeepGoing{})});
  entries.push_back({{.id = "stop.confirm",
                      .label = canvas.tr("stop.confirm"),
                      .icon = "delete",
                      .weight = Weight::danger},
                     flow::Event(flow::StopConfirmed{})});
  draw_message_dialog(canvas, "stop", "close-circle-outline", canvas.task_kind(),
                      canvas.tr("stop.title"), canvas.tr("stop.text"), std::move(entries));
}

void draw_help(Canvas& canvas) {
  std::vector<Entry> entries;
  entries.push_back(
      {{.id = "help.close", .label = canvas.tr("app.close"), .on_enter = true, .on_escape = true},
       closes_help()});
  draw_message_dialog(canvas, "help", "help-circle-outline", canvas.task_kind(),
                      canvas.tr("app.help.title"), canvas.tr("app.help.text"), std::move(entries));
}

// "Are you still there?" with the seconds in a ring that empties.
void draw_idle(Canvas& canvas, int seconds) {
  const Metrics& m = canvas.m();
  constexpr float kWidth = 118;
  constexpr float kSeconds = 20;
  const float width = inner_width(canvas, kWidth);
  const float ring = std::round(m.mm(m.form == Form::roomy ? 13 : 9.5F));
  const std::string title = canvas.tr("idle.title");
  const std::string text = canvas.tr("idle.text");
  std::vector<Entry> entries;
  entries.push_back({{.id = "idle.continue",
                      .label = canvas.tr("idle.continue"),
                      .icon = "human-greeting",
                      .on_enter = true,
                      .on_escape = true},
                     flow::Event(flow::KeepGoing{})});
  const float height = 2 * ring + m.u(2.5F) +
                       dialog_heading_height(canvas, width, false, title, text) + m.u(3) +
                       buttons_height(canvas, entries, width);
  draw_dialog(
      canvas, {.id = "idle", .width_mm = kWidth}, height, [&](Canvas& c, const Rect& inner) {
        const float thick = m.u(0.9F);
        const float y = inner.y + ring;
        c.circle_outline(inner.center_x(), y, ring - thick / 2, c.task().tint, thick);
        c.arc(inner.center_x(), y, ring - thick / 2, 0,
              std::clamp(static_cast<float>(seconds) / kSeconds, 0.0F, 1.0F), c.task().accent,
              thick);
        const Rect box{inner.center_x() - ring, inner.y, 2 * ring, 2 * ring};
        c.node("idle.seconds", Role::status, std::to_string(seconds), box);
        c.draw(c.lay(std::to_string(seconds), {.type = Type::title}), box, c.colors().ink,
               Align::center);
        Rect below = inner;
        below.cut_top(2 * ring + m.u(2.5F));
        const float at = draw_dialog_heading(c, below, {}, c.task_kind(), title, text) + m.u(3);
        return draw_buttons(c, {inner.x, at, inner.w, 0}, entries);
      });
}

void draw_language_picker(Canvas& canvas) {
  const Metrics& m = canvas.m();
  constexpr float kWidth = 130;
  const auto languages = canvas.catalogues().languages();
  const std::string title = canvas.tr("app.language.title");
  const float width = inner_width(canvas, kWidth);
  const int columns = languages.size() > 4 && width > m.mm(84) ? 2 : 1;
  const auto rows = static_cast<float>((languages.size() + static_cast<std::size_t>(columns) - 1) /
                                       static_cast<std::size_t>(columns));
  const float row = std::round(std::max(m.target, m.lead * 2.2F));
  const float height = dialog_heading_height(canvas, width, false, title, "") + m.u(2.5F) +
                       rows * (row + m.gap) + m.u(1) + m.button;
  draw_dialog(
      canvas, {.id = "language", .width_mm = kWidth}, height, [&](Canvas& c, const Rect& inner) {
        float y = draw_dialog_heading(c, inner, {}, c.task_kind(), title, "") + m.u(2.5F);
        const float each =
            (inner.w - m.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
        for (std::size_t i = 0; i < languages.size(); ++i) {
          const std::string& language = languages[i];
          const auto column = static_cast<float>(i % static_cast<std::size_t>(columns));
          const auto line = static_cast<float>(i / static_cast<std::size_t>(columns));
          const Rect rect{inner.x + column * (each + m.gap), y + line * (row + m.gap), each, row};
          const bool selected = language == c.language();
          const std::string name = c.catalogues().native_name(language);
          const Touch touch = c.target({.id = "language." + language,
                                        .role = Role::tile,
                                        .label = name,
                                        .rect = rect,
                                        .selected = selected},
                                       flow::Event(flow::LanguageChosen{language}));
          draw_tile_ground(c, pressed_shape(rect, touch), m.radius, selected, touch.pressed,
                           c.task_kind());
          if (touch.focused) c.focus_ring(rect, m.radius);
          Rect inside = rect.shrunk(m.u(2), 0);
          const float mark = std::round(m.mm(5));
          draw_mark(c, inside.cut_end(mark, m.u(1)), Mark::radio, selected);
          c.draw(c.fit(name, {.type = Type::lead_bold, .language = language}, inside.w, inside.h),
                 inside, c.colors().ink);
        }
        y += rows * (row + m.gap) + m.u(1);
        std::vector<Entry> entries;
        entries.push_back({{.id = "overlay.close",
                            .label = c.tr("app.close"),
                            .weight = Weight::secondary,
                            .on_escape = true},
                           flow::Event(flow::OverlayClosed{})});
        return draw_buttons(c, {inner.x, y, inner.w, 0}, entries);
      });
}

// Four letters from small to large, each as large as it makes the words.
void draw_text_size(Canvas& canvas, int chosen) {
  const Metrics& m = canvas.m();
  constexpr float kWidth = 124;
  const std::string title = canvas.tr("app.text_size.title");
  const std::string sample = canvas.tr("app.text_size.sample");
  const float width = inner_width(canvas, kWidth);
  const float tile = std::round(m.mm(21));
  const float height = dialog_heading_height(canvas, width, false, title, sample) + m.u(2.5F) +
                       tile + m.u(3) + m.button;
  draw_dialog(
      canvas, {.id = "text_size", .width_mm = kWidth}, height, [&](Canvas& c, const Rect& inner) {
        float y = draw_dialog_heading(c, inner, {}, c.task_kind(), title, sample) + m.u(2.5F);
        const float each = std::floor((inner.w - 3 * m.gap) / 4);
        Rect row{inner.x, y, inner.w, tile};
        for (int size = 0; size < flow::kTextSizes; ++size) {
          const Rect rect = row.cut_start(each, m.gap);
          const bool selected = size == chosen;
          const std::string label = c.tr("app.text_size." + std::to_string(size + 1));
          const Touch touch = c.target({.id = "text_size." + std::to_string(size),
                                        .role = Role::tile,
                                        .label = label,
                                        .rect = rect,
                                        .selected = selected},
                                       flow::Event(flow::TextSizeChosen{size}));
          draw_tile_ground(c, pressed_shape(rect, touch), m.radius, selected, touch.pressed,
                           c.task_kind());
          if (touch.focused) c.focus_ring(rect, m.radius);
          const float scale =
              1.25F * kTextScales[size] / m.text_scale;  // the same on every text size
          c.draw(c.lay(c.tr("app.text_size.letter"), {.type = Type::lead_bold, .scale = scale}),
                 rect, c.task().primary, Align::center);
        }
        y += tile + m.u(3);
        std::vector<Entry> entries;
        entries.push_back({{.id = "overlay.close",
                            .label = c.tr("app.done"),
                            .on_enter = true,
                            .on_escape = true},
                           flow::Event(flow::OverlayClosed{})});
        return draw_buttons(c, {inner.x, y, inner.w, 0}, entries);
      });
}

}  // namespace

bool has_overlay(const Scene& scene) {
  return scene.state.overlay != flow::Overlay::none || scene.canvas.view().help;
}

void draw_overlay(const Scene& scene) {
  switch (scene.state.overlay) {
    case flow::Overlay::stop_confirm:
      return draw_stop(scene.canvas);
    case flow::Overlay::idle_warning:
      return draw_idle(scene.canvas, scene.state.idle_seconds_left);
    case flow::Overlay::language_picker:
      return draw_language_picker(scene.canvas);
    case flow::Overlay::text_size:
      return draw_text_size(scene.canvas, scene.state.text_size);
    case flow::Overlay::none:
      break;
  }
  draw_help(scene.canvas);
}

}  // namespace samen::ui
