// SPDX-License-Identifier: Apache-2.0
// One person signing up, from the first screen to the receipt.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

base::HumanCode some_code() {
  base::SeededRandom random(60);
  return base::HumanCode::mint(base::HumanCode::Use::any, 2, random);
}

TEST(TheFirstScreen, AsksTheKioskHowItIsDoing) {
  Kiosk kiosk;
  kiosk.on(Started{});
  EXPECT_EQ(kiosk.wanted<LoadStatus>(), 1);
  EXPECT_EQ(kiosk.state.screen, Screen::first);
}

TEST(TheFirstScreen, OneTapOnALanguageStarts) {
  Kiosk kiosk;
  kiosk.on(LanguageChosen{"ar"});
  EXPECT_EQ(kiosk.state.screen, Screen::role);
  EXPECT_EQ(kiosk.state.language, "ar");
}

TEST(TheFirstScreen, IgnoresALanguageItDoesNotSpeak) {
  Kiosk kiosk;
  kiosk.on(LanguageChosen{"tlh"});
  EXPECT_EQ(kiosk.state.screen, Screen::first);
  EXPECT_EQ(kiosk.state.language, "nl");
}

TEST(TheFirstScreen, GreetsInOneLanguageAfterAnother) {
  Kiosk kiosk;
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), kiosk.now + 4000);
  kiosk.wait(3999);
  EXPECT_EQ(kiosk.state.greeting, 0);
  kiosk.wait(1);
  EXPECT_EQ(kiosk.state.greeting, 1);
  kiosk.wait(9000);
  EXPECT_EQ(kiosk.state.greeting, 3);
}

// No frame is drawn for a greeting that nobody sees; the first touch begins them anew, from the
// same words.
TEST(TheFirstScreen, GreetsNoLongerWhenNobodyCameForTenMinutes) {
  Kiosk kiosk;
  kiosk.wait(600'000);
  const int last = kiosk.state.greeting;
  EXPECT_GT(last, 100);
  EXPECT_EQ(last % static_cast<int>(kiosk.settings.languages.size()), 0);
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), std::nullopt);
  kiosk.wait(86'400'000);
  EXPECT_EQ(kiosk.state.greeting, last);
  kiosk.on(Activity{});
  EXPECT_EQ(kiosk.state.greeting, 0);
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), kiosk.now + 4000);
}

TEST(AKioskThatCannotStore, SaysSoAndComesBackByItself) {
  Kiosk kiosk;
  QueueStatus status = Kiosk::enrolled();
  status.enrolled = false;
  kiosk.ready(status);
  EXPECT_EQ(kiosk.state.screen, Screen::not_ready);
  EXPECT_EQ(kiosk.state.not_ready, NotReady::not_enrolled);
  status = Kiosk::enrolled();
  status.free_bytes = 100;
  kiosk.ready(status);
  EXPECT_EQ(kiosk.state.not_ready, NotReady::storage_full);
  kiosk.ready();
  EXPECT_EQ(kiosk.state.screen, Screen::first);
  kiosk.on(StatusFailed{base::Errc::storage_damaged});
  EXPECT_EQ(kiosk.state.screen, Screen::not_ready);
  EXPECT_EQ(kiosk.state.not_ready, NotReady::damaged);
}

TEST(AKioskThatCannotStore, StillSpeaksEveryLanguageAndOpensTheStaffPage) {
  Kiosk kiosk;
  kiosk.ready({});
  kiosk.on(LanguagePickerOpened{}).on(LanguageChosen{"ar"});
  EXPECT_EQ(kiosk.state.screen, Screen::not_ready);
  EXPECT_EQ(kiosk.state.language, "ar");
  kiosk.on(StaffPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_pin);
}

TEST(AKioskThatFillsUp, ThrowsNobodyOutOfASignUp) {
  Kiosk kiosk;
  kiosk.ready().start("household");
  QueueStatus full = Kiosk::enrolled();
  full.free_bytes = 0;
  kiosk.ready(full);
  EXPECT_EQ(kiosk.state.screen, Screen::question);
  kiosk.on(StopPressed{}).on(StopConfirmed{});
  EXPECT_EQ(kiosk.state.screen, Screen::not_ready);
}

