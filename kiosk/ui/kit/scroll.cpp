// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/scroll.hpp"

#include <cmath>

#include "kiosk/ui/contacts.hpp"

namespace samen::ui {
namespace {

// Moves the offset by time: towards a page button's target, or on after a flick. With no time
// passing (virtual clock) or no motion wanted it arrives at once, so that every frame settles.
void animate(Scroll& scroll, std::int64_t now_ms, bool reduced_motion, View& view) {
  const std::int64_t elapsed = now_ms - scroll.animated_ms;
  scroll.animated_ms = now_ms;
  const bool stands_still = reduced_motion || elapsed <= 0;
  const float seconds = static_cast<float>(std::min<std::int64_t>(elapsed, 50)) / 1000.0F;
  if (scroll.target >= 0) {
    const float rest = scroll.target - scroll.offset;
    if (stands_still || std::abs(rest) < 1) {
      scroll.offset = scroll.target;
      scroll.target = -1;
    } else {
      scroll.offset += rest * (1 - std::exp(-14 * seconds));
      view.moving = true;
    }
  } else if (scroll.velocity != 0) {
    if (stands_still) {
      scroll.velocity = 0;
    } else {
      scroll.offset += scroll.velocity * seconds;
      scroll.velocity *= std::exp(-4.2F * seconds);
      if (std::abs(scroll.velocity) < kFlickStop) scroll.velocity = 0;
      if (scroll.velocity != 0) view.moving = true;
    }
  }
  if (scroll.offset <= 0 || scroll.offset >= scroll.most()) scroll.velocity = 0;
  scroll.offset = std::round(std::clamp(scroll.offset, 0.0F, scroll.most()));
}

}  // namespace

Rect scroll_window(const Canvas& canvas, const Rect& content) {
  const float bleed = canvas.m().u(1);
  const float start = content.x - bleed;
  return {start, content.y, canvas.m().width - canvas.m().u(0.4F) - start, content.h};
}

ScrollArea::ScrollArea(Canvas& canvas, std::string id, const Rect& area, Rank rank,
                       Color background)
    : canvas_(canvas), id_(std::move(id)), area_(area), background_(background) {
  View& view = canvas_.view();
  Scroll& scroll = view.scrolls[id_];
  scroll.used = true;
  scroll.area = area;
  animate(scroll, canvas_.now_ms(), canvas_.reduced_motion(), view);
  if (rank == Rank::main) view.main_scroll = id_;
  top_ = area.y - scroll.offset;
  // What lies right at an edge does not react: buttons of the bars beyond keep their distance.
  const float edge = std::ceil(kMinGapMm * canvas_.m().density) - canvas_.m().u(0.75F);
  const Rect live = area.shrunk(0, std::max(0.0F, edge));
  canvas_.node(id_, Role::scroll, "", live);
  canvas_.push_clip(area, live, id_);
}

void ScrollArea::finish(float bottom) {
  canvas_.pop_clip();
  View& view = canvas_.view();
  Scroll& scroll = view.scrolls[id_];
  const float content = std::ceil(bottom - top_);
  if (content != scroll.content) {
    scroll.content = content;
    // What was drawn used the old height: the next frame is the right one.
    if (scroll.offset > scroll.most()) view.moving = true;
  }
  if (!scroll.scrollable()) return;
  const Metrics& m = canvas_.m();
  const float depth = m.u(4);
  if (scroll.offset > 0) {
    canvas_.fade({area_.x, area_.y, area_.w, depth}, background_, with_alpha(background_, 0));
  }
  if (scroll.offset < scroll.most() - 1) {
    canvas_.fade({area_.x, area_.bottom() - depth, area_.w, depth}, with_alpha(background_, 0),
                 background_);
  }
  const float width = std::max(4.0F, m.mm(0.9F));
  const float height = std::max(m.u(4), area_.h * area_.h / scroll.content);
  const float room = area_.h - height;
  canvas_.fill({area_.end() - width, area_.y + room * scroll.offset / scroll.most(), width, height},
               with_alpha(canvas_.colors().line_strong, 0.6F), width / 2);
}

}  // namespace samen::ui
