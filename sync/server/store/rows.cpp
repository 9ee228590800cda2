// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/rows.hpp"

#include "base/human_code.hpp"
#include "base/log.hpp"
#include "base/say.hpp"
#include "protocol/record_json.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Result<std::string> fresh_label(Store& store, std::string_view table, char prefix,
                                base::Random& random) {
  SAMEN_TRY(auto taken,
            store.database().prepare("SELECT 1 FROM " + std::string(table) + " WHERE label = ?1"));
  for (int attempt = 0; attempt < 64; ++attempt) {
    std::string label{prefix, '-'};
    const int symbols = attempt < 4 ? 3 : 5;
    for (int i = 0; i < symbols; ++i) label += base::kCrockford[random.below(32)];
    SAMEN_CHECK(taken.bind({label}));
    SAMEN_TRY(const bool row, taken.step());
    if (!row) return label;
  }
  return fail(Errc::internal, say("no free label was found in 64 tries"));
}

Result<base::Bytes> seal_record(Store& store, const SealedPlace& place,
                                const domain::Record& record) {
  return seal_column(store, place, protocol::write_record(record));
}

Result<domain::Record> read_record_column(Store& store, const SealedPlace& place,
                                          const storage::Statement& row, int column) {
  SAMEN_TRY(const auto text, open_column(store, place, row.bytes(column)));
  return protocol::read_record(text);
}

void skip_unreadable_household(const base::Uuid& id) {
  base::log(base::LogLevel::warning, "record_skipped", {{"kind", "household"}, {"id", id}});
}
void skip_unreadable_volunteer(const base::Uuid& id) {
  base::log(base::LogLevel::warning, "record_skipped", {{"kind", "volunteer"}, {"id", id}});
}

std::optional<std::int64_t> optional_integer(const storage::Statement& row, int column) {
  if (row.is_null(column)) return std::nullopt;
  return row.integer(column);
}

Result<void> update_one(Store& store, std::string_view sql,
                        std::initializer_list<storage::Value> values) {
  SAMEN_TRY(const auto rows, store.database().run(sql, values));
  if (rows != 1) return fail(Errc::not_found, say("no such case"));
  return {};
}

}  // namespace samen::server
