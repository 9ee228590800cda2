// SPDX-License-Identifier: Apache-2.0
// For whom no group will be found: told at the question that makes it so, kindly, and free to go
// on.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using forms::Outside;

// Answers one question after the other, until one of them is told about or is `last`.
void walk(Kiosk& kiosk, const std::string& id, const forms::Answers& answers,
          std::string_view last = {}) {
  kiosk.ready().start(id);
  for (int i = 0; i < 100 && kiosk.state.screen == Screen::question; ++i) {
    if (kiosk.current_question() == last) return;
    const auto* value = answers.find(kiosk.state.session.current);
    if (value != nullptr) kiosk.state.session.answers.set(kiosk.state.session.current, *value);
    kiosk.on(ContinuePressed{});
  }
}

Kiosk at_arrival() {
  Kiosk kiosk;
  walk(kiosk, "household", forms::testing_support::household(), "arrival");
  return kiosk;
}

Kiosk& say_longer(Kiosk& kiosk) {
  return kiosk.on(OptionTapped{static_cast<int>(domain::ArrivalPeriod::longer)})
      .on(ContinuePressed{});
}

TEST(WhoCannotTakePart, HearsItAtThatQuestionAndMayGoOn) {
  Kiosk kiosk = at_arrival();
  say_longer(kiosk);
  ASSERT_EQ(kiosk.state.screen, Screen::outside);
  EXPECT_EQ(kiosk.state.session.told, std::vector{Outside::not_eligible});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::question);
  EXPECT_EQ(kiosk.current_question(), "company");
  const auto answers = forms::testing_support::household();
  for (int i = 0; i < 100 && kiosk.state.screen == Screen::question; ++i) {
    if (const auto* value = answers.find(kiosk.state.session.current)) {
      kiosk.state.session.answers.set(kiosk.state.session.current, *value);
    }
    kiosk.on(ContinuePressed{});
  }
  ASSERT_EQ(kiosk.state.screen, Screen::check) << "told once";
  EXPECT_FALSE(kiosk.state.session.outside.empty());
  kiosk.on(SendPressed{}).on(Submitted{kiosk.state.waiting_for, {}});
  EXPECT_TRUE(kiosk.state.receipt_outside) << "nobody is thanked for what leads nowhere";
  kiosk.on(FinishPressed{});
  EXPECT_FALSE(kiosk.state.receipt_outside);
}

TEST(WhoCannotTakePart, MayChangeTheAnswerAndIsToldAgainOnlyAfterAnother) {
  Kiosk kiosk = at_arrival();
  say_longer(kiosk);
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.current_question(), "arrival");
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "company") << "the same answer means it";
  kiosk.on(BackPressed{});
  kiosk.on(OptionTapped{static_cast<int>(domain::ArrivalPeriod::under_2_years)});
  kiosk.on(ContinuePressed{}).on(BackPressed{});
  say_longer(kiosk);
  EXPECT_EQ(kiosk.state.screen, Screen::outside);
}

TEST(WhoCannotTakePart, HearsItOfTheFamilysSizeAtTheChildren) {
  Kiosk kiosk;
  kiosk.ready().start("household");
  kiosk.type("Amal").on(ContinuePressed{});
  kiosk.on(ChannelTapped{domain::ContactChannel::phone}).type("0612345678").on(ContinuePressed{});
  kiosk.type("1315").on(ContinuePressed{});
  ASSERT_EQ(kiosk.current_question(), "adults");
  kiosk.on(StepperTapped{1}).on(ContinuePressed{});
  for (int i = 0; i < 10; ++i) kiosk.on(ChildrenTapped{domain::ChildBand::child_4_11, 1});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "arrival") << "twelve people are welcome somewhere";
  kiosk.on(BackPressed{}).on(ChildrenTapped{domain::ChildBand::child_0_3, 1});
  kiosk.on(ContinuePressed{});
  ASSERT_EQ(kiosk.state.screen, Screen::outside);
  EXPECT_EQ(kiosk.state.session.told, std::vector{Outside::size});
}

TEST(WhoCannotTakePart, HearsItWhenNobodyCouldTalkWithThem) {
  Kiosk kiosk;
  auto answers = forms::testing_support::household();
  const auto& f = form("household");
  answers.set(at(f, "languages", 0),
              speaks({{domain::Language::nl, domain::LanguageLevel::basic}}));
  answers.set(at(f, "interpreter"), false);
  walk(kiosk, "household", answers);
  ASSERT_EQ(kiosk.state.screen, Screen::outside);
  EXPECT_EQ(kiosk.state.session.told, std::vector{Outside::language});
  EXPECT_EQ(kiosk.state.session.current, at(f, "interpreter"));
  kiosk.on(BackPressed{}).on(YesNoTapped{true}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::question);
  EXPECT_TRUE(kiosk.state.session.outside.empty());
}

TEST(WhoCannotTakePart, HearsItAlsoAfterAChangeFromTheCheckPage) {
  Kiosk kiosk;
  kiosk.ready().fill_household();
  ASSERT_EQ(kiosk.state.screen, Screen::check);
  kiosk.on(LineTapped{at(form("household"), "arrival")});
  say_longer(kiosk);
  ASSERT_EQ(kiosk.state.screen, Screen::outside);
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(AVolunteerWhoCannotBePlaced, HearsItAtTheLanguages) {
  Kiosk kiosk;
  auto answers = forms::testing_support::volunteer("single");
  const auto& f = form("single");
  answers.set(at(f, "languages"), speaks({{domain::Language::nl, domain::LanguageLevel::basic}}));
  walk(kiosk, "single", answers);
  ASSERT_EQ(kiosk.state.screen, Screen::outside);
  EXPECT_EQ(kiosk.state.session.current, at(f, "languages"));
}

}  // namespace
}  // namespace samen::flow
