// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "kiosk/ui/kit/note.hpp"
#include "kiosk/ui/kit/tile.hpp"
#include "kiosk/ui/screens/scene.hpp"

namespace samen::ui {
namespace {

struct Choice {
  std::string_view form;
  std::string_view icon;
  Task task;
};
constexpr std::array<Choice, 4> kChoices{{
    {"household", "home-variant", Task::newcomer},
    {"group", "account-multiple-plus", Task::volunteer},
    {"member", "account-multiple", Task::volunteer},
    {"single", "human-greeting", Task::volunteer},
}};

BigTile tile_of(const Canvas& canvas, const Choice& choice) {
  const std::string key = "role." + std::string(choice.form);
  return {.id = key,
          .label = canvas.tr(key),
          .detail = canvas.tr(key + ".detail"),
          .icon = choice.icon,
          .task = choice.task,
          .role = Role::button,
          .action = flow::Event(flow::RoleChosen{std::string(choice.form)})};
}

Piece lying(Canvas& canvas, std::span<const Choice> choices) {
  auto all = column(canvas.m().gap);
  for (const Choice& choice : choices) {
    all->add(lying_tile(canvas, tile_of(canvas, choice)), {.flex = 1});
  }
  return all;
}

// Newcomers at the start, large: most people here look for it. The ways for volunteers beside it.
Piece beside(Canvas& canvas) {
  const std::span<const Choice> choices(kChoices);
  BigTile newcomer = tile_of(canvas, choices.front());
  newcomer.hero = true;
  auto all = row(canvas.m().gap, Stand::fill);
  all->add(between(big_tile(canvas, newcomer), {}), {.flex = 2});
  all->add(between(lying(canvas, choices.subspan(1)), {}), {.flex = 3});
  return all;
}

}  // namespace

void draw_role(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  std::vector<Piece> ways;
  if (canvas.m().lies()) ways.push_back(beside(canvas));
  ways.push_back(lying(canvas, kChoices));
  Page page{.rail = rail_of(scene.state.screen),
            .head = {.id = "role", .title = canvas.tr("role.title")},
            .content = one_of(std::move(ways)),
            .scroll = "role.scroll"};
  page.foot.entries.push_back({.button = {.id = "role.secret",
                                          .label = canvas.tr("role.secret"),
                                          .icon = "key",
                                          .weight = Weight::secondary},
                               .action = flow::Event(flow::SecretPressed{}),
                               .side = Side::start});
  // Before anything is asked: that nothing can be heard in this language, and who reads instead.
  if (canvas.view().sound.voiceless) {
    page.above.push_back(
        note(canvas,
             {.id = "sound.no_voice", .icon = "volume-off", .text = canvas.tr("sound.no_voice")}));
  }
  draw_page(canvas, std::move(page));
}

}  // namespace samen::ui
