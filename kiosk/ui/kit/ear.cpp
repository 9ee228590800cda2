// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/ear.hpp"

#include <cmath>
#include <utility>

namespace samen::ui {
std::string ear_label(const Canvas& canvas) {
  return canvas.view().sound.speaking ? canvas.tr("sound.stop") : canvas.tr("sound.listen");
}

std::string_view ear_icon(const Canvas& canvas) {
  return canvas.view().sound.speaking ? "stop-circle-outline" : "volume-high";
}

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

Piece ear_button(Canvas& canvas) {
  if (!has_ear(canvas)) return nullptr;
  return button(canvas,
                {.id = "sound.listen",
                 .label = ear_label(canvas),
                 .icon = ear_icon(canvas),
                 .weight = Weight::soft},
                ear_action());
}

Piece value_ear(Canvas& canvas, const std::string& field, const base::SecretText& value) {
  const bool speaking = canvas.view().sound.node == field;
  return round_button(canvas,
                      {.id = "sound.typed",
                       .label = canvas.tr("sound.typed"),
                       .icon = speaking ? "stop-circle-outline" : "volume-high",
                       .filled = speaking},
                      asks({.what = Listen::What::value, .node = field, .value = value}));
}

namespace {

// Bars that grow, as many filled as it is loud.
void draw_loudness(Canvas& canvas, const Rect& rect) {
  const int loud = canvas.view().sound.volume;
  const float step = rect.w / (kVolumes + 1);
  const float most = rect.h * 0.5F;
  for (int i = 1; i <= kVolumes; ++i) {
    const float height = most * (0.3F + 0.7F * static_cast<float>(i) / kVolumes);
    const float x = rect.x + step * static_cast<float>(i) - step * 0.3F;
    canvas.fill({x, rect.center_y() + most / 2 - height, std::round(step * 0.6F), height},
                i <= loud ? canvas.task().primary : canvas.colors().track(), step * 0.2F);
  }
}

}  // namespace

Piece volume(Canvas& canvas) {
  const Metrics& m = canvas.m();
  const int loud = canvas.view().sound.volume;
  const auto step = [&](const char* id, std::string_view icon, bool enabled, Listen::What what) {
    return round_button(
        canvas,
        {.id = id, .label = canvas.tr(id), .icon = icon, .enabled = enabled, .repeats = true},
        asks({.what = what}));
  };
  auto all = row(0);
  all->add(step("sound.quieter", "volume-low", loud > 1, Listen::What::quieter));
  all->add(drawn({m.target, m.target}, Room{m.target, m.target},
                 [&canvas](const Rect& rect) { draw_loudness(canvas, rect); }));
  all->add(step("sound.louder", "volume-high", loud < kVolumes, Listen::What::louder));
  return all;
}

void show_reading(Canvas& canvas, const NodeRegistry& nodes) {
  const std::string& id = canvas.view().sound.node;
  const Node* node = id.empty() ? nullptr : nodes.find(id);
  if (node == nullptr || !node->visible) return;
  const Metrics& m = canvas.m();
  Rect rect;
  const Canvas::Physical physical(canvas, rect);
  const float air = m.hair;
  rect = node->rect.shrunk(-air);
  canvas.outline(rect.shrunk(-m.outline), canvas.colors().surface, m.outline, m.radius + m.outline);
  canvas.outline(rect, canvas.colors().caution_accent, m.focus_ring, m.radius);
}

}  // namespace samen::ui
