// SPDX-License-Identifier: Apache-2.0
// The screens on which there is nothing to answer: a kind end, sending, and "not now".
#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/brand.hpp"
#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

struct Message {
  std::string icon;
  std::string title;
  std::string text;
  std::string more = {};  // a second paragraph: whom to ask
};

float badge_size(const Metrics& m) {
  return std::round(m.mm(m.form == Form::roomy ? 24 : 15));
}

// One message in the middle of the page; returns where the pictogram's centre is.
void draw_message(Canvas& canvas, const Rect& body, const Message& message) {
  const Metrics& m = canvas.m();
  const float width = std::min(body.w - 2 * m.u(3), m.mm(128));
  const Look title{.type = Type::title, .align = Align::center};
  Look text{.type = Type::lead, .color = canvas.colors().ink_soft, .align = Align::center};
  const float badge = badge_size(m);
  float height = badge + m.u(2.5F) + canvas.lay(message.title, title, width)->height;
  for (const std::string* words : {&message.text, &message.more}) {
    if (!words->empty()) height += m.u(1.5F) + canvas.lay(*words, text, width)->height;
  }
  ScrollArea scroll(canvas, "message.scroll", body, ScrollArea::Rank::main, canvas.colors().canvas);
  float y = scroll.top() + std::max(m.u(2), (body.h - height) * 0.46F);
  const float x = body.x + (body.w - width) / 2;
  draw_badge(canvas, body.center_x(), y + badge / 2, badge, message.icon, canvas.task().tint,
             canvas.task().primary);
  y += badge + m.u(2.5F);
  y += canvas.say("message.title", Role::heading, message.title, title, {x, y, width, 0});
  for (const std::string* words : {&message.text, &message.more}) {
    if (words->empty()) continue;
    y += m.u(1.5F);
    y += canvas.say(words == &message.text ? "message.text" : "message.more", Role::text, *words,
                    text, {x, y, width, 0});
  }
  scroll.finish(y + m.u(2));
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
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const Rect body = canvas.page();
  const float badge = badge_size(m);
  const float ring = badge / 2 + m.u(1.75F);
  const Look title{.type = Type::title, .align = Align::center};
  const std::string words = canvas.tr("sending.title");
  const std::string more = canvas.tr("sending.text");
  const float width = std::min(body.w - 2 * m.u(3), m.mm(120));
  float y = body.y + body.h * 0.5F - ring - canvas.line_height(title);
  const float x = body.center_x();
  draw_badge(canvas, x, y + badge / 2, badge, "lock-outline", canvas.task().tint,
             canvas.task().primary);
  canvas.circle_outline(x, y + badge / 2, ring, canvas.colors().line, m.outline * 2);
  // Turns slowly; a still part of a ring when motion is not wanted.
  constexpr std::int64_t kTurnMs = 1800;
  const float turned =
      canvas.reduced_motion() ? 0.0F : static_cast<float>(canvas.now_ms() % kTurnMs) / kTurnMs;
  canvas.arc(x, y + badge / 2, ring, turned, turned + 0.28F, canvas.task().accent, m.outline * 2);
  if (!canvas.reduced_motion()) canvas.view().wake(canvas.now_ms() + 33);
  y += badge + m.u(5);
  y += canvas.say("sending.title", Role::heading, words, title, {x - width / 2, y, width, 0});
  Look soft{.type = Type::lead, .color = canvas.colors().ink_soft, .align = Align::center};
  canvas.say("sending.text", Role::text, more, soft, {x - width / 2, y + m.u(1.5F), width, 0});
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
