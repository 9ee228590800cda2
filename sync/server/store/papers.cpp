// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/papers.hpp"

#include "sync/server/store/receipts.hpp"
#include "sync/server/store/rows.hpp"

namespace samen::server {

using base::Result;

namespace {

// Everybody in `whose`, a query of ids in brackets, one row a paper.
std::string holders_sql(const std::string& whose, std::string_view introduced_ms,
                        std::string_view order) {
  return "SELECT v.id, ifnull(s.label, v.receipt), ifnull(g.label, ''), c.name, v.arrived_ms, " +
         std::string(introduced_ms) + ", p.paper, p.day_ms FROM " + whose +
         " one JOIN volunteer v ON v.id = one.id JOIN centre c ON c.id = v.centre LEFT JOIN "
         "single_volunteer s ON s.id = v.id LEFT JOIN welcome_group g ON g.join_code = "
         "ifnull(v.join_code, s.placed_in) LEFT JOIN paper p ON p.volunteer = v.id WHERE " +
         still_takes_part("v.id") + " ORDER BY " + std::string(order);
}
constexpr int kIntroducedColumn = 5;
constexpr int kPaperColumn = 6;

// A paper that this program does not know any more was asked by an older one.
void add_paper(const storage::Statement& rows, int column, std::vector<SeenPaper>& seen) {
  if (rows.is_null(column)) return;
  const auto paper = domain::from_name<domain::Paper>(rows.text(column));
  if (paper) seen.push_back({*paper, optional_integer(rows, column + 1)});
}

// The papers of one volunteer stand together.
Result<void> add_holder(const storage::Statement& rows, std::vector<PaperHolder>& holders) {
  SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
  if (holders.empty() || holders.back().id != id) {
    holders.push_back({.id = id,
                       .label = rows.text(1),
                       .group = rows.text(2),
                       .centre = rows.text(3),
                       .arrived_ms = rows.integer(4),
                       .introduced_ms = optional_integer(rows, kIntroducedColumn),
                       .seen = {}});
  }
  add_paper(rows, kPaperColumn, holders.back().seen);
  return {};
}

Result<std::vector<PaperHolder>> read_holders(storage::Statement& rows) {
  std::vector<PaperHolder> holders;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return holders;
    SAMEN_CHECK(add_holder(rows, holders));
  }
}

}  // namespace

Result<void> note_paper(Store& store, const base::Uuid& volunteer, const SeenPaper& seen) {
  return update_one(store,
                    "INSERT OR REPLACE INTO paper (volunteer, paper, day_ms) SELECT id, ?2, ?3 "
                    "FROM volunteer WHERE id = ?1",
                    {bind_id(volunteer), domain::name_of(seen.paper),
                     seen.day_ms ? storage::Value(*seen.day_ms) : storage::Value(nullptr)});
}

Result<void> take_back_paper(Store& store, const base::Uuid& volunteer, domain::Paper paper) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM paper WHERE volunteer = ?1 AND paper = ?2",
                                 {bind_id(volunteer), domain::name_of(paper)}));
  return {};
}

Result<AllPapers> all_papers(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare("SELECT volunteer, paper, day_ms FROM paper"));
  AllPapers all;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return all;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    add_paper(rows, 1, all[id]);
  }
}

Result<std::vector<PaperHolder>> all_holders(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(holders_sql("(SELECT id FROM volunteer)", "NULL",
                                                            "g.label IS NULL, g.label, 2, v.id")));
  return read_holders(rows);
}

Result<std::vector<PaperHolder>> holder_with(Store& store, const base::Uuid& id) {
  SAMEN_TRY(auto rows, store.database().prepare(holders_sql("(SELECT ?1 AS id)", "NULL", "v.id")));
  SAMEN_CHECK(rows.bind({bind_id(id)}));
  return read_holders(rows);
}

Result<std::vector<PaperHolder>> holders_in(Store& store, const base::HumanCode& join_code) {
  // By both indexes: an OR would read every volunteer.
  SAMEN_TRY(auto rows,
            store.database().prepare(holders_sql(
                "(SELECT id FROM volunteer WHERE join_code = ?1 UNION ALL SELECT id FROM "
                "single_volunteer WHERE placed_in = ?1)",
                "NULL", "v.role, v.arrived_ms, v.id")));
  SAMEN_CHECK(rows.bind({join_code.str()}));
  return read_holders(rows);
}

Result<std::vector<PaperHolder>> matched_holders(Store& store) {
  constexpr std::string_view kMatched =
      ".id, m.introduced_ms FROM match m JOIN proposal pr ON pr.id = m.proposal JOIN ";
  constexpr std::string_view kOpen =
      " = pr.join_code WHERE pr.state = 'accepted' AND m.state <> 'closed' AND m.introduced_ms IS "
      "NOT NULL";
  const std::string own = "SELECT mine" + std::string(kMatched) +
                          "volunteer mine ON mine.join_code" + std::string(kOpen);
  const std::string placed = "SELECT placed" + std::string(kMatched) +
                             "single_volunteer placed ON placed.placed_in" + std::string(kOpen);
  SAMEN_TRY(auto rows, store.database().prepare(holders_sql(
                           "(" + own + " UNION ALL " + placed + ")", "one.introduced_ms", "v.id")));
  return read_holders(rows);
}

}  // namespace samen::server
