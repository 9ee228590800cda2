// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher::scan {

// What one household asks of every group, with the policy's weights multiplied in, so that a pair
// costs a few additions. `weighted` means: percent x twentieths of points, summed over adults, as
// score_terms() adds them up.
struct Profile {
  struct Share {
    std::uint32_t which;    // a goal, or a mask of sectors
    std::int32_t weighted;  // for each half step, or for meeting the mask
  };
  struct AdultAsks {
    std::uint32_t interests;
    std::uint32_t conversational;
    std::uint32_t basic;
    std::uint8_t age;
  };

  std::int32_t adults = 0;
  std::int32_t constant = 0;  // weighted, whoever the group is
  std::vector<Share> goals;
  std::vector<Share> sectors;
  std::vector<AdultAsks> each;
  std::int32_t interest_weight = 0;  // weighted, for one point of one adult
  std::int32_t life_weight = 0;
  std::int32_t language_weight = 0;
  std::int32_t travel_weight = 0;  // weighted, for one point of all adults
  std::int32_t time_weight = 0;

  std::uint32_t languages = 0;
  std::uint32_t times = 0;
  std::uint8_t people = 0;
  std::uint8_t needs = 0;
  std::uint8_t child_bands = 0;
  std::uint8_t company = 0;  // domain::CompanyWish
  std::uint8_t genders = 0;
  bool gender_unsaid = false;
  bool interpreter = false;
  bool eligible = false;

  // Keeps its memory from household to household.
  void read(const Instance& instance, const Policy& policy, HouseholdIndex household);
};

}  // namespace samen::matcher::scan
