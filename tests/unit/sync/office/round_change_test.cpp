// SPDX-License-Identifier: Apache-2.0
// What a coordinator sets by hand in a dry run binds the round, and nothing else does.
#include <algorithm>

#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include "sync/matcher/commands/commands.hpp"
#include "sync/server/cases/populate.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/round_logs.hpp"
#include "unit/sync/office/round_fixture.hpp"

namespace samen::server {
namespace {

using ::testing::HasSubstr;
using ::testing::Not;

class ChangedRound : public OfficeRoundDoor {
 protected:
  static std::string group_of(const RoundPreview& preview, std::string_view household) {
    const auto at = std::ranges::find(preview.pairs, household, &PreviewPair::household);
    return at == preview.pairs.end() ? std::string() : at->group;
  }
  static DeskLook set(RoundDesk& desk, const WantedByHand& wanted) {
    const auto setting = desk.set_by_hand(desk.look().result, wanted, kCora);
    EXPECT_EQ(setting.began, Began::yes) << static_cast<int>(setting.can.why_not);
    desk.wait();
    EXPECT_EQ(desk.look().state, DeskState::computed);
    EXPECT_FALSE(desk.look().not_changed);
    return desk.look();
  }
  static NotSet refused(RoundDesk& desk, const WantedByHand& wanted) {
    const auto before = desk.look().result;
    const auto setting = desk.set_by_hand(before, wanted, kCora);
    EXPECT_EQ(setting.began, Began::no);
    EXPECT_EQ(desk.look().result, before);
    return setting.can.why_not;
  }
  // Enough of everybody that each change has consequences elsewhere.
  void populate_town(int singles = 12) {
    const auto centre = ensure_centre(*store, "De Linde", "Almere").value();
    matcher::PopulationOptions options{.households = 14, .groups = 9, .singles = singles};
    options.now_wall_ms = clock.wall_ms();
    options.municipalities = {matcher::Municipality::almere};
    ASSERT_TRUE(populate(*store, options, {centre}, {}));
  }
};

TEST_F(ChangedRound, ThoseWhoAreSetApartAreNotProposedTogether) {
  const auto rounds = desk();
  const auto first = computed(*rounds);
  const auto& pair = first.preview->pairs.front();
  const auto changed = set(*rounds, {.as = SetAs::apart, .household = pair.household});
  EXPECT_NE(group_of(*changed.preview, pair.household), pair.group);
  EXPECT_NE(changed.result, first.result);
  EXPECT_FALSE(rounds->publish(first.result, kCora)) << "of what was looked at before";
  ASSERT_TRUE(changed.unchanged);
  EXPECT_EQ(group_of(*changed.unchanged, pair.household), pair.group);
  EXPECT_TRUE(changed.preview->summary.certified);
  ASSERT_EQ(rounds->undo(changed.result, {.household = pair.household, .group = pair.group}, kCora),
            Began::yes);
  rounds->wait();
  EXPECT_EQ(group_of(*rounds->look().preview, pair.household), pair.group);
  EXPECT_TRUE(rounds->look().by_hand.empty() && !rounds->look().unchanged);
}

TEST_F(ChangedRound, WhoIsSetTogetherIsProposedThoughNoRoundWouldChooseThem) {
  // A pair is worth less than nothing here unless somebody says so.
  ASSERT_TRUE(base::write_file_durably(folder.policy(),
                                       base::as_bytes(std::string_view(R"({"reserve": 1000})"))));
  const auto rounds = desk();
  const auto first = computed(*rounds);
  ASSERT_TRUE(first.preview->pairs.empty());
  const auto household = first.preview->waiting.front().household;
  const auto choices = rounds->choices(household);
  ASSERT_TRUE(choices);
  ASSERT_EQ(choices->groups.size(), 2U);
  const auto changed =
      set(*rounds,
          {.as = SetAs::together, .household = household, .group = choices->groups.back().group});
  ASSERT_EQ(changed.preview->pairs.size(), 1U);
  EXPECT_EQ(changed.preview->pairs.front().group, choices->groups.back().group);
  EXPECT_TRUE(changed.preview->pairs.front().by_hand);
  EXPECT_GT(changed.by_hand.front().points_added, 0);
  EXPECT_LE(changed.preview->summary.points, 0) << "the pair is worth what it was worth";
}

TEST_F(ChangedRound, OneGroupIsSetTogetherOnce) {
  const auto rounds = desk();
  const auto first = computed(*rounds);
  const auto& waits = first.preview->waiting.front().household;
  const auto& has = first.preview->pairs.front();
  const auto changed =
      set(*rounds, {.as = SetAs::together, .household = waits, .group = has.group});
  EXPECT_EQ(group_of(*changed.preview, waits), has.group);
  EXPECT_NE(group_of(*changed.preview, has.household), has.group);
  EXPECT_EQ(
      refused(*rounds, {.as = SetAs::together, .household = has.household, .group = has.group}),
      NotSet::taken);
  EXPECT_EQ(refused(*rounds, {.as = SetAs::together, .household = "H-NONE", .group = has.group}),
            NotSet::gone);
  for (const auto& why : changed.preview->waiting) EXPECT_EQ(why.reason.key, "whynot.all_taken");
}

TEST_F(ChangedRound, APairThatBreaksAHardRuleIsRefusedByItsName) {
  ASSERT_TRUE(base::write_file_durably(
      folder.policy(), base::as_bytes(std::string_view(R"({"readiness": "before_proposal"})"))));
  const auto groups = waiting_groups(*store).value();
  ASSERT_TRUE(note_readiness(*store, groups.front().row.label, true, true));
  const auto rounds = desk();
  const auto first = computed(*rounds);
  const auto& household = first.preview->waiting.front().household;
  EXPECT_EQ(rounds->choices(household)->groups.size(), 1U);
  const WantedByHand wanted{
      .as = SetAs::together, .household = household, .group = groups.back().row.label};
  EXPECT_EQ(refused(*rounds, wanted), NotSet::rule);
  EXPECT_THAT(rounds->set_by_hand(first.result, wanted, kCora).can.rules,
              ::testing::ElementsAre("group_not_ready"));
}

// Under constraints there are never more points, and everybody keeps to them.
TEST_F(ChangedRound, InATownAllThatIsSetHolds) {
  populate_town();
  const auto rounds = desk();
  const auto first = computed(*rounds);
  ASSERT_GE(first.preview->pairs.size(), 4U);
  for (std::size_t i = 0; i < 3; ++i) {
    set(*rounds, {.as = SetAs::apart, .household = first.preview->pairs[i].household});
  }
  const auto choices = rounds->choices(first.preview->pairs.back().household);
  ASSERT_TRUE(choices && choices->groups.size() > 1);
  const auto& other = choices->groups.back().now ? choices->groups.front() : choices->groups.back();
  const auto last =
      set(*rounds, {.as = SetAs::together, .household = choices->household, .group = other.group});
  EXPECT_EQ(group_of(*last.preview, choices->household), other.group);
  EXPECT_EQ(last.by_hand.size(), 4U);
  EXPECT_LE(last.preview->summary.most_points, last.unchanged->summary.most_points + 1);
  const auto done = published(*rounds, last.result);
  EXPECT_EQ(done.published.why_not, NotPublished::none);
  const auto stored = all_proposals(*store).value();
  const auto at = std::ranges::find(
      stored, choices->household, [](const ProposalRow& row) { return row.card.household_label; });
  ASSERT_NE(at, stored.end());
  EXPECT_EQ(at->card.group_label, other.group);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& pair = first.preview->pairs[i];
    for (const auto& row : stored) {
      EXPECT_FALSE(row.card.household_label == pair.household &&
                   row.card.group_label == pair.group);
    }
  }
}

TEST_F(ChangedRound, TheLogAndTheAuditSayWhoSetWhat) {
  const auto rounds = desk();
  const auto first = computed(*rounds);
  const auto& pair = first.preview->pairs.front();
  const auto changed = set(*rounds, {.as = SetAs::together,
                                     .household = first.preview->waiting.front().household,
                                     .group = pair.group});
  EXPECT_EQ(published(*rounds, changed.result).state, DeskState::published);
  const auto round = find_round(*store, std::nullopt).value();
  const auto log = nlohmann::json::parse(round->log_json);
  ASSERT_EQ(log["set_by_hand"].size(), 1U);
  const auto& set = log["set_by_hand"][0];
  EXPECT_EQ(set["household"], changed.by_hand.front().household);
  EXPECT_EQ(set["group"], pair.group);
  EXPECT_EQ(set["set"], "together");
  EXPECT_EQ(set["by"], "office:cora");
  const auto line = read_audit(*store)->back();
  EXPECT_EQ(line.actor + " " + line.action, "office:cora set_together");
  EXPECT_EQ(line.subject, changed.by_hand.front().household + " " + pair.group);
}

// What is proven to outsiders is the optimum under what was set.
TEST_F(ChangedRound, ItsProofHoldsForOutsiders) {
  RoundRequest request;
  request.proof = request.changeable = true;
  auto round = compute_round(*store, request);
  ASSERT_TRUE(round) << round.error().message;
  const auto before = round->outcome.proof;
  const auto& pool = round->pool;
  const auto& waits = round->outcome.not_yet.front().household_label;
  const auto& made = round->joint.round.proposals.front();
  const auto group = label_of(units_of(pool, round->joint.formed, made.group));
  auto can = can_be_set(*round, {.as = SetAs::together, .household = waits, .group = group});
  ASSERT_EQ(can.why_not, NotSet::none);
  ASSERT_TRUE(compute_again(clock, can.all, *round));
  EXPECT_NE(round->outcome.proof, before);
  const auto holds = matcher::run_verify_proof(round->outcome.proof);
  EXPECT_TRUE(holds) << holds.error().message;
}

TEST_F(ChangedRound, ThroughThePages) {
  auto anna = coordinator("anna");
  anna.post("/round", {});
  door->rounds().wait();
  const auto look = door->rounds().look();
  const auto& household = look.preview->waiting.front().household;
  const auto& taken = look.preview->pairs.front();
  EXPECT_THAT(anna.get("/round/waiting").body, HasSubstr("/round/household?label=" + household));
  const auto groups = anna.get("/round/household?label=" + household);
  EXPECT_THAT(groups.body, HasSubstr(taken.household)) << "who would lose it";
  EXPECT_EQ(anna.get("/round/household?label=H-NONE").status, 404);
  const FormFields wanted = {{"result", look.result},
                             {"do", "together"},
                             {"household", household},
                             {"group", taken.group}};
  EXPECT_TRUE(leads_to(anna.post("/round/change", wanted), "/round"));
  door->rounds().wait();
  const auto page = anna.get("/round");
  EXPECT_THAT(page.body, HasSubstr("value=\"undo\""));
  EXPECT_EQ(anna.post("/round/change", wanted).status, 409) << "of a result that is gone";
  const auto now = door->rounds().look().result;
  EXPECT_TRUE(leads_to(
      anna.post(
          "/round/change",
          {{"result", now}, {"do", "undo"}, {"household", household}, {"group", taken.group}}),
      "/round"));
  door->rounds().wait();
  EXPECT_THAT(anna.get("/round").body, Not(HasSubstr("value=\"undo\"")));
}

}  // namespace
}  // namespace samen::server
