// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/office_sign_up.hpp"

#include <algorithm>

#include "base/say.hpp"
#include "forms/to_record.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/retention.hpp"
#include "sync/server/store/singles.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::HumanCode;
using base::Result;
using base::say;

namespace {

constexpr int kCodeTries = 64;  // as the words of the failure say

// A code that nothing here has, in whatever use.
Result<HumanCode> fresh_code(Store& store, HumanCode::Use use) {
  for (int attempt = 0; attempt < kCodeTries; ++attempt) {
    auto code = HumanCode::mint(use, kMatcherItself, store.random());
    SAMEN_TRY(const bool taken, code_is_taken(store, code));
    if (!taken) return code;
  }
  return fail(Errc::internal, say("no free code was found in 64 tries"));
}

const base::SecretText& name_in(const domain::Body& body) {
  const auto* household = std::get_if<domain::Household>(&body);
  return household != nullptr ? household->name : volunteer_of(body)->name;
}

}  // namespace

OfficeReceipt receipt_of(const ReadySignUp& ready) {
  OfficeReceipt receipt{.name = name_in(ready.record.body),
                        .code = ready.record.receipt.str(),
                        .join_code = {},
                        .secret = ready.secret.shown(),
                        .language = ready.record.language};
  const auto* group = std::get_if<domain::GroupStart>(&ready.record.body);
  if (group != nullptr) receipt.join_code = group->join_code.str();
  return receipt;
}

Result<ReadySignUp> ready_sign_up(Store& store, const base::Uuid& id, const forms::Form& form,
                                  const forms::Answers& answers, std::string_view language,
                                  vault::ReceiptCost cost) {
  SAMEN_TRY(auto record, forms::to_record(form, answers, language));
  record.id = id;
  record.made = {store.clock().boot_id(), store.clock().mono_ms(), store.now_ms(), true};
  SAMEN_TRY(record.receipt, fresh_code(store, HumanCode::Use::own));
  if (auto* group = std::get_if<domain::GroupStart>(&record.body)) {
    SAMEN_TRY(group->join_code, fresh_code(store, HumanCode::Use::group));
  }
  auto secret = base::ReceiptSecret::mint(store.random());
  SAMEN_TRY(const auto keys, vault::derive_receipt_keys(secret, cost));
  record.way_back = domain::WayBack{keys.sign.verify_key().bytes(), keys.seal.public_key().bytes()};
  SAMEN_CHECK(domain::validate(record));
  return ReadySignUp{std::move(record), std::move(secret)};
}

Result<TakenIn> take_office_sign_up(Store& store, const domain::Record& record,
                                    const OfficeSignUp& sign_up, const matcher::Policy& policy) {
  SAMEN_TRY(const bool erased, is_erased(store, record.id));
  if (erased) return fail(Errc::conflict, say("this sign-up was erased"));
  SAMEN_TRY(const auto here, office_origin_of(store, record.id));
  if (here) return TakenIn::before;
  const Origin origin{sign_up.centre, std::min(sign_up.since_ms, store.now_ms()), false};
  SAMEN_CHECK(take_sign_up(store, record, origin, policy));
  SAMEN_CHECK(
      note_office_origin(store, record.id, {sign_up.actor, sign_up.consent, store.now_ms()}));
  // What they said then is the last that was heard of them.
  SAMEN_CHECK(note_heard(store, record.id, std::max(origin.at_ms, sign_up.consent.day_ms)));
  SAMEN_CHECK(write_audit(store, sign_up.actor, "sign_up",
                          record.id.str() + " " + record.form + " " +
                              std::string(domain::name_of(sign_up.consent.how))));
  return TakenIn::now;
}

}  // namespace samen::server
