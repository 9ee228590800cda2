// SPDX-License-Identifier: Apache-2.0
// Cases, rounds and decisions.
#include <algorithm>

#include "sync/server/cases/consents.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

using domain::ProposalState;
using domain::Verdict;

class CasesTest : public MatcherTest {};

TEST_F(CasesTest, MembersMayArriveBeforeTheirGroupIsStarted) {
  auto library = enrolled(1, "Bibliotheek");
  auto linde = enrolled(2);
  const auto join_code = linde->code();
  send(*library, {library->envelope(library->group_member(join_code, "Cees")),
                  library->envelope(library->group_member(join_code, "Dina"))});
  apply();
  EXPECT_EQ(counts().groups["unstarted"], 1);
  EXPECT_TRUE(waiting_groups(*store)->empty());

  send(*linde, {linde->envelope(linde->group_start(join_code, "Bram"))});
  apply();
  const auto groups = waiting_groups(*store);
  ASSERT_TRUE(groups && groups->size() == 1);
  EXPECT_EQ(groups->front().members.size(), 3U);
  EXPECT_EQ(groups->front().members.front().name.view(), "Bram") << "the coordinator comes first";
  EXPECT_EQ(counts().records["group"].from_kiosks, 1);
  EXPECT_EQ(counts().records["member"].from_kiosks, 2);
}

// Codes from before looked alike, and a friend may have been told the wrong one of two.
TEST_F(CasesTest, AStartersOwnCodeLeadsToTheirGroupWhicheverComesFirst) {
  for (const bool friend_first : {true, false}) {
    auto kiosk = enrolled(friend_first ? 1 : 2, friend_first ? "Hier" : "Daar");
    const auto join_code = kiosk->code();
    const auto start = kiosk->group_start(join_code, "Bram");
    const auto by_mistake = kiosk->group_member(start.receipt, "Cees");
    const auto rightly = kiosk->group_member(join_code, "Dina");
    if (friend_first) send(*kiosk, {kiosk->envelope(by_mistake)});
    if (friend_first) apply();
    send(*kiosk, {kiosk->envelope(start)});
    apply();
    if (!friend_first) send(*kiosk, {kiosk->envelope(by_mistake)});
    send(*kiosk, {kiosk->envelope(rightly)});
    apply();
    EXPECT_EQ(counts().groups["unstarted"], 0) << "nobody waits in a group that will never exist";
    EXPECT_EQ(counts().envelopes["needs_review"], 0);
    const auto groups = waiting_groups(*store);
    ASSERT_TRUE(groups && !groups->empty());
    const auto mine = std::ranges::find_if(
        *groups, [&](const WaitingGroup& group) { return group.row.join_code == join_code; });
    ASSERT_NE(mine, groups->end());
    EXPECT_EQ(mine->members.size(), 3U);
  }
}

TEST_F(CasesTest, ASeventhMemberAndASecondCoordinatorAreKeptForReview) {
  auto kiosk = enrolled(1);
  const auto join_code = kiosk->code();
  std::vector<protocol::Envelope> batch = {kiosk->envelope(kiosk->group_start(join_code, "Bram"))};
  for (int i = 0; i < 6; ++i) {
    batch.push_back(kiosk->envelope(kiosk->group_member(join_code, "Lid")));
  }
  batch.push_back(kiosk->envelope(kiosk->group_start(join_code, "Nog een")));
  send(*kiosk, batch);
  apply();
  EXPECT_EQ(counts().records["member"].from_kiosks, 5);
  EXPECT_EQ(counts().envelopes["needs_review"], 2);
}

TEST_F(CasesTest, AReceiptCodeThatIsInUseIsNotOverwritten) {
  auto kiosk = enrolled(1);
  const auto first = kiosk->household("Amal");
  auto second = kiosk->household("Basma");
  second.receipt = first.receipt;
  send(*kiosk, {kiosk->envelope(first), kiosk->envelope(second)});
  apply();
  EXPECT_EQ(counts().records["household"].from_kiosks, 1);
  EXPECT_EQ(counts().envelopes["needs_review"], 1);
}

TEST_F(CasesTest, ARoundPutsASealedCardIntoTheFeedOfTheHouseholdsCentreOnly) {
  auto elsewhere = enrolled(5, "Elders");
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  EXPECT_EQ(card.state, ProposalState::proposed);
  EXPECT_EQ(card.centre, "De Linde");
  EXPECT_EQ(card.group_size, 5);
  EXPECT_EQ(card.adults, 1);
  EXPECT_FALSE(card.reasons.empty());
  EXPECT_TRUE(std::ranges::any_of(
      card.cautions, [](const auto& caution) { return caution.key == "caution.not_screened"; }));
  EXPECT_FALSE(card.synthetic);

  const auto page = feed(*kiosk);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_TRUE(page.full);
  const auto opened = kiosk->open_card(page.items[0]);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(*opened, card);
  EXPECT_TRUE(feed(*elsewhere).items.empty());
  EXPECT_FALSE(elsewhere->open_card(page.items[0])) << "another centre cannot read it";
  EXPECT_EQ(counts().households["proposed"], 1);

  const auto again = run_and_store_round(*store, RoundRequest{});
  ASSERT_TRUE(again);
  EXPECT_TRUE(again->proposals.empty()) << "what is proposed is out of the pool";
}

