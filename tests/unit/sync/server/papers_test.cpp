// SPDX-License-Identifier: Apache-2.0
// Nobody is introduced before enough of a group's papers are in order, nobody's paper runs out
// unseen, and a match that lives does not end because of one.
#include "sync/server/cases/papers.hpp"

#include <fstream>

#include <embedded/matcher_migrations.hpp>
#include <nlohmann/json.hpp>

#include "sync/server/cases/programme.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/people.hpp"
#include "unit/sync/server/match_fixture.hpp"

namespace samen::server {
namespace {

using base::kDayMs;
using domain::Paper;

class Papers : public MatchTest {
 protected:
  std::vector<PaperHolder> members() { return holders_in(*store, proposal().join_code).value(); }
  void saw(const std::string& whose, std::vector<Paper> papers, std::int64_t day_ms) {
    auto transaction = store->begin();
    const auto noted = note_papers(*store, whose, papers, day_ms);
    ASSERT_TRUE(noted) << noted.error().message;
    ASSERT_TRUE(transaction->commit());
  }
  void both_say_yes() {
    step({.event = MatchEvent::household_yes});
    step({.event = MatchEvent::group_yes});
  }
  // Why they may not be introduced; empty: they were.
  std::string introduce() {
    auto proposed = proposal();
    auto transaction = store->begin();
    const auto done = take_match_step(*store, proposed, {.event = MatchEvent::introduce}, {});
    if (!done) return done.error().message;
    EXPECT_TRUE(transaction->commit());
    return {};
  }
  void programme(const std::string& papers) {
    std::ofstream(folder.policy()) << R"({"papers": )" << papers << "}";
    policy = programme_policy(folder).value();
  }
  std::vector<PaperTask> tasks() { return paper_tasks(*store, policy).value(); }
  std::size_t known_by_number() { return contacts_of(*store, proposal())->group.size(); }
  std::string listed_papers(PapersCommand command = {}) {
    command.data = folder.root;
    std::ostringstream out;
    const auto ran = run_papers(command, out);
    return ran ? out.str() : "refused: " + ran.error().message;
  }
  static bool has(const std::string& text, std::string_view part) {
    return text.find(part) != std::string::npos;
  }
  static constexpr auto kBoth = {Paper::conduct, Paper::training};
};

TEST_F(Papers, NobodyIsIntroducedBeforeEnoughAreInOrderAndWhoLacksWhatIsSaid) {
  both_say_yes();
  EXPECT_EQ(worklist(*store, policy)->front().action.step, domain::NextStep::see_papers);
  const auto group = members();
  ASSERT_EQ(group.size(), 5U);
  for (std::size_t i = 0; i < 4; ++i) saw(group[i].label, kBoth, clock.wall_ms());
  saw(group[4].label, {Paper::training}, clock.wall_ms());
  const auto refused = introduce();
  EXPECT_TRUE(has(refused, "the papers of 4 are in order, of 5 they have to be")) << refused;
  EXPECT_TRUE(has(refused, "What is lacking: " + group[4].label + ": conduct. Once")) << refused;
  EXPECT_TRUE(has(refused, "samen-matcher papers")) << "and how to mend it";
  for (const char* name : {"Bram", "Cees", "Dina", "Eva", "Fenna"}) {
    EXPECT_FALSE(has(refused, name)) << "labels, not names";
  }
  EXPECT_FALSE(has(refused, group[0].label));

  programme(R"({"members_in_order": 4})");
  EXPECT_EQ(worklist(*store, policy)->front().action.step, domain::NextStep::introduce);
  EXPECT_EQ(introduce(), "") << "four are enough for this programme";
  EXPECT_EQ(known_by_number(), 4U) << "nobody gives a number to who was not seen";
  ASSERT_EQ(tasks().size(), 1U);
  EXPECT_EQ(tasks().front().holder.label, group[4].label);
  EXPECT_EQ(tasks().front().due_ms, clock.wall_ms() + days.introduce * kDayMs);
  EXPECT_TRUE(has(listed(), group[4].label + " of " + card.group_label +
                                ": see their paper, which nobody has: conduct"))
      << listed();
  saw(group[4].label, {Paper::conduct}, clock.wall_ms());
  EXPECT_EQ(known_by_number(), 5U);
  EXPECT_TRUE(tasks().empty());
}

TEST_F(Papers, AProgrammeAsksWhatItsPolicySays) {
  programme(R"({"asked": {"agreement": 0}})");
  both_say_yes();
  saw(card.group_label, kBoth, clock.wall_ms());
  EXPECT_TRUE(has(introduce(), ": agreement"));
  saw(card.group_label, {Paper::agreement}, clock.wall_ms());
  EXPECT_EQ(introduce(), "");
}

TEST_F(Papers, BeforeOneRunsOutTheScreenerIsReminded) {
  const auto group = members();
  saw(card.group_label, kBoth, clock.wall_ms());
  const std::int64_t old = clock.wall_ms() - 30LL * 365 * kDayMs / 12;  // thirty months
  saw(group[2].label, {Paper::conduct}, old);
  both_say_yes();
  EXPECT_EQ(introduce(), "");
  step({.event = MatchEvent::meet});
  step({.event = MatchEvent::go_on});
  const std::int64_t end = domain::runs_out_ms(old, 36);
  clock.advance(end - 43 * kDayMs - clock.wall_ms());
  EXPECT_TRUE(tasks().empty());
  pass_days(1);
  ASSERT_EQ(tasks().size(), 1U);
  EXPECT_EQ(tasks().front().due_ms, end);
  const auto list = listed();
  EXPECT_TRUE(has(list, group[2].label + " of " + card.group_label +
                            ": ask for a new paper before this one runs out: conduct, by "))
      << list;
  EXPECT_TRUE(has(list, "(screener of De Linde)"));
  EXPECT_EQ(worklist(*store, policy)->size(), 1U) << "beside the one thing to do for the match";

  clock.advance(end - clock.wall_ms());
  EXPECT_EQ(tasks().front().state.standing, PaperStanding::ran_out);
  pass_days(3);
  EXPECT_TRUE(has(listed(), "the one there was RAN OUT: conduct")) << listed();
  EXPECT_TRUE(has(listed(), "OVERDUE by 3 days"));
  EXPECT_EQ(state(), MatchState::running) << "a task, not an end";
  EXPECT_EQ(known_by_number(), 5U);
  saw(group[2].label, {Paper::conduct}, clock.wall_ms());
  EXPECT_TRUE(tasks().empty());
}

TEST_F(Papers, AWrongClockLosesNothing) {
  saw(card.group_label, kBoth, clock.wall_ms());
  both_say_yes();
  EXPECT_EQ(introduce(), "");
  const std::int64_t right = clock.wall_ms();
  clock.set_wall(right + 14LL * 365 * kDayMs);
  EXPECT_EQ(tasks().size(), 5U) << "in 2040 every certificate has run out";
  EXPECT_EQ(state(), MatchState::introduced);
  EXPECT_EQ(known_by_number(), 5U);
  clock.set_wall(0);
  EXPECT_TRUE(tasks().empty());
  const auto noted = note_papers(*store, card.group_label, {Paper::conduct}, right);
  ASSERT_FALSE(noted) << "in 1970 no paper of this year can be seen";
  EXPECT_TRUE(has(noted.error().message, "by the clock of this machine"));
  clock.set_wall(right);
  EXPECT_TRUE(tasks().empty());
  const auto holders = members();
  for (const auto& holder : holders) {
    EXPECT_TRUE(server::in_order(paper_states(holder.seen, policy.papers, right)));
  }
}

TEST_F(Papers, WhoeverJoinsLaterIsSeenBeforeAnybodyGetsTheirNumber) {
  introduce_them();
  send(*kiosk, {kiosk->envelope(kiosk->group_member(proposal().join_code, "Gijs"))});
  apply();
  ASSERT_EQ(members().size(), 6U);
  EXPECT_EQ(known_by_number(), 5U);
  EXPECT_EQ(tasks().size(), 2U) << "conduct and training";
  saw(tasks().front().holder.label, kBoth, clock.wall_ms());
  EXPECT_EQ(known_by_number(), 6U);
}

TEST_F(Papers, WhoIsErasedTakesTheirPapersAlong) {
  saw(card.group_label, kBoth, clock.wall_ms());
  EXPECT_EQ(store->database().integer("SELECT count(*) FROM paper").value(), 10);
  std::ostringstream out;
  const auto gone = members().back().id.str();
  ASSERT_TRUE(run_erase({folder.root, gone, "asked", true}, out)) << out.str();
  EXPECT_EQ(store->database().integer("SELECT count(*) FROM paper").value(), 8);
}

TEST_F(Papers, TheCommandNotesListsAndTakesBackAndTheAuditKeepsIt) {
  const auto group = members();
  PapersCommand see{.data = {}, .whose = card.group_label, .saw = {"conduct"}};
  EXPECT_TRUE(has(listed_papers(see), "a paper has a day: --day"));
  see.day = "2026-11-02";
  const auto shown = listed_papers(see);
  EXPECT_TRUE(has(shown, group[0].label + " (De Linde)  conduct 2026-11-02, good until "
                                          "2029-11-02; training MISSING"))
      << shown;
  const auto line = read_audit(*store)->back();
  EXPECT_EQ(line.action, "saw_paper");
  EXPECT_EQ(line.subject, card.group_label + " conduct 2026-11-02");
  EXPECT_TRUE(has(listed_papers({.data = {}, .lacking = true}), group[4].label));
  EXPECT_TRUE(
      has(listed_papers(
              {.data = {}, .whose = group[0].label, .saw = {"training"}, .day = "2026-11-03"}),
          "training 2026-11-03"));
  EXPECT_FALSE(has(listed_papers({.data = {}, .lacking = true}), group[0].label + " "));
  EXPECT_TRUE(has(listed_papers({.data = {}, .whose = group[0].label, .take_back = {"training"}}),
                  "training MISSING"));
  EXPECT_EQ(read_audit(*store)->back().action, "take_back_paper");
  EXPECT_TRUE(has(
      listed_papers(
          {.data = {}, .whose = card.household_label, .saw = {"training"}, .day = "2026-11-03"}),
      "no volunteer"));
  EXPECT_TRUE(has(listed_papers({.data = {}, .saw = {"training"}, .day = "2026-11-03"}), "whose"));
  std::ostringstream out;
  ASSERT_TRUE(run_papers({.data = folder.root, .whose = group[0].label, .json = true}, out));
  const auto json = nlohmann::json::parse(out.str()).at("volunteers").at(0);
  EXPECT_EQ(json.at("papers").at(1).at("standing"), "missing");
}

TEST_F(Papers, WhatAStoreFromBeforeHadMarkedStaysGood) {
  const test::TemporaryFolder other;
  storage::OpenOptions options;
  options.application_id = 0x53414d4d;
  options.migrations = storage::matcher_migrations().first(15);
  const DataFolder old{other.path()};
  ASSERT_TRUE(keys->sign.save(old.sign_key()));
  const auto code = kiosk->code(), formed = kiosk->code();
  {
    auto database = storage::Database::open(old.database(), options);
    ASSERT_TRUE(database) << database.error().message;
    const auto filled = database->execute(
        "INSERT INTO setting VALUES ('epoch', '0192f0c1-2a3b-7c4d-8e5f-0123456789ab');"
        "INSERT INTO centre VALUES (1, 'De Linde', 'Almere');"
        "INSERT INTO welcome_group VALUES ('" +
        code.str() +
        "', 'G-AAA', 1, 'waiting', 1, 0, 0);"
        "INSERT INTO welcome_group VALUES ('" +
        formed.str() +
        "', 'G-BBB', 1, 'proposed', 0, 0, 0);"
        "INSERT INTO volunteer VALUES (x'0192f0c12a3b7c4d8e5f012345678901', 'coordinator', '" +
        code.str() +
        "', 'R1', 1, 1, 0, x'00');"
        "INSERT INTO volunteer VALUES (x'0192f0c12a3b7c4d8e5f012345678902', 'single', NULL, 'R2', "
        "1, 1, 0, x'00');"
        "INSERT INTO volunteer VALUES (x'0192f0c12a3b7c4d8e5f012345678903', 'single', NULL, 'R3', "
        "1, 1, 0, x'00');"
        "INSERT INTO single_volunteer VALUES (x'0192f0c12a3b7c4d8e5f012345678902', 'V-AAA', '" +
        formed.str() +
        "', 1, 1);"
        "INSERT INTO single_volunteer VALUES (x'0192f0c12a3b7c4d8e5f012345678903', 'V-BBB', NULL, "
        "0, 1);");
    ASSERT_TRUE(filled) << filled.error().message;
  }
  auto opened = Store::open(old, clock, random);
  ASSERT_TRUE(opened) << opened.error().message;
  const auto standing = [&](const PaperHolder& holder, std::int64_t now_ms) {
    std::string all;
    for (const auto& state : paper_states(holder.seen, policy.papers, now_ms)) {
      all += state.good() ? "+" : "-";
    }
    return all;
  };
  const auto holders = all_holders(*opened).value();
  ASSERT_EQ(holders.size(), 3U);
  const std::int64_t much_later = clock.wall_ms() + 40LL * 365 * kDayMs;
  for (const std::int64_t now_ms : {clock.wall_ms(), much_later}) {
    EXPECT_EQ(standing(holders[0], now_ms), "+-") << "marked with the group";
    EXPECT_EQ(standing(holders[1], now_ms), "++") << "marked alone, and placed";
    EXPECT_EQ(standing(holders[2], now_ms), "-+");
  }
  ASSERT_TRUE(note_papers(*opened, "V-AAA", {Paper::conduct}, clock.wall_ms()));
  EXPECT_EQ(standing(holders_in(*opened, formed)->front(), much_later), "-+")
      << "from its day on it runs out";
}

}  // namespace
}  // namespace samen::server
