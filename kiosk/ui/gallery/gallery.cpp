// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/gallery/gallery.hpp"

#include <algorithm>
#include <functional>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/chrome.hpp"
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
    {.name = "over.text_size", .over = {.overlay = flow::Overlay::text_size}}};

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
    Rect corner = canvas.page().shrunk(m.u(1));
    corner = corner.cut_bottom(m.target);
    draw_round_button(canvas, corner.cut_end(m.target),
                      {.id = "gallery.next",
                       .label = canvas.tr("app.continue"),
                       .icon = "arrow-end",
                       .filled = true},
                      turn(1));
    draw_round_button(canvas, corner.cut_start(m.target),
                      {.id = "header.back", .label = canvas.tr("app.back"), .icon = "arrow-start"},
                      turn(std::size(kSheets) - 1));
    return;
  }
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const PageParts parts = page_parts(canvas);
  draw_header(canvas, parts.header,
              {.stop = false,
               .step = static_cast<int>(page_ % std::size(kSheets)) + 1,
               .steps = static_cast<int>(std::size(kSheets)),
               .counted = false,
               .on_back = turn(std::size(kSheets) - 1)});

  const std::string name = "gallery." + std::string(sheet.name);
  const float pad = m.form == Form::roomy ? m.u(4) : m.u(2);
  const Rect area = parts.body.shrunk(pad, 0);
  ScrollArea scroll(canvas, name, scroll_window(canvas, area), ScrollArea::Rank::main,
                    canvas.colors().canvas);
  Column column{scene, {area.x, scroll.top() + m.u(1), area.w, area.h - m.u(2)}};
  column.caption(name);
  sheet.draw(column);
  const float bottom = column.area.y + m.u(2);
  scroll.finish(bottom);
  hidden_ = std::max(0.0F, bottom - scroll.top() - scroll.area().h);

  ActionBar bar;
  bar.entries.push_back({{.id = "gallery.next",
                          .label = canvas.tr("app.continue"),
                          .icon = "arrow-end",
                          .icon_at_end = true,
                          .on_enter = true},
                         turn(1)});
  draw_action_bar(canvas, parts.actions, std::move(bar));
}

}  // namespace samen::ui
