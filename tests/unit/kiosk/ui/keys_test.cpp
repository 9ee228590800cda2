// SPDX-License-Identifier: Apache-2.0
// Who cannot touch the screen: everything by Tab, arrows and Enter, and by two switches.
#include <deque>
#include <set>

#include <imgui.h>

#include "kiosk/ui/interaction/focus.hpp"
#include "support/bounded.hpp"
#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

std::set<std::string> tappables(const Person& person) {
  std::set<std::string> ids;
  for (const Node& node : person.ui.nodes().nodes()) {
    if (takes_focus(node)) ids.insert(node.id);
  }
  return ids;
}

// Tab goes round: once past everything on a screen is enough.
bool tab_to(Person& person, const std::string& id) {
  return test::after_steps(
      200, [&] { return person.node(id).focused; }, [&] { person.key(Key::tab); });
}

// What Tab and the arrows get to, from nothing.
std::set<std::string> reached_by_arrows(const NodeRegistry& nodes) {
  std::set<std::string> reached;
  std::deque<std::string> next = {next_focus(nodes, {}, 1)};
  while (!next.empty()) {
    const std::string at = next.front();
    next.pop_front();
    if (at.empty() || !reached.insert(at).second) continue;
    next.push_back(next_focus(nodes, at, 1));
    for (const Key arrow : {Key::left, Key::right, Key::up, Key::down}) {
      next.push_back(focus_towards(nodes, at, arrow));
    }
  }
  return reached;
}

// What "next" and "choose" get to: each row, and each thing in each row.
std::set<std::string> reached_by_switches(const NodeRegistry& nodes) {
  const auto rows = scan_rows(nodes);
  std::set<std::string> reached;
  ScanSpot row = scan_start(rows);
  for (std::size_t i = 0; i < rows.size(); ++i, row = scan_next(rows, row)) {
    ScanSpot item{row.focus, true};
    do {
      reached.insert(item.focus);
      item = scan_next(rows, item);
    } while (item.inside && !reached.contains(item.focus));
    if (rows.size() > 1 && rows[i].size() > 1) {
      EXPECT_EQ(item, row) << "the way out of a row";
    }
  }
  return reached;
}

TEST(EveryTarget, IsReachedByKeysAndByTwoSwitches) {
  Person person;
  for (const char* language : {"nl", "ar"}) {
    for (const auto& scene : testing::all_scenes(forms(), language, 1)) {
      person.show(scene.state);
      const auto expected = tappables(person);
      const auto& nodes = person.ui.nodes();
      EXPECT_EQ(reached_by_arrows(nodes), expected) << scene.name << " in " << language;
      auto switched = reached_by_switches(nodes);
      for (const Node& node : nodes.nodes()) {
        if (node.role == Role::field) switched.insert(node.id);  // typing goes there by itself
      }
      EXPECT_EQ(switched, expected) << scene.name << " in " << language;
    }
  }
}

// Everything that is drawn, in a number.
std::size_t picture(const Person& person) {
  std::string bytes;
  for (int i = 0; i < person.last.draw_data->CmdListsCount; ++i) {
    const auto& vertices = person.last.draw_data->CmdLists[i]->VtxBuffer;
    bytes.append(reinterpret_cast<const char*>(vertices.Data),
                 static_cast<std::size_t>(vertices.size_in_bytes()));
  }
  return std::hash<std::string>{}(bytes);
}

TEST(TheFocus, IsSeenOnEverything) {
  Person person;
  std::set<std::string> seen;
  for (const auto& scene : testing::all_scenes(forms(), "nl", 0)) {
    person.show(scene.state);
    const auto targets = tappables(person);
    if (std::ranges::includes(seen, targets)) continue;
    for (std::size_t i = 0; i < targets.size(); ++i) {
      person.key(Key::tab);
      const auto& nodes = person.ui.nodes().nodes();
      const auto focused = std::ranges::find(nodes, true, &Node::focused);
      if (focused == nodes.end()) break;  // Tab has left this screen's state: nothing to look at
      if (!seen.insert(focused->id).second) continue;
      const std::string id = focused->id;
      const std::size_t with = picture(person);
      // A finger beside everything takes the ring away and leaves the rest as it is.
      person.give({PointerEvent{PointerEvent::Kind::down, -1, -1},
                   PointerEvent{PointerEvent::Kind::cancel, -1, -1}});
      EXPECT_NE(picture(person), with) << scene.name << ": " << id;
      person.ui.wipe();
      person.build();
      for (int tabs = 0; tabs < 80 && !person.node(id).focused; ++tabs) person.key(Key::tab);
    }
  }
  EXPECT_GT(seen.size(), 100U);
}

TEST(TheTabKey, StopsOnceAtAKeyboardAndArrowsMoveInIt) {
  Person person;
  person.show(scene("household.name.empty"));
  std::set<std::string> keys;
  for (int i = 0; i < 20; ++i) {
    person.key(Key::tab);
    for (const Node& node : person.ui.nodes().nodes()) {
      if (node.focused && node.role == Role::key) keys.insert(node.id);
    }
  }
  EXPECT_EQ(keys, std::set<std::string>{"key.q"});
  ASSERT_TRUE(tab_to(person, "key.q"));
  person.key(Key::right).key(Key::down).key(Key::enter).key(Key::enter);
  EXPECT_EQ(person.typed(), "Aa");
  person.key(Key::backspace);
  EXPECT_EQ(person.typed(), "A");
}

