// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/counts.hpp"

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

Result<std::map<std::string, std::int64_t>> by_name(Store& store, std::string_view sql) {
  SAMEN_TRY(auto rows, store.database().prepare(sql));
  std::map<std::string, std::int64_t> counts;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return counts;
    counts[rows.text(0)] = rows.integer(1);
  }
}

Result<std::int64_t> one(Store& store, std::string_view sql) {
  SAMEN_TRY(const auto value, store.database().integer(sql));
  return value.value_or(0);
}

}  // namespace

Result<StoreCounts> count_everything(Store& store) {
  StoreCounts counts;
  SAMEN_TRY(counts.envelopes,
            by_name(store, "SELECT state, count(*) FROM envelope GROUP BY state"));
  SAMEN_TRY(counts.households,
            by_name(store, "SELECT state, count(*) FROM household GROUP BY state"));
  SAMEN_TRY(counts.groups, by_name(store,
                                   "SELECT iif(centre IS NULL, 'unstarted', state), count(*) "
                                   "FROM welcome_group GROUP BY 1"));
  SAMEN_TRY(counts.proposals,
            by_name(store, "SELECT state, count(*) FROM proposal GROUP BY state"));
  SAMEN_TRY(counts.decisions,
            by_name(store, "SELECT outcome, count(*) FROM decision GROUP BY outcome"));
  SAMEN_TRY(auto kinds, store.database().prepare(
                            "SELECT 'household', synthetic, count(*) FROM household GROUP BY 2 "
                            "UNION ALL SELECT iif(role = 'coordinator', 'group', role), synthetic, "
                            "count(*) FROM volunteer GROUP BY 1, 2 "
                            "UNION ALL SELECT 'decision', 0, count(*) FROM decision"));
  for (const char* kind : {"household", "group", "member", "single", "decision"}) {
    counts.records[kind];
  }
  for (;;) {
    SAMEN_TRY(const bool row, kinds.step());
    if (!row) break;
    auto& kind = counts.records[kinds.text(0)];
    (kinds.integer(1) != 0 ? kind.synthetic : kind.from_kiosks) = kinds.integer(2);
  }
  SAMEN_TRY(counts.passed_over,
            one(store, "SELECT count(*) FROM passed_over WHERE code <> 'erased'"));
  SAMEN_TRY(counts.erased, one(store, "SELECT count(*) FROM erased WHERE kind = 'record'"));
  SAMEN_TRY(counts.declined_pairs, one(store, "SELECT count(*) FROM declined_pair"));
  SAMEN_TRY(counts.rounds, one(store, "SELECT count(*) FROM round"));
  SAMEN_TRY(const auto open,
            store.database().integer(
                "SELECT count(*) FROM enrolment_code WHERE device IS NULL AND expires_ms > ?1",
                {store.now_ms()}));
  counts.open_codes = open.value_or(0);
  return counts;
}

Result<std::map<std::int64_t, std::int64_t>> group_sizes(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT size, count(*) FROM (SELECT count(v.id) AS size FROM "
                           "welcome_group g JOIN volunteer v ON v.join_code = g.join_code "
                           "WHERE g.state = 'waiting' AND g.centre IS NOT NULL "
                           "GROUP BY g.join_code) GROUP BY size"));
  std::map<std::int64_t, std::int64_t> sizes;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return sizes;
    sizes[rows.integer(0)] = rows.integer(1);
  }
}

Result<DeviceCounts> count_for_device(Store& store, std::int64_t device) {
  SAMEN_TRY(const auto envelopes,
            store.database().integer("SELECT count(*) FROM envelope WHERE device = ?1", {device}));
  SAMEN_TRY(const auto items,
            store.database().integer("SELECT count(*) FROM feed WHERE device = ?1", {device}));
  return DeviceCounts{envelopes.value_or(0), items.value_or(0)};
}

Result<std::vector<Review>> reviews(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT id, device, received_ms, review FROM envelope "
                           "WHERE state <> 'applied' AND state = 'needs_review' ORDER BY rowid"));
  std::vector<Review> list;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return list;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(0)));
    list.push_back({id, rows.integer(1), rows.integer(2), rows.text(3)});
  }
}

Result<std::string> group_with_label(Store& store, std::string_view label) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT join_code FROM welcome_group WHERE label = ?1"));
  SAMEN_CHECK(rows.bind({label}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) {
    return fail(
        Errc::not_found,
        say("no group has the label {}; labels look like G-4MX and stand on the proposals", label));
  }
  return rows.text(0);
}

}  // namespace samen::server
