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

// What it is, and how long it takes who reads everything.
BigTile tile_of(const Scene& scene, const Choice& choice) {
  const Canvas& canvas = scene.canvas;
  const std::string key = "role." + std::string(choice.form);
  const int minutes = scene.forms.at(scene.forms.find(choice.form)).minutes;
  return {.id = key,
          .label = canvas.tr(key),
          .detail = canvas.tr(key + ".detail", {{"minutes", minutes}}),
          .icon = choice.icon,
          .task = choice.task,
          .role = Role::button,
          .action = flow::Event(flow::RoleChosen{std::string(choice.form)})};
}

Piece lying(const Scene& scene, std::span<const Choice> choices) {
  Canvas& canvas = scene.canvas;
  auto all = column(canvas.m().gap);
  for (const Choice& choice : choices) {
    all->add(lying_tile(canvas, tile_of(scene, choice)), {.flex = 1});
  }
  return all;
}

// Newcomers at the start, large: most people here look for it. The ways for volunteers beside it.
Piece beside(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  const std::span<const Choice> choices(kChoices);
  BigTile newcomer = tile_of(scene, choices.front());
  newcomer.hero = true;
  auto all = row(canvas.m().gap, Stand::fill);
  all->add(between(big_tile(canvas, newcomer), {}), {.flex = 2});
  all->add(between(lying(scene, choices.subspan(1)), {}), {.flex = 3});
  return all;
}

}  // namespace

void draw_role(const Scene& scene) {
  Canvas& canvas = scene.canvas;
  std::vector<Piece> ways;
  if (canvas.m().lies()) ways.push_back(beside(scene));
  ways.push_back(lying(scene, kChoices));
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
