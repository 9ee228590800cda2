// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/screens/receipt_parts.hpp"

#include <algorithm>
#include <cmath>
#include <utility>
#include <vector>

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
