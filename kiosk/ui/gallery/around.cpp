// SPDX-License-Identifier: Apache-2.0
// What stands around and over the widgets: rails, feet, ears, a long list, dialogs.
#include <string>
#include <utility>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/ear.hpp"
#include "kiosk/ui/kit/page.hpp"
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

void show_foot(Column& column, std::string_view name, Foot shown) {
  column.caption(name);
  column.still([&] { column.show(foot(column.canvas(), std::move(shown), Paging::none)); });
}

void show_rail(Column& column, std::string_view name, const RailSigns& signs) {
  column.caption(name);
  Canvas& canvas = column.canvas();
  const Piece piece = rail(canvas, signs);
  Rect place = column.row(piece->height(column.area.w).wish);
  if (canvas.m().lies()) place.w = piece->width().wish;
  column.still([&] { piece->place(place); });
}

}  // namespace

void draw_bars_page(Column& column) {
  Canvas& canvas = column.canvas();
  show_rail(column, "rail: a question", {});
  show_rail(column, "rail: staff",
            {WayBack::lock, RailSigns::Language::chosen, RailSigns::End::refresh});
  const Foot::Entry on{.button = {.id = "on",
                                  .label = canvas.tr("app.continue"),
                                  .icon = "arrow-end",
                                  .icon_at_end = true},
                       .action = kNothing};
  Foot::Entry skip{
      .button = {.id = "skip", .label = canvas.tr("app.skip"), .weight = Weight::secondary},
      .action = kNothing};
  show_foot(column, "foot: one", {.entries = {on}});
  show_foot(column, "foot: another way on", {.entries = {on, skip}});
  skip.side = Side::start;
  show_foot(column, "foot: what ends stands at the start", {.entries = {skip}});
  show_foot(column, "foot: something is missing",
            {.entries = {on}, .summary = canvas.tr("app.summary")});
}

void draw_sound_page(Column& column) {
  Canvas& canvas = column.canvas();
  for (const Hearing& hearing : kHearing) {
    const Voice voice(canvas, hearing.sound);
    show_rail(column, "rail: " + std::string(hearing.name), {});
  }
  column.caption("ear of a dialog, ear of a field: silent, speaking");
  const base::SecretText typed("06 12345678");
  for (const Hearing& hearing : {kHearing[1], kHearing[2]}) {
    Sound sound = hearing.sound;
    if (sound.speaking) sound.node = "field";
    const Voice voice(canvas, std::move(sound));
    auto line = row(canvas.m().gap);
    line->add(ear_button(canvas));
    line->add(value_ear(canvas, "field", typed));
    column.still([&] { column.show(std::move(line)); });
  }
  column.caption("how loud: least, middle, most");
  for (const int loud : {1, 3, kVolumes}) {
    const Voice voice(canvas, {.ear = true, .volume = loud});
    column.still([&] { column.show(stands(volume(canvas), Stand::start, Stand::fill)); });
  }
  column.caption("what is being read");
  column.show(lying_tile(
      canvas,
      {.id = kRead, .label = canvas.tr("role.household"), .icon = "home", .action = kNothing}));
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
        .task = Task::staff,
        .action = kNothing};
  };
  const auto high = [&](std::size_t row) {
    return lying_tile(canvas, tile(row))->height(width).wish;
  };
  const RowList list{.scroll = "gallery.list",
                     .rows = kRows,
                     .estimate = high(0),
                     .gap = canvas.m().gap,
                     .height = high,
                     .draw = [&](std::size_t row, float y, float height) {
                       lying_tile(canvas, tile(row))->place({x, y, width, height});
                     }};
  column.area.y = draw_rows(canvas, column.area.y, list) + canvas.m().gap;
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
