// SPDX-License-Identifier: Apache-2.0
// The caseworker's page: behind a PIN, and nothing of it stays behind.
#include <algorithm>
#include <cctype>

#include "base/badge.hpp"
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::DeclineReason;
using domain::Verdict;

TEST(TheStaffPage, OpensFromTheFirstScreenOnly) {
  Kiosk kiosk;
  kiosk.start("household").on(StaffPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::question);
  Kiosk first;
  first.on(StaffPressed{});
  EXPECT_EQ(first.state.screen, Screen::staff_pin);
}

TEST(ThePin, IsSentOnceAndLeavesTheScreen) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).pin("123456").on(PinSubmitted{}).on(PinDigit{7});
  ASSERT_EQ(kiosk.wanted<OpenStaff>(), 1);
  EXPECT_EQ(kiosk.last<OpenStaff>()->pin.view(), "123456");
  EXPECT_TRUE(kiosk.state.staff.pin.empty());
  EXPECT_TRUE(kiosk.state.staff.checking);
}

TEST(ThePin, CanBeCorrectedAndHasAMeasure) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).on(PinDigit{1}).on(PinDigit{2}).on(PinBackspace{});
  EXPECT_EQ(kiosk.state.staff.pin.view(), "1");
  kiosk.on(PinSubmitted{});
  EXPECT_EQ(kiosk.state.staff.error, "staff.pin.short");
  EXPECT_EQ(kiosk.wanted<OpenStaff>(), 0);
  for (int i = 0; i < 20; ++i) kiosk.on(PinDigit{3});
  EXPECT_EQ(kiosk.state.staff.pin.size(), 12U);
  EXPECT_EQ(kiosk.state.staff.error, "");
  kiosk.on(PinDigit{10}).on(PinDigit{-1});
  EXPECT_EQ(kiosk.state.staff.pin.size(), 12U);
}

TEST(AWrongPin, SaysSoAndMayBeTriedAgain) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).pin("111111");
  kiosk.on(StaffRefused{kiosk.state.waiting_for, base::Errc::permission, 0});
  EXPECT_EQ(kiosk.state.staff.error, "staff.pin.wrong");
  EXPECT_FALSE(kiosk.state.staff.open);
  kiosk.pin("123456");
  EXPECT_EQ(kiosk.wanted<OpenStaff>(), 2);
}

TEST(TooManyWrongPins, LockThePageForAWhileAcrossVisits) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).pin("111111");
  kiosk.on(StaffRefused{kiosk.state.waiting_for, base::Errc::limit, 30'000});
  EXPECT_EQ(kiosk.state.staff.error, "staff.pin.locked");
  EXPECT_EQ(kiosk.state.staff.locked_seconds, 30);
  kiosk.pin("123456");
  EXPECT_EQ(kiosk.wanted<OpenStaff>(), 1);
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), kiosk.now + 1000);
  kiosk.on(BackPressed{}).on(StaffPressed{});
  EXPECT_EQ(kiosk.state.staff.error, "staff.pin.locked");
  kiosk.wait(30'000);
  EXPECT_EQ(kiosk.state.staff.error, "");
  EXPECT_EQ(kiosk.state.staff.locked_seconds, 0);
  kiosk.pin("123456");
  EXPECT_EQ(kiosk.wanted<OpenStaff>(), 2);
}

TEST(WalkingAwayFromAPinThatIsBeingChecked, OpensNothing) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).pin("123456");
  const auto ticket = kiosk.state.waiting_for;
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.wanted<CloseStaff>(), 1) << "queued behind the try, so what it opens is closed";
  kiosk.on(StaffOpened{ticket});
  EXPECT_FALSE(kiosk.state.staff.open);
  kiosk.on(StaffPressed{}).pin("000000").on(StaffOpened{ticket});
  EXPECT_FALSE(kiosk.state.staff.open) << "an old yes is not a yes to a new PIN";
  EXPECT_TRUE(kiosk.state.staff.checking);
}

