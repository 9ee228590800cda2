// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <variant>

#include "base/secret.hpp"
#include "domain/records.hpp"

// What reduce() wants done. The app runs them in order on its worker thread (WipeSession on the UI
// thread) and sends the result back as the event named here, with the same ticket.
namespace samen::flow {

struct Submit {
  std::uint32_t ticket = 0;
  domain::Record record;
};  // Submitted | SubmitFailed
struct OpenStaff {
  std::uint32_t ticket = 0;
  base::SecretText pin;
};                     // StaffOpened | StaffRefused
struct CloseStaff {};  // no answer
struct LoadCards {
  std::uint32_t ticket = 0;
};                     // CardsLoaded | CardsFailed
struct LoadStatus {};  // StatusLoaded | StatusFailed
struct Decide {
  domain::Decision decision;
};  // Decided | DecideFailed

// Answers, language and text size are gone: drop what the UI still holds of them (caches of shaped
// text, keyboard state, scroll positions).
struct WipeSession {};

using Effect =
    std::variant<Submit, OpenStaff, CloseStaff, LoadCards, LoadStatus, Decide, WipeSession>;

}  // namespace samen::flow
