// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "sync/server/pages/texts.hpp"

namespace samen::server {

// An actor of the audit, for people: an account's name, a kiosk, a role, a part of the program.
std::string actor_words(const Texts& texts, std::string_view language, std::string_view actor);

}  // namespace samen::server
