// SPDX-License-Identifier: Apache-2.0
// Told anew with the secret of a receipt: what counts then, in which order, and what goes.
#include "sync/server/cases/correct.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "sync/server/cases/consents.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/cases/way_back.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/proposals.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/signer.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

class CorrectTest : public WayBackTest {
 protected:
  void SetUp() override {
    WayBackTest::SetUp();
    kiosk_ = enrolled(1);
    other_ = enrolled(2, "Elders");
  }
  domain::Record sign_up(const Holder& holder) {
    auto record = with(kiosk_->household("Amal Zzyzx"), holder);
    send(*kiosk_, {kiosk_->envelope(record)});
    apply();
    return record;
  }
  static domain::Household& household_in(domain::Record& record) {
    return std::get<domain::Household>(record.body);
  }
  domain::Household kept(const base::Uuid& id) {
    return std::get<domain::Household>(find_sign_up(*store, id).value().value().body);
  }
  static domain::Record with_children(domain::Record record, int children) {
    household_in(record).children.assign(static_cast<std::size_t>(children),
                                         domain::ChildBand::child_0_3);
    return record;
  }
  // The household and a whole group around it, and the round's card.
  domain::ProposalCard proposed(const Holder& amal, const Holder& bram) {
    const auto code = kiosk_->code();
    send(*kiosk_, {kiosk_->envelope(with(kiosk_->household("Amal"), amal)),
                   kiosk_->envelope(with(kiosk_->group_start(code, "Bram"), bram))});
    for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
      send(*kiosk_, {kiosk_->envelope(kiosk_->group_member(code, name))});
    }
    apply();
    return run_and_store_round(*store, RoundRequest{})->proposals.front().card;
  }
  domain::ProposalCard card_now(const base::Uuid& proposal) {
    return find_proposal(*store, proposal).value().value().card;
  }
  static bool says(const domain::ProposalCard& card, std::string_view key) {
    return std::ranges::find(card.cautions, key, &domain::Reason::key) != card.cautions.end();
  }

  std::unique_ptr<test::FakeKiosk> kiosk_;
  std::unique_ptr<test::FakeKiosk> other_;
};

TEST_F(CorrectTest, AtAnyKioskWhatWasToldIsReadAndTheNewestCounts) {
  const Holder amal(random);
  const auto told = sign_up(amal);
  const auto read = ask(*other_, amal, Wish::read);
  ASSERT_TRUE(read.told);
  EXPECT_EQ(*read.told, told);
  EXPECT_FALSE(ask(*other_, amal, Wish::status).told) << "only who asks for it";

  auto changed = with_children(*read.told, 3);
  household_in(changed).contact.value = base::SecretText("+31687654321");
  const auto answer = correct(*other_, amal, changed);
  EXPECT_EQ(answer.outcome, Outcome::done);
  EXPECT_EQ(answer.standing, Standing::waiting);
  const auto now = find_sign_up(*store, told.id).value().value();
  EXPECT_EQ(now.receipt, told.receipt);
  EXPECT_EQ(now.way_back, told.way_back) << "the receipt is the same";
  EXPECT_EQ(std::get<domain::Household>(now.body), household_in(changed));
  EXPECT_EQ(waiting_households(*store)->front().household.children.size(), 3U)
      << "rounds use the newest";
  EXPECT_EQ(waiting(), 1U) << "and it is no second sign-up";
  EXPECT_EQ(*ask(*kiosk_, amal, Wish::read).told, now);
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
  EXPECT_EQ(read_audit(*store)->back().action, "correct");
}

