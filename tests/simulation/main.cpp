// SPDX-License-Identifier: Apache-2.0
#include <charconv>
#include <cstdlib>
#include <iostream>
#include <string_view>

#include <gtest/gtest.h>
#include <unistd.h>

#include "base/log.hpp"
#include "simulation/disk/sqlite_vfs.hpp"
#include "simulation/options.hpp"

namespace samen::simulation {
namespace {
Options given;

bool read_option(std::string_view argument) {
  const auto take = [argument](std::string_view name, auto& out) {
    if (!argument.starts_with(name)) return false;
    const auto digits = argument.substr(name.size());
    std::uint64_t value = 0;
    const auto [end, code] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (code != std::errc{} || end != digits.data() + digits.size()) return false;
    out = value;
    return true;
  };
  return take("--seed=", given.seed) || take("--cuts=", given.cuts) ||
         take("--schedules=", given.schedules) || take("--point=", given.point) ||
         take("--replay=", given.replay);
}

}  // namespace

const Options& options() {
  return given;
}

}  // namespace samen::simulation

int main(int argc, char** argv) {
  testing::InitGoogleTest(&argc, argv);
  for (int i = 1; i < argc; ++i) {
    if (samen::simulation::read_option(argv[i])) continue;
    std::cerr << "unknown option " << argv[i]
              << "; there are --seed=N --cuts=N --schedules=N --point=N --replay=N\n";
    return 2;
  }
  // Keys and placeholders are real files: in memory where there is such a place.
  if (::access("/dev/shm", W_OK) == 0) ::setenv("TMPDIR", "/dev/shm", 0);
  samen::simulation::install_sqlite_vfs();
  // Every cut and every lost request would be a line.
  samen::base::set_log_level(static_cast<samen::base::LogLevel>(99));
  return RUN_ALL_TESTS();
}
