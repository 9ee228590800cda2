// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/formation/tables.hpp"

namespace samen::matcher::formation {

// The sets known so far, by household.
class Pool {
 public:
  explicit Pool(std::size_t households) : columns_(households) {}

  // Adds a set unless it is there already; true when it was new.
  bool add(std::uint32_t household, const Column& column);
  // Without looking whether it is there.
  void append(std::uint32_t household, const Column& column) {
    columns_[household].push_back(column);
  }
  // Keeps for each household the `most` sets that exceed these prices the most.
  void trim(const std::vector<std::int64_t>& prices, std::size_t most);

  const std::vector<Column>& of(std::uint32_t household) const { return columns_[household]; }
  std::size_t households() const { return columns_.size(); }
  std::size_t size() const;

 private:
  std::vector<std::vector<Column>> columns_;
};

inline constexpr std::int64_t kTaken = std::int64_t{1}
                                       << 46;  // the price of a unit that is not free

inline std::int64_t price_of(const Column& column, const std::vector<std::int64_t>& prices) {
  std::int64_t sum = 0;
  for (const auto unit : column.set()) sum += prices[unit];
  return sum;
}

// Which set each household is given; count 0: none. No unit twice.
struct Packing {
  std::vector<Column> of_household;
  std::int64_t value = 0;
};

}  // namespace samen::matcher::formation
