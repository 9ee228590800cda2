// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/intro.hpp"
#include "kiosk/ui/kit/qr.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

constexpr Look kCode{.type = Type::display, .direction = text::Direction::left_to_right};

// A code to write down or photograph: what it is for, the letters, the picture.
struct CodeCard {
  std::string id;
  std::string title;
  std::string text;
  std::string code;
  bool strong = false;  // the one to share
};

float draw_code_card(Canvas& canvas, const Rect& area, const CodeCard& card) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  const float pad = m.u(m.form == Form::roomy ? 3 : 2);
  const float qr = std::round(m.mm(m.form == Form::roomy ? 34 : 27));
  const bool beside = area.w > m.mm(84);
  const float width = area.w - 2 * pad - (beside ? qr + m.u(2.5F) : 0);
  const Words title = canvas.fit(card.title, {.type = Type::lead_bold}, width, 0);
  const Words text = canvas.lay(card.text, {.type = Type::body}, width);
  Words code = canvas.fit(card.code, kCode, width, 0);
  if (code->lines.size() > 1) {  // never on two lines: smaller instead
    Look smaller = kCode;
    smaller.scale = 0.9F * width / canvas.lay(card.code, kCode)->width;
    code = canvas.lay(card.code, smaller);
  }
  const float words = title->height + m.u(0.75F) + code->height + m.u(1) + text->height;
  const float height = beside ? std::max(qr, words) + 2 * pad : words + m.u(2) + qr + 2 * pad;
  const Rect box{area.x, area.y, area.w, std::round(height)};
  if (card.strong) {
    canvas.shadow(box, m.radius_large, 1.5F);
    canvas.fill(box, task.primary, m.radius_large);
  } else {
    canvas.shadow(box, m.radius_large);
    canvas.fill(box, colors.surface, m.radius_large);
    canvas.outline(box, colors.line, m.hairline, m.radius_large);
  }
  const Color ink = card.strong ? colors.on_primary : colors.ink;
  Rect inner = box.shrunk(pad);
  const Rect picture = beside ? inner.cut_end(qr, m.u(2.5F)) : inner.cut_bottom(qr, m.u(2));
  float y = inner.y + std::max(0.0F, (inner.h - words) / 2);
  canvas.node(card.id + ".title", Role::heading, card.title, {inner.x, y, inner.w, title->height});
  canvas.draw(title, {inner.x, y, inner.w, title->height}, ink, Align::start, Upright::top);
  y += title->height + m.u(0.75F);
  canvas.node(card.id + ".code", Role::text, card.code, {inner.x, y, inner.w, code->height});
  canvas.draw(code, {inner.x, y, inner.w, code->height}, card.strong ? ink : task.primary);
  y += code->height + m.u(1);
  canvas.node(card.id + ".text", Role::text, card.text, {inner.x, y, inner.w, text->height});
  canvas.draw(text, {inner.x, y, inner.w, text->height}, card.strong ? ink : colors.ink_soft,
              Align::start, Upright::top);
  draw_qr(canvas, card.id + ".qr", card.title, card.code, picture);
  return box.bottom();
}

struct NextStep {
  std::string_view icon;
  std::string key;
};

float step_badge(const Metrics& m) {
  return std::round(m.mm(m.form == Form::roomy ? 10 : 8.5F));
}

// The height of the steps below each other.
float steps_height(Canvas& canvas, float width, std::span<const NextStep> steps) {
  const Metrics& m = canvas.m();
  float height = canvas.line_height({.type = Type::lead_bold}) + m.u(1.75F);
  for (const NextStep& step : steps) {
    const Words words =
        canvas.lay(canvas.tr(step.key), {.type = Type::body}, width - step_badge(m) - m.u(1.5F));
    height += std::max(step_badge(m), words->height) + m.u(2);
  }
  return height - m.u(2);
}

