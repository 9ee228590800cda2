// SPDX-License-Identifier: Apache-2.0
// Nobody is kept for good, nobody goes early, whatever the clock says, and what went is a line of
// the audit chain without a name.
#include "sync/server/cases/retention.hpp"

#include <algorithm>
#include <sstream>

#include "sync/server/cases/match.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/people.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

using base::kDayMs;

class RetentionTest : public WayBackTest {
 protected:
  void SetUp() override {
    WayBackTest::SetUp();
    kiosk = enrolled(1);
    retention = std::make_unique<Retention>(*store);
    amal = std::make_unique<Holder>(random);
    bram = std::make_unique<Holder>(random);
  }
  domain::ProposalCard bring_together() {
    const auto join_code = kiosk->code();
    auto household = with(kiosk->household("Amal"), *amal);
    amal_id = household.id;
    std::vector<protocol::Envelope> batch = {
        kiosk->envelope(std::move(household)),
        kiosk->envelope(with(kiosk->group_start(join_code, "Bram"), *bram))};
    for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
      batch.push_back(kiosk->envelope(kiosk->group_member(join_code, name)));
    }
    send(*kiosk, std::move(batch));
    apply();
    const auto round = run_and_store_round(*store, {});
    EXPECT_TRUE(round && round->proposals.size() == 1);
    return round->proposals.front().card;
  }
  void sign_up() {
    auto household = with(kiosk->household("Amal"), *amal);
    amal_id = household.id;
    send(*kiosk, {kiosk->envelope(std::move(household))});
    apply();
  }
  // Somebody nobody knows asks something: the kiosk says what time it is.
  void confirm_the_time() {
    send(*kiosk, {kiosk->envelope(request(*kiosk, Holder(random), Wish::status))});
    apply();
  }
  // serve runs for so many days; how many were erased.
  int serve(int days) {
    int erased = 0;
    for (int day = 0; day < days;) {  // ends: by a day at least each time
      const int hop = days - day > 30 ? 10 : 1;
      day += hop;
      clock.advance(hop * kDayMs);
      if (kiosk_is_there && (hop > 1 || day % 10 == 1)) confirm_the_time();
      const auto look = retention->look();
      EXPECT_TRUE(look) << look.error().message;
      if (look && *look) erased += (*look)->erased;
    }
    return erased;
  }
  bool is_here(const base::Uuid& record) { return find_sign_up(*store, record)->has_value(); }
  std::int64_t notices() { return number("SELECT count(*) FROM retention_notice"); }
  void staff(const domain::ProposalCard& card, const MatchStep& step,
             const AfterClosing& after = {}) {
    auto proposal = find_proposal(*store, card.proposal).value().value();
    auto transaction = store->begin();
    const auto taken = take_match_step(*store, proposal, step, after);
    ASSERT_TRUE(taken) << taken.error().message;
    ASSERT_TRUE(transaction->commit());
  }
  std::string listed(const std::string& keep = "") {
    std::ostringstream out;
    const auto ran = run_retention({.data = folder.root, .keep = keep}, out);
    return ran ? out.str() : ran.error().message;
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
  std::unique_ptr<Retention> retention;
  std::unique_ptr<Holder> amal, bram;
  base::Uuid amal_id;
  bool kiosk_is_there = true;
};

TEST_F(RetentionTest, WhoIsNotHeardOfForTwoYearsGoesOnTheDayAndTheAuditSaysSo) {
  sign_up();
  EXPECT_EQ(serve(715), 0);
  EXPECT_EQ(notices(), 0);
  EXPECT_EQ(look_at_retention(*store)->to_reconfirm.size(), 1U);
  EXPECT_EQ(serve(1), 0);
  EXPECT_EQ(notices(), 1) << "staff see it for two weeks";
  const auto going = look_at_retention(*store)->about_to_go;
  ASSERT_EQ(going.size(), 1U);
  EXPECT_NEAR(static_cast<double>(going.front().goes_ms - clock.wall_ms()), 14.0 * kDayMs,
              static_cast<double>(kDayMs));
  EXPECT_EQ(serve(13), 0);
  EXPECT_TRUE(is_here(amal_id));
  EXPECT_EQ(serve(2), 1);
  EXPECT_FALSE(is_here(amal_id));
  EXPECT_TRUE(is_erased(*store, amal_id).value());
  EXPECT_TRUE(erased_names(folder.erasures())->contains(erasure_hash(amal_id)))
      << "its keys go, and no backup brings it back";
  EXPECT_EQ(notices(), 0);
  const auto lines = read_audit(*store).value();
  const auto erased = std::ranges::find(lines, "erase", &AuditLine::action);
  ASSERT_NE(erased, lines.end());
  EXPECT_TRUE(erased->subject.ends_with(" retention")) << erased->subject;
  const auto summary = std::ranges::find(lines, "retention", &AuditLine::action);
  ASSERT_NE(summary, lines.end());
  EXPECT_EQ(summary->subject, "1 records, 0 words");
  for (const auto& line : lines) {
    EXPECT_EQ(line.subject.find("Amal"), std::string::npos);
    EXPECT_EQ(line.subject.find(amal_id.str()), std::string::npos);
  }
}

