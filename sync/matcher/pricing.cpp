// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/pricing.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <span>

#include "sync/matcher/checker.hpp"
#include "sync/matcher/scan/scan.hpp"
#include "sync/matcher/score.hpp"
#include "sync/matcher/solver.hpp"

namespace samen::matcher {
namespace {

using scan::Scan;
using scan::Stretch;

// A pair found by a pass: the household's rank of it, then which.
struct Found {
  std::int64_t rank;  // larger is better
  std::uint32_t position;
  std::uint16_t score;
};
bool better(const Found& a, const Found& b) {
  return a.rank != b.rank ? a.rank > b.rank : a.position < b.position;
}

// The best so many of what one household is offered.
class Best {
 public:
  void start(std::size_t keep) {
    keep_ = keep;
    found_.clear();
    bar_ = kNoBar;
  }
  void offer(const Found& found) {
    if (found.rank < bar_) return;
    found_.push_back(found);
    if (found_.size() >= 4 * keep_) cut();
  }
  std::vector<Found>& take() {
    cut();
    return found_;
  }
  std::int64_t bar() const { return bar_; }  // nothing of lower rank can get in

 private:
  static constexpr std::int64_t kNoBar = std::numeric_limits<std::int64_t>::min();
  void cut() {
    if (found_.size() <= keep_) return;
    std::ranges::nth_element(found_, found_.begin() + static_cast<std::ptrdiff_t>(keep_) - 1,
                             better);
    found_.resize(keep_);
    bar_ = found_.back().rank;
  }
  std::size_t keep_ = 0;
  std::int64_t bar_ = kNoBar;
  std::vector<Found> found_;
};

// What one thread found, household after household.
struct Harvest {
  struct Row {
    HouseholdIndex household;
    std::size_t begin;
    std::size_t end;
  };
  std::vector<Row> rows;
  std::vector<std::pair<GroupIndex, std::uint16_t>> pairs;
};

class Pricing {
 public:
  Pricing(const Instance& instance, const Policy& policy, const Reach& reach,
          const Objective& exact, const Objective* plain, const PricingOptions& options)
      : instance_(instance),
        exact_(exact),
        plain_(plain),
        bin_(policy.lottery_bin),
        reach_(reach),
        options_(options),
        scan_(instance, policy, reach),
        memory_(scan_, options.memory_bytes),
        price_(scan_.columns().size(), 0),
        stale_(scan_.postcodes(), 1) {
    made_.pairs.begin.assign(instance.households.size() + 1, 0);
    made_.possible_of.assign(instance.households.size(), 0);
    made_.problem.rows = static_cast<std::uint32_t>(instance.households.size());
    made_.problem.columns = static_cast<std::uint32_t>(instance.groups.size());
  }

  base::Result<PricedSolution> run() {
    const auto keep = static_cast<std::size_t>(std::max(1, options_.start));
    merge(pass([&](auto& best, auto household, auto stretches) {
      choose_by_score(best, household, stretches, keep);
    }));
    if (plain_ != nullptr) SAMEN_CHECK(rehearse());
    objective_ = &exact_;
    SAMEN_CHECK(solve_anew());
    while (look_for_more(0) > 0) SAMEN_CHECK(solve_changed());
    if (auto checked = check(made_.problem, made_.solution); !checked) {
      return std::unexpected(base::Error{base::Errc::internal, checked.error().message}.context(
          "pricing: not certified"));
    }
    for (const auto count : made_.possible_of) made_.possible += count;
    return std::move(made_);
  }

 private:
  // Finds most pairs that matter with plain points for values: they fit 32 bits, the lottery's
  // integers do not, and a solve with them costs three times as much. At the end also pairs that
  // the lottery could make as good as the ones that were chosen.
  base::Result<void> rehearse() {
    constexpr int kMostRehearsals = 4;
    objective_ = plain_;
    SAMEN_CHECK(solve_anew());
    for (int i = 0; i < kMostRehearsals; ++i) {
      if (look_for_more(0) < instance_.households.size() / 20) break;
      SAMEN_CHECK(solve_changed());
    }
    std::ranges::fill(stale_, std::uint8_t{1});
    look_for_more(bin_);
    return {};
  }

  // The number of new pairs worth more than their prices less `slack` points.
  std::uint64_t look_for_more(int slack) {
    return merge(pass([&](auto& best, auto household, auto stretches) {
      choose_by_price(best, household, stretches, slack);
    }));
  }

