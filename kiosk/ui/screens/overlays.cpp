// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/dialog.hpp"
#include "kiosk/ui/kit/display_choice.hpp"
#include "kiosk/ui/kit/language_choices.hpp"
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

void draw_stop(Canvas& canvas) {
  std::vector<DialogButton> entries;
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
  std::vector<DialogButton> entries;
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
  const float width = dialog_inner_width(canvas, kWidth);
  const float ring = std::round(m.mm(m.form == Form::roomy ? 13 : 9.5F));
  const std::string title = canvas.tr("idle.title");
  const std::string text = canvas.tr("idle.text");
  std::vector<DialogButton> entries;
  entries.push_back({{.id = "idle.continue",
                      .label = canvas.tr("idle.continue"),
                      .icon = "human-greeting",
                      .on_enter = true,
                      .on_escape = true},
                     flow::Event(flow::KeepGoing{})});
  const float height = 2 * ring + m.u(2.5F) +
                       dialog_heading_height(canvas, width, false, title, text) + m.u(3) +
                       dialog_buttons_height(canvas, entries, width);
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
        return draw_dialog_buttons(c, {inner.x, at, inner.w, 0}, entries);
      });
}

void draw_language_picker(Canvas& canvas) {
  const Metrics& m = canvas.m();
  constexpr float kWidth = 130;
  const std::string title = canvas.tr("app.language.title");
  const float width = dialog_inner_width(canvas, kWidth);
  const float height = dialog_heading_height(canvas, width, false, title, "") + m.u(2.5F) +
                       language_choices_height(canvas, width) + m.gap + m.u(1) + m.button;
  draw_dialog(canvas, {.id = "language", .width_mm = kWidth}, height,
              [&](Canvas& c, const Rect& inner) {
                float y = draw_dialog_heading(c, inner, {}, c.task_kind(), title, "") + m.u(2.5F);
                y = draw_language_choices(c, {inner.x, y, inner.w, 0}) + m.gap + m.u(1);
                std::vector<DialogButton> entries;
                entries.push_back({{.id = "overlay.close",
                                    .label = c.tr("app.close"),
                                    .weight = Weight::secondary,
                                    .on_escape = true},
                                   flow::Event(flow::OverlayClosed{})});
                return draw_dialog_buttons(c, {inner.x, y, inner.w, 0}, entries);
              });
}

// How large the letters, and which colours: what is tapped shows at once on the screen behind.
void draw_display_choice(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  constexpr float kWidth = 124;
  const std::string title = canvas.tr("app.text_size.title");
  const std::string sample = canvas.tr("app.text_size.sample");
  const std::string colors = canvas.tr("app.theme.title");
  const Look heading{.type = Type::lead_bold, .align = Align::center};
  const float width = dialog_inner_width(canvas, kWidth);
  const float row = display_row_height(canvas);
  const float height = dialog_heading_height(canvas, width, false, title, sample) + m.u(2) + row +
                       m.u(2) + canvas.lay(colors, heading, width)->height + m.u(1.5F) + row +
                       m.u(2.5F) + m.button;
  draw_dialog(canvas, {.id = "text_size", .width_mm = kWidth}, height,
              [&](Canvas& c, const Rect& inner) {
                float y = draw_dialog_heading(c, inner, {}, c.task_kind(), title, sample) + m.u(2);
                draw_text_sizes(c, {inner.x, y, inner.w, row}, scene.state.text_size);
                y += row + m.u(2);
                y += c.say("theme.title", Role::heading, colors, heading, {inner.x, y, inner.w, 0});
                y += m.u(1.5F);
                draw_themes(c, {inner.x, y, inner.w, row}, scene.state.theme);
                y += row + m.u(2.5F);
                std::vector<DialogButton> entries;
                entries.push_back({{.id = "overlay.close",
                                    .label = c.tr("app.done"),
                                    .on_enter = true,
                                    .on_escape = true},
                                   flow::Event(flow::OverlayClosed{})});
                return draw_dialog_buttons(c, {inner.x, y, inner.w, 0}, entries);
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
      return draw_display_choice(scene);
    case flow::Overlay::none:
      break;
  }
  draw_help(scene.canvas);
}

}  // namespace samen::ui
