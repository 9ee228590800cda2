// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cmath>
#include <span>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chip.hpp"
#include "kiosk/ui/kit/row_list.hpp"
#include "kiosk/ui/kit/score.hpp"
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

constexpr std::size_t kTopReasons = 3;

struct CardLook {
  float pad, figure, score, head;
};

CardLook card_look(const Canvas& canvas) {
  const Metrics& m = canvas.m();
  CardLook look{};
  look.pad = m.u(m.form == Form::roomy ? 2.5F : 1.75F);
  look.figure = std::round(m.mm(9));
  look.score = std::round(m.mm(6.5F));
  const float words =
      canvas.line_height({.type = Type::body_bold}) + canvas.line_height({.type = Type::caption});
  look.head = std::max(2 * look.score, std::max(look.figure, words) * 2 + m.u(1));
  return look;
}

std::vector<Chip> chips_of(const Scene& scene, const domain::ProposalCard& card) {
  const Canvas& canvas = scene.canvas;
  std::vector<Chip> chips;
  const Standing standing = standing_of(scene, card);
  if (!standing.words.empty()) chips.push_back({standing.tone, standing.icon, standing.words});
  chips.push_back(
      {Tone::info, "clock", canvas.tr("staff.card.waiting", {{"count", card.waiting_days}})});
  if (!card.cautions.empty()) {
    chips.push_back({Tone::caution, "alert-circle-outline",
                     canvas.tr("staff.card.cautions",
                               {{"count", static_cast<std::int64_t>(card.cautions.size())}})});
  }
  if (card.synthetic) {
    chips.push_back({Tone::caution, "flask-outline", canvas.tr("staff.card.synthetic")});
  }
  return chips;
}

float card_height(const Scene& scene, const domain::ProposalCard& card, float width) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const CardLook look = card_look(canvas);
  const float inner = width - 2 * look.pad;
  float height = look.pad * 2 + look.head + m.u(1.5F);
  for (std::size_t i = 0; i < std::min(kTopReasons, card.reasons.size()); ++i) {
    height += reason_height(canvas, card.reasons[i], inner, false) + m.u(0.75F);
  }
  height += m.u(1) + chips_height(canvas, chips_of(scene, card), inner);
  return std::ceil(height);
}

// Who: figures, a label that is no name, and what it is.
void draw_party(Canvas& canvas, const Rect& row, const std::string& label, const std::string& what,
                const domain::ProposalCard& card, bool household) {
  const Metrics& m = canvas.m();
  const CardLook look = card_look(canvas);
  if (household) {
    draw_household_shape(canvas, row.x, row.center_y(), look.figure, card);
  } else {
    draw_group_shape(canvas, row.x, row.center_y(), look.figure, card.group_size);
  }
  // Both labels start under each other, beside the longer row of figures.
  const float column =
      std::max({household_shape_width(look.figure, card),
                group_shape_width(look.figure, card.group_size), look.figure * 2.2F}) +
      m.u(1.5F);
  const float x = row.x + column;
  const float width = row.w - column;
  const Words name = canvas.fit(
      label, {.type = Type::body_bold, .direction = text::Direction::left_to_right}, width, 0);
  const Words shape = canvas.fit(what, {.type = Type::caption}, width, 0);
  const float y = row.center_y() - (name->height + shape->height) / 2;
  canvas.draw(name, {x, y, width, name->height}, canvas.colors().ink, Align::start, Upright::top);
  canvas.draw(shape, {x, y + name->height, width, shape->height}, canvas.colors().ink_soft,
              Align::start, Upright::top);
}

void draw_card(const Scene& scene, const Rect& box, const domain::ProposalCard& card) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const CardLook look = card_look(canvas);
  const bool settled = !standing_of(scene, card).words.empty();
  const std::string adults = canvas.tr(
      "staff.card.household",
      {{"adults", card.adults}, {"children", static_cast<std::int64_t>(card.children.size())}});
  const std::string group = canvas.tr("staff.card.group", {{"count", card.group_size}});
  const Touch touch = canvas.target(
      {.id = "card." + card.household_label,
       .role = Role::button,
       .label = card.household_label + ", " + adults + ". " + card.group_label + ", " + group,
       .rect = box},
      flow::Event(flow::CardTapped{card.proposal}));
  const Rect shape = pressed_shape(box, touch);
  draw_tile_ground(canvas, shape, m.radius_large, false, touch.pressed, Task::staff);
  if (settled) {
    canvas.fill(shape, with_alpha(canvas.task().wash, 0.8F), m.radius_large);
  }
  if (touch.focused) canvas.focus_ring(box, m.radius_large);

  Rect inner = box.shrunk(look.pad);
  Rect head = inner.cut_top(look.head, m.u(1.5F));
  const Rect score = head.cut_end(2 * look.score, m.u(1.5F));
  draw_score(canvas, score.center_x(), score.center_y(), look.score, card.score);
  const float row = (head.h - m.u(1)) / 2;
  draw_party(canvas, head.cut_top(row, m.u(1)), card.household_label, adults, card, true);
  draw_party(canvas, head, card.group_label, group, card, false);

  float y = inner.y;
  for (std::size_t i = 0; i < std::min(kTopReasons, card.reasons.size()); ++i) {
    y = draw_reason(canvas, "card." + card.household_label + ".reason." + std::to_string(i + 1),
                    {inner.x, y, inner.w, 0}, card.reasons[i], false, false) +
        m.u(0.75F);
  }
  const auto chips = chips_of(scene, card);
  const float height = chips_height(canvas, chips, inner.w);
  draw_chips(canvas, {inner.x, box.bottom() - look.pad - height, inner.w, height}, chips);
}

}  // namespace

float draw_proposals(const Scene& scene, const Rect& area) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Staff& staff = scene.state.staff;
  if (staff.cards.empty() && !staff.error.empty() && !staff.loading) return area.y;
  if (staff.cards.empty()) {
    const std::string key = staff.loading ? "staff.loading" : "staff.empty";
    return draw_state_panel(canvas,
                            {area.x, area.y + std::min(area.h * 0.2F, m.mm(20)), area.w, area.h},
                            {.id = "staff.empty",
                             .icon = staff.loading ? "timer-sand" : "inbox",
                             .title = canvas.tr(key + ".title"),
                             .text = canvas.tr(key + ".text"),
                             .working = staff.loading,
                             .small = true});
  }
  const int columns = area.w > m.mm(150) && m.text_scale < 1.4F ? 2 : 1;
  const float width =
      std::floor((area.w - m.gap * static_cast<float>(columns - 1)) / static_cast<float>(columns));
  // One row holds a card for each column; only rows in view cost anything.
  const auto per_row = static_cast<std::size_t>(columns);
  const auto cards_of = [&](std::size_t row) {
    const std::size_t begin = row * per_row;
    return std::span(staff.cards).subspan(begin, std::min(per_row, staff.cards.size() - begin));
  };
  RowList list{.scroll = canvas.view().main_scroll,
               .rows = (staff.cards.size() + per_row - 1) / per_row,
               .estimate = card_height(scene, staff.cards.front(), width),
               .gap = m.gap};
  list.height = [&](std::size_t row) {
    float height = 0;
    for (const auto& card : cards_of(row)) {
      height = std::max(height, card_height(scene, card, width));
    }
    return height;
  };
  list.draw = [&](std::size_t row, float y, float height) {
    float x = area.x;
    for (const auto& card : cards_of(row)) {
      draw_card(scene, {x, y, width, height}, card);
      x += width + m.gap;
    }
  };
  return draw_rows(canvas, area.y, list);
}

}  // namespace samen::ui
