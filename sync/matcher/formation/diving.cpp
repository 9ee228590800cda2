// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/diving.hpp"

#include <algorithm>

#include "sync/matcher/formation/annealing.hpp"
#include "sync/matcher/formation/descent.hpp"

namespace samen::matcher::formation {
namespace {

constexpr double kReachable = 0.985;  // of the bound: how far steps may hope to lower it
constexpr std::size_t kSetsEach = 100;

struct Pick {
  double share = 0;
  std::int64_t over = 0;  // value above price
  std::uint32_t household = 0;
  const Column* set = nullptr;
};

class Dive {
 public:
  Dive(const Tables& tables, const Pool& pool, const Prices& prices, std::size_t slices,
       const BoundOptions& options)
      : tables_(tables),
        slices_(slices),
        options_(options),
        known_(pool),
        price_(prices.unit.begin(), prices.unit.end()),
        left_(static_cast<double>(prices.bound)),
        taken_(tables.units().size(), false),
        memory_(tables.households().size()) {
    packing_.of_household.resize(tables.households().size());
    for (std::uint32_t h = 0; h < tables.households().size(); ++h) open_.push_back(h);
  }

  Packing run() {
    while (!open_.empty() && !options_.time_is_up() && round()) {
    }
    packing_.value = total_value(packing_);
    return std::move(packing_);
  }

 private:
  bool free(const Column& set) const {
    return std::ranges::none_of(set.set(), [&](std::uint32_t unit) { return taken_[unit]; });
  }

  bool round() {
    Pool rest(tables_.households().size());
    for (const auto h : open_) {
      for (const Column& set : known_.of(h)) {
        if (free(set)) rest.append(h, set);
      }
    }
    rest.trim(rounded(price_), kSetsEach);
    Descent first(tables_, rest, price_);
    price_ = first.run(options_.steps / 3, left_ * kReachable, options_.hurry);
    find_more(rest);
    Descent second(tables_, rest, price_);
    price_ = second.run(options_.steps / 2, left_ * kReachable, options_.hurry);
    left_ = second.lowest();
    return take(rest, second.shares());
  }

  // Sets of free units that exceed the prices more than the known ones.
  void find_more(Pool& rest) {
    auto asked = rounded(price_);
    for (std::size_t u = 0; u < asked.size(); ++u) asked[u] = taken_[u] ? kTaken : asked[u];
    std::vector<Priced> answers(open_.size());
    in_parallel(open_.size(), options_.threads, [&](std::size_t i) {
      const auto h = open_[i];
      PricingLimits limits;
      limits.nodes = 3'000;
      limits.hurry = options_.hurry;
      for (const Column& set : rest.of(h)) {
        limits.threshold = std::max(limits.threshold, set.value - price_of(set, asked));
      }
      answers[i] = price_household(tables_, h, asked, limits, memory_[h]);
    });
    for (std::size_t i = 0; i < open_.size(); ++i) {
      for (const Column& set : answers[i].columns) {
        rest.append(open_[i], set);
        known_.append(open_[i], set);
      }
    }
  }

  bool take(const Pool& rest, const std::vector<double>& shares) {
    const auto prices = rounded(price_);
    std::vector<Pick> picks;
    std::size_t at = 0;
    for (std::uint32_t h = 0; h < rest.households(); ++h) {
      for (const Column& set : rest.of(h)) {
        picks.push_back({shares[at++], set.value - price_of(set, prices), h, &set});
      }
    }
    std::ranges::sort(picks, [](const Pick& a, const Pick& b) {
      if (a.share != b.share) return a.share > b.share;
      if (a.over != b.over) return a.over > b.over;
      if (a.household != b.household) return a.household < b.household;
      return a.set->units < b.set->units;
    });
    const std::size_t most = tables_.households().size() / slices_ + 1;
    std::size_t count = 0;
    for (const Pick& pick : picks) {
      if (count == most) break;
      if (packing_.of_household[pick.household].count > 0 || !free(*pick.set)) continue;
      packing_.of_household[pick.household] = *pick.set;
      for (const auto unit : pick.set->set()) {
        taken_[unit] = true;
        price_[unit] = 0;
      }
      left_ -= static_cast<double>(pick.set->value);
      ++count;
    }
    std::erase_if(open_, [&](auto h) { return packing_.of_household[h].count > 0; });
    return count > 0;
  }

  const Tables& tables_;
  std::size_t slices_;
  const BoundOptions& options_;
  Pool known_;
  std::vector<double> price_;
  double left_;  // the bound of what is left
  std::vector<bool> taken_;
  std::vector<PricingMemory> memory_;
  std::vector<std::uint32_t> open_;
  Packing packing_;
};

}  // namespace

Packing dive(const Tables& tables, const Pool& pool, const Prices& prices, std::size_t slices,
             const BoundOptions& options) {
  return Dive(tables, pool, prices, slices, options).run();
}

}  // namespace samen::matcher::formation
