// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sync/matcher/formation/tables.hpp"

// A linear over-estimate of what sets of a given number of members are worth to one household.
namespace samen::matcher::formation {

using Slopes = std::array<std::int32_t, kElements>;
Slopes first_slopes(const HouseholdTable& table);

struct Candidate {
  const Entry* entry = nullptr;
  std::uint32_t unit = 0;
  std::int64_t own = 0;       // its averages minus its price
  std::int64_t estimate = 0;  // own plus a slope for each element it covers
  bool bridges = false;       // speaks with the household: some member of a group has to
};

// For slopes s, element e and count c: potential[e][c] = max over c' >= c of T_e(c') - s_e (c' -
// c), the most e can be worth beyond s_e for each further member. Kept as differences: adding a
// member raises the potential by `gains` as it raises the value by the real gains.
struct Potential {
  Gains gains{};
  std::int64_t at_nothing = 0;  // sum of potential[e][0]
};

class Estimate {
 public:
  // Of the units that can in one of these time blocks.
  Estimate(const Tables& tables, const HouseholdTable& table,
           const std::vector<std::int64_t>& prices, int members, std::uint32_t times);

  // Moves the slopes downhill; false when no set of this size exceeds its price by more than
  // `floor`, which the slopes then prove. Any slopes >= 0 give a valid estimate.
  bool improve(std::int64_t constant, std::int64_t floor, Slopes& slopes);
  // Sets the candidates' estimates for these slopes.
  void bind(const Slopes& slopes, Potential& potential);
  // Those that could be in a set whose total is above `floor` (net of the constant), falling.
  void candidates(std::int64_t floor, std::vector<Candidate>& singles,
                  std::vector<Candidate>& partials) const;

 private:
  // The best set by the estimate; its total, and how often it covers each element.
  std::int64_t best(const Slopes& slopes, std::array<int, kElements>& counts);
  void weigh(const Slopes& slopes);
  // The best so many singles, falling, and what they add up to: as they come, and with the last one
  // exchanged where none of them bridges the language.
  struct Top {
    std::array<const Candidate*, kMostUnits> singles{};
    std::size_t found = 0;
    const Candidate* bridge = nullptr;  // the best single who bridges
    std::array<std::int64_t, kMostUnits + 1> sums{};
    std::array<std::int64_t, kMostUnits + 1> bridged{};
  };
  Top top() const;

  const Tables& tables_;
  const HouseholdTable& table_;
  std::size_t members_;
  std::uint64_t useful_ = 0;
  std::vector<Candidate> singles_;
  std::vector<Candidate> partials_;
  std::int64_t at_nothing_ = 0;
};

}  // namespace samen::matcher::formation
