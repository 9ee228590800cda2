// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>

#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/scroll.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

struct Choice {
  std::string_view form;
  std::string_view icon;
  Task task;
};
constexpr std::array<Choice, 4> kChoices{{
    {"household", "home-variant", Task::newcomer},
    {"group", "account-multiple-plus", Task::volunteer},
    {"member", "key-variant", Task::volunteer},
    {"single", "human-greeting", Task::volunteer},
}};

BigTile tile_of(const Canvas& canvas, const Choice& choice) {
  const std::string key = "role." + std::string(choice.form);
  return {.id = key,
          .label = canvas.tr(key),
          .detail = canvas.tr(key + ".detail"),
          .icon = choice.icon,
          .task = choice.task,
          .role = Role::button};
}

Action chooses(const Choice& choice) {
  return flow::Event(flow::RoleChosen{std::string(choice.form)});
}

// Newcomers at the start, large; the three ways for volunteers beside it.
struct Beside {
  Rect first, rest;
  BigTile newcomer;
  std::array<float, 3> heights{};  // of the three, at least
  float needed = 0;                // of all of it, at least
};
Beside lay_beside(Canvas& canvas, const Rect& area) {
  Beside laid{.first = {}, .rest = area, .newcomer = tile_of(canvas, kChoices[0])};
  laid.first = laid.rest.cut_start(std::round(area.w * 0.40F), canvas.m().gap * 1.25F);
  laid.newcomer.hero = true;
  laid.needed = 2 * canvas.m().gap;
  for (std::size_t i = 0; i < 3; ++i) {
    laid.heights[i] = row_tile_height(canvas, tile_of(canvas, kChoices[i + 1]), laid.rest.w);
    laid.needed += laid.heights[i];
  }
  return laid;
}

float draw_beside(Canvas& canvas, const Rect& area, const Beside& laid) {
  const Metrics& m = canvas.m();
  const Rect& first = laid.first;
  const Rect& rest = laid.rest;
  const float total = std::max({laid.needed, big_tile_height(canvas, laid.newcomer, first.w),
                                std::min(area.h, m.mm(m.form == Form::roomy ? 88 : 60))});
  draw_big_tile(canvas, {first.x, first.y, first.w, total}, laid.newcomer, chooses(kChoices[0]));
  const float extra = (total - laid.needed) / 3;
  float y = rest.y;
  for (std::size_t i = 0; i < 3; ++i) {
    const float height = i == 2 ? rest.y + total - y : std::round(laid.heights[i] + extra);
    draw_row_tile(canvas, {rest.x, y, rest.w, height}, tile_of(canvas, kChoices[i + 1]),
                  chooses(kChoices[i + 1]));
    y += height + m.gap;
  }
  return area.y + total;
}

float draw_stacked(Canvas& canvas, const Rect& area) {
  const Metrics& m = canvas.m();
  float needed = 3 * m.gap;
  for (const Choice& choice : kChoices) {
    needed += row_tile_height(canvas, tile_of(canvas, choice), area.w);
  }
  const float extra = std::clamp((area.h - needed) / 4, 0.0F, m.mm(10));
  float y = area.y;
  for (const Choice& choice : kChoices) {
    const BigTile tile = tile_of(canvas, choice);
    const float height = std::round(row_tile_height(canvas, tile, area.w) + extra);
    draw_row_tile(canvas, {area.x, y, area.w, height}, tile, chooses(choice));
    y += height + m.gap;
  }
  return y - m.gap;
}

}  // namespace

void draw_role(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const bool pages = overflows(canvas, "role.scroll", m.height - m.header);
  const PageParts parts = page_parts(canvas, pages ? 1 : 0);
  draw_header(canvas, parts.header, {});

  const float pad = m.form == Form::roomy ? m.u(5) : m.u(2);
  ScrollArea scroll(canvas, "role.scroll", parts.body, ScrollArea::Rank::main,
                    canvas.colors().canvas);
  Rect inner = parts.body.shrunk(pad, 0);
  const float most = m.mm(196);
  if (inner.w > most) inner = {(inner.w - most) / 2 + inner.x, inner.y, most, inner.h};
  float y = scroll.top() + (m.form == Form::roomy ? m.u(5) : m.u(1.75F));
  y += canvas.say("role.title", Role::heading, canvas.tr("role.title"), {.type = Type::title},
                  {inner.x, y, inner.w, 0});
  y += m.form == Form::roomy ? m.u(3.5F) : m.u(1.5F);
  const float left = parts.body.bottom() - (y + scroll.area().y - scroll.top()) - m.u(2);
  const Rect area{inner.x, y, inner.w, left};
  // Beside each other when the large one is in sight as a whole: most people here look for it.
  const Beside beside = lay_beside(canvas, area);
  const float large = big_tile_height(canvas, beside.newcomer, beside.first.w);
  const bool fits = inner.w > m.mm(120) && std::max(beside.needed, large) <= left;
  y = fits ? draw_beside(canvas, area, beside) : draw_stacked(canvas, area);
  scroll.finish(y + m.u(2));
  if (pages) draw_action_bar(canvas, parts.actions, {});
}

}  // namespace samen::ui
