// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "base/result.hpp"
#include "domain/match_days.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/store/matches.hpp"

// What is to be done about a match, by whom and by when: read off its row and the programme's days,
// and never stored, so that a changed policy holds from the next look on.
namespace samen::server {

using domain::NextAction;

// The moment from which on this match is quiet unless a sign of contact comes; nothing while none
// is expected.
std::optional<std::int64_t> dries_up_ms(const MatchRow& match, const domain::MatchDays& days);

// Of a match whose people are all there and whose papers are in order; nothing once it is closed.
std::optional<NextAction> next_action(const MatchRow& match, const domain::MatchDays& days,
                                      std::int64_t now_ms);

// Of a match whose papers are in order, whoever has left; nothing once it is closed.
std::optional<NextAction> next_action(const OpenMatch& open, const matcher::Policy& policy,
                                      std::int64_t now_ms);
// An introduction, or what has to be done before it.
NextAction put_first(const NextAction& introduction, std::optional<domain::NextStep> before);

// Its day is over: it should have been done by the end of it.
bool is_overdue(const NextAction& action, std::int64_t now_ms);

// An open match with its one next action.
struct WorkItem {
  OpenMatch open;
  NextAction action;
  bool quiet() const { return action.step == domain::NextStep::call_both; }
};
// Every open match once, the longest due first.
base::Result<std::vector<WorkItem>> worklist(Store& store, const matcher::Policy& policy);
// Of one; nothing when it is closed.
base::Result<std::optional<WorkItem>> work_item(Store& store, const matcher::Policy& policy,
                                                const base::Uuid& proposal);

}  // namespace samen::server
