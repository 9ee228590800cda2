// SPDX-License-Identifier: Apache-2.0
// What each side wants when a match is over, and that the pool follows it, whatever else they say
// and in whatever order.
#include <sstream>

#include "sync/server/store/people.hpp"
#include "sync/server/store/rests.hpp"
#include "sync/server/store/singles.hpp"
#include "unit/sync/server/match_fixture.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

using base::kDayMs;
using domain::Afterwards;
using domain::EndReason;

class Closing : public WayBackTest {
 protected:
  void SetUp() override {
    WayBackTest::SetUp();
    kiosk = enrolled(1);
    amal = std::make_unique<Holder>(random);
    bram = std::make_unique<Holder>(random);
  }
  // A match whose closing talk is due; `made` are its household and its group.
  void bring_together(std::vector<domain::Record> made) {
    std::vector<protocol::Envelope> batch;
    for (auto& record : made) batch.push_back(kiosk->envelope(std::move(record)));
    send(*kiosk, std::move(batch));
    apply();
    const auto round = run_and_store_round(*store, {});
    ASSERT_TRUE(round && round->proposals.size() == 1);
    card = round->proposals.front().card;
    send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
    apply();
    ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
    for (const auto event : {domain::MatchEvent::household_yes, domain::MatchEvent::group_yes,
                             domain::MatchEvent::introduce, domain::MatchEvent::end}) {
      ASSERT_EQ(take({.event = event}), "");
    }
  }
  void bring_people_together() {
    const auto join_code = kiosk->code();
    std::vector<domain::Record> made = {with(kiosk->household("Amal"), *amal),
                                        with(kiosk->group_start(join_code, "Bram"), *bram)};
    for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
      made.push_back(kiosk->group_member(join_code, name));
    }
    bring_together(std::move(made));
  }
  std::string take(const MatchStep& step, const AfterClosing& after = {}) {
    auto proposal = find_proposal(*store, card.proposal).value().value();
    auto transaction = store->begin();
    const auto taken = take_match_step(*store, proposal, step, after);
    if (!taken) return taken.error().message;
    EXPECT_TRUE(transaction->commit());
    return {};
  }
  std::string close(const AfterClosing& after) {
    return take({.event = domain::MatchEvent::close, .reason = EndReason::year_over}, after);
  }
  AfterEnd pause(int days) const { return {Afterwards::pause, clock.wall_ms() + days * kDayMs}; }
  bool household_waits() { return !waiting_households(*store)->empty(); }
  bool group_waits() { return !waiting_groups(*store)->empty(); }

  std::unique_ptr<test::FakeKiosk> kiosk;
  std::unique_ptr<Holder> amal, bram;
  domain::ProposalCard card;
};

TEST_F(Closing, EachSideGetsWhatItWants) {
  bring_people_together();
  EXPECT_EQ(close({.household = {Afterwards::stop, 0}, .group = pause(90)}), "");
  EXPECT_FALSE(household_waits());
  EXPECT_FALSE(group_waits());
  EXPECT_EQ(all_resting(*store)->size(), 1U);
  EXPECT_EQ(all_resting(*store)->front().label, card.group_label);
  send(*kiosk, {kiosk->envelope(kiosk->household("Basma"))});
  apply();
  EXPECT_TRUE(run_and_store_round(*store, {})->proposals.empty()) << "they wanted a pause";
  clock.advance(90 * kDayMs - 1);
  EXPECT_FALSE(group_waits());
  clock.advance(1);
  EXPECT_TRUE(group_waits());
  EXPECT_TRUE(all_resting(*store)->empty());
  EXPECT_EQ(run_and_store_round(*store, {})->proposals.size(), 1U) << "with somebody else";
  EXPECT_FALSE(household_waits()) << "who stopped stays out of it";
}

TEST_F(Closing, AHouseholdMayPauseAndTheGroupGoOn) {
  bring_people_together();
  EXPECT_EQ(close({.household = pause(30), .group = {}}), "");
  EXPECT_FALSE(household_waits());
  EXPECT_TRUE(group_waits());
  clock.advance(30 * kDayMs);
  EXPECT_TRUE(household_waits());
  EXPECT_TRUE(run_and_store_round(*store, {})->proposals.empty()) << "not these two again";
}

TEST_F(Closing, EverybodyOfAGroupThatWasFormedPausesForThemselves) {
  std::vector<domain::Record> made = {with(kiosk->household("Amal"), *amal)};
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) made.push_back(kiosk->single(name));
  bring_together(std::move(made));
  EXPECT_EQ(close({.household = {}, .group = pause(30)}), "");
  EXPECT_EQ(all_resting(*store)->size(), 4U);
  EXPECT_TRUE(waiting_singles(*store)->empty());
  clock.advance(30 * kDayMs);
  EXPECT_EQ(waiting_singles(*store)->size(), 4U);
}

