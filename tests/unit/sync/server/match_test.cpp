// SPDX-License-Identifier: Apache-2.0
// What becomes of a match: every open one has a next step and a day, nobody sees a number too
// early, and who said no is not asked the same again.
#include "sync/server/cases/match.hpp"

#include <algorithm>
#include <random>
#include <set>
#include <sstream>

#include "domain/proposal_life.hpp"
#include "sync/server/cases/consents.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "unit/sync/server/match_fixture.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

using domain::ProposalState;

TEST(MatchLife, EveryStateButTheLastHasANextStepAndAWayToTheEnd) {
  EXPECT_EQ(domain::kMatchStates.size(), domain::Vocabulary<MatchState>::kNames.size());
  std::set<MatchState> ends = {MatchState::closed};
  for (std::size_t i = 0; i < domain::kMatchStates.size(); ++i) {  // backwards, as often as needed
    for (const auto& move : domain::kMatchMoves) {
      if (ends.contains(move.to)) ends.insert(move.from);
    }
  }
  for (const auto& row : domain::kMatchStates) {
    EXPECT_TRUE(ends.contains(row.state)) << domain::name_of(row.state);
    const bool last = row.state == MatchState::closed;
    EXPECT_EQ(row.next == domain::NextStep::nothing, last) << domain::name_of(row.state);
    EXPECT_EQ(row.from == domain::DueFrom::never, last);
    EXPECT_EQ(std::ranges::count(domain::kMatchStates, row.state, &domain::MatchStateRow::state),
              1);
  }
  for (const auto event : {MatchEvent::household_no, MatchEvent::group_no}) {
    for (const auto& row : domain::kMatchStates) {
      const auto* move = domain::find_move(row.state, event);
      const bool over = row.state >= MatchState::ending;
      ASSERT_EQ(move == nullptr, over) << domain::name_of(row.state);
      if (over) continue;
      EXPECT_EQ(move->to,
                row.state < MatchState::introduced ? MatchState::closed : MatchState::ending)
          << "a no ends it until they have each other's number; then staff talk with both";
    }
  }
}

