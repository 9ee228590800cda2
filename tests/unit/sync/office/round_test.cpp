// SPDX-License-Identifier: Apache-2.0
// A coordinator's round: looked at first, then published as it was seen or not at all.
#include <atomic>
#include <chrono>
#include <functional>
#include <iostream>

#include "support/bounded.hpp"
#include "sync/server/cases/pool_change.hpp"
#include "sync/server/cases/populate.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/round_logs.hpp"
#include "unit/sync/office/round_fixture.hpp"

namespace samen::server {
namespace {

TEST_F(OfficeRound, ADryRunWritesNothing) {
  const auto before = version();
  const auto rounds = desk();
  const auto look = computed(*rounds);
  ASSERT_TRUE(look.preview);
  EXPECT_EQ(look.preview->pairs.size(), 2U);
  EXPECT_EQ(look.preview->not_yet, 1U);
  EXPECT_EQ(version(), before);
  EXPECT_TRUE(all_proposals(*store)->empty());
  EXPECT_EQ(latest_round(*store).value(), 0);
  EXPECT_EQ(published(*rounds, look.result).state, DeskState::published);
  EXPECT_NE(version(), before) << "or this proves nothing";
}

TEST_F(OfficeRound, WhatIsPublishedIsWhatWasShown) {
  const auto rounds = desk();
  const auto look = computed(*rounds);
  clock.advance(90'000);
  const auto done = published(*rounds, look.result);
  EXPECT_EQ(done.published.round, 1);
  EXPECT_EQ(done.published.proposals, 2U);
  EXPECT_EQ(done.published.came, 0U);
  const auto stored = all_proposals(*store).value();
  ASSERT_EQ(stored.size(), look.preview->pairs.size());
  for (const auto& pair : look.preview->pairs) {
    const auto at = std::ranges::find(
        stored, pair.household, [](const ProposalRow& row) { return row.card.household_label; });
    ASSERT_NE(at, stored.end()) << pair.household;
    const auto& card = at->card;
    EXPECT_EQ(card.group_label, pair.group);
    EXPECT_EQ(card.group_size, pair.group_size);
    EXPECT_EQ(card.score, pair.score);
    EXPECT_EQ(card.waiting_days, pair.waiting_days);
    EXPECT_EQ(card.travel_minutes, pair.travel_minutes);
    EXPECT_EQ(card.adults, pair.adults);
    EXPECT_EQ(card.children.size(), static_cast<std::size_t>(pair.children));
    EXPECT_EQ(card.cautions.empty(), !pair.cautions);
    EXPECT_EQ(card.centre, pair.centre);
  }
  EXPECT_EQ(feed(*kiosk).items.size(), 2U);
  const auto line = read_audit(*store)->back();
  EXPECT_EQ(line.actor + " " + line.action + " " + line.subject, "office:cora propose 1 2");
  EXPECT_FALSE(rounds->publish(look.result, kCora)) << "once is enough";
}

// The command's own round, by the same seed over a copy of the same store, says the same.
TEST_F(OfficeRound, IsTheRoundOfTheCommand) {
  const auto rounds = desk();
  const auto look = computed(*rounds);
  RoundRequest request;
  request.seed = std::stoull(look.result);
  const auto outcome = run_and_store_round(*store, request);
  ASSERT_TRUE(outcome) << outcome.error().message;
  ASSERT_EQ(outcome->proposals.size(), look.preview->pairs.size());
  for (const auto& pair : look.preview->pairs) {
    const auto at = std::ranges::find(outcome->proposals, pair.household,
                                      [](const auto& row) { return row.card.household_label; });
    ASSERT_NE(at, outcome->proposals.end());
    EXPECT_EQ(at->card.group_label, pair.group);
    EXPECT_EQ(at->card.score, pair.score);
  }
}

TEST_F(OfficeRound, NothingIsWrittenOfAResultThatIsNotTrueAnyMore) {
  struct Case {
    NotPublished why;
    std::function<void()> happens;
  };
  const Case cases[] = {
      {NotPublished::changed,
       [this] {
         send(*kiosk, {kiosk->envelope(kiosk->group_member(last_group, "Fenna"))});
         apply();
       }},
      {NotPublished::changed,
       [this] {
         const auto groups = waiting_groups(*store).value();
         ASSERT_TRUE(note_readiness(*store, groups.front().row.label, true, true));
       }},
      {NotPublished::changed,
       [this] {
         auto transaction = store->begin();
         const auto waiting = waiting_households(*store).value();
         ASSERT_TRUE(set_household_state(*store, waiting.back().id, CaseState::withdrawn));
         ASSERT_TRUE(transaction->commit());
       }},
      {NotPublished::other_rules,
       [this] {
         ASSERT_TRUE(base::write_file_durably(
             folder.policy(), base::as_bytes(std::string_view(R"({"floor_per_mille": 0})"))));
       }},
      {NotPublished::other_day, [this] { clock.advance(base::kDayMs); }},
      {NotPublished::other_round, [this] { ASSERT_TRUE(run_and_store_round(*store, {})); }},
  };
  const auto rounds = desk();
  for (const auto& one : cases) {
    const auto look = computed(*rounds);
    one.happens();
    const auto before = version();
    const auto lines = read_audit(*store)->size();
    const auto proposals = all_proposals(*store)->size();
    const auto refused = published(*rounds, look.result);
    EXPECT_EQ(refused.state, DeskState::computed);
    EXPECT_EQ(refused.published.why_not, one.why);
    EXPECT_TRUE(refused.preview && refused.result.empty());
    EXPECT_EQ(version(), before);
    EXPECT_EQ(all_proposals(*store)->size(), proposals);
    EXPECT_EQ(read_audit(*store)->size(), lines);
  }
}

TEST_F(OfficeRound, WhoComesMeanwhileIsInTheNextOne) {
  const auto rounds = desk();
  const auto look = computed(*rounds);
  sign_up("Dalia");
  sign_up_group();
  const auto done = published(*rounds, look.result);
  EXPECT_EQ(done.state, DeskState::published);
  EXPECT_EQ(done.published.proposals, 2U);
  EXPECT_EQ(done.published.came, 1U);
}

TEST_F(OfficeRound, WithItsPeopleForgottenItIsTheSamePool) {
  auto then = read_pool(*store).value();
  forget_names(then);
  for (const auto& waiting : then.households) {
    EXPECT_TRUE(waiting.household.name.empty());
    EXPECT_TRUE(waiting.household.contact.value.empty());
  }
  for (const auto& waiting : then.groups) {
    for (const auto& member : waiting.members) {
      EXPECT_TRUE(member.name.empty() && member.contact.value.empty());
    }
  }
  auto now = read_pool(*store).value();
  forget_names(now);
  EXPECT_FALSE(pool_change(then, now).of_those);
  EXPECT_EQ(pool_change(then, now).came, 0U);
  now.households.front().household.interpreter = !now.households.front().household.interpreter;
  EXPECT_TRUE(pool_change(then, now).of_those);
}

TEST_F(OfficeRoundDoor, TwoCoordinatorsAtOnce) {
  auto anna = coordinator("anna");
  auto bert = coordinator("bert");
  EXPECT_TRUE(leads_to(anna.post("/round", {}), "/round"));
  bert.post("/round", {});  // begins after hers, or is told that hers goes on
  door->rounds().wait();
  EXPECT_EQ(door->rounds().look().state, DeskState::computed);
  const auto result = door->rounds().look().result;
  const auto question = anna.get("/round/publish");
  EXPECT_NE(question.body.find("value=\"" + result + "\""), std::string::npos);
  EXPECT_TRUE(leads_to(anna.post("/round/publish", {{"result", result}}), "/round"));
  EXPECT_EQ(bert.post("/round/publish", {{"result", result}}).status, 409);
  door->rounds().wait();
  EXPECT_EQ(bert.post("/round/publish", {{"result", result}}).status, 409);
  EXPECT_EQ(latest_round(*store).value(), 1) << "one round, not two";
  EXPECT_EQ(all_proposals(*store)->size(), 2U);
  EXPECT_EQ(read_audit(*store)->back().actor, "office:anna");
  EXPECT_EQ(bert.get("/round").status, 200);
}

TEST_F(OfficeRoundDoor, AnotherResultThanTheOneLookedAtIsNotPublished) {
  auto anna = coordinator("anna");
  anna.post("/round", {});
  door->rounds().wait();
  const auto seen = door->rounds().look().result;
  anna.post("/round", {});
  door->rounds().wait();
  for (const auto& result : {seen, std::string(), std::string("x")}) {
    EXPECT_EQ(anna.post("/round/publish", {{"result", result}}).status, 409);
  }
  EXPECT_EQ(latest_round(*store).value(), 0);
}

TEST_F(OfficeRoundDoor, PublishingWantsTheCodeOnceMore) {
  auto anna = coordinator("anna");
  anna.post("/round", {});
  door->rounds().wait();
  const auto result = door->rounds().look().result;
  clock.advance(kConfirmedMs);
  for (const auto& asked :
       {anna.get("/round/publish"), anna.post("/round/publish", {{"result", result}})}) {
    EXPECT_TRUE(leads_to(asked, "/confirm?then=/round/publish")) << asked.status;
  }
  EXPECT_EQ(door->rounds().look().state, DeskState::computed);
  EXPECT_EQ(latest_round(*store).value(), 0);
}

// A programme of some size, and who stops the server does not wait for its round.
TEST_F(OfficeRoundDoor, StoppingLosesTheDryRunAndNothingElse) {
  const auto centre = ensure_centre(*store, "De Linde", "Almere").value();
  matcher::PopulationOptions options;
  options.households = 400;
  options.groups = 120;
  options.singles = 200;
  options.now_wall_ms = clock.wall_ms();
  options.municipalities = {matcher::Municipality::almere};
  ASSERT_TRUE(populate(*store, options, {centre}, {}));
  const auto before = version();
  const auto counted = counts();
  auto rounds = desk();
  ASSERT_TRUE(rounds->compute(kCora));
  ASSERT_TRUE(test::within(std::chrono::seconds(60), [&rounds] {
    const auto look = rounds->look();
    return look.step == "formation" || look.state != DeskState::computing;
  }));
  const bool running = rounds->look().state == DeskState::computing;
  const auto begun = std::chrono::steady_clock::now();
  rounds.reset();
  const auto took = std::chrono::steady_clock::now() - begun;
  std::cout << "stopped " << (running ? "during" : "after") << " forming, in "
            << std::chrono::duration_cast<std::chrono::milliseconds>(took).count() << " ms\n";
  EXPECT_TRUE(running) << "it was over too soon to show anything";
  EXPECT_EQ(version(), before);
  EXPECT_EQ(counts().households, counted.households);
  EXPECT_TRUE(counts().proposals.empty());
}

// Whichever question is the first that is answered with yes.
TEST_F(OfficeRoundDoor, StopsWhereverItIs) {
  const auto centre = ensure_centre(*store, "De Linde", "Almere").value();
  matcher::PopulationOptions options{.households = 12, .groups = 8, .singles = 12};
  options.now_wall_ms = clock.wall_ms();
  options.municipalities = {matcher::Municipality::almere};
  ASSERT_TRUE(populate(*store, options, {centre}, {}));
  for (int first_yes = 0; first_yes < 40; ++first_yes) {
    std::atomic<int> asked = 0;
    RoundRequest request;
    request.stop = [&asked, first_yes] { return asked++ >= first_yes; };
    const auto round = compute_round(*store, request);
    ASSERT_FALSE(round) << first_yes;
    EXPECT_EQ(round.error().code, base::Errc::unavailable) << round.error().message;
  }
}

}  // namespace
}  // namespace samen::server
