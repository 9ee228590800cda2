// SPDX-License-Identifier: Apache-2.0
// What the staff page of a kiosk says is to be done is what the matcher's own list says.
#include "sync/server/cases/work_on_cards.hpp"

#include "sync/server/cases/decide.hpp"
#include "unit/sync/server/match_fixture.hpp"

namespace samen::server {
namespace {

using domain::NextStep;

class WorkOnCardsTest : public MatchTest {
 protected:
  int look() { return work.look(*store, policy).value(); }
  // The newest card that the kiosk's feed has of it.
  domain::ProposalCard at_the_kiosk() {
    std::optional<domain::ProposalCard> newest;
    std::string cursor;
    for (bool more = true; more;) {  // ends: a feed has a last page
      clock.advance(1000);
      const auto page = feed(*kiosk, cursor);
      for (const auto& item : page.items) {
        if (item.id == card.proposal) newest = kiosk->open_card(item).value();
      }
      cursor = page.cursor;
      more = page.more;
    }
    return newest.value();
  }
  WorkOnCards work;
};

TEST_F(WorkOnCardsTest, ACardSaysWhatIsNextAndIsSentOnlyWhenThatIsSomethingElse) {
  EXPECT_EQ(at_the_kiosk().work, std::nullopt);
  EXPECT_EQ(look(), 1);
  auto shown = at_the_kiosk();
  ASSERT_TRUE(shown.work);
  EXPECT_EQ(shown.work->next, next());
  EXPECT_EQ(shown.work->next.step, NextStep::ask_both);
  EXPECT_FALSE(shown.work->overdue);
  const int version = shown.version;
  EXPECT_EQ(look(), 0);
  EXPECT_EQ(WorkOnCards().look(*store, policy).value(), 0)
      << "nor by a matcher that has just started";
  EXPECT_EQ(at_the_kiosk().version, version);
  step({.event = MatchEvent::household_yes});
  EXPECT_EQ(look(), 1);
  EXPECT_EQ(at_the_kiosk().work->next.step, NextStep::ask_group);
}

TEST_F(WorkOnCardsTest, ADayThatIsOverAndAContactThatDriesUpReachTheKioskByThemselves) {
  look();
  pass_days(days.answer);
  EXPECT_EQ(look(), 0) << "its day is not over";
  pass_days(1);
  EXPECT_EQ(look(), 1);
  EXPECT_TRUE(at_the_kiosk().work->overdue);
  introduce_them();
  look();
  pass_days(days.quiet_first);
  EXPECT_EQ(look(), 1);
  EXPECT_EQ(at_the_kiosk().work->next.step, NextStep::call_both);
}

TEST_F(WorkOnCardsTest, WhatIsOverHasNothingToDo) {
  look();
  step({.event = MatchEvent::household_no});
  EXPECT_EQ(at_the_kiosk().work, std::nullopt);
  EXPECT_NE(at_the_kiosk().state, domain::ProposalState::accepted);
  EXPECT_EQ(look(), 0);
}

TEST_F(WorkOnCardsTest, AVerdictThatIsTakenBackTakesItAlong) {
  look();
  auto proposed = proposal();
  auto transaction = store->begin();
  ASSERT_TRUE(undo_decision(*store, proposed));
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(at_the_kiosk().work, std::nullopt);
  send(*kiosk, {kiosk->envelope(kiosk->decision(at_the_kiosk(), domain::Verdict::accept))});
  apply();
  EXPECT_EQ(look(), 1);
  EXPECT_EQ(at_the_kiosk().work->next, next());
}

}  // namespace
}  // namespace samen::server
