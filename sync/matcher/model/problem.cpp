// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/problem.hpp"

#include <utility>

namespace samen::matcher {

base::Result<Problem> Problem::make(Instance instance, const Policy& policy) {
  SAMEN_CHECK(validate(policy));
  Problem made;
  made.instance = std::move(instance);
  made.policy = policy;
  made.reach = Reach(made.instance, made.policy);
  return made;
}

}  // namespace samen::matcher
