// SPDX-License-Identifier: Apache-2.0
// Nobody acts on a page that they have not seen: every button of every screen is pressed twice.
#include <cstdlib>

#include "kiosk/ui/interaction/focus.hpp"
#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

constexpr std::int64_t kGaps[] = {30, 80, 200, 430, 900};
constexpr std::int64_t kStoringMs = 60;

struct TapCase {
  std::string scene;
  flow::State state;
  std::string target;
  std::int64_t gap;
  const Display* display;
};

// What would react at a place.
std::string target_at(const Ui& ui, float x, float y) {
  std::string id;
  for (const Node& node : ui.nodes().nodes()) {
    if (takes_focus(node) && node.rect.contains(x, y)) id = node.id;
  }
  return id;
}

class Tapper : public Person {
 public:
  Tapper() { settings.go_on_ms = flow::Settings().go_on_ms; }
  // A page looked at for long, on a kiosk where somebody was before.
  void look(const flow::State& shown, const Viewport& window) {
    viewport = window;
    viewport.reduced_motion = true;
    state = scene("first");
    now += 10'000;
    build();
    state = shown;
    build();
    now += 10'000;
    build();
  }
  void press(float x, float y) {
    give({PointerEvent{PointerEvent::Kind::down, x, y, 0}});
    now += 20;
    give({PointerEvent{PointerEvent::Kind::up, x, y, 0}});
  }
  // The worker answers meanwhile.
  void pass(std::int64_t ms) {
    const std::int64_t goal = now + ms;
    if (state.screen == flow::Screen::sending && ms > kStoringMs) {
      now += kStoringMs;
      take(flow::Submitted{state.waiting_for, {}});
    }
    // A choice that was made goes on by itself, under the finger.
    if (const std::int64_t goes_on = state.session.goes_on_ms; goes_on > 0 && goes_on <= goal) {
      now = std::max(now, goes_on);
      take(flow::Tick{});
    }
    now = goal;
    give({});
  }
  void take(const flow::Event& event) {
    state = flow::reduce(std::move(state), event, {forms(), settings, now}).state;
    build();
  }
};

// Presses the target twice; says what was wrong, or nothing.
std::string double_tap(Tapper& person, const TapCase& one) {
  person.look(one.state, one.display->viewport);
  const Node* node = person.ui.nodes().find(one.target);
  if (node == nullptr || !node->visible) return {};
  const float x = node->rect.center_x();
  const float y = node->rect.center_y();
  const std::string before = target_at(person.ui, x, y);
  const auto page = std::pair(person.state.screen, person.state.overlay);
  const std::string name(person.ui.screen_name());
  person.press(x, y);
  person.pass(one.gap);
  const bool same = page == std::pair(person.state.screen, person.state.overlay) &&
                    name == person.ui.screen_name() && target_at(person.ui, x, y) == before;
  const bool had_receipt = person.state.receipt.has_value();
  const std::size_t events = person.seen.size();
  person.press(x, y);
  if (!same && person.seen.size() != events) return "acted on a page nobody saw";
  person.pass(kStoringMs + 1);
  if (had_receipt && !person.state.receipt) return "lost a receipt";
  return {};
}

std::vector<std::string> buttons(Tapper& person, const flow::State& state, const Display& display) {
  person.look(state, display.viewport);
  std::vector<std::string> ids;
  for (const Node& node : person.ui.nodes().nodes()) {
    if (takes_focus(node) && node.visible && node.role != Role::key) ids.push_back(node.id);
  }
  return ids;
}

