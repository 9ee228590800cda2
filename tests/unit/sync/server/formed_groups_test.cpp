// SPDX-License-Identifier: Apache-2.0
// Single volunteers and groups that are not complete, from sign-up to match, through the service as
// a kiosk uses it.
#include <algorithm>
#include <set>

#include <embedded/matcher_migrations.hpp>
#include <nlohmann/json.hpp>

#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/formed.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/commands/explanation.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/round_logs.hpp"
#include "sync/server/store/singles.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

using domain::ProposalCard;
using domain::Verdict;

constexpr const char* kNames[] = {"Bram", "Cees", "Dina", "Eva", "Fenna", "Gijs", "Hanna"};

class FormedGroups : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    kiosk = enrolled(1);
  }
  void sign_up_singles(int count, int from = 0) {
    std::vector<protocol::Envelope> batch;
    for (int i = 0; i < count; ++i)
      batch.push_back(kiosk->envelope(kiosk->single(kNames[from + i])));
    send(*kiosk, std::move(batch));
    apply();
  }
  void sign_up_household(std::string_view name = "Amal") {
    send(*kiosk, {kiosk->envelope(kiosk->household(name))});
    apply();
  }
  RoundOutcome round(std::uint64_t seed = 1) {
    RoundRequest request;
    request.seed = seed;
    auto outcome = run_and_store_round(*store, request);
    EXPECT_TRUE(outcome) << outcome.error().message;
    return outcome ? std::move(*outcome) : RoundOutcome{};
  }
  ProposalCard only_card(const RoundOutcome& outcome) {
    EXPECT_EQ(outcome.proposals.size(), 1U);
    return outcome.proposals.empty() ? ProposalCard{} : outcome.proposals.front().card;
  }
  void decide(const ProposalCard& card, Verdict verdict) {
    std::optional<domain::DeclineReason> why;
    if (verdict == Verdict::decline) why = domain::DeclineReason::group_prefers_other;
    send(*kiosk, {kiosk->envelope(kiosk->decision(card, verdict, why))});
    apply();
  }
  ProposalCard newest_card() {
    const auto items = feed(*kiosk).items;
    EXPECT_FALSE(items.empty());
    return items.empty() ? ProposalCard{} : kiosk->open_card(items.back()).value();
  }
  SingleCounts singles() { return count_singles(*store).value(); }
  base::HumanCode code_of(const ProposalCard& card) {
    return find_proposal(*store, card.proposal).value()->join_code;
  }
  static const domain::Reason* caution(const ProposalCard& card, std::string_view key) {
    const auto at = std::ranges::find(card.cautions, key, &domain::Reason::key);
    return at == card.cautions.end() ? nullptr : &*at;
  }
  static std::int64_t number_on(const ProposalCard& card, std::string_view key) {
    const auto* found = caution(card, key);
    return found == nullptr || found->arguments.empty() ? -1 : found->arguments[0].number;
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
};

TEST_F(FormedGroups, FiveSinglesAreProposedAsAGroupAndAcceptedAsOne) {
  sign_up_household();
  sign_up_singles(5);
  EXPECT_EQ(singles().waiting, 5);
  const auto outcome = round();
  EXPECT_EQ(outcome.singles, 5U);
  EXPECT_EQ(outcome.formed, 1U);
  EXPECT_EQ(outcome.placed, 5U);
  const auto card = only_card(outcome);
  EXPECT_EQ(card.group_size, 5);
  EXPECT_TRUE(card.group_label.starts_with("G-")) << card.group_label;
  EXPECT_EQ(number_on(card, "caution.newly_formed"), 5);
  EXPECT_FALSE(card.reasons.empty());
  EXPECT_EQ(newest_card(), card) << "the kiosk of the centre shows it";
  EXPECT_EQ(singles().proposed, 5);
  EXPECT_TRUE(round(2).proposals.empty()) << "nobody is proposed twice";

  decide(card, Verdict::accept);
  EXPECT_EQ(singles().matched, 5);
  EXPECT_EQ(counts().households["matched"], 1);
  EXPECT_EQ(counts().groups["matched"], 1);
  sign_up_household("Basma");
  EXPECT_TRUE(round(3).proposals.empty()) << "who is matched is not free";
}

