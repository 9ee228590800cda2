// SPDX-License-Identifier: Apache-2.0
// For whom no group will be found: what that means, what else there is, and how to go on.
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// What a place can be reached at: at the start of the line, and from left to right in itself.
void add_address(Canvas& canvas, Stack& lines, const std::string& id, const std::string& text) {
  if (text.empty()) return;
  lines.add(words(canvas, {.words = "\u2066" + text + "\u2069",
                           .look = {.type = Type::body_bold, .color = canvas.task().primary},
                           .id = id}));
}

Piece place_card(Canvas& canvas, const forms::Place& place, int number) {
  const std::string id = "outside.place." + std::to_string(number);
  std::string language(canvas.language());
  const std::string about(place.about_in(language));
  auto lines = column(canvas.m().hair);
  lines->add(words(canvas, {.words = place.name,
                            .look = {.type = Type::lead_bold},
                            .id = id,
                            .role = Role::heading,
                            .language = "nl"}),
             {.stand = Stand::start});
  lines->add(words(canvas, {.words = about, .id = id + ".about", .language = language}));
  add_address(canvas, *lines, id + ".phone", place.phone);
  add_address(canvas, *lines, id + ".web", place.web);
  add_address(canvas, *lines, id + ".address", place.address);
  return card(canvas, std::move(lines));
}

Piece places(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Session& session = scene.state.session;
  const auto found =
      forms::places_for(scene.forms.at(session.form), session.answers, scene.forms.programme());
  if (found.empty()) return nullptr;
  auto cards =
      grid(canvas.m().gap,
           {.most = 2,
            .suits = [least = canvas.m().fact_least](int, float each) { return each >= least; },
            .equal_rows = false});
  int number = 0;
  for (const forms::Place* place : found) cards->add(place_card(canvas, *place, number++));
  auto all = column(canvas.m().near);
  all->add(words(canvas, {.words = canvas.tr("outside.elsewhere"),
                          .look = {.type = Type::lead_bold},
                          .id = "outside.elsewhere",
                          .role = Role::heading}));
  all->add(std::move(cards));
  return all;
}

}  // namespace

void draw_outside(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const flow::Session& session = scene.state.session;
  if (session.told.empty()) return;
  const forms::Form& form = scene.forms.at(session.form);
  const std::string key = forms::outside_key(form, session.told.back());
  const auto arguments = forms::outside_arguments(form, session.answers, scene.forms.programme());
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "outside",
                     .icon = "heart-outline",
                     .title = message(canvas, key + ".title", arguments)},
            .scroll = "outside.scroll"};
  auto all = column(canvas.m().part);
  all->add(words(canvas, {.words = message(canvas, key + ".text", arguments),
                          .look = {.type = Type::lead},
                          .id = "outside.text"}));
  all->add(places(scene));
  page.content = std::move(all);
  page.foot.entries.push_back({.button = {.id = "outside.go_on",
                                          .label = canvas.tr("outside.go_on"),
                                          .icon = "arrow-end",
                                          .icon_at_end = true},
                               .action = flow::Event(flow::ContinuePressed{})});
  page.foot.entries.push_back({.button = {.id = "outside.change",
                                          .label = canvas.tr("outside.change"),
                                          .icon = "pencil",
                                          .weight = Weight::secondary},
                               .action = flow::Event(flow::BackPressed{}),
                               .side = Side::start});
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
