// SPDX-License-Identifier: Apache-2.0
// Several fingers at once: each taps what it touched.
#include "kiosk/ui/interaction/contacts.hpp"

#include <algorithm>
#include <cctype>
#include <random>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

using Kind = PointerEvent::Kind;

struct At {
  std::int64_t ms;
  PointerEvent event;
};

constexpr int kRestingHand = 9;

// Two thumbs: six letters a second, the next one often down before the last one is up, and now and
// then the earlier one lifted last; fingers roll a little.
class Typist {
 public:
  explicit Typist(Person& person) : person_(person), random_(7) {}

  std::string word() {
    std::string letters;
    for (int i = 3 + below(7); i > 0; --i) letters += static_cast<char>('a' + below(26));
    return letters;
  }
  // Types it and says what stands in the field then, in small letters.
  std::string type(const std::string& letters) {
    std::vector<At> script;
    std::int64_t down = person_.now + 200;
    for (std::size_t i = 0; i < letters.size(); ++i, down += 140 + below(54)) {
      const Rect key = person_.node(std::string("key.") + letters[i]).rect;
      const float x = key.center_x() + roll();
      const float y = key.center_y() + roll();
      const int thumb = static_cast<int>(i % 3);
      const std::int64_t up = down + 60 + below(260);  // three contacts are never one too late
      script.push_back({down, {Kind::down, x, y, thumb}});
      script.push_back({std::min(up, down + 380), {Kind::up, x + roll(), y + roll(), thumb}});
    }
    std::ranges::stable_sort(script, {}, &At::ms);
    for (const At& one : script) {
      person_.now = one.ms;
      feed(one.event);
      if (resting_) tremble();
    }
    std::string typed = person_.typed();
    std::ranges::transform(typed, typed.begin(), [](unsigned char c) { return std::tolower(c); });
    clear();
    return typed;
  }
  // A hand lies on the edge of the panel, where there is nothing to tap.
  void rest() {
    resting_ = true;
    feed({Kind::down, 2, 2, kRestingHand});
  }

 private:
  int below(int n) { return static_cast<int>(random_() % static_cast<unsigned>(n)); }
  float roll() { return static_cast<float>(below(9) - 4); }
  void tremble() { feed({Kind::move, 2 + roll(), 2 + roll(), kRestingHand}); }
  void feed(const PointerEvent& event) {
    Input input{{event}, person_.now};
    do {
      const auto events = person_.ui.handle(person_.state, input);
      input.events.clear();
      for (const auto& one : events) reduce(one);
      if (!events.empty() || person_.ui.more_input()) {
        person_.ui.build(person_.state, person_.viewport, person_.now);
      }
    } while (person_.ui.more_input());
  }
  void reduce(const flow::Event& event) {
    person_.state =
        flow::reduce(std::move(person_.state), event, {forms(), person_.settings, person_.now})
            .state;
  }
  void clear() {
    reduce(flow::TextCleared{});
    person_.build();
  }

  Person& person_;
  std::mt19937 random_;
  bool resting_ = false;
};

// A new session: nobody writes at one name for the minutes that a thousand words take.
void sit_down(Person& person) {
  flow::State state = scene("household.name.empty");
  state.shown_since_ms = state.last_activity_ms = state.last_progress_ms = person.now;
  person.show(std::move(state));
}

TEST(TwoThumbs, LoseNoLetterInAThousandWords) {
  Person person;
  Typist typist(person);
  std::size_t letters = 0;
  std::size_t lost = 0;
  for (int i = 0; i < 1000; ++i) {
    if (i % 50 == 0) sit_down(person);
    const std::string word = typist.word();
    const std::string typed = typist.type(word);
    letters += word.size();
    if (typed == word) continue;
    ++lost;
    ASSERT_LT(lost, 5U) << word << " became " << typed;
    ADD_FAILURE() << word << " became " << typed;
  }
  std::printf("two thumbs: %zu letters in 1000 words, %zu words not as typed\n", letters, lost);
}

TEST(TwoThumbs, LoseNoLetterBesideARestingHand) {
  Person person;
  person.show(scene("household.name.empty"));
  Typist typist(person);
  typist.rest();
  for (int i = 0; i < 100; ++i) {
    const std::string word = typist.word();
    EXPECT_EQ(typist.type(word), word);
  }
}

TEST(ARestingHand, BlocksNoTap) {
  Person person;
  person.show(scene("household.goals.empty"));
  person.give({PointerEvent{Kind::down, 1, 300, kRestingHand}});
  int taps = 0;
  for (int i = 0; i < 20; ++i) {
    person.give({PointerEvent{Kind::move, 1.0F + static_cast<float>(i % 3), 302, kRestingHand}});
    person.tap("option.goal.work");
    EXPECT_EQ(person.count<flow::OptionTapped>(), ++taps);
    person.wait(300);
  }
}

