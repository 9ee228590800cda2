// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <vector>

#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// Of a grown person's height.
float child_part(domain::ChildBand band) {
  switch (band) {
    case domain::ChildBand::child_0_3:
      return 0.48F;
    case domain::ChildBand::child_4_11:
      return 0.6F;
    default:
      return 0.76F;
  }
}

// People in a row, standing on one line.
Piece figures(Canvas& canvas, std::vector<float> parts, Color color) {
  constexpr float kBreadth = 0.72F;  // of its height
  const float high = canvas.m().figure;
  float whole = 0;
  for (const float part : parts) whole += std::ceil(high * part * kBreadth);
  return drawn({high, whole}, Room{high, high},
               [&canvas, parts = std::move(parts), color, whole](const Rect& rect) {
                 const float size = rect.h * std::min(1.0F, rect.w / whole);
                 float x = rect.x;
                 for (const float part : parts) {
                   const float tall = size * part;
                   canvas.icon("account", {x, rect.bottom() - tall, tall * kBreadth, tall}, tall,
                               color);
                   x += tall * kBreadth;
                 }
               });
}

Piece party(Canvas& canvas, Piece people, const std::string& label, const std::string& what,
            std::string node) {
  auto said = column(0);
  said->add(words(
      canvas, {.words = label,
               .look = {.type = Type::body_bold, .direction = text::Direction::left_to_right}}));
  said->add(words(
      canvas, {.words = what, .look = {.type = Type::caption, .color = canvas.colors().ink_soft}}));
  auto all = column(canvas.m().hair);
  all->add(std::move(people), {.stand = Stand::start});
  all->add(std::move(said));
  if (node.empty()) return all;
  return over([&canvas, node = std::move(node), words = label + ", " + what](
                  const Rect& rect) { canvas.node(node, Role::text, words, rect); },
              std::move(all));
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

std::string household_words(const Canvas& canvas, const domain::ProposalCard& card) {
  return canvas.tr(
      "staff.card.household",
      {{"adults", card.adults}, {"children", static_cast<std::int64_t>(card.children.size())}});
}

std::string group_words(const Canvas& canvas, const domain::ProposalCard& card) {
  return canvas.tr("staff.card.group", {{"count", card.group_size}});
}

Piece household_party(Canvas& canvas, const domain::ProposalCard& card, std::string node) {
  std::vector<float> parts(static_cast<std::size_t>(std::max(0, card.adults)), 1.0F);
  for (const domain::ChildBand band : card.children) parts.push_back(child_part(band));
  return party(canvas, figures(canvas, std::move(parts), canvas.colors().newcomer.accent),
               card.household_label, household_words(canvas, card), std::move(node));
}

Piece group_party(Canvas& canvas, const domain::ProposalCard& card, std::string node) {
  std::vector<float> parts(static_cast<std::size_t>(std::max(0, card.group_size)), 1.0F);
  return party(canvas, figures(canvas, std::move(parts), canvas.colors().volunteer.accent),
               card.group_label, group_words(canvas, card), std::move(node));
}

Standing standing_of(const Scene& scene, const domain::ProposalCard& card) {
  const Canvas& canvas = scene.canvas;
  if (const auto* local = scene.state.staff.decision_on(card.proposal)) {
    if (local->going_back) return {canvas.tr("staff.undo.going"), Tone::info, "undo"};
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

}  // namespace samen::ui
