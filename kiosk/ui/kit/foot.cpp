// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/kit/foot.hpp"

#include <algorithm>
#include <cmath>
#include <memory>

#include "kiosk/ui/kit/ear.hpp"

namespace samen::ui {
namespace {

// So many pages further on there are buttons to the ends, too.
constexpr float kLongPages = 4;

Piece summary_piece(Canvas& canvas, const std::string& text) {
  if (text.empty()) return nullptr;
  auto line = row(canvas.m().unit);
  line->add(sign(canvas, "alert-circle", canvas.m().icon, canvas.colors().danger_accent),
            {.gives = 0});
  line->add(words(canvas, {.words = text,
                           .look = {.type = Type::body_bold, .color = canvas.colors().danger},
                           .id = "screen.summary",
                           .role = Role::error}),
            {.flex = 1});
  return line;
}

void move_to(Canvas& canvas, const Rect& rect, const RoundButton& shown, float target) {
  round_button(
      canvas, shown,
      std::function<void(ActionSink&)>([id = canvas.view().main_scroll, target](ActionSink& sink) {
        sink.view.scrolls[id].target = target;
        sink.layout_changed = true;
        sink.emit(flow::Activity{});
      }))
      ->place(rect);
}

// Their state is known once the page above was placed.
void draw_page_buttons(Canvas& canvas, Rect rect) {
  const View& view = canvas.view();
  const auto found = view.scrolls.find(view.main_scroll);
  if (found == view.scrolls.end() || !found->second.scrollable()) return;
  const Scroll& scroll = found->second;
  const Metrics& m = canvas.m();
  const auto by = [&](std::string_view id, std::string_view key, std::string_view icon,
                      float target, bool enabled, bool filled) {
    const Rect place =
        rect.h > rect.w ? rect.cut_top(m.target, m.gap) : rect.cut_start(m.target, m.gap);
    move_to(canvas, place,
            {.id = std::string(id),
             .label = canvas.tr(key),
             .icon = icon,
             .enabled = enabled,
             .filled = filled},
            std::clamp(target, 0.0F, scroll.most()));
  };
  const float page = scroll.area.h - m.target / 2;
  const bool more = scroll.offset < scroll.most() - 1;
  const bool less = scroll.offset > 1;
  by("page.down", "app.page_down", "chevron-down", scroll.offset + page, more, true);
  by("page.up", "app.page_up", "chevron-up", scroll.offset - page, less, false);
  if (std::max(rect.w, rect.h) < 2 * m.target + m.gap || scroll.most() < kLongPages * scroll.area.h)
    return;
  by("page.last", "app.page_last", "chevron-double-down", scroll.most(), more, false);
  by("page.first", "app.page_first", "chevron-double-up", 0, less, false);
}

class FootPart final : public Part {
 public:
  FootPart(Canvas& canvas, Foot foot, Paging paging)
      : canvas_(canvas), foot_(std::move(foot)), paging_(paging) {}
  void place(const Rect& rect) override { at(rect.w).place(rect); }

 private:
  Room measure_width() override { return {canvas_.m().target, canvas_.m().page_most}; }
  Room measure_height(float width) override { return at(width).height(width); }

  Part& at(float width) {
    if (lines_ && width == width_) return *lines_;
    width_ = width;
    half_ = std::floor((width - canvas_.m().gap) / 2);
    const bool alone = foot_.entries.empty();
    auto one = line(0, foot_.entries.size(), true);
    if (alone || one->width().least <= width) {
      lines_ = std::move(one);
    } else {  // the main one below the others, with half the width to itself
      auto both = column(canvas_.m().gap);
      both->add(line(1, foot_.entries.size(), true));
      both->add(line(0, 1, false));
      lines_ = std::move(both);
    }
    return *lines_;
  }

  // From one edge to the other: what closes, paging, how loud, what is missing, what goes on.
  std::unique_ptr<Stack> line(std::size_t from, std::size_t to, bool with_rest) {
    auto all = row(canvas_.m().gap);
    for (std::size_t i = from; i < to; ++i) {
      if (foot_.entries[i].side == Side::start) put(*all, foot_.entries[i]);
    }
    if (with_rest && paging_ == Paging::buttons) all->add(page_buttons(canvas_), {.gives = 3});
    if (with_rest && canvas_.view().sound.speaking) all->add(volume(canvas_), {.gives = 0});
    Piece middle = with_rest ? summary_piece(canvas_, foot_.summary) : nullptr;
    all->add(middle ? std::move(middle) : space(), {.flex = 1});
    for (std::size_t i = to; i-- > from;) {
      if (foot_.entries[i].side == Side::end) put(*all, foot_.entries[i]);
    }
    return all;
  }

  void put(Stack& line, const Foot::Entry& entry) {
    const bool main = entry.button.weight == Weight::primary;
    Piece piece = button(canvas_, entry.button, entry.action);
    const float wish = std::max(piece->width().wish, main ? canvas_.m().button_width : 0);
    const float least = piece->width().least;
    line.add(between(std::move(piece), {std::min(least, half_), std::min(wish, half_)}),
             {.gives = main ? 1 : 2});
  }

  Canvas& canvas_;
  Foot foot_;
  Paging paging_;
  Piece lines_;
  float width_ = 0;
  float half_ = 0;
};

}  // namespace

Piece page_buttons(Canvas& canvas) {
  const Metrics& m = canvas.m();
  return drawn({2 * m.target + m.gap, 4 * m.target + 3 * m.gap}, Room{m.target, m.target},
               [&canvas](const Rect& rect) { draw_page_buttons(canvas, rect); });
}

Piece side_foot(Canvas& canvas, Foot foot, Paging paging) {
  const Metrics& m = canvas.m();
  const float two = 2 * m.target + m.gap;
  const bool many = foot.entries.size() > 2;
  const bool pages = paging == Paging::buttons;
  auto all = column(m.gap);
  const auto add = [&](Side side) {
    for (Foot::Entry& entry : foot.entries) {
      if (entry.side != side) continue;
      all->add(button(canvas, entry.button, std::move(entry.action)), {.gives = 0});
    }
  };
  add(Side::start);
  if (pages && !many) all->add(page_buttons(canvas), {.gives = 0});
  if (canvas.view().sound.speaking) all->add(volume(canvas), {.gives = 0});
  Piece said = summary_piece(canvas, foot.summary);
  all->add(said ? std::move(said) : space(), {.flex = 1});
  std::ranges::reverse(foot.entries);  // the main one lowest
  add(Side::end);
  Piece acts = between(std::move(all), {two, std::max(two, m.button_width)});
  if (!pages || !many) return acts;
  auto both = row(m.gap, Stand::fill);
  both->add(drawn({m.target, m.target}, Room{two, two},
                  [&canvas](const Rect& rect) { draw_page_buttons(canvas, rect); }),
            {.gives = 0});
  both->add(std::move(acts), {.flex = 1});
  return both;
}

Piece foot(Canvas& canvas, Foot foot, Paging paging) {
  return std::make_unique<FootPart>(canvas, std::move(foot), paging);
}

}  // namespace samen::ui
