// SPDX-License-Identifier: Apache-2.0
// Taps on one question.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::Language;
using domain::LanguageLevel;
using domain::TimeBlock;
using forms::TimeSet;

// A kiosk with one question of a filled form on the screen.
Kiosk at_question(const std::string& form_id, std::string_view question, int adult = -1) {
  Kiosk kiosk;
  kiosk.fill(form_id, form_id == "household" ? household() : volunteer(form_id));
  const auto instance = at(form(form_id), question, adult);
  if (form(form_id).questions[static_cast<std::size_t>(instance.question)].later) {
    kiosk.on(TellMorePressed{}).continue_to(question, adult);
  } else {
    kiosk.on(LineTapped{instance});
  }
  return kiosk;
}

TEST(ASingleChoice, HoldsOneOptionAtATime) {
  Kiosk kiosk = at_question("household", "company");
  kiosk.on(OptionTapped{1});
  EXPECT_EQ(kiosk.value<forms::Choice>().option, 1);
  kiosk.on(OptionTapped{0}).on(OptionTapped{0});
  EXPECT_EQ(kiosk.value<forms::Choice>().option, 0) << "a required one cannot be emptied";
  kiosk.on(OptionTapped{9}).on(OptionTapped{-1});
  EXPECT_EQ(kiosk.value<forms::Choice>().option, 0);
}

TEST(ASoftChoice, CanBeTakenBack) {
  Kiosk kiosk = at_question("household", "age", 0);
  kiosk.on(OptionTapped{2}).on(OptionTapped{2});
  EXPECT_TRUE(forms::is_empty(*current_value(kiosk.state)));
  Kiosk audio = at_question("household", "audio");
  audio.on(YesNoTapped{true}).on(YesNoTapped{true});
  EXPECT_TRUE(forms::is_empty(*current_value(audio.state)));
}

TEST(SeveralChoices, AreSwitchedOnAndOff) {
  Kiosk kiosk = at_question("household", "needs");
  kiosk.on(OptionTapped{0}).on(OptionTapped{2}).on(OptionTapped{0});
  EXPECT_EQ(kiosk.value<forms::Choices>().bits, 4U);
}

TEST(Goals, AreRankedByTheOrderOfTaps) {
  Kiosk kiosk = at_question("household", "goals", 0);
  kiosk.on(OptionTapped{4}).on(OptionTapped{0}).on(OptionTapped{7}).on(OptionTapped{2});
  EXPECT_EQ(kiosk.error(), "error.choices.many");
  EXPECT_EQ(kiosk.value<forms::Ranking>().options.size(), 3U);
  EXPECT_EQ(kiosk.value<forms::Ranking>().rank_of(7), 3);
  kiosk.on(OptionTapped{4});
  EXPECT_EQ(kiosk.error(), "");
  EXPECT_EQ(kiosk.value<forms::Ranking>().rank_of(0), 1) << "the others move up";
}

TEST(AStepper, StopsAtItsEndsAndSaysSo) {
  Kiosk kiosk = at_question("household", "adults");
  kiosk.on(StepperTapped{-1});
  EXPECT_EQ(kiosk.value<int>(), 1);
  EXPECT_EQ(kiosk.error(), "error.number.range");
  for (int i = 0; i < 10; ++i) kiosk.on(StepperTapped{+1});
  EXPECT_EQ(kiosk.value<int>(), 8);
  kiosk.on(StepperTapped{-5});
  EXPECT_EQ(kiosk.value<int>(), 7) << "one tap is one step";
}

TEST(Children, AreCountedPerBandUpToTwelve) {
  Kiosk kiosk = at_question("household", "children");
  for (int i = 0; i < 20; ++i) kiosk.on(ChildrenTapped{domain::ChildBand::child_4_11, +1});
  EXPECT_EQ(kiosk.value<forms::ChildCounts>().total(), 12);
  EXPECT_EQ(kiosk.error(), "error.children.many");
  kiosk.on(ChildrenTapped{domain::ChildBand::child_0_3, -1});
  EXPECT_EQ(kiosk.value<forms::ChildCounts>().count[0], 0);
  EXPECT_EQ(kiosk.error(), "");
}

