// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/pricing.hpp"

#include <algorithm>

#include "sync/matcher/formation/estimate.hpp"

namespace samen::matcher::formation {
namespace {

constexpr std::uint64_t kNodesTogether = 4'000;
constexpr std::uint64_t kNodesBetweenLooks = 256;  // at the clock

// The search for one household. Its state is the set chosen so far, with what the set covers, has
// in common and is estimated at.
class Search {
 public:
  Search(const Tables& tables, std::uint32_t household, const std::vector<std::int64_t>& prices,
         const PricingLimits& limits)
      : tables_(tables),
        table_(tables.households()[household]),
        prices_(prices),
        limits_(limits),
        best_(limits.threshold) {
    answer_.bound = limits.threshold;
  }

  Priced run(PricingMemory& memory) {
    const auto sizes = static_cast<std::size_t>(tables_.largest() - tables_.smallest() + 1);
    if (memory.slopes.size() != sizes) memory.slopes.assign(sizes, first_slopes(table_));
    // Where few time blocks suit, sets are over-estimated that have no block in common; one block
    // after the other is slower and tells them apart.
    most_nodes_ = std::min(limits_.nodes, kNodesTogether);
    search(table_.times, memory.slopes);
    if (!answer_.complete && limits_.nodes > kNodesTogether && !is_up(limits_.hurry)) {
      answer_.complete = true;
      answer_.bound = limits_.threshold;
      if (limits_.everything) answer_.columns.clear();
      most_nodes_ = limits_.nodes;
      nodes_ = 0;
      for (std::uint32_t rest = table_.times; rest != 0; rest &= rest - 1) {
        auto slopes = memory.slopes;
        search(rest & (~rest + 1), slopes);
      }
    }
    as_they_are();
    if (!limits_.everything) answer_.bound = std::max(answer_.bound, best_);
    return std::move(answer_);
  }

 private:
  struct State {
    Cover cover;
    Part all;
    std::int64_t members_value = 0;  // averages minus prices of those chosen
  };

  void as_they_are() {
    for (const Entry& entry : tables_.entries(table_)) {
      if (entry.whole <= 0) continue;
      Column column{.value = entry.whole, .count = 1};
      column.units[0] = entry.unit;
      offer(column, entry.whole - prices_[entry.unit]);
    }
  }

  // All sizes, of units that can in one of these blocks.
  void search(std::uint32_t times, std::vector<Slopes>& slopes) {
    times_ = times;
    for (int members = tables_.smallest(); members <= tables_.largest(); ++members) {
      grow_to(members, slopes[static_cast<std::size_t>(members - tables_.smallest())]);
    }
  }

  // Nothing is known of what was not looked at but what any set can be worth at most.
  bool time_is_up() {
    if (!is_up(limits_.hurry)) return false;
    answer_.complete = false;
    answer_.bound = std::max(answer_.bound, table_.most);
    most_nodes_ = 0;
    return true;
  }

  void grow_to(int members, std::array<std::int32_t, kElements>& slopes) {
    if (time_is_up()) return;
    const std::int64_t constant = table_.constant - tables_.penalty(members);
    Estimate estimate(tables_, table_, prices_, members, times_);
    if (!estimate.improve(constant, best_, slopes)) return;  // nothing above the threshold
    members_ = members;
    constant_ = constant;
    estimate.bind(slopes, potential_);
    estimate.candidates(best_ - constant, singles_, partials_);
    prefix_.assign(singles_.size() + 1, 0);
    for (std::size_t i = 0; i < singles_.size(); ++i) {
      prefix_[i + 1] = prefix_[i] + singles_[i].estimate;
    }
    next_bridge_.assign(singles_.size() + 1, singles_.size());
    for (std::size_t i = singles_.size(); i-- > 0;) {
      next_bridge_[i] = singles_[i].bridges ? i : next_bridge_[i + 1];
    }
    chosen_count_ = 0;
    const State empty;
    if (!table_.alone) extend(empty, potential_.at_nothing, 0, members, constant);
    for (const Candidate& partial : partials_) {
      State state = empty;
      std::int64_t estimated = potential_.at_nothing;
      if (!join(state, partial, estimated)) continue;
      const int left = members - tables_.units()[partial.unit].members();
      chosen_[0] = partial.unit;
      chosen_count_ = 1;
      extend(state, estimated, 0, left, constant);
      chosen_count_ = 0;
    }
  }