TEST_F(FormedGroups, ADeclineDissolvesTheGroupAndThatHouseholdSeesNoneOfThemAgain) {
  sign_up_household();
  sign_up_singles(5);
  const auto card = only_card(round());
  decide(card, Verdict::decline);
  EXPECT_EQ(singles().waiting, 5);
  EXPECT_EQ(counts().households["waiting"], 1);
  EXPECT_EQ(counts().groups["withdrawn"], 1);
  const auto again = round(2);
  EXPECT_TRUE(again.proposals.empty());
  ASSERT_EQ(again.not_yet.size(), 1U);
  EXPECT_EQ(again.not_yet[0].reason.key, "whynot.excluded");
  EXPECT_EQ(again.unplaced.size(), 5U);
  EXPECT_EQ(again.unplaced[0].why, matcher::formation::WhyUnplaced::no_household);
  // Somebody else is welcome to them.
  sign_up_household("Basma");
  const auto other = only_card(round(3));
  EXPECT_NE(other.household_label, card.household_label);
  EXPECT_NE(other.group_label, card.group_label);
  EXPECT_EQ(singles().proposed, 5);
}

TEST_F(FormedGroups, SinglesJoinAGroupThatIsNotCompleteYet) {
  sign_up_household();
  sign_up_singles(3);
  const auto join_code = kiosk->code();
  send(*kiosk, {kiosk->envelope(kiosk->group_start(join_code, "Joke")),
                kiosk->envelope(kiosk->group_member(join_code, "Karel"))});
  apply();
  const auto outcome = round();
  EXPECT_EQ(outcome.completed, 1U);
  EXPECT_EQ(outcome.formed, 0U);
  const auto card = only_card(outcome);
  EXPECT_EQ(card.group_size, 5);
  EXPECT_EQ(code_of(card), join_code) << "their own group, under its own label";
  EXPECT_EQ(number_on(card, "caution.joined_group"), 3);
  EXPECT_EQ(caution(card, "caution.newly_formed"), nullptr);
  decide(card, Verdict::decline);
  EXPECT_EQ(singles().waiting, 3);
  EXPECT_EQ(counts().groups["waiting"], 1) << "the group of two is as it was";
  EXPECT_TRUE(round(2).proposals.empty());
  EXPECT_EQ(waiting_groups(*store)->at(0).members.size(), 2U);
}

TEST_F(FormedGroups, FriendsWhoJoinByTheCodeGoBeforeVolunteersNotAcceptedYet) {
  sign_up_household();
  sign_up_singles(3);
  const auto join_code = kiosk->code();
  send(*kiosk, {kiosk->envelope(kiosk->group_start(join_code, "Joke")),
                kiosk->envelope(kiosk->group_member(join_code, "Karel"))});
  apply();
  const auto card = only_card(round());
  ASSERT_EQ(card.group_size, 5);
  send(*kiosk, {kiosk->envelope(kiosk->group_member(join_code, "Lies")),
                kiosk->envelope(kiosk->group_member(join_code, "Marit"))});
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 0);
  EXPECT_EQ(singles().waiting, 1) << "six is the largest group";
  const auto shown = newest_card();
  EXPECT_EQ(number_on(shown, "caution.joined_group"), 2);
  decide(shown, Verdict::accept);
  EXPECT_EQ(singles().matched, 2);
  send(*kiosk, {kiosk->envelope(kiosk->group_member(join_code, "Noor"))});
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 1) << "full";
}

