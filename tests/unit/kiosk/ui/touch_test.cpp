// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

using flow::Screen;

TEST(ATap, CountsOnReleaseInside) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const Rect yes = person.node("answer.yes").rect;
  person.down(yes.center_x(), yes.center_y());
  EXPECT_EQ(person.count<flow::YesNoTapped>(), 0);
  person.up(yes.center_x() + 3, yes.center_y() + 3);
  EXPECT_EQ(person.count<flow::YesNoTapped>(), 1);
  EXPECT_TRUE(person.node("answer.yes").selected);
}

TEST(ATap, ThatLeavesItsTargetDoesNothing) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const Rect yes = person.node("answer.yes").rect;
  const Rect no = person.node("answer.no").rect;
  person.down(yes.center_x(), yes.center_y());
  person.move(no.center_x(), no.center_y()).up(no.center_x(), no.center_y());
  EXPECT_EQ(person.count<flow::YesNoTapped>(), 0);
}

TEST(ADrag, OutOfTheTargetCancelsTheTapAlsoWhenItComesBack) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const Rect yes = person.node("answer.yes").rect;
  person.down(yes.center_x(), yes.center_y());
  person.move(yes.end() + 20, yes.center_y());
  person.move(yes.center_x(), yes.center_y()).up(yes.center_x(), yes.center_y());
  EXPECT_EQ(person.count<flow::YesNoTapped>(), 0);
}

TEST(ACancelledFinger, TapsNothing) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const Rect yes = person.node("answer.yes").rect;
  person.down(yes.center_x(), yes.center_y());
  person.give({PointerEvent{PointerEvent::Kind::cancel, 0, 0}});
  person.up(yes.center_x(), yes.center_y());
  EXPECT_EQ(person.count<flow::YesNoTapped>(), 0);
}

TEST(TwoThumbs, TypeWhatTheyTouchInThatOrder) {
  Person person;
  person.show(scene("household.name.empty"));
  const std::string word = "yohannes";
  for (std::size_t i = 0; i < word.size(); ++i) {  // the next down before the last up
    const Rect key = person.node(std::string("key.") + word[i]).rect;
    const int thumb = static_cast<int>(i % 2);
    person.give({PointerEvent{PointerEvent::Kind::down, key.center_x(), key.center_y(), thumb}});
    if (i == 0) continue;
    const Rect last = person.node(std::string("key.") + word[i - 1]).rect;
    person.give(
        {PointerEvent{PointerEvent::Kind::up, last.center_x(), last.center_y(), 1 - thumb}});
  }
  const Rect last = person.node("key.s").rect;
  person.give({PointerEvent{PointerEvent::Kind::up, last.center_x(), last.center_y(), 1}});
  EXPECT_EQ(person.typed(), "Yohannes");
}

TEST(AFinger, ShowsWhatItPressesAtOnce) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const Rect yes = person.node("answer.yes").rect;
  const flow::State before = person.state;
  person.down(yes.center_x(), yes.center_y());
  EXPECT_EQ(person.state, before) << "nothing happens yet";
}

TEST(TheSecondOfTwoQuickTaps, NeverLandsOnAScreenNobodySaw) {
  Person person;
  person.show(scene("household.name.answered"));
  const Rect on = person.node("question.continue").rect;
  const float x = on.center_x();
  const float y = on.center_y();
  // Both taps arrive before a frame is drawn.
  Input input;
  input.now_ms = person.now;
  for (int i = 0; i < 2; ++i) {
    input.events.emplace_back(PointerEvent{PointerEvent::Kind::down, x, y});
    input.events.emplace_back(PointerEvent{PointerEvent::Kind::up, x, y});
  }
  const auto events = person.ui.handle(person.state, input);
  EXPECT_EQ(
      std::ranges::count_if(
          events, [](const auto& e) { return std::holds_alternative<flow::ContinuePressed>(e); }),
      1);
  EXPECT_TRUE(person.ui.more_input());
}

TEST(TapsWithinOneFrame, AreAllKept) {
  Person person;
  person.show(scene("staff.pin.empty"));
  std::vector<input::Event> events;
  for (const char* key : {"key.1", "key.9", "key.9", "key.4"}) {
    const Rect rect = person.node(key).rect;
    events.emplace_back(PointerEvent{PointerEvent::Kind::down, rect.center_x(), rect.center_y()});
    events.emplace_back(PointerEvent{PointerEvent::Kind::up, rect.center_x(), rect.center_y()});
  }
  person.give(events);
  EXPECT_EQ(person.state.staff.pin.view(), "1994");
}

