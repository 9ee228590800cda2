// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/ear.hpp"

#include <cmath>
#include <utility>

namespace samen::ui {
namespace {

std::string ear_label(const Canvas& canvas) {
  return canvas.view().sound.speaking ? canvas.tr("sound.stop") : canvas.tr("sound.listen");
}

std::string_view ear_icon(const Canvas& canvas) {
  return canvas.view().sound.speaking ? "stop-circle-outline" : "volume-high";
}

}  // namespace

bool has_ear(const Canvas& canvas) {
  return canvas.view().sound.ear;
}

Action asks(Listen wish) {
  return std::function<void(ActionSink&)>([wish = std::move(wish)](ActionSink& sink) {
    sink.view.wishes.push_back(wish);
    sink.emit(flow::Activity{});
  });
}

Action ear_action() {
  return asks({.what = Listen::What::screen});
}

BarButton ear_button(const Canvas& canvas) {
  const bool speaking = canvas.view().sound.speaking;
  return {.id = "sound.listen",
          .label = ear_label(canvas),
          .icon = ear_icon(canvas),
          .on = speaking,
          .other_label = canvas.tr(speaking ? "sound.listen" : "sound.stop")};
}

void draw_round_ear(Canvas& canvas, const Rect& place) {
  draw_round_button(canvas, place,
                    {.id = "sound.listen",
                     .label = ear_label(canvas),
                     .icon = ear_icon(canvas),
                     .filled = canvas.view().sound.speaking},
                    ear_action());
}

void draw_value_ear(Canvas& canvas, const Rect& place, const std::string& field,
                    const base::SecretText& value) {
  const bool speaking = canvas.view().sound.node == field;
  draw_round_button(canvas, place,
                    {.id = "sound.typed",
                     .label = canvas.tr("sound.typed"),
                     .icon = speaking ? "stop-circle-outline" : "volume-high",
                     .filled = speaking},
                    asks({.what = Listen::What::value, .node = field, .value = value}));
}

float volume_width(const Metrics& m) {
  return 2 * m.target + m.mm(13);
}

void draw_volume(Canvas& canvas, Rect place) {
  const Metrics& m = canvas.m();
  const int volume = canvas.view().sound.volume;
  place.y = place.center_y() - m.target / 2, place.h = m.target;
  const auto button = [&](const Rect& at, std::string_view id, std::string_view key,
                          std::string_view icon, bool enabled, Listen::What what) {
    draw_round_button(canvas, at,
                      {.id = std::string(id),
                       .label = canvas.tr(key),
                       .icon = icon,
                       .enabled = enabled,
                       .repeats = true},
                      asks({.what = what}));
  };
  button(place.cut_start(m.target), "sound.quieter", "sound.quieter", "volume-low", volume > 1,
         Listen::What::quieter);
  const Rect louder = place.cut_end(m.target);
  // Bars that grow, as many filled as it is loud.
  const float step = place.w / (kVolumes + 1);
  const float most = m.target * 0.5F;
  for (int i = 1; i <= kVolumes; ++i) {
    const float height = most * (0.3F + 0.7F * static_cast<float>(i) / kVolumes);
    const float x = place.x + step * static_cast<float>(i) - step * 0.3F;
    canvas.fill({x, place.center_y() + most / 2 - height, std::round(step * 0.6F), height},
                i <= volume ? canvas.task().primary : canvas.colors().track(), step * 0.2F);
  }
  button(louder, "sound.louder", "sound.louder", "volume-high", volume < kVolumes,
         Listen::What::louder);
}

void show_reading(Canvas& canvas, const NodeRegistry& nodes) {
  const std::string& id = canvas.view().sound.node;
  const Node* node = id.empty() ? nullptr : nodes.find(id);
  if (node == nullptr || !node->visible) return;
  const Metrics& m = canvas.m();
  Rect rect;
  const Canvas::Physical physical(canvas, rect);
  const float air = m.u(0.6F);
  rect = node->rect.shrunk(-air);
  canvas.outline(rect.shrunk(-m.outline), canvas.colors().surface, m.outline, m.radius + m.outline);
  canvas.outline(rect, canvas.colors().caution_accent, m.focus_ring, m.radius);
}

}  // namespace samen::ui