TEST_F(FormedGroups, WhoLeavesIsMissedOnTheCardBeforeAndAfterAcceptance) {
  sign_up_household();
  sign_up_singles(5);
  const auto card = only_card(round());
  const auto placed = placed_singles(*store, code_of(card)).value();
  ASSERT_EQ(placed.size(), 5U);
  ASSERT_TRUE(single_leaves(*store, placed[0].id));
  auto shown = newest_card();
  EXPECT_EQ(shown.group_size, 4);
  EXPECT_EQ(number_on(shown, "caution.member_left"), 1);
  EXPECT_EQ(number_on(shown, "caution.newly_formed"), 4);
  decide(card, Verdict::accept);
  EXPECT_EQ(counts().decisions["stale"], 1) << "decided on the card of five";
  decide(newest_card(), Verdict::accept);
  ASSERT_TRUE(single_leaves(*store, placed[1].id));
  shown = newest_card();
  EXPECT_EQ(shown.state, domain::ProposalState::accepted);
  EXPECT_EQ(shown.group_size, 3);
  EXPECT_EQ(number_on(shown, "caution.member_left"), 2);
  for (std::size_t i = 2; i < 5; ++i) ASSERT_TRUE(single_leaves(*store, placed[i].id));
  EXPECT_EQ(newest_card().state, domain::ProposalState::withdrawn) << "nobody is left";
  EXPECT_EQ(counts().households["waiting"], 1);
}

TEST_F(FormedGroups, ErasureTakesOneOutOfTheGroupAndFreesTheOthersWhenTheHouseholdGoes) {
  sign_up_household();
  sign_up_singles(5);
  const auto outcome = round();
  const auto card = only_card(outcome);
  const auto gone = placed_singles(*store, code_of(card)).value().at(1);
  ASSERT_NE(outcome.log.text.find(gone.label), std::string::npos);
  const auto erase = [this](const base::Uuid& id) {
    auto transaction = store->begin().value();
    const auto done = erase_record(*store, id, "asked");
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(transaction.commit());
  };
  erase(gone.id);
  EXPECT_EQ(newest_card().group_size, 4);
  EXPECT_EQ(number_on(newest_card(), "caution.member_left"), 1);
  EXPECT_EQ(find_round(*store, std::nullopt).value()->log_json.find(gone.label), std::string::npos);
  EXPECT_EQ(singles().proposed, 4);
  erase(find_proposal(*store, card.proposal).value()->household);
  EXPECT_EQ(singles().waiting, 4);
  EXPECT_EQ(counts().groups["withdrawn"], 1);
}

TEST_F(FormedGroups, AProposalOfWhichSomebodyHasGoneMeanwhileIsDropped) {
  sign_up_household();
  sign_up_singles(5);
  RoundRequest request;
  bool done = false;
  request.progress.told = [this, &done](std::string_view) {
    if (std::exchange(done, true)) return;  // while the round is computed
    const auto waiting = waiting_singles(*store).value();
    ASSERT_TRUE(
        store->database().run("DELETE FROM volunteer WHERE id = ?1", {bind_id(waiting[2].row.id)}));
  };
  const auto outcome = run_and_store_round(*store, request);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_TRUE(outcome->proposals.empty());
  EXPECT_EQ(outcome->overtaken, 1);
  EXPECT_EQ(singles().waiting, 4);
  EXPECT_EQ(counts().households["waiting"], 1);
  EXPECT_EQ(only_card(round(2)).group_size, 4) << "the others are still there";
}

