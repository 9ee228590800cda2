// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/page.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/scroll.hpp"

namespace samen::ui {
namespace {

// The head with what stands beside it; below each other on a page that stands.
Piece top_of(Canvas& canvas, Page& page) {
  Piece top = page.head.title.empty() ? nullptr : head(canvas, page.head);
  if (!page.beside_head) return top;
  auto all = canvas.m().lies() ? row(canvas.m().part) : column(canvas.m().part, Stand::end);
  all->add(std::move(top), {.flex = 1, .stand = Stand::fill});
  all->add(std::move(page.beside_head), {.gives = 0});
  return all;
}

// Head, content and foot below each other, within the margins of the page.
Piece body(Canvas& canvas, Page& page, const Rect& rest) {
  const Metrics& m = canvas.m();
  const float width = std::min(rest.w - 2 * m.page, m.page_most);
  const bool button_beside = page.beside_head != nullptr;
  Piece top = top_of(canvas, page);
  float needed = 2 * m.page - m.part;
  const auto add_up = [&](const Piece& piece) {
    if (piece) needed += piece->height(width).least + m.part;
  };
  add_up(top);
  for (const Piece& piece : page.above) add_up(piece);
  // Close under the head, but away from a button beside it.
  const float before = button_beside ? m.part : m.hair;
  if (page.content) needed += page.content->height(width).least + before;
  const bool itself = page.scroll.empty();
  const bool plain = page.foot.entries.empty() && !canvas.view().sound.speaking;
  Piece below = plain ? nullptr : foot(canvas, page.foot, Paging::none);
  add_up(below);
  const bool overflows = needed > rest.h;
  const bool pages = itself ? page.paging == Paging::buttons : overflows;
  if (pages) below = foot(canvas, std::move(page.foot), Paging::buttons);

  auto all = column(m.part);
  // The head gives way when all is in sight then; where the content scrolls anyway it stays whole.
  const bool scrolls = !itself && overflows;
  all->add(std::move(top), {.gives = scrolls ? 1 : 2});
  for (Piece& piece : page.above) {
    all->add(std::move(piece), {.gives = 1, .before = m.near});
  }
  if (!itself) {
    page.content = scrolled(canvas, std::move(page.scroll), std::move(page.content));
    all->add(std::move(page.content), {.flex = 1, .gives = scrolls ? 2 : 1, .before = before});
  } else {
    all->add(std::move(page.content), {.flex = 1});
  }
  all->add(std::move(below), {.gives = 0});
  return padded(at_most(std::move(all), m.page_most), m.page, m.page);
}

bool beside(const Metrics& m, Panel::Kind kind) {
  return kind == Panel::Kind::pad ? m.lies() : m.form == Form::bar;
}

}  // namespace

Rect draw_rail(Canvas& canvas, const RailSigns& signs) {
  const Metrics& m = canvas.m();
  Rect page = canvas.page();
  const Piece piece = rail(canvas, signs);
  if (m.lies()) {
    const float two = std::clamp(piece->width().wish, 2 * m.rail, 3 * m.rail);
    piece->place(page.cut_start(m.form == Form::bar ? two : m.rail));
  } else {
    piece->place(page.cut_bottom(piece->height(page.w).wish));
  }
  return page;
}

void draw_page(Canvas& canvas, Page page) {
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  Rect rest = draw_rail(canvas, page.rail);
  if (!page.panel.piece) return body(canvas, page, rest)->place(rest);
  Part& panel = *page.panel.piece;
  Rect place;
  if (beside(m, page.panel.kind)) {
    place = rest.cut_end(std::min(panel.width().wish, std::round(rest.w * 0.62F)));
    canvas.fill(place, canvas.colors().sunken);
    body(canvas, page, rest)->place(rest);
  } else {
    // What is asked gets what it needs; the keys grow into half of the page.
    const Piece asked = body(canvas, page, rest);
    const Room keys = panel.height(rest.w);
    const float free = std::min(rest.h - asked->height(rest.w).least, std::round(rest.h * 0.5F));
    place = rest.cut_bottom(std::clamp(free, keys.least, keys.wish));
    canvas.fill(place, canvas.colors().sunken);
    asked->place(rest);
  }
  panel.place(place);
}

}  // namespace samen::ui
