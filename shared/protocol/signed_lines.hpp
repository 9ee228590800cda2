// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <initializer_list>
#include <string_view>

#include "base/encoding.hpp"

// Inside this room only: how everything that is signed is written, a name of its kind first, each
// line ended by a line feed. No value may hold one.
namespace samen::protocol {

inline base::Bytes signed_lines(std::initializer_list<std::string_view> values) {
  base::Bytes out;
  for (const auto value : values) {
    out.insert(out.end(), value.begin(), value.end());
    out.push_back('\n');
  }
  return out;
}

}  // namespace samen::protocol