  // Adds a candidate to a set; false when they cannot go together.
  bool join(State& state, const Candidate& candidate, std::int64_t& estimated) const {
    const auto& unit = tables_.units()[candidate.unit];
    state.all.join(unit.part);
    if ((state.all.view.times & table_.times) == 0 || state.all.together == 0) return false;
    for (std::size_t i = 0; i < chosen_count_; ++i) {
      if (!tables_.near(unit, tables_.units()[chosen_[i]])) return false;
    }
    estimated += gain_of(potential_.gains, state.cover, candidate.entry->cover);
    state.cover.add(candidate.entry->cover);
    state.members_value += candidate.own;
    return true;
  }

  // `left` more single volunteers, from position `start`. `potential` bounds the coverage of the
  // set and, beyond their linear estimates, of all that may still join.
  void extend(const State& state, std::int64_t potential, std::size_t start, int left,
              std::int64_t constant) {
    if (left == 0) {
      finish(state);
      return;
    }
    const auto more = static_cast<std::size_t>(left);
    const std::int64_t known = constant + state.members_value + potential;
    const bool bridged = tables_.bridges(table_, state.all);
    for (std::size_t i = start; i + more <= singles_.size(); ++i) {
      std::int64_t rest = prefix_[i + more] - prefix_[i];
      // Somebody has to bridge the language: if none of the next ones does, the last gives way.
      if (!bridged && next_bridge_[i] >= i + more) {
        if (next_bridge_[i] == singles_.size()) return;
        rest = prefix_[i + more - 1] - prefix_[i] + singles_[next_bridge_[i]].estimate;
      }
      const std::int64_t bound = known + rest;
      if (bound <= best_) return;
      if (nodes_ >= most_nodes_) {
        answer_.complete = false;
        answer_.bound = std::max(answer_.bound, bound);
        return;
      }
      if (++nodes_ % kNodesBetweenLooks == 0 && time_is_up()) return;
      if (left == 1 && !singles_[i].bridges && !bridged) {
        i = next_bridge_[i] - 1;  // only one who bridges can be the last
        continue;
      }
      State next = state;
      std::int64_t estimated = potential;
      if (!join(next, singles_[i], estimated)) continue;
      chosen_[chosen_count_++] = singles_[i].unit;
      extend(next, estimated, i + 1, left - 1, constant);
      --chosen_count_;
    }
  }

  void finish(const State& state) {
    // With several blocks in common a set belongs to the first of them.
    const std::uint32_t times = state.all.view.times & table_.times;
    if (std::has_single_bit(times_) && (times & (~times + 1)) != times_) return;
    if (!tables_.accepts(table_, state.all)) return;
    const std::int64_t over = constant_ + state.members_value + sum_of(table_.gains, state.cover);
    if (over <= best_) return;
    Column column;
    column.count = static_cast<std::uint32_t>(chosen_count_);
    std::copy_n(chosen_.begin(), chosen_count_, column.units.begin());
    std::sort(column.units.begin(), column.units.begin() + column.count);
    column.value = over;
    for (const auto unit : column.set()) column.value += prices_[unit];
    if (column.value > 0) offer(column, over);
  }

  void offer(const Column& column, std::int64_t over) {
    if (over <= best_) return;
    if (!limits_.everything) {
      best_ = over;
      // The last ones are the best ones.
      if (answer_.columns.size() >= limits_.columns) {
        answer_.columns.erase(answer_.columns.begin());
      }
    } else if (answer_.columns.size() >= limits_.columns) {
      answer_.complete = false;
      return;
    }
    answer_.columns.push_back(column);
  }

  const Tables& tables_;
  const HouseholdTable& table_;
  const std::vector<std::int64_t>& prices_;
  const PricingLimits& limits_;
  std::int64_t best_;  // sets must exceed their price by more than this
  Priced answer_;
  std::uint64_t nodes_ = 0;
  std::uint64_t most_nodes_ = 0;
  std::uint32_t times_ = 0;  // the blocks of the search at hand
  int members_ = 0;
  std::int64_t constant_ = 0;
  Potential potential_;
  std::vector<Candidate> singles_;  // falling estimate
  std::vector<Candidate> partials_;
  std::vector<std::int64_t> prefix_;
  std::vector<std::size_t> next_bridge_;  // of each position, at or after it
  std::array<std::uint32_t, kMostUnits> chosen_{};
  std::size_t chosen_count_ = 0;
};

}  // namespace

Priced price_household(const Tables& tables, std::uint32_t household,
                       const std::vector<std::int64_t>& prices, const PricingLimits& limits,
                       PricingMemory& memory) {
  return Search(tables, household, prices, limits).run(memory);
}

}  // namespace samen::matcher::formation
