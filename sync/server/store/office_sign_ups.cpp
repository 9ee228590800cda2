// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/office_sign_ups.hpp"

#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

Result<std::optional<OfficeOrigin>> office_origin_of(Store& store, const base::Uuid& record) {
  SAMEN_TRY(auto rows,
            store.database().prepare(
                "SELECT account, how, consent_ms, at_ms FROM office_sign_up WHERE record = ?1"));
  SAMEN_CHECK(rows.bind({bind_id(record)}));
  SAMEN_TRY(const bool row, rows.step());
  if (!row) return std::nullopt;
  const auto how = domain::from_name<domain::ConsentHow>(rows.text(1));
  if (!how)
    return fail(Errc::storage_damaged, say("the store holds a way to say yes that is none"));
  return OfficeOrigin{rows.text(0), {*how, rows.integer(2)}, rows.integer(3)};
}

Result<void> note_office_origin(Store& store, const base::Uuid& record,
                                const OfficeOrigin& origin) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("INSERT INTO office_sign_up (record, account, how, consent_ms, "
                           "at_ms) VALUES (?1, ?2, ?3, ?4, ?5)",
                           {bind_id(record), origin.account, domain::name_of(origin.consent.how),
                            origin.consent.day_ms, origin.at_ms}));
  return {};
}

Result<void> forget_office_origin(Store& store, const base::Uuid& record) {
  SAMEN_TRY(
      [[maybe_unused]] const auto rows,
      store.database().run("DELETE FROM office_sign_up WHERE record = ?1", {bind_id(record)}));
  return {};
}

Result<bool> code_is_taken(Store& store, const base::HumanCode& code) {
  SAMEN_TRY(const auto found,
            store.database().integer("SELECT 1 FROM household WHERE receipt = ?1 UNION ALL "
                                     "SELECT 1 FROM volunteer WHERE receipt = ?1 UNION ALL "
                                     "SELECT 1 FROM welcome_group WHERE join_code = ?1 LIMIT 1",
                                     {code.str()}));
  return found.has_value();
}

}  // namespace samen::server
