// SPDX-License-Identifier: Apache-2.0
// The screens on which there is nothing to answer: a kind end, sending, and "not now".
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {

void draw_notice(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const std::string& key = scene.state.session.notice;
  Page page{.rail = rail_of(scene.state.screen), .scroll = "message.scroll"};
  page.content = state_panel(canvas, {.icon = "heart-outline",
                                      .title = canvas.tr(key + ".title"),
                                      .text = canvas.tr(key + ".text")});
  page.foot.entries.push_back({.button = {.id = "notice.finish", .label = canvas.tr("app.done")},
                               .action = flow::Event(flow::FinishPressed{}),
                               .side = Side::start});
  draw_page(canvas, std::move(page));
}

void draw_sending(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const float page = canvas.m().page;
  state_panel(canvas, {.id = "sending",
                       .icon = "lock-outline",
                       .title = canvas.tr("sending.title"),
                       .text = canvas.tr("sending.text"),
                       .work = StatePanel::Work::going_on})
      ->place(canvas.page().shrunk(page));
}

void draw_not_ready(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const std::string key = "notready." + std::string(flow::to_string(scene.state.not_ready));
  const bool starting = scene.state.not_ready == flow::NotReady::starting;
  Page page{.rail = rail_of(scene.state.screen), .scroll = "message.scroll"};
  page.content =
      state_panel(canvas, {.icon = starting ? "timer-sand" : "wrench",
                           .title = canvas.tr(key + ".title"),
                           .text = canvas.tr(key + ".text"),
                           .more = starting ? std::string{} : canvas.tr("notready.call")});
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
