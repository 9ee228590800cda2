// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "base/result.hpp"

namespace samen::simulation {

// A hash over every row of every table, after playing back what journal there is. An error when
// the file does not open or fails SQLite's integrity check. No file: the digest of no tables.
base::Result<std::string> digest_of(const std::string& path);

}  // namespace samen::simulation
