// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/receipt_secret.hpp"
#include "base/result.hpp"
#include "sync/server/store/store.hpp"
#include "vault/receipt_keys.hpp"

// Somebody lost the secret of their receipt, or somebody else has seen it: the old one is void for
// good and a new one is given. The programme keeps its public halves, as of any other.
namespace samen::server {

// What staff compared with what the person told, to be sure who stands there. A closed list,
// because the audit chain keeps it for good.
inline constexpr std::string_view kAskedToBeSure[] = {"name",      "contact",  "postcode",
                                                      "languages", "children", "met_before"};
inline constexpr std::size_t kLeastAsked = 2;

// What was asked with the old secret and has not been carried out is forgotten; a pause or an end
// stays. Expects a running transaction; what is void is on the list of erasures already, so that no
// older copy of the store brings it back. Errc::invalid_input when too little was asked,
// Errc::not_found when nobody here has this record.
base::Result<base::ReceiptSecret> give_new_receipt(
    Store& store, base::Random& random, const base::Uuid& record,
    std::span<const std::string> asked, vault::ReceiptCost cost = vault::ReceiptCost::usual());

}  // namespace samen::server
