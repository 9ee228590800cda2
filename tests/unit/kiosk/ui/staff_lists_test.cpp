// SPDX-License-Identifier: Apache-2.0
// Long lists as fingers meet them: searched, counted, jumped through, and found where they were
// left.
#include <set>

#include <imgui.h>

#include "unit/kiosk/ui/screen_fixture.hpp"

namespace samen::ui {
namespace {

flow::State many(std::size_t count) {
  flow::State state = scene("staff.home");
  const auto models = state.staff.cards;
  state.staff.cards.clear();
  for (std::size_t i = 0; i < count; ++i) {
    auto card = models[i % models.size()];
    card.household_label = "H-" + std::to_string(i);
    card.group_label = "G-X";
    card.proposal.bytes[0] = static_cast<std::uint8_t>(i / 256);
    card.proposal.bytes[1] = static_cast<std::uint8_t>(i % 256);
    card.waiting_days = 7;
    state.staff.cards.push_back(std::move(card));
  }
  state.staff.lists = flow::list_cards(state.staff);
  return state;
}

// The number in the words of a tab; 0 where it has none.
std::size_t number_on(Person& person, const std::string& id) {
  std::string digits;
  for (const char c : person.node(id).label) {
    if (c >= '0' && c <= '9') digits += c;
  }
  return digits.empty() ? 0 : std::stoul(digits);
}

std::set<std::string> cards_shown(const Person& person) {
  std::set<std::string> shown;
  for (const Node& node : person.ui.nodes().nodes()) {
    if (node.role == Role::button && node.id.starts_with("card.H-")) shown.insert(node.id);
  }
  return shown;
}

// Every card that can be reached by paging from the top.
std::size_t cards_listed(Person& person) {
  std::set<std::string> all = cards_shown(person);
  for (int pages = 0; pages < 60; ++pages) {
    const Node* down = person.ui.nodes().find("page.down");
    if (down == nullptr || !down->enabled) break;
    person.tap("page.down");
    all.merge(cards_shown(person));
  }
  return all.size();
}

TEST(TheNumberOnATab, IsTheNumberOfCardsUnderIt) {
  Person person;
  person.viewport.width = 1280, person.viewport.height = 800;
  person.show(scene("staff.home.many"));
  const auto all = person.state.staff.cards.size();
  EXPECT_EQ(number_on(person, "staff.tab.proposals") + number_on(person, "staff.tab.decided"), all);
  for (const std::string tab : {"staff.tab.proposals", "staff.tab.decided"}) {
    person.tap(tab);
    EXPECT_EQ(cards_listed(person), number_on(person, tab)) << tab;
  }
  person.tap("staff.tab.proposals").tap("staff.filter.to_discuss");
  EXPECT_EQ(cards_listed(person), number_on(person, "staff.tab.proposals"));
  EXPECT_LT(number_on(person, "staff.tab.proposals"), all);
}

TEST(TheLastOfTenThousand, IsAHandfulOfTapsAwayOnEveryDisplay) {
  for (const Display& display : displays()) {
    Person person;
    person.viewport = display.viewport;
    person.viewport.reduced_motion = true;
    person.show(many(10'000));
    int taps = 0;
    while (taps < 6 && !cards_shown(person).contains("card.H-9999")) {
      person.tap("page.last");
      ++taps;
    }
    EXPECT_LE(taps, 5) << display.name;
    const Node& last = person.node("card.H-9999");
    EXPECT_TRUE(person.ui.scroll_into_view("card.H-9999") || last.visible) << display.name;
  }
}

TEST(ACardThatIsOpenedAndLeft, FindsItsListWhereItWas) {
  Person person;
  person.viewport.width = 1280, person.viewport.height = 800;
  person.show(many(2'000));
  for (int i = 0; i < 9; ++i) person.tap("page.down");
  const auto before = cards_shown(person);
  ASSERT_FALSE(before.contains("card.H-0"));
  std::string visible;
  for (const std::string& id : before) {
    if (person.node(id).visible) visible = id;
  }
  ASSERT_FALSE(visible.empty());
  const float y = person.node(visible).rect.y;
  person.tap(visible);
  ASSERT_EQ(person.state.screen, flow::Screen::staff_card);
  person.key(Key::escape);
  ASSERT_EQ(person.state.screen, flow::Screen::staff_home);
  EXPECT_EQ(cards_shown(person), before);
  EXPECT_EQ(person.node(visible).rect.y, y);
}

TEST(ANarrowedList, StartsAtItsTopAndKeepsItsSearchBehindACard) {
  Person person;
  person.show(many(2'000));
  for (int i = 0; i < 9; ++i) person.tap("page.down");
  person.tap("staff.search");
  EXPECT_EQ(person.node("staff.search.field").role, Role::field);
  person.tap("key.1");
  EXPECT_TRUE(cards_shown(person).contains("card.H-1")) << "of more than a thousand, from the top";
  person.tap("key.9").tap("key.9");
  EXPECT_EQ(person.state.staff.search.view(), "199");
  EXPECT_EQ(person.state.staff.lists.open.size(), 12U);  // 199, 1199, 1990 … 1999
  person.tap("question.continue");
  EXPECT_FALSE(person.state.staff.searching);
  ASSERT_TRUE(cards_shown(person).contains("card.H-199"));
  person.tap("card.H-199");
  ASSERT_EQ(person.state.screen, flow::Screen::staff_card);
  person.key(Key::escape);
  EXPECT_TRUE(cards_shown(person).contains("card.H-199"));
  EXPECT_EQ(number_on(person, "staff.tab.proposals"), 12U);
  person.tap("staff.search.clear");
  EXPECT_TRUE(cards_shown(person).contains("card.H-0"));
}

TEST(ASearch, IsTypedOnARealKeyboardToo) {
  Person person;
  person.show(many(300)).tap("staff.search").type("h-2").type("99");
  EXPECT_EQ(person.state.staff.lists.open.size(), 1U);
  person.key(Key::backspace);
  EXPECT_EQ(person.state.staff.lists.open.size(), 11U);
  person.key(Key::enter);
  EXPECT_FALSE(person.state.staff.searching) << "Enter in a field means: done";
}

TEST(WhatIsSearchedFor, IsInNoNode) {
  for (const bool open : {true, false}) {
    Person person;
    person.show(many(50)).tap("staff.search").tap("key.4").tap("key.2");
    if (!open) person.tap("question.continue");
    for (const Node& node : person.ui.nodes().nodes()) {
      const bool card = node.id.starts_with("card.H-");
      EXPECT_TRUE(card || node.label.find("42") == std::string::npos) << node.id;
    }
  }
}

TEST(TheList, ShowsAWholeCardUnderItsFiltersOnDisplaysThatStand) {
  for (const Display& display : displays()) {
    if (display.viewport.width > display.viewport.height) continue;
    for (const std::string& language : catalogues().languages()) {
      flow::State state = scene("staff.home", language);
      state.text_size = flow::kTextSizes - 1;
      Person person;
      person.viewport = display.viewport;
      person.show(std::move(state));
      const auto& nodes = person.ui.nodes().nodes();
      const auto whole = std::ranges::count_if(nodes, [](const Node& node) {
        return node.role == Role::button && node.id.starts_with("card.H-") && node.visible;
      });
      EXPECT_GE(whole, 1) << display.name << " " << language;
    }
  }
}

TEST(TheFoldedFilters, GoRoundThroughAllOfThem) {
  flow::State state = scene("staff.home.many", "uk");
  state.text_size = flow::kTextSizes - 1;
  Person person;
  person.viewport = {.width = 480, .height = 800, .density = 5.2F, .reduced_motion = true};
  person.show(std::move(state));
  for (const auto filter :
       {flow::CardFilter::to_discuss, flow::CardFilter::held, flow::CardFilter::all}) {
    person.wait(2000).tap("staff.filter.next");
    EXPECT_EQ(person.state.staff.filter, filter);
  }
}

TEST(ACard, SaysThroughWhomTheHouseholdIsReachedAndInNoNode) {
  flow::State state = scene("staff.card");
  const auto drawn = [&](std::string_view through) {
    for (auto& card : state.staff.cards) card.through = base::SecretText(through);
    Person person;
    person.viewport.width = 1280, person.viewport.height = 800;
    person.show(state);
    for (const Node& node : person.ui.nodes().nodes()) {
      EXPECT_FALSE(node.label.contains("Halima")) << node.id;
    }
    const Node* line = person.ui.nodes().find("card.fact.through");
    EXPECT_EQ(line != nullptr, !through.empty());
    if (line != nullptr) {
      EXPECT_EQ(line->label, "Contact via \u2068de begeleider\u2069");
    }
    return person.last.draw_data->TotalVtxCount;
  };
  drawn("");
  const int shorter = drawn("Halima");
  EXPECT_GT(drawn("Halima van VluchtelingenWerk"), shorter);
}

}  // namespace
}  // namespace samen::ui
