// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/scroll.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

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
  // Not rounded here: steps of less than a pixel would add up to nothing, for ever.
  scroll.offset = std::clamp(scroll.offset, 0.0F, scroll.most());
}

}  // namespace

float scroll_edge(const Canvas& canvas) {
  return std::max(canvas.m().hair, std::ceil(kMinGapMm * canvas.m().density) - canvas.m().thin);
}

Rect scroll_window(const Canvas& canvas, const Rect& content) {
  const Metrics& m = canvas.m();
  const float bleed = std::min(m.unit, content.x);
  const float end = std::min(m.width - m.hair, content.end() + m.page);
  return {content.x - bleed, content.y, end - content.x + bleed, content.h};
}

ScrollArea::ScrollArea(Canvas& canvas, std::string id, const Rect& area, Color background)
    : canvas_(canvas), id_(std::move(id)), area_(area), background_(background) {
  View& view = canvas_.view();
  Scroll& scroll = view.scrolls[id_];
  scroll.used = true;
  scroll.area = area;
  animate(scroll, canvas_.now_ms(), canvas_.reduced_motion(), view);
  view.main_scroll = id_;
  top_ = area.y - std::round(scroll.offset);
  const Rect live = area.shrunk(0, scroll_edge(canvas_) - canvas_.m().outline);
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
  const float depth = m.part;
  if (scroll.offset > 0) {
    canvas_.fade({area_.x, area_.y, area_.w, depth}, background_, with_alpha(background_, 0));
  }
  if (scroll.offset < scroll.most() - 1) {
    canvas_.fade({area_.x, area_.bottom() - depth, area_.w, depth}, with_alpha(background_, 0),
                 background_);
  }
  const float width = m.bar;
  const float height = std::max(m.part, area_.h * area_.h / scroll.content);
  const float room = area_.h - height;
  canvas_.fill({area_.end() - width, area_.y + room * scroll.offset / scroll.most(), width, height},
               with_alpha(canvas_.colors().line_strong, 0.6F), width / 2);
}

namespace {

class Scrolled final : public Part {
 public:
  Scrolled(Canvas& canvas, std::string id, Piece content)
      : canvas_(canvas), id_(std::move(id)), content_(std::move(content)) {}
  void place(const Rect& rect) override {
    const float needed = content_->height(rect.w).least;
    if (needed <= rect.h) {
      canvas_.view().scrolls.erase(id_);
      const float spare = std::floor((rect.h - needed) / 2);
      return content_->place(rect.shrunk(0, std::min(spare, scroll_edge(canvas_))));
    }
    const float edge = scroll_edge(canvas_);
    ScrollArea scroll(canvas_, id_, scroll_window(canvas_, rect), canvas_.colors().canvas);
    content_->place({rect.x, scroll.top() + edge, rect.w, needed});
    scroll.finish(scroll.top() + needed + 2 * edge);
  }

 private:
  Room measure_width() override { return content_->width(); }
  Room measure_height(float width) override {
    const Metrics& m = canvas_.m();
    const Room all = content_->height(width);
    return {std::min(all.least, m.target + m.gap), all.wish + 2 * scroll_edge(canvas_)};
  }
  Canvas& canvas_;
  std::string id_;
  Piece content_;
};

}  // namespace

Piece scrolled(Canvas& canvas, std::string id, Piece content) {
  return std::make_unique<Scrolled>(canvas, std::move(id), std::move(content));
}

}  // namespace samen::ui
