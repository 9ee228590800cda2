// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/sealed.hpp"

#include "base/say.hpp"
#include "sync/server/store/erasures.hpp"
#include "vault/record_key.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kColumns[] = {"household", "volunteer", "envelope",
                                         "told",      "card",      "office_code"};

// Owner, row and content of every column.
struct SealedColumn {
  Sealed column;
  std::string_view rows;
};
constexpr SealedColumn kAll[] = {
    {Sealed::household, "SELECT id, id, sealed FROM household"},
    {Sealed::volunteer, "SELECT id, id, sealed FROM volunteer"},
    {Sealed::envelope, "SELECT id, id, sealed FROM envelope WHERE length(sealed) > 0"},
    {Sealed::told, "SELECT id, id, sealed FROM receipt_request WHERE sealed IS NOT NULL"},
    {Sealed::card, "SELECT household, id, sealed FROM proposal"},
    {Sealed::office_code, "SELECT id, id, sealed FROM office_account"},
};

// A wrong key is as good as none.
bool has_no_key(Errc code) {
  return code == Errc::not_found || code == Errc::crypto;
}

std::string associated_of(const SealedPlace& place) {
  return "samen-sealed-1\n" + std::string(kColumns[static_cast<std::size_t>(place.column)]) + "\n" +
         place.row.str();
}

}  // namespace

Result<base::Bytes> seal_column(Store& store, const SealedPlace& place, base::ByteView clear) {
  SAMEN_TRY(const auto key, store.record_keys().find_or_make(place.owner));
  return vault::seal_under(key, base::as_bytes(associated_of(place)), clear);
}

Result<base::SecretBytes> open_column(Store& store, const SealedPlace& place,
                                      base::ByteView sealed) {
  auto opened = [&]() -> Result<base::SecretBytes> {
    SAMEN_TRY(const auto key, store.record_keys().find(place.owner));
    return vault::open_under(key, base::as_bytes(associated_of(place)), sealed);
  }();
  if (opened) return opened;
  const bool lost = has_no_key(opened.error().code);
  return fail(lost ? Errc::storage_damaged : opened.error().code,
              say("what {} told cannot be read: {}", place.owner.str(), opened.error().message) +
                  (lost ? how_to_restore(store.folder()) : std::string()));
}

Result<void> check_record_keys(Store& store) {
  const auto& file = store.record_keys().path();
  if (std::error_code code; std::filesystem::exists(file, code)) return {};
  for (const auto& [column, sql] : kAll) {
    SAMEN_TRY(auto rows, store.database().prepare(sql));
    SAMEN_TRY(const bool row, rows.step());
    if (row) {
      return fail(Errc::storage_damaged,
                  say("{} is gone, and with it the keys of what people told", file.string()) +
                      how_to_restore(store.folder()));
    }
  }
  return {};
}

Result<void> check_sealed(Store& store, const ErasedNames& erased) {
  std::int64_t without_key = 0;
  for (const auto& [column, sql] : kAll) {
    SAMEN_TRY(auto rows, store.database().prepare(sql));
    for (;;) {
      SAMEN_TRY(const bool row, rows.step());
      if (!row) break;
      SAMEN_TRY(const auto owner, to_uuid(rows.bytes(0)));
      SAMEN_TRY(const auto id, to_uuid(rows.bytes(1)));
      if (erased.contains(erasure_hash(owner))) continue;
      const auto key = store.record_keys().find(owner);
      if (!key && !has_no_key(key.error().code)) return std::unexpected(key.error());
      if (!key) {
        ++without_key;
        continue;
      }
      SAMEN_TRY([[maybe_unused]] const auto opened,
                open_column(store, {column, owner, id}, rows.bytes(2)));
    }
  }
  if (without_key == 0) return {};
  return fail(Errc::not_found,
              say("{} parts of what people told lie under keys that are not here", without_key));
}

}  // namespace samen::server
