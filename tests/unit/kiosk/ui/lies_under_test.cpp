// SPDX-License-Identifier: Apache-2.0
// What ends a session or sends never lies where the tap was that led to its screen: a
// second tap of an impatient finger does nothing that cannot be taken back.
#include <array>
#include <string_view>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

constexpr std::array<std::string_view, 4> kFinal{"receipt.finish", "notice.finish", "check.send",
                                                 "stop.confirm"};

bool is_final(const std::string& id) {
  return std::ranges::find(kFinal, id) != kFinal.end();
}

// The scenes a screen can be entered from, by the name of what is shown.
struct Led {
  std::string from;
  std::string by;  // id of the tapped node; ends with '*': all that begin so
  std::string to;
};
const Led kSteps[] = {
    {"household.consent.answered", "question.continue", "household.check"},
    {"household.consent.answered", "question.continue", "household.check.short"},
    {"household.name.answered", "question.continue", "household.check"},
    {"household.times.answered", "question.continue", "household.check"},
    {"group.consent.answered", "question.continue", "group.check"},
    {"household.check", "check.send", "household.receipt"},
    {"group.check", "check.send", "group.receipt"},
    {"member.check", "check.send", "member.receipt"},
    {"single.check", "check.send", "single.receipt"},
    {"household.check", "check.edit.*", "household.receipt"},
    {"group.adult.answered", "question.continue", "notice"},
    {"household.goals.answered", "header.stop", "overlay.stop"},
};

TEST(WhatEndsOrSends, NeverLiesWhereTheTapWasThatLedThere) {
  int compared = 0;
  for (const Display& display : displays()) {
    for (const char* language : {"nl", "ar", "uk", "ti"}) {
      for (const int size : {0, flow::kTextSizes - 1}) {
        const auto scenes = testing::all_scenes(forms(), language, size);
        const auto nodes_of = [&](const std::string& name) {
          const auto found = std::ranges::find(scenes, name, &testing::NamedState::name);
          if (found == scenes.end()) return std::vector<Node>{};
          Person person;
          person.viewport = display.viewport;
          person.viewport.reduced_motion = true;
          person.viewport.sound.ear = true;
          person.show(found->state);
          return person.ui.nodes().nodes();
        };
        for (const Led& step : kSteps) {
          const auto before = nodes_of(step.from);
          for (const Node& after : nodes_of(step.to)) {
            if (!is_final(after.id)) continue;
            for (const Node& tapped : before) {
              const bool family = step.by.back() == '*';
              if (family ? !tapped.id.starts_with(step.by.substr(0, step.by.size() - 1))
                         : tapped.id != step.by) {
                continue;
              }
              Rect shown = tapped.rect;
              for (const Node& container : before) {
                if (container.id == tapped.scroll_parent) shown = shown.clipped(container.rect);
              }
              if (shown.empty()) continue;
              ++compared;
              EXPECT_FALSE(shown.overlaps(after.rect))
                  << after.id << " on " << step.to << " under " << tapped.id << " of " << step.from
                  << ", " << display.name << " " << language << " text " << size;
            }
          }
        }
      }
    }
  }
  EXPECT_GT(compared, 500);
}

}  // namespace
}  // namespace samen::ui
