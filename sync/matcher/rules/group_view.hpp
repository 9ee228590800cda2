// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"

namespace samen::matcher::rules {

// What a hard rule may ask about a group: one that is there, or one that is being put together.
struct GroupView {
  std::uint32_t times = 0;  // blocks in which enough members can, with kTimesSaid; 0: not said
  std::uint32_t languages = 0;
  std::uint8_t genders = 0;
  std::uint8_t gender_unsaid = 0;
  std::uint8_t offers = 0;
  std::uint8_t largest_household = 0;
  std::uint8_t members = 0;
  std::uint8_t ready = 0;
  std::uint8_t single = 0;

  // Both together. While groups form, `times` are those of all members. What a group offers and
  // whom it can welcome was said by whoever started it.
  void join(const GroupView& other) {
    if (single != 0) {
      offers = other.offers;
      largest_household = other.largest_household;
    }
    times &= other.times;
    languages |= other.languages;
    genders = static_cast<std::uint8_t>(genders | other.genders);
    gender_unsaid = static_cast<std::uint8_t>(gender_unsaid | other.gender_unsaid);
    members = static_cast<std::uint8_t>(members + other.members);
    ready = static_cast<std::uint8_t>(ready & other.ready);
    single = static_cast<std::uint8_t>(single & other.single);
  }
};

inline GroupView view_of(const Groups& groups, GroupIndex group) {
  return {.times = groups.times[group],
          .languages = groups.languages[group],
          .genders = groups.genders[group],
          .gender_unsaid = groups.gender_unsaid[group],
          .offers = groups.offers[group],
          .largest_household = groups.largest_household[group],
          .members = groups.members[group],
          .ready = groups.ready[group],
          .single = groups.single[group]};
}

}  // namespace samen::matcher::rules
