// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sync/matcher/assignment.hpp"

// LEMON's network simplex as an oracle. Its headers stay in lemon.cpp's own file.
namespace samen::matcher::test {

// The greatest total value, by minimum-cost flow.
std::int64_t lemon_optimum(const AssignmentProblem& problem);

}  // namespace samen::matcher::test
