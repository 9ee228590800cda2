// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

namespace samen::base {

// Whether time is up; an empty question is never answered with yes.
inline bool is_up(const std::function<bool()>& hurry) {
  return hurry && hurry();
}

}  // namespace samen::base
