// SPDX-License-Identifier: Apache-2.0
// What narrows the lists of the staff page: a part of a code, and three filters.
#include <algorithm>
#include <iterator>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/field.hpp"
#include "kiosk/ui/kit/keyboard_panel.hpp"
#include "kiosk/ui/kit/tabs.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

// Looks like a field, and becomes one when it is tapped. What is searched for is no part of its
// node.
Piece closed_field(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const base::SecretText& search = scene.state.staff.search;
  const std::string label = canvas.tr("staff.search");
  const bool empty = search.empty();
  Look look{.type = Type::body, .color = canvas.colors().ink_soft};
  if (!empty) look = {.type = Type::body_bold, .direction = text::Direction::left_to_right};
  auto face = row(m.near);
  face->add(sign(canvas, "magnify", m.icon, canvas.task().primary), {.gives = 0});
  face->add(words(canvas, {.words = empty ? label : std::string(search.view()), .look = look}),
            {.flex = 1});
  return at_least(
      tappable(
          canvas, {.id = "staff.search", .role = Role::button, .label = label, .rect = {}},
          flow::Event(flow::SearchOpened{}),
          [&canvas](const Rect& shape, const Touch& touch) {
            const float radius = canvas.m().radius;
            draw_tile_ground(canvas, shape, radius, false, touch.pressed, Task::staff);
            if (touch.focused) canvas.focus_ring(shape, radius);
          },
          padded(stands(std::move(face), Stand::fill, Stand::middle), m.inset, m.hair)),
      3 * m.target, m.target);
}

Piece search_line(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  auto line = row(canvas.m().gap);
  Piece box = staff.searching ? field(canvas, {.id = "staff.search.field",
                                               .label = canvas.tr("staff.search"),
                                               .text = staff.search,
                                               .caret = staff.search.size(),
                                               .left_to_right = true,
                                               .icon = "magnify"})
                              : closed_field(scene);
  line->add(std::move(box), {.flex = 1});
  if (!staff.search.empty()) {
    line->add(
        round_button(
            canvas,
            {.id = "staff.search.clear", .label = canvas.tr("staff.search.clear"), .icon = "close"},
            flow::Event(flow::TextCleared{})),
        {.gives = 0});
  }
  return line;
}

std::vector<Tab> all_filters(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  struct Kind {
    flow::CardFilter filter;
    std::string_view id, key, icon;
  };
  static constexpr Kind kKinds[] = {
      {flow::CardFilter::all, "staff.filter.all", "staff.filter.all", "account-multiple"},
      {flow::CardFilter::to_discuss, "staff.filter.to_discuss", "staff.filter.to_discuss",
       "alert-circle-outline"},
      {flow::CardFilter::held, "staff.filter.held", "staff.state.held", "pause"}};
  static_assert(std::size(kKinds) == flow::kCardFilters);
  std::vector<Tab> all;
  for (const Kind& kind : kKinds) {
    all.push_back({.id = std::string(kind.id),
                   .label = canvas.tr(kind.key),
                   .icon = canvas.m().roomy() ? kind.icon : std::string_view{},
                   .selected = scene.state.staff.filter == kind.filter,
                   .action = flow::Event(flow::FilterChosen{kind.filter})});
  }
  return all;
}

// Where they would take more than one line: the one there is, and the next one at a tap.
Piece folded_filters(const Scene& scene) {
  std::vector<Tab> all = all_filters(scene);
  const auto now = std::ranges::find(all, true, &Tab::selected);
  const auto next = std::next(now) == all.end() ? all.begin() : std::next(now);
  return button(scene.canvas,
                {.id = "staff.filter.next",
                 .label = now->label,
                 .icon = "filter-variant",
                 .weight = now == all.begin() ? Weight::secondary : Weight::soft},
                next->action);
}

Piece filters_beside(const Scene& scene, float taken) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  std::vector<Tab> all = all_filters(scene);
  const float rails = m.form == Form::bar ? 3 * m.rail : m.lies() ? m.rail : 0;
  const float room = m.width - 2 * m.page - rails - taken;
  return one_line(canvas, all) <= room ? filters(canvas, std::move(all)) : folded_filters(scene);
}

}  // namespace

Piece narrowing(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const flow::Staff& staff = scene.state.staff;
  if (staff.searching || staff.tab != flow::StaffTab::proposals) return search_line(scene);
  if (!m.roomy() && staff.search.empty()) {  // one line, so that the list has room
    auto line = row(m.gap);
    line->add(round_button(canvas,
                           {.id = "staff.search",
                            .label = canvas.tr("staff.search"),
                            .icon = "magnify",
                            .filled = true},
                           flow::Event(flow::SearchOpened{})),
              {.gives = 0});
    const float page_buttons = m.form == Form::bar ? 4 * (m.target + m.gap) : 0;
    line->add(filters_beside(scene, m.target + m.gap + page_buttons), {.flex = 1});
    return line;
  }
  if (!m.roomy() && staff.filter == flow::CardFilter::all) return search_line(scene);
  std::vector<Tab> kinds = all_filters(scene);
  auto both = grid(m.gap, {.most = 2, .suits = [least = one_line(canvas, kinds)](int, float each) {
                             return each >= least;
                           }});
  both->add(search_line(scene));
  both->add(filters(canvas, std::move(kinds)));
  return both;
}

Piece search_keys(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  KeyTarget target;
  target.enter_label = canvas.tr("app.done");
  target.enter = flow::Event(flow::SearchClosed{});
  return keyboard(canvas, scene.keyboards, code_keyboard(), std::move(target));
}

}  // namespace samen::ui
