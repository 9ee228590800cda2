// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <utility>

#include "sync/matcher/model/problem.hpp"

namespace samen::matcher::test {

// For policies and people that a test knows to be in order.
inline Problem problem_of(Instance instance, const Policy& policy = {}) {
  return Problem::make(std::move(instance), policy).value();
}

}  // namespace samen::matcher::test
