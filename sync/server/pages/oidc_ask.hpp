// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>

#include "base/uuid.hpp"
#include "domain/vocabulary.hpp"

// What the pages about a municipality's own sign-in are asked.
namespace samen::server {

// Why an account does not get this way in.
enum class LoginTrouble : std::uint8_t {
  none,
  taken,      // somebody else of the office has it
  have,       // the account has one
  late,       // it took longer than ten minutes, or came from another browser
  cancelled,  // they said no there
  refused,    // what came back does not count
  away,       // nobody answers there
  busy        // too many at once
};

}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::LoginTrouble, "login_trouble", "none", "taken", "have", "late",
                 "cancelled", "refused", "away", "busy");
}  // namespace samen::domain

namespace samen::server {

// The page of one's own.
struct LoginView {
  base::Uuid account;
  LoginTrouble trouble = LoginTrouble::none;
  std::string done = {};  // "link", "unlink"
};

}  // namespace samen::server
