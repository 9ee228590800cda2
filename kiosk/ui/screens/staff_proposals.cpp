// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <span>

#include "kiosk/ui/kit/row_list.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

std::string_view list_of(flow::StaffTab tab) {
  if (tab == flow::StaffTab::work) return "staff.work";
  return tab == flow::StaffTab::decided ? "staff.decided" : "staff.proposals";
}

Piece chips_of(const Scene& scene, const domain::ProposalCard& card) {
  Canvas& canvas = scene.canvas;
  auto chips = flowing(canvas.m().unit, canvas.m().thin);
  if (const auto work = work_on(scene, card)) {
    chips->add(chip(canvas, {work->tone, work->icon, work->step}));
    chips->add(chip(canvas, {work->tone, "calendar-clock", work->until}));
  }
  if (scene.state.staff.tab != flow::StaffTab::work) {  // there all of them are accepted
    const Standing standing = standing_of(scene, card);
    if (!standing.words.empty()) {
      chips->add(chip(canvas, {standing.tone, standing.icon, standing.words}));
    }
    chips->add(chip(canvas, {Tone::info, "clock",
                             canvas.tr("staff.card.waiting", {{"count", card.waiting_days}})}));
  }
  if (!card.cautions.empty()) {
    chips->add(
        chip(canvas, {Tone::caution, "alert-circle-outline",
                      canvas.tr("staff.card.cautions",
                                {{"count", static_cast<std::int64_t>(card.cautions.size())}})}));
  }
  if (card.synthetic) {
    chips->add(chip(canvas, {Tone::caution, "flask-outline", canvas.tr("staff.card.synthetic")}));
  }
  return chips;
}

Piece card_piece(const Scene& scene, const domain::ProposalCard& card) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  auto pair = row(m.part, Stand::end);
  pair->add(between(household_party(canvas, card), {}), {.flex = 1});
  pair->add(between(group_party(canvas, card), {}), {.flex = 1});
  auto face = column(m.near);
  face->add(std::move(pair));
  face->add(chips_of(scene, card));
  const bool settled = !standing_of(scene, card).words.empty();
  return tappable(
      canvas,
      {.id = "card." + card.household_label,
       .role = Role::button,
       .label = card.household_label + ", " + household_words(canvas, card) + ". " +
                card.group_label + ", " + group_words(canvas, card),
       .rect = {}},
      flow::Event(flow::CardTapped{card.proposal}),
      [&canvas, settled](const Rect& shape, const Touch& touch) {
        const float radius = canvas.m().radius_large;
        draw_tile_ground(canvas, shape, radius, false, touch.pressed, Task::staff);
        if (settled) canvas.fill(shape, with_alpha(canvas.task().wash, 0.8F), radius);
        if (touch.focused) canvas.focus_ring(shape, radius);
      },
      padded(std::move(face), m.inset, m.inset));
}

// One row holds a card for each column; only rows in view cost anything.
void draw_list(const Scene& scene, const Rect& area) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Staff& staff = scene.state.staff;
  const std::string_view id = list_of(staff.tab);
  const std::span<const std::uint32_t> cards(staff.listed(staff.tab));
  const std::size_t columns = area.w >= 2 * m.fact_least + m.gap ? 2 : 1;
  const auto row_of = [&](std::size_t index) {
    auto line = row(m.gap, Stand::fill);
    for (std::size_t i = 0; i < columns; ++i) {
      const std::size_t at = index * columns + i;
      Piece one = at < cards.size() ? card_piece(scene, staff.cards[cards[at]]) : space();
      line->add(between(std::move(one), {}), {.flex = 1});
    }
    return line;
  };
  start_list(canvas, id, staff.narrowed);
  ScrollArea scroll(canvas, std::string(id), scroll_window(canvas, area), canvas.colors().canvas);
  const float edge = scroll_edge(canvas);
  RowList list{.scroll = id,
               .rows = (cards.size() + columns - 1) / columns,
               .estimate = row_of(0)->height(area.w).wish,
               .gap = m.gap};
  list.height = [&](std::size_t index) { return row_of(index)->height(area.w).wish; };
  list.draw = [&](std::size_t index, float y, float height) {
    row_of(index)->place({area.x, y, area.w, height});
  };
  scroll.finish(draw_rows(canvas, scroll.top() + edge, list) + edge);
}

}  // namespace

namespace {

Piece nothing_to_list(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  const bool open = staff.tab == flow::StaffTab::proposals;
  const bool decided = staff.tab == flow::StaffTab::decided;
  const bool narrowed = !staff.search.empty() || (open && staff.filter != flow::CardFilter::all);
  const std::string_view title = staff.loading         ? "staff.loading.title"
                                 : narrowed            ? "staff.nothing.title"
                                 : decided             ? "staff.nothing_decided.title"
                                 : !open               ? "staff.no_work.title"
                                 : staff.cards.empty() ? "staff.empty.title"
                                                       : "staff.all_decided.title";
  const std::string_view text = staff.loading ? "staff.loading.text"
                                : narrowed    ? "staff.nothing.text"
                                : decided     ? "staff.nothing_decided.text"
                                : !open       ? "staff.no_work.text"
                                              : "staff.empty.text";
  if (canvas.m().form == Form::bar) {  // no height for a picture
    auto said = column(canvas.m().unit);
    said->add(words(canvas, {.words = canvas.tr(title),
                             .look = {.type = Type::lead_bold},
                             .id = "staff.empty.title",
                             .role = Role::heading}));
    said->add(words(canvas, {.words = canvas.tr(text), .id = "staff.empty.text"}));
    return said;
  }
  return state_panel(canvas,
                     {.id = "staff.empty",
                      .icon = staff.loading ? "timer-sand"
                              : narrowed    ? "magnify"
                                            : "inbox",
                      .title = canvas.tr(title),
                      .text = canvas.tr(text),
                      .work = staff.loading ? StatePanel::Work::going_on : StatePanel::Work::none});
}

}  // namespace

Piece proposals(const Scene& scene) {
  const Metrics& m = scene.canvas.m();
  const flow::Staff& staff = scene.state.staff;
  if (!staff.listed(staff.tab).empty()) {
    const float least = (staff.searching ? 1 : 2) * m.target;
    return drawn({m.target, m.page_most}, Room{least, m.page_most},
                 [&scene](const Rect& rect) { draw_list(scene, rect); });
  }
  if (!staff.error.empty() && !staff.loading) return space();
  return nothing_to_list(scene);
}

}  // namespace samen::ui
