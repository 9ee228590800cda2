// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

#include "domain/match_life.hpp"
#include "domain/match_meetings.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// What was told of one match, as its steps are read in the order of their days. Moments in Unix
// milliseconds, days since 1970.
class MatchDiary {
 public:
  struct Step {
    domain::MatchEvent event = domain::MatchEvent::meet;
    std::int64_t at_ms = 0;
    std::int64_t day_ms = 0;
    domain::SaidBy said_by = domain::SaidBy::staff;
    int met = 0;
    std::optional<domain::EndReason> reason = {};
  };
  explicit MatchDiary(const base::Uuid& proposal) : proposal_(proposal) {}
  void add(const Step& step);

  const base::Uuid& proposal() const { return proposal_; }
  const std::optional<std::int64_t>& introduced_ms() const { return introduced_ms_; }  // first
  // When it was noted that it is over, and why: of those that had been introduced.
  const std::optional<std::int64_t>& ended_ms() const { return ended_ms_; }
  const std::optional<domain::EndReason>& end_reason() const { return end_reason_; }
  std::optional<std::int64_t> first_meeting_day() const;
  // Of one that was introduced: so many days from then on.
  std::int64_t meetings_within(int days) const;

 private:
  void check(domain::SaidBy said_by, std::int64_t day);
  struct Checked {
    std::int64_t before = 0;
    std::int64_t last = 0;
  };
  base::Uuid proposal_;
  std::optional<std::int64_t> introduced_ms_;
  std::optional<std::int64_t> ended_ms_;
  std::optional<domain::EndReason> end_reason_;
  std::array<Checked, domain::vocabulary_size<domain::SaidBy>()> checked_ = {};
  std::vector<domain::ToldMeetings> told_;
};

// Of every match that was introduced, had a meeting or ended, each once.
base::Result<void> read_diaries(Store& store, const std::function<void(const MatchDiary&)>& reader);

}  // namespace samen::server
