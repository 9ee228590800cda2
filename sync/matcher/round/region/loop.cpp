// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/region/loop.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <span>
#include <utility>

#include "sync/matcher/assignment/solver.hpp"
#include "sync/matcher/round/region/harvest.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::region {
namespace {

using scan::Scan;
using scan::Stretch;

constexpr std::int32_t kFarBelow = -(1 << 29);  // points that no pair falls short of

class Loop {
 public:
  Loop(const World& world, std::uint32_t region, int threads, Lane& lane)
      : world_(world),
        lane_(lane),
        postcodes_(world.regions.postcodes.of(region)),
        households_(world.regions.households.of(region)),
        positions_(world.regions.positions.of(region)),
        threads_(scan::thread_count(static_cast<std::uint32_t>(postcodes_.size()), threads)),
        workers_(threads_, Worker{Scan::Reader(world.scan, &lane.memory), {}, {}}),
        stale_(postcodes_.size(), 1) {
    lane.memory.clear();
    for (const auto position : positions_) lane.price[position] = waiting_of(position);
    made_.possible_of.assign(households_.size(), 0);
    made_.problem.rows = static_cast<std::uint32_t>(households_.size());
    made_.problem.columns = static_cast<std::uint32_t>(positions_.size());
    made_.problem.row_begin.assign(households_.size() + 1, 0);
  }

  base::Result<Optimum> run() {
    std::optional<Objective> plain;
    if (world_.problem.policy.lottery_bin > 1) {
      Policy without = world_.problem.policy;
      without.lottery_bin = 0;
      auto made = Objective::make(without, households_.size(), positions_.size(), 0);
      if (made) plain = std::move(*made);
    }
    objective_ = plain ? &*plain : &world_.objective;
    const auto keep = static_cast<std::size_t>(std::max(1, world_.options.start));
    merge(pass([&](auto& best, auto household, auto stretches) {
      choose_by_score(best, household, stretches, keep);
    }));
    if (plain) SAMEN_CHECK(rehearse());
    SAMEN_CHECK(solve_anew());
    while (look_for_more() > 0) SAMEN_CHECK(solve_changed());
    return std::move(made_);
  }

 private:
  struct Worker {
    Scan::Reader reader;
    Best best;
    Harvest harvest;
  };

  // Finds most pairs that matter with plain points for values: they fit 32 bits and need no
  // hashing, the lottery's integers do. At the end also pairs that the lottery could make as good
  // as the ones that were chosen. Proves nothing.
  base::Result<void> rehearse() {
    constexpr int kMostRehearsals = 4;
    SAMEN_CHECK(solve_anew());
    for (int i = 0; i < kMostRehearsals; ++i) {
      if (look_roughly(0) < households_.size() / 20) break;
      SAMEN_CHECK(solve_changed());
    }
    std::ranges::fill(stale_, std::uint8_t{1});
    look_roughly(world_.problem.policy.lottery_bin);
    objective_ = &world_.objective;
    for (std::uint32_t row = 0; row < households_.size(); ++row) value_row(row);
    return {};
  }

  // The number of new pairs worth more than their two prices.
  std::uint64_t look_for_more() {
    return merge(pass([&](auto& best, auto household, auto stretches) {
      choose_by_price(best, household, stretches);
    }));
  }
  // The same less `slack` points, by points alone.
  std::uint64_t look_roughly(int slack) {
    return merge(pass([&](auto& best, auto household, auto stretches) {
      choose_by_points(best, household, stretches, slack);
    }));
  }

  base::Result<void> solve_anew() {
    SAMEN_TRY(made_.solution, solve(made_.problem, {.threads = static_cast<int>(threads_)}));
    read_prices();
    std::ranges::fill(stale_, std::uint8_t{1});
    return {};
  }

  base::Result<void> solve_changed() {
    const auto row_price = made_.solution.row_price;
    const auto column_price = made_.solution.column_price;
    SAMEN_CHECK(solve_again(made_.problem, changed_, made_.solution,
                            {.threads = static_cast<int>(threads_)}));
    read_prices();
    find_stale(row_price, column_price);
    return {};
  }

