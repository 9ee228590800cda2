// SPDX-License-Identifier: Apache-2.0
// Who may decide: staff with PIN and card, whoever else holds the kiosk's files not; and taking
// back.
#include <algorithm>
#include <cstdlib>
#include <ctime>
#include <functional>

#include "domain/proposal_life.hpp"
#include "sync/server/cases/decide.hpp"
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/staff_keys.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

using domain::DeclineReason;
using domain::ProposalState;
using domain::Verdict;

class StaffTest : public MatcherTest {
 protected:
  void SetUp() override {
    setenv("TZ", "Europe/Amsterdam", 1);
    tzset();
    MatcherTest::SetUp();
    clock.advance(noon_ms() - clock.wall_ms());
    kiosk = enrolled(1);
    card = make_proposal(*kiosk);
  }
  // Of a working day, some time after the manual clock begins.
  std::int64_t noon_ms() const {
    return (clock.wall_ms() / 86'400'000 + 1) * 86'400'000 + 11 * 3'600'000;
  }

  ProposalState state() { return find_proposal(*store, card.proposal).value()->card.state; }
  int version() { return find_proposal(*store, card.proposal).value()->card.version; }
  void decide(Verdict verdict, int on_version, std::optional<DeclineReason> reason = std::nullopt) {
    auto record = kiosk->decision(card, verdict, reason);
    std::get<domain::Decision>(record.body).version = on_version;
    send(*kiosk, {kiosk->envelope(record)});
    apply();
  }
  std::int64_t alarms(AlarmKind kind) {
    std::int64_t count = 0;
    const auto list = recent_alarms(*store).value();
    for (const auto& alarm : list) count += alarm.kind == kind ? alarm.count : 0;
    return count;
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
  domain::ProposalCard card;
};

// The thief has every file of the data folder: kiosk key, courier key, ids and versions of the
// cards. What PIN and card unwrap they have not.
TEST_F(StaffTest, OfAThousandForgedDecisionsNoneIsTaken) {
  const auto thief = vault::SigningKey::generate(random);
  int sent = 0;
  while (sent < 1000) {
    std::vector<protocol::Envelope> batch;
    for (int i = 0; i < 50; ++i, ++sent) {
      auto record = kiosk->decision(card, static_cast<Verdict>(sent % 3),
                                    sent % 3 == 1 ? std::optional(DeclineReason{}) : std::nullopt);
      auto& decision = std::get<domain::Decision>(record.body);
      decision.version = 1 + sent % 4;
      if (sent % 5 == 0) {
        batch.push_back(
            kiosk->envelope_around(record.id, protocol::write_record(record)));  // not signed
        continue;
      }
      protocol::sign_decision(decision, kiosk->trust().device, kiosk->next_seq(), thief);
      if (sent % 5 == 1) decision.staff->key = kiosk->staff_sign_key().verify_key().bytes();
      if (sent % 5 == 2) decision.staff->signature = {};
      batch.push_back(kiosk->envelope(record));
    }
    send(*kiosk, std::move(batch));
    clock.advance(6'000);
  }
  apply();
  EXPECT_EQ(state(), ProposalState::proposed);
  EXPECT_EQ(version(), 1);
  EXPECT_EQ(counts().decisions.size(), 0U) << "of 1,000 forged decisions, taken";
  EXPECT_EQ(counts().envelopes["needs_review"], 1000);
  EXPECT_EQ(alarms(AlarmKind::forged_decision), 1000);
  const auto lines = read_audit(*store).value();
  EXPECT_EQ(std::ranges::count(lines, "forged_decision", &AuditLine::action), 1)
      << "one line a day, or the chain would be the thief's";
}

TEST_F(StaffTest, ASignatureHoldsForOneEnvelopeOfOneKioskOnly) {
  auto record = kiosk->decision(card, Verdict::accept);
  auto& decision = std::get<domain::Decision>(record.body);
  const auto device = kiosk->trust().device;
  const std::pair<const char*, std::function<void()>> tries[] = {
      {"of another envelope",
       [&] {
         protocol::sign_decision(decision, device, kiosk->next_seq() + 1, kiosk->staff_sign_key());
       }},
      {"of another kiosk",
       [&] {
         protocol::sign_decision(decision, base::make_uuid(clock, random), kiosk->next_seq(),
                                 kiosk->staff_sign_key());
       }},
      {"over another verdict",
       [&] {
         decision.verdict = Verdict::hold;
         protocol::sign_decision(decision, device, kiosk->next_seq(), kiosk->staff_sign_key());
         decision.verdict = Verdict::accept;
       }},
      {"over another version",
       [&] {
         decision.version = 2;
         protocol::sign_decision(decision, device, kiosk->next_seq(), kiosk->staff_sign_key());
         decision.version = 1;
       }},
  };
  for (const auto& [what, sign] : tries) {
    record.id = base::make_uuid(clock, random);
    sign();
    send(*kiosk, {kiosk->envelope(record)});
    apply();
    EXPECT_EQ(state(), ProposalState::proposed) << what;
  }
  EXPECT_EQ(alarms(AlarmKind::forged_decision), 4);
  record.id = base::make_uuid(clock, random);
  protocol::sign_decision(decision, device, kiosk->next_seq(), kiosk->staff_sign_key());
  send(*kiosk, {kiosk->envelope(record)});
  apply();
  EXPECT_EQ(state(), ProposalState::accepted);
}

TEST_F(StaffTest, TheAuditNamesTheStaffOfTheCentre) {
  decide(Verdict::hold, 1);
  const auto lines = read_audit(*store).value();
  EXPECT_EQ(lines.back().actor, "staff of De Linde (kiosk 1)");
  EXPECT_EQ(lines.back().action, "hold");
}

// A kiosk from before there were staff keys: its word alone is worth nothing, and nothing it said
// is lost when the coordinator confirms.
TEST_F(StaffTest, AKioskEnrolledBeforeDecidesOnceTheCoordinatorHasConfirmedItsKey) {
  ASSERT_TRUE(store->database().execute("DELETE FROM staff_key"));
  decide(Verdict::accept, 1);
  EXPECT_EQ(state(), ProposalState::proposed);
  const auto offers = offered_keys(*store, 1).value();
  ASSERT_EQ(offers.size(), 1U);
  EXPECT_EQ(offers[0].key, kiosk->staff_sign_key().verify_key());
  ASSERT_TRUE(set_staff_key(*store, 1, offers[0].key, ConfirmedBy::coordinator));
  EXPECT_EQ(retry_reviews_of(*store, 1).value(), 1);
  apply();
  EXPECT_EQ(state(), ProposalState::accepted);
  EXPECT_TRUE(offered_keys(*store, 1).value().empty());
}

TEST_F(StaffTest, AThiefWhoOffersManyKeysFillsNothing) {
  for (int i = 0; i < 50; ++i) {
    ASSERT_TRUE(
        note_offered_key(*store, 1, vault::SigningKey::generate(random).verify_key().bytes()));
    clock.advance(1000);
  }
  EXPECT_EQ(offered_keys(*store, 1).value().size(), 8U);
}

TEST_F(StaffTest, TheCoordinatorTakesBackEveryVerdictWhole) {
  const std::pair<Verdict, ProposalState> verdicts[] = {
      {Verdict::hold, ProposalState::held},
      {Verdict::accept, ProposalState::accepted},
      {Verdict::decline, ProposalState::declined}};
  int on_version = 1;
  for (const auto& [verdict, becomes] : verdicts) {
    const auto reason = verdict == Verdict::decline ? std::optional(DeclineReason{}) : std::nullopt;
    decide(verdict, on_version, reason);
    EXPECT_EQ(state(), becomes);
    auto row = find_proposal(*store, card.proposal).value();
    ASSERT_TRUE(undo_decision(*store, *row));
    EXPECT_EQ(state(), ProposalState::proposed) << domain::name_of(verdict);
    on_version += 2;
    EXPECT_EQ(version(), on_version);
    EXPECT_EQ(read_audit(*store)->back().action, "undo");
  }
  EXPECT_EQ(counts().households["proposed"], 1);
  EXPECT_EQ(counts().groups["proposed"], 1);
  EXPECT_EQ(counts().declined_pairs, 0) << "taken back whole";
  auto row = find_proposal(*store, card.proposal).value();
  EXPECT_EQ(undo_decision(*store, *row).error().code, base::Errc::conflict) << "nothing is left";
}

TEST_F(StaffTest, ADeclineStaysWhenTheHouseholdHasGoneOn) {
  decide(Verdict::decline, 1, DeclineReason{});
  ASSERT_TRUE(store->database().execute("UPDATE household SET state = 'matched'"));
  auto row = find_proposal(*store, card.proposal).value();
  const auto undone = store->try_change([&] { return undo_decision(*store, *row); });
  ASSERT_FALSE(undone);
  EXPECT_EQ(undone.error().code, base::Errc::conflict);
  EXPECT_EQ(state(), ProposalState::declined);
  EXPECT_EQ(counts().declined_pairs, 1);
}

TEST_F(StaffTest, DecisionsByTheDozenAndAtNightRaiseAnAlarm) {
  int on_version = 1;
  for (int i = 0; i < 20; ++i) {
    decide(Verdict::hold, on_version++);
    clock.advance(60'000);
  }
  EXPECT_EQ(alarms(AlarmKind::many_decisions), 0);
  EXPECT_EQ(alarms(AlarmKind::decision_at_night), 0);
  for (int i = 0; i < 30; ++i) decide(Verdict::hold, on_version++);
  EXPECT_GT(alarms(AlarmKind::many_decisions), 0);
  clock.advance(12 * 3'600'000);
  decide(Verdict::hold, on_version++);
  EXPECT_EQ(alarms(AlarmKind::decision_at_night), 1);
  EXPECT_EQ(state(), ProposalState::held) << "taken all the same: it may be a long evening";
}

TEST(ProposalLife, EveryStateHasOneRowAndEveryMoveEndsInAStateThatHasOne) {
  EXPECT_EQ(domain::kProposalStates.size(), domain::Vocabulary<ProposalState>::kNames.size());
  for (const auto& move : domain::kProposalMoves) {
    EXPECT_EQ(
        std::ranges::count(domain::kProposalStates, move.from, &domain::ProposalStateRow::state),
        1);
    EXPECT_EQ(
        std::ranges::count(domain::kProposalStates, move.to, &domain::ProposalStateRow::state), 1);
    EXPECT_EQ(domain::find_move(move.from, move.event)->to, move.to) << "no event has two ways";
  }
  EXPECT_EQ(domain::find_move(ProposalState::withdrawn, domain::ProposalEvent::undo), nullptr);
  EXPECT_TRUE(domain::waits_for_a_verdict(ProposalState::held));
  EXPECT_FALSE(domain::waits_for_a_verdict(ProposalState::accepted));
}

}  // namespace
}  // namespace samen::server
