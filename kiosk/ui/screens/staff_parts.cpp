// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

constexpr int kMostPoints = 1000;

float reason_icon(const Metrics& m) {
  return std::round(m.icon * 0.95F);
}

}  // namespace

std::string duration(const Canvas& canvas, std::int64_t ms) {
  constexpr std::int64_t kMinute = 60'000;
  constexpr std::int64_t kHour = 60 * kMinute;
  constexpr std::int64_t kDay = 24 * kHour;
  if (ms < kMinute) return canvas.tr("staff.time.now");
  if (ms < kHour) return canvas.tr("staff.time.minutes", {{"count", ms / kMinute}});
  if (ms < kDay) return canvas.tr("staff.time.hours", {{"count", ms / kHour}});
  return canvas.tr("staff.time.days", {{"count", ms / kDay}});
}

namespace {

float person_width(float height) {
  return std::round(height * 0.72F);
}

float child_height(float size, domain::ChildBand band) {
  const float part = band == domain::ChildBand::child_0_3    ? 0.48F
                     : band == domain::ChildBand::child_4_11 ? 0.6F
                                                             : 0.76F;
  return std::round(size * part);
}

float group_step(float size) {
  return std::round(size * 0.66F);
}

}  // namespace

float household_shape_width(float size, const domain::ProposalCard& card) {
  float width = static_cast<float>(card.adults) * person_width(size);
  for (const domain::ChildBand band : card.children) {
    width += person_width(child_height(size, band));
  }
  return width;
}

void draw_household_shape(Canvas& canvas, float x, float center_y, float size,
                          const domain::ProposalCard& card) {
  const float bottom = center_y + size / 2;
  const auto person = [&](float height) {
    const float width = person_width(height);
    canvas.icon("account", {x, bottom - height + height * 0.12F, width, height}, height,
                canvas.colors().newcomer.accent);
    x += width;
  };
  for (int i = 0; i < card.adults; ++i) person(size);
  for (const domain::ChildBand band : card.children) person(child_height(size, band));
}

float group_shape_width(float size, int members) {
  return group_step(size) * static_cast<float>(members);
}

void draw_group_shape(Canvas& canvas, float x, float center_y, float size, int members) {
  const float step = group_step(size);
  for (int i = 0; i < members; ++i) {
    canvas.icon("account", {x + step * static_cast<float>(i), center_y - size * 0.38F, step, size},
                size, canvas.colors().volunteer.accent);
  }
}

Standing standing_of(const Scene& scene, const domain::ProposalCard& card) {
  const Canvas& canvas = scene.canvas;
  if (const auto* local = scene.state.staff.decision_on(card.proposal)) {
    const std::string verdict(domain::name_of(local->decision.verdict));
    return {canvas.tr((local->saved ? "staff.saved." : "staff.saving.") + verdict),
            local->decision.verdict == domain::Verdict::accept ? Tone::good : Tone::info,
            local->decision.verdict == domain::Verdict::accept    ? "check"
            : local->decision.verdict == domain::Verdict::decline ? "close"
                                                                  : "pause"};
  }
  const std::string key = "staff.state." + std::string(domain::name_of(card.state));
  switch (card.state) {
    case domain::ProposalState::accepted:
      return {canvas.tr(key), Tone::good, "check"};
    case domain::ProposalState::held:
      return {canvas.tr(key), Tone::caution, "pause"};
    case domain::ProposalState::declined:
    case domain::ProposalState::withdrawn:
      return {canvas.tr(key), Tone::info, "close"};
    case domain::ProposalState::proposed:
      break;
  }
  return {};
}

float reason_height(Canvas& canvas, const domain::Reason& reason, float width, bool with_points) {
  const Metrics& m = canvas.m();
  const Words words = canvas.lay(message(canvas, reason.key, reason.arguments),
                                 {.type = Type::body}, width - reason_icon(m) - m.u(1.25F));
  return std::max(words->height, reason_icon(m)) +
         (with_points && reason.points > 0 ? m.u(1.75F) : 0);
}

float draw_reason(Canvas& canvas, const std::string& id, const Rect& area,
                  const domain::Reason& reason, bool caution, bool with_points) {
  const Metrics& m = canvas.m();
  const float icon = reason_icon(m);
  const std::string text = message(canvas, reason.key, reason.arguments);
  Rect room = area;
  const Rect sign = room.cut_start(icon, m.u(1.25F));
  const Words words = canvas.lay(text, {.type = Type::body}, room.w);
  const float line = std::max(icon, canvas.line_height({.type = Type::body}));
  std::string_view name = canvas.icon_of(reason.key);
  if (caution) name = "alert-circle-outline";
  if (name.empty()) name = "check-circle";
  canvas.icon(name, {sign.x, area.y, icon, line}, icon,
              caution ? canvas.colors().caution_accent : canvas.task().accent);
  const Rect box{room.x, area.y, room.w, std::max(words->height, icon)};
  canvas.node(id, Role::text, text, box);
  const bool one_line = words->lines.size() <= 1;
  canvas.draw(words, box, canvas.colors().ink, Align::start,
              one_line ? Upright::middle : Upright::top);
  float y = box.bottom();
  if (with_points && reason.points > 0) {
    const float width = std::min(room.w, m.mm(70));
    const Rect track{room.x, y + m.u(0.5F), width, std::max(3.0F, m.u(0.6F))};
    canvas.fill(track, canvas.task().tint, track.h / 2);
    const float part = static_cast<float>(std::min(reason.points, kMostPoints)) / kMostPoints;
    canvas.fill({track.x, track.y, std::max(track.h, track.w * part), track.h},
                caution ? canvas.colors().caution_accent : canvas.task().accent, track.h / 2);
    y += m.u(1.75F);
  }
  return y;
}

}  // namespace samen::ui
