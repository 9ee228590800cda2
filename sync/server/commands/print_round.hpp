// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>

#include "sync/server/cases/round.hpp"

namespace samen::server {

// How much of a round the terminal shows.
enum class RoundWords : std::uint8_t {
  table,      // counts, a row a proposal up to some twenty, and one of them explained
  everything  // every proposal with its reasons
};
// `data` is the folder as the reader would type it: the words say how to see more.
void print_round(const RoundOutcome& outcome, std::uint64_t seed, RoundWords words,
                 const std::string& data, std::ostream& out);
std::string round_json(const RoundOutcome& outcome, std::uint64_t seed);

}  // namespace samen::server
