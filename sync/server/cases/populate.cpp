// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/populate.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/store/audit.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

void count(const domain::Body& body, PopulateReport& report) {
  if (std::holds_alternative<domain::Household>(body)) ++report.households;
  if (std::holds_alternative<domain::GroupStart>(body)) ++report.groups;
  if (std::holds_alternative<domain::GroupMember>(body)) ++report.members;
  if (std::holds_alternative<domain::SingleVolunteer>(body)) ++report.singles;
}

}  // namespace

Result<PopulateReport> populate(Store& store, const matcher::PopulationOptions& options,
                                const std::vector<Centre>& centres, const matcher::Policy& policy) {
  if (centres.size() != options.municipalities.size()) {
    return fail(Errc::internal, "one centre a municipality is needed");
  }
  SAMEN_TRY(const auto people, matcher::make_population(options));
  SAMEN_TRY(auto transaction, store.begin());
  PopulateReport report;
  for (const auto& person : people) {
    const auto at = std::ranges::find(options.municipalities, person.municipality);
    if (at == options.municipalities.end()) {
      return fail(Errc::internal, "a made-up person lives in another municipality");
    }
    const auto& centre = centres[static_cast<std::size_t>(at - options.municipalities.begin())];
    const Origin origin{centre.id, options.now_wall_ms - person.days_ago * base::kDayMs, true};
    const auto added =
        store.try_change([&] { return apply_sign_up(store, person.record, origin, policy); });
    if (!added && added.error().code != Errc::conflict && added.error().code != Errc::limit) {
      return std::unexpected(added.error().context("a made-up person was not taken"));
    }
    if (!added) {
      ++(added.error().code == Errc::limit ? report.no_seat : report.already_there);
      continue;
    }
    count(person.record.body, report);
    if (const auto* start = std::get_if<domain::GroupStart>(&person.record.body)) {
      SAMEN_CHECK(set_group_ready(store, start->join_code, person.screened, person.trained));
    }
  }
  SAMEN_CHECK(write_audit(store, "operator", "populate", "seed " + std::to_string(options.seed)));
  SAMEN_CHECK(transaction.commit());
  return report;
}

}  // namespace samen::server
