// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "sync/server/pages/frame.hpp"
#include "sync/server/pages/passkey_ask.hpp"

namespace samen::server {

// The part of a form that assets/office/passkey.js works with.
void fill_passkey_ask(ctemplate::TemplateDictionary& into, const PasskeyAsk& ask);

}  // namespace samen::server
