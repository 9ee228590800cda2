// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/human_code.hpp"
#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/store/papers.hpp"
#include "sync/server/store/store.hpp"

// Who has seen papers, who lacks what, and what runs out. Whether a paper is good is read off its
// day and the policy and never stored: a changed policy, or a clock that was wrong and is right
// again, holds from the next look on.
namespace samen::server {

enum class PaperStanding : std::uint8_t { missing, ran_out, runs_out_soon, in_order };

}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::PaperStanding, "paper_standing", "missing", "ran_out",
                 "runs_out_soon", "in_order");
}  // namespace samen::domain

namespace samen::server {

// One of the papers that the programme asks.
struct PaperState {
  domain::Paper paper = domain::Paper::conduct;
  PaperStanding standing = PaperStanding::missing;
  std::optional<std::int64_t> day_ms = {};
  std::optional<std::int64_t> runs_out_ms = {};  // nothing: it is good for good
  bool good() const { return standing >= PaperStanding::runs_out_soon; }
};
std::vector<PaperState> paper_states(const std::vector<SeenPaper>& seen,
                                     const domain::PaperRules& rules, std::int64_t now_ms);
bool in_order(const std::vector<PaperState>& states);

// What a card and a round know of a group's papers: enough of its members have the training, and
// enough have everything else.
struct Readiness {
  bool screened = false;
  bool trained = false;
};
Readiness readiness(const std::vector<std::vector<PaperState>>& members,
                    const domain::PaperRules& rules);

// Whether a group may be introduced, and who of it lacks what.
struct GroupPapers {
  struct Lacking {
    std::string label;
    std::vector<PaperState> papers;
  };
  int members = 0;
  int in_order = 0;
  int needed = 0;
  std::vector<Lacking> lacking;
  Readiness ready;
  bool enough() const { return members > 0 && in_order >= needed; }
};
GroupPapers papers_of(const std::vector<PaperHolder>& group, const domain::PaperRules& rules,
                      std::int64_t now_ms);
base::Result<GroupPapers> papers_in(Store& store, const base::HumanCode& join_code,
                                    const domain::PaperRules& rules);

// A volunteer in a match that was introduced whose paper runs out within the days of the policy,
// has run out, or was never seen, as of somebody who joined later. The match goes on; the screener
// of the centre where they signed up asks for the paper.
struct PaperTask {
  PaperHolder holder;
  PaperState state;
  std::int64_t due_ms = 0;
};
// When a paper is due: the day it runs out, or, without one, so many days after its holder came or
// was introduced.
std::int64_t paper_due_ms(const PaperHolder& holder, const PaperState& state,
                          const matcher::Policy& policy);
void add_paper_tasks(const PaperHolder& holder, const matcher::Policy& policy, std::int64_t now_ms,
                     std::vector<PaperTask>& tasks);
// Each paper once, the longest due first.
base::Result<std::vector<PaperTask>> paper_tasks(Store& store, const matcher::Policy& policy);

// What staff have seen, with its day: of one volunteer (label, reference of the receipt, or id), or
// of everybody who is in a group now (its label). Their cards follow: the cautions change and the
// version grows, so a decision made on the old card comes back as stale. Expects a running
// transaction. Errc::not_found for an unknown label, invalid_input for a day that has not come.
base::Result<void> note_papers(Store& store, std::string_view whose,
                               const std::vector<domain::Paper>& seen, std::int64_t day_ms);
base::Result<void> take_back_papers(Store& store, std::string_view whose,
                                    const std::vector<domain::Paper>& papers);

}  // namespace samen::server
