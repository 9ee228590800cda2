// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.hpp"
#include "domain/records.hpp"
#include "sync/server/store/sealed.hpp"
#include "sync/server/store/store.hpp"

// What the tables have in common; for this folder only.
namespace samen::server {

// A label staff can say aloud and nobody can trace to a receipt: "H-7Q2". Longer when the short
// ones are crowded.
base::Result<std::string> fresh_label(Store& store, std::string_view table, char prefix,
                                      base::Random& random);

// A sign-up and the sealed column it lies in. Errc::storage_damaged when it does not open; any
// other error is about the record in it.
base::Result<base::Bytes> seal_record(Store& store, const SealedPlace& place,
                                      const domain::Record& record);
base::Result<domain::Record> read_record_column(Store& store, const SealedPlace& place,
                                                const storage::Statement& row, int column);

// One record this program cannot read must not stop the round for all others; one that does not
// open is a damaged store and stops it.
inline bool is_damage(const base::Error& error) {
  return error.code == base::Errc::storage_damaged;
}
void skip_unreadable_household(const base::Uuid& id);
void skip_unreadable_volunteer(const base::Uuid& id);

// Nothing for NULL.
std::optional<std::int64_t> optional_integer(const storage::Statement& row, int column);

// Errc::not_found unless exactly one row changed.
base::Result<void> update_one(Store& store, std::string_view sql,
                              std::initializer_list<storage::Value> values);

}  // namespace samen::server
