// SPDX-License-Identifier: Apache-2.0
// What is tapped: buttons, options, numbers, times, pickers.
#include <array>
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
    column.poses([&](const Pose& pose) {
      return button(canvas,
                    {.id = std::string(kind.name) + "." + std::string(pose.name),
                     .label = canvas.tr(kind.key),
                     .icon = kind.icon,
                     .weight = kind.weight},
                    kNothing);
    });
  }
  column.caption("button: long text");
  column.show(button(canvas, {.id = "long", .label = canvas.tr("app.needed"), .icon = "arrow-end"},
                     kNothing));
  column.caption("round button: normal, disabled, filled, filled and disabled");
  auto line = row(m.gap);
  for (int i = 0; i < 4; ++i) {
    line->add(round_button(canvas,
                           {.id = "round." + std::to_string(i),
                            .label = canvas.tr("app.more"),
                            .icon = "plus",
                            .enabled = i % 2 == 0,
                            .filled = i >= 2},
                           kNothing));
  }
  column.show(std::move(line));
  column.caption("round button: normal, pressed, focused");
  column.poses([&](const Pose& pose) {
    return round_button(
        canvas,
        {.id = "round." + std::string(pose.name), .label = canvas.tr("app.less"), .icon = "minus"},
        kNothing);
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
    column.show(tiles(canvas, tiles_of(canvas, kind.name, kind.mark)));
  }
  for (const Pose& pose : {kPoses[1], kPoses[2]}) {
    column.caption("multiple choice: " + std::string(pose.name));
    canvas.set_pose(pose.touch);
    auto some = tiles_of(canvas, pose.name, Mark::check);
    some.resize(2);
    column.show(tiles(canvas, std::move(some)));
    canvas.set_pose(std::nullopt);
  }
  BigTile tile{.id = "big",
               .label = canvas.tr("role.household"),
               .detail = canvas.tr("role.household.detail", {{"minutes", 5}}),
               .icon = "home",
               .task = Task::newcomer,
               .action = kNothing};
  column.caption("row tile: normal, selected");
  for (const bool selected : {false, true}) {
    tile.id = selected ? "row.selected" : "row";
    tile.selected = selected;
    tile.mark = selected ? Mark::radio : Mark::none;
    column.show(lying_tile(canvas, tile));
  }
  column.caption("big tile: normal, pressed, focused");
  tile.detail.clear();
  tile.selected = false;
  tile.mark = Mark::none;
  column.poses([&](const Pose& pose) {
    tile.id = "big." + std::string(pose.name);
    return big_tile(canvas, tile);
  });
}

void draw_numbers_page(Column& column) {
  Canvas& canvas = column.canvas();
  column.caption("stepper: least, between, most");
  for (const int value : {0, 3, 9}) {
    column.show(stepper(canvas, {.id = "stepper." + std::to_string(value),
                                 .label = canvas.tr("goal.children"),
                                 .value = value,
                                 .min = 0,
                                 .max = 9,
                                 .less = kNothing,
                                 .more = kNothing}));
  }
  column.caption("time grid");
  forms::TimeSet times;
  for (const auto block : {domain::TimeBlock::mon_morning, domain::TimeBlock::mon_afternoon,
                           domain::TimeBlock::mon_evening, domain::TimeBlock::sat_evening}) {
    times.add(block);
  }
  column.show(time_grid(canvas, times));
}

void draw_pickers_page(Column& column) {
  Canvas& canvas = column.canvas();
  column.caption("text sizes");
  column.show(text_sizes(canvas, column.scene.state.text_size));
  column.caption("themes");
  column.show(themes(canvas, column.scene.state.theme));
  column.caption("languages");
  column.show(language_choices(canvas));
  column.caption("tabs");
  std::vector<Tab> both{{.id = "tab.one",
                         .label = canvas.tr("staff.tab.proposals", {{"count", 3}}),
                         .icon = "account-multiple",
                         .selected = true,
                         .action = kNothing},
                        {.id = "tab.two",
                         .label = canvas.tr("staff.tab.status"),
                         .icon = "clipboard-text",
                         .action = kNothing}};
  column.show(tabs(canvas, std::move(both)));
}

}  // namespace samen::ui::gallery
