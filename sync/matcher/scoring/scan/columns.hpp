// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sync/matcher/model/instance.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/scoring/candidates.hpp"

namespace samen::matcher::scan {

inline constexpr std::size_t kInterests = domain::vocabulary_size<domain::Interest>();
inline constexpr std::size_t kTimeBlocks = domain::vocabulary_size<domain::TimeBlock>();
inline constexpr std::size_t kChildBands = domain::vocabulary_size<domain::ChildBand>();

// The groups that can be proposed at all, in the order of Reach, one small array a fact: masks are
// spread over bytes, so that a scan adds sixty-four bytes at a time and counts no bits.
struct Columns {
  using Bytes = std::vector<std::uint8_t>;

  std::vector<GroupIndex> group;            // of each position
  std::vector<std::uint32_t> position;      // of each group; kNone: cannot be proposed
  std::vector<std::uint32_t> position_at;   // of each place in Reach's order; one past the end too
  std::array<Bytes, kGoals> help;           // half of criteria::kHelpSteps
  std::array<Bytes, kInterests> interest;   // members that share it: 0, 1, 2 (or more)
  std::array<Bytes, kTimeBlocks> time;      // 0 or 1
  std::array<Bytes, kLanguages> speakers;   // 0..3
  std::array<Bytes, kChildBands> children;  // 0 or 1
  Bytes interests_said;                     // 0 or 1
  Bytes times_said;                         // 0 or 1
  Bytes genders;
  Bytes gender_unsaid;
  Bytes offers;
  Bytes largest_household;
  std::array<std::vector<std::uint16_t>, kAges> age_fit;
  std::vector<std::uint32_t> languages;
  std::vector<std::uint32_t> sectors;

  std::size_t size() const { return group.size(); }
};

Columns make_columns(const Instance& instance, const Policy& policy, const Reach& reach);

}  // namespace samen::matcher::scan
