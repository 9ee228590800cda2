// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/receipt_parts.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

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

// Beside each other where there is room: all of it in sight, with what happens next.
Piece codes(Canvas& canvas, const flow::Receipt& receipt, Piece next) {
  const Metrics& m = canvas.m();
  const bool beside = m.lies() && m.roomy();
  auto all = grid(m.gap, {.most = beside ? 2 : 1, .equal_rows = false});
  all->add(code_card(canvas, {.kind = CodeKind::keep,
                              .id = "receipt.own",
                              .icon = "key",
                              .doing = "camera",
                              .title = canvas.tr("receipt.secret.title"),
                              .text = canvas.tr("receipt.secret.text"),
                              .code = receipt.secret,
                              .groups_a_line = 3}));
  auto others = grid(m.gap, {.most = beside ? 1 : 2, .equal_rows = !beside});
  if (receipt.join_code) {
    others->add(code_card(canvas, {.kind = CodeKind::share,
                                   .id = "receipt.join",
                                   .icon = "account-multiple",
                                   .doing = "share-variant",
                                   .title = canvas.tr("receipt.join.title"),
                                   .text = canvas.tr("receipt.join.text"),
                                   .code = base::SecretText(receipt.join_code->str())}));
  }
  others->add(code_card(canvas, {.kind = CodeKind::tell,
                                 .id = "receipt.reference",
                                 .icon = "account-star",
                                 .title = canvas.tr("receipt.reference.title"),
                                 .code = base::SecretText(receipt.code.str())}));
  const bool fills = beside && !receipt.join_code;  // a group's code needs that place
  if (fills) others->add(std::move(next));
  all->add(std::move(others));
  if (fills) return all;
  auto both = column(m.gap);
  both->add(std::move(all));
  both->add(std::move(next));
  return both;
}

// What the printer said, or that there is a paper to take.
Piece printer_note(const Scene& scene) {
  const auto& printing = scene.state.printing;
  using flow::PrinterState;
  if (!printing || printing->busy || printing->state == PrinterState::unknown) return nullptr;
  const bool good = printing->state == PrinterState::ready;
  if (good && printing->pages == 0) return nullptr;
  const std::string key =
      good ? "receipt.printed" : "receipt.printer." + std::string(domain::name_of(printing->state));
  return note(scene.canvas, {.id = "receipt.printer",
                             .tone = good ? Tone::good : Tone::caution,
                             .icon = good ? "check" : "alert-circle-outline",
                             .text = scene.canvas.tr(key),
                             .role = Role::status});
}

std::optional<Foot::Entry> print_entry(const Scene& scene) {
  const auto& printing = scene.state.printing;
  if (!printing || printing->pages >= flow::Printing::kMost) return std::nullopt;
  const std::string_view key = printing->busy        ? "receipt.printing"
                               : printing->pages > 0 ? "receipt.print.again"
                                                     : "receipt.print";
  return Foot::Entry{.button = {.id = "receipt.print",
                                .label = scene.canvas.tr(key),
                                .icon = "printer",
                                .weight = Weight::secondary},
                     .action = flow::Event(flow::PrintPressed{})};
}

}  // namespace

void draw_receipt(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  if (!scene.state.receipt) return;
  const flow::Receipt& receipt = *scene.state.receipt;
  const bool group = receipt.join_code.has_value();
  const bool outside = scene.state.receipt_outside;  // nobody is thanked for what leads nowhere
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "receipt",
                     .icon = "check",
                     .title = canvas.tr(outside ? "receipt.outside.title" : "receipt.title"),
                     .help = canvas.tr(outside ? "receipt.outside.help"
                                       : group ? "receipt.help.group"
                                               : "receipt.help")},
            .scroll = "receipt.scroll"};
  if (Piece told = printer_note(scene)) page.above.push_back(std::move(told));
  page.content = codes(canvas, receipt, next_steps(canvas, steps_after(scene)));
  page.foot.entries.push_back(finish_entry(canvas, "receipt.finish"));
  if (auto print = print_entry(scene)) page.foot.entries.push_back(std::move(*print));
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