// A kiosk whose staff page takes a card, on its PIN page.
Kiosk with_badge() {
  Kiosk kiosk;
  QueueStatus status = Kiosk::enrolled();
  status.staff_badge = true;
  kiosk.ready(status).on(StaffPressed{});
  return kiosk;
}
const base::Bytes kBadge(base::kBadgeBytes, 42);
// Letter by letter, as a reader does.
Kiosk& hold_card(Kiosk& kiosk, std::string_view letters) {
  for (const char& c : letters) kiosk.on(BadgeTyped{secret({&c, 1})});
  return kiosk.on(BadgeEnded{});
}

TEST(ACardAtTheReader, GoesWithThePinWhicheverComesFirst) {
  const auto letters = base::badge_letters(kBadge);
  for (const bool card_first : {true, false}) {
    Kiosk kiosk = with_badge();
    if (card_first) hold_card(kiosk, letters.view());
    for (const int digit : {2, 7, 1, 8, 2, 8}) kiosk.on(PinDigit{digit});
    if (!card_first) hold_card(kiosk, letters.view());
    EXPECT_EQ(kiosk.wanted<OpenStaff>(), 0) << "the reader's Enter opens nothing";
    EXPECT_EQ(kiosk.state.staff.error, "");
    kiosk.on(PinSubmitted{});
    ASSERT_EQ(kiosk.wanted<OpenStaff>(), 1);
    EXPECT_EQ(kiosk.last<OpenStaff>()->pin.view(), "271828");
    EXPECT_TRUE(std::ranges::equal(kiosk.last<OpenStaff>()->badge, kBadge));
    EXPECT_TRUE(kiosk.state.staff.badge.empty() && kiosk.state.staff.card.empty());
  }
}

TEST(ACardAtTheReader, IsAskedForBeforeAnythingIsTried) {
  Kiosk kiosk = with_badge();
  kiosk.pin("271828");
  EXPECT_EQ(kiosk.wanted<OpenStaff>(), 0);
  EXPECT_EQ(kiosk.state.staff.error, "staff.badge.missing");
  hold_card(kiosk, base::badge_letters(kBadge).view()).on(PinSubmitted{});
  EXPECT_EQ(kiosk.wanted<OpenStaff>(), 1) << "and the PIN was kept";
}

TEST(ACardAtTheReader, ThatIsNotOursOrHalfOursIsSaidToBeMisread) {
  const auto letters = base::badge_letters(kBadge);
  std::string swapped(letters.view());
  std::swap(swapped[8], swapped[30]);
  swapped[20] = swapped[20] == 'B' ? 'C' : 'B';
  for (const std::string& text : {swapped, std::string(letters.view().substr(3)),
                                  std::string("ABC8710398500120"), std::string(500, 'S')}) {
    Kiosk kiosk = with_badge();
    hold_card(kiosk, text);
    EXPECT_EQ(kiosk.state.staff.error, "staff.badge.misread");
    EXPECT_TRUE(kiosk.state.staff.badge.empty() && kiosk.state.staff.card.empty());
    EXPECT_TRUE(kiosk.state.staff.pin.empty()) << "no digit of a card lands in the PIN";
    hold_card(kiosk, letters.view());
    EXPECT_EQ(kiosk.state.staff.error, "");
    EXPECT_FALSE(kiosk.state.staff.badge.empty());
  }
}

TEST(ACardAtTheReader, IsFoundBehindHalfOfOneAndInSmallLetters) {
  std::string text(base::badge_letters(kBadge).view());
  std::ranges::transform(text, text.begin(), [](char c) { return std::tolower(c); });
  Kiosk kiosk = with_badge();
  hold_card(kiosk, text.substr(0, 15) + text);
  EXPECT_TRUE(std::ranges::equal(kiosk.state.staff.badge, kBadge));
}

TEST(AWrongCardOrPin, GetsOneAnswerAndBothAreGivenAgain) {
  Kiosk kiosk = with_badge();
  hold_card(kiosk, base::badge_letters(kBadge).view()).pin("271828");
  kiosk.on(StaffRefused{kiosk.state.waiting_for, base::Errc::permission, 0});
  EXPECT_EQ(kiosk.state.staff.error, "staff.badge.wrong");
  EXPECT_TRUE(kiosk.state.staff.badge.empty() && kiosk.state.staff.pin.empty());
}