TEST_F(CorrectTest, NothingReadableOfWhatWasToldBeforeIsLeft) {
  const Holder amal(random);
  auto told = sign_up(amal);
  const auto before = bytes_of("SELECT sealed FROM household");
  EXPECT_GT(times_in(folder.database(), base::ByteView(before).first(64)), 0U)
      << "the search finds what is there";
  household_in(told).name = base::SecretText("Basma");
  EXPECT_EQ(correct(*kiosk_, amal, told).outcome, Outcome::done);
  EXPECT_EQ(times_in(folder.database(), base::ByteView(before).first(64)), 0U)
      << "nor in a gap of the file, nor sealed";
  EXPECT_EQ(number("SELECT count(*) FROM envelope WHERE length(sealed) = 0"), 2)
      << "nor sealed: the sign-up and the correction stand in the record";
  EXPECT_TRUE(check_envelopes(*store, keys->sign.verify_key(), {})) << "as the backup asks";
}

TEST_F(CorrectTest, OnlyWhoHoldsTheReceiptAndOnlyAsItWasSigned) {
  const Holder amal(random);
  const Holder thief(random);
  const auto told = sign_up(amal);
  auto forged = correction(with_children(told, 7), thief);
  forged.correction->from = amal.keys();
  auto changed_on_the_way = correction(with_children(told, 7), amal);
  household_in(changed_on_the_way).children.pop_back();
  auto carried_by_another = correction(with_children(told, 7), amal);
  carried_by_another.id = base::make_uuid(clock, random);
  auto diverted = correction(with_children(told, 7), amal);
  diverted.correction->from.seal = thief.keys().seal;
  for (const auto& record : {forged, changed_on_the_way, carried_by_another, diverted}) {
    send(*kiosk_, {kiosk_->envelope(record)});
    apply();
    const auto all = answers(*kiosk_, record.correction->from == amal.keys() ? amal : thief);
    EXPECT_EQ(all.at(record.id).standing, Standing::unknown) << "what a stranger is told";
  }
  EXPECT_EQ(correct(*kiosk_, thief, with_children(told, 7)).outcome, Outcome::kept)
      << "of a receipt that nobody knows";
  EXPECT_EQ(kept(told.id), std::get<domain::Household>(told.body));
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

TEST_F(CorrectTest, OlderOnesAreLateAndACopyCountsOnce) {
  const Holder amal(random);
  const auto told = sign_up(amal);
  clock.advance(100'000);
  const auto now = clock.wall_ms();
  EXPECT_EQ(correct(*kiosk_, amal, with_children(told, 2), now - 10).outcome, Outcome::done);
  const auto late = correct(*other_, amal, with_children(told, 5), now - 20);
  EXPECT_EQ(late.outcome, Outcome::late);
  EXPECT_EQ(late.counter, now - 10);
  EXPECT_EQ(kept(told.id).children.size(), 2U);

  clock.advance(1000);
  const auto once = kiosk_->envelope(correction(with_children(told, 3), amal));
  send(*kiosk_, {once});
  apply();
  EXPECT_EQ(correct(*other_, amal, with_children(told, 4)).outcome, Outcome::done);
  EXPECT_EQ(send(*kiosk_, {once}).results[0].result, protocol::ResultClass::duplicate);
  apply();
  EXPECT_EQ(kept(told.id).children.size(), 4U) << "a copy of an earlier one changes nothing";
  ask(*kiosk_, amal, Wish::withdraw);
  EXPECT_EQ(correct(*kiosk_, amal, told).outcome, Outcome::late);
}

TEST_F(CorrectTest, AfterErasingNothingComesBack) {
  const Holder amal(random);
  const auto told = sign_up(amal);
  EXPECT_TRUE(ask(*other_, amal, Wish::read).told);
  ask(*kiosk_, amal, Wish::erase);
  EXPECT_TRUE(answers(*other_, amal).empty()) << "nor what was read, sealed";
  const auto answer = correct(*other_, amal, told);
  EXPECT_EQ(answer.outcome, Outcome::late);
  EXPECT_EQ(answer.standing, Standing::erased);
  EXPECT_FALSE(ask(*other_, amal, Wish::read).told);
  EXPECT_EQ(number("SELECT count(*) FROM household"), 0);
  EXPECT_EQ(number("SELECT count(*) FROM envelope WHERE length(sealed) = 0"), 0)
      << "nor sealed in its envelope, nor the envelope";
}

TEST_F(CorrectTest, AnswersToSomebodyErasedLeaveTheFeedInTheirTime) {
  const Holder amal(random);
  sign_up(amal);
  ask(*other_, amal, Wish::status);
  ask(*kiosk_, amal, Wish::erase);
  EXPECT_EQ(answers(*other_, amal).size(), 1U);
  clock.advance(kAnswersKeptMs + 1000);
  ask(*kiosk_, Holder(random), Wish::status);
  EXPECT_TRUE(answers(*other_, amal).empty());
}

TEST_F(CorrectTest, BeforeTheSignUpItWaitsAndTheNewestIsTaken) {
  for (const bool erased : {false, true}) {
    const Holder amal(random);
    const auto told = with(kiosk_->household("Amal Zzyzx"), amal);
    const auto first = kiosk_->envelope(told);
    EXPECT_FALSE(ask(*other_, amal, Wish::read).told);
    clock.advance(1000);
    const auto earlier = correction(with_children(told, 2), amal);
    EXPECT_EQ(correct(*other_, amal, with_children(told, 5)).outcome, Outcome::kept);
    EXPECT_EQ(answer_to(*other_, amal, Wish::correct, earlier).outcome, Outcome::kept);
    if (erased) ask(*other_, amal, Wish::erase);
    clock.advance(30LL * 86'400'000);
    ask(*other_, Holder(random), Wish::status);  // what is old goes, but not what waits
    send(*kiosk_, {first});
    apply();
    EXPECT_EQ(number("SELECT count(*) FROM household"), erased ? 0 : 1);
    if (!erased) {
      EXPECT_EQ(kept(told.id).children.size(), 5U);
    }
    EXPECT_EQ(number("SELECT count(*) FROM receipt_request WHERE sealed IS NOT NULL"), 0);
    if (!erased) ask(*kiosk_, amal, Wish::erase);
    EXPECT_EQ(number("SELECT count(*) FROM told_anew"), 0) << "what told it anew went with it";
  }
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

TEST_F(CorrectTest, AnotherFormOrAnOlderVersionIsRefusedAndANewerOneIsKeptForReview) {
  const Holder amal(random);
  auto told = kiosk_->household("Amal");
  told.form_version = 3;
  told = with(told, amal);
  send(*kiosk_, {kiosk_->envelope(told)});
  apply();
  auto older = with_children(told, 4);
  older.form_version = 2;
  const auto answer = correct(*kiosk_, amal, older);
  EXPECT_EQ(answer.outcome, Outcome::refused);
  EXPECT_EQ(answer.standing, Standing::waiting);
  EXPECT_EQ(answer.counter, 0) << "it has no place in the order";
  EXPECT_EQ(correct(*kiosk_, amal, kiosk_->single("Amal")).outcome, Outcome::refused);
  EXPECT_EQ(correct(*kiosk_, amal, with_children(told, 4)).outcome, Outcome::done);
  auto newer = correction(told, amal);
  newer.form_version = 5;
  send(*kiosk_, {kiosk_->envelope(newer)});
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 1) << "an upgrade of the matcher reads it";
  EXPECT_EQ(kept(told.id).children.size(), 4U);
}

TEST_F(CorrectTest, AnUndecidedProposalOfOldFactsIsTakenBackAndItsCardSaysWhy) {
  const Holder amal(random);
  const Holder bram(random);
  const auto card = proposed(amal, bram);
  auto told = *ask(*kiosk_, amal, Wish::read).told;
  household_in(told).contact.value = base::SecretText("+31687654321");
  EXPECT_EQ(correct(*kiosk_, amal, told).standing, Standing::proposed)
      << "nothing is proposed by a telephone number";
  EXPECT_EQ(card_now(card.proposal).state, domain::ProposalState::proposed);

  EXPECT_EQ(correct(*kiosk_, amal, with_children(told, 2)).standing, Standing::waiting);
  EXPECT_EQ(card_now(card.proposal).state, domain::ProposalState::withdrawn);
  EXPECT_TRUE(says(card_now(card.proposal), "caution.told_anew"));
  EXPECT_EQ(ask(*kiosk_, bram, Wish::status).standing, Standing::waiting);

  const auto next = run_and_store_round(*store, RoundRequest{});
  ASSERT_EQ(next->proposals.size(), 1U) << "the next round proposes them anew";
  EXPECT_EQ(next->proposals.front().card.children.size(), 2U);
  auto group = *ask(*kiosk_, bram, Wish::read).told;
  std::get<domain::GroupStart>(group.body).coordinator.interests = {domain::Interest::cycling};
  EXPECT_EQ(correct(*kiosk_, bram, group).standing, Standing::waiting);
  EXPECT_EQ(card_now(next->proposals.front().card.proposal).state,
            domain::ProposalState::withdrawn);
}

TEST_F(CorrectTest, OnADecidedOneStaffReadThatThereIsSomethingNew) {
  const Holder amal(random);
  const Holder bram(random);
  const auto card = proposed(amal, bram);
  send(*kiosk_, {kiosk_->envelope(kiosk_->decision(card, domain::Verdict::accept))});
  apply();
  const auto told = *ask(*kiosk_, amal, Wish::read).told;
  const auto cursor = feed(*kiosk_).cursor;
  EXPECT_EQ(correct(*kiosk_, amal, with_children(told, 2)).standing, Standing::matched);
  EXPECT_EQ(correct(*kiosk_, amal, with_children(told, 3)).standing, Standing::matched);
  const auto now = card_now(card.proposal);
  EXPECT_EQ(now.state, domain::ProposalState::accepted);
  EXPECT_EQ(std::ranges::count(now.cautions, "caution.told_since", &domain::Reason::key), 1);
  const auto page = feed(*kiosk_, cursor);
  EXPECT_NE(std::ranges::find(page.items, protocol::FeedKind::card, &protocol::FeedItem::kind),
            page.items.end())
      << "and see it at once";
}

TEST_F(CorrectTest, AGroupStaysAGroupAndAMemberStaysInIt) {
  const Holder bram(random);
  const Holder cees(random);
  const auto code = kiosk_->code();
  send(*kiosk_, {kiosk_->envelope(with(kiosk_->group_start(code, "Bram"), bram)),
                 kiosk_->envelope(with(kiosk_->group_member(code, "Cees"), cees))});
  apply();
  auto start = *ask(*other_, bram, Wish::read).told;
  auto member = *ask(*other_, cees, Wish::read).told;
  std::get<domain::GroupStart>(start.body).largest_household = 3;
  std::get<domain::GroupStart>(start.body).join_code = kiosk_->code();
  std::get<domain::GroupMember>(member.body).join_code = kiosk_->code();
  EXPECT_EQ(correct(*other_, bram, start).outcome, Outcome::done);
  EXPECT_EQ(correct(*other_, cees, member).outcome, Outcome::done);
  const auto groups = waiting_groups(*store).value();
  ASSERT_EQ(groups.size(), 1U);
  EXPECT_EQ(groups[0].row.join_code, code);
  EXPECT_EQ(groups[0].start.join_code, code);
  EXPECT_EQ(groups[0].start.largest_household, 3);
  EXPECT_EQ(groups[0].members.size(), 2U);
}

TEST_F(CorrectTest, AYesThatStaffHeardStaysAsLongAsNothingElseIsNewAboutThatAdult) {
  const Holder amal(random);
  auto told = kiosk_->household("Amal");
  household_in(told).adults.resize(2, household_in(told).adults[0]);
  told = with(told, amal);
  send(*kiosk_, {kiosk_->envelope(told)});
  apply();
  {
    auto transaction = store->begin().value();
    ASSERT_TRUE(note_consent(*store, waiting_households(*store)->front().label, 2));
    ASSERT_TRUE(transaction.commit());
  }
  EXPECT_EQ(correct(*kiosk_, amal, with_children(told, 1)).outcome, Outcome::done);
  EXPECT_EQ(kept(told.id).consents_to_ask(), 0);
  household_in(told).adults[1].called = base::SecretText("Iemand anders");
  EXPECT_EQ(correct(*kiosk_, amal, told).outcome, Outcome::done);
  EXPECT_EQ(kept(told.id).consents_to_ask(), 1) << "who came instead has not been asked";
}

// A pause made later, at a kiosk with a network, came first and made the new number late.
TEST_F(CorrectTest, APauseThatArrivesFirstDoesNotTakeWhatWasToldWithIt) {
  const Holder amal(random);
  const auto told = sign_up(amal);
  clock.advance(1000);
  const auto anew = kiosk_->envelope(correction(with_children(told, 3), amal));
  const auto resume = kiosk_->envelope(request(*kiosk_, amal, Wish::resume));
  EXPECT_EQ(ask(*other_, amal, Wish::pause).outcome, Outcome::done);
  clock.advance(86'400'000);
  send(*kiosk_, {anew, resume});
  const auto all = answers(*kiosk_, amal);
  EXPECT_EQ(all.at(anew.id).outcome, Outcome::done);
  EXPECT_EQ(all.at(anew.id).standing, Standing::paused);
  EXPECT_EQ(all.at(resume.id).outcome, Outcome::late) << "of the two words the later one counts";
  EXPECT_EQ(kept(told.id).children.size(), 3U);
}

// Nor does what was told later take the pause with it, and each in its own order.
TEST_F(CorrectTest, WhatWasToldLaterDoesNotTakeAnEarlierPauseWithIt) {
  const Holder amal(random);
  const auto told = sign_up(amal);
  clock.advance(1000);
  const auto pause = kiosk_->envelope(request(*kiosk_, amal, Wish::pause));
  const auto older = kiosk_->envelope(correction(with_children(told, 5), amal));
  EXPECT_EQ(correct(*other_, amal, with_children(told, 2)).outcome, Outcome::done);
  send(*kiosk_, {pause, older});
  const auto all = answers(*kiosk_, amal);
  EXPECT_EQ(all.at(pause.id).outcome, Outcome::done);
  EXPECT_EQ(all.at(older.id).outcome, Outcome::late);
  EXPECT_EQ(all.at(older.id).standing, Standing::paused);
  EXPECT_EQ(kept(told.id).children.size(), 2U);
}

// Two kiosks, any order of arrival, repeats: the end is what the person told last.
TEST_F(CorrectTest, HoweverTheyAreMixedTheLastOneToldIsKept) {
  base::SeededRandom dice(20261130);
  for (int schedule = 0; schedule < 60; ++schedule) {
    const Holder amal(random);
    const auto told = with(kiosk_->household("Amal"), amal);
    std::vector<std::pair<test::FakeKiosk*, protocol::Envelope>> sent;
    sent.emplace_back(kiosk_.get(), kiosk_->envelope(told));
    const int corrections = 1 + static_cast<int>(dice.below(5));
    for (int n = 1; n <= corrections; ++n) {
      clock.advance(1000);
      auto* at = dice.below(2) == 0 ? kiosk_.get() : other_.get();
      sent.emplace_back(at, at->envelope(correction(with_children(told, n), amal)));
    }
    const std::size_t requests = sent.size() - 1;
    for (auto n = dice.below(4); n > 0; --n) sent.push_back(sent[dice.below(sent.size())]);
    for (std::size_t i = sent.size(); i > 1; --i) std::swap(sent[i - 1], sent[dice.below(i)]);
    for (const auto& [at, envelope] : sent) {
      send(*at, {envelope});
      if (dice.below(2) == 0) apply();
    }
    apply();
    EXPECT_EQ(kept(told.id).children.size(), static_cast<std::size_t>(corrections)) << schedule;
    EXPECT_EQ(answers(*kiosk_, amal).size() + answers(*other_, amal).size(), requests) << schedule;
    clock.advance(3'700'000);
  }
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
}

}  // namespace
}  // namespace samen::server
