// SPDX-License-Identifier: Apache-2.0
// A decision can be taken back for a while after it was made.
#include "unit/kiosk/flow/kiosk_fixture.hpp"

namespace samen::flow {
namespace {

using domain::Verdict;

// On the card that was accepted and saved just now.
Kiosk accepted() {
  Kiosk kiosk;
  kiosk.open_staff({card(1), card(2)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
  kiosk.on(Decided{kiosk.last<Decide>()->decision});
  return kiosk;
}

TEST(Undo, IsOfferedOnceADecisionIsSavedAndCountsDown) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
  EXPECT_EQ(kiosk.last<Decide>()->undo_ms, kiosk.settings.undo_ms);
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 0) << "not while it is being written";
  kiosk.on(UndoPressed{});
  EXPECT_EQ(kiosk.wanted<Undo>(), 0);
  kiosk.on(Decided{kiosk.last<Decide>()->decision});
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 60);
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings), kiosk.now + 1000);
  kiosk.wait(1500);
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 59);
}

TEST(Undo, TakesTheDecisionBackAndLoadsTheCardsBehindIt) {
  Kiosk kiosk = accepted();
  const auto decision = kiosk.last<Decide>()->decision;
  kiosk.on(UndoPressed{}).on(UndoPressed{});
  ASSERT_EQ(kiosk.wanted<Undo>(), 1);
  EXPECT_EQ(kiosk.last<Undo>()->decision, decision);
  EXPECT_FALSE(can_decide(kiosk.state)) << "not before it is known what stood there";
  kiosk.on(Undone{decision}).on(CardsLoaded{kiosk.state.cards_ticket, {card(1), card(2)}});
  EXPECT_EQ(kiosk.state.staff.decision_on(card(1).proposal), nullptr);
  EXPECT_TRUE(can_decide(kiosk.state));
  EXPECT_EQ(kiosk.state.staff.lists.open.size(), 2U);
  kiosk.on(DeclinePressed{}).on(DeclineReasonChosen{});
  EXPECT_EQ(kiosk.wanted<Decide>(), 2);
}

TEST(Undo, EndsWithItsTimeAndTheDecisionsLeaveThen) {
  Kiosk kiosk = accepted();
  kiosk.wait(59'999);
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 1);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 0);
  kiosk.wait(1);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 1);
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 0);
  kiosk.on(UndoPressed{});
  EXPECT_EQ(kiosk.wanted<Undo>(), 0);
  kiosk.wait(120'000);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 1) << "said once";
}

TEST(Undo, EachDecisionLeavesAfterItsOwnMinuteWhileSomebodyGoesOnDeciding) {
  Kiosk kiosk = accepted();
  kiosk.wait(40'000).on(BackPressed{}).on(CardTapped{card(2).proposal}).on(AcceptPressed{});
  kiosk.on(Decided{kiosk.last<Decide>()->decision});
  EXPECT_EQ(next_deadline_ms(kiosk.state, kiosk.settings).value(), kiosk.now + 1000);
  kiosk.wait(19'999);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 0);
  kiosk.wait(1);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 1) << "the first one's minute is over";
  kiosk.wait(39'999);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 1);
  kiosk.wait(1);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 2);
}

TEST(Undo, RunsOnWhenThePageIsClosed) {
  Kiosk kiosk = accepted();
  kiosk.on(StaffClosePressed{});
  EXPECT_TRUE(kiosk.is_wiped());
  EXPECT_GT(next_deadline_ms(kiosk.state, kiosk.settings).value(), kiosk.now);
  kiosk.now += 20'000;
  kiosk.open_staff({card(1), card(2)}).on(CardTapped{card(1).proposal});
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 40);
  kiosk.on(StaffClosePressed{});
  for (int i = 0; i < 60; ++i) kiosk.wait(1000);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 1);
}

TEST(Undo, ThatComesTooLateOrFailsSaysSo) {
  struct Failure {
    base::Errc code;
    const char* says;
    bool may_try_again;
  };
  for (const auto& [code, says, again] :
       {Failure{base::Errc::conflict, "staff.error.undo_late", false},
        Failure{base::Errc::storage_full, "staff.error.undo", true}}) {
    Kiosk kiosk = accepted();
    kiosk.on(UndoPressed{}).on(UndoFailed{kiosk.last<Undo>()->decision, code});
    kiosk.on(CardsLoaded{kiosk.state.cards_ticket, {card(1), card(2)}});
    EXPECT_EQ(kiosk.state.staff.error, says);
    EXPECT_NE(kiosk.state.staff.decision_on(card(1).proposal), nullptr) << "it stands";
    EXPECT_EQ(kiosk.state.staff.undo_seconds > 0, again);
  }
}

TEST(Undo, AnsweredAfterThePageWasClosedIsForgotten) {
  Kiosk kiosk = accepted();
  kiosk.on(UndoPressed{});
  const auto decision = kiosk.last<Undo>()->decision;
  kiosk.on(StaffClosePressed{}).on(Undone{decision});
  kiosk.open_staff({card(1), card(2)}).on(CardTapped{card(1).proposal});
  EXPECT_TRUE(can_decide(kiosk.state));
}

TEST(Undo, IsNotOfferedWhereDecisionsLeaveAtOnce) {
  Kiosk kiosk;
  kiosk.settings.undo_ms = 0;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(AcceptPressed{});
  kiosk.on(Decided{kiosk.last<Decide>()->decision});
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 0);
  EXPECT_EQ(kiosk.wanted<SendDecisions>(), 0);
}

TEST(Undo, OfAHoldGivesWayToAnotherDecision) {
  Kiosk kiosk;
  kiosk.open_staff({card(1)}).on(CardTapped{card(1).proposal}).on(HoldPressed{});
  kiosk.on(Decided{kiosk.last<Decide>()->decision});
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 60);
  EXPECT_TRUE(can_decide(kiosk.state));
  kiosk.on(AcceptPressed{});
  EXPECT_EQ(kiosk.state.staff.undo_seconds, 0) << "of the new one, once it is saved";
}

}  // namespace
}  // namespace samen::flow
