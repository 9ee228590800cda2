// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "sync/matcher/scoring/candidates.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"

namespace samen::matcher::region {

// Lists of one number each, one list a region.
class Lists {
 public:
  std::span<const std::uint32_t> of(std::uint32_t region) const {
    return std::span(all_).subspan(begin_[region], begin_[region + 1] - begin_[region]);
  }
  // `region_of[i]` is where i goes, or kNone; the lists rise.
  static Lists make(std::span<const std::uint32_t> region_of, std::uint32_t regions);

 private:
  std::vector<std::uint32_t> all_;
  std::vector<std::uint32_t> begin_;
};

// Households and groups between which nobody travels: what is decided in one region changes nothing
// in another, so each can be solved alone. A country of towns has many, a city region is one.
struct Regions {
  Lists postcodes;                       // of households
  Lists households;                      // by index
  Lists positions;                       // of groups, in the order of the scan
  std::vector<std::uint32_t> row_of;     // of every household: its place in its region's list
  std::vector<std::uint32_t> column_of;  // of every position: the same
  std::vector<std::uint64_t> pairs;      // within the travel limit, by region
  std::vector<std::uint32_t> by_size;    // regions, the one with most pairs first
  std::uint32_t size() const { return static_cast<std::uint32_t>(pairs.size()); }
};

Regions find_regions(const scan::Scan& scan, const Reach& reach);

}  // namespace samen::matcher::region
