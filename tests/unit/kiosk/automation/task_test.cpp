// SPDX-License-Identifier: Apache-2.0
#include "kiosk/automation/task.hpp"

#include <gmock/gmock.h>

#include "kiosk/automation/answer.hpp"
#include "unit/kiosk/automation/fake_host.hpp"

namespace samen::automation {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::StartsWith;

TEST(Tap, GoesDownAndUpInTheMiddleOfTheNodeAndAnswersWhenTheScreenRests) {
  FakeHost host;
  host.add("role.household", ui::Role::tile);
  Task task(Tap{"role.household"}, 0);
  EXPECT_FALSE(task.step(host, 0));
  EXPECT_THAT(host.done, ElementsAre("down 60,40", "up 60,40"));
  EXPECT_FALSE(task.step(host, 1));  // frames are on their way
  host.at_rest = true;
  EXPECT_EQ(task.step(host, 2), R"({"ok":true})");
}

TEST(Tap, WaitsForAScreenThatMoves) {
  FakeHost host;
  host.add("a");
  host.at_rest = false;
  Task task(Tap{"a"}, 0);
  EXPECT_FALSE(task.step(host, 0));
  EXPECT_THAT(host.done, IsEmpty());
}

TEST(Tap, WaitsLikeAPersonUntilThePageTakesIt) {
  FakeHost host;
  host.add("a");
  host.waits_ms = 350;
  Task task(Tap{"a"}, 0);
  EXPECT_FALSE(task.step(host, 0));
  EXPECT_THAT(host.done, ElementsAre("advance 350"));
  EXPECT_FALSE(task.step(host, 1));
  EXPECT_THAT(host.done, ElementsAre("advance 350", "down 60,40", "up 60,40"));

  FakeHost real;
  real.add("a");
  real.virtual_time = false;
  real.waits_ms = 350;
  Task slow(Tap{"a"}, 0);
  EXPECT_FALSE(slow.step(real, 10));
  EXPECT_THAT(real.done, IsEmpty());
  EXPECT_EQ(slow.due_ms(), 360);
  real.waits_ms = 0;
  EXPECT_FALSE(slow.step(real, 360));
  EXPECT_THAT(real.done, ElementsAre("down 60,40", "up 60,40"));
}

TEST(Tap, ScrollsToANodeThatIsOutOfSight) {
  FakeHost host;
  ui::Node& node = host.add("option.work", ui::Role::tile);
  node.visible = false;
  node.scroll_parent = "list";
  Task task(Tap{"option.work"}, 0);
  EXPECT_FALSE(task.step(host, 0));
  EXPECT_THAT(host.done, ElementsAre("scroll to option.work"));
  host.registry.mutable_nodes()[0].visible = true;
  EXPECT_FALSE(task.step(host, 1));
  EXPECT_THAT(host.done, ElementsAre("scroll to option.work", "down 60,40", "up 60,40"));
}

TEST(Tap, SaysWhyWhenItCannotBeDone) {
  FakeHost host;
  host.add("first.language.nl");
  host.add("first.language.ar");
  host.add("quite.different");
  host.add("off").enabled = false;
  host.add("title", ui::Role::heading);
  ui::Node& far = host.add("far");
  far.visible = false;
  host.scrolls = false;
  const auto answer = [&](const char* id) { return *Task(Tap{id}, 0).step(host, 0); };
  EXPECT_THAT(answer("first.language.aa"), HasSubstr("near: first.language.ar, first.language.nl"));
  EXPECT_THAT(answer("off"), HasSubstr("disabled"));
  EXPECT_THAT(answer("title"), HasSubstr("heading, nothing to tap"));
  EXPECT_THAT(answer("far"), HasSubstr("nothing scrolls it into view"));
  EXPECT_THAT(answer("far"), StartsWith(R"({"ok":false,"error":{"code":"unavailable")"));
}

TEST(Tap, HoldsUnderAVirtualClockOnly) {
  FakeHost host;
  host.add("key.a", ui::Role::key);
  Task(Tap{"key.a", 600}, 0).step(host, 0);
  EXPECT_THAT(host.done, ElementsAre("down 60,40", "advance 600", "up 60,40"));
  host.done.clear();
  host.at_rest = true;
  host.virtual_time = false;
  EXPECT_THAT(*Task(Tap{"key.a", 600}, 0).step(host, 0), HasSubstr("time is real here"));
  EXPECT_THAT(host.done, ElementsAre("down 60,40", "cancel 60,40"));
}

TEST(Typing, NeedsAFieldThatWaits) {
  FakeHost host;
  EXPECT_THAT(*Task(Type{base::SecretText("x")}, 0).step(host, 0),
              HasSubstr("no field on this screen waits for text"));
  host.takes_text = true;
  Task task(Type{base::SecretText("نور")}, 0);
  EXPECT_FALSE(task.step(host, 0));
  EXPECT_EQ(task.step(host, 1), R"({"ok":true})");
  EXPECT_THAT(host.done, ElementsAre("type 6"));
}

TEST(WaitIdle, WaitsForTheWorkerAndGivesUpInTime) {
  FakeHost host;
  host.working = true;
  Task task(WaitIdle{500}, 1000);
  EXPECT_EQ(task.due_ms(), 1500);
  EXPECT_FALSE(task.step(host, 1499));
  EXPECT_THAT(*task.step(host, 1500), HasSubstr("still busy"));
  host.working = false;
  EXPECT_EQ(Task(WaitIdle{500}, 1000).step(host, 1000), R"({"ok":true})");
}

TEST(Answers, ShowNodesAndStateAsJson) {
  FakeHost host;
  ui::Node& node = host.add("a", ui::Role::field);
  node.label = "Naam \"x\"\xFF";
  EXPECT_EQ(*Task(Nodes{}, 0).step(host, 0),
            R"({"ok":true,"nodes":[{"id":"a","role":"field","label":"Naam \"x\")"
            "\xEF\xBF\xBD"
            R"(","x":10,"y":20,"w":100,"h":40,"enabled":true,"selected":false,"focused":false,)"
            R"("visible":true,"tappable":true}]})");
  EXPECT_THAT(*Task(AskState{}, 0).step(host, 0), HasSubstr(R"("screen":"question.name")"));
  EXPECT_EQ(*Task(AskMetrics{}, 0).step(host, 0), R"({"ok":true,"frames":7})");
  EXPECT_EQ(*Task(Quit{}, 0).step(host, 0), R"({"ok":true})");
  EXPECT_THAT(host.done, ElementsAre("end"));
}

TEST(Answers, ScreenshotsSayWhereTheyCannotBeWritten) {
  FakeHost host;
  const auto answer = *Task(Screenshot{"/nowhere/at/all.png"}, 0).step(host, 0);
  EXPECT_THAT(answer, HasSubstr(R"("ok":false)"));
  EXPECT_THAT(answer, HasSubstr("/nowhere/at/all.png"));
}

}  // namespace
}  // namespace samen::automation
