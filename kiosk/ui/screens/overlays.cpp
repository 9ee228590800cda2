// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/ui/kit/dialog.hpp"
#include "kiosk/ui/kit/display_choice.hpp"
#include "kiosk/ui/kit/language_choices.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

Action leaves_help(flow::Event event) {
  return std::function<void(ActionSink&)>([event = std::move(event)](ActionSink& sink) {
    sink.view.help = false;
    sink.layout_changed = true;
    sink.emit(event);
  });
}

// Who corrects loses what they have just changed, and nothing of what they told before.
void draw_stop(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const bool correcting = flow::is_correcting(scene.state);
  Dialog dialog{.id = "stop",
                .icon = "close-circle-outline",
                .title = canvas.tr("stop.title"),
                .text = canvas.tr(correcting ? "stop.change.text" : "stop.text")};
  dialog.entries.push_back(
      {{.id = "stop.keep", .label = canvas.tr("stop.keep"), .on_enter = true, .on_escape = true},
       flow::Event(flow::KeepGoing{})});
  dialog.entries.push_back(
      {{.id = "stop.confirm",
        .label = canvas.tr(correcting ? "stop.change.confirm" : "stop.confirm"),
        .icon = "delete",
        .weight = Weight::danger},
       flow::Event(flow::StopConfirmed{})});
  draw_dialog(canvas, std::move(dialog));
}

void draw_help(Canvas& canvas) {
  Dialog dialog{.id = "help",
                .icon = "help-circle-outline",
                .title = canvas.tr("app.help.title"),
                .text = canvas.tr("app.help.text")};
  if (canvas.view().sound.voiceless) dialog.text += "\n" + canvas.tr("sound.no_voice");
  dialog.entries.push_back(
      {{.id = "help.close", .label = canvas.tr("app.close"), .on_enter = true, .on_escape = true},
       leaves_help(flow::Activity{})});
  dialog.entries.push_back({{.id = "help.who_sees",
                             .label = canvas.tr("who_sees.title"),
                             .icon = "eye",
                             .weight = Weight::secondary},
                            leaves_help(flow::WhoSeesOpened{})});
  draw_dialog(canvas, std::move(dialog));
}

// The seconds that are left, in a ring that empties.
Piece seconds_ring(Canvas& canvas, int seconds) {
  constexpr float kWhole = 20;
  const float side = 2 * canvas.m().ring;
  return drawn({side, side}, Room{side, side}, [&canvas, seconds](const Rect& rect) {
    const float thick = canvas.m().bar;
    const float radius = rect.h / 2 - thick / 2;
    const float part = std::clamp(static_cast<float>(seconds) / kWhole, 0.0F, 1.0F);
    canvas.circle_outline(rect.center_x(), rect.center_y(), radius, canvas.task().tint, thick);
    canvas.arc(rect.center_x(), rect.center_y(), radius, 0, part, canvas.task().accent, thick);
    canvas.node("idle.seconds", Role::status, std::to_string(seconds), rect);
    canvas.draw(canvas.lay(std::to_string(seconds), {.type = Type::title}), rect,
                canvas.colors().ink, Align::center);
  });
}

void draw_idle(Canvas& canvas, int seconds) {
  Dialog dialog{.id = "idle",
                .picture = seconds_ring(canvas, seconds),
                .title = canvas.tr("idle.title"),
                .text = canvas.tr("idle.text")};
  dialog.entries.push_back({{.id = "idle.continue",
                             .label = canvas.tr("idle.continue"),
                             .icon = "human-greeting",
                             .on_enter = true,
                             .on_escape = true},
                            flow::Event(flow::KeepGoing{})});
  draw_dialog(canvas, std::move(dialog));
}

void draw_language_picker(Canvas& canvas) {
  Dialog dialog{.id = "language",
                .title = canvas.tr("app.language.title"),
                .content = language_choices(canvas)};
  dialog.entries.push_back({{.id = "overlay.close",
                             .label = canvas.tr("app.close"),
                             .weight = Weight::secondary,
                             .on_escape = true},
                            flow::Event(flow::OverlayClosed{})});
  draw_dialog(canvas, std::move(dialog));
}

// How large the letters, and which colours: what is tapped shows at once on the screen behind.
void draw_display_choice(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  auto choices = column(canvas.m().inset);
  choices->add(text_sizes(canvas, scene.state.text_size));
  choices->add(words(canvas, {.words = canvas.tr("app.theme.title"),
                              .look = {.type = Type::lead_bold, .align = Align::center},
                              .id = "theme.title",
                              .role = Role::heading}));
  choices->add(themes(canvas, scene.state.theme));
  Dialog dialog{.id = "text_size",
                .title = canvas.tr("app.text_size.title"),
                .text = canvas.tr("app.text_size.sample"),
                .content = std::move(choices)};
  dialog.entries.push_back(
      {{.id = "overlay.close", .label = canvas.tr("app.done"), .on_enter = true, .on_escape = true},
       flow::Event(flow::OverlayClosed{})});
  draw_dialog(canvas, std::move(dialog));
}

}  // namespace

bool has_overlay(const Scene& scene) {
  return scene.state.overlay != flow::Overlay::none || scene.canvas.view().help;
}

void draw_overlay(const Scene& scene) {
  switch (scene.state.overlay) {
    case flow::Overlay::stop_confirm:
      return draw_stop(scene);
    case flow::Overlay::idle_warning:
      return draw_idle(scene.canvas, scene.state.idle_seconds_left);
    case flow::Overlay::language_picker:
      return draw_language_picker(scene.canvas);
    case flow::Overlay::text_size:
      return draw_display_choice(scene);
    case flow::Overlay::who_sees:
      return draw_who_sees(scene);
    case flow::Overlay::other_language:
      return draw_other_language(scene);
    case flow::Overlay::none:
      break;
  }
  draw_help(scene.canvas);
}

}  // namespace samen::ui
