// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>

namespace samen::simulation {

// What the command line asked for, behind GoogleTest's own flags.
struct Options {
  std::uint64_t seed = 1;
  std::uint64_t cuts = 500;        // power cuts in all
  std::uint64_t schedules = 1000;  // schedules in all
  // One case again, as a failure printed it.
  std::optional<std::uint64_t> point;   // I/O point of a cut
  std::optional<std::uint64_t> replay;  // seed of a cut or of a schedule
};
const Options& options();

}  // namespace samen::simulation
