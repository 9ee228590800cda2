// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/human_code.hpp"
#include "domain/match_life.hpp"
#include "domain/records.hpp"
#include "sync/server/store/store.hpp"

// Accepted proposals and what became of them. All that write expect a running transaction.
namespace samen::server {

struct MatchRow {
  base::Uuid proposal;
  domain::MatchState state = domain::MatchState::offered;
  std::int64_t since_ms = 0;                    // in this state
  std::optional<std::int64_t> due_ms = {};      // of the next step; nothing once it is closed
  std::optional<std::int64_t> meeting_ms = {};  // the first meeting's day
  std::optional<std::int64_t> running_ms = {};  // since when they go on
};
// Its day is over: the next step should have come by the end of it.
bool is_overdue(const MatchRow& match, std::int64_t now_ms);
base::Result<void> save_match(Store& store, const MatchRow& match);
base::Result<std::optional<MatchRow>> find_match(Store& store, const base::Uuid& proposal);

// Of the one that somebody is in, household or volunteer; nothing when they are in none.
base::Result<std::optional<MatchRow>> match_of_record(Store& store, const base::Uuid& record);

struct MatchStep {
  domain::MatchEvent event = domain::MatchEvent::household_yes;
  std::optional<std::int64_t> meeting_ms = {};  // of plan
  int met = 0;                                  // of check_in: how often since the one before
  std::optional<domain::Mood> mood = {};        // of check_in
};
base::Result<void> add_match_event(Store& store, const base::Uuid& proposal, const MatchStep& step);

// A match that is not closed, with what staff call the two; the longest due first.
struct OpenMatch {
  MatchRow match;
  std::string household_label;
  std::string group_label;
  std::string centre;
};
base::Result<std::vector<OpenMatch>> open_matches(Store& store);

// Of the matches that were introduced so long ago, how many met so often within that time; a first
// meeting counts as one.
struct MetOften {
  std::int64_t old_enough = 0;
  std::int64_t met_often = 0;
};
base::Result<MetOften> count_met_often(Store& store, int times, int days);

// Everybody in the group who takes part: those who joined it, the one who started it first, and
// those who were placed in it.
base::Result<std::vector<domain::Record>> records_of_group(Store& store,
                                                           const base::HumanCode& join_code);

}  // namespace samen::server
