// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "kiosk/ui/kit/tabs.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/staff.hpp"

namespace samen::ui {
namespace {

Tab home_tab(const Scene& scene, flow::StaffTab tab, std::string_view name, std::string_view icon) {
  const Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  const std::string id = "staff.tab." + std::string(name);
  const auto count = static_cast<std::int64_t>(staff.listed(tab).size());
  return {.id = id,
          .label = canvas.tr(id, {{"count", count}}),
          .icon = canvas.m().form == Form::narrow ? std::string_view{} : icon,
          .selected = staff.tab == tab,
          .action = flow::Event(flow::TabChosen{tab})};
}

std::vector<Tab> home_tabs(const Scene& scene) {
  return {home_tab(scene, flow::StaffTab::proposals, "proposals", "account-multiple"),
          home_tab(scene, flow::StaffTab::work, "work", "calendar-clock"),
          home_tab(scene, flow::StaffTab::decided, "decided", "check-all"),
          home_tab(scene, flow::StaffTab::status, "status", "clipboard-text")};
}

// Under a keyboard on a low display the tabs make room for the list: the open one says its number.
Piece top_of(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  std::vector<Tab> all = home_tabs(scene);
  if (!scene.state.staff.searching || canvas.m().roomy()) return tabs(canvas, std::move(all));
  const auto open = std::ranges::find(all, true, &Tab::selected);
  auto line = grid(canvas.m().gap, {.most = 2});
  line->add(narrowing(scene));
  line->add(stands(words(canvas, {.words = open->label,
                                  .look = {.type = Type::body_bold},
                                  .id = "staff.search.count",
                                  .role = Role::status}),
                   Stand::fill, Stand::middle));
  return line;
}

// A shelf panel has the height for one line beside the tabs: what narrows the list and what moves
// it stand below it together.
Piece over_one_line(const Scene& scene, Piece list) {
  Canvas& canvas = scene.canvas;
  auto line = row(canvas.m().gap);
  if (!scene.state.staff.cards.empty()) line->add(narrowing(scene), {.flex = 1});
  line->add(page_buttons(canvas), {.gives = 0});
  auto all = column(canvas.m().near);
  all->add(std::move(list), {.flex = 1});
  all->add(std::move(line), {.gives = 0});
  return all;
}

}  // namespace

void draw_staff_home(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Staff& staff = scene.state.staff;
  const bool lists = staff.tab != flow::StaffTab::status;
  Page page{.rail = rail_of(scene.state.screen)};
  const bool low = staff.searching && !canvas.m().roomy();
  const bool bar = canvas.m().form == Form::bar && !staff.searching;
  auto top = column(canvas.m().gap);
  top->add(top_of(scene));
  if (lists && !low && !bar && !staff.cards.empty()) top->add(narrowing(scene));
  page.above.push_back(std::move(top));
  if (!staff.error.empty()) {
    page.above.push_back(
        error(canvas, "staff.error", canvas.tr(staff.error, {{"seconds", staff.locked_seconds}})));
  }
  if (!lists) {
    page.content = status(scene);
    page.scroll = "staff.status";
    return draw_page(canvas, std::move(page));
  }
  if (staff.searching) {
    canvas.view().typing = Typing::field;
    page.panel.piece = search_keys(scene);
  }
  page.content = proposals(scene);
  // The foot keeps its place: nothing to tap lies where a card decides. Who types narrows the list
  // instead of paging through it.
  page.paging = staff.searching || bar ? Paging::none : Paging::buttons;
  if (bar) page.content = over_one_line(scene, std::move(page.content));
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
