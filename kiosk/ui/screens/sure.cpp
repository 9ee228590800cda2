// SPDX-License-Identifier: Apache-2.0
// Withdraw, erase, or no to an offer: are you sure?
#include <string>
#include <utility>
#include <vector>

#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

using domain::Wish;

namespace {

// Nobody has to say why.
Piece reasons(Canvas& canvas, const flow::Returning& returning) {
  std::vector<Tile> why;
  for (std::size_t i = 0; i < domain::vocabulary_size<domain::NoBecause>(); ++i) {
    const auto because = static_cast<domain::NoBecause>(i);
    const std::string key = "because." + std::string(domain::name_of(because));
    why.push_back({.id = key,
                   .label = canvas.tr(key),
                   .icon = canvas.icon_of(key),
                   .selected = returning.because == because,
                   .action = flow::Event(flow::BecauseTapped{because})});
  }
  auto all = column(canvas.m().near);
  all->add(words(canvas, {.words = canvas.tr("sure.no.because"),
                          .look = {.type = Type::lead_bold},
                          .id = "sure.because",
                          .role = Role::heading}));
  all->add(tiles(canvas, std::move(why)));
  return all;
}

}  // namespace

void draw_sure(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Wish wish = scene.state.returning.sure;
  const std::string key = "sure." + std::string(domain::name_of(wish));
  Page page{.rail = rail_of(scene.state.screen), .scroll = "sure.scroll"};
  page.content = state_panel(canvas, {.id = "sure",
                                      .icon = icon_of_wish(wish),
                                      .title = canvas.tr(key + ".title"),
                                      .text = canvas.tr(key + ".text")});
  if (wish == Wish::no) {
    auto all = column(canvas.m().gap);
    all->add(std::move(page.content));
    all->add(reasons(canvas, scene.state.returning));
    page.content = std::move(all);
  }
  page.foot.entries.push_back({.button = {.id = "sure.yes",
                                          .label = canvas.tr(key + ".yes"),
                                          .icon = icon_of_wish(wish),
                                          .weight = Weight::danger},
                               .action = flow::Event(flow::WishConfirmed{})});
  page.foot.entries.push_back(
      {.button = {.id = "sure.no", .label = canvas.tr("app.cancel"), .weight = Weight::secondary},
       .action = flow::Event(flow::BackPressed{}),
       .side = Side::start});
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