TEST_F(MatchTest, GoesFromACaseworkersYesToItsClosingTalk) {
  EXPECT_NE(listed().find("ask both sides"), std::string::npos) << listed();
  EXPECT_NE(contacts().find("refused"), std::string::npos);
  EXPECT_NE(say("introduce").find("household-yes"), std::string::npos) << "what can come is named";
  EXPECT_EQ(say("group-yes"), "");
  EXPECT_NE(listed().find("ask the household"), std::string::npos);
  EXPECT_NE(contacts().find("refused"), std::string::npos) << "one yes is not two";
  EXPECT_EQ(say("household-yes"), "");
  EXPECT_NE(contacts().find("refused"), std::string::npos);
  EXPECT_NE(say("introduce").find("samen-matcher papers"), std::string::npos)
      << "before staff saw the papers";
  EXPECT_EQ(state(), MatchState::agreed);
  in_order();
  step({.event = MatchEvent::introduce});
  const auto shown = contacts();
  const auto people = contacts_of(*store, proposal()).value();
  EXPECT_EQ(std::ranges::count(shown, '\n'), 1 + static_cast<int>(people.group.size()));
  EXPECT_GE(people.group.size(), 3U);
  const auto& household = std::get<domain::Household>(people.household.body);
  EXPECT_NE(shown.find(household.name.view()), std::string::npos);
  EXPECT_NE(shown.find(household.contact.value.view()), std::string::npos);
  const auto lines = read_audit(*store).value();
  EXPECT_EQ(lines.back().action, "contacts") << "every look is a line";

  EXPECT_NE(say("plan").find("--day"), std::string::npos);
  EXPECT_NE(say("plan", on_day("2026-02-30")).find("2026-02-30"), std::string::npos);
  EXPECT_EQ(say("plan", on_day("2091-12-31")), "");
  EXPECT_NE(said.find("by 2092-01-01"), std::string::npos) << said;
  EXPECT_EQ(say("cancel"), "");
  step({.event = MatchEvent::meet});
  step({.event = MatchEvent::go_on});
  days.quiet_first = days.quiet_later = 1000;
  for (const int day : days.check_ins) {
    EXPECT_EQ(next().due_ms, *row().running_ms + day * base::kDayMs);
    clock.advance(next().due_ms - clock.wall_ms());
    step({.event = MatchEvent::check_in, .met = 1, .mood = domain::Mood::good});
  }
  EXPECT_NE(say("check-in", checked(1, "")).find("--mood"), std::string::npos);
  EXPECT_NE(say("end", checked(1, "good")).find("check-in"), std::string::npos);
  EXPECT_NE(say("end", on_day("2091-12-31")).find("plan"), std::string::npos);
  EXPECT_NE(listed().find("Of 1 introduced twelve weeks ago or longer, 1 met six times"),
            std::string::npos)
      << listed();
  EXPECT_EQ(say("end"), "");
  EXPECT_NE(say("close").find("--reason"), std::string::npos);
  EXPECT_EQ(say("close", because("year-over", "stop", "again")), "");
  EXPECT_NE(contacts().find("refused"), std::string::npos) << "it is over";
  EXPECT_EQ(listed().find(card.household_label), std::string::npos);
  EXPECT_NE(listed().find("Over in the last year, and why: 1 year-over."), std::string::npos);
  EXPECT_EQ(proposal().card.state, ProposalState::withdrawn);
  EXPECT_TRUE(waiting_households(*store)->empty()) << "they stop";
  EXPECT_EQ(waiting_groups(*store)->size(), 1U) << "the group wants another household";
  EXPECT_EQ(declined_pairs(*store)->size(), 1U);
}

TEST_F(MatchTest, ANoEndsItAndTheTwoAreNotProposedToEachOtherAgain) {
  EXPECT_EQ(say("household-yes"), "");
  EXPECT_EQ(say("group-no"), "");
  EXPECT_EQ(proposal().card.state, ProposalState::declined);
  EXPECT_EQ(waiting_households(*store)->size(), 1U);
  EXPECT_EQ(waiting_groups(*store)->size(), 1U);
  EXPECT_NE(say("household-yes").find("over"), std::string::npos);
  const auto round = run_and_store_round(*store, RoundRequest{});
  EXPECT_TRUE(round->proposals.empty()) << "nobody who said no is asked the same again";
}

TEST_F(MatchTest, WhatIsOverdueIsSaid) {
  pass_days(6);
  EXPECT_EQ(listed().find("OVERDUE"), std::string::npos);
  pass_days(5);
  EXPECT_NE(listed().find("OVERDUE by 4 days"), std::string::npos) << listed();
}

TEST_F(MatchTest, WhoIsErasedTakesTheMatchAlong) {
  std::ostringstream out;
  ASSERT_TRUE(run_erase({folder.root, card.household_label, "asked", true}, out)) << out.str();
  EXPECT_TRUE(open_matches(*store)->empty());
  EXPECT_EQ(find_match(*store, card.proposal).value(), std::nullopt);
  EXPECT_EQ(listed(), "No match is open.\n");
  EXPECT_EQ(waiting_groups(*store)->size(), 1U) << "who is left is not forgotten with them";
}

