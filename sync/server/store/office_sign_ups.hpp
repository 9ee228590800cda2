// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "base/human_code.hpp"
#include "domain/vocabulary.hpp"
#include "sync/server/store/store.hpp"

// What stands beside a sign-up that was made at the office and at no kiosk.
namespace samen::domain {

// How somebody said yes to what is done with what they told.
enum class ConsentHow : std::uint8_t {
  screen,  // on the hand-over page, in their own language
  paper,   // a form they signed
  spoken,  // to somebody of the organisation, who noted it
  online   // on another page of the organisation
};
SAMEN_VOCABULARY(ConsentHow, "consent_how", "screen", "paper", "spoken", "online");

}  // namespace samen::domain

namespace samen::server {

struct OfficeConsent {
  domain::ConsentHow how = domain::ConsentHow::screen;
  std::int64_t day_ms = 0;
};

struct OfficeOrigin {
  std::string account;  // as audited: "office:anna"
  OfficeConsent consent;
  std::int64_t at_ms = 0;
};

// Nothing for what came from a kiosk.
base::Result<std::optional<OfficeOrigin>> office_origin_of(Store& store, const base::Uuid& record);
// These two expect a running transaction.
base::Result<void> note_office_origin(Store& store, const base::Uuid& record,
                                      const OfficeOrigin& origin);
base::Result<void> forget_office_origin(Store& store, const base::Uuid& record);

// Whether anybody here has this code, in whatever use.
base::Result<bool> code_is_taken(Store& store, const base::HumanCode& code);

}  // namespace samen::server
