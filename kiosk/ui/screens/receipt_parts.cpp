// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/receipt_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

#include "kiosk/ui/kit/qr.hpp"

namespace samen::ui {
namespace {

// A long code in two lines that break at a dash.
std::vector<base::SecretText> lines_of(const base::SecretText& code, std::size_t groups_a_line) {
  std::vector<base::SecretText> lines(1);
  std::size_t groups = 0;
  for (const char c : code.view()) {
    if (c == '-' && ++groups % groups_a_line == 0) {
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
Piece code_line(Canvas& canvas, base::SecretText line, float longest, Color ink, Align align) {
  const float high = std::ceil(canvas.line_height(code_look(ink)));
  return drawn({canvas.m().words_least, std::ceil(longest) + 1}, Room{high, high},
               [&canvas, longest, ink, align, line = std::move(line)](const Rect& rect) {
                 Look look = code_look(ink);
                 if (longest > rect.w) look.scale = rect.w / longest * 0.98F;
                 canvas.draw(canvas.lay(line.view(), look), rect, ink, align);
               });
}

void draw_ground(Canvas& canvas, const Rect& rect, CodeKind kind) {
  const Metrics& m = canvas.m();
  const TaskColors& task = canvas.task();
  canvas.shadow(rect, m.radius_large);
  if (kind == CodeKind::keep) return canvas.fill(rect, task.primary, m.radius_large);
  canvas.fill(rect, canvas.colors().surface, m.radius_large);
  if (kind == CodeKind::tell) return;
  canvas.dashed(rect, task.accent, m.outline * 2, m.radius_large);
}

// What to do with a code, beside a picture of that.
Piece what_to_do(Canvas& canvas, const CodeCard& card, Color ink) {
  const Metrics& m = canvas.m();
  auto to_do = row(m.near, Stand::start);
  to_do->add(sign(canvas, card.doing, m.icon, ink), {.gives = 0});
  to_do->add(words(canvas, {.words = card.text,
                            .look = {.type = Type::body, .color = ink},
                            .id = card.id + ".text"}),
             {.flex = 1});
  return to_do;
}

}  // namespace

Piece code_lines(Canvas& canvas, const std::string& id, const base::SecretText& code,
                 std::size_t groups_a_line, Color ink, Align align) {
  auto split = lines_of(code, groups_a_line);
  float longest = 0;
  for (const auto& line : split) {
    longest = std::max(longest, canvas.lay(line.view(), code_look(ink))->width);
  }
  auto lines = column(canvas.m().hair);
  for (auto& line : split) lines->add(code_line(canvas, std::move(line), longest, ink, align));
  return over([&canvas, of = id + ".code",
               code](const Rect& rect) { canvas.node(of, Role::text, code.view(), rect); },
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
  auto code = row(m.part);
  code->add(code_lines(canvas, card.id, card.code, card.groups_a_line, keep ? ink : task.primary),
            {.flex = 1});
  // Where there is room a short code's picture stands beside all of it, and the card is lower.
  const bool beside_all = card.kind == CodeKind::share && m.roomy();
  const auto picture = [&] { return qr(canvas, card.id + ".qr", card.title, card.code); };
  if (card.kind != CodeKind::tell && !beside_all) code->add(picture(), {.gives = 0});
  auto lines = column(m.near);  // the code first: it must be in sight on the smallest display
  lines->add(std::move(heading));
  lines->add(std::move(code));
  if (!card.text.empty()) lines->add(what_to_do(canvas, card, ink));
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

std::array<NextStep, 3> steps_after(const Scene& scene) {
  const flow::Receipt& receipt = *scene.state.receipt;
  const bool group = receipt.join_code.has_value();
  const bool newcomer = scene.canvas.task_kind() == Task::newcomer;
  const bool joined = receipt.joined.has_value();
  if (scene.state.receipt_outside) {
    return {{{"account-star", "receipt.step.outside.1"},
             {"playlist-check", "receipt.step.outside.2"},
             {"key", "receipt.step.outside.3"}}};
  }
  const std::string who = newcomer ? "newcomer" : group ? "group" : "volunteer";
  return {{{group    ? "share-variant"
            : joined ? "account-multiple"
                     : "account-search",
            joined ? "receipt.step.member.1" : "receipt.step." + who + ".1"},
           {newcomer ? "account-multiple"
            : group  ? "account-search"
                     : "school",
            "receipt.step." + who + ".2"},
           {newcomer ? "coffee" : "phone", "receipt.step." + who + ".3"}}};
}

}  // namespace samen::ui