TEST_F(MatchTest, OneOfAGroupIsErasedAndTheOthersGoOn) {
  introduce_them();
  const auto before = records_of_group(*store, proposal().join_code).value();
  std::ostringstream out;
  ASSERT_TRUE(run_erase({folder.root, before.back().id.str(), "asked", true}, out)) << out.str();
  EXPECT_EQ(state(), MatchState::introduced);
  EXPECT_NE(listed().find(card.household_label), std::string::npos) << "still on the list";
  EXPECT_EQ(contacts_of(*store, proposal())->group.size(), before.size() - 1);
  EXPECT_EQ(proposal().card.group_size, static_cast<int>(before.size()) - 1);
  EXPECT_EQ(proposal().card.cautions.front().key, "caution.member_left");
  for (std::size_t i = 0; i + 1 < before.size(); ++i) {
    ASSERT_TRUE(run_erase({folder.root, before[i].id.str(), "asked", true}, out)) << out.str();
  }
  EXPECT_EQ(listed(), "No match is open.\n") << "nobody is left";
  EXPECT_EQ(waiting_households(*store)->size(), 1U);
}

TEST_F(MatchTest, NobodyIsIntroducedBeforeEveryAdultSaidYes) {
  auto record = find_sign_up(*store, proposal().household).value().value();
  auto& household = std::get<domain::Household>(record.body);
  household.adults.push_back(household.adults.front());
  household.adults.back().called = base::SecretText("my brother");
  household.adults.back().consents.clear();
  ASSERT_TRUE(replace_sign_up(*store, record));
  in_order();
  step({.event = MatchEvent::household_yes});
  step({.event = MatchEvent::group_yes});
  EXPECT_NE(say("introduce").find("samen-matcher consent"), std::string::npos);
  EXPECT_NE(listed().find("ask the adults of the household"), std::string::npos) << listed();
  EXPECT_EQ(state(), MatchState::agreed);
  const auto second = static_cast<int>(household.adults.size());
  ASSERT_TRUE(note_consent(*store, card.household_label, second));
  EXPECT_EQ(say("introduce"), "");
}

TEST_F(MatchTest, WhoHasWithdrawnIsShownToNobody) {
  const auto member = records_of_group(*store, proposal().join_code).value().back();
  base::SeededRandom drawn(3);
  const auto holds = [&](const base::Uuid& record) {
    const auto sign = vault::SigningKey::generate(drawn).verify_key().bytes();
    const auto seal = vault::SealKeyPair::generate(drawn).public_key().bytes();
    ASSERT_TRUE(add_receipt_key(*store, record, {sign, seal}));
  };
  const auto withdraws = [&](const base::Uuid& record) {
    auto key = receipt_key_of(*store, record).value().value();
    key.word = OwnWord::withdrawn;
    ASSERT_TRUE(save_receipt_key(*store, key));
  };
  in_order();
  for (const auto event :
       {MatchEvent::household_yes, MatchEvent::group_yes, MatchEvent::introduce}) {
    step({.event = event});
  }
  holds(member.id);
  holds(proposal().household);
  const auto everybody = contacts_of(*store, proposal())->group.size();
  withdraws(member.id);
  EXPECT_EQ(contacts_of(*store, proposal())->group.size(), everybody - 1);
  withdraws(proposal().household);
  EXPECT_NE(contacts().find("withdrawn"), std::string::npos);
}

class MatchSeenByPeople : public WayBackTest {};

