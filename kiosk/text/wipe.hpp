// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <type_traits>
#include <vector>

#include "base/secret.hpp"

namespace samen::text {

// Overwrites a vector with all its room, because the room behind the end may hold an earlier,
// longer text. Leaves it empty; the room stays.
template <class T>
void wipe_all(std::vector<T>& values) {
  static_assert(std::is_trivially_destructible_v<T>);
  values.resize(values.capacity());
  if (values.empty()) return;
  base::wipe({reinterpret_cast<std::uint8_t*>(values.data()), values.size() * sizeof(T)});
  values.clear();
}

}  // namespace samen::text
