// SPDX-License-Identifier: Apache-2.0
// Changing answers from the check page, languages and text sizes on the way.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::CompanyWish;

forms::Instance line(std::string_view question, int adult = -1) {
  return at(form("household"), question, adult);
}

TEST(ALineOfTheCheckPage, CanBeChangedAndComesBackToTheCheckPage) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("postcode")});
  EXPECT_EQ(kiosk.current_question(), "postcode");
  EXPECT_EQ(kiosk.state.session.continue_as, ContinueAs::to_check);
  EXPECT_EQ(kiosk.state.session.caret, 4U) << "the caret stands behind what is there";
  kiosk.on(TextBackspace{}).type("9").on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.summary[2].parts[0].secret.view(), "1319");
}

TEST(ALineOfTheCheckPage, StaysAsItWasAfterBack) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("postcode")}).on(TextCleared{}).on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.summary[2].parts[0].secret.view(), "1315");
}

TEST(ALineOfTheCheckPage, DoesNotLeaveWithAMistake) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("postcode")}).on(TextBackspace{});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "postcode");
  EXPECT_EQ(kiosk.error(), "error.postcode.length");
}

TEST(ALineThatIsNotAsked, CannotBeOpened) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("gender", 0)}).on(LineTapped{line("languages", 5)});
  kiosk.on(LineTapped{{99, -1}});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(AnotherAdult, IsAskedEverythingBeforeTheCheckPageReturns) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("adults")}).on(StepperTapped{+1});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "called");
  EXPECT_EQ(kiosk.state.session.current.adult, 1);
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "languages");
  kiosk.on(LevelTapped{domain::Language::nl, domain::LanguageLevel::basic});
  for (const char* next : {"their_consent"}) {
    kiosk.on(ContinuePressed{});
    EXPECT_EQ(kiosk.current_question(), next);
  }
  kiosk.on(NotGivenTapped{}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.summary.size(), 13U);
}

TEST(AWishThatNeedsMore, AsksForItRightAway) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("company")});
  kiosk.on(OptionTapped{static_cast<int>(CompanyWish::same_gender)}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "gender");
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.choice.empty");
  kiosk.on(OptionTapped{0}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(AWishThatNeedsMore, LeftOpenIsFoundAgainBySend) {
  Kiosk kiosk;
  kiosk.fill_household().on(LineTapped{line("company")});
  kiosk.on(OptionTapped{static_cast<int>(CompanyWish::same_gender)}).on(ContinuePressed{});
  kiosk.on(BackPressed{});
  ASSERT_EQ(kiosk.state.screen, Screen::check);
  kiosk.on(SendPressed{});
  EXPECT_EQ(kiosk.current_question(), "gender");
  EXPECT_EQ(kiosk.error(), "error.choice.empty");
  EXPECT_EQ(kiosk.wanted<Submit>(), 0);
  kiosk.on(OptionTapped{1}).on(ContinuePressed{}).on(SendPressed{});
  EXPECT_EQ(kiosk.wanted<Submit>(), 1);
}

TEST(AChangedMindAboutTheYear, LeadsToTheKindEndAndBack) {
  Kiosk kiosk;
  kiosk.fill("single", volunteer("single"));
  kiosk.on(LineTapped{at(form("single"), "twelve_months")}).on(YesNoTapped{false});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::notice);
  kiosk.on(BackPressed{}).on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  kiosk.on(SendPressed{});
  EXPECT_EQ(kiosk.wanted<Submit>(), 1);
}

TEST(BackFromTheCheckPage, ShowsTheLastQuestion) {
  Kiosk kiosk;
  kiosk.fill_household().on(BackPressed{});
  EXPECT_EQ(kiosk.current_question(), "consent");
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

TEST(AnotherLanguage, KeepsEveryAnswerOnEveryScreen) {
  Kiosk kiosk;
  kiosk.fill_household();
  const auto answers = kiosk.state.session.answers;
  kiosk.on(LanguagePickerOpened{}).on(LanguageChosen{"ar"});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.language, "ar");
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  kiosk.on(LineTapped{line("name")}).on(LanguagePickerOpened{}).on(LanguageChosen{"en"});
  EXPECT_EQ(kiosk.current_question(), "name");
  kiosk.on(ContinuePressed{}).on(LanguagePickerOpened{}).on(OverlayClosed{});
  EXPECT_EQ(kiosk.state.language, "en");
  EXPECT_EQ(kiosk.state.session.answers, answers);
}

