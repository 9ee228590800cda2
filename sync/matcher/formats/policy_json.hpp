// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher {

// Reads assets/policy.json. Every key is optional (the default stands), unknown keys are refused,
// and the result has passed validate(). At most 64 KiB. The error names the key.
base::Result<Policy> parse_policy(std::string_view json);

// The policy in the same format, keys in a fixed order: what a round's log keeps.
std::string write_policy(const Policy& policy);

}  // namespace samen::matcher
