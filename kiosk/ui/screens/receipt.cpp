// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <string>
#include <vector>

#include "kiosk/ui/kit/qr.hpp"
#include "kiosk/ui/layout/grid.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

// One's own secret lies on the strong colour and is kept; the group's code is a ticket and is
// shared; the short reference is told to staff: white, and without a picture to photograph.
enum class CodeKind : std::uint8_t { keep, share, tell };

struct CodeCard {
  CodeKind kind;
  std::string id;
  std::string_view icon;
  std::string_view doing;  // a picture of what to do with it
  std::string title;
  std::string text;
  base::SecretText code;
  std::size_t groups_a_line = 8;  // of what stands between dashes
};

void draw_ground(Canvas& canvas, const Rect& rect, CodeKind kind) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  canvas.shadow(rect, m.radius_large);
  if (kind == CodeKind::keep) return canvas.fill(rect, task.primary, m.radius_large);
  canvas.fill(rect, canvas.colors().surface, m.radius_large);
  if (kind == CodeKind::tell) return;
  canvas.dashed(rect, task.accent, m.outline * 2, m.radius_large);
}

// A long code in two lines that break at a dash.
std::vector<base::SecretText> lines_of(const CodeCard& card) {
  std::vector<base::SecretText> lines(1);
  std::size_t groups = 0;
  for (const char c : card.code.view()) {
    if (c == '-' && ++groups % card.groups_a_line == 0) {
      lines.emplace_back();
    } else {
      lines.back().append({&c, 1});
    }
  }
  return lines;
}

constexpr Look code_look(Color ink) {
  return {.type = Type::display,
          .color = ink,
          .secret = true,
          .direction = text::Direction::left_to_right};
}

// Letters on one line: smaller instead of broken, as small as the longest line of the code, which
// is `longest` pixels wide, has to be.
Piece code_line(Canvas& canvas, base::SecretText line, float longest, Color ink) {
  const float high = std::ceil(canvas.line_height(code_look(ink)));
  return drawn({canvas.m().words_least, std::ceil(longest) + 1}, Room{high, high},
               [&canvas, longest, ink, line = std::move(line)](const Rect& rect) {
                 Look look = code_look(ink);
                 if (longest > rect.w) look.scale = rect.w / longest * 0.98F;
                 canvas.draw(canvas.lay(line.view(), look), rect, ink);
               });
}

// Read aloud as one code, in however many lines it stands.
Piece code_lines(Canvas& canvas, const CodeCard& card, Color ink) {
  auto split = lines_of(card);
  float longest = 0;
  for (const auto& line : split) {
    longest = std::max(longest, canvas.lay(line.view(), code_look(ink))->width);
  }
  auto lines = column(canvas.m().hair);
  for (auto& line : split) lines->add(code_line(canvas, std::move(line), longest, ink));
  return over([&canvas, id = card.id + ".code", code = card.code](
                  const Rect& rect) { canvas.node(id, Role::text, code.view(), rect); },
              std::move(lines));
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
  // What to do with it, beside a picture of that.
  auto to_do = row(m.near, Stand::start);
  to_do->add(sign(canvas, card.doing, m.icon, ink), {.gives = 0});
  to_do->add(words(canvas, {.words = card.text,
                            .look = {.type = Type::body, .color = ink},
                            .id = card.id + ".text"}),
             {.flex = 1});
  auto code = row(m.part);
  code->add(code_lines(canvas, card, keep ? ink : task.primary), {.flex = 1});
  // Where there is room a short code's picture stands beside all of it, and the card is lower.
  const bool beside_all = card.kind == CodeKind::share && m.roomy();
  const auto picture = [&] { return qr(canvas, card.id + ".qr", card.title, card.code); };
  if (card.kind != CodeKind::tell && !beside_all) code->add(picture(), {.gives = 0});
  auto lines = column(m.near);  // the code first: it must be in sight on the smallest display
  lines->add(std::move(heading));
  lines->add(std::move(code));
  lines->add(std::move(to_do));
  Piece all = std::move(lines);
  if (beside_all) {
    auto both = row(m.part);
    both->add(std::move(all), {.flex = 1});
    both->add(picture(), {.gives = 0});
    all = std::move(both);
  }
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
                                 .doing = "phone",
                                 .title = canvas.tr("receipt.reference.title"),
                                 .text = canvas.tr("receipt.reference.text"),
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
  page.content = codes(canvas, receipt, next_steps(canvas, steps));
  page.foot.entries.push_back(finish_entry(canvas, "receipt.finish"));
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
