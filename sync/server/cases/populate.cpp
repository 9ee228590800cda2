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

// Every seventh of them showed theirs long ago: it runs out within the days of the reminder, or has
// where the group was not screened anyhow, so that nobody's readiness is another.
constexpr int kOneOf = 7;

std::int64_t made_up_day(const domain::PaperRules& rules, domain::Paper paper, bool good,
                         std::int64_t day_ms) {
  const auto asked = std::ranges::find(rules.asked, paper, &domain::AskedPaper::paper);
  if (asked == rules.asked.end() || asked->months == 0) return day_ms;
  const std::int64_t first = domain::runs_out_ms(day_ms, -asked->months);
  const int days = std::max(1, rules.remind_days / 2);
  return first + (good ? days : -days) * base::kDayMs;
}

Result<void> note_made_up(Store& store, const std::vector<MadeUpPapers>& groups,
                          const domain::PaperRules& rules, std::int64_t day_ms) {
  int people = 0;
  for (const auto& [join_code, papers] : groups) {
    SAMEN_TRY(const auto holders, holders_in(store, join_code));
    const bool good = std::ranges::find(papers, domain::Paper::conduct) != papers.end();
    for (const auto& holder : holders) {
      const bool old = ++people % kOneOf == 0;
      for (const auto paper : papers) {
        const auto day = old ? made_up_day(rules, paper, true, day_ms) : day_ms;
        SAMEN_CHECK(note_paper(store, holder.id, {paper, day}));
      }
      if (!old || good) continue;
      const auto day = made_up_day(rules, domain::Paper::conduct, false, day_ms);
      if (day == day_ms) continue;
      SAMEN_CHECK(note_paper(store, holder.id, {domain::Paper::conduct, day}));
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
  SAMEN_CHECK(note_made_up(store, seen, policy.papers, options.now_wall_ms));
  SAMEN_CHECK(write_audit(store, "operator", "populate", "seed " + std::to_string(options.seed)));
  SAMEN_CHECK(transaction.commit());
  return report;
}

}  // namespace samen::server
