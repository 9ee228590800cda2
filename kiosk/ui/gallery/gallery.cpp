// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/gallery/gallery.hpp"

#include <algorithm>
#include <array>
#include <functional>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/page.hpp"
#include "kiosk/ui/kit/scroll.hpp"

namespace samen::ui {
namespace {

using gallery::Column;
using gallery::Over;

// A page of widgets, or (without `draw`) a screen with something over it.
struct Sheet {
  std::string_view name;
  void (*draw)(Column&) = nullptr;
  Over over = {};
};
constexpr Sheet kSheets[] = {
    {"buttons", gallery::draw_buttons_page},
    {"choices", gallery::draw_choices_page},
    {"numbers", gallery::draw_numbers_page},
    {"fields", gallery::draw_fields_page},
    {"letters", gallery::draw_letters_page},
    {"keys", gallery::draw_keys_page},
    {"pads", gallery::draw_pads_page},
    {"bars", gallery::draw_bars_page},
    {"sound", gallery::draw_sound_page},
    {"list", gallery::draw_list_page},
    {"messages", gallery::draw_messages_page},
    {"waiting", gallery::draw_waiting_page},
    {"pickers", gallery::draw_pickers_page},
    {"staff", gallery::draw_staff_page},
    {"tokens", gallery::draw_tokens_page},
    {.name = "over.help", .over = {.overlay = flow::Overlay::none, .help = true}},
    {.name = "over.stop", .over = {.overlay = flow::Overlay::stop_confirm}},
    {.name = "over.idle", .over = {.overlay = flow::Overlay::idle_warning}},
    {.name = "over.language", .over = {.overlay = flow::Overlay::language_picker}},
    {.name = "over.text_size", .over = {.overlay = flow::Overlay::text_size}},
    {"paper", gallery::draw_paper_page},
    {.name = "over.who_sees", .over = {.overlay = flow::Overlay::who_sees}}};

}  // namespace

std::span<const std::string_view> Gallery::pages() {
  static const auto kNames = [] {
    std::array<std::string_view, std::size(kSheets)> names;
    for (std::size_t i = 0; i < names.size(); ++i) names[i] = kSheets[i].name;
    return names;
  }();
  return kNames;
}

void Gallery::draw(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const Metrics& m = canvas.m();
  const Sheet& sheet = kSheets[page_ % std::size(kSheets)];
  const auto turn = [this](std::size_t by) {
    return std::function<void(ActionSink&)>([this, by](ActionSink& sink) {
      page_ = (page_ + by) % std::size(kSheets);
      sink.layout_changed = true;
      sink.emit(flow::Activity{});
    });
  };
  hidden_ = 0;
  if (sheet.draw == nullptr) {
    draw_over(scene, sheet.over);
    // In the lower corners, where no panel reaches on the reference screens.
    auto corners = row(0);
    corners->add(round_button(
        canvas, {.id = "header.back", .label = canvas.tr("app.back"), .icon = "arrow-start"},
        turn(std::size(kSheets) - 1)));
    corners->add(space(), {.flex = 1});
    corners->add(round_button(canvas,
                              {.id = "gallery.next",
                               .label = canvas.tr("app.continue"),
                               .icon = "arrow-end",
                               .filled = true},
                              turn(1)));
    corners->place(canvas.page().shrunk(m.unit).cut_bottom(m.target));
    return;
  }
  const std::string name = "gallery." + std::string(sheet.name);
  Page page{.rail = {WayBack::none, RailSigns::Language::chosen, RailSigns::End::none},
            .paging = Paging::buttons};
  page.content = drawn({m.target, m.page_most}, Room{m.target, m.page_most},
                       [&](const Rect& rect) { draw_sheet(scene, sheet.draw, name, rect); });
  page.foot.entries.push_back({.button = {.id = "gallery.next",
                                          .label = canvas.tr("app.continue"),
                                          .icon = "arrow-end",
                                          .icon_at_end = true,
                                          .on_enter = true},
                               .action = turn(1)});
  page.foot.entries.push_back({.button = {.id = "header.back",
                                          .label = canvas.tr("app.back"),
                                          .icon = "arrow-start",
                                          .weight = Weight::secondary},
                               .action = turn(std::size(kSheets) - 1)});
  draw_page(canvas, std::move(page));
}

void Gallery::draw_sheet(const Scene& scene, void (*fill)(gallery::Column&),
                         const std::string& name, const Rect& rect) {
  Canvas& canvas = scene.canvas;
  const float unit = canvas.m().unit;
  ScrollArea scroll(canvas, name, scroll_window(canvas, rect), canvas.colors().canvas);
  Column column{scene, {rect.x, scroll.top() + unit, rect.w, rect.h - 2 * unit}};
  column.caption(name);
  fill(column);
  const float bottom = column.area.y + 2 * unit;
  scroll.finish(bottom);
  hidden_ = std::max(0.0F, bottom - scroll.top() - scroll.area().h);
}

}  // namespace samen::ui
