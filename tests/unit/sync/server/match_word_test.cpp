// SPDX-License-Identifier: Apache-2.0
// What people say themselves about a match they are in: to the offer, and how it goes.
#include <algorithm>
#include <random>
#include <sstream>

#include "base/spans.hpp"
#include "domain/proposal_life.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/other_side.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/print_matches.hpp"
#include "sync/server/store/match_words.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/talks.hpp"
#include "unit/sync/server/offer_fixture.hpp"

namespace samen::server {
namespace {

using domain::MatchStage;
using domain::NoBecause;
using domain::OwnAnswer;

TEST_F(OfferTest, WhyTheySaidNoIsForStaffAlone) {
  say(cees, Wish::no, {{}, domain::NoBecause::times});
  std::ostringstream talk;
  ASSERT_TRUE(run_talk({folder.root, ""}, talk));
  EXPECT_NE(talk.str().find("said no to an offer to their group (the times)"), std::string::npos)
      << talk.str();
  const auto before = proposal().card;
  say(amal, Wish::no, {{}, domain::NoBecause::too_far});
  std::ostringstream list;
  ASSERT_TRUE(print_matches(*store, list));
  EXPECT_NE(list.str().find(card.household_label + " to " + card.group_label + " (De Linde), "),
            std::string::npos)
      << list.str();
  EXPECT_NE(list.str().find("Noes in the last year, and why: 1 the times, 1 too far."),
            std::string::npos);
  for (const Holder* holder : {&bram, &cees}) {
    const auto words = words_of(stands(*holder));
    EXPECT_EQ(words.find("too_far"), std::string::npos) << words;
    EXPECT_EQ(words.find("because"), std::string::npos) << words;
  }
  const auto after = proposal().card;
  EXPECT_EQ(after.cautions, before.cautions) << "nor does a card tell it";
  EXPECT_EQ(after.reasons, before.reasons);
  EXPECT_EQ(after.declined_because, std::nullopt);
  std::ostringstream out;
  ASSERT_TRUE(run_erase({folder.root, card.household_label, "asked", true}, out)) << out.str();
  EXPECT_TRUE(noes_since(*store, 0)->empty()) << "it goes with the match";
}

TEST_F(OfferTest, WhoThinksAgainHasNotSaidNo) {
  say(cees, Wish::no, {{}, domain::NoBecause::times});
  EXPECT_EQ(noes_since(*store, 0)->size(), 1U);
  EXPECT_EQ(noes_since(*store, 0)->front().whom, card.household_label);
  say(cees, Wish::yes);
  EXPECT_TRUE(noes_since(*store, 0)->empty());
}

TEST_F(OfferTest, EachSideSaysYesItselfAndStaffBringThemTogether) {
  for (const Holder* holder : {&amal, &bram, &cees}) {
    const auto answer = stands(*holder);
    EXPECT_EQ(answer.stage, MatchStage::asked);
    ASSERT_TRUE(answer.offer);
    EXPECT_EQ(answer.offer->match, card.proposal);
    EXPECT_EQ(answer.offer->own, std::nullopt);
    EXPECT_EQ(answer.offer->others.members > 0, holder == &amal);
  }
  auto answer = say(amal, Wish::yes);
  EXPECT_EQ(answer.outcome, Outcome::done);
  EXPECT_EQ(answer.offer->own, OwnAnswer::yes);
  EXPECT_EQ(state(), MatchState::household_yes);
  answer = stands(bram);
  EXPECT_EQ(answer.stage, MatchStage::asked) << "nobody hears what the others said";
  EXPECT_EQ(answer.offer->own, std::nullopt);
  EXPECT_EQ(say(cees, Wish::yes).offer->own, OwnAnswer::yes);
  EXPECT_EQ(state(), MatchState::household_yes) << "who began the group speaks for it";
  EXPECT_EQ(say(bram, Wish::yes).stage, MatchStage::agreed);
  EXPECT_EQ(state(), MatchState::agreed);
  EXPECT_EQ(stands(amal).stage, MatchStage::agreed);
  EXPECT_TRUE(talks().empty());
}

TEST_F(OfferTest, ANoEndsItAndTellsNobodyWhoSaidIt) {
  say(amal, Wish::yes);
  const auto before = stands(amal);
  const auto answer = say(bram, Wish::no, {{}, NoBecause::times});
  EXPECT_EQ(answer.outcome, Outcome::done);
  EXPECT_EQ(answer.standing, Standing::waiting);
  EXPECT_EQ(proposal().card.state, domain::ProposalState::declined);
  const auto told = stands(amal);
  EXPECT_EQ(told.standing, Standing::waiting);
  EXPECT_FALSE(told.stage);
  EXPECT_FALSE(told.offer);
  for (const auto* word : {"times", "no", "bram", "Bram"}) {
    EXPECT_EQ(words_of(told).find("\"" + std::string(word) + "\""), std::string::npos) << word;
  }
  EXPECT_EQ(number("SELECT count(*) FROM match_word WHERE because = 'times'"), 1)
      << "staff can know";
  const auto round = run_and_store_round(*store, RoundRequest{});
  EXPECT_TRUE(round->proposals.empty()) << "nobody who said no is asked the same again";
  // A yes that was under way is about what is over.
  EXPECT_EQ(say(amal, Wish::yes).outcome, Outcome::past);
}

TEST_F(OfferTest, WhoDoubtsIsTalkedWithAndMayStillSayYes) {
  auto answer = say(bram, Wish::unsure);
  EXPECT_EQ(answer.outcome, Outcome::done);
  EXPECT_EQ(answer.offer->own, OwnAnswer::unsure);
  EXPECT_EQ(answer.stage, MatchStage::asked);
  EXPECT_EQ(state(), MatchState::offered);
  EXPECT_EQ(talks(), std::vector<std::optional<TalkAbout>>{TalkAbout::unsure});
  std::ostringstream listed;
  ASSERT_TRUE(run_talk({folder.root, {}}, listed));
  EXPECT_NE(listed.str().find("is not sure about an offer"), std::string::npos) << listed.str();
  EXPECT_EQ(say(bram, Wish::yes).offer->own, OwnAnswer::yes);
  EXPECT_EQ(state(), MatchState::group_yes);
}

TEST_F(OfferTest, AMembersNoIsATaskAndTheirNumberIsNobodys) {
  const auto answer = say(cees, Wish::no, {{}, NoBecause::not_now});
  EXPECT_EQ(answer.standing, Standing::matched);
  EXPECT_EQ(answer.offer->own, OwnAnswer::no);
  EXPECT_EQ(state(), MatchState::offered);
  EXPECT_EQ(talks(), std::vector<std::optional<TalkAbout>>{TalkAbout::member_no});
  introduced();
  const auto names = [&] {
    std::vector<std::string> out;
    const auto people = contacts_of(*store, proposal());
    for (const auto& each : people->group) {
      out.emplace_back(volunteer_of(each.body)->name.view());
    }
    return out;
  };
  EXPECT_EQ(std::ranges::count(names(), "Cees"), 0);
  EXPECT_EQ(std::ranges::count(names(), "Bram"), 1);
  EXPECT_EQ(names().size(), 4U);
}

TEST_F(OfferTest, WhoSaidNoInAGroupMaySayYesAfterAll) {
  say(cees, Wish::no);
  EXPECT_EQ(say(cees, Wish::yes).offer->own, OwnAnswer::yes);
  introduced();
  EXPECT_EQ(contacts_of(*store, proposal())->group.size(), 5U);
}

TEST_F(OfferTest, WhatStaffHeardIsShownAsWhatTheySaid) {
  staff({.event = MatchEvent::household_yes});
  EXPECT_EQ(stands(amal).offer->own, OwnAnswer::yes);
  EXPECT_EQ(stands(bram).offer->own, std::nullopt);
  EXPECT_EQ(say(amal, Wish::yes).outcome, Outcome::done) << "said once more, nothing changes";
  EXPECT_EQ(state(), MatchState::household_yes);
  staff({.event = MatchEvent::group_no});
  const auto late = say(amal, Wish::yes);
  EXPECT_EQ(late.outcome, Outcome::past);
  EXPECT_EQ(late.standing, Standing::waiting) << "it says where they stand now";
}

TEST_F(OfferTest, AnAnswerIsAboutTheOfferItNames) {
  base::SeededRandom other(77);
  const auto elsewhere = base::make_uuid(clock, other);
  for (const Wish wish : {Wish::yes, Wish::no, Wish::unsure, Wish::check_in}) {
    EXPECT_EQ(say(amal, wish, {elsewhere}).outcome, Outcome::past) << domain::name_of(wish);
  }
  EXPECT_EQ(state(), MatchState::offered);
  EXPECT_TRUE(talks().empty());
  EXPECT_EQ(number("SELECT count(*) FROM match_word"), 0);
}

TEST_F(OfferTest, WhatWasSaidLaterCountsWhateverArrivesFirst) {
  const auto early = clock.wall_ms() + 10;
  clock.advance(10'000);
  const auto later = clock.wall_ms();
  EXPECT_EQ(say(cees, Wish::no, {}, later).offer->own, OwnAnswer::no);
  const auto answer = say(cees, Wish::yes, {}, early);
  EXPECT_EQ(answer.outcome, Outcome::late);
  EXPECT_EQ(answer.offer->own, OwnAnswer::no);
}

TEST_F(OfferTest, OnlyTheReceiptThatItIsAboutAnswers) {
  const Holder stranger(random);
  EXPECT_EQ(say(stranger, Wish::yes).outcome, Outcome::past);
  EXPECT_EQ(say(stranger, Wish::yes).standing, Standing::unknown);
  auto forged = request_about(*kiosk, amal, Wish::no, {card.proposal});
  std::get<domain::ReceiptRequest>(forged.body).match->because = NoBecause::too_far;
  EXPECT_EQ(answer_to(*kiosk, amal, Wish::no, forged).standing, Standing::unknown);
  EXPECT_EQ(state(), MatchState::offered);
  EXPECT_EQ(number("SELECT count(*) FROM receipt_request WHERE outcome = 'kept'"), 0)
      << "an answer waits for nobody's sign-up";
}

TEST_F(OfferTest, ANoThatComesAfterTheyWereIntroducedIsATask) {
  introduced();
  EXPECT_EQ(say(cees, Wish::no).outcome, Outcome::done);
  EXPECT_EQ(say(amal, Wish::no).outcome, Outcome::done);
  EXPECT_EQ(talks().size(), 2U);
  EXPECT_EQ(say(bram, Wish::yes).outcome, Outcome::past);
  EXPECT_EQ(say(bram, Wish::unsure).outcome, Outcome::past);
}

TEST_F(OfferTest, AFormedGroupSaysYesWhenAllOfItDo) {
  // As if a round had placed them: nobody began it.
  ASSERT_TRUE(
      store->database().execute("UPDATE volunteer SET role = 'member' WHERE role = 'coordinator'"));
  const auto people = records_of_group(*store, proposal().join_code).value();
  ASSERT_EQ(people.size(), 5U);
  for (const auto& each : people) {  // the sign-up itself says that somebody began it
    auto record = each;
    if (const auto* start = std::get_if<domain::GroupStart>(&each.body)) {
      record.body = domain::GroupMember{start->join_code, start->coordinator};
      record.form = "member";
      ASSERT_TRUE(replace_sign_up(*store, record));
    }
  }
  for (int i = 2; i < 5; ++i) {
    // Their receipts: nobody has one yet.
    auto transaction = store->begin();
    held.emplace_back(std::make_unique<Holder>(random));
    for (const auto& each : people) {
      if (receipt_key_of(*store, each.id).value()) continue;
      ASSERT_TRUE(add_receipt_key(*store, each.id, held.back()->keys()));
      break;
    }
    ASSERT_TRUE(transaction->commit());
  }
  say(bram, Wish::yes);
  say(cees, Wish::no);
  EXPECT_EQ(state(), MatchState::offered) << "one no does not end it";
  for (const auto& holder : held) {
    EXPECT_EQ(state(), MatchState::offered);
    say(*holder, Wish::yes);
  }
  EXPECT_EQ(state(), MatchState::offered);
  say(cees, Wish::yes);
  EXPECT_EQ(state(), MatchState::group_yes) << "all of them said yes";
}

// In any order, from two people and the office, some of it twice.
TEST_F(OfferTest, NoOrderOfAnswersBringsTogetherWhoSaidNo) {
  std::mt19937 dice(5);
  for (int life = 0; life < 25; ++life) {
    ASSERT_TRUE(store->database().execute(
        "DELETE FROM match_word; DELETE FROM match_event; DELETE FROM wish_to_talk; DELETE FROM "
        "receipt_request; UPDATE match SET state = 'offered'; UPDATE receipt_key SET counter = 0; "
        "UPDATE household SET state = 'matched'; UPDATE welcome_group SET state = 'matched'"));
    auto row = proposal();
    row.card.state = domain::ProposalState::accepted;
    ASSERT_TRUE(update_proposal(*store, row));
    bool refused = false;
    std::map<const Holder*, Wish> last;
    for (int i = 0; i < 6; ++i) {
      const Holder* who = dice() % 2 == 0 ? &amal : &bram;
      const Wish wish = dice() % 4 == 0 ? Wish::no : dice() % 2 == 0 ? Wish::yes : Wish::unsure;
      const auto answer = say(*who, wish);
      if (refused) {
        EXPECT_EQ(answer.outcome, Outcome::past);
        EXPECT_FALSE(answer.offer);
        continue;
      }
      EXPECT_EQ(answer.outcome, Outcome::done);
      refused = wish == Wish::no;
      if (wish != Wish::unsure) last[who] = wish;
    }
    const bool both = last.size() == 2 && !refused;
    EXPECT_EQ(state() == MatchState::agreed, both);
    EXPECT_EQ(state() == MatchState::closed, refused);
  }
}

TEST_F(OfferTest, HowItGoesIsAskedOnceADayAndTellsStaff) {
  EXPECT_EQ(checks_in(amal, 1, Mood::good).outcome, Outcome::past) << "they have not met";
  running();
  EXPECT_FALSE(stands(amal).check_in) << "since this morning";
  pass_days(7);
  const auto asked = stands(amal);
  EXPECT_EQ(asked.stage, MatchStage::running);
  ASSERT_TRUE(asked.check_in);
  EXPECT_FALSE(asked.offer) << "what was asked is over";
  EXPECT_EQ((asked.at_ms - asked.check_in->since_ms) / base::kDayMs, 7);
  const auto said = checks_in(amal, 2, Mood::good);
  EXPECT_EQ(said.outcome, Outcome::done);
  EXPECT_FALSE(said.check_in);
  EXPECT_EQ(checks_in(amal, 2, Mood::good).outcome, Outcome::past) << "told today already";
  EXPECT_EQ(number("SELECT count(*) FROM match_event WHERE event = 'check-in' AND mood = 'good' "
                   "AND said_by = 'household'"),
            1);
  EXPECT_EQ(met(), 1 + 2) << "with the first meeting";
  const auto group = stands(bram);
  EXPECT_TRUE(group.check_in) << "the other side is asked, too";
  EXPECT_EQ(words_of(group).find("good"), std::string::npos) << "and does not see what was said";
  EXPECT_TRUE(talks().empty());
}

TEST_F(OfferTest, TheSameMeetingsToldByTwoCountOnce) {
  running();
  pass_days(7);
  checks_in(amal, 2, Mood::good);
  checks_in(bram, 3, Mood::fair);
  checks_in(cees, 1, Mood::good);
  EXPECT_EQ(met_by("household"), 2);
  EXPECT_EQ(met_by("group"), 3) << "what a second one of the group tells of the same week";
  pass_days(7);
  checks_in(cees, 2, Mood::good);
  pass_days(1);
  checks_in(bram, 3, Mood::good);
  EXPECT_EQ(met_by("group"), 3 + 3);
}

TEST_F(OfferTest, WhatDoesNotGoWellIsATask) {
  running();
  pass_days(7);
  const auto answer = checks_in(amal, 0, Mood::poor);
  EXPECT_EQ(answer.stage, MatchStage::running);
  EXPECT_EQ(talks(), std::vector<std::optional<TalkAbout>>{TalkAbout::poor});
  EXPECT_EQ(words_of(stands(bram)).find("poor"), std::string::npos);
}

TEST_F(OfferTest, WhetherTheFirstMeetingTookPlaceIsAskedOnItsDay) {
  introduced();
  staff({.event = MatchEvent::plan, .day_ms = clock.wall_ms() + 3 * base::kDayMs});
  EXPECT_FALSE(stands(amal).check_in);
  EXPECT_EQ(checks_in(amal, 1, Mood::good).outcome, Outcome::past) << "it is still to come";
  pass_days(3);
  ASSERT_TRUE(stands(amal).check_in);
  EXPECT_EQ(stands(amal).check_in->since_ms, 0);
  EXPECT_EQ(checks_in(bram, 0, std::nullopt).outcome, Outcome::done);
  EXPECT_EQ(state(), MatchState::planned);
  EXPECT_EQ(talks(), std::vector<std::optional<TalkAbout>>{TalkAbout::not_met});
  EXPECT_EQ(checks_in(amal, 1, Mood::good).outcome, Outcome::done);
  EXPECT_EQ(state(), MatchState::met);
  EXPECT_EQ(met(), 1);
}

TEST_F(OfferTest, WhoIsErasedLeavesNoWordBehind) {
  say(cees, Wish::no, {{}, NoBecause::too_far});
  EXPECT_EQ(number("SELECT count(*) FROM match_word"), 1);
  clock.advance(1000);
  ask(*kiosk, cees, Wish::erase);
  EXPECT_EQ(number("SELECT count(*) FROM match_word"), 0);
}

// A household of which every private word is a canary.
class CanaryOfferTest : public OfferTest {
 protected:
  void decorate(domain::Household& household, domain::GroupStart& group) override {
    group.offers = {domain::Need::step_free};
    household.name = base::SecretText("Zwaluwxq");
    household.contact.value = base::SecretText("0612348765");
    household.adults.front().called = base::SecretText("Kanarievq");
    household.needs = {domain::Need::step_free};
    household.adults.front().sectors = {domain::Sector::beauty};
    household.adults.front().age = domain::AgeBand::age_45_54;
    household.children = {domain::ChildBand::child_12_17};
  }
};

TEST_F(CanaryOfferTest, AnOfferTellsWhatHasAPlaceInItAndNothingElse) {
  const auto household =
      std::get<domain::Household>(find_sign_up(*store, proposal().household).value().value().body);
  const auto everything = words_of(stands(bram)) + words_of(stands(cees)) + words_of(stands(amal));
  for (const std::string word :
       {"Zwaluwxq", "0612348765", "612348765", "Kanarievq", "step_free", "beauty", "45_54", "12_17",
        "Bram", "Cees", "Dina", "health_system"}) {
    EXPECT_EQ(everything.find(word), std::string::npos) << word;
  }
  const std::string postcode = std::to_string(household.postcode.number());
  EXPECT_EQ(everything.find(postcode), std::string::npos);
  EXPECT_EQ(everything.find(card.household_label), std::string::npos);
  EXPECT_EQ(everything.find(card.group_label), std::string::npos);
  const auto seen = stands(bram).offer->others;
  EXPECT_EQ(seen.adults, static_cast<int>(household.adults.size()));
  EXPECT_EQ(seen.children, 1);
  EXPECT_EQ(seen.members, 0);
  EXPECT_EQ(stands(amal).offer->others.members, 5);
  EXPECT_EQ(seen.minutes % 5, 0) << "about";
  EXPECT_EQ(stands(amal).offer->others.languages, seen.languages) << "both see the same";
}

TEST(OtherSide, TakesFromACardOnlyWhatPeopleMaySee) {
  domain::ProposalCard card;
  card.adults = 2;
  card.children = {domain::ChildBand::child_0_3, domain::ChildBand::child_4_11};
  card.group_size = 4;
  card.travel_minutes = 11;
  card.household_label = "H-CANARY";
  card.through = base::SecretText("CANARY");
  card.waiting_days = 77;
  card.reasons = {
      {"reason.languages", {{"languages", {"language.ar", "goal.work", "CANARY"}, 0}}, 9},
      {"reason.goals_covered",
       {{"goals", {"goal.work", "goal.health_system", "goal.housing"}, 0}},
       8},
      {"reason.interests", {{"interests", {"interest.music", "sector.care"}, 0}}, 7},
      {"reason.shared_times", {{"count", {}, 3}}, 6},
      {"reason.children", {{"ages", {"child.0_3"}, 0}}, 5},
      {"reason.network", {{"sectors", {"sector.care"}, 0}}, 4},
      {"reason.waits", {{"count", {}, 77}}, 0}};
  card.cautions = {{"caution.interpreter", {}, 0}};
  const auto group = other_side(card, Side::household);
  EXPECT_EQ(group.members, 4);
  EXPECT_EQ(group.adults + group.children, 0);
  EXPECT_EQ(group.minutes, 15);
  EXPECT_EQ(group.languages, domain::SetOf<domain::Language>({domain::Language::ar}));
  EXPECT_EQ(group.goals, domain::SetOf<domain::Goal>({domain::Goal::work, domain::Goal::housing}));
  EXPECT_EQ(group.interests, domain::SetOf<domain::Interest>({domain::Interest::music}));
  EXPECT_EQ(group.times, 3);
  const auto household = other_side(card, Side::group);
  EXPECT_EQ(household.adults, 2);
  EXPECT_EQ(household.children, 2);
  EXPECT_EQ(household.members, 0);
}

}  // namespace
}  // namespace samen::server