TEST(Languages, AreTappedAndThenGivenALevel) {
  Kiosk kiosk = at_question("household", "languages", 0);
  kiosk.on(LanguageTapped{Language::ti}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.languages.level");
  kiosk.on(LevelTapped{Language::ti, LanguageLevel::fluent});
  kiosk.on(LanguageTapped{Language::ar});
  const auto& list = kiosk.value<forms::LanguageList>();
  EXPECT_EQ(list.find(Language::ar), nullptr) << "a second tap takes it out";
  EXPECT_EQ(list.find(Language::ti)->level, LanguageLevel::fluent);
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(Languages, NotYetIsAnAnswerAboutDutchOnly) {
  Kiosk kiosk = at_question("household", "languages", 0);
  kiosk.on(LevelTapped{Language::nl, LanguageLevel::none});
  kiosk.on(LevelTapped{Language::ar, LanguageLevel::none});
  const auto& list = kiosk.value<forms::LanguageList>();
  EXPECT_EQ(list.find(Language::nl)->level, LanguageLevel::none);
  EXPECT_EQ(list.find(Language::ar), nullptr);
}

TEST(Languages, AreTenAtMost) {
  Kiosk kiosk = at_question("household", "languages", 0);
  for (int i = 0; i < 21; ++i) {
    const auto language = static_cast<Language>(i);
    if (kiosk.value<forms::LanguageList>().find(language) == nullptr) {
      kiosk.on(LanguageTapped{language});
    }
  }
  EXPECT_EQ(kiosk.value<forms::LanguageList>().spoken.size(), 10U);
  EXPECT_EQ(kiosk.error(), "error.choices.many");
}

TEST(Times, AreTappedOneByOneByDayOrByPart) {
  Kiosk kiosk = at_question("household", "times");
  kiosk.on(TimeTapped{TimeBlock::sat_morning});
  kiosk.on(TimeTapped{TimeBlock::sat_morning});
  EXPECT_TRUE(kiosk.value<TimeSet>().empty());
  kiosk.on(TimeTapped{TimeBlock::mon_evening}).on(DayTapped{0});
  EXPECT_EQ(kiosk.value<TimeSet>().size(), 3) << "a day that is not full becomes full";
  kiosk.on(DayTapped{0});
  EXPECT_TRUE(kiosk.value<TimeSet>().empty());
  kiosk.on(PartTapped{2});
  EXPECT_EQ(kiosk.value<TimeSet>().size(), 7);
  EXPECT_TRUE(kiosk.value<TimeSet>().has(TimeBlock::sun_evening));
  kiosk.on(PartTapped{2}).on(DayTapped{7}).on(PartTapped{-1});
  EXPECT_TRUE(kiosk.value<TimeSet>().empty());
}

TEST(AContact, OffersOnlyTheChannelsOfTheForm) {
  Kiosk kiosk = at_question("single", "contact");
  kiosk.on(ChannelTapped{domain::ContactChannel::caseworker});
  EXPECT_EQ(kiosk.value<forms::ContactAnswer>().channel, domain::ContactChannel::email);
}

TEST(AContact, KeepsBothTextsAndMovesTheCaret) {
  Kiosk kiosk = at_question("single", "contact");
  kiosk.on(ChannelTapped{domain::ContactChannel::phone});
  EXPECT_EQ(kiosk.state.session.caret, 0U);
  kiosk.type("06").on(ChannelTapped{domain::ContactChannel::email});
  EXPECT_EQ(kiosk.text(), "joke@voorbeeld.nl");
  EXPECT_EQ(kiosk.state.session.caret, 17U);
  kiosk.on(ChannelTapped{domain::ContactChannel::phone});
  EXPECT_EQ(kiosk.text(), "06");
}

TEST(AComplaint, StaysUntilTheAnswerChanges) {
  Kiosk kiosk;
  kiosk.start("household").on(ContinuePressed{});
  kiosk.on(Activity{}).on(OptionTapped{1}).on(CaretPlaced{0}).on(LanguagePickerOpened{});
  kiosk.on(LanguageChosen{"ar"});
  EXPECT_EQ(kiosk.error(), "error.name.empty");
  kiosk.type("A");
  EXPECT_EQ(kiosk.error(), "");
}

TEST(ATap, ThatDoesNotFitTheQuestionIsDropped) {
  const std::vector<Event> taps = {OptionTapped{0},
                                   YesNoTapped{true},
                                   StepperTapped{1},
                                   LanguageTapped{Language::ar},
                                   LevelTapped{Language::ar, LanguageLevel::basic},
                                   TimeTapped{},
                                   DayTapped{0},
                                   PartTapped{0},
                                   ChildrenTapped{},
                                   ChannelTapped{},
                                   ConsentTapped{},
                                   NotGivenTapped{}};
  Kiosk kiosk;
  kiosk.start("household").type("Amal");
  const State before = kiosk.state;
  for (const auto& tap : taps) kiosk.on(tap);
  EXPECT_EQ(kiosk.state.session, before.session);
  Kiosk times = at_question("household", "times");
  const State times_before = times.state;
  times.type("x").on(TextBackspace{}).on(CaretPlaced{3}).on(TextCleared{}).on(OptionTapped{1});
  EXPECT_EQ(times.state.session, times_before.session);
}

}  // namespace
}  // namespace samen::flow