TEST(ACard, MeansNothingToAKioskWithoutBadges) {
  Kiosk kiosk;
  kiosk.ready().on(StaffPressed{});
  const State before = kiosk.state;
  hold_card(kiosk, base::badge_letters(kBadge).view());
  EXPECT_EQ(kiosk.state, before);
  kiosk.pin("271828");
  ASSERT_EQ(kiosk.wanted<OpenStaff>(), 1);
  EXPECT_TRUE(kiosk.last<OpenStaff>()->badge.empty());
}

TEST(ACardThatWasRead, IsForgottenWithThePage) {
  Kiosk kiosk = with_badge();
  hold_card(kiosk, base::badge_letters(kBadge).view()).on(BadgeTyped{secret("SLEUT")});
  kiosk.wait(120'000);
  kiosk.wait(20'000);
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(AnOpenPage, LoadsCardsAndStatus) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).pin("123456").on(StaffOpened{kiosk.state.waiting_for});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_home);
  EXPECT_EQ(kiosk.wanted<LoadCards>(), 1);
  EXPECT_EQ(kiosk.wanted<LoadStatus>(), 1);
  EXPECT_TRUE(kiosk.state.staff.loading);
  kiosk.on(CardsLoaded{kiosk.state.cards_ticket, {card(1), card(2)}});
  EXPECT_EQ(kiosk.state.staff.cards.size(), 2U);
  EXPECT_FALSE(kiosk.state.staff.loading);
  kiosk.on(TabChosen{StaffTab::status}).on(RefreshPressed{});
  EXPECT_EQ(kiosk.wanted<LoadCards>(), 2);
  kiosk.on(CardsFailed{kiosk.state.cards_ticket, base::Errc::storage});
  EXPECT_EQ(kiosk.state.staff.error, "staff.error.cards");
}

TEST(CardsThatArriveTooLate, NeverShowOnAClosedPage) {
  Kiosk kiosk;
  kiosk.on(StaffPressed{}).pin("123456").on(StaffOpened{kiosk.state.waiting_for});
  const auto ticket = kiosk.state.cards_ticket;
  kiosk.on(StaffClosePressed{}).on(CardsLoaded{ticket, {card(1)}});
  EXPECT_TRUE(kiosk.state.staff.cards.empty());
  EXPECT_TRUE(kiosk.is_wiped());
}

TEST(ClosingThePage, WipesItAndForgetsTheKey) {
  for (const Event& way :
       {Event(StaffClosePressed{}), Event(BackPressed{}), Event(StopPressed{})}) {
    Kiosk kiosk;
    kiosk.open_staff({card(1)}).on(way);
    EXPECT_TRUE(kiosk.is_wiped());
    EXPECT_EQ(kiosk.wanted<CloseStaff>(), 1);
  }
}

TEST(AStaffPageLeftAlone, ClosesItself) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal});
  kiosk.wait(120'000);
  EXPECT_EQ(kiosk.state.overlay, Overlay::idle_warning);
  kiosk.wait(20'000);
  EXPECT_TRUE(kiosk.is_wiped());
  EXPECT_EQ(kiosk.wanted<CloseStaff>(), 1);
}

TEST(ACard, IsOpenedAndLeft) {
  Kiosk kiosk;
  kiosk.open_staff({card(1), card(2)}).on(CardTapped{card(2).proposal});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_card);
  EXPECT_EQ(*kiosk.state.staff.selected_card(), card(2));
  EXPECT_TRUE(can_decide(kiosk.state));
  kiosk.on(BackPressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_home);
  kiosk.on(CardTapped{card(9).proposal});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_home);
}

TEST(Accepting, IsSavedOnThisKioskAndDoneOnce) {
  Kiosk kiosk;
  kiosk.open_staff({card(1, 3)}).on(CardTapped{card(1).proposal});
  kiosk.on(AcceptPressed{}).on(AcceptPressed{}).on(DeclinePressed{}).on(HoldPressed{});
  ASSERT_EQ(kiosk.wanted<Decide>(), 1);
  EXPECT_EQ(kiosk.last<Decide>()->decision,
            (domain::Decision{card(1).proposal, 3, Verdict::accept, {}}));
  EXPECT_FALSE(kiosk.state.staff.decision_on(card(1).proposal)->saved);
  kiosk.on(Decided{kiosk.last<Decide>()->decision});
  EXPECT_TRUE(kiosk.state.staff.decision_on(card(1).proposal)->saved);
  EXPECT_FALSE(can_decide(kiosk.state));
}

