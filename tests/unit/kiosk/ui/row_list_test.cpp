// SPDX-License-Identifier: Apache-2.0
// Ten thousand proposals: only those in view are there, and a tap hits the one under the finger.
#include <cmath>

#include "kiosk/ui/canvas/row_heights.hpp"
#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

TEST(RowHeights, AreFoundAsByAddingThemUp) {
  RowHeights rows;
  rows.reset(1000, 10);
  std::vector<float> plain(1000, 10);
  for (std::size_t i = 0; i < 1000; i += 7) {
    plain[i] = static_cast<float>(3 + i % 40);
    rows.set(i, plain[i]);
  }
  double top = 0;
  for (std::size_t i = 0; i < 1000; ++i) {
    ASSERT_DOUBLE_EQ(rows.top(i), top);
    ASSERT_EQ(rows.at(top), i);
    ASSERT_EQ(rows.at(top + double{plain[i]} - 0.5), i);
    top += double{plain[i]};
  }
  EXPECT_DOUBLE_EQ(rows.top(1000), top);
  EXPECT_EQ(rows.at(-5), 0U);
  EXPECT_EQ(rows.at(top + 5), 999U);
}

// Cards of different heights, since some have more to say.
flow::State many_cards(std::size_t count) {
  flow::State state = scene("staff.home");
  const auto models = state.staff.cards;
  state.staff.cards.clear();
  for (std::size_t i = 0; i < count; ++i) {
    auto card = models[i % models.size()];
    card.household_label = "H-" + std::to_string(i);
    card.proposal.bytes[0] = static_cast<std::uint8_t>(i / 256);
    card.proposal.bytes[1] = static_cast<std::uint8_t>(i % 256);
    if (i % 3 == 0) card.reasons.resize(1);
    card.waiting_days = 7;  // listed in this order
    state.staff.cards.push_back(std::move(card));
  }
  state.staff.lists = flow::list_cards(state.staff);
  return state;
}

std::vector<std::size_t> shown_cards(const Person& person) {
  std::vector<std::size_t> shown;
  for (const Node& node : person.ui.nodes().nodes()) {
    if (!node.id.starts_with("card.H-") || node.role != Role::button) continue;
    shown.push_back(static_cast<std::size_t>(std::stoul(node.id.substr(7))));
  }
  return shown;
}

TEST(ALongList, HasOnlyWhatIsInViewAndATapHitsTheCardUnderTheFinger) {
  Person person;
  person.show(many_cards(10'000));
  for (const int wheel : {0, 300, 40'000, -2'000, 1'000'000, -700, -1'000'000}) {
    person.give({WheelEvent{300, 300, static_cast<float>(wheel)}});
    const auto shown = shown_cards(person);
    ASSERT_FALSE(shown.empty());
    EXPECT_LT(shown.size(), 40U);
    int visible = 0;
    for (const std::size_t card : shown) {
      const std::string id = "card.H-" + std::to_string(card);
      const Node& node = person.node(id);
      const Node& area = person.node("staff.proposals");
      const Rect part = node.rect.clipped(area.rect);
      if (part.h < 20) continue;
      ++visible;
      const flow::State before = person.state;
      person.down(part.center_x(), part.center_y()).up(part.center_x(), part.center_y());
      EXPECT_EQ(person.state.staff.selected, before.staff.cards[card].proposal) << id;
      person.state = before;
      break;
    }
    EXPECT_GE(visible, 1);
    person.build();
  }
}

TEST(ALongList, StaysWhereItIsWhenRowsTurnOutOtherwiseAndEndsWithTheLast) {
  Person person;
  person.show(many_cards(2'000));
  person.give({WheelEvent{300, 300, 20'000}});
  const auto first = shown_cards(person).front();
  const std::string id = "card.H-" + std::to_string(first + 3);
  const float y = person.node(id).rect.y;
  person.build().build();
  EXPECT_EQ(person.node(id).rect.y, y);
  person.give({WheelEvent{300, 300, -1}});  // upwards, into rows that were never measured
  EXPECT_NEAR(person.node(id).rect.y, y + 5 * 12, 1.5);
  for (int i = 0; i < 30; ++i) person.give({WheelEvent{300, 300, 1e6F}});
  EXPECT_EQ(shown_cards(person).back(), 1'999U);
  EXPECT_TRUE(person.node("card.H-1999").rect.bottom() <=
              person.node("staff.proposals").rect.bottom() + 40);
}

TEST(ALongList, IsWalkedThroughByTab) {
  Person person;
  person.show(many_cards(500));
  std::size_t furthest = 0;
  for (int i = 0; i < 70; ++i) {
    person.key(Key::tab);
    for (const Node& node : person.ui.nodes().nodes()) {
      if (node.focused && node.id.starts_with("card.H-")) {
        furthest = std::max<std::size_t>(furthest, std::stoul(node.id.substr(7)));
      }
    }
  }
  EXPECT_GE(furthest, 40U) << "the list goes on under the focus";
}

}  // namespace
}  // namespace samen::ui