  // One look at all pairs, on all threads.
  template <class Choose>
  std::vector<const Harvest*> pass(Choose choose) {
    std::vector<const Harvest*> harvests;
    for (auto& worker : workers_) {
      worker.harvest.rows.clear();
      worker.harvest.pairs.clear();
      harvests.push_back(&worker.harvest);
    }
    const auto count = static_cast<std::uint32_t>(postcodes_.size());
    scan::share_out(count, threads_, [&](std::size_t thread, std::uint32_t index) {
      if (stale_[index] == 0) return;
      auto& [reader, best, mine] = workers_[thread];
      reader.read(postcodes_[index],
                  [&](HouseholdIndex household, std::span<const Stretch> stretches) {
                    choose(best, household, stretches);
                    const std::size_t begin = mine.pairs.size();
                    for (const auto& found : best.take()) {
                      mine.pairs.emplace_back(column_of(found.position), found.score);
                    }
                    if (mine.pairs.size() == begin) return;
                    mine.rows.push_back({row_of(household), begin, mine.pairs.size()});
                  });
    });
    return harvests;
  }

  // Calls `visit(position, score)` for pairs whose score less the group's price in points is above
  // `bar`; `visit` returns the next bar. Counts the household's possible pairs.
  template <class Visit>
  void each_above(HouseholdIndex household, std::span<const Stretch> stretches, std::int32_t bar,
                  Visit visit) {
    alignas(8) std::uint8_t above[scan::kTile];
    std::uint32_t possible = 0;
    for (const auto& [first, score] : stretches) {
      const auto count = static_cast<std::uint32_t>(score.size());
      possible += scan::mark_above(score.data(), lane_.price.data() + first, count, bar, above);
      for (std::uint32_t k = 0; k < count; k += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, above + k, sizeof eight);
        if (eight == 0) continue;
        for (std::uint32_t i = k; i < std::min(k + 8, count); ++i) {
          if (above[i] != 0) bar = std::max(bar, visit(first + i, score[i]));
        }
      }
    }
    made_.possible_of[row_of(household)] = possible;
  }

  void choose_by_score(Best& best, HouseholdIndex household, std::span<const Stretch> stretches,
                       std::size_t keep) {
    best.start(keep);
    // Of a household that comes first a pair may be worth less than waiting.
    const std::int32_t lowest = comes_first(household) ? kFarBelow : lowest_useful(household) - 1;
    each_above(household, stretches, lowest, [&](std::uint32_t position, std::uint16_t score) {
      // Equal scores are spread over groups, not given to the first ones by everybody.
      const std::uint32_t spread = (position ^ household * 0x9e3779b9U) * 0x85ebca6bU;
      const std::int64_t left = score - waiting_of(position);
      best.offer({left * (std::int64_t{1} << 32U) + spread, position, score});
      const std::int64_t bar = best.bar() >> 32U;
      return static_cast<std::int32_t>(std::max<std::int64_t>(bar - 1, lowest));
    });
  }

  void choose_by_points(Best& best, HouseholdIndex household, std::span<const Stretch> stretches,
                        int slack) {
    best.start(added());
    const std::int64_t row_price = made_.solution.row_price[row_of(household)];
    const std::int32_t bar = score_not_above(household, row_price) - slack;
    each_above(household, stretches, bar, [&](std::uint32_t position, std::uint16_t score) {
      if (value(household, position, score) <= 0) return bar;
      best.offer({score - lane_.price[position], position, score});
      return static_cast<std::int32_t>(std::max<std::int64_t>(bar, best.bar()));
    });
  }

  void choose_by_price(Best& best, HouseholdIndex household, std::span<const Stretch> stretches) {
    best.start(added());
    const std::int64_t row_price = made_.solution.row_price[row_of(household)];
    const std::int32_t bar = score_not_above(household, row_price);
    each_above(household, stretches, bar, [&](std::uint32_t position, std::uint16_t score) {
      const std::int64_t gain = value(household, position, score) - row_price -
                                made_.solution.column_price[column_of(position)];
      if (gain > 0) best.offer({gain, position, score});
      return bar;
    });
  }

  // Puts new pairs among the old ones; returns how many are new.
  std::uint64_t merge(const std::vector<const Harvest*>& harvests) {
    return region::merge(harvests, made_, changed_, [this](auto row, auto column, int score) {
      return value(households_[row], positions_[column], score);
    });
  }