TEST(TheFocus, GoesToWhatIsNearWhenItsKeyIsGone) {
  Person person;
  person.show(scene("household.name.empty"));
  ASSERT_TRUE(tab_to(person, "key.q"));
  for (int i = 0; i < 3; ++i) person.key(Key::down);
  ASSERT_TRUE(person.node("key.layer.symbols").focused);
  person.key(Key::enter);
  EXPECT_TRUE(person.node("key.layer.letters").focused);
}

// Presses two switches only, and looks only at what has the frame.
struct Switcher {
  Person& person;
  int presses = 0;

  std::vector<std::string> in_turn() const {
    std::vector<std::string> ids;
    for (const Node& node : person.ui.nodes().nodes()) {
      if (node.focused) ids.push_back(node.id);
    }
    return ids;
  }
  void press(Key key) {
    ++presses;
    person.key(key);
    if (key == Key::space) person.type(" ");  // a keyboard sends it as a character too
  }
  void choose(const std::string& id) {
    for (int tries = 0; tries < 100; ++tries) {
      const auto ids = in_turn();
      const bool here = std::ranges::find(ids, id) != ids.end();
      press(here ? Key::enter : Key::space);
      if (here && ids.size() == 1) return;
    }
    ADD_FAILURE() << id << " never had its turn on " << person.ui.screen_name();
  }
};

TEST(TwoSwitches, BeginWithSpaceAndTypeANameInAFewPressesALetter) {
  Person person;
  person.show(scene("role"));
  Switcher user{person};
  user.choose("role.household");
  EXPECT_EQ(person.ui.screen_name(), "question.name");
  user.presses = 0;
  for (const char* key : {"key.y", "key.o", "key.n", "key.a", "key.s"}) user.choose(key);
  EXPECT_EQ(person.typed(), "Yonas") << "and no space of the switch";
  EXPECT_LE(user.presses, 5 * 10);
  user.choose("question.continue");
  EXPECT_EQ(person.ui.screen_name(), "question.contact");
}

TEST(TwoSwitches, HaveTheLettersBehindAKeyWithoutHoldingIt) {
  Person person;
  person.show(scene("role"));
  Switcher user{person};
  for (const char* id : {"role.household", "key.z", "key.o", "key.more", "key.e", "variant.ë"}) {
    user.choose(id);
  }
  EXPECT_EQ(person.typed(), "Zoë");
  EXPECT_FALSE(person.node("key.more").selected) << "for one letter";
}

TEST(TwoSwitches, ReachDialogsAndWhatIsOutOfView) {
  Person person;
  person.show(scene("household.interests.empty"));
  Switcher user{person};
  user.choose("option.interest.repair");
  EXPECT_TRUE(person.node("option.interest.repair").selected);
  EXPECT_TRUE(person.node("option.interest.repair").visible);
  user.choose("header.stop");
  EXPECT_EQ(person.state.overlay, flow::Overlay::stop_confirm);
  user.choose("stop.keep");
  EXPECT_EQ(person.state.overlay, flow::Overlay::none);
}

TEST(TwoSwitches, EndWithAnyOtherKey) {
  Person person;
  person.show(scene("household.interests.empty"));
  Switcher user{person};
  user.press(Key::space);
  EXPECT_FALSE(user.in_turn().empty());
  for (int i = 0; i < 9 && !person.node("header.stop").focused; ++i) person.key(Key::tab);
  person.key(Key::space);
  EXPECT_EQ(person.state.overlay, flow::Overlay::stop_confirm) << "Space presses again";
}

TEST(TwoSwitches, MaySendOtherKeys) {
  Person person;
  person.viewport.switch_keys = {.next = Key::f1, .choose = Key::listen};
  person.viewport.sound.ear = true;
  person.show(scene("household.name.empty"));
  person.key(Key::f1);
  EXPECT_FALSE(Switcher{person}.in_turn().empty()) << "a function key begins also in a field";
  for (int tries = 0; tries < 60 && !person.node("question.continue").focused; ++tries) {
    person.key(Key::f1);
  }
  person.key(Key::listen);
  EXPECT_EQ(person.count<flow::ContinuePressed>(), 1);
  EXPECT_TRUE(person.ui.take_wishes().empty()) << "the key that is a switch is nothing else";
  person.type("A");
  EXPECT_EQ(person.typed(), "A");
}

// What the keys ask to hear, as "what:node+the rest of its row".
std::vector<std::string> wishes(Person& person) {
  std::vector<std::string> all;
  for (const Listen& wish : person.ui.take_wishes()) {
    std::string said = wish.what == Listen::What::screen   ? "screen:"
                       : wish.what == Listen::What::focus  ? "focus:"
                       : wish.what == Listen::What::follow ? "follow:"
                       : wish.what == Listen::What::value  ? "value:"
                                                           : "other:";
    said += wish.node;
    for (const std::string& other : wish.rest) said += "+" + other;
    all.push_back(std::move(said));
  }
  return all;
}
using Said = std::vector<std::string>;

