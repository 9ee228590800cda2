// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/region/regions.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "sync/matcher/assignment/exact/sets.hpp"

namespace samen::matcher::region {

Lists Lists::make(std::span<const std::uint32_t> region_of, std::uint32_t regions) {
  Lists lists;
  lists.begin_.assign(std::size_t{regions} + 1, 0);
  for (const auto region : region_of) {
    if (region != kNone) ++lists.begin_[region + 1];
  }
  for (std::uint32_t i = 0; i < regions; ++i) lists.begin_[i + 1] += lists.begin_[i];
  lists.all_.resize(lists.begin_.back());
  auto next = lists.begin_;
  for (std::uint32_t i = 0; i < region_of.size(); ++i) {
    if (region_of[i] != kNone) lists.all_[next[region_of[i]]++] = i;
  }
  return lists;
}

Regions find_regions(const scan::Scan& scan, const Reach& reach) {
  // A block holds all groups of one postcode, so its first position stands for it.
  const auto& at = scan.columns().position_at;
  const std::uint32_t postcodes = scan.postcodes();
  const auto positions = static_cast<std::uint32_t>(scan.columns().size());
  exact::Sets sets(std::size_t{postcodes} + positions);
  for (std::uint32_t postcode = 0; postcode < postcodes; ++postcode) {
    std::uint32_t root = sets.find(postcode);
    for (const auto& block : reach.blocks_of(postcode)) {
      if (at[block.first] < at[block.last]) root = sets.join(root, postcodes + at[block.first]);
    }
  }

  Regions regions;
  std::vector<std::uint32_t> region_of_root(postcodes, kNone);
  std::vector<std::uint32_t> of_postcode(postcodes, kNone);
  std::vector<std::uint32_t> of_position(positions, kNone);
  for (std::uint32_t postcode = 0; postcode < postcodes; ++postcode) {
    std::uint64_t reached = 0;
    for (const auto& block : reach.blocks_of(postcode)) reached += at[block.last] - at[block.first];
    if (reached == 0) continue;
    auto& region = region_of_root[sets.find(postcode)];  // roots are postcodes: they are smaller
    if (region == kNone) {
      region = regions.size();
      regions.pairs.push_back(0);
    }
    of_postcode[postcode] = region;
    regions.pairs[region] += reached * scan.households_of(postcode).size();
    for (const auto& block : reach.blocks_of(postcode)) {
      if (at[block.first] == at[block.last] || of_position[at[block.first]] != kNone) continue;
      std::fill(of_position.begin() + at[block.first], of_position.begin() + at[block.last],
                region);
    }
  }
  std::vector<std::uint32_t> of_household(scan.households());
  for (HouseholdIndex h = 0; h < of_household.size(); ++h) {
    of_household[h] = of_postcode[reach.postcode_of(h)];
  }
  regions.postcodes = Lists::make(of_postcode, regions.size());
  regions.households = Lists::make(of_household, regions.size());
  regions.positions = Lists::make(of_position, regions.size());
  regions.row_of.assign(of_household.size(), kNone);
  regions.column_of.assign(positions, kNone);
  for (std::uint32_t region = 0; region < regions.size(); ++region) {
    std::uint32_t row = 0;
    for (const auto household : regions.households.of(region)) regions.row_of[household] = row++;
    std::uint32_t column = 0;
    for (const auto position : regions.positions.of(region)) regions.column_of[position] = column++;
  }
  regions.by_size.resize(regions.size());
  std::iota(regions.by_size.begin(), regions.by_size.end(), 0U);
  std::ranges::stable_sort(regions.by_size, std::ranges::greater{},
                           [&](auto region) { return regions.pairs[region]; });
  return regions;
}

}  // namespace samen::matcher::region
