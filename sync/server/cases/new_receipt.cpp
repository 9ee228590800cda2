// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/new_receipt.hpp"

#include <algorithm>
#include <set>

#include "base/say.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/receipts.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// As the audit chain keeps it: "name,postcode".
Result<std::string> in_one_word(std::span<const std::string> asked) {
  const std::set<std::string> each(asked.begin(), asked.end());
  std::string word;
  for (const auto& one : each) {
    if (std::ranges::find(kAskedToBeSure, one) == std::end(kAskedToBeSure)) {
      return fail(Errc::invalid_input, say("\"{}\" is nothing that can be asked to be sure", one));
    }
    word += (word.empty() ? "" : ",") + one;
  }
  if (each.size() < kLeastAsked) {
    return fail(Errc::invalid_input, say("ask for two things at least that the person told"));
  }
  return word;
}

}  // namespace

Result<base::ReceiptSecret> give_new_receipt(Store& store, base::Random& random,
                                             const base::Uuid& record,
                                             std::span<const std::string> asked,
                                             vault::ReceiptCost cost) {
  SAMEN_TRY(const auto sure_by, in_one_word(asked));
  SAMEN_TRY(const auto who, trace_record(store, record));
  if (who.household_label.empty() && !who.volunteer) {
    return fail(Errc::not_found, say("this record is not a case yet"));
  }
  auto secret = base::ReceiptSecret::mint(random);
  SAMEN_TRY(const auto keys, vault::derive_receipt_keys(secret, cost));
  const domain::WayBack halves{keys.sign.verify_key().bytes(), keys.seal.public_key().bytes()};
  SAMEN_TRY(const auto old, receipt_key_of(store, record));
  if (old) {
    const Erased gone{void_receipt_hash(old->keys), ErasedKind::receipt};
    SAMEN_CHECK(add_erasures(store.folder().erasures(), {&gone, 1}));
    SAMEN_CHECK(note_erased(store, gone));
    SAMEN_CHECK(drop_requests_of(store, old->keys));
    SAMEN_CHECK(exchange_receipt_key(store, record, halves));
  } else {
    SAMEN_CHECK(add_receipt_key(store, record, halves));
  }
  SAMEN_CHECK(write_audit(store, "operator", "new_receipt", record.str() + " " + sure_by));
  return secret;
}

}  // namespace samen::server
