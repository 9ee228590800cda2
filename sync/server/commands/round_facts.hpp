// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <iosfwd>
#include <string>

#include <nlohmann/json_fwd.hpp>

// What a round's log says of the round as a whole. Only labels, never a name.
namespace samen::server {

// Forming, travel, floor, lottery and blocking pairs of the round.
void print_round_facts(const nlohmann::json& log, std::ostream& out);
// Volunteers, and groups that are not complete, who are in no proposal, and why. With a label only
// that one; true when it was there.
bool print_unplaced(const nlohmann::json& log, const std::string& label, std::ostream& out);
// Sign-ups that are held because they look like somebody who came before, one line each. With a
// label only those about it; true when there was one.
bool print_held(const nlohmann::json& log, const std::string& label, std::ostream& out);
// Who is missing.
void print_shortages(const nlohmann::json& log, std::ostream& out);

}  // namespace samen::server
