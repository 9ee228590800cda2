// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/match_life.hpp"
#include "sync/server/store/store.hpp"

// The programme's figures over a time, by centre, as a municipality gets them: nobody in particular
// is in them, and what is not shown cannot be computed from what is.
namespace samen::server {

// The number on the wall: met so often within so many days of being introduced.
inline constexpr int kMetOften = 6;
inline constexpr int kMetWithinDays = 84;

// Whole days of UTC; Unix milliseconds.
struct Period {
  std::int64_t from_ms = 0;
  std::int64_t to_ms = 0;  // the first moment after it
  bool contains(std::int64_t at_ms) const { return at_ms >= from_ms && at_ms < to_ms; }
};
// The quarter of the year that a moment lies in, or so many quarters before it.
Period quarter_of(std::int64_t at_ms, int before = 0);

enum class Measure : std::uint8_t {
  started,      // introduced to each other, for the first time
  met,          // had their first meeting
  running,      // introduced before the end of it, and not over then
  ended,        // it was noted that it is over
  wall,         // those whose first 84 days were over in it, and how many of them met often
  to_proposal,  // households that got their first proposal, and their days since the sign-up
  to_meeting    // households that had their first meeting, likewise
};
}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::Measure, "measure", "started", "met", "running", "ended", "wall",
                 "to_proposal", "to_meeting");
}  // namespace samen::domain

namespace samen::server {

// Which waits are told: five and nine of ten waited so long at most (percent).
inline constexpr int kHalfOfWaits = 50, kMostOfWaits = 90;

// One place of a table.
struct Figure {
  // What is counted in it, each by itself: of the wall those that met often and those that did not.
  std::vector<std::int64_t> counts = {0};
  std::int64_t half_days = 0;  // of waits: five and nine of ten waited so long at most
  std::int64_t most_days = 0;
  bool shown = true;
  std::int64_t all() const;
};
inline constexpr std::int64_t kSmallestShown = 5;

// Hides what counts fewer than kSmallestShown, and as many more rows as it takes so that no hidden
// number follows from the sum and from what is left: then two rows at least are hidden, and
// together they count enough that each could be anything from nothing to all of it. Whose sum is
// too small itself is hidden as a whole. Each of `rows` has as many counts as `sum`, and they add
// up to it.
void hide_small(std::vector<Figure>& rows, Figure& sum);

struct MeasureTable {
  std::vector<Figure> centres;  // as Report::centres
  Figure whole;
};
struct Report {
  Period period;
  std::vector<std::string> centres;
  std::array<MeasureTable, domain::vocabulary_size<Measure>()> tables;
  std::vector<Figure> reasons;  // of the whole's `ended`, by domain::EndReason
  bool made_up_people = false;  // some of those who are counted
  const MeasureTable& of(Measure measure) const {
    return tables[static_cast<std::size_t>(measure)];
  }
};
base::Result<Report> make_report(Store& store, const Period& period);

}  // namespace samen::server
