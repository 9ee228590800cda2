// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "sync/server/cases/match.hpp"
#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/papers.hpp"
#include "sync/server/store/match_changes.hpp"
#include "sync/server/store/proposals.hpp"

// All open matches with what their next steps are read off, and the proposals that wait for a word,
// kept in memory by whoever is asked for the list again and again: the office. The steps themselves
// are worked out at each look, since a day may be over and the policy another.
namespace samen::server {

struct OpenCase {
  OpenMatch open;
  // Read where it may matter: before an introduction and after it.
  BeforeIntroduction people = {};
};
// The same as work_item() says.
std::optional<NextAction> next_action(const OpenCase& one, const matcher::Policy& policy,
                                      std::int64_t now_ms);

class OpenCases {
 public:
  // Reads again what has changed since the last time, also by other programs. Not inside a
  // transaction: what is rolled back must not be kept. After an error all is read anew the next
  // time. Errors as worklist().
  base::Result<void> refresh(Store& store);
  const std::map<base::Uuid, OpenCase>& all() const { return cases_; }
  // In the order in which they were made.
  const std::map<std::pair<std::int64_t, base::Uuid>, WaitingProposal>& to_decide() const {
    return to_decide_;
  }

 private:
  base::Result<void> read_all(Store& store);
  base::Result<void> read_changed(Store& store, const MatchChanges& changes);
  base::Result<void> drop_what_has_gone(Store& store);
  base::Result<void> put(Store& store, OpenMatch open);
  void put(WaitingProposal waiting);
  template <class IsOut>
  void take_out(const IsOut& is_out);  // of an id

  std::map<base::Uuid, OpenCase> cases_;
  std::map<std::pair<std::int64_t, base::Uuid>, WaitingProposal> to_decide_;
  std::optional<base::Uuid> epoch_;  // of the store that they were read from
  std::int64_t through_ = 0;
};

// As paper_tasks(), of those whose match was introduced.
std::vector<PaperTask> paper_tasks(const OpenCases& cases, const matcher::Policy& policy,
                                   std::int64_t now_ms);

}  // namespace samen::server