TEST(ALongList, ScrollsUnderAFingerAndIsTappedWhereItIs) {
  Person person;
  person.show(scene("household.interests.empty"));
  const Node hidden = person.node("option.interest.repair");
  EXPECT_FALSE(hidden.visible);
  const Node list = person.node("question.scroll");
  const float x = list.rect.center_x();
  const float from = list.rect.bottom() - 20;
  person.down(x, from);
  for (int step = 1; step <= 30; ++step) person.move(x, from - 8.0F * static_cast<float>(step));
  person.up(x, from - 240);
  EXPECT_EQ(person.count<flow::OptionTapped>(), 0) << "a drag taps nothing";
  for (int i = 0; i < 8 && !person.node("option.interest.repair").visible; ++i) {
    person.down(x, from).move(x, from - 200).up(x, from - 200);
  }
  ASSERT_TRUE(person.node("option.interest.repair").visible);
  person.tap("option.interest.repair");
  EXPECT_TRUE(person.node("option.interest.repair").selected);
}

TEST(ALongList, IsReadWithoutAnyGesture) {
  Person person;
  person.show(scene("household.interests.empty"));
  ASSERT_NE(person.ui.nodes().find("page.down"), nullptr);
  EXPECT_FALSE(person.node("page.up").enabled);
  for (int i = 0; i < 12 && person.node("page.down").enabled; ++i) person.tap("page.down");
  EXPECT_TRUE(person.node("option.interest.repair").visible);
  EXPECT_TRUE(person.node("page.up").enabled);
}

TEST(ALongList, HasNoTargetsBehindItsEdges) {
  Person person;
  person.show(scene("household.interests.empty"));
  const Node list = person.node("question.scroll");
  const Rect bar = person.node("question.continue").rect;
  // A tile that is half behind the action bar reacts on its visible half only.
  person.down(list.rect.center_x(), bar.center_y()).up(list.rect.center_x(), bar.center_y());
  EXPECT_EQ(person.count<flow::OptionTapped>(), 0);
}

TEST(AFlick, GoesOnAndComesToRest) {
  Person person;
  person.viewport.reduced_motion = false;
  person.show(scene("household.interests.empty"));
  const Node list = person.node("question.scroll");
  const float x = list.rect.center_x();
  float y = list.rect.bottom() - 20;
  person.down(x, y);
  for (int i = 0; i < 6; ++i) {
    person.now += 16;
    y -= 12;
    person.ui.handle(person.state, {{PointerEvent{PointerEvent::Kind::move, x, y}}, person.now});
    person.ui.build(person.state, person.viewport, person.now);
  }
  person.ui.handle(person.state, {{PointerEvent{PointerEvent::Kind::up, x, y}}, person.now});
  Frame frame = person.ui.build(person.state, person.viewport, person.now += 16);
  EXPECT_TRUE(frame.wants_another_frame);
  int frames = 0;
  while (frame.wants_another_frame && ++frames < 400) {
    frame = person.ui.build(person.state, person.viewport, person.now += 16);
  }
  EXPECT_LT(frames, 200);
  EXPECT_GT(frames, 5);
}

TEST(TheWheel, ScrollsWhatIsUnderIt) {
  Person person;
  person.show(scene("household.interests.empty"));
  const Rect before = person.node("option.interest.cooking").rect;
  const Node list = person.node("question.scroll");
  person.give({WheelEvent{list.rect.center_x(), list.rect.center_y(), 1}});
  EXPECT_LT(person.node("option.interest.cooking").rect.y, before.y);
}

TEST(ATouchOnNothing, IsNoActivity) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const float y = person.node("answer.yes").rect.center_y();
  person.down(797, y).up(797, y);  // the margin of the page
  EXPECT_EQ(person.count<flow::Activity>(), 0) << "a drop of water taps for hours";
}

TEST(AnOverlay, CoversEverythingBelow) {
  Person person;
  person.show(scene("overlay.stop"));
  EXPECT_EQ(person.ui.nodes().find("question.continue"), nullptr);
  person.tap("stop.keep");
  EXPECT_NE(person.ui.nodes().find("question.continue"), nullptr);
  person.tap("header.stop").tap("stop.confirm");
  EXPECT_EQ(person.state.screen, Screen::first);
}

TEST(Help, OpensOnEveryScreenAtTheSamePlaceAndCloses) {
  Person person;
  std::optional<Rect> place;
  for (const char* name : {"first", "role", "household.goals.empty", "household.check",
                           "household.receipt", "staff.home", "staff.card"}) {
    person.show(scene(name));
    const Rect here = person.node("header.help").rect;
    if (!place) place = here;
    EXPECT_NEAR(here.center_x(), place->center_x(), 2) << name;
    EXPECT_NEAR(here.center_y(), place->center_y(), 3) << name;
    person.tap("header.help").tap("help.close");
    EXPECT_NE(person.ui.nodes().find("header.help"), nullptr) << name;
  }
}

TEST(AHeldBackspace, WipesLetterAfterLetter) {
  Person person;
  person.show(scene("household.name.answered"));
  const Rect key = person.node("key.backspace").rect;
  person.down(key.center_x(), key.center_y());
  ASSERT_TRUE(person.last.wake_at_ms);
  person.wait(kPressMs + 400).wait(100).wait(100);
  person.up(key.center_x(), key.center_y());
  EXPECT_EQ(person.typed(), "Am");
}

}  // namespace
}  // namespace samen::ui
