// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/page.hpp"

#include <algorithm>
#include <cmath>

#include "kiosk/ui/kit/scroll.hpp"

namespace samen::ui {
namespace {

// The head with what stands beside it; below each other on a page that stands.
Piece top_of(Canvas& canvas, Page& page) {
  Piece top = page.head.title.words.empty() ? nullptr : head(canvas, page.head);
  if (!page.beside_head) return top;
  auto all = canvas.m().lies() ? row(canvas.m().part) : column(canvas.m().part, Stand::end);
  all->add(std::move(top), {.flex = 1, .stand = Stand::fill});
  all->add(std::move(page.beside_head), {.gives = 0});
  return all;
}

// What there is to do: a row below the page, or a column beside it on a display that is too low.
Piece acts(Canvas& canvas, const Foot& what, Paging paging) {
  const bool nothing = what.entries.empty() && !canvas.view().sound.speaking;
  if (nothing && paging == Paging::none) return nullptr;
  const bool low = canvas.m().form == Form::bar;
  return low ? side_foot(canvas, what, paging) : foot(canvas, what, paging);
}

// Head and content below each other; `scrolls` when the content has less room than it needs.
std::unique_ptr<Stack> upper(Canvas& canvas, Page& page, Piece top, float before, bool scrolls) {
  const Metrics& m = canvas.m();
  auto all = column(m.part);
  // The head gives way when all is in sight then; where the content scrolls anyway it stays whole.
  all->add(std::move(top), {.gives = scrolls ? 1 : 2});
  for (Piece& piece : page.above) {
    all->add(std::move(piece), {.gives = 1, .before = m.near});
  }
  if (page.scroll.empty()) {
    all->add(std::move(page.content), {.flex = 1});
  } else {
    Piece content = scrolled(canvas, std::move(page.scroll), std::move(page.content));
    all->add(std::move(content), {.flex = 1, .gives = scrolls ? 2 : 1, .before = before});
  }
  return all;
}

// Head, content and what there is to do, within the margins of the page.
Piece body(Canvas& canvas, Page& page, const Rect& rest) {
  const Metrics& m = canvas.m();
  const bool low = m.form == Form::bar;
  const bool itself = page.scroll.empty();
  Piece below = acts(canvas, page.foot, Paging::none);
  float width = std::min(rest.w - 2 * m.page, m.page_most);
  if (low && below) width -= below->width().wish + m.part;
  // Close under the head, but away from a button beside it.
  const float before = page.beside_head ? m.part : m.hair;
  Piece top = top_of(canvas, page);
  float needed = 2 * m.page - m.part;
  const auto add_up = [&](const Piece& piece) {
    if (piece) needed += piece->height(width).least + m.part;
  };
  add_up(top);
  for (const Piece& piece : page.above) add_up(piece);
  if (!low) add_up(below);
  if (page.content) needed += page.content->height(width).least + before;
  const bool overflows = needed > rest.h;
  const bool pages = itself ? page.paging == Paging::buttons : overflows;
  if (pages) below = acts(canvas, page.foot, Paging::buttons);
  auto all = upper(canvas, page, std::move(top), before, !itself && overflows);
  if (low) {
    auto both = row(m.part, Stand::fill);
    both->add(std::move(all), {.flex = 1});
    both->add(std::move(below), {.gives = 0});
    all = std::move(both);
  } else {
    all->add(std::move(below), {.gives = 0});
  }
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

bool admits(Canvas& canvas, Part& part, const Rect& where) {
  View& view = canvas.view();
  if (part.width().least > where.w || part.height(where.w).least > where.h) view.crowded = true;
  return !view.crowded || view.last_try;
}

void draw_page(Canvas& canvas, Page page) {
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  Rect rest = draw_rail(canvas, page.rail);
  if (!page.panel.piece) {
    const Piece asked = body(canvas, page, rest);
    if (admits(canvas, *asked, rest)) asked->place(rest);
    return;
  }
  Part& panel = *page.panel.piece;
  Rect place;
  Piece asked;
  if (beside(m, page.panel.kind)) {
    const float most = page.panel.kind == Panel::Kind::pad ? 0.45F : 0.67F;
    place = rest.cut_end(std::min(panel.width().wish, std::round(rest.w * most)));
    asked = body(canvas, page, rest);
  } else {
    // What is asked gets what it needs; the keys grow into half of the page.
    asked = body(canvas, page, rest);
    const Room keys = panel.height(rest.w);
    const float free = std::min(rest.h - asked->height(rest.w).least, std::round(rest.h * 0.5F));
    place = rest.cut_bottom(std::clamp(free, keys.least, keys.wish));
  }
  if (!admits(canvas, *asked, rest)) return;
  if (panel.height(place.w).least > place.h) canvas.view().crowded = true;
  canvas.fill(place, canvas.colors().sunken);
  asked->place(rest);
  panel.place(place);
}

}  // namespace samen::ui
