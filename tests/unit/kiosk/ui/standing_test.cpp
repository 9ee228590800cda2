// SPDX-License-Identifier: Apache-2.0
// What stands on the page of who comes back, while an answer is on its way and after it.
#include <gtest/gtest.h>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

using domain::Wish;

bool shows_the_proof(Person& person) {
  return person.ui.nodes().find("standing.erasure.code") != nullptr;
}

// The earlier answer is on the page at once, with all that belongs to it: its own comes a moment
// later.
TEST(StandingPage, ProvesTheErasureAsSoonAsItSaysThereWasOne) {
  Person person;
  flow::State state = scene("standing.erased");
  ASSERT_FALSE(state.returning.erasure_code.empty());
  person.show(state);
  const auto title = person.node("standing.title").label;
  EXPECT_TRUE(shows_the_proof(person));
  for (const bool slow : {false, true}) {
    state.returning.asked = Wish::status;
    state.returning.slow = slow;
    person.show(state);
    EXPECT_EQ(person.node("standing.title").label, title);
    EXPECT_TRUE(shows_the_proof(person)) << slow;
  }
}

TEST(StandingPage, ProvesNoErasureThatNobodyAsked) {
  Person person;
  for (const char* name : {"standing.waiting", "standing.withdrawn", "standing.kept.withdraw"}) {
    person.show(scene(name));
    EXPECT_FALSE(shows_the_proof(person)) << name;
  }
  person.show(scene("standing.kept.erase"));
  EXPECT_TRUE(shows_the_proof(person));
}

}  // namespace
}  // namespace samen::ui