// Every button of every screen, each with one gap, language and display in turn; all of them with
// SAMEN_FULL_RUN=1 (the target double_taps).
TEST(ADoubleTap, NeverActsOnAPageThatNobodySaw) {
  const bool full = std::getenv("SAMEN_FULL_RUN") != nullptr;
  const auto languages = catalogues().languages();
  Tapper person;
  std::size_t cases = 0;
  std::size_t turn = 0;
  std::size_t wrong = 0;
  const auto scenes = testing::all_scenes(forms(), "nl", 0);
  for (std::size_t lap = 0; lap < (full ? languages.size() * displays().size() : 1); ++lap) {
    for (std::size_t i = 0; i < scenes.size(); ++i) {
      const std::size_t at = full ? lap : i;
      const Display& display = displays()[at % displays().size()];
      flow::State state = scenes[i].state;
      if (state.screen != flow::Screen::first) {
        state.language = languages[full ? lap / displays().size() : i % languages.size()];
      }
      for (const std::string& target : buttons(person, state, display)) {
        for (std::size_t gap = 0; gap < (full ? std::size(kGaps) : 1); ++gap) {
          const std::int64_t ms = kGaps[full ? gap : ++turn % std::size(kGaps)];
          const std::string fault =
              double_tap(person, {scenes[i].name, state, target, ms, &display});
          ++cases;
          if (fault.empty()) continue;
          ++wrong;
          ADD_FAILURE() << fault << ": " << target << " on " << scenes[i].name << ", "
                        << state.language << ", " << display.name << ", " << ms << " ms";
          ASSERT_LT(wrong, 20U);
        }
      }
    }
  }
  std::printf("double taps: %zu, unseen screens or lost receipts: %zu\n", cases, wrong);
  EXPECT_GT(cases, 500U);
}

TEST(ADoubleTap, OnSendLeavesTheReceipt) {
  for (const Display& display : displays()) {
    for (const std::int64_t gap : kGaps) {
      Tapper person;
      EXPECT_EQ(
          double_tap(person, {"check", scene("household.check"), "check.send", gap, &display}), "");
      EXPECT_TRUE(person.state.receipt) << display.name << ", " << gap << " ms";
    }
  }
}

TEST(AKeyHeldDown, PressesOnce) {
  for (const Key key : {Key::enter, Key::space}) {
    Person person;
    person.show(scene("household.interpreter.empty"));
    person.focus_on("question.continue");
    person.key(key);
    EXPECT_EQ(person.count<flow::ContinuePressed>(), 1);
    for (int i = 0; i < 50; ++i) {
      person.wait(40);
      person.give({KeyEvent{.key = key, .repeat = true}});
    }
    EXPECT_EQ(person.count<flow::ContinuePressed>(), 1);
  }
}

TEST(AKeyPressedTwice, ActsOnceAndAgainWhenThePageWasSeen) {
  for (const std::int64_t gap : kGaps) {
    Person person;
    person.show(scene("household.interpreter.empty"));
    person.tap("answer.yes").focus_on("question.continue");
    person.key(Key::enter).wait(gap).give({KeyEvent{Key::enter}});
    EXPECT_EQ(person.count<flow::ContinuePressed>(), 1) << gap;
    person.wait(kSecondTapMs).key(Key::enter);
    EXPECT_EQ(person.count<flow::ContinuePressed>(), 2) << gap;
  }
}

TEST(ATwiceChosenSwitch, ActsOnce) {
  for (const std::int64_t gap : kGaps) {
    Person person;
    person.viewport.switches = true;
    person.show(scene("role"));
    person.key(Key::enter).wait(gap);
    if (person.state.screen == flow::Screen::role) person.key(Key::enter).wait(gap);
    ASSERT_EQ(person.state.screen, flow::Screen::question);
    const flow::State before = person.state;
    person.give({KeyEvent{Key::enter}});
    EXPECT_EQ(person.state, before) << gap;
  }
}

TEST(AFingerOnAnOldPage, TapsNothingOnTheNewOne) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  person.tap("answer.yes");
  const Rect on = person.node("question.continue").rect;
  person.give({PointerEvent{PointerEvent::Kind::down, on.center_x(), on.center_y(), 3}});
  person.tap("question.continue").wait(5000);
  person.give({PointerEvent{PointerEvent::Kind::up, on.center_x(), on.center_y(), 3}});
  EXPECT_EQ(person.count<flow::ContinuePressed>(), 1);
  person.tap("question.continue");
  EXPECT_EQ(person.count<flow::ContinuePressed>(), 2) << "and blocks nobody";
}

}  // namespace
}  // namespace samen::ui