float draw_steps(Canvas& canvas, const Rect& area, std::span<const NextStep> steps) {
  const Metrics& m = canvas.m();
  float y = area.y;
  y += canvas.say("receipt.next", Role::heading, canvas.tr("receipt.next"),
                  {.type = Type::lead_bold}, {area.x, y, area.w, 0});
  y += m.u(1.75F);
  const float badge = step_badge(m);
  const bool across = area.w > m.mm(185);
  const auto count = static_cast<float>(steps.size());
  const float column = across ? (area.w - (count - 1) * m.u(3)) / count : area.w;
  float bottom = y;
  float x = area.x;
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const std::string words = canvas.tr(steps[i].key);
    const float indent = badge + m.u(1.5F);
    const Words laid = canvas.lay(words, {.type = Type::body}, column - indent);
    const float height = std::max(badge, laid->height);
    if (i + 1 < steps.size() && !across) {  // a thread from one step to the next
      canvas.fill({x + badge / 2 - 1, y + badge, 2, height - badge + m.u(2)}, canvas.task().tint);
    }
    draw_badge(canvas, x + badge / 2, y + badge / 2, badge, steps[i].icon, canvas.task().tint,
               canvas.task().primary);
    const Rect box{x + indent, y, column - indent, height};
    canvas.node("receipt.step." + std::to_string(i + 1), Role::text, words, box);
    const bool short_words = laid->height <= badge;
    canvas.draw(laid, box, canvas.colors().ink, Align::start,
                short_words ? Upright::middle : Upright::top);
    bottom = std::max(bottom, y + height);
    if (across) {
      x += column + m.u(3);
    } else {
      y += height + m.u(2);
    }
  }
  return bottom;
}

}  // namespace

void draw_receipt(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  if (!scene.state.receipt) return;
  const flow::Receipt& receipt = *scene.state.receipt;
  const bool group = receipt.join_code.has_value();
  const bool newcomer = canvas.task_kind() == Task::newcomer;

  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header, {.back = false, .stop = false});
  Intro intro{.id = "receipt",
              .icon = "check",
              .title = canvas.tr("receipt.title"),
              .help = canvas.tr(group ? "receipt.help.group" : "receipt.help")};
  const std::string who = newcomer ? "newcomer" : group ? "group" : "volunteer";
  const bool joined = receipt.joined.has_value();
  const std::array<NextStep, 3> steps{{
      {group    ? "share-variant"
       : joined ? "account-multiple"
                : "account-search",
       joined ? "receipt.step.member.1" : "receipt.step." + who + ".1"},
      {newcomer ? "account-multiple"
       : group  ? "account-search"
                : "school",
       "receipt.step." + who + ".2"},
      {newcomer ? "coffee" : "phone", "receipt.step." + who + ".3"},
  }};
  const TwoColumns columns = two_columns(canvas, parts.body, intro, 0.36F);
  bool steps_beside = false;  // under the intro, when they fit there
  if (columns.split) {
    Rect below = columns.intro;
    below.cut_top(draw_intro(canvas, intro, columns.intro) - below.y + m.u(4));
    steps_beside = steps_height(canvas, below.w, steps) <= below.h + m.u(2);
    if (steps_beside) draw_steps(canvas, below, steps);
  }
  const Rect content = columns.content;
  ScrollArea scroll(canvas, "receipt.scroll", scroll_window(canvas, content),
                    ScrollArea::Rank::main, canvas.colors().canvas);
  float y = scroll.top() + m.u(m.form == Form::roomy ? 5 : 2);
  if (!columns.split) {
    y = draw_intro(canvas, intro, {content.x, y, content.w, 0}) + m.u(2);
  }
  if (group) {
    y = draw_code_card(canvas, {content.x, y, content.w, 0},
                       {.id = "receipt.join",
                        .title = canvas.tr("receipt.join.title"),
                        .text = canvas.tr("receipt.join.text"),
                        .code = receipt.join_code->str(),
                        .strong = true}) +
        m.gap;
  }
  y = draw_code_card(canvas, {content.x, y, content.w, 0},
                     {.id = "receipt.own",
                      .title = canvas.tr("receipt.code.title"),
                      .text = canvas.tr("receipt.code.text"),
                      .code = receipt.code.str()});
  if (!steps_beside) y = draw_steps(canvas, {content.x, y + m.u(3), content.w, 0}, steps);
  scroll.finish(y + m.u(1.5F));

  ActionBar bar;
  bar.entries.push_back({{.id = "receipt.finish",
                          .label = canvas.tr("receipt.finish"),
                          .icon = "check",
                          .on_enter = true},
                         flow::Event(flow::FinishPressed{})});
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