TEST(TheKeyForListening, ReadsTheScreenOrWhatHasTheFocus) {
  Person person;
  person.show(scene("household.interpreter.empty"));
  person.key(Key::listen);
  EXPECT_EQ(wishes(person), Said{}) << "nothing can be heard here";
  person.viewport.sound.ear = true;
  person.build().key(Key::listen);
  EXPECT_EQ(wishes(person), Said{"screen:"});
  ASSERT_TRUE(tab_to(person, "answer.yes"));
  EXPECT_EQ(wishes(person), Said{}) << "nobody asked to hear where the focus goes";
  person.key(Key::listen);
  EXPECT_EQ(wishes(person), Said{"focus:answer.yes"});
}

TEST(WhoListens, HearsWhereKeysAndSwitchesTakeThem) {
  Person person;
  person.viewport.sound = {.ear = true, .echo = true};
  person.show(scene("household.interpreter.empty"));
  ASSERT_TRUE(tab_to(person, "answer.yes"));
  auto said = wishes(person);
  ASSERT_FALSE(said.empty());
  EXPECT_EQ(said.front(), "follow:header.back");
  EXPECT_EQ(said.back(), "follow:answer.yes");
  person.key(Key::enter);
  EXPECT_EQ(wishes(person), Said{"follow:answer.yes"}) << "chosen";

  person.show(scene("household.interpreter.empty"));
  person.key(Key::space);
  EXPECT_EQ(wishes(person), Said{"follow:answer.yes+answer.no"}) << "the row in turn";
  person.key(Key::listen);
  EXPECT_EQ(wishes(person), Said{"focus:answer.yes+answer.no"});
  person.key(Key::enter).key(Key::space).key(Key::enter);
  EXPECT_EQ(wishes(person), (Said{"follow:answer.yes", "follow:answer.no", "follow:answer.no"}));
  EXPECT_TRUE(person.node("answer.no").selected);
}

TEST(WhoListens, IsNotReadTheLettersOfAName) {
  Person person;
  person.viewport.sound = {.ear = true, .echo = true};
  person.show(scene("household.name.empty"));
  ASSERT_TRUE(tab_to(person, "key.q"));
  wishes(person);
  person.key(Key::right).key(Key::right).key(Key::enter);
  EXPECT_EQ(wishes(person), Said{});
  EXPECT_EQ(person.typed(), "E");
  person.key(Key::listen);
  EXPECT_EQ(wishes(person), Said{"focus:key.e"}) << "unless they ask";
}

TEST(StaffPages, HaveNoEarAndReadNothing) {
  Person person;
  person.viewport.sound = {.ear = true, .echo = true};
  int pages = 0;
  for (const auto& scene : testing::all_scenes(forms(), "nl", 0)) {
    if (!scene.name.starts_with("staff")) continue;
    person.show(scene.state);
    EXPECT_EQ(person.ui.nodes().find("sound.listen"), nullptr) << scene.name;
    person.key(Key::tab).key(Key::tab).key(Key::listen);
    for (const Node& node : person.ui.nodes().nodes()) {
      if (node.role != Role::text && node.role != Role::heading) continue;
      const float x = node.rect.center_x();
      person.down(x, node.rect.center_y()).up(x, node.rect.center_y());
      break;
    }
    EXPECT_EQ(wishes(person), Said{}) << scene.name;
    ++pages;
  }
  EXPECT_GT(pages, 15);
  person.show(scene("household.interpreter.empty"));
  EXPECT_NE(person.ui.nodes().find("sound.listen"), nullptr);
}

TEST(AnAnswerOnTheCheckPage, IsSaidToWhoListensAndTapsItsLine) {
  Person person;
  person.viewport.sound = {.ear = true};
  person.show(scene("household.check"));
  const auto tap_name = [&] {
    const Rect line = person.node("check.edit.name.label").rect;
    person.down(line.center_x(), line.center_y()).up(line.center_x(), line.center_y());
    return person.ui.take_wishes();
  };
  auto first = tap_name();
  ASSERT_EQ(first.size(), 1U);
  EXPECT_EQ(first[0].what, Listen::What::node) << "to a passer-by only what was asked";
  person.viewport.sound.echo = true;
  person.build();
  auto second = tap_name();
  ASSERT_EQ(second.size(), 1U);
  EXPECT_EQ(second[0].what, Listen::What::value);
  EXPECT_EQ(second[0].value.view(), "Naam: Amina");
}

TEST(TwoSwitches, CanBeTheKiosksSetting) {
  Person person;
  person.viewport.switches = true;
  person.show(scene("household.name.empty"));
  Switcher user{person};
  EXPECT_FALSE(user.in_turn().empty()) << "at once, also where there is a field";
  person.type("A");
  user.press(Key::space);
  EXPECT_EQ(person.typed(), "A");
}

}  // namespace
}  // namespace samen::ui
