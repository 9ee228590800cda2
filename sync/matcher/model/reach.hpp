// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher {

// Which group postcodes a household postcode reaches within the limit. Travel time depends on the
// two postcodes alone, so groups are kept in blocks by postcode and whole blocks are skipped.
class Reach {
 public:
  Reach() = default;  // of nobody
  Reach(const Instance& instance, const Policy& policy);

  struct Block {
    std::uint32_t first = 0;  // range of ordered_groups()
    std::uint32_t last = 0;
    std::uint16_t minutes = 0;
  };
  // All groups, ordered by postcode, then index.
  const std::vector<GroupIndex>& ordered_groups() const { return ordered_; }
  // The blocks within the limit of a household, nearest postcode number first.
  const std::vector<Block>& of(HouseholdIndex household) const { return blocks_[slot_[household]]; }
  // The same by distinct household postcode, numbered 0.. in rising order.
  std::uint32_t postcodes() const { return static_cast<std::uint32_t>(blocks_.size()); }
  std::uint32_t postcode_of(HouseholdIndex household) const { return slot_[household]; }
  const std::vector<Block>& blocks_of(std::uint32_t postcode) const { return blocks_[postcode]; }
  // The least minutes from the household to any group, or -1 when there is no group.
  int nearest_minutes(HouseholdIndex household) const { return nearest_[slot_[household]]; }
  bool any_coarse() const { return any_coarse_; }

 private:
  std::vector<GroupIndex> ordered_;
  std::vector<std::uint32_t> slot_;         // of each household, into the two below
  std::vector<std::vector<Block>> blocks_;  // by distinct household postcode
  std::vector<int> nearest_;
  bool any_coarse_ = false;
};

}  // namespace samen::matcher