TEST(Consent, RemembersTheLanguageItWasReadIn) {
  Kiosk kiosk;
  kiosk.fill_household().on(BackPressed{});
  kiosk.on(LanguagePickerOpened{}).on(LanguageChosen{"en"});
  kiosk.on(ConsentTapped{domain::Purpose::research});
  kiosk.on(LanguagePickerOpened{}).on(LanguageChosen{"nl"}).on(ContinuePressed{});
  kiosk.on(SendPressed{});
  const auto& household = std::get<domain::Household>(kiosk.last<Submit>()->record.body);
  EXPECT_EQ(household.consents[0].language, "ar");
  EXPECT_EQ(household.consents[1].language, "en");
  EXPECT_TRUE(household.consents[1].given);
}

TEST(AnotherAdult, SaysYesInTheirOwnLanguageOrIsAskedLaterAndNeverBoth) {
  Kiosk kiosk;
  kiosk.fill_household(2).on(BackPressed{});
  ASSERT_EQ(kiosk.current_question(), "their_consent");
  const auto answer = [&] { return kiosk.value<forms::ConsentAnswer>(); };
  kiosk.on(NotGivenTapped{});
  EXPECT_EQ(answer().otherwise, forms::NotGiven::later);
  EXPECT_FALSE(answer().given(domain::Purpose::service));
  kiosk.on(NotGivenTapped{}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.consent.other") << "neither yes nor later";
  kiosk.on(NotGivenTapped{}).on(LanguagePickerOpened{}).on(LanguageChosen{"en"});
  kiosk.on(ConsentTapped{domain::Purpose::service});
  EXPECT_EQ(answer().otherwise, forms::NotGiven::yet);
  kiosk.on(ContinuePressed{}).on(SendPressed{});
  const auto& household = std::get<domain::Household>(kiosk.last<Submit>()->record.body);
  ASSERT_EQ(household.adults[1].consents.size(), 2U);
  EXPECT_TRUE(household.adults[1].consents[0].given);
  EXPECT_EQ(household.adults[1].consents[0].language, "en");
  EXPECT_EQ(household.consents_to_ask(), 0);
}

TEST(TheFirstAdult, IsNeverAskedLaterNorLeftOut) {
  Kiosk kiosk;
  kiosk.fill_household().on(BackPressed{});
  ASSERT_EQ(kiosk.current_question(), "consent");
  const State before = kiosk.state;
  for (const auto how : {forms::NotGiven::later, forms::NotGiven::no}) {
    kiosk.on(NotGivenTapped{how});
    EXPECT_EQ(kiosk.state.session, before.session);
  }
}

TEST(TheTextSize, ChangesWhileThePickerIsOpenAndKeepsAnswers) {
  Kiosk kiosk;
  kiosk.start("household").type("Amal").on(TextSizeOpened{}).on(TextSizeChosen{3});
  EXPECT_EQ(kiosk.state.text_size, 3);
  EXPECT_EQ(kiosk.state.overlay, Overlay::text_size);
  kiosk.on(TextSizeChosen{9});
  EXPECT_EQ(kiosk.state.text_size, 3);
  kiosk.on(OverlayClosed{});
  EXPECT_EQ(kiosk.text(), "Amal");
}

TEST(TheTheme, IsChosenBesideTheTextSizeAndKeepsAnswers) {
  Kiosk kiosk;
  kiosk.start("household").type("Amal").on(TextSizeOpened{}).on(ThemeChosen{Theme::dark});
  EXPECT_EQ(kiosk.state.theme, Theme::dark);
  EXPECT_EQ(kiosk.state.overlay, Overlay::text_size);
  kiosk.on(OverlayClosed{});
  EXPECT_EQ(kiosk.text(), "Amal");
}

TEST(TheFirstScreen, ForgetsALeftoverThemeWithoutAWarning) {
  Kiosk kiosk;
  kiosk.ready({});
  kiosk.on(TextSizeOpened{}).on(ThemeChosen{Theme::dark}).on(OverlayClosed{}).wait(120'000);
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(AnOverlay, KeepsTapsAwayFromTheScreenBelow) {
  Kiosk kiosk;
  kiosk.fill_household().on(StopPressed{}).on(SendPressed{}).on(LineTapped{line("name")});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.overlay, Overlay::stop_confirm);
  EXPECT_EQ(kiosk.wanted<Submit>(), 0);
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.state.overlay, Overlay::none);
  EXPECT_EQ(kiosk.state.screen, Screen::check);
}

}  // namespace
}  // namespace samen::flow
