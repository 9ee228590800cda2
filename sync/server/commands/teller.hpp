// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <string_view>

namespace samen::server {

// Progress on stderr for whoever waits: at a terminal, or when the work has taken two seconds.
std::function<void(std::string_view)> make_teller();

}  // namespace samen::server
