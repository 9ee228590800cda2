// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/store/store.hpp"
#include "vault/sign.hpp"

// Which signing key the receipts of this store are made with. Kiosks believe that key and no other,
// so a store beside other keys would be a matcher that every kiosk refuses.
namespace samen::server {

// Errc::conflict, with the way back in words, when the store belongs to another key. A store from
// before this was noted is known by the receipts in it.
base::Result<void> check_signer(Store& store, const vault::VerifyKey& key);
// Notes the key of a store that has none noted yet.
base::Result<void> note_signer(Store& store, const vault::VerifyKey& key);

// Every envelope is still what its kiosk signed and its receipt says; Errc::storage_damaged names
// the first that is not. Reads the whole store.
base::Result<void> check_envelopes(Store& store, const vault::VerifyKey& key,
                                   const ErasedNames& erased);

}  // namespace samen::server
