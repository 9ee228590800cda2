// SPDX-License-Identifier: Apache-2.0
// What becomes of rows in the outbox, whatever the other side answers.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "sync/agent/outbox_table.hpp"
#include "unit/sync/agent/kiosk_fixture.hpp"

namespace samen::agent {
namespace {

using storage::OutboxState;
using test::FakeMatcher;
using testing::ElementsAre;
using Fault = FakeMatcher::Fault;

class Outbox : public test::KioskFixture {};

TEST_F(Outbox, ARefusedSignUpCanBeOfferedAgainOnceTheReasonIsGone) {
  sign_up(3);
  matcher_.refuse = {2};
  meet();
  EXPECT_EQ(counts().refused, 1);
  meet();
  EXPECT_EQ(counts().refused, 1) << "not by itself";
  matcher_.refuse.clear();
  ASSERT_EQ(store_->offer_refused_again().value(), 1);
  matcher_.restore_to(1);  // the refusal was on record there; a repaired matcher has none
  EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(counts().refused, 0);
  meet();
  EXPECT_EQ(counts().received, 3);
}

TEST_F(Outbox, AReceivedSignUpIsKeptUntilADurableCopyExists) {
  sign_up(3);
  auto report = meet();
  ASSERT_FALSE(report.trouble) << report.trouble->detail;
  EXPECT_EQ(report.sent.received, 3);
  EXPECT_EQ(counts().received, 3);
  EXPECT_EQ(counts().safely_stored, 0);

  matcher_.durable_through = 2;
  report = meet();
  EXPECT_EQ(report.sent.dropped + report.feed.dropped, 2);
  EXPECT_EQ(counts().received, 1);
  EXPECT_EQ(counts().safely_stored, 2);
  EXPECT_EQ(row(3).state, OutboxState::received);
}

TEST_F(Outbox, ABackupMarkThatTheMatcherDidNotSignForThisKioskDeletesNothing) {
  using Mark = test::FakeMatcher::Mark;
  sign_up(3);
  matcher_.durable_through = 2;
  for (const auto mark : {Mark::forged, Mark::other_device, Mark::missing}) {
    matcher_.mark = mark;
    sign_up(1);  // the mark comes with a batch, too
    const auto report = meet();
    EXPECT_EQ(report.trouble.has_value(), mark != Mark::missing) << "an old matcher is no alarm";
    EXPECT_EQ(counts().safely_stored, 0);
  }
  EXPECT_EQ(counts().received, 6);
  matcher_.mark = Mark::honest;
  meet();
  EXPECT_EQ(counts().safely_stored, 2);
}

TEST_F(Outbox, ARowThatWasNeverReceivedIsNotDeletedWhateverTheMatcherSaysIsDurable) {
  sign_up(2);
  matcher_.durable_through = 100;
  matcher_.always = Fault::forged;
  meet();
  EXPECT_EQ(counts().waiting, 2);
  EXPECT_EQ(counts().safely_stored, 0);
}

TEST_F(Outbox, ALostAnswerIsRepeatedAndStoredOnce) {
  sign_up(4);
  matcher_.always = Fault::answer_lost;
  EXPECT_EQ(meet().trouble->problem, Problem::cut);
  EXPECT_EQ(counts().waiting, 4);
  EXPECT_GE(row(1).attempts + row(2).attempts + row(3).attempts + row(4).attempts, 1);
  EXPECT_LE(matcher_.requests, 6) << "down to one row on a connection of its own, and no more";

  matcher_.always = Fault::none;
  const auto report = meet();
  EXPECT_FALSE(report.trouble);
  EXPECT_EQ(counts().received, 4);
  for (const auto& [seq, times] : matcher_.stored) EXPECT_EQ(times, 1) << seq;
}

TEST_F(Outbox, NoReceiptNoBelief) {
  struct Case {
    const char* name;
    Fault fault;
    Problem problem;
  };
  const Case cases[] = {
      {"a stranger's signature", Fault::forged, Problem::bad_receipt},
      {"a receipt over another envelope", Fault::other_hash, Problem::bad_receipt},
      {"accepted, but without a receipt", Fault::class_only, Problem::strange_answer},
      {"accepted, but the receipt says refused", Fault::mismatch, Problem::bad_receipt},
      {"a captive portal", Fault::portal, Problem::portal},
      {"nonsense", Fault::not_json, Problem::strange_answer},
      {"a server with a fault", Fault::server_error, Problem::server_error},
      {"nobody there", Fault::unreachable, Problem::unreachable},
  };
  sign_up(2);
  for (const auto& one : cases) {
    SCOPED_TRACE(one.name);
    matcher_.always = one.fault;
    const auto report = meet();
    ASSERT_TRUE(report.trouble);
    EXPECT_EQ(report.trouble->problem, one.problem) << report.trouble->detail;
    EXPECT_EQ(counts().waiting, 2);
    EXPECT_EQ(counts().received + counts().refused + counts().quarantined, 0);
  }
  matcher_.always = Fault::none;
  EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(counts().received, 2);
}

TEST_F(Outbox, AnEnvelopeTheAnswerLeavesOutIsOfferedAgainAndTheOthersGoOn) {
  sign_up(3);
  matcher_.faults = {Fault::left_out};
  const auto report = meet();
  EXPECT_EQ(report.trouble->problem, Problem::strange_answer);
  EXPECT_EQ(counts().received, 2);
  EXPECT_EQ(counts().waiting, 1);
  EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(counts().received, 3);
}

TEST_F(Outbox, RefusedConflictAndErasedEachGoTheirOwnWayAndTheOthersGoOn) {
  sign_up(6);
  matcher_.refuse = {2};
  matcher_.conflict = {3};
  matcher_.erase = {4};
  const auto report = meet();
  EXPECT_FALSE(report.trouble);
  EXPECT_EQ(row(1).state, OutboxState::received);
  EXPECT_EQ(row(2).state, OutboxState::refused);
  EXPECT_EQ(row(2).last_error, "bad_signature");
  EXPECT_EQ(row(3).state, OutboxState::quarantined);
  EXPECT_FALSE(store_->row(ids_.at(4))->has_value()) << "an erased record has to be gone";
  EXPECT_EQ(counts().received, 3);
  EXPECT_EQ(counts().erased, 1);

  const std::size_t before = matcher_.batches.size();
  meet();
  EXPECT_EQ(matcher_.batches.size(), before) << "nothing of this is offered again";
}

TEST_F(Outbox, TheNewestAndTheOldestAreOfferedInTurns) {
  sign_up(17);
  meet();
  ASSERT_EQ(matcher_.batches.size(), 4U);
  EXPECT_THAT(matcher_.batches[0], testing::UnorderedElementsAre(13, 14, 15, 16, 17));
  EXPECT_THAT(matcher_.batches[1], testing::UnorderedElementsAre(1, 2, 3, 4, 5));
  EXPECT_THAT(matcher_.batches[2], testing::UnorderedElementsAre(8, 9, 10, 11, 12));
  EXPECT_THAT(matcher_.batches[3], testing::UnorderedElementsAre(6, 7));
}

TEST_F(Outbox, ADecisionThatMayStillBeTakenBackIsPassedByAndGoesWithTheNextMeeting) {
  sign_up(2);
  sign_up(1, 1072, storage::DecisionNote{{{1}}, 1, {7}, {}});
  meet();
  EXPECT_THAT(matcher_.batches, ElementsAre(testing::UnorderedElementsAre(1, 2)));
  EXPECT_EQ(counts().waiting, 1);
  ASSERT_TRUE(store_->release_decisions({}));
  meet();
  EXPECT_THAT(matcher_.batches.back(), ElementsAre(3));
}

TEST_F(Outbox, ABatchThatIsTooLargeIsHalvedUntilItFits) {
  sign_up(5, 4144);
  matcher_.most_bytes = 15'000;  // two of them, not three
  const auto report = meet();
  EXPECT_FALSE(report.trouble);
  EXPECT_EQ(counts().received, 5);
  for (const auto& batch : matcher_.batches) EXPECT_LE(batch.size(), 2U);
}

TEST_F(Outbox, ANetworkThatCutsEveryConnectionStillGetsEverythingThrough) {
  for (const std::size_t lives : {60'000U, 20'000U, 10'000U, 6'000U}) {
    SCOPED_TRACE(lives);
    limits_ = {};
    meet_matcher();
    const auto before = counts().received;
    sign_up(60);
    matcher_.connection_lives_bytes = lives;
    const int asked = matcher_.requests;
    ExchangeReport report = meet();
    for (int i = 0; i < 10 && report.more; ++i) report = meet();
    EXPECT_FALSE(report.trouble) << report.trouble->detail;
    EXPECT_EQ(counts().received - before, 60);
    EXPECT_LE(matcher_.requests - asked, 150);
    matcher_.connection_lives_bytes = SIZE_MAX;
  }
}

TEST_F(Outbox, ARecordLargerThanAnyConnectionLivesIsKeptAndNamedAndTheOthersGoThrough) {
  limits_ = {};
  meet_matcher();
  sign_up(5);
  const auto large = sign_up(1, 32'816).front();
  sign_up(14);
  matcher_.connection_lives_bytes = 10'000;
  ExchangeReport report = meet();
  for (int i = 0; i < 10 && report.more; ++i) report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::thin_network);
  EXPECT_TRUE(report.reached) << "cards come down all the same";
  EXPECT_EQ(counts().received, 19);
  EXPECT_EQ(row(large).state, OutboxState::waiting);
  EXPECT_EQ(row(large).last_error, "thin_network");
  matcher_.connection_lives_bytes = SIZE_MAX;
  meet();
  EXPECT_EQ(counts().received, 20) << "another network takes it";
}

TEST_F(Outbox, OneRecordThatIsTooLargeForTheMatcherDoesNotHoldUpTheOthers) {
  sign_up(2);
  sign_up(1, 32'816);
  sign_up(2);
  matcher_.most_bytes = 15'000;
  const auto report = meet();
  EXPECT_EQ(counts().received, 4);
  EXPECT_EQ(row(3).state, OutboxState::waiting) << "never given up without a signed refusal";
  EXPECT_EQ(row(3).last_error, "too_large");
  EXPECT_EQ(report.set_aside, 1U);
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->status, 413);
}

TEST_F(Outbox, OneRecordTheMatcherCannotReadDoesNotHoldUpTheOthers) {
  sign_up(12);
  matcher_.poison = {1, 7, 12};
  const auto report = meet();
  EXPECT_EQ(counts().received, 9);
  EXPECT_EQ(report.set_aside, 3U);
  matcher_.poison.clear();
  EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(counts().received, 12);
}

TEST_F(Outbox, AMatcherThatIsBusyIsLeftInPeaceForAsLongAsItAsks) {
  sign_up(9);
  matcher_.limited_after = 2;
  const auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::busy);
  EXPECT_EQ(report.trouble->retry_after, std::chrono::seconds(90));
  EXPECT_EQ(matcher_.batches.size(), 1U);
  EXPECT_EQ(counts().received, 2);
  EXPECT_EQ(counts().waiting, 7);
  EXPECT_TRUE(report.reached);
}

TEST_F(Outbox, AfterARestoreOfTheMatcherEverythingStillHeldIsOfferedAgain) {
  sign_up(6);
  meet();
  matcher_.durable_through = 2;
  meet();
  ASSERT_EQ(counts().received, 4);

  matcher_.restore_to(3);  // a backup that knows 1..3
  meet();                  // learns the new epoch from the feed
  meet();
  EXPECT_EQ(counts().waiting, 0);
  EXPECT_EQ(matcher_.stored.size(), 6U);
  for (const auto& [seq, times] : matcher_.stored) EXPECT_EQ(times, 1) << seq;
}

TEST_F(Outbox, ARestoredMatcherNeverGetsRowsDeletedByAnOldPromise) {
  sign_up(3);
  meet();
  matcher_.restore_to(0);
  matcher_.durable_through = 3;  // as if the restored matcher still claimed it
  meet();
  EXPECT_EQ(counts().safely_stored, 0);
  EXPECT_EQ(counts().waiting, 3);
}

TEST_F(Outbox, ARowThatWasChangedOnTheDiskIsKeptAsideAndReported) {
  sign_up(2);
  ASSERT_TRUE(store_->database().execute("UPDATE outbox SET body = zeroblob(1072) WHERE seq = 1"));
  meet();
  EXPECT_EQ(row(1).state, OutboxState::quarantined);
  EXPECT_EQ(row(2).state, OutboxState::received);
}

TEST_F(Outbox, ASecondDeviceOfOneIdentityIsAnAlarmAndEverythingIsStillTaken) {
  sign_up(12);
  matcher_.second_identity = true;
  const auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::second_identity);
  EXPECT_EQ(counts().received, 12);
}