TEST(ARole, LeadsToItsFirstQuestion) {
  for (const auto& [form_id, first] : {std::pair{"household", "name"},
                                       {"group", "adult"},
                                       {"member", "join_code"},
                                       {"single", "adult"}}) {
    Kiosk kiosk;
    kiosk.start(form_id);
    EXPECT_EQ(kiosk.state.screen, Screen::question) << form_id;
    EXPECT_EQ(kiosk.current_question(), first) << form_id;
    EXPECT_EQ(kiosk.state.session.step, 1);
  }
}

TEST(ARole, ThatDoesNotExistIsIgnored) {
  Kiosk kiosk;
  kiosk.on(LanguageChosen{"nl"}).on(RoleChosen{"admin"});
  EXPECT_EQ(kiosk.state.screen, Screen::role);
}

TEST(Continue, IsNeverDisabledAndSaysWhatIsMissing) {
  Kiosk kiosk;
  kiosk.start("household").on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "name");
  EXPECT_EQ(kiosk.error(), "error.name.empty");
  kiosk.type("Amal");
  EXPECT_EQ(kiosk.error(), "") << "typing takes the complaint away";
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "contact");
}

TEST(Continue, SaysSkipOnASoftQuestionWithoutAnAnswer) {
  Kiosk kiosk;
  kiosk.fill_household().on(TellMorePressed{}).continue_to("interests", 0);
  EXPECT_EQ(kiosk.state.session.continue_as, ContinueAs::skip);
  kiosk.on(OptionTapped{0});
  EXPECT_EQ(kiosk.state.session.continue_as, ContinueAs::next);
  for (int i = 0; i < 20 && kiosk.state.screen != Screen::check; ++i) kiosk.on(BackPressed{});
  kiosk.on(BackPressed{});
  for (int i = 0; i < 20 && kiosk.current_question() != "children"; ++i) kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.state.session.continue_as, ContinueAs::next) << "no children is an answer";
}

TEST(Progress, CountsTheQuestionsOfThisPerson) {
  Kiosk kiosk;
  kiosk.start("household");
  EXPECT_EQ(kiosk.state.session.steps, 10);
  kiosk.type("Amal").on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.session.step, 2);
}

TEST(GoingBackAndForth, KeepsEveryAnswer) {
  Kiosk kiosk;
  kiosk.fill_household();
  const auto answers = kiosk.state.session.answers;
  int back = 0;
  while (kiosk.state.screen != Screen::role && back < 100) kiosk.on(BackPressed{}), ++back;
  EXPECT_EQ(back, 11);
  kiosk.on(RoleChosen{"household"});
  for (int i = 0; i < 10; ++i) kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.answers, answers);
}

TEST(AnotherRole, StartsWithEmptyAnswers) {
  Kiosk kiosk;
  kiosk.start("household").type("Amal").on(BackPressed{}).on(RoleChosen{"group"});
  EXPECT_EQ(kiosk.current_question(), "adult");
  EXPECT_EQ(kiosk.state.session.answers.size(), 1U);
}

TEST(GoingBackFromTheRoles, AsksBeforeAnswersAreLost) {
  Kiosk kiosk;
  kiosk.start("household").type("Amal").on(BackPressed{}).on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::role);
  EXPECT_EQ(kiosk.state.overlay, Overlay::stop_confirm);
  kiosk.on(KeepGoing{});
  EXPECT_EQ(kiosk.state.screen, Screen::role);
  Kiosk empty;
  empty.on(LanguageChosen{"ar"}).on(BackPressed{});
  EXPECT_TRUE(empty.is_wiped());
}

