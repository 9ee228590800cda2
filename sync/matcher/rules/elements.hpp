// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cassert>
#include <cstdint>
#include <vector>

#include "sync/matcher/model/instance.hpp"

namespace samen::matcher::rules {

// Something of a household that members of a group cover, and what the first, second and third who
// does so adds: never rising, so that coverage is submodular. `of` says where a member has it.
struct Element {
  std::vector<std::uint32_t> Members::* of = nullptr;
  std::uint32_t mask = 0;
  std::array<std::int64_t, 3> gain{};
};

// What a criterion gives a group that is being put together around one household, in hundredths of
// points (percent x points), averaged over the adults: coverage, and what holds whoever comes.
struct Elements {
  std::vector<Element> list;
  std::int64_t constant = 0;

  void add(std::vector<std::uint32_t> Members::* of, std::uint32_t mask,
           std::array<std::int64_t, 3> gain) {
    assert(gain[0] >= gain[1] && gain[1] >= gain[2] && gain[2] >= 0);
    if (mask != 0 && gain[0] > 0) list.push_back({of, mask, gain});
  }
};

}  // namespace samen::matcher::rules
