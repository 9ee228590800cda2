// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/assignment/assignment.hpp"

namespace samen::matcher {

// The entries that stand in some optimum of the problem but not in all, rising: whoever has none of
// them has the same partner, or none, in every optimum. `solution` must be optimal.
//
// An entry can stand in an optimum only if it is worth exactly its two prices; of those, it is
// exchanged along an alternating cycle, or a path between ends that nobody has to serve. Both are
// cycles when all such ends are one node, so the answer is read off the strongly connected
// components (Tarjan 1972).
std::vector<std::uint64_t> exchangeable(const AssignmentProblem& problem,
                                        const AssignmentSolution& solution);

}  // namespace samen::matcher