TEST(MoreAdults, AreAskedOneAfterTheOther) {
  Kiosk kiosk;
  kiosk.start("household").type("Amal").on(ContinuePressed{});
  kiosk.on(ChannelTapped{domain::ContactChannel::caseworker}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.caseworker.empty") << "through whom is asked";
  kiosk.type("Halima").on(ContinuePressed{});
  kiosk.type("1315").on(ContinuePressed{}).on(StepperTapped{+1});
  EXPECT_EQ(kiosk.state.session.adults, 2);
  EXPECT_EQ(kiosk.state.session.steps, 13);
  kiosk.on(ContinuePressed{}).on(ContinuePressed{}).on(OptionTapped{0}).on(ContinuePressed{});
  kiosk.on(OptionTapped{0}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "languages");
  EXPECT_EQ(kiosk.state.session.current.adult, 0);
  kiosk.on(LanguageTapped{domain::Language::nl});
  kiosk.on(LevelTapped{domain::Language::ar, domain::LanguageLevel::fluent});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "called");
  EXPECT_EQ(kiosk.state.session.current.adult, 1);
  kiosk.type("mijn broer").on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "languages");
  EXPECT_EQ(kiosk.state.session.current.adult, 1);
}

TEST(AnAdultWhoSaysNo, IsLeftOutAndNobodyElseIs) {
  const auto& f = shipped().at(shipped().find("household"));
  auto answers = forms::testing_support::household(4);
  for (int adult = 1; adult < 4; ++adult) {
    answers.set(at(f, "called", adult), secret("volwassene " + std::to_string(adult + 1)));
  }
  answers.set(at(f, "their_consent", 2), forms::ConsentAnswer{});
  Kiosk kiosk;
  kiosk.fill("household", answers);
  ASSERT_EQ(kiosk.current_question(), "their_consent");
  ASSERT_EQ(kiosk.state.session.current.adult, 2);
  ASSERT_EQ(kiosk.error(), "error.consent.other");
  kiosk.on(NotGivenTapped{forms::NotGiven::no}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "their_consent");
  EXPECT_EQ(kiosk.state.session.current.adult, 2) << "who was the fourth";
  for (int i = 0; i < 100 && kiosk.state.screen == Screen::question; ++i) {
    kiosk.on(ContinuePressed{});
    EXPECT_EQ(kiosk.error(), "");
  }
  ASSERT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.adults, 3);
  EXPECT_EQ(kiosk.state.session.answers.called(f, 1).view(), "volwassene 2");
  EXPECT_EQ(kiosk.state.session.answers.called(f, 2).view(), "volwassene 4");
}

TEST(AnAdultWhoSaysNo, AfterAllSaysYesWhenItIsTappedOrNobodyWentOn) {
  const auto& f = shipped().at(shipped().find("household"));
  auto answers = forms::testing_support::household(2);
  answers.set(at(f, "their_consent", 1), forms::ConsentAnswer{});
  Kiosk kiosk;
  kiosk.fill("household", answers).on(NotGivenTapped{forms::NotGiven::no}).on(BackPressed{});
  EXPECT_EQ(kiosk.state.session.adults, 2) << "going back takes nobody out";
  kiosk.on(ContinuePressed{}).on(ConsentTapped{domain::Purpose::service}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.adults, 2);
  // From the check page: taken out by going on, and not by going back.
  kiosk.on(LineTapped{at(f, "their_consent", 1)}).on(NotGivenTapped{forms::NotGiven::no});
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.state.session.adults, 2);
  kiosk.on(LineTapped{at(f, "their_consent", 1)}).on(NotGivenTapped{forms::NotGiven::no});
  kiosk.on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.adults, 1);
}

TEST(AVolunteerUnderEighteen, IsThankedAndNothingIsStored) {
  Kiosk kiosk;
  kiosk.start("single").on(YesNoTapped{false}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::notice);
  EXPECT_EQ(kiosk.state.session.notice, "notice.under_18");
  kiosk.on(FinishPressed{});
  EXPECT_TRUE(kiosk.is_wiped());
  EXPECT_EQ(kiosk.wanted<Submit>(), 0);
}

TEST(AVolunteerWithoutTwelveMonths, MayChangeTheAnswer) {
  Kiosk kiosk;
  kiosk.start("group").on(YesNoTapped{true}).on(ContinuePressed{});
  kiosk.on(YesNoTapped{false}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.state.session.notice, "notice.twelve_months");
  kiosk.on(BackPressed{}).on(YesNoTapped{true}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "name");
}

