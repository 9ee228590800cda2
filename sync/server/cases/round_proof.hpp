// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"

namespace samen::server {

// Closes what matcher::write_proof() wrote with the SHA-256 of all that stands before it: who holds
// that number can tell whether they were given the file that the programme made.
std::string seal_proof(std::string open);

// The SHA-256 at the end, in hexadecimal. Errors: invalid_input when it is not that of the file.
base::Result<std::string> check_seal(std::string_view proof);

}  // namespace samen::server
