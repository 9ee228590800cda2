// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/populate.hpp"

#include <algorithm>
#include <utility>

#include "base/say.hpp"
#include "base/spans.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/papers.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

void count(const domain::Body& body, PopulateReport& report) {
  if (std::holds_alternative<domain::Household>(body)) ++report.households;
  if (std::holds_alternative<domain::GroupStart>(body)) ++report.groups;
  if (std::holds_alternative<domain::GroupMember>(body)) ++report.members;
  if (std::holds_alternative<domain::SingleVolunteer>(body)) ++report.singles;
}

// What staff would have seen by now: of everybody in the group, with this day.
struct MadeUpPapers {
  base::HumanCode join_code;
  std::vector<domain::Paper> papers;
};

Result<void> note_made_up(Store& store, const std::vector<MadeUpPapers>& groups,
                          std::int64_t day_ms) {
  for (const auto& [join_code, papers] : groups) {
    SAMEN_TRY(const auto holders, holders_in(store, join_code));
    for (const auto& holder : holders) {
      for (const auto paper : papers) SAMEN_CHECK(note_paper(store, holder.id, {paper, day_ms}));
    }
  }
  return {};
}

}  // namespace

Result<PopulateReport> populate(Store& store, const matcher::PopulationOptions& options,
                                const std::vector<Centre>& centres, const matcher::Policy& policy) {
  if (centres.size() != options.municipalities.size()) {
    return fail(Errc::internal, say("one centre a municipality is needed"));
  }
  SAMEN_TRY(const auto people, matcher::make_population(options));
  SAMEN_TRY(auto transaction, store.begin());
  PopulateReport report;
  std::vector<MadeUpPapers> seen;
  for (const auto& person : people) {
    const auto at = std::ranges::find(options.municipalities, person.municipality);
    if (at == options.municipalities.end()) {
      return fail(Errc::internal, say("a made-up person lives in another municipality"));
    }
    const auto& centre = centres[static_cast<std::size_t>(at - options.municipalities.begin())];
    const Origin origin{centre.id, options.now_wall_ms - person.days_ago * base::kDayMs, true};
    const auto added =
        store.try_change([&] { return apply_sign_up(store, person.record, origin, policy); });
    if (!added && added.error().code != Errc::conflict && added.error().code != Errc::limit) {
      return std::unexpected(added.error().context(say("a made-up person was not taken")));
    }
    if (!added) {
      ++(added.error().code == Errc::limit ? report.no_seat : report.already_there);
      continue;
    }
    count(person.record.body, report);
    if (const auto* start = std::get_if<domain::GroupStart>(&person.record.body)) {
      auto& papers = seen.emplace_back(start->join_code, std::vector<domain::Paper>{}).papers;
      if (person.screened) papers.push_back(domain::Paper::conduct);
      if (person.trained) papers.push_back(domain::Paper::training);
    }
  }
  SAMEN_CHECK(note_made_up(store, seen, options.now_wall_ms));
  SAMEN_CHECK(write_audit(store, "operator", "populate", "seed " + std::to_string(options.seed)));
  SAMEN_CHECK(transaction.commit());
  return report;
}

}  // namespace samen::server
