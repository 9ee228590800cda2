// SPDX-License-Identifier: Apache-2.0
// A match by hand passes the rules of every round; what it breaks is named and kept, and a no is a
// no.
#include "sync/server/cases/by_hand.hpp"

#include <fstream>
#include <sstream>

#include <nlohmann/json.hpp>

#include "sync/server/cases/match.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/core_commands.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/round_logs.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

class ByHandTest : public WayBackTest {
 protected:
  void SetUp() override {
    WayBackTest::SetUp();
    kiosk = enrolled(1);
    holder = std::make_unique<Holder>(random);
    auto record = kiosk->household("Amal");
    record.way_back = holder->keys();
    const auto join_code = kiosk->code();
    std::vector<protocol::Envelope> batch = {
        kiosk->envelope(std::move(record)), kiosk->envelope(kiosk->group_start(join_code, "Bram"))};
    for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
      batch.push_back(kiosk->envelope(kiosk->group_member(join_code, name)));
    }
    send(*kiosk, std::move(batch));
    apply();
    household = waiting_households(*store)->front().label;
    group = waiting_groups(*store)->front().row.label;
  }
  // As on the command line; empty when it went well.
  std::string make(std::vector<std::string> overridden = {}, std::string because = "") {
    std::ostringstream out;
    const auto ran = run_match_new({.data = folder.root,
                                    .household = household,
                                    .group = group,
                                    .overridden = std::move(overridden),
                                    .because = std::move(because)},
                                   out);
    said = out.str();
    return ran ? std::string() : ran.error().message;
  }
  void programme(const std::string& policy) { std::ofstream(folder.policy()) << policy; }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  std::string explained(const std::string& label) {
    std::ostringstream out;
    const auto ran = run_explain({.data = folder.root, .label = label}, out);
    return ran ? out.str() : ran.error().message;
  }

  std::unique_ptr<test::FakeKiosk> kiosk;
  std::unique_ptr<Holder> holder;
  std::string household, group, said;
};

TEST_F(ByHandTest, BeginsWhereACaseworkersYesBegins) {
  EXPECT_EQ(make(), "");
  EXPECT_TRUE(has(said, household + " with " + group)) << said;
  const auto list = worklist(*store, {}).value();
  ASSERT_EQ(list.size(), 1U);
  EXPECT_EQ(list.front().action.step, domain::NextStep::ask_both);
  const auto proposal = proposal_of(*store, household)->value();
  EXPECT_EQ(proposal.card.state, domain::ProposalState::accepted);
  EXPECT_GT(proposal.card.reasons.size(), 0U);
  EXPECT_EQ(kiosk->open_card(feed(*kiosk).items.back())->proposal, proposal.card.proposal)
      << "the centre has the card";
  EXPECT_TRUE(waiting_households(*store)->empty());
  EXPECT_TRUE(waiting_groups(*store)->empty());
  EXPECT_TRUE(has(make(), household + " does not wait to be proposed"));
  EXPECT_EQ(latest_round(*store).value(), 0) << "no round's number is taken for it";
  EXPECT_TRUE(has(explained(""), "there was no round yet")) << "nor is it the latest one";
  EXPECT_TRUE(has(explained(household), "Matched by hand"));
  const auto line = read_audit(*store)->back();
  EXPECT_EQ(line.action, "match_by_hand");
  EXPECT_EQ(line.subject, household + " " + group);
}

TEST_F(ByHandTest, ABrokenRuleIsNamedAndHasToBeOverriddenWithAReason) {
  programme(R"({"travel_limit_minutes": 5, "smallest_group": 6, "target_group": 6})");
  const auto refused = make();
  EXPECT_TRUE(has(refused, "--override travel")) << refused;
  EXPECT_TRUE(has(refused, "--override group_forming")) << refused;
  EXPECT_TRUE(has(make({"travel"}, "they asked"), ": --override group_forming --reason"));
  EXPECT_TRUE(has(make({"travel", "group_forming"}), "--reason: say why"));
  EXPECT_TRUE(has(make({"travel", "group_forming", "language"}, "they asked"),
                  "--override language: these two do not break that rule"));
  EXPECT_EQ(waiting_households(*store)->size(), 1U) << "nothing was changed";
  EXPECT_EQ(make({"travel", "group_forming"}, "they know each other"), "");
  const auto proposal = proposal_of(*store, household)->value();
  EXPECT_EQ(proposal.card.cautions.front().key, "whynot.miss_group_forming")
      << "and the card says so";
  const auto log = nlohmann::json::parse(find_round(*store, proposal.round)->value().log_json);
  EXPECT_EQ(log.at("pairs").at(0).at("because"), "they know each other");
  EXPECT_EQ(log.at("pairs").at(0).at("overridden").size(), 2U);
  EXPECT_EQ(read_audit(*store)->back().subject,
            household + " " + group + " over travel over group_forming");
  programme("{}");
  ASSERT_TRUE(run_and_store_round(*store, {}));
  const auto words = explained(household);
  EXPECT_TRUE(has(words, "Matched by hand")) << words;
  EXPECT_TRUE(has(words, "over the rule group_forming")) << words;
  EXPECT_TRUE(has(words, "because: they know each other")) << words;
  std::ostringstream out;
  ASSERT_TRUE(run_erase({folder.root, household, "asked", true}, out)) << out.str();
  EXPECT_FALSE(has(find_round(*store, proposal.round)->value().log_json, "know each other"))
      << "what was said of somebody goes with them";
}

TEST_F(ByHandTest, ANoIsNotAskedAgainAndNobodyOverridesIt) {
  EXPECT_EQ(make(), "");
  {
    auto proposal = proposal_of(*store, household)->value();
    auto transaction = store->begin();
    ASSERT_TRUE(take_match_step(*store, proposal, {.event = domain::MatchEvent::group_no}, {}));
    ASSERT_TRUE(transaction->commit());
  }
  ASSERT_EQ(waiting_groups(*store)->size(), 1U);
  EXPECT_TRUE(has(make(), "nobody overrides that"));
  EXPECT_TRUE(has(make({"excluded"}, "all the same"), "nobody overrides that"));
}

TEST_F(ByHandTest, WhoWantsNoProposalGetsNone) {
  ask(*kiosk, *holder, Wish::pause);
  EXPECT_TRUE(has(make(), household + " does not wait to be proposed"));
  ask(*kiosk, *holder, Wish::resume);
  ask(*kiosk, *holder, Wish::withdraw);
  EXPECT_TRUE(has(make(), household + " does not wait to be proposed"));
  group = "G-000";
  EXPECT_TRUE(has(make(), "does not wait"));
}

}  // namespace
}  // namespace samen::server
