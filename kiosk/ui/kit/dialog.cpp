// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/dialog.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/foot.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/layout/grid.hpp"

namespace samen::ui {
namespace {

Piece entries_piece(Canvas& canvas, std::vector<Dialog::Entry> entries) {
  const int count = static_cast<int>(entries.size());
  std::vector<Piece> pieces;
  float widest = 0;
  for (Dialog::Entry& entry : entries) {
    pieces.push_back(button(canvas, std::move(entry.button), std::move(entry.action)));
    widest = std::max(widest, pieces.back()->width().wish);
  }
  auto all =
      grid(canvas.m().gap, {.most = count, .suits = [count, widest](int columns, float each) {
                              return columns == count && each >= widest;
                            }});
  std::ranges::reverse(pieces);
  for (Piece& piece : pieces) all->add(std::move(piece));
  return all;
}

Piece content_of(Canvas& canvas, Dialog& dialog) {
  const Metrics& m = canvas.m();
  if (!dialog.picture && !dialog.icon.empty()) {
    dialog.picture =
        badge(canvas, dialog.icon, m.badge_large, canvas.task().tint, canvas.task().primary);
  }
  auto all = column(m.part);
  if (Piece ear = ear_button(canvas)) all->add(std::move(ear), {.stand = Stand::end});
  all->add(std::move(dialog.picture), {.stand = Stand::middle, .before = m.hair});
  auto said = column(m.unit);
  said->add(words(canvas, {.words = dialog.title,
                           .look = {.type = Type::title, .align = Align::center},
                           .id = "dialog.title",
                           .role = Role::heading}));
  said->add(words(
      canvas,
      {.words = dialog.text,
       .look = {.type = Type::body, .color = canvas.colors().ink_soft, .align = Align::center},
       .id = "dialog.text"}));
  all->add(std::move(said), {.before = m.inset});
  all->add(std::move(dialog.content));
  all->add(entries_piece(canvas, std::move(dialog.entries)));
  return all;
}

}  // namespace

void draw_dialog(Canvas& canvas, Dialog dialog) {
  const Metrics& m = canvas.m();
  Rect page = canvas.page();
  canvas.fill(page, canvas.colors().scrim);
  const Piece content = content_of(canvas, dialog);
  // Beside the rail, so that "clear everything" never lies where "stop" was pressed.
  if (m.form == Form::bar) page.cut_start(3 * m.rail);
  const float side = m.form == Form::compact ? m.rail + m.hair : m.page;
  const float width = std::min(page.w - 2 * side, dialog.wide ? m.page_most : m.dialog);
  const float inner = width - 2 * m.card;
  const float wish = content->height(inner).wish + 2 * m.card;
  const float height = std::min(page.h - 2 * m.page, wish);
  const Rect panel{std::round(page.center_x() - width / 2), std::round((page.h - height) / 2),
                   width, height};
  canvas.lift(panel, m.radius_large);
  canvas.fill(panel, canvas.colors().surface, m.radius_large);
  if (content->height(inner).least + 2 * m.card <= height) {
    return content->place(panel.shrunk(m.card));
  }
  Rect window = panel.shrunk(m.hair);
  const Rect paging = window.cut_bottom(m.target + m.gap + m.unit);
  ScrollArea scroll(canvas, dialog.id + ".scroll", window, canvas.colors().surface);
  const float least = content->height(inner).least;
  content->place({panel.x + m.card, scroll.top() + m.card, inner, least});
  scroll.finish(scroll.top() + least + 2 * m.card);
  page_buttons(canvas)->place({panel.x + m.card, paging.y + m.gap, inner, m.target});
}

}  // namespace samen::ui