TEST_F(CasesTest, ACardSaysThroughWhomAndWhoseConsentIsStillToBeAsked) {
  auto kiosk = enrolled(1);
  auto household = kiosk->household("Amina");
  auto& said = std::get<domain::Household>(household.body);
  said.contact = {domain::ContactChannel::caseworker, base::SecretText("Halima")};
  said.adults.assign(3, said.adults[0]);
  said.adults[1].consents = {{domain::Purpose::service, true, 1, "ti"}};
  const auto card = make_proposal(*kiosk, household);
  EXPECT_EQ(card.through.view(), "Halima");
  const auto caution = std::ranges::find(card.cautions, "caution.consents", &domain::Reason::key);
  ASSERT_NE(caution, card.cautions.end());
  EXPECT_EQ(caution->arguments[0].number, 1);
  const auto page = feed(*kiosk);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(kiosk->open_card(page.items[0]).value(), card);
}

TEST_F(CasesTest, AConsentThatStaffHeardIsOnTheCardAndAMissingOneStays) {
  auto kiosk = enrolled(1);
  auto household = kiosk->household("Amina");
  auto& said = std::get<domain::Household>(household.body);
  said.adults.assign(3, said.adults[0]);
  const auto card = make_proposal(*kiosk, household);
  const auto asks = [](const domain::ProposalCard& shown) -> std::int64_t {
    const auto found = std::ranges::find(shown.cautions, "caution.consents", &domain::Reason::key);
    return found == shown.cautions.end() ? 0 : found->arguments[0].number;
  };
  ASSERT_EQ(asks(card), 2);
  const auto& label = card.household_label;
  auto cursor = feed(*kiosk).cursor;
  for (const int adult : {2, 3}) {
    ASSERT_TRUE(note_consent(*store, label, adult));
    const auto page = feed(*kiosk, cursor);
    ASSERT_EQ(page.items.size(), 1U);
    EXPECT_EQ(asks(kiosk->open_card(page.items[0]).value()), 3 - adult);
    cursor = page.cursor;
    EXPECT_EQ(note_consent(*store, label, adult).error().code, base::Errc::conflict);
  }
  EXPECT_EQ(consents_of(*store, label).value(),
            (std::vector<AdultConsent>(3, AdultConsent::given)));
  EXPECT_TRUE(feed(*kiosk, cursor).items.empty()) << "nothing new, nothing sent";
  EXPECT_EQ(note_consent(*store, label, 4).error().code, base::Errc::invalid_input);
  EXPECT_EQ(note_consent(*store, label, 0).error().code, base::Errc::invalid_input);
  EXPECT_EQ(note_consent(*store, "H-000", 2).error().code, base::Errc::not_found);
}

TEST_F(CasesTest, AcceptingTakesBothOutOfThePoolAndUpdatesTheCard) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto cursor = feed(*kiosk).cursor;
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, Verdict::accept))});
  apply();
  EXPECT_EQ(counts().households["matched"], 1);
  EXPECT_EQ(counts().groups["matched"], 1);
  const auto page = feed(*kiosk, cursor);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_FALSE(page.full);
  const auto opened = kiosk->open_card(page.items[0]);
  EXPECT_EQ(opened->state, ProposalState::accepted);
  EXPECT_EQ(opened->version, 2);
  EXPECT_EQ(page.items[0].version, 2);
}

TEST_F(CasesTest, ADeclinedPairIsNeverProposedAgainAndBothWaitAgain) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  send(*kiosk,
       {kiosk->envelope(kiosk->decision(card, Verdict::decline, domain::DeclineReason::too_far))});
  apply();
  EXPECT_EQ(counts().households["waiting"], 1);
  EXPECT_EQ(counts().groups["waiting"], 1);
  const auto outcome = run_and_store_round(*store, RoundRequest{});
  ASSERT_TRUE(outcome);
  EXPECT_TRUE(outcome->proposals.empty());
  ASSERT_EQ(outcome->not_yet.size(), 1U);
  EXPECT_EQ(outcome->not_yet[0].reason.key, "whynot.excluded");
  const auto proposals = all_proposals(*store);
  EXPECT_EQ(proposals->front().card.declined_because, domain::DeclineReason::too_far);
}