TEST_F(Closing, APauseHasADayThatCanBe) {
  bring_people_together();
  EXPECT_NE(close({.household = pause(0), .group = {}}).find("a day to come"), std::string::npos);
  EXPECT_NE(close({.household = {}, .group = pause(800)}).find("two years"), std::string::npos);
  EXPECT_EQ(find_match(*store, card.proposal)->value().state, MatchState::ending);
}

TEST_F(Closing, WhoWithdrawsIsNotProposedWhateverWasNotedBeforeOrAfter) {
  bring_people_together();
  ask(*kiosk, *amal, Wish::withdraw);
  EXPECT_EQ(close({}), "");
  EXPECT_FALSE(household_waits()) << "their own word counts";
  EXPECT_TRUE(group_waits());
  ask(*kiosk, *bram, Wish::withdraw);
  EXPECT_FALSE(group_waits());
}

TEST_F(Closing, WhoPausedAndThenWithdrawsStaysAway) {
  bring_people_together();
  EXPECT_EQ(close({.household = pause(30), .group = pause(30)}), "");
  ask(*kiosk, *bram, Wish::pause);
  ask(*kiosk, *bram, Wish::resume);
  EXPECT_TRUE(group_waits()) << "their own word is newer than what was noted with staff";
  ask(*kiosk, *amal, Wish::withdraw);
  clock.advance(31 * kDayMs);
  EXPECT_FALSE(household_waits());
  EXPECT_TRUE(group_waits());
}

TEST_F(Closing, APauseThatWasNotedIsSeenByWhosePauseItIsAndEndsWhenTheySaySo) {
  bring_people_together();
  EXPECT_EQ(close({.household = pause(30), .group = {}}), "");
  EXPECT_EQ(ask(*kiosk, *amal, Wish::status).standing, domain::Standing::paused);
  EXPECT_EQ(ask(*kiosk, *bram, Wish::status).standing, domain::Standing::waiting);
  EXPECT_EQ(ask(*kiosk, *amal, Wish::resume).standing, domain::Standing::waiting);
  EXPECT_TRUE(household_waits());
}

TEST_F(Closing, APauseThatIsOverIsNoneForWhosePauseItWas) {
  bring_people_together();
  EXPECT_EQ(close({.household = pause(30), .group = {}}), "");
  clock.advance(30 * kDayMs);
  EXPECT_EQ(ask(*kiosk, *amal, Wish::status).standing, domain::Standing::waiting);
}

TEST_F(Closing, ThatTheyGoOnSaidBeforeThePauseWasNotedDoesNotEndIt) {
  bring_people_together();
  const std::int64_t before = clock.wall_ms() - 1;
  EXPECT_EQ(close({.household = pause(30), .group = {}}), "");
  ask(*kiosk, *amal, Wish::resume, before);
  EXPECT_FALSE(household_waits());
}

TEST_F(Closing, WhoIsErasedBeforeTheTalkLeavesTheOthersWaiting) {
  bring_people_together();
  ask(*kiosk, *amal, Wish::erase);
  EXPECT_FALSE(find_proposal(*store, card.proposal).value());
  EXPECT_TRUE(group_waits());
}

TEST_F(Closing, WhoIsErasedAfterItTakesThePauseAlong) {
  bring_people_together();
  EXPECT_EQ(close({.household = pause(30), .group = pause(60)}), "");
  ask(*kiosk, *amal, Wish::erase);
  EXPECT_EQ(number("SELECT count(*) FROM rest"), 1);
  ask(*kiosk, *bram, Wish::erase);
  EXPECT_EQ(number("SELECT count(*) FROM rest"), 0);
}

TEST_F(MatchTest, TheClosingTalkAsksBothSides) {
  introduce_them();
  step({.event = MatchEvent::end});
  EXPECT_NE(say("close", because("year-over")).find("ask both what they want now"),
            std::string::npos);
  EXPECT_NE(say("close", because("year-over", "stop")).find("--group"), std::string::npos);
  EXPECT_NE(say("close", because("year-over", "stop", "pause")).find("not 'pause'"),
            std::string::npos)
      << "a pause is a day";
  EXPECT_NE(say("close", because("year-over", "stop", "2001-01-01")).find("a day to come"),
            std::string::npos);
  EXPECT_NE(say("go-on", because("", "again")).find("belong to close and rematch"),
            std::string::npos);
  EXPECT_EQ(say("close", because("year-over", "again", "stop")), "");
  EXPECT_EQ(waiting_households(*store)->size(), 1U);
  EXPECT_TRUE(waiting_groups(*store)->empty());
  EXPECT_EQ(store->database()
                .integer("SELECT count(*) FROM match_event WHERE household_then = 'again' AND "
                         "group_then = 'stop'")
                .value(),
            1);
}

}  // namespace
}  // namespace samen::server
