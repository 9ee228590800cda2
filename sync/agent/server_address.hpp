// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace samen::agent {

// The matcher's address in one form: https, a host (an international name as IDNA, RFC 5891), a
// port and a path where there are any, no final slash. Errc::invalid_input says what is wrong with
// it.
base::Result<std::string> check_server_url(std::string_view text);

// A value for a query: whatever is in it does not change the meaning of the address (RFC 3986 2.1).
std::string percent_encoded(std::string_view text);

}  // namespace samen::agent