TEST_F(RetentionTest, AWrongClockDeletesNobody) {
  sign_up();
  EXPECT_EQ(serve(30), 0);
  const std::int64_t right = clock.wall_ms();
  kiosk_is_there = false;
  clock.set_wall(right + 14LL * 365 * kDayMs);
  EXPECT_EQ(serve(60), 0) << "2040, and no kiosk says so";
  EXPECT_EQ(notices(), 0);
  EXPECT_FALSE(look_at_retention(*store)->time_confirmed);
  clock.set_wall(0);
  EXPECT_EQ(serve(60), 0) << "1970";
  EXPECT_EQ(notices(), 0);
  EXPECT_EQ(number("SELECT count(*) FROM heard"), 0) << "nothing was noted either";

  // Every clock of the town is wrong: staff see for two weeks who would go.
  kiosk_is_there = true;
  clock.set_wall(right + 14LL * 365 * kDayMs);
  EXPECT_EQ(serve(13), 0);
  EXPECT_EQ(notices(), 1);
  clock.set_wall(right + 13 * kDayMs);
  EXPECT_EQ(serve(60), 0);
  EXPECT_EQ(notices(), 0) << "the notice was nothing";
  EXPECT_TRUE(is_here(amal_id));
}

TEST_F(RetentionTest, ServeHasToRunForTheDaysOfNotice) {
  sign_up();
  EXPECT_EQ(serve(5), 0);
  clock.advance(900 * kDayMs);
  retention = std::make_unique<Retention>(*store);  // the machine was off for years
  EXPECT_EQ(serve(14), 0) << "nobody could have seen it";
  EXPECT_EQ(serve(2), 1);
}

TEST_F(RetentionTest, WhoSignedUpUnderAWrongClockGoesNeitherAtOnceNorNever) {
  const std::int64_t right = clock.wall_ms();
  sign_up();
  ASSERT_TRUE(store->database().execute("UPDATE household SET waiting_since_ms = 5000"));
  EXPECT_EQ(serve(60), 0);
  EXPECT_TRUE(is_here(amal_id)) << "1970 is not fifty years ago";
  ASSERT_TRUE(store->database().execute("UPDATE household SET waiting_since_ms = " +
                                        std::to_string(right + 14LL * 365 * kDayMs)));
  EXPECT_EQ(serve(650), 0);
  EXPECT_EQ(serve(40), 1) << "and 2040 does not keep them until then";
}

TEST_F(RetentionTest, WhoIsInAMatchStaysAndCountsFromItsEnd) {
  const auto card = bring_together();
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
  apply();
  ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
  for (const auto event : {domain::MatchEvent::household_yes, domain::MatchEvent::group_yes,
                           domain::MatchEvent::introduce}) {
    staff(card, {.event = event});
  }
  EXPECT_EQ(serve(800), 0) << "a match that lives";
  staff(card, {.event = domain::MatchEvent::rematch, .reason = domain::EndReason::moved},
        {.household = {domain::Afterwards::stop, 0}, .group = {}});
  EXPECT_EQ(serve(121), 0);
  EXPECT_EQ(serve(2), 1) << "who stopped, four months later";
  EXPECT_FALSE(is_here(amal_id));
  EXPECT_EQ(serve(600), 0);
  EXPECT_EQ(serve(10), 5) << "the group waited two years in vain";
  EXPECT_EQ(number("SELECT count(*) FROM volunteer"), 0);
}

TEST_F(RetentionTest, WhoIsLeftBehindByAnErasureIsNotTakenForUnheard) {
  const auto card = bring_together();
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
  apply();
  EXPECT_EQ(serve(800), 0);
  ask(*kiosk, *amal, Wish::erase);
  EXPECT_EQ(serve(60), 0) << "they were in a match all the time";
  EXPECT_EQ(number("SELECT count(*) FROM volunteer"), 5);
}

TEST_F(RetentionTest, WhoWithdrawsGoesAfterFourMonths) {
  sign_up();
  serve(10);
  ask(*kiosk, *amal, Wish::withdraw);
  EXPECT_EQ(serve(121), 0);
  EXPECT_EQ(serve(2), 1);
}

TEST_F(RetentionTest, WhoLooksOrIsHeardOfStays) {
  sign_up();
  serve(720);
  EXPECT_EQ(notices(), 1);
  ask(*kiosk, *amal, Wish::status);
  EXPECT_EQ(serve(100), 0) << "they have looked where they stand";
  EXPECT_EQ(notices(), 0);
  serve(620);
  EXPECT_EQ(notices(), 1);
  const auto label = waiting_households(*store)->front().label;
  {
    auto transaction = store->begin();
    ASSERT_TRUE(keep_from_going(*store, label));
    ASSERT_TRUE(transaction->commit());
  }
  EXPECT_EQ(notices(), 0);
  EXPECT_EQ(read_audit(*store)->back().action, "heard_of");
  EXPECT_EQ(serve(700), 0);
  EXPECT_EQ(serve(40), 1);
}

TEST_F(RetentionTest, WhatPeopleSaidGoesAYearAfterTheEnd) {
  const auto card = bring_together();
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
  apply();
  clock.advance(1000);
  domain::MatchWord word{card.proposal, domain::NoBecause::too_far};
  answer_to(*kiosk, *amal, Wish::no, request_about(*kiosk, *amal, Wish::no, word));
  ASSERT_EQ(number("SELECT count(*) FROM match_word"), 1);
  EXPECT_EQ(serve(364), 0);
  EXPECT_EQ(number("SELECT count(*) FROM match_word"), 1);
  serve(2);
  EXPECT_EQ(number("SELECT count(*) FROM match_word"), 0);
  EXPECT_EQ(read_audit(*store)->back().subject, "0 records, 1 words");
}

TEST_F(RetentionTest, TheCommandSaysHowLongWhatIsKept) {
  sign_up();
  const auto words = listed();
  EXPECT_NE(words.find("who is in no match 730 days"), std::string::npos) << words;
  EXPECT_NE(listed("H-000").find("nothing here"), std::string::npos);
}

}  // namespace
}  // namespace samen::server