  base::Result<void> solve_anew() {
    fill_problem();
    SAMEN_TRY(made_.solution, solve(made_.problem, {.threads = options_.threads}));
    read_prices();
    std::ranges::fill(stale_, std::uint8_t{1});
    return {};
  }

  base::Result<void> solve_changed() {
    fill_problem();
    const auto before = made_.solution;
    SAMEN_CHECK(
        solve_again(made_.problem, changed_, made_.solution, {.threads = options_.threads}));
    read_prices();
    find_stale(before);
    return {};
  }

  // One look at all pairs, on all threads.
  template <class Choose>
  std::vector<Harvest> pass(Choose choose) {
    const std::size_t threads = scan::thread_count(scan_, options_.threads);
    std::vector<Harvest> harvests(threads);
    std::vector<Scan::Reader> readers(threads, Scan::Reader(scan_, &memory_));
    std::vector<Best> bests(threads);
    scan::each_postcode(scan_, options_.threads, [&](std::size_t thread, std::uint32_t postcode) {
      if (stale_[postcode] == 0) return;
      auto& mine = harvests[thread];
      readers[thread].read(
          postcode, [&](HouseholdIndex household, std::span<const Stretch> stretches) {
            choose(bests[thread], household, stretches);
            const std::size_t begin = mine.pairs.size();
            for (const auto& found : bests[thread].take()) {
              mine.pairs.emplace_back(scan_.columns().group[found.position], found.score);
            }
            if (mine.pairs.size() == begin) return;
            std::sort(mine.pairs.begin() + static_cast<std::ptrdiff_t>(begin), mine.pairs.end());
            mine.rows.push_back({household, begin, mine.pairs.size()});
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
      possible += scan::mark_above(score.data(), price_.data() + first, count, bar, above);
      for (std::uint32_t k = 0; k < count; k += 8) {
        std::uint64_t eight = 0;
        std::memcpy(&eight, above + k, sizeof eight);
        if (eight == 0) continue;
        for (std::uint32_t i = k; i < std::min(k + 8, count); ++i) {
          if (above[i] != 0) bar = std::max(bar, visit(first + i, score[i]));
        }
      }
    }
    made_.possible_of[household] = possible;
  }

  void choose_by_score(Best& best, HouseholdIndex household, std::span<const Stretch> stretches,
                       std::size_t keep) {
    best.start(keep);
    const std::int32_t lowest = objective_->lowest_useful_score(days(household)) - 1;
    each_above(household, stretches, lowest, [&](std::uint32_t position, std::uint16_t score) {
      // Equal scores are spread over groups, not given to the first ones by everybody.
      const std::uint32_t spread = (position ^ household * 0x9e3779b9U) * 0x85ebca6bU;
      best.offer({std::int64_t{score} << 32U | spread, position, score});
      const std::int64_t bar = best.bar() >> 32U;
      return static_cast<std::int32_t>(std::max<std::int64_t>(bar - 1, lowest));
    });
  }

  void choose_by_price(Best& best, HouseholdIndex household, std::span<const Stretch> stretches,
                       int slack) {
    best.start(static_cast<std::size_t>(std::max(1, options_.added)));
    const std::int64_t row_price = made_.solution.row_price[household];
    const std::int32_t lowest = objective_->lowest_useful_score(days(household)) - 1;
    const std::int32_t bar = objective_->score_not_above(days(household), row_price) - slack;
    each_above(household, stretches, bar, [&](std::uint32_t position, std::uint16_t score) {
      if (score <= lowest) return bar;
      const GroupIndex group = scan_.columns().group[position];
      const std::int64_t gain = (*objective_)(instance_, household, group, score) - row_price -
                                made_.solution.column_price[group];
      if (gain > -slack) best.offer({gain, position, score});
      return bar;
    });
  }

  // Puts new pairs among the old ones, by household and group; returns how many are new.
  std::uint64_t merge(const std::vector<Harvest>& harvests) {
    const std::size_t households = instance_.households.size();
    std::vector<std::pair<const Harvest*, const Harvest::Row*>> row_of(households);
    std::uint64_t count = 0;  // at most: some may be there already
    for (const auto& harvest : harvests) {
      for (const auto& row : harvest.rows) {
        row_of[row.household] = {&harvest, &row};
        count += row.end - row.begin;
      }
    }
    changed_.assign(households, 0);
    for (HouseholdIndex h = 0; h < households; ++h) changed_[h] = row_of[h].second != nullptr;
    if (count == 0) {
      made_.added.push_back(0);
      return 0;
    }
    PairList next;
    next.begin.reserve(households + 1);
    next.group.reserve(made_.pairs.size() + count);
    next.score.reserve(made_.pairs.size() + count);
    next.begin.push_back(0);
    const auto add = [&next](GroupIndex group, std::uint16_t score) {
      next.group.push_back(group);
      next.score.push_back(score);
    };
    for (HouseholdIndex h = 0; h < households; ++h) {
      auto old = made_.pairs.begin[h];
      if (const auto [harvest, row] = row_of[h]; row != nullptr) {
        for (auto i = row->begin; i < row->end; ++i) {
          const auto [group, score] = harvest->pairs[i];
          for (; old < made_.pairs.begin[h + 1] && made_.pairs.group[old] < group; ++old) {
            add(made_.pairs.group[old], made_.pairs.score[old]);
          }
          if (old < made_.pairs.begin[h + 1] && made_.pairs.group[old] == group) ++old;
          add(group, score);
        }
      }
      for (; old < made_.pairs.begin[h + 1]; ++old) {
        add(made_.pairs.group[old], made_.pairs.score[old]);
      }
      next.begin.push_back(next.size());
    }
    made_.added.push_back(next.size() - made_.pairs.size());
    made_.pairs = std::move(next);
    return made_.added.back();
  }

  void fill_problem() {
    auto& problem = made_.problem;
    const auto& pairs = made_.pairs;
    problem.row_begin = pairs.begin;
    problem.column = pairs.group;
    problem.value.resize(pairs.size());
    for (HouseholdIndex h = 0; h < instance_.households.size(); ++h) {
      for (auto i = pairs.begin[h]; i < pairs.begin[h + 1]; ++i) {
        problem.value[i] = (*objective_)(instance_, h, pairs.group[i], pairs.score[i]);
      }
    }
  }

  void read_prices() {
    for (std::size_t i = 0; i < price_.size(); ++i) {
      price_[i] =
          objective_->points_not_above(made_.solution.column_price[scan_.columns().group[i]]);
    }
  }

  // A proof still holds where no price fell: only the other postcodes are looked at again.
  void find_stale(const AssignmentSolution& before) {
    std::vector<std::uint32_t> fallen(price_.size() + 1, 0);  // groups before a position
    for (std::size_t i = 0; i < price_.size(); ++i) {
      const GroupIndex group = scan_.columns().group[i];
      const bool fell = made_.solution.column_price[group] < before.column_price[group];
      fallen[i + 1] = fallen[i] + (fell ? 1 : 0);
    }
    const auto& at = scan_.columns().position_at;
    for (std::uint32_t postcode = 0; postcode < scan_.postcodes(); ++postcode) {
      const bool group_fell = std::ranges::any_of(reach_.blocks_of(postcode), [&](const auto& b) {
        return fallen[at[b.last]] > fallen[at[b.first]];
      });
      const bool row_fell = std::ranges::any_of(scan_.households_of(postcode), [&](auto h) {
        return made_.solution.row_price[h] < before.row_price[h] || changed_[h] != 0;
      });
      stale_[postcode] = group_fell || row_fell ? 1 : 0;
    }
  }

  int days(HouseholdIndex household) const { return instance_.households.days_waiting[household]; }

  const Instance& instance_;
  const Objective& exact_;
  const Objective* const plain_;  // without the lottery; none when there is no lottery
  const int bin_;
  const Objective* objective_ = &exact_;  // the one in use
  const Reach& reach_;
  const PricingOptions options_;
  const Scan scan_;
  Scan::Memory memory_;
  std::vector<std::int32_t> price_;    // of positions, in points, rounded down
  std::vector<std::uint8_t> stale_;    // by postcode: to be looked at in the next pass
  std::vector<std::uint8_t> changed_;  // by household: has new pairs
  PricedSolution made_;
};

}  // namespace

base::Result<PricedSolution> solve_over_all_pairs(const Instance& instance, const Policy& policy,
                                                  const Reach& reach, const Objective& objective,
                                                  const PricingOptions& options) {
  Policy without = policy;
  without.lottery_bin = 0;
  const auto plain =
      Objective::make(without, instance.households.size(), instance.groups.size(), 0);
  const bool rehearse = policy.lottery_bin > 1 && plain.has_value();
  return Pricing(instance, policy, reach, objective, rehearse ? &*plain : nullptr, options).run();
}

}  // namespace samen::matcher
