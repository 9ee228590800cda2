// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/kiosk_code.hpp"

#include "base/say.hpp"
#include "protocol/enrolment_code.hpp"
#include "sync/server/keys/matcher_keys.hpp"
#include "sync/server/store/audit.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::int64_t kMinuteMs = 60'000;

bool is_centre_name(std::string_view name) {
  return !name.empty() && name.size() <= kLongestCentreBytes && base::is_utf8(name);
}

Result<Centre> centre_for(Store& store, const KioskCodeFor& asked) {
  if (!asked.municipality.empty()) return ensure_centre(store, asked.centre, asked.municipality);
  SAMEN_TRY(auto known, find_centre(store, asked.centre));
  if (known) return std::move(*known);
  return fail(Errc::not_found,
              say("this centre is new: add --municipality, for instance --municipality Almere"));
}

}  // namespace

Result<KioskCode> make_kiosk_code(Store& store, const KioskCodeFor& asked, std::string_view actor) {
  if (asked.valid_minutes < 1 || asked.valid_minutes > kLongestCodeMinutes) {
    return fail(Errc::invalid_input, say("--valid takes 1 to 10080 minutes (a week)"));
  }
  if (!is_centre_name(asked.centre)) {
    return fail(Errc::invalid_input, say("--centre takes a name of at most 120 bytes"));
  }
  if (!asked.municipality.empty() && !is_centre_name(asked.municipality)) {
    return fail(Errc::invalid_input, say("--municipality takes a name of at most 120 bytes"));
  }
  SAMEN_TRY(const auto pin, noted_tls_pin(store));
  const auto code = protocol::EnrolmentCode::mint(pin, store.random());
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(auto centre, centre_for(store, asked));
  SAMEN_CHECK(add_code(store, hash_code(code.secret), centre.id,
                       store.now_ms() + asked.valid_minutes * kMinuteMs));
  SAMEN_CHECK(write_audit(store, actor, "make_code", std::to_string(centre.id)));
  SAMEN_CHECK(transaction.commit());
  return KioskCode{code.str(), std::move(centre)};
}

}  // namespace samen::server
