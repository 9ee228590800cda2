// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <memory>
#include <random>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/spans.hpp"
#include "domain/proposal_life.hpp"
#include "sync/matcher/synthetic/population.hpp"
#include "sync/server/cases/consents.hpp"
#include "sync/server/cases/match.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/open_cases.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/store/people.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {

struct TownOptions {
  int households = 0;
  int groups = 0;
  int singles = 0;
  int days = 0;
  int arrivals = 0;                        // so many days long
  int offline_from = 0, offline_to = 0;    // of the second kiosk, in days
  int holidays_from = 0, holidays_to = 0;  // nobody meets
};

// How two sides live, as nobody tells the matcher.
enum class Rhythm : std::uint8_t { lively, slow, dries_up };
enum class Tells : std::uint8_t { every_meeting, at_check_ins };

// What the script itself knows of a match; nothing of it is read from the store.
struct Pair {
  base::Uuid household;
  base::HumanCode join_code;
  std::string group_label;
  Rhythm rhythm = Rhythm::lively;
  Tells tells = Tells::every_meeting;
  bool household_yes = false, group_yes = false, papers = false;
  bool contact = false;  // introduced, and not at its end
  bool over = false;
  std::int64_t begun_ms = 0;
  std::int64_t introduced_ms = 0;  // 0: not yet
  std::int64_t sign_ms = 0;
  std::int64_t planned_ms = 0;
  std::int64_t running_day = 0;  // 0: not yet
  std::int64_t last_met_day = 0, told_through_day = 0;
  std::vector<base::Uuid> members = {};                 // when they were introduced
  std::vector<std::int64_t> met_days = {};              // the truth
  std::vector<std::pair<std::int64_t, int>> told = {};  // day and times, as staff were told
};

// A town whose days pass. Every step is followed by a look (see look()), every hour too.
class Town : public WayBackTest {
 protected:
  void live(const TownOptions& what);

  // Compares the whole worklist with the diary, and the screener's with what was seen of papers.
  void look();
  void look_at_papers();
  void compare_with_what_is_kept(const std::vector<WorkItem>& list);
  void compare_the_number_on_the_wall();
  void print_figures() const;

  struct Figures {
    int looks = 0, actions = 0, proposals = 0, quiet_found = 0, contacts_refused = 0,
        contacts_shown = 0, noes = 0, left = 0, papers_renewed = 0, papers_ran_out = 0, pauses = 0,
        back_from_a_pause = 0;
  } figures;
  std::map<base::Uuid, Pair> pairs;

 private:
  struct Home {
    std::unique_ptr<Holder> receipt;
    std::int64_t arrived_ms = 0;
    std::int64_t met_ms = 0;  // somebody, for the first time
    int kiosk = 0;
    bool gone = false, paused = false;
    std::int64_t rests_until_ms = 0;  // as noted at a closing talk
  };
  struct Verdict {
    int day = 0;
    base::Uuid proposal;
  };

  bool chance(int percent) { return static_cast<int>(dice_() % 100) < percent; }
  std::int64_t today() const { return clock.wall_ms() / base::kDayMs; }
  bool offline(int kiosk) const {
    return kiosk == 1 && day_ >= options_.offline_from && day_ < options_.offline_to;
  }
  bool holidays() const { return day_ >= options_.holidays_from && day_ < options_.holidays_to; }

  void arrive();
  void deliver(int kiosk, domain::Record record);
  void post();
  void hold_round();
  void decide();
  void meet_by_themselves();
  void work();
  void act(const WorkItem& item, Pair& pair);
  void ask(const base::Uuid& id, Pair& pair, NextAction action);
  void first_meeting(const base::Uuid& id, Pair& pair);
  void tell_meetings(const base::Uuid& id, Pair& pair);
  void end(const base::Uuid& id, Pair& pair);
  void see_papers(const Pair& pair);
  void renew_papers();
  AfterEnd after_end();
  void leave();
  void step(const base::Uuid& id, Pair& pair, MatchStep what);
  void try_contacts(const base::Uuid& id, const Pair& pair);
  bool household_gone(const Pair& pair) { return homes_[pair.household].gone; }

  OpenCases kept_;
  TownOptions options_;
  std::mt19937 dice_{2026};
  int day_ = 0;
  std::unique_ptr<test::FakeKiosk> kiosks_[2];
  std::vector<protocol::Envelope> held_[2];
  std::vector<matcher::SyntheticSignUp> people_;  // who is still to come, the next one last
  std::map<base::Uuid, Home> homes_;
  struct Member {
    std::unique_ptr<Holder> receipt;
    base::HumanCode group;
    base::Uuid record;
  };
  std::vector<Member> members_;
  std::vector<Verdict> verdicts_;
  std::set<std::pair<base::Uuid, std::string>> refused_;
  std::map<std::string, std::int64_t> group_rests_until_;  // by code, of those that people started
  std::map<base::Uuid, std::int64_t> runs_out_;            // each volunteer's certificate
  std::set<base::Uuid> left_;                              // members of groups
};

}  // namespace samen::server