TEST_F(CasesTest, AStaleDecisionChangesNothingAndTheNewCardIsSentAgain) {
  auto kiosk = enrolled(1);
  auto second = enrolled(2);
  const auto card = make_proposal(*kiosk);
  const auto cursor = feed(*second).cursor;
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, Verdict::hold))});
  apply();
  const auto after_hold = feed(*second, cursor);
  ASSERT_EQ(after_hold.items.size(), 1U);
  // The second kiosk decided on version 1 while it was offline.
  send(*second, {second->envelope(second->decision(card, Verdict::accept))});
  apply();
  EXPECT_EQ(counts().decisions["stale"], 1);
  EXPECT_EQ(counts().proposals["held"], 1);
  const auto page = feed(*second, after_hold.cursor);
  ASSERT_EQ(page.items.size(), 1U);
  const auto current = second->open_card(page.items[0]);
  EXPECT_EQ(current->state, ProposalState::held);
  EXPECT_EQ(current->version, 2);
  send(*second, {second->envelope(second->decision(*current, Verdict::accept))});
  apply();
  EXPECT_EQ(counts().proposals["accepted"], 1);
}

TEST_F(CasesTest, ScreeningAndTrainingTakeTheCautionOffTheCard) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  const auto has = [](const domain::ProposalCard& shown, std::string_view key) {
    return std::ranges::any_of(shown.cautions, [&](const auto& c) { return c.key == key; });
  };
  ASSERT_TRUE(has(card, "caution.not_screened") && has(card, "caution.not_trained"));
  auto cursor = feed(*kiosk).cursor;
  ASSERT_TRUE(note_readiness(*store, card.group_label, true, false));
  const auto page = feed(*kiosk, cursor);
  ASSERT_EQ(page.items.size(), 1U);
  const auto shown = kiosk->open_card(page.items[0]).value();
  EXPECT_FALSE(has(shown, "caution.not_screened"));
  EXPECT_TRUE(has(shown, "caution.not_trained"));
  EXPECT_EQ(shown.version, 2);
  ASSERT_TRUE(note_readiness(*store, card.group_label, true, false));
  EXPECT_TRUE(feed(*kiosk, page.cursor).items.empty()) << "nothing new, nothing sent";
  ASSERT_TRUE(note_readiness(*store, card.group_label, false, true));
  const auto taken_back = kiosk->open_card(feed(*kiosk, page.cursor).items.at(0)).value();
  EXPECT_TRUE(has(taken_back, "caution.not_screened"));
  EXPECT_EQ(note_readiness(*store, "G-000", true, true).error().code, base::Errc::not_found);
}

TEST_F(CasesTest, AnotherCentreCannotDecide) {
  auto kiosk = enrolled(1);
  auto elsewhere = enrolled(5, "Elders");
  const auto card = make_proposal(*kiosk);
  send(*elsewhere, {elsewhere->envelope(elsewhere->decision(card, Verdict::accept))});
  apply();
  EXPECT_EQ(counts().proposals["proposed"], 1);
  EXPECT_EQ(counts().envelopes["needs_review"], 1);
}

TEST_F(CasesTest, AKioskEnrolledLaterGetsTheOpenCardsToo) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  auto late = enrolled(2);
  const auto page = feed(*late);
  ASSERT_EQ(page.items.size(), 1U);
  EXPECT_EQ(late->open_card(page.items[0]).value(), card);
}

TEST_F(CasesTest, ApplyingAgainAfterACrashAppliesOnce) {
  auto kiosk = enrolled(1);
  send(*kiosk,
       {kiosk->envelope(kiosk->household("Amal")), kiosk->envelope(kiosk->household("Basma"))});
  // The process dies after the commit: another one opens the store and goes on.
  auto reopened = Store::open(folder, clock, random);
  ASSERT_TRUE(reopened);
  const auto done = apply_all(*reopened, keys->seal, {});
  ASSERT_TRUE(done);
  EXPECT_EQ(done->applied, 2);
  const auto again = apply_all(*store, keys->seal, {});
  EXPECT_EQ(again->applied, 0);
  EXPECT_EQ(counts().records["household"].from_kiosks, 2);
}

TEST_F(CasesTest, WaitingCountsFromTheSignUpWhenTheKiosksClockIsTrusted) {
  auto kiosk = enrolled(1);
  const auto envelope = kiosk->envelope(kiosk->household("Amal"));
  const auto signed_up = clock.wall_ms();
  auto untrusted = kiosk->envelope(kiosk->household("Basma"));
  untrusted.stamp.trusted = false;
  untrusted.stamp.wall_ms = 0;
  kiosk->sign_again(untrusted);
  clock.advance(10LL * 86'400'000);
  send(*kiosk, {envelope, untrusted});
  apply();
  const auto households = waiting_households(*store);
  ASSERT_TRUE(households && households->size() == 2);
  for (const auto& household : *households) {
    const bool amal = household.household.name.view() == "Amal";
    EXPECT_EQ(household.since_ms, amal ? signed_up : clock.wall_ms());
  }
}

TEST_F(CasesTest, TheAuditChainShowsTampering) {
  auto kiosk = enrolled(1);
  const auto card = make_proposal(*kiosk);
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, Verdict::accept))});
  apply();
  EXPECT_TRUE(check_audit(*store));
  ASSERT_TRUE(
      store->database().execute("UPDATE audit SET action = 'decline' WHERE action = 'accept'"));
  EXPECT_FALSE(check_audit(*store));
}

}  // namespace
}  // namespace samen::server