TEST(Declining, NeedsAReason) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(DeclinePressed{});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_decline);
  EXPECT_EQ(kiosk.wanted<Decide>(), 0);
  kiosk.on(BackPressed{}).on(DeclineReasonChosen{DeclineReason::too_far});
  EXPECT_EQ(kiosk.wanted<Decide>(), 0);
  kiosk.on(DeclinePressed{}).on(DeclineReasonChosen{DeclineReason::too_far});
  EXPECT_EQ(kiosk.last<Decide>()->decision.reason, DeclineReason::too_far);
  EXPECT_EQ(kiosk.state.screen, Screen::staff_card);
}

TEST(Holding, LeavesTheDecisionOpen) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(HoldPressed{});
  EXPECT_TRUE(can_decide(kiosk.state));
  kiosk.on(AcceptPressed{});
  EXPECT_EQ(kiosk.wanted<Decide>(), 2);
  EXPECT_EQ(kiosk.state.staff.decisions.size(), 1U);
}

TEST(ADecisionThatCouldNotBeSaved, IsTakenBackInWords) {
  struct Failure {
    base::Errc code;
    const char* says;
  };
  for (const auto& [code, says] : {Failure{base::Errc::conflict, "staff.error.changed"},
                                   Failure{base::Errc::storage_full, "staff.error.storage_full"},
                                   Failure{base::Errc::internal, "staff.error.decide"}}) {
    Kiosk kiosk;
    kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
    kiosk.on(DecideFailed{kiosk.last<Decide>()->decision, code});
    EXPECT_EQ(kiosk.state.staff.error, says);
    EXPECT_TRUE(can_decide(kiosk.state));
  }
}

TEST(ANewerCard, ReplacesTheLocalDecision) {
  Kiosk kiosk;
  kiosk.open_staff({card(1), card(2)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
  kiosk.on(Decided{kiosk.last<Decide>()->decision}).on(InboxChanged{});
  kiosk.on(CardsLoaded{kiosk.state.cards_ticket, {card(1), card(2)}});
  EXPECT_NE(kiosk.state.staff.decision_on(card(1).proposal), nullptr);
  kiosk.on(InboxChanged{});
  auto newer = card(1, 2);
  newer.state = domain::ProposalState::accepted;
  kiosk.on(CardsLoaded{kiosk.state.cards_ticket, {newer, card(2)}});
  EXPECT_EQ(kiosk.state.staff.decision_on(card(1).proposal), nullptr);
  EXPECT_FALSE(can_decide(kiosk.state)) << "an accepted card is decided";
}

TEST(ACardThatIsWithdrawnWhileRead, LeadsBackInWords) {
  Kiosk kiosk;
  kiosk.open_staff({card(1), card(2)}).on(CardTapped{card(1).proposal}).on(DeclinePressed{});
  kiosk.on(InboxChanged{}).on(CardsLoaded{kiosk.state.cards_ticket, {card(2)}});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_home);
  EXPECT_EQ(kiosk.state.staff.error, "staff.error.card_gone");
}

TEST(ALocalDecision, SurvivesClosingThePageSoThatNobodyDecidesTwice) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
  kiosk.on(StaffClosePressed{}).on(Decided{kiosk.last<Decide>()->decision});
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
  EXPECT_EQ(kiosk.wanted<Decide>(), 1);
  EXPECT_TRUE(kiosk.state.staff.decision_on(card(1).proposal)->saved);
}

TEST(TheLanguageOfTheStaffPage, CanBeChangedToo) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(LanguagePickerOpened{}).on(LanguageChosen{"ar"});
  EXPECT_EQ(kiosk.state.screen, Screen::staff_home);
  EXPECT_EQ(kiosk.state.language, "ar");
  EXPECT_EQ(kiosk.state.staff.cards.size(), 1U);
}

}  // namespace
}  // namespace samen::flow
