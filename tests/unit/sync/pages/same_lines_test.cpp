// SPDX-License-Identifier: Apache-2.0
// The list that the office keeps in memory is at every moment the one that the store gives when all
// of it is read, whatever happened in between and whoever did it.
#include <algorithm>
#include <random>

#include <gmock/gmock.h>

#include "sync/server/cases/consents.hpp"
#include "sync/server/cases/decide.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/populate.hpp"
#include "sync/server/pages/work_lines.hpp"
#include "unit/sync/pages/pages_fixture.hpp"

namespace samen::server {
namespace {

using domain::MatchEvent;
using domain::Paper;

class SameLines : public PagesTest {
 protected:
  static constexpr int kSteps = 300;

  void SetUp() override {
    PagesTest::SetUp();
    const auto here = ensure_centre(*store, "De Linde", "Almere").value();
    const auto there = ensure_centre(*store, "Noord", "Haarlem").value();
    matcher::PopulationOptions people{.households = 25, .groups = 25, .singles = 10};
    people.now_wall_ms = clock.wall_ms();
    people.municipalities = {matcher::Municipality::almere, matcher::Municipality::haarlem};
    const auto made = populate(*store, people, {here, there}, policy);
    ASSERT_TRUE(made) << made.error().message;
    hold_round();
    auto opened = Store::open(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    other = std::make_unique<Store>(std::move(*opened));
  }
  void hold_round() {
    RoundRequest round;
    round.policy.lottery_draws = 0;
    ASSERT_TRUE(run_and_store_round(*store, round));
  }
  int below(int end) { return static_cast<int>(dice() % static_cast<unsigned>(end)); }

  // The list as it was before anything was kept.
  std::vector<WorkLine> all_read() {
    std::vector<WorkLine> lines;
    const auto items = worklist(*store, policy);
    EXPECT_TRUE(items) << items.error().message;
    for (const auto& [open, action] : *items) {
      lines.push_back({std::string(domain::name_of(action.step)),
                       urgency_of(action, clock.wall_ms()), action.due_ms, action.owner,
                       open.household_label, open.group_label, open.language, open.centre});
    }
    const auto waiting = proposals_to_decide(*store).value();
    for (const auto& one : waiting) {
      const bool held = one.state == domain::ProposalState::held;
      lines.push_back({held ? "held" : "decide", held ? Urgency::later : Urgency::today,
                       held ? std::numeric_limits<std::int64_t>::max() : clock.wall_ms(),
                       domain::Owner::caseworker, one.household_label, one.group_label,
                       one.language, one.centre});
    }
    const auto tasks = paper_tasks(*store, policy).value();
    for (const auto& task : tasks) {
      const NextAction action{domain::NextStep::see_papers, domain::Owner::screener, task.due_ms};
      lines.push_back({"papers", urgency_of(action, clock.wall_ms()), task.due_ms, action.owner,
                       task.holder.label, task.holder.group, "", task.holder.centre, "papers"});
    }
    std::ranges::stable_sort(lines, {}, &WorkLine::due_ms);
    return lines;
  }
  void compare(const std::string& after) {
    const auto kept = work_lines(*store, cases, policy, everything);
    ASSERT_TRUE(kept) << kept.error().message;
    ASSERT_TRUE(*kept == all_read()) << "after " << after;
    most = std::max(most, kept->size());
  }

  ProposalRow any_proposal() {
    const auto all = all_proposals(*store).value();
    return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
  }
  // Of a table, at random; nothing when it is empty.
  std::optional<base::Uuid> any_of(const std::string& table) {
    auto rows = store->database().prepare("SELECT id FROM " + table + " ORDER BY id");
    std::vector<base::Uuid> ids;
    while (rows->step().value()) ids.push_back(to_uuid(rows->bytes(0)).value());
    if (ids.empty()) return std::nullopt;
    return ids[static_cast<std::size_t>(below(static_cast<int>(ids.size())))];
  }
  void run(Store& by, std::string_view sql, std::initializer_list<storage::Value> values) {
    const auto ran = by.database().run(sql, values);
    ASSERT_TRUE(ran) << ran.error().message;
  }

  // Each is tried; what does not come now changes nothing.
  void decide(Store& by) {
    auto proposal = any_proposal();
    const auto verdict = below(4) == 0 ? domain::Verdict::hold : domain::Verdict::accept;
    std::ignore = decide_in_office(
        by, proposal, {proposal.card.proposal, proposal.card.version, verdict, {}}, "somebody");
  }
  void undo(Store& by) {
    auto proposal = any_proposal();
    std::ignore = undo_decision(by, proposal);
  }
  void step(Store& by) {
    auto proposal = any_proposal();
    const auto events = domain::vocabulary_size<MatchEvent>();
    MatchStep what{.event = static_cast<MatchEvent>(below(static_cast<int>(events)))};
    what.met = 1;
    if (what.event == MatchEvent::plan) what.day_ms = clock.wall_ms() + base::kDayMs;
    if (what.event == MatchEvent::close || what.event == MatchEvent::rematch) {
      what.reason = domain::EndReason::moved;
    }
    std::ignore = take_match_step(by, proposal, what, {});
  }
  void papers(Store& by) {
    const auto& label = any_proposal().card.group_label;
    if (below(4) == 0) {
      std::ignore = take_back_papers(by, label, {Paper::training});
    } else {
      std::ignore = note_papers(by, label, {Paper::conduct, Paper::training},
                                clock.wall_ms() - below(3000) * base::kDayMs);
    }
  }
  void consent(Store& by) {
    for (int adult = 1; adult < 6; ++adult) {
      std::ignore = note_consent(by, any_proposal().card.household_label, adult);
    }
  }
  void standing(Store& by) {
    const auto id = any_of(below(2) == 0 ? "household" : "volunteer");
    run(by,
        "INSERT OR REPLACE INTO receipt_key (sign_key, seal_key, record, standing) VALUES "
        "(randomblob(32), randomblob(32), ?1, ?2)",
        {bind_id(*id), below(3) == 0 ? "active" : "withdrawn"});
  }
  void erase(Store& by) {
    const auto id = any_of(below(3) == 0 ? "household" : "volunteer");
    if (!id) return;
    ASSERT_TRUE(erase_record(by, *id, "asked"));
  }
  void move_single(Store& by) {
    const auto id = any_of("single_volunteer");
    if (!id) return;
    run(by, "UPDATE single_volunteer SET placed_in = ?2 WHERE id = ?1",
        {bind_id(*id), any_proposal().join_code.str()});
  }
  void language(Store& by) {
    run(by,
        below(2) == 0 ? "UPDATE alike SET language = 'so' WHERE household = ?1"
                      : "DELETE FROM alike WHERE household = ?1",
        {bind_id(any_proposal().household)});
  }

  // Its name.
  std::string any_act(Store& by) {
    using Act = void (SameLines::*)(Store&);
    static const std::pair<std::string, Act> acts[] = {
        {"decide", &SameLines::decide},      {"decide", &SameLines::decide},
        {"step", &SameLines::step},          {"step", &SameLines::step},
        {"step", &SameLines::step},          {"step", &SameLines::step},
        {"papers", &SameLines::papers},      {"consent", &SameLines::consent},
        {"standing", &SameLines::standing},  {"undo", &SameLines::undo},
        {"single", &SameLines::move_single}, {"language", &SameLines::language}};
    const auto& [name, act] = acts[below(static_cast<int>(std::size(acts)))];
    (this->*act)(by);
    return name;
  }

  Viewer everything;
  OpenCases cases;
  std::unique_ptr<Store> other;
  std::mt19937 dice{2026};
  std::size_t most = 0;
};

TEST_F(SameLines, AreKeptAndReadWhateverHappens) {
  compare("the beginning");
  for (int i = 0; i < kSteps; ++i) {
    std::string name;
    Store& by = below(3) == 0 ? *other : *store;
    const bool erases = i % 30 == 29;
    {
      auto transaction = by.begin();
      ASSERT_TRUE(transaction);
      name = erases ? "erase" : any_act(by);
      if (erases) erase(by);
      const bool stays = below(10) != 0;  // else all of it is taken back
      ASSERT_TRUE(!stays || transaction->commit());
    }
    compare(name);
    if (HasFatalFailure()) return;
    if (below(5) == 0) clock.advance(below(3) * base::kDayMs);
  }
  EXPECT_GT(most, 15U);
}

TEST_F(SameLines, WouldDifferIfTheStoreDidNotSayWhatChanged) {
  done("accept");
  compare("a yes");
  ASSERT_TRUE(store->database().execute("DROP TRIGGER match_written"));
  run(*store, "UPDATE match SET since_ms = since_ms - ?1", {9 * base::kDayMs});
  const auto kept = work_lines(*store, cases, policy, everything);
  ASSERT_TRUE(kept);
  EXPECT_FALSE(*kept == all_read());
}

TEST_F(SameLines, WouldDifferIfTheStoreDidNotSayWhatWasDecided) {
  compare("the beginning");
  ASSERT_TRUE(store->database().execute("DROP TRIGGER proposal_decided"));
  done("hold");
  const auto kept = work_lines(*store, cases, policy, everything);
  ASSERT_TRUE(kept);
  EXPECT_FALSE(*kept == all_read());
}

TEST_F(SameLines, AreReadAnewInAnotherLifeOfTheStore) {
  compare("the beginning");
  ASSERT_TRUE(store->database().execute("DELETE FROM match_changed"));
  ASSERT_TRUE(store->start_new_epoch());
  compare("a restore");
}

}  // namespace
}  // namespace samen::server
