// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "base/uuid.hpp"
#include "domain/vocabulary.hpp"

// What assets/office/passkey.js is given to ask the browser with; bytes are Base64 as of addresses.
namespace samen::server {

struct PasskeyAsk {
  std::string challenge;
  std::string ticket;                 // comes back beside the answer
  std::string host;                   // RP ID
  std::vector<std::string> ids = {};  // of the account's passkeys
  std::string user = {};              // the account's id, for a new one
  std::string user_name = {};         // and how it is called
  bool at_once = false;               // without a press of the button
};

// Why one is not added.
enum class PasskeyTrouble : std::uint8_t {
  none,
  name,   // it has none, or too long a one
  many,   // there are as many as there may be
  known,  // somebody has it
  late,   // the page was open for too long
  wrong   // not what a browser sends
};

}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::PasskeyTrouble, "passkey_trouble", "none", "name", "many", "known",
                 "late", "wrong");
}  // namespace samen::domain

namespace samen::server {

// The page of one's own passkeys.
struct PasskeyList {
  base::Uuid account;
  PasskeyAsk ask;
  std::string name = {};  // as it was typed
  PasskeyTrouble trouble = PasskeyTrouble::none;
  std::string done = {};  // "add", "remove"
  bool full = false;      // there cannot be more
};

}  // namespace samen::server
