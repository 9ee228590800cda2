// SPDX-License-Identifier: Apache-2.0
// What stands around and over the widgets: bars, ears, a long list, dialogs.
#include <string>
#include <utility>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/chrome.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/row_list.hpp"
#include "kiosk/ui/kit/tile.hpp"

namespace samen::ui::gallery {
namespace {

constexpr const char* kRead = "sound.sample";  // the node that is outlined

// As if the voice stood like this, until the end of the scope.
class Voice {
 public:
  Voice(Canvas& canvas, Sound sound)
      : view_(canvas.view()), before_(std::exchange(view_.sound, std::move(sound))) {}
  ~Voice() { view_.sound = std::move(before_); }
  Voice(const Voice&) = delete;
  Voice& operator=(const Voice&) = delete;

 private:
  View& view_;
  Sound before_;
};

struct Hearing {
  std::string_view name;
  Sound sound;
};
const Hearing kHearing[] = {{"nothing to hear", {}},
                            {"silent", {.ear = true}},
                            {"speaking", {.ear = true, .speaking = true}}};

// On a narrow window the ear has a line of its own; see Ui::build().
float header_height(const Canvas& canvas, bool ear) {
  const Metrics& m = canvas.m();
  const bool there = canvas.view().sound.ear;
  const float line = m.narrow() ? m.target + m.gap : 0;
  return m.header + (ear && !there ? line : 0) - (!ear && there ? line : 0);
}

void show_header(Column& column, std::string_view name, const Header& header) {
  column.caption(name);
  column.still([&] {
    draw_header(column.canvas(),
                column.row(header_height(column.canvas(), column.canvas().view().sound.ear)),
                header);
  });
}

void show_actions(Column& column, std::string_view name, ActionBar bar) {
  column.caption(name);
  Canvas& canvas = column.canvas();
  const float height = action_bar_height(canvas, action_rows(canvas, bar));
  column.still([&] { draw_action_bar(canvas, column.row(height), std::move(bar)); });
}

}  // namespace

void draw_bars_page(Column& column) {
  Canvas& canvas = column.canvas();
  show_header(column, "header: a question, step 3 of 12", {.step = 3, .steps = 12});
  show_header(column, "header: the words of a low screen",
              {.step = 11, .steps = 12, .title = canvas.tr("role.title")});
  show_header(column, "header: staff",
              {.stop = false, .back_icon = "lock-outline", .refresh = true});
  show_header(column, "header: nothing to go back to", {.back = false, .stop = false});
  const ActionBar::Entry on{
      {.id = "on", .label = canvas.tr("app.continue"), .icon = "arrow-end", .icon_at_end = true},
      kNothing};
  const ActionBar::Entry skip{
      {.id = "skip", .label = canvas.tr("app.skip"), .weight = Weight::secondary}, kNothing};
  show_actions(column, "actions: one", {.entries = {on}, .summary = {}});
  show_actions(column, "actions: another way on", {.entries = {on, skip}, .summary = {}});
  show_actions(column, "actions: something is missing",
               {.entries = {on}, .summary = canvas.tr("app.summary")});
}

void draw_sound_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  for (const Hearing& hearing : kHearing) {
    const float height = header_height(canvas, hearing.sound.ear);
    column.caption("ear of a screen: " + std::string(hearing.name));
    const Rect row = column.row(height);
    const Voice voice(canvas, hearing.sound);
    column.still([&] { draw_header(canvas, row, {.step = 3, .steps = 12}); });
  }
  column.caption("ear of a dialog, ear of a field: silent, speaking");
  Rect line = column.row(m.target);
  const base::SecretText typed("06 12345678");
  for (const Hearing& hearing : {kHearing[1], kHearing[2]}) {
    Sound sound = hearing.sound;
    if (sound.speaking) sound.node = "field";
    const Voice voice(canvas, std::move(sound));
    column.still([&] {
      draw_round_ear(canvas, line.cut_start(m.target, m.gap));
      draw_value_ear(canvas, line.cut_start(m.target, m.gap), "field", typed);
    });
  }
  column.caption("how loud: least, middle, most");
  for (const int volume : {1, 3, kVolumes}) {
    const Rect row = column.row(m.target);
    const Voice voice(canvas, {.ear = true, .volume = volume});
    column.still([&] { draw_volume(canvas, {row.x, row.y, volume_width(m), row.h}); });
  }
  column.caption("what is being read");
  const BigTile tile{.id = kRead, .label = canvas.tr("role.household"), .icon = "home"};
  draw_row_tile(canvas, column.row(row_tile_height(canvas, tile, column.area.w)), tile, kNothing);
  canvas.view().sound.node = kRead;  // Ui::build() outlines it, last of all
}

void draw_list_page(Column& column) {
  Canvas& canvas = column.canvas();
  constexpr std::size_t kRows = 10'000;
  column.caption("a list of 10,000 rows; every third one is higher");
  const float x = column.area.x;
  const float width = column.area.w;
  const auto tile = [&](std::size_t row) {
    return BigTile{
        .id = "row." + std::to_string(row + 1),
        .label = canvas.tr("staff.status.records", {{"count", static_cast<std::int64_t>(row) + 1}}),
        .detail = row % 3 == 2 ? canvas.tr("staff.status.stored.note") : std::string(),
        .icon = "inbox",
        .task = Task::staff};
  };
  const BigTile first = tile(0);
  const RowList list{
      .scroll = "gallery.list",
      .rows = kRows,
      .estimate = row_tile_height(canvas, first, width),
      .gap = canvas.m().gap,
      .height = [&](std::size_t row) { return row_tile_height(canvas, tile(row), width); },
      .draw =
          [&](std::size_t row, float y, float height) {
            draw_row_tile(canvas, {x, y, width, height}, tile(row), kNothing);
          }};
  column.move_to(draw_rows(canvas, column.area.y, list));
}

void draw_over(const Scene& scene, const Over& over) {
  Canvas& canvas = scene.canvas;
  draw_still(canvas, [&] { draw_role(scene); });
  flow::State state = scene.state;
  state.overlay = over.overlay;
  state.idle_seconds_left = 15;
  // Without an overlay it draws the help.
  draw_overlay({canvas, state, scene.forms, scene.keyboards});
}

}  // namespace samen::ui::gallery
