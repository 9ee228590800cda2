// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/waits.hpp"

#include <algorithm>

#include "base/spans.hpp"
#include "sync/server/store/looked_alike.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

// Dutch says nothing here: everybody learns it.
domain::Language home_language(const domain::LanguageSkills& skills) {
  auto best = domain::Language::nl;
  auto level = domain::LanguageLevel::none;
  for (const auto& [language, known] : skills.all()) {
    if (language == domain::Language::nl || known <= level) continue;
    best = language;
    level = known;
  }
  return best;
}

// since, until, whether it ended well; of those whose sign-up counts. Who stood aside was last seen
// waiting when they said so.
constexpr std::string_view kYes =
    "WITH yes AS (SELECT p.household, p.join_code, max(d.at_ms) AS at_ms FROM decision d JOIN "
    "proposal p ON p.id = d.proposal WHERE p.state = 'accepted' AND d.verdict = 'accept' AND "
    "d.outcome = 'taken' GROUP BY p.id) ";
constexpr std::string_view kUntil =
    "CASE WHEN yes.at_ms IS NOT NULL THEN yes.at_ms WHEN rk.standing <> 'active' THEN rk.counter "
    "ELSE ?1 END, yes.at_ms IS NOT NULL";

std::string households_sql() {
  return std::string(kYes) + "SELECT h.waiting_since_ms, " + std::string(kUntil) +
         ", ifnull(a.people, 0), ifnull(a.language, '') FROM household h LEFT JOIN yes ON "
         "yes.household = h.id LEFT JOIN receipt_key rk ON rk.record = h.id LEFT JOIN alike a ON "
         "a.household = h.id WHERE h.synthetic = ?2 AND (yes.at_ms IS NOT NULL OR h.state IN "
         "('waiting', 'proposed')) AND " +
         counts_itself("h.id");
}

std::string volunteers_sql() {
  return std::string(kYes) + "SELECT v.arrived_ms, " + std::string(kUntil) +
         ", 0, '' FROM volunteer v LEFT JOIN single_volunteer s ON s.id = v.id LEFT JOIN "
         "welcome_group g ON g.join_code = ifnull(v.join_code, s.placed_in) LEFT JOIN yes ON "
         "yes.join_code = g.join_code LEFT JOIN receipt_key rk ON rk.record = v.id WHERE v.role <> "
         "'member' AND v.synthetic = ?2 AND (yes.at_ms IS NOT NULL OR ifnull(g.state, 'waiting') "
         "IN ('waiting', 'proposed')) AND " +
         counts_itself("v.id");
}

Likeness read_likeness(const storage::Statement& rows, int column) {
  return {static_cast<int>(rows.integer(column)), rows.text(column + 1)};
}

}  // namespace

Result<std::vector<SeenWait>> waits_beside(Store& store, const Waiter& one, std::int64_t since_ms) {
  SAMEN_TRY(auto rows,
            store.database().prepare(one.household ? households_sql() : volunteers_sql()));
  SAMEN_CHECK(rows.bind({store.now_ms(), std::int64_t{one.synthetic}}));
  std::vector<SeenWait> waits;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return waits;
    const std::int64_t began = rows.integer(0);
    const auto day = [began](std::int64_t at_ms) {
      return static_cast<double>(at_ms - began) / static_cast<double>(base::kDayMs);
    };
    const Wait wait{std::max(0.0, day(since_ms)), day(rows.integer(1)), rows.integer(2) != 0};
    if (wait.to_day > wait.from_day) waits.push_back({wait, read_likeness(rows, 3)});
  }
}

Result<void> note_alike(Store& store, const domain::Record& record) {
  const auto* household = std::get_if<domain::Household>(&record.body);
  if (household == nullptr) return {};
  const auto language = home_language(household->adults.front().languages);
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("INSERT INTO alike (household, people, language) VALUES (?1, ?2, "
                                 "?3) ON CONFLICT DO UPDATE SET people = ?2, language = ?3",
                                 {bind_id(record.id), std::int64_t{household->people()},
                                  domain::name_of(language)}));
  return {};
}

Result<std::optional<Waiter>> find_waiter(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT 1, h.synthetic, ifnull(a.people, 0), ifnull(a.language, '') FROM household "
                "h LEFT JOIN alike a ON a.household = h.id WHERE h.id = ?1 UNION ALL SELECT 0, "
                "synthetic, 0, '' FROM volunteer WHERE id = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  return Waiter{rows.integer(0) != 0, rows.integer(1) != 0, read_likeness(rows, 2)};
}

}  // namespace samen::server
