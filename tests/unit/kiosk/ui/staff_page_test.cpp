// SPDX-License-Identifier: Apache-2.0
// What the staff page alone shows, and the way back from a decision.
#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

constexpr std::string_view kKey = "5f3a9c01d2e4b687";  // of the scenes

TEST(TheStaffKey, IsOnTheStaffPageWithWhatItIsForAndNowhereElse) {
  int shown = 0;
  for (const auto& [name, state] : testing::all_scenes(forms(), "nl", 0)) {
    Person person;
    person.viewport = {.width = 1280, .height = 1280, .density = 5.9F, .reduced_motion = true};
    person.show(state);
    bool here = false;
    bool coordinator = false;
    for (const Node& node : person.ui.nodes().nodes()) {
      here = here || node.label.find(kKey) != std::string::npos;
      coordinator = coordinator || node.label.find("coördinator") != std::string::npos;
    }
    const bool status = state.screen == flow::Screen::staff_home &&
                        state.staff.tab == flow::StaffTab::status && state.queue &&
                        !state.queue->staff_key.empty();
    EXPECT_EQ(here, status) << name;
    EXPECT_TRUE(coordinator || !status) << name;
    shown += here ? 1 : 0;
  }
  EXPECT_GT(shown, 0);
}

TEST(ADecision, IsTakenBackByItsButtonAndNeverByASecondTap) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.viewport.reduced_motion = true;
    person.show(scene("staff.card"));
    const Rect accept = person.node("card.accept").rect;
    person.tap("card.accept");
    ASSERT_FALSE(person.state.staff.decisions.empty());
    const auto decision = person.state.staff.decisions.back().decision;
    auto step = flow::reduce(std::move(person.state), flow::Decided{decision},
                             {forms(), person.settings, person.now});
    person.state = std::move(step.state);
    person.build();
    EXPECT_NE(person.node("card.undo.left").label.find("60"), std::string::npos);
    const Rect undo = person.node("card.undo").rect;
    EXPECT_TRUE(undo.clipped(accept).w <= 0 || undo.clipped(accept).h <= 0) << display.name;
    EXPECT_EQ(person.ui.nodes().find("card.accept"), nullptr);
    person.tap("card.undo");
    EXPECT_TRUE(person.state.staff.decisions.back().going_back) << display.name;
    EXPECT_EQ(person.ui.nodes().find("card.undo"), nullptr);
  }
}

}  // namespace
}  // namespace samen::ui
