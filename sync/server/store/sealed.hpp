// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "base/encoding.hpp"
#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "sync/server/store/store.hpp"

// The columns named `sealed` of people, envelopes, requests and proposals: what a person told, or
// what could be read back from it, under that person's key (record_keys.hpp); and of accounts of
// the office what their codes are made of. Table and row are bound into it: no row can be put in
// the place of another.
namespace samen::server {

enum class Sealed : std::uint8_t { household, volunteer, envelope, told, card, office_code };

// Of whom it is and in which row it lies: one and the same, except for a card, which lies under the
// household's key.
struct SealedPlace {
  Sealed column = Sealed::envelope;
  base::Uuid owner;
  base::Uuid row;
};
inline SealedPlace sealed_in(Sealed column, const base::Uuid& id) {
  return {column, id, id};
}

// Makes the owner's key where there is none yet. Expects a running transaction (Store::begin).
base::Result<base::Bytes> seal_column(Store& store, const SealedPlace& place, base::ByteView clear);

// Errc::storage_damaged without its key, or for what was altered; the words say how to mend it.
base::Result<base::SecretBytes> open_column(Store& store, const SealedPlace& place,
                                            base::ByteView sealed);

// Errc::storage_damaged when the file of keys is gone, though something lies under them. Cheap.
base::Result<void> check_record_keys(Store& store);

// Whether everything here that is sealed opens, except of what was erased: its keys are gone.
// Errc::not_found when keys are missing, Errc::storage_damaged for what was altered.
base::Result<void> check_sealed(Store& store, const ErasedNames& erased);

}  // namespace samen::server
