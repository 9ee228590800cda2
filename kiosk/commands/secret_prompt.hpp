// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string_view>

#include "base/secret.hpp"

// Secrets from stdin, for the commands that set a kiosk up.
namespace samen::commands {

// One line without its end; asked for with `prompt` and not shown at a terminal, silently read from
// anything else. Nothing when there is none, or it is far too long.
std::optional<base::SecretText> ask_secret(std::string_view prompt);

// A new PIN: asked for twice at a terminal, one line from anything else. Nothing when there is
// none, or the two differ, which is said on stderr in the command's name.
std::optional<base::SecretText> ask_new_pin(std::string_view command);

}  // namespace samen::commands
