// SPDX-License-Identifier: Apache-2.0
#include "kiosk/ui/gallery/gallery.hpp"

#include <functional>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/scroll.hpp"

namespace samen::ui {
namespace {

using gallery::Column;

struct Sheet {
  std::string_view name;
  void (*draw)(Column&);
};
constexpr Sheet kSheets[] = {
    {"buttons", gallery::draw_buttons_page},   {"choices", gallery::draw_choices_page},
    {"numbers", gallery::draw_numbers_page},   {"fields", gallery::draw_fields_page},
    {"letters", gallery::draw_letters_page},   {"pads", gallery::draw_pads_page},
    {"messages", gallery::draw_messages_page}, {"waiting", gallery::draw_waiting_page},
    {"pickers", gallery::draw_pickers_page},   {"dialog", gallery::draw_dialog_page},
    {"staff", gallery::draw_staff_page},       {"tokens", gallery::draw_tokens_page}};

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
  canvas.fill(canvas.page(), canvas.colors().canvas);
  const PageParts parts = page_parts(canvas);
  const auto turn = [this](std::size_t by) {
    return std::function<void(ActionSink&)>([this, by](ActionSink& sink) {
      page_ = (page_ + by) % std::size(kSheets);
      sink.layout_changed = true;
      sink.emit(flow::Activity{});
    });
  };
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
  scroll.finish(column.area.y + m.u(2));

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