TEST_F(Outbox, WhatLiesOnACardThatCannotBeWrittenIsDelivered) {
  sign_up(12);
  ASSERT_TRUE(store_->database().execute("PRAGMA query_only=ON"));
  auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::read_only);
  EXPECT_EQ(matcher_.stored.size(), 12U);
  EXPECT_EQ(counts().waiting, 12);
  const std::size_t asked = matcher_.batches.size();
  report = meet();
  EXPECT_EQ(matcher_.batches.size(), asked) << "not again and again by the same process";
  ASSERT_TRUE(store_->database().execute("PRAGMA query_only=OFF"));
  meet_matcher();
  EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(counts().received, 12);
  for (const auto& [seq, times] : matcher_.stored) EXPECT_EQ(times, 1) << seq;
}

TEST_F(Outbox, AFullDiskStopsTheCourierButLosesNothing) {
  sign_up(3);
  // Receipts make rows longer: with not one page more, none free either, they cannot be noted down.
  ASSERT_TRUE(store_->database().execute("VACUUM"));
  const auto pages = store_->database().integer("PRAGMA page_count").value().value();
  ASSERT_TRUE(store_->database().limit_pages(pages));
  const auto report = meet();
  ASSERT_TRUE(report.trouble);
  EXPECT_EQ(report.trouble->problem, Problem::storage_full) << report.trouble->detail;
  EXPECT_EQ(counts().waiting, 3);

  ASSERT_TRUE(store_->database().limit_pages(pages + 100));
  EXPECT_FALSE(meet().trouble);
  EXPECT_EQ(counts().received, 3);
  for (const auto& [seq, times] : matcher_.stored) EXPECT_EQ(times, 1) << seq;
}

TEST(OutboxTable, EveryPairOfClassAndReceiptIsEitherInTheTableOrNotBelieved) {
  int believed = 0;
  for (int answer = 0; answer <= static_cast<int>(ResultClass::limited); ++answer) {
    for (int status = 0; status <= static_cast<int>(ReceiptStatus::conflict); ++status) {
      if (row_becomes(static_cast<ResultClass>(answer), static_cast<ReceiptStatus>(status))) {
        ++believed;
      }
    }
  }
  EXPECT_EQ(believed, static_cast<int>(kOutboxTable.size()));
  EXPECT_EQ(row_becomes(ResultClass::accepted, ReceiptStatus::erased), std::nullopt);
  EXPECT_EQ(row_becomes(ResultClass::limited, ReceiptStatus::accepted), std::nullopt);
}

}  // namespace
}  // namespace samen::agent
