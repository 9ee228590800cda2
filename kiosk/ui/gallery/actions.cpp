// SPDX-License-Identifier: Apache-2.0
// What is tapped: buttons, options, numbers, times, pickers.
#include <vector>

#include "kiosk/ui/gallery/page.hpp"
#include "kiosk/ui/kit/button.hpp"
#include "kiosk/ui/kit/display_choice.hpp"
#include "kiosk/ui/kit/language_choices.hpp"
#include "kiosk/ui/kit/stepper.hpp"
#include "kiosk/ui/kit/tabs.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/kit/time_grid.hpp"

namespace samen::ui::gallery {
namespace {

struct Option {
  std::string_view key;
  int rank = 0;
};
constexpr std::array<Option, 4> kOptions{Option{"goal.dutch", 1}, Option{"goal.paperwork", 0},
                                         Option{"goal.health_system", 2},
                                         Option{"goal.friends", 0}};

std::vector<Tile> tiles_of(const Canvas& canvas, std::string_view id, Mark mark) {
  std::vector<Tile> tiles;
  for (const Option& option : kOptions) {
    const bool first = option.rank == 1;
    tiles.push_back({.id = std::string(id) + "." + std::string(option.key),
                     .label = canvas.tr(option.key),
                     .icon = canvas.icon_of(option.key),
                     .selected = mark == Mark::radio ? first : option.rank > 0,
                     .mark = mark,
                     .rank = option.rank,
                     .action = kNothing});
  }
  return tiles;
}

}  // namespace

void draw_buttons_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  struct Kind {
    std::string_view name;
    Weight weight;
    std::string_view key;
    std::string_view icon;
  };
  for (const Kind& kind : {Kind{"primary", Weight::primary, "app.continue", "arrow-end"},
                           Kind{"secondary", Weight::secondary, "app.cancel", "close"},
                           Kind{"soft", Weight::soft, "app.change", "pencil"},
                           Kind{"quiet", Weight::quiet, "first.staff", "lock-outline"},
                           Kind{"danger", Weight::danger, "stop.confirm", "delete"}}) {
    column.caption("button " + std::string(kind.name) + ": normal, pressed, focused");
    column.poses(m.button, [&](const Rect& rect, const Pose& pose) {
      draw_button(canvas, rect,
                  {.id = std::string(kind.name) + "." + std::string(pose.name),
                   .label = canvas.tr(kind.key),
                   .icon = kind.icon,
                   .weight = kind.weight},
                  kNothing);
    });
  }
  column.caption("button: long text");
  draw_button(canvas, column.row(m.button),
              {.id = "long", .label = canvas.tr("app.needed"), .icon = "arrow-end"}, kNothing);
  column.caption("round button: normal, disabled, filled, filled and disabled");
  Rect line = column.row(m.target);
  for (int i = 0; i < 4; ++i) {
    draw_round_button(canvas, line.cut_start(m.target, m.gap),
                      {.id = "round." + std::to_string(i),
                       .label = canvas.tr("app.more"),
                       .icon = "plus",
                       .enabled = i % 2 == 0,
                       .filled = i >= 2},
                      kNothing);
  }
  column.caption("round button: normal, pressed, focused");
  column.poses(m.target, [&](const Rect& rect, const Pose& pose) {
    draw_round_button(
        canvas, {rect.x, rect.y, m.target, m.target},
        {.id = "round." + std::string(pose.name), .label = canvas.tr("app.less"), .icon = "minus"},
        kNothing);
  });
  column.caption("bar button: normal, pressed, focused");
  column.poses(m.target, [&](const Rect& rect, const Pose& pose) {
    draw_bar_button(canvas, rect,
                    {.id = "bar." + std::string(pose.name),
                     .label = canvas.tr("app.help"),
                     .icon = "help-circle-outline"},
                    true, kNothing);
  });
}

void draw_choices_page(Column& column) {
  Canvas& canvas = column.canvas();
  struct Kind {
    std::string_view name;
    Mark mark;
  };
  for (const Kind& kind : {Kind{"single choice", Mark::radio}, Kind{"multiple choice", Mark::check},
                           Kind{"ranked by taps", Mark::rank}}) {
    column.caption(kind.name);
    auto tiles = tiles_of(canvas, kind.name, kind.mark);
    column.move_to(draw_tiles(canvas, column.area, tiles, 0));
  }
  for (const Pose& pose : {kPoses[1], kPoses[2]}) {
    column.caption("multiple choice: " + std::string(pose.name));
    canvas.set_pose(pose.touch);
    auto tiles = tiles_of(canvas, pose.name, Mark::check);
    column.move_to(draw_tiles(canvas, column.area, std::span(tiles).first(2), 0));
    canvas.set_pose(std::nullopt);
  }
  BigTile tile{.id = "big",
               .label = canvas.tr("role.household"),
               .detail = canvas.tr("role.household.detail"),
               .icon = "home",
               .task = Task::newcomer};
  column.caption("row tile: normal, selected");
  for (const bool selected : {false, true}) {
    tile.id = selected ? "row.selected" : "row";
    tile.selected = tile.marked = selected;
    draw_row_tile(canvas, column.row(row_tile_height(canvas, tile, column.area.w)), tile, kNothing);
  }
  column.caption("big tile: normal, pressed, focused");
  tile.detail.clear();
  tile.selected = tile.marked = false;
  const float each = (column.area.w - 2 * canvas.m().gap) / 3;
  column.poses(big_tile_height(canvas, tile, each), [&](const Rect& rect, const Pose& pose) {
    tile.id = "big." + std::string(pose.name);
    draw_big_tile(canvas, rect, tile, kNothing);
  });
}

void draw_numbers_page(Column& column) {
  Canvas& canvas = column.canvas();
  const Metrics& m = canvas.m();
  column.caption("stepper: least, between, most");
  for (const int value : {0, 3, 9}) {
    draw_stepper_row(canvas, column.row(m.target),
                     {.id = "stepper." + std::to_string(value),
                      .label = canvas.tr("goal.children"),
                      .value = value,
                      .min = 0,
                      .max = 9,
                      .less = kNothing,
                      .more = kNothing},
                     false);
  }
  column.caption("time grid");
  forms::TimeSet times;
  for (const auto block : {domain::TimeBlock::mon_morning, domain::TimeBlock::mon_afternoon,
                           domain::TimeBlock::mon_evening, domain::TimeBlock::sat_evening}) {
    times.add(block);
  }
  column.move_to(draw_time_grid(canvas, column.area, times));
}

void draw_pickers_page(Column& column) {
  Canvas& canvas = column.canvas();
  column.caption("text sizes");
  draw_text_sizes(canvas, column.row(display_row_height(canvas)), column.scene.state.text_size);
  column.caption("themes");
  draw_themes(canvas, column.row(display_row_height(canvas)), column.scene.state.theme);
  column.caption("languages");
  column.move_to(draw_language_choices(canvas, column.area));
  column.caption("tabs");
  Tab tabs[] = {{.id = "tab.one",
                 .label = canvas.tr("staff.tab.proposals", {{"count", 3}}),
                 .icon = "account-multiple",
                 .selected = true,
                 .action = kNothing},
                {.id = "tab.two",
                 .label = canvas.tr("staff.tab.status"),
                 .icon = "clipboard-text",
                 .action = kNothing}};
  draw_tabs(canvas, column.row(canvas.m().target), tabs);
}

}  // namespace samen::ui::gallery