TEST(ARollInsideATarget, IsATapUnlessSomethingScrolls) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  const Rect yes = person.node("answer.yes").rect;
  for (const auto& [dx, dy] : {std::pair{15.0F, 0.0F}, {0.0F, 15.0F}, {-20.0F, 14.0F}}) {
    const int before = person.count<flow::YesNoTapped>();
    person.down(yes.center_x(), yes.center_y());
    person.move(yes.center_x() + dx, yes.center_y() + dy);
    person.up(yes.center_x() + dx, yes.center_y() + dy);
    EXPECT_EQ(person.count<flow::YesNoTapped>(), before + 1) << dx << ", " << dy;
  }
  person.show(scene("household.interests.empty"));
  const Rect tile = person.node("option.interest.cooking").rect;
  person.down(tile.center_x(), tile.center_y());
  person.move(tile.center_x(), tile.center_y() - 15).up(tile.center_x(), tile.center_y() - 15);
  EXPECT_EQ(person.count<flow::OptionTapped>(), 0) << "that scrolled";
  person.down(tile.center_x(), tile.center_y());
  person.move(tile.center_x() + 15, tile.center_y()).up(tile.center_x() + 15, tile.center_y());
  EXPECT_EQ(person.count<flow::OptionTapped>(), 1) << "that did not";
}

TEST(AFingerOnTheEdgeOfAKey, TypesWhatItTouchedFirst) {
  Person person;
  person.show(scene("household.name.empty"));
  const Rect key = person.node("key.g").rect;
  person.down(key.end() - 2, key.center_y());
  person.move(key.end() + 6, key.center_y()).up(key.end() + 6, key.center_y());
  EXPECT_EQ(person.typed(), "G");
}

TEST(ALostUp, IsOverWithTheNextFinger) {
  Person person;
  person.show(scene("household.name.empty"));
  const Rect e = person.node("key.e").rect;
  const Rect backspace = person.node("key.backspace").rect;
  person.give({PointerEvent{Kind::down, e.center_x(), e.center_y(), 1}});
  person.wait(3000);  // offers its other letters, for nobody
  person.tap("key.a").tap("key.b");
  EXPECT_EQ(person.typed(), "Ab");
  person.give({PointerEvent{Kind::down, backspace.center_x(), backspace.center_y(), 2}});
  person.wait(100).tap("key.c").wait(5000);
  EXPECT_EQ(person.typed(), "Ac") << "one backspace, then it no longer counts";
  person.give({PointerEvent{Kind::down, backspace.center_x(), backspace.center_y(), 2}});
  for (int i = 0; i < 1000; ++i) person.wait(kRepeatMs);
  const auto before = person.seen.size();
  for (int i = 0; i < 100; ++i) person.wait(kRepeatMs);
  EXPECT_EQ(person.seen.size(), before) << "and comes to an end by itself";
}

TEST(AHeldKey, MayBeChosenFromWithAnotherFinger) {
  Person person;
  person.show(scene("household.name.empty"));
  person.tap("key.shift");
  const Rect e = person.node("key.e").rect;
  person.give({PointerEvent{Kind::down, e.center_x(), e.center_y(), 1}});
  person.wait(600).tap("variant.é");
  person.give({PointerEvent{Kind::up, e.center_x(), e.center_y(), 1}});
  EXPECT_EQ(person.typed(), "é");
}

TEST(AButton, FindsTheLetterTypedThatAThumbIsStillOn) {
  Person person;
  person.show(scene("household.name.empty"));
  person.tap("key.a").tap("key.m");
  const Rect i = person.node("key.i").rect;
  const Rect on = person.node("question.continue").rect;
  person.give({PointerEvent{Kind::down, i.center_x(), i.center_y(), 1}});
  person.give({PointerEvent{Kind::down, on.center_x(), on.center_y(), 2},
               PointerEvent{Kind::up, on.center_x(), on.center_y(), 2},
               PointerEvent{Kind::up, i.center_x(), i.center_y(), 1}});
  EXPECT_EQ(person.ui.screen_name(), "question.contact");
  person.key(Key::escape);
  EXPECT_EQ(person.typed(), "Ami");
}

// Whatever contacts do: never more letters than fingers went down, and the next clean tap counts.
TEST(AnySequenceOfContacts, LeavesAKeyboardThatTypes) {
  for (unsigned seed = 0; seed < 40; ++seed) {
    Person person;
    std::mt19937 random(seed);
    const auto below = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    person.show(scene("household.name.empty"));
    const int inserted = person.count<flow::TextInserted>();
    int downs = 0;
    for (int step = 0; step < 60; ++step) {
      const auto kind = static_cast<Kind>(below(4));
      downs += kind == Kind::down ? 1 : 0;
      const auto x = static_cast<float>(below(800));
      const auto y = static_cast<float>(240 + below(240));
      person.give({PointerEvent{kind, x, y, below(5)}});
      if (below(3) == 0) person.wait(below(700));
    }
    EXPECT_LE(person.count<flow::TextInserted>() - inserted, downs) << seed;
    person.show(scene("household.name.empty"));
    person.tap("key.a");
    EXPECT_EQ(person.typed(), "A") << seed;
  }
}

}  // namespace
}  // namespace samen::ui
