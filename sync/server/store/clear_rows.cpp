// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/clear_rows.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::server {

using base::Errc;
using base::Result;

namespace {

constexpr std::string_view kRowsAtOnce = "256";

// The owner and the content of a row, and how it is written back.
struct ClearPlace {
  std::string_view name;
  Sealed column;
  std::string_view read;
  std::string_view write;
};
constexpr ClearPlace kPlaces[] = {
    {"household", Sealed::household, "SELECT id, sealed FROM household WHERE id = ?1",
     "UPDATE household SET sealed = ?2 WHERE id = ?1"},
    {"volunteer", Sealed::volunteer, "SELECT id, sealed FROM volunteer WHERE id = ?1",
     "UPDATE volunteer SET sealed = ?2 WHERE id = ?1"},
    {"envelope", Sealed::envelope, "SELECT id, sealed FROM envelope WHERE id = ?1",
     "UPDATE envelope SET sealed = ?2 WHERE id = ?1"},
    {"told", Sealed::told, "SELECT id, sealed FROM receipt_request WHERE id = ?1",
     "UPDATE receipt_request SET sealed = ?2 WHERE id = ?1"},
    {"card", Sealed::card, "SELECT household, sealed FROM proposal WHERE id = ?1",
     "UPDATE proposal SET sealed = ?2 WHERE id = ?1"},
};

struct ClearRow {
  std::string place;
  base::Uuid id;
};

Result<std::vector<ClearRow>> next_clear_rows(Store& store) {
  SAMEN_TRY(auto rows, store.database().prepare(
                           "SELECT place, id FROM still_clear WHERE place <> 'gaps' LIMIT " +
                           std::string(kRowsAtOnce)));
  std::vector<ClearRow> next;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return next;
    SAMEN_TRY(const auto id, to_uuid(rows.bytes(1)));
    next.push_back({rows.text(0), id});
  }
}

Result<void> seal_row(Store& store, const ClearRow& clear) {
  const auto* place = std::ranges::find(kPlaces, clear.place, &ClearPlace::name);
  base::Uuid owner;
  base::Bytes content;
  {
    SAMEN_TRY(auto rows, store.database().prepare(place->read));
    SAMEN_CHECK(rows.bind({bind_id(clear.id)}));
    SAMEN_TRY(const bool row, rows.step());
    if (row) {
      SAMEN_TRY(owner, to_uuid(rows.bytes(0)));
      content = rows.bytes(1);
    }
  }
  if (!content.empty()) {
    const auto sealed = seal_column(store, {place->column, owner, clear.id}, content);
    base::wipe(content);
    if (!sealed) return std::unexpected(sealed.error());
    SAMEN_TRY([[maybe_unused]] const auto changed,
              store.database().run(place->write, {bind_id(clear.id), base::ByteView(*sealed)}));
  }
  SAMEN_TRY([[maybe_unused]] const auto done,
            store.database().run("DELETE FROM still_clear WHERE place = ?1 AND id = ?2",
                                 {clear.place, bind_id(clear.id)}));
  return {};
}

// Whether there may be more.
Result<bool> seal_some(Store& store) {
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto next, next_clear_rows(store));
  for (const auto& row : next) SAMEN_CHECK(seal_row(store, row));
  SAMEN_CHECK(transaction.commit());
  return !next.empty();
}

}  // namespace

Result<void> seal_clear_rows(Store& store) {
  SAMEN_TRY(const auto left, store.database().integer("SELECT count(*) FROM still_clear"));
  if (left.value_or(0) == 0) return {};
  base::log(base::LogLevel::info, "sealing_the_store", {{"rows", left.value_or(0)}});
  for (bool more = true; more;) {
    SAMEN_TRY(more, seal_some(store));
  }
  const auto compacted = compact(store);
  if (!compacted && compacted.error().code == Errc::timeout) return {};  // the next one that opens
  SAMEN_CHECK(compacted);
  return store.database().execute("DELETE FROM still_clear");
}

}  // namespace samen::server
