// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/formation.hpp"

#include <algorithm>
#include <atomic>

#include "base/say.hpp"
#include "sync/matcher/formation/annealing.hpp"
#include "sync/matcher/formation/bound.hpp"
#include "sync/matcher/formation/closing.hpp"
#include "sync/matcher/formation/diving.hpp"
#include "sync/matcher/formation/tables.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::formation {
namespace {

// Where the prices start: each unit at its share of what its set is worth.
Prices first_prices(const Tables& tables, const Packing& packing) {
  Prices prices;
  prices.unit.assign(tables.units().size(), 0);
  for (const Column& set : packing.of_household) {
    for (const auto unit : set.set()) prices.unit[unit] = set.value * 4 / (5 * set.count);
  }
  return prices;
}

void remember(const Packing& packing, Pool& pool) {
  for (std::uint32_t h = 0; h < packing.of_household.size(); ++h) {
    if (packing.of_household[h].count > 0) pool.add(h, packing.of_household[h]);
  }
}

void keep_better(Packing& best, Packing other) {
  if (other.value > best.value) best = std::move(other);
}

Formation to_formation(const Problem& problem, const Tables& tables, const Packing& packing,
                       const Prices& prices, std::int64_t bound) {
  const Instance& instance = problem.instance;
  Formation made;
  made.value = packing.value;
  made.price_bound = prices.bound;
  made.bound = bound;
  made.not_looked_at = tables.left_out().size();
  made.household_price.assign(instance.households.size(), 0);
  made.unit_price.assign(instance.groups.size(), 0);
  for (std::uint32_t u = 0; u < tables.units().size(); ++u) {
    made.unit_price[tables.units()[u].index] = prices.unit[u];
  }
  for (std::uint32_t h = 0; h < packing.of_household.size(); ++h) {
    const auto index = tables.households()[h].index;
    made.household_price[index] = prices.household[h];
    const Column& set = packing.of_household[h];
    if (set.count == 0) continue;
    FormedGroup group{.household = index, .units = {}, .value = set.value};
    for (const auto unit : set.set()) group.units.push_back(tables.units()[unit].index);
    std::ranges::sort(group.units);
    made.groups.push_back(std::move(group));
  }
  // Nothing is proven of those that nobody looked at.
  for (const auto index : tables.left_out()) {
    const auto most = most_value(problem.policy, instance.households.days_waiting[index]);
    made.household_price[index] = most;
    made.price_bound += most;
    made.bound += most;
  }
  std::ranges::sort(made.groups, {}, &FormedGroup::household);
  return made;
}

// What each step may use of the time, so that none leaves nothing to those after it.
class TimeTable {
 public:
  explicit TimeTable(const std::function<double()>& spent) : spent_(spent) {}
  // Whether so much of the time has passed; says so to cut(), too.
  std::function<bool()> until(double share) {
    if (!spent_) return {};
    return [this, share] {
      if (spent_() < share) return false;
      cut_ = true;
      return true;
    };
  }
  bool cut() const { return cut_; }

 private:
  const std::function<double()>& spent_;
  std::atomic<bool> cut_ = false;
};

}  // namespace

base::Result<Formation> form_groups(const Problem& problem, const FormationOptions& options) {
  if (options.effort < 1 || options.effort > 1000) {
    return base::fail(base::Errc::limit,
                      base::say("formation: effort lies between 1 and 1000 percent"));
  }
  TimeTable time(options.spent);
  SAMEN_TRY(const Tables tables, Tables::make(problem, options.threads, time.until(0.3)));
  Pool pool(tables.households().size());
  const auto effort = static_cast<std::uint64_t>(options.effort);

  // A start without any prices, then prices, then packings that know the prices' sets.
  AnnealingOptions annealing{
      .seed = options.seed, .threads = options.threads, .hurry = time.until(0.55)};
  annealing.moves_per_household = 20 * effort;
  Prices prices;
  prices.unit.assign(tables.units().size(), 0);
  Packing best = greedy_packing(tables, pool, prices, time.until(0.4));
  best = anneal(tables, pool, std::move(best), annealing);
  remember(best, pool);

  BoundOptions bounding{.threads = options.threads, .hurry = time.until(0.75)};
  bounding.rounds = static_cast<int>(3 + 27 * effort / 100);
  bounding.nodes = 600 * effort;
  prices = lower_bound_prices(tables, pool, best.value, first_prices(tables, best), bounding);

  bounding.hurry = annealing.hurry = time.until(0.9);
  keep_better(best, greedy_packing(tables, pool, prices, bounding.hurry));
  // The finer the slices the better as a rule, but not always: the best of a few.
  std::vector<std::size_t> slices = {8, 16, 32, 64};
  if (options.effort < 20) slices = {12};
  for (const std::size_t slice : slices) {
    if (bounding.time_is_up()) break;
    Packing dived = dive(tables, pool, prices, slice, bounding);
    polish(tables, dived, annealing);
    remember(dived, pool);
    keep_better(best, std::move(dived));
  }
  annealing.hurry = time.until(1.0);
  annealing.moves_per_household = 120 * effort;
  annealing.hottest = 15 * kPoint;  // near enough to the best not to be shaken up
  annealing.seed = options.seed + 1;
  best = anneal(tables, pool, std::move(best), annealing);
  polish(tables, best, annealing);

  ClosingLimits closing{.threads = options.threads, .hurry = annealing.hurry};
  closing.sets = 600 * effort;
  closing.pricing_nodes = 30'000 * effort;
  closing.steps = 4'000 * effort;
  const std::int64_t bound = close_gap(tables, prices, best, closing);
  Formation made = to_formation(problem, tables, best, prices, bound);
  made.hurried = time.cut();
  made.sets_known = pool.size();
  return made;
}

int gap_per_ten_thousand(const Problem& problem, const Formation& formation) {
  std::int64_t plain = 0;
  for (const FormedGroup& group : formation.groups) {
    const int days = problem.instance.households.days_waiting[group.household];
    plain += group.value - guarantee_bonus(problem.policy, guarantee_class(problem.policy, days));
  }
  const std::int64_t gap = formation.bound - formation.value;
  if (gap == 0) return 0;
  if (plain <= 0) return 10'000;
  return static_cast<int>(std::min<std::int64_t>((gap * 10'000 + plain - 1) / plain, 1'000'000));
}

}  // namespace samen::matcher::formation