  void value_row(std::uint32_t row) {
    auto& problem = made_.problem;
    for (auto i = problem.row_begin[row]; i < problem.row_begin[row + 1]; ++i) {
      problem.value[i] = value(households_[row], positions_[problem.column[i]], made_.score[i]);
    }
  }

  void read_prices() {
    for (std::size_t column = 0; column < positions_.size(); ++column) {
      lane_.price[positions_[column]] =
          objective_->points_not_above(made_.solution.column_price[column]) +
          waiting_of(positions_[column]);
    }
  }

  // A proof still holds where no price fell: only the other postcodes are looked at again.
  void find_stale(const std::vector<std::int64_t>& row_price,
                  const std::vector<std::int64_t>& column_price) {
    std::vector<std::uint32_t> fallen(column_price.size() + 1, 0);  // columns before one
    for (std::size_t column = 0; column < column_price.size(); ++column) {
      const bool fell = made_.solution.column_price[column] < column_price[column];
      fallen[column + 1] = fallen[column] + (fell ? 1 : 0);
    }
    const auto& at = world_.scan.columns().position_at;
    for (std::size_t index = 0; index < postcodes_.size(); ++index) {
      const auto postcode = postcodes_[index];
      const bool group_fell =
          std::ranges::any_of(world_.problem.reach.blocks_of(postcode), [&](const auto& block) {
            const std::uint32_t size = at[block.last] - at[block.first];
            if (size == 0) return false;
            const std::uint32_t column = column_of(at[block.first]);
            return fallen[column + size] > fallen[column];
          });
      const bool row_fell = std::ranges::any_of(world_.scan.households_of(postcode), [&](auto h) {
        const std::uint32_t row = row_of(h);
        return made_.solution.row_price[row] < row_price[row] || changed_[row] != 0;
      });
      stale_[index] = group_fell || row_fell ? 1 : 0;
    }
  }

  std::int64_t value(HouseholdIndex household, std::uint32_t position, int score) const {
    return (*objective_)(world_.problem.instance, household, world_.scan.columns().group[position],
                         score);
  }
  std::uint32_t row_of(HouseholdIndex household) const { return world_.regions.row_of[household]; }
  std::uint32_t column_of(std::uint32_t position) const {
    return world_.regions.column_of[position];
  }
  int days(HouseholdIndex household) const {
    return world_.problem.instance.households.days_waiting[household];
  }
  // What waiting is worth to a group stands beside its price, to a household beside its own.
  std::int32_t waiting_of(std::uint32_t position) const {
    const auto group = world_.scan.columns().group[position];
    return world_.problem.instance.groups.waiting_worth[group];
  }
  std::int32_t taken_off(HouseholdIndex household) const {
    return world_.problem.instance.taken_off(household);
  }
  std::int32_t lowest_useful(HouseholdIndex household) const {
    return objective_->lowest_useful_score(days(household)) + taken_off(household);
  }
  std::int32_t score_not_above(HouseholdIndex household, std::int64_t row_price) const {
    return objective_->score_not_above(days(household), row_price) + taken_off(household);
  }
  bool comes_first(HouseholdIndex household) const {
    return guarantee_class(world_.problem.policy, days(household)) > 0;
  }
  std::size_t added() const { return static_cast<std::size_t>(std::max(1, world_.options.added)); }

  const World& world_;
  Lane& lane_;
  const std::span<const std::uint32_t> postcodes_;
  const std::span<const std::uint32_t> households_;  // by row
  const std::span<const std::uint32_t> positions_;   // by column
  const std::size_t threads_;
  std::vector<Worker> workers_;
  const Objective* objective_ = nullptr;  // the one in use
  std::vector<std::uint8_t> stale_;       // by postcode: to be looked at in the next pass
  std::vector<std::uint8_t> changed_;     // by row: has new pairs
  Optimum made_;
};

}  // namespace

base::Result<Optimum> find_optimum(const World& world, std::uint32_t region, int threads,
                                   Lane& lane) {
  return Loop(world, region, threads, lane).run();
}

}  // namespace samen::matcher::region
