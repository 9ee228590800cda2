// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <cmath>

#include "kiosk/ui/kit/qr.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// One's own code lies on the strong colour and is kept; the group's is a ticket and is shared.
enum class CodeKind : std::uint8_t { keep, share };

struct CodeCard {
  CodeKind kind;
  std::string id;
  std::string_view icon;
  std::string title;
  std::string text;
  std::string code;
};

void draw_ground(Canvas& canvas, const Rect& rect, CodeKind kind) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  canvas.shadow(rect, m.radius_large);
  if (kind == CodeKind::keep) return canvas.fill(rect, task.primary, m.radius_large);
  canvas.fill(rect, canvas.colors().surface, m.radius_large);
  canvas.dashed(rect, task.accent, m.outline * 2, m.radius_large);
}

// Letters on one line, however long: smaller instead of broken.
Piece code_line(Canvas& canvas, const CodeCard& card, Color ink) {
  const Look look{.type = Type::display, .color = ink, .direction = text::Direction::left_to_right};
  const float whole = canvas.lay(card.code, look)->width;
  const float high = std::ceil(canvas.line_height(look));
  return drawn({canvas.m().words_least, std::ceil(whole) + 1}, Room{high, high},
               [&canvas, look, whole, id = card.id + ".code", code = card.code](const Rect& rect) {
                 Look own = look;
                 if (whole > rect.w) own.scale = rect.w / whole * 0.98F;
                 canvas.node(id, Role::text, code, rect);
                 canvas.draw(canvas.lay(code, own), rect, own.color);
               });
}

Piece code_card(Canvas& canvas, const CodeCard& card) {
  const Metrics& m = canvas.m();
  const Palette& colors = canvas.colors();
  const TaskColors& task = canvas.task();
  const bool keep = card.kind == CodeKind::keep;
  const Color ink = keep ? colors.on_primary : colors.ink;
  auto heading = row(m.inset);
  heading->add(badge(canvas, card.icon, m.badge, keep ? colors.surface : task.tint, task.primary),
               {.gives = 0});
  heading->add(words(canvas, {.words = card.title,
                              .look = {.type = Type::lead_bold, .color = ink},
                              .id = card.id + ".title",
                              .role = Role::heading}),
               {.flex = 1});
  auto said = column(m.thin);
  said->add(std::move(heading));
  said->add(words(
      canvas,
      {.words = card.text, .look = {.type = Type::body, .color = ink}, .id = card.id + ".text"}));
  said->add(code_line(canvas, card, keep ? ink : task.primary));
  auto all = row(m.part);
  all->add(std::move(said), {.flex = 1});
  all->add(qr(canvas, card.id + ".qr", card.title, card.code), {.gives = 0});
  return over([&canvas, kind = card.kind](const Rect& rect) { draw_ground(canvas, rect, kind); },
              padded(std::move(all), m.card, m.card));
}

struct NextStep {
  std::string_view icon;
  std::string key;
};

Piece next_steps(Canvas& canvas, std::span<const NextStep> steps) {
  const Metrics& m = canvas.m();
  auto lines =
      grid(m.part,
           {.most = 3, .suits = [least = m.fact_least](int, float each) { return each >= least; }});
  int count = 0;
  for (const NextStep& step : steps) {
    auto line = row(m.inset, Stand::start);
    line->add(badge(canvas, step.icon, m.badge, canvas.task().tint, canvas.task().primary),
              {.gives = 0});
    line->add(words(canvas, {.words = canvas.tr(step.key),
                             .look = {.type = Type::body},
                             .id = "receipt.step." + std::to_string(++count)}),
              {.flex = 1});
    lines->add(std::move(line));
  }
  auto all = column(m.near);
  all->add(words(canvas, {.words = canvas.tr("receipt.next"),
                          .look = {.type = Type::lead_bold},
                          .id = "receipt.next",
                          .role = Role::heading}));
  all->add(std::move(lines));
  return card(canvas, std::move(all));
}

Piece codes(Canvas& canvas, const flow::Receipt& receipt) {
  const Metrics& m = canvas.m();
  auto all = grid(m.gap, {.most = 2});
  all->add(code_card(canvas, {.kind = CodeKind::keep,
                              .id = "receipt.own",
                              .icon = "key",
                              .title = canvas.tr("receipt.code.title"),
                              .text = canvas.tr("receipt.code.text"),
                              .code = receipt.code.str()}));
  if (receipt.join_code) {
    all->add(code_card(canvas, {.kind = CodeKind::share,
                                .id = "receipt.join",
                                .icon = "share-variant",
                                .title = canvas.tr("receipt.join.title"),
                                .text = canvas.tr("receipt.join.text"),
                                .code = receipt.join_code->str()}));
  }
  return all;
}

}  // namespace

void draw_receipt(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  if (!scene.state.receipt) return;
  const flow::Receipt& receipt = *scene.state.receipt;
  const bool group = receipt.join_code.has_value();
  const bool newcomer = canvas.task_kind() == Task::newcomer;
  const std::string who = newcomer ? "newcomer" : group ? "group" : "volunteer";
  const bool joined = receipt.joined.has_value();
  const bool outside = scene.state.receipt_outside;  // nobody is thanked for what leads nowhere
  std::array<NextStep, 3> steps{{
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
  if (outside) {
    steps = {{{"account-star", "receipt.step.outside.1"},
              {"playlist-check", "receipt.step.outside.2"},
              {"key", "receipt.step.outside.3"}}};
  }
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "receipt",
                     .icon = "check",
                     .title = canvas.tr(outside ? "receipt.outside.title" : "receipt.title"),
                     .help = canvas.tr(outside ? "receipt.outside.help"
                                       : group ? "receipt.help.group"
                                               : "receipt.help")},
            .scroll = "receipt.scroll"};
  auto all = column(canvas.m().gap);
  all->add(codes(canvas, receipt));
  all->add(next_steps(canvas, steps));
  page.content = std::move(all);
  page.foot.entries.push_back({.button = {.id = "receipt.finish",
                                          .label = canvas.tr("receipt.finish"),
                                          .icon = "check",
                                          .weight = Weight::secondary},
                               .action = flow::Event(flow::FinishPressed{}),
                               .side = Side::start});
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
