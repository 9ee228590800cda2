// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

#include <nlohmann/json_fwd.hpp>

#include "base/result.hpp"

// Why a round's log pairs whom with whom, in plain words. Only labels, never a name.
namespace samen::server {

// One entry of the log's pairs with everything it says: who was brought together, score terms,
// reasons, next best, consequences. `log` is the round's as a whole.
void print_pair(const nlohmann::json& pair, const nlohmann::json& log, std::ostream& out);
// Of the same entry what declining it would cost and how likely it was.
void print_consequences(const nlohmann::json& pair, const nlohmann::json& log, std::ostream& out);
// Every pair and every "why not yet" with the nearest miss, for everybody or one label.
// Errors: not_found when the round knows no such label.
base::Result<void> print_explanation(const nlohmann::json& log, const std::string& label,
                                     std::ostream& out);

}  // namespace samen::server
