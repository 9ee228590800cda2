// SPDX-License-Identifier: Apache-2.0
// The screens on which there is nothing to answer: a kind end, sending, and "not now".
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/state_panel.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// One message a little above the middle of the page; scrolls when it is longer.
void draw_message(Canvas& canvas, const Rect& body, const StatePanel& panel) {
  const Metrics& m = canvas.m();
  const Rect column = body.shrunk(m.u(3), 0);
  const float height = state_panel_height(canvas, panel, column.w);
  ScrollArea scroll(canvas, "message.scroll", body, ScrollArea::Rank::main, canvas.colors().canvas);
  const float y = scroll.top() + std::max(m.u(2), (body.h - height) * 0.46F);
  scroll.finish(draw_state_panel(canvas, {column.x, y, column.w, 0}, panel) + m.u(2));
}

}  // namespace

void draw_notice(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const std::string& key = scene.state.session.notice;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header, {});
  draw_message(canvas, parts.body,
               {.icon = "heart-outline",
                .title = canvas.tr(key + ".title"),
                .text = canvas.tr(key + ".text")});
  ActionBar bar;
  bar.entries.push_back({{.id = "notice.finish", .label = canvas.tr("app.done"), .on_enter = true},
                         flow::Event(flow::FinishPressed{})});
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

void draw_sending(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  canvas.fill(canvas.page(), canvas.colors().canvas);
  draw_message(canvas, canvas.page(),
               {.id = "sending",
                .icon = "lock-outline",
                .title = canvas.tr("sending.title"),
                .text = canvas.tr("sending.text"),
                .working = true});
}

void draw_not_ready(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const std::string key = "notready." + std::string(flow::to_string(scene.state.not_ready));
  const bool starting = scene.state.not_ready == flow::NotReady::starting;
  Rect page = canvas.page();
  draw_header(canvas, page.cut_top(m.header), {.back = false, .bare = true, .stop = false});
  const float mark = std::round(m.mm(m.form == Form::roomy ? 9 : 7));
  draw_wordmark(canvas, {m.u(3), (m.header - mark) / 2, m.mm(60), mark}, canvas.colors().ink,
                rgb(0xD9643A), canvas.task().accent);
  Rect foot = page.cut_bottom(m.target + m.u(2));
  draw_message(canvas, page,
               {.icon = starting ? "timer-sand" : "wrench",
                .title = canvas.tr(key + ".title"),
                .text = canvas.tr(key + ".text"),
                .more = starting ? std::string{} : canvas.tr("notready.call")});
  const Button staff{.id = "first.staff",
                     .label = canvas.tr("first.staff"),
                     .icon = "lock-outline",
                     .weight = Weight::quiet};
  foot = foot.shrunk(m.u(2), 0);
  foot.h = m.target;
  draw_page_buttons(canvas, foot);
  draw_button(canvas, foot.cut_end(std::min(foot.w, button_width(canvas, staff))), staff,
              flow::Event(flow::StaffPressed{}));
}

}  // namespace samen::ui
