// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/human_code.hpp"
#include "domain/match_life.hpp"
#include "domain/records.hpp"
#include "sync/server/store/store.hpp"

// Accepted proposals and what became of them. All that write expect a running transaction.
namespace samen::server {

// Every moment in Unix milliseconds; what the next step counts from (cases/match_due.hpp).
struct MatchRow {
  base::Uuid proposal;
  domain::MatchState state = domain::MatchState::offered;
  std::int64_t since_ms = 0;                       // in this state
  std::optional<std::int64_t> agreed_ms = {};      // both had said yes
  std::optional<std::int64_t> introduced_ms = {};  // for the first time
  std::optional<std::int64_t> meeting_ms = {};     // the day of a planned meeting
  std::optional<std::int64_t> running_ms = {};     // since when they go on
  std::optional<std::int64_t> checked_ms = {};     // the last check-in, or that they go on
  std::int64_t sign_ms = 0;                        // the last sign of contact
};
base::Result<void> save_match(Store& store, const MatchRow& match);
base::Result<std::optional<MatchRow>> find_match(Store& store, const base::Uuid& proposal);

// Of the one that somebody is in, household or volunteer; nothing when they are in none.
base::Result<std::optional<MatchRow>> match_of_record(Store& store, const base::Uuid& record);

struct MatchStep {
  domain::MatchEvent event = domain::MatchEvent::household_yes;
  // What it is about: of plan the meeting's day, else when it was (not given: now).
  std::optional<std::int64_t> day_ms = {};
  // Of check_in: how often since the one before by the same. Of meet: how often on that day.
  int met = 0;
  std::optional<domain::Mood> mood = {};  // of check_in
  domain::SaidBy said_by = domain::SaidBy::staff;
  // Of close and rematch: why it is over, and what each side wants after that.
  std::optional<domain::EndReason> reason = {};
  std::optional<domain::Afterwards> household_then = {};
  std::optional<domain::Afterwards> group_then = {};
};
// The day has to be given.
base::Result<void> add_match_event(Store& store, const base::Uuid& proposal, const MatchStep& step);

// What was said and done about a match, in the order of writing.
struct WrittenStep {
  std::int64_t at_ms = 0;
  MatchStep step;
};
base::Result<std::vector<WrittenStep>> match_steps(Store& store, const base::Uuid& proposal);

// A match that is not closed, with what staff call the two.
struct OpenMatch {
  MatchRow match;
  base::Uuid household;
  std::string household_label;
  std::string group_label;
  base::HumanCode join_code;
  std::string centre;
  std::string language;           // the one the household is most at home in; empty: not known
  bool household_is_here = true;  // it has not withdrawn
  bool group_is_here = true;      // somebody of it takes part
};
base::Result<std::vector<OpenMatch>> open_matches(Store& store);
base::Result<std::optional<OpenMatch>> open_match(Store& store, const base::Uuid& proposal);

// Of the matches that were introduced so many days ago or longer, how many met so often within that
// time: at least so often, see domain/match_meetings.hpp. From the steps alone.
struct MetOften {
  std::int64_t old_enough = 0;
  std::int64_t met_often = 0;
};
base::Result<MetOften> count_met_often(Store& store, int times, int days);

// Why matches ended since then.
base::Result<std::map<domain::EndReason, int>> end_reasons_since(Store& store, std::int64_t at_ms);

// Everybody in the group who takes part: those who joined it, the one who started it first, and
// those who were placed in it.
base::Result<std::vector<domain::Record>> records_of_group(Store& store,
                                                           const base::HumanCode& join_code);

}  // namespace samen::server
