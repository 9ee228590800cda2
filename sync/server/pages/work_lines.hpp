// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "domain/match_life.hpp"
#include "sync/server/cases/open_cases.hpp"
#include "sync/server/pages/page.hpp"

// The lines of the worklist, before there are words for them.
namespace samen::server {

enum class Urgency : std::uint8_t { late, today, week, later };
inline constexpr std::array<std::string_view, 4> kUrgencies = {"late", "today", "week", "later"};
constexpr std::string_view name_of(Urgency when) {
  return kUrgencies[static_cast<std::size_t>(when)];
}
// By calendar days of UTC, as the programme counts them; late once the day is over.
Urgency urgency_of(const domain::NextAction& action, std::int64_t now_ms);

struct WorkLine {
  std::string kind;  // a NextStep, "decide", "held" or "papers": what there are words for
  Urgency when = Urgency::today;
  std::int64_t due_ms = 0;  // orders the lines
  domain::Owner owner = domain::Owner::caseworker;
  std::string label = {};     // of the household, or of a volunteer
  std::string with = {};      // the group's
  std::string language = {};  // of the household; may be empty
  std::string centre = {};
  std::string_view page = "case";  // where its label is looked at: /case/LABEL, /papers/LABEL
  bool operator==(const WorkLine&) const = default;
};
// Everything open that is the viewer's to see, the longest due first. `cases` are of this store.
base::Result<std::vector<WorkLine>> work_lines(Store& store, OpenCases& cases,
                                               const matcher::Policy& policy, const Viewer& viewer);

// All of the filter but its urgency.
bool fits(const WorkLine& line, const WorkFilter& filter);

// The picture of a kind of line (assets/office/pictures.tpl).
std::string_view picture_of(std::string_view kind);

}  // namespace samen::server
