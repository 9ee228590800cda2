// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <vector>

#include "sync/matcher/formation/pool.hpp"

namespace samen::matcher::formation {

inline constexpr std::uint32_t kNobody = 0xffffffffU;

// The moves of simulated annealing on one part of the tables. Several movers may work at the same
// time on the same arrays when their parts share no household and no unit.
class Mover {
 public:
  Mover(const Tables& tables, const Pool& pool, const std::vector<std::uint32_t>& households,
        std::vector<Column>& sets, std::vector<std::uint32_t>& owner, std::uint64_t seed);

  void set_heat(double heat) { heat_ = heat; }
  // Tries one random move; takes it when it gains, or by chance when it loses not too much.
  void move();
  // Puts back the best packing seen (the one given, if nothing was better).
  void restore_best();

 private:
  struct Change {
    std::uint32_t household = kNobody;
    Column set;
  };
  using Units = std::vector<std::uint32_t>;

  std::uint64_t next();
  std::uint32_t below(std::size_t bound) {
    return static_cast<std::uint32_t>((next() >> 32) * bound >> 32);
  }
  std::uint32_t any_unit(std::uint32_t household);
  std::uint32_t any_household() { return households_[below(households_.size())]; }
  std::int64_t value_of(const Column& set) const { return set.count > 0 ? set.value : 0; }
  Column make(std::uint32_t household, const Units& units) const;

  void bring_in(std::uint32_t household);
  void take_known(std::uint32_t household);
  void exchange(std::uint32_t household);
  void drop_one(std::uint32_t household);
  void create(std::uint32_t household, std::uint32_t seed);
  // The household gets this set; whoever loses a unit keeps the rest, is offered one of the units
  // that became free, or loses the group.
  void attempt(std::uint32_t household, const Column& set);
  void repair(std::uint32_t loser, const Column& taken, Units& freed);
  void decide();

  const Tables& tables_;
  const Pool& pool_;
  const std::vector<std::uint32_t>& households_;
  std::vector<Column>& sets_;
  std::vector<std::uint32_t>& owner_;
  std::uint64_t state_;
  double heat_ = 1.0;
  std::int64_t value_ = 0;
  std::int64_t best_value_ = 0;
  std::vector<Column> best_;                        // of households_
  std::vector<std::vector<std::uint32_t>> guides_;  // of households_: units of known sets
  std::vector<std::uint32_t> position_;             // of a household in households_
  std::vector<Change> changes_;
};

}  // namespace samen::matcher::formation