TEST(AJoinCode, IsCheckedWithoutANetwork) {
  Kiosk kiosk;
  kiosk.start("member").type(some_code().str()).on(ContinuePressed{});
  EXPECT_EQ(kiosk.current_question(), "adult");
  kiosk.on(BackPressed{}).on(TextBackspace{}).on(ContinuePressed{});
  EXPECT_EQ(kiosk.error(), "error.code.length");
}

TEST(TheCheckPage, ShowsALineForEachQuestionAndSendsOnce) {
  Kiosk kiosk;
  kiosk.fill_household();
  ASSERT_EQ(kiosk.state.screen, Screen::check);
  EXPECT_EQ(kiosk.state.session.summary.size(), 10U);
  kiosk.on(SendPressed{}).on(SendPressed{}).on(SendPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::sending);
  EXPECT_EQ(kiosk.wanted<Submit>(), 1);
  EXPECT_EQ(kiosk.last<Submit>()->record.form, "household");
}

TEST(WhileSending, NothingThrowsTheAnswersAway) {
  Kiosk kiosk;
  kiosk.fill_household().on(SendPressed{});
  kiosk.on(BackPressed{}).on(StopPressed{}).on(StopConfirmed{}).on(FinishPressed{});
  kiosk.wait(3'600'000);
  EXPECT_EQ(kiosk.state.screen, Screen::sending);
  EXPECT_FALSE(kiosk.state.session.answers.empty());
}

TEST(TheReceipt, CarriesNoNameAndNoAnswers) {
  Kiosk kiosk;
  kiosk.fill_household().on(SendPressed{});
  kiosk.on(Submitted{kiosk.state.waiting_for, {some_code(), {}}});
  EXPECT_EQ(kiosk.state.screen, Screen::receipt);
  EXPECT_EQ(kiosk.state.session, Session());
  EXPECT_EQ(kiosk.state.receipt->code, some_code());
  EXPECT_EQ(kiosk.state.receipt_form, shipped().find("household"));
  EXPECT_EQ(kiosk.wanted<WipeSession>(), 1);
  kiosk.on(FinishPressed{});
  EXPECT_TRUE(kiosk.is_wiped());
  EXPECT_EQ(kiosk.state.receipt_form, -1);
}

TEST(TheReceipt, GoesAwayByItself) {
  Kiosk kiosk;
  kiosk.fill_household().on(SendPressed{});
  kiosk.on(Submitted{kiosk.state.waiting_for, {some_code(), {}, some_code()}});
  kiosk.wait(120'000);
  EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning);
  kiosk.wait(20'000);
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(ALateOrStrangeResult, ChangesNothing) {
  Kiosk kiosk;
  kiosk.fill_household();
  const State before = kiosk.state;
  kiosk.on(Submitted{7, {some_code(), {}}}).on(SubmitFailed{7, base::Errc::storage});
  EXPECT_EQ(kiosk.state, before);
  kiosk.on(SendPressed{}).on(Submitted{999, {some_code(), {}}});
  EXPECT_EQ(kiosk.state.screen, Screen::sending);
}

struct FailedSave {
  base::Errc code;
  const char* says;
};

TEST(ASendThatFails, KeepsTheAnswersAndSaysWhatToDo) {
  for (const auto& [code, says] : {FailedSave{base::Errc::storage_full, "error.send.storage_full"},
                                   FailedSave{base::Errc::storage_damaged, "error.send.damaged"},
                                   FailedSave{base::Errc::not_found, "error.send.not_enrolled"},
                                   FailedSave{base::Errc::internal, "error.send.failed"}}) {
    Kiosk kiosk;
    kiosk.fill_household().on(SendPressed{});
    kiosk.on(SubmitFailed{kiosk.state.waiting_for, code});
    EXPECT_EQ(kiosk.state.screen, Screen::check);
    EXPECT_EQ(kiosk.state.session.send_error, says);
    EXPECT_EQ(kiosk.state.session.summary.size(), 10U);
    kiosk.on(SendPressed{});
    EXPECT_EQ(kiosk.wanted<Submit>(), 2) << "trying again is possible";
    EXPECT_EQ(kiosk.state.session.send_error, "");
  }
}

}  // namespace
}  // namespace samen::flow