TEST_F(FormedGroups, WhatStaffHaveSeenOfAVolunteerStaysWithThemWhenTheGroupEnds) {
  sign_up_household();
  sign_up_singles(5);
  const auto card = only_card(round());
  ASSERT_NE(caution(card, "caution.not_screened"), nullptr);
  const auto placed = placed_singles(*store, code_of(card)).value();
  for (const auto& single : placed) {
    EXPECT_NE(caution(newest_card(), "caution.not_screened"), nullptr);
    ASSERT_TRUE(note_readiness(*store, single.label, true, false));
  }
  EXPECT_EQ(caution(newest_card(), "caution.not_screened"), nullptr) << "all five, one by one";
  ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
  EXPECT_EQ(caution(newest_card(), "caution.not_trained"), nullptr);
  decide(newest_card(), Verdict::decline);
  sign_up_household("Basma");
  const auto other = only_card(round(2));
  EXPECT_EQ(caution(other, "caution.not_screened"), nullptr);
  EXPECT_EQ(note_readiness(*store, "V-000", true, true).error().code, base::Errc::not_found);
}

TEST_F(FormedGroups, TheLogSaysWhoWasBroughtTogetherAndWhyOthersWait) {
  sign_up_household();
  sign_up_singles(3);
  const auto few = round();
  EXPECT_TRUE(few.proposals.empty());
  ASSERT_EQ(few.not_yet.size(), 1U);
  EXPECT_EQ(few.not_yet[0].reason.key, "whynot.volunteers_forming");
  ASSERT_EQ(few.unplaced.size(), 3U);
  EXPECT_EQ(few.unplaced[0].why, matcher::formation::WhyUnplaced::too_few_others);
  std::ostringstream words;
  ASSERT_TRUE(print_explanation(read_log(few.log.text), few.unplaced[0].label, words));
  EXPECT_NE(words.str().find("too few other volunteers nearby"), std::string::npos) << words.str();

  sign_up_singles(2, 3);
  auto silent = kiosk->single("Zoë");
  std::get<domain::SingleVolunteer>(silent.body).volunteer.times = {};
  send(*kiosk, {kiosk->envelope(silent)});
  apply();
  const auto outcome = round(2);
  const auto card = only_card(outcome);
  const auto log = nlohmann::json::parse(outcome.log.text);
  const auto& formation = log.at("formation");
  EXPECT_EQ(formation.at("groups").at(0).at("group"), card.group_label);
  EXPECT_EQ(formation.at("groups").at(0).at("units").size(), 5U);
  EXPECT_EQ(formation.at("unplaced").at("times_not_told").size(), 1U);
  EXPECT_EQ(formation.at("gap_per_ten_thousand"), 0);
  EXPECT_EQ(outcome.log.text.find("Bram"), std::string::npos);
  std::ostringstream pair;
  ASSERT_TRUE(print_explanation(read_log(outcome.log.text), card.group_label, pair));
  EXPECT_NE(pair.str().find("made of V-"), std::string::npos) << pair.str();
}

TEST_F(FormedGroups, WhoSignedUpBeforeThereWereLabelsIsPlacedToo) {
  const test::TemporaryFolder other;
  storage::OpenOptions options;
  options.application_id = 0x53414d4d;
  const auto all = storage::matcher_migrations();
  options.migrations = all.first(2);  // 003 brings the labels
  const DataFolder old{other.path()};
  ASSERT_TRUE(keys->sign.save(old.sign_key()));
  {
    auto database = storage::Database::open(old.database(), options);
    ASSERT_TRUE(database) << database.error().message;
    ASSERT_TRUE(database->execute(
        "INSERT INTO setting VALUES ('epoch', '0192f0c1-2a3b-7c4d-8e5f-0123456789ab');"
        "INSERT INTO centre VALUES (1, 'De Linde', 'Almere');"
        "INSERT INTO volunteer VALUES (x'0192f0c12a3b7c4d8e5f0123456789ab', 'single', NULL, 'R', "
        "1, "
        "5, 0, x'00')"));
  }
  auto opened = Store::open(old, clock, random);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_EQ(count_singles(*opened)->waiting, 1);
  EXPECT_TRUE(single_with_label(*opened, "V-0123456789AB").has_value() ||
              single_with_label(*opened, "V-23456789AB").has_value());
}

}  // namespace
}  // namespace samen::server
