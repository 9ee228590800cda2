// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

// Plain arrays, because LEMON's headers compile only up to C++17 and ours from C++23 on.
namespace samen::matcher::test {

struct LemonInput {
  std::uint32_t rows;
  std::uint32_t columns;
  const std::uint64_t* row_begin;
  const std::uint32_t* column;
  const std::int64_t* value;
};
std::int64_t lemon_network_simplex(const LemonInput& problem);
std::int64_t lemon_max_weighted_matching(const LemonInput& problem);

}  // namespace samen::matcher::test