TEST_F(MatchSeenByPeople, BothSidesHearWhatComesAndNotWhatTheOthersSaid) {
  auto kiosk = enrolled(1);
  const Holder amal(random);
  const Holder bram(random);
  const auto code = kiosk->code();
  send(*kiosk, {kiosk->envelope(with(kiosk->household("Amal"), amal)),
                kiosk->envelope(with(kiosk->group_start(code, "Bram"), bram))});
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
    send(*kiosk, {kiosk->envelope(kiosk->group_member(code, name))});
  }
  apply();
  const auto card = run_and_store_round(*store, RoundRequest{})->proposals.front().card;
  EXPECT_EQ(ask(*kiosk, amal, Wish::status).stage, std::nullopt);
  send(*kiosk, {kiosk->envelope(kiosk->decision(card, domain::Verdict::accept))});
  apply();
  auto transaction = store->begin();
  ASSERT_TRUE(note_readiness(*store, card.group_label, true, true));
  ASSERT_TRUE(transaction->commit());
  using domain::MatchStage;
  const std::pair<MatchEvent, MatchStage> life[] = {
      {MatchEvent::household_yes, MatchStage::asked}, {MatchEvent::group_yes, MatchStage::agreed},
      {MatchEvent::introduce, MatchStage::agreed},    {MatchEvent::meet, MatchStage::running},
      {MatchEvent::go_on, MatchStage::running},       {MatchEvent::end, MatchStage::ending}};
  for (const auto& [event, stage] : life) {
    auto row = find_proposal(*store, card.proposal).value().value();
    auto step = store->begin();
    ASSERT_TRUE(take_match_step(*store, row, {.event = event}, {}));
    ASSERT_TRUE(step->commit());
    for (const Holder* holder : {&amal, &bram}) {
      const auto answer = ask(*kiosk, *holder, Wish::status);
      EXPECT_EQ(answer.standing, Standing::matched);
      EXPECT_EQ(answer.stage, stage) << domain::name_of(event);
    }
  }
}

// Whatever staff note, in whatever order, for years.
TEST_F(MatchTest, EveryOpenMatchHasOneNextStepAndADay) {
  std::mt19937 dice(11);
  in_order();
  const auto& names = domain::Vocabulary<MatchEvent>::kNames;
  int lives = 0;
  int taken = 0;
  for (int i = 0; i < 250; ++i) {
    in_order();  // over so many years papers run out
    auto row = proposal();
    const auto before = find_match(*store, card.proposal).value().value();
    const auto event = static_cast<MatchEvent>(dice() % names.size());
    MatchStep step{.event = event, .met = static_cast<int>(dice() % 3)};
    if (event == MatchEvent::plan) step.day_ms = clock.wall_ms() + 5 * base::kDayMs;
    if (event == MatchEvent::close || event == MatchEvent::rematch) {
      step.reason = domain::EndReason::other;
    }
    if (event == MatchEvent::check_in) step.mood = domain::Mood::fair;
    {
      auto transaction = store->begin();
      const auto after = take_match_step(*store, row, step, {});
      ASSERT_EQ(after.has_value(), domain::find_move(before.state, event) != nullptr ||
                                       domain::is_known(before.state, event));
      if (after) {
        ASSERT_TRUE(transaction->commit());
      }
      taken += after ? 1 : 0;
    }
    const auto now = find_match(*store, card.proposal).value().value();
    const bool open = now.state != MatchState::closed;
    const auto todo = worklist(*store, policy).value();
    ASSERT_EQ(todo.size(), open ? 1U : 0U);
    // What was noted today leaves nothing that was due before today.
    if (open && now.state != before.state) {
      ASSERT_GT(todo.front().action.due_ms, clock.wall_ms());
    }
    ASSERT_EQ(contacts_of(*store, proposal()).has_value(), domain::shows_contacts(now.state));
    if (open) {
      clock.advance(static_cast<std::int64_t>(dice() % 12) * base::kDayMs);
      continue;
    }
    ++lives;
    EXPECT_EQ(waiting_households(*store)->size(), 1U);
    // They are brought together anew, as if they had never met.
    ASSERT_TRUE(store->database().execute("DELETE FROM declined_pair; DELETE FROM match_event"));
    ASSERT_TRUE(store->database().execute("UPDATE proposal SET state = 'accepted'"));
    auto again = proposal();
    again.card.state = ProposalState::accepted;
    ASSERT_TRUE(update_proposal(*store, again));
    ASSERT_TRUE(set_household_state(*store, again.household, CaseState::matched));
    ASSERT_TRUE(set_group_state(*store, again.join_code, CaseState::matched));
    ASSERT_TRUE(begin_match(*store, card.proposal));
  }
  EXPECT_GT(lives, 2);
  EXPECT_GT(taken, 25);
}

}  // namespace
}  // namespace samen::server
