// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "base/receipt_secret.hpp"
#include "domain/records.hpp"
#include "forms/answers.hpp"
#include "forms/form.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/server/store/office_sign_ups.hpp"
#include "vault/receipt_keys.hpp"

// A sign-up made at the office: the answers pass the checks of the kiosk and become the record that
// a kiosk makes of them, with a receipt of its own; it is stored by what an opened envelope is
// (apply.hpp). No envelope: nothing lies between the office and the store that must not read it.
namespace samen::server {

// Made before the transaction, because drawing keys is slow (vault/receipt_keys.hpp).
struct ReadySignUp {
  domain::Record record;
  base::ReceiptSecret secret;  // its holder's; nothing keeps it once the page with it is gone
};
// `id`: of the form that was filled in, so that sending it twice makes one sign-up.
// Errc::invalid_input names the question when an answer does not pass.
base::Result<ReadySignUp> ready_sign_up(Store& store, const base::Uuid& id, const forms::Form& form,
                                        const forms::Answers& answers, std::string_view language,
                                        vault::ReceiptCost cost = vault::ReceiptCost::usual());

// What its holder is given on paper.
struct OfficeReceipt {
  base::SecretText name;
  std::string code;       // to be told
  std::string join_code;  // of a group that begins
  base::SecretText secret;
  std::string language;
};
OfficeReceipt receipt_of(const ReadySignUp& ready);

struct OfficeSignUp {
  std::int64_t centre = 0;
  std::int64_t since_ms = 0;  // waiting counts from here
  std::string actor;          // Viewer::actor()
  OfficeConsent consent;
};
enum class TakenIn : std::uint8_t { now, before };

// Stores it, with a line of the audit. Expects a running transaction: durable once that is
// committed. `before`: the same form was sent already, and nothing changes. Errc::conflict for one
// that was erased since, or whose codes are taken; others as apply_sign_up().
base::Result<TakenIn> take_office_sign_up(Store& store, const domain::Record& record,
                                          const OfficeSignUp& sign_up,
                                          const matcher::Policy& policy);

}  // namespace samen::server
