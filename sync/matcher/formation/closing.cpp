// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/closing.hpp"

#include <algorithm>
#include <map>

#include "sync/matcher/formation/annealing.hpp"
#include "sync/matcher/formation/moves.hpp"

namespace samen::matcher::formation {
namespace {

struct Island {
  std::vector<std::uint32_t> households;
  std::vector<std::uint32_t> units;
  std::int64_t bound = 0;
};

std::vector<Island> parts_of(const Tables& tables, const Prices& prices) {
  const auto number = tables.parts();
  const auto households = static_cast<std::uint32_t>(tables.households().size());
  std::map<std::uint32_t, Island> found;
  for (std::uint32_t h = 0; h < households; ++h) {
    auto& part = found[number[h]];
    part.households.push_back(h);
    part.bound += prices.household[h];
  }
  for (std::uint32_t u = 0; u < tables.units().size(); ++u) {
    auto& part = found[number[households + u]];
    part.units.push_back(u);
    part.bound += prices.unit[u];
  }
  std::vector<Island> parts;
  for (auto& [key, part] : found) parts.push_back(std::move(part));
  return parts;
}

std::int64_t value_of(const Island& part, const Packing& packing) {
  std::int64_t value = 0;
  for (const auto h : part.households) {
    const Column& set = packing.of_household[h];
    value += set.count > 0 ? set.value : 0;
  }
  return value;
}

// What a set lacks to its price: its slack. A packing's value is the bound less the slacks of its
// sets, of households without a set and of units left over.
struct Option {
  std::int64_t slack = 0;
  Column set;
};

class Closing {
 public:
  Closing(const Tables& tables, const Prices& prices, const Island& part, Packing& packing,
          const ClosingLimits& limits)
      : tables_(tables),
        prices_(prices),
        part_(part),
        packing_(packing),
        limits_(limits),
        taken_(tables.units().size(), 0),
        wanted_(tables.units().size(), 0) {}

  // True when the packing of this part is now proven to be the best.
  bool run() {
    gap_ = part_.bound - value_of(part_, packing_);
    if (gap_ <= 0) return true;
    if (!list_options()) return false;
    chosen_.assign(part_.households.size(), nullptr);
    std::vector<std::uint32_t> open(part_.households.size());
    for (std::uint32_t i = 0; i < open.size(); ++i) open[i] = i;
    search(open, 0);
    return steps_ < limits_.steps;
  }

 private:
  bool list_options() {
    options_.resize(part_.households.size());
    std::size_t sets = 0;
    for (std::size_t i = 0; i < part_.households.size(); ++i) {
      if (is_up(limits_.hurry)) return false;
      const auto h = part_.households[i];
      PricingMemory memory;
      PricingLimits limits;
      limits.threshold = prices_.household[h] - gap_;
      limits.nodes = limits_.pricing_nodes;
      limits.columns = limits_.sets;
      limits.everything = true;
      limits.hurry = limits_.hurry;
      const auto priced = price_household(tables_, h, prices_.unit, limits, memory);
      sets += priced.columns.size();
      if (!priced.complete || sets > limits_.sets) return false;
      for (const Column& set : priced.columns) {
        options_[i].push_back(
            {prices_.household[h] - set.value + price_of(set, prices_.unit), set});
      }
      std::ranges::sort(options_[i], [](const Option& a, const Option& b) {
        return a.slack != b.slack ? a.slack < b.slack : a.set.units < b.set.units;
      });
    }
    return true;
  }

  bool free(const Column& set) const {
    return std::ranges::none_of(set.set(), [&](std::uint32_t unit) { return taken_[unit] != 0; });
  }

  // `open` households are undecided; `spent` is the slack so far.
  void search(const std::vector<std::uint32_t>& open, std::int64_t spent) {
    if (++steps_ >= limits_.steps) return;
    if (steps_ % 1024 == 0 && is_up(limits_.hurry)) steps_ = limits_.steps;
    const std::uint64_t here = ++stamp_;
    std::int64_t least = spent;
    std::size_t fewest = 0;
    std::size_t fewest_options = SIZE_MAX;
    for (std::size_t i = 0; i < open.size(); ++i) {
      const auto at = open[i];
      std::int64_t own = prices_.household[part_.households[at]];  // slack without a set
      std::size_t count = 1;
      for (const Option& option : options_[at]) {
        if (spent + option.slack >= gap_) break;
        if (!free(option.set)) continue;
        own = std::min(own, option.slack);
        ++count;
        for (const auto unit : option.set.set()) wanted_[unit] = here;
      }
      least += own;
      if (count < fewest_options) {
        fewest_options = count;
        fewest = i;
      }
    }
    for (const auto unit : part_.units) {
      if (taken_[unit] == 0 && wanted_[unit] != here) least += prices_.unit[unit];
    }
    if (least >= gap_) return;
    if (open.empty()) {
      gap_ = least;
      for (std::size_t i = 0; i < chosen_.size(); ++i) {
        packing_.of_household[part_.households[i]] =
            chosen_[i] != nullptr ? chosen_[i]->set : Column{};
      }
      return;
    }
    const auto at = open[fewest];
    auto rest = open;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(fewest));
    for (const Option& option : options_[at]) {
      if (spent + option.slack >= gap_) break;
      if (!free(option.set)) continue;
      for (const auto unit : option.set.set()) taken_[unit] = 1;
      chosen_[at] = &option;
      search(rest, spent + option.slack);
      chosen_[at] = nullptr;
      for (const auto unit : option.set.set()) taken_[unit] = 0;
    }
    search(rest, spent + prices_.household[part_.households[at]]);
  }

  const Tables& tables_;
  const Prices& prices_;
  const Island& part_;
  Packing& packing_;
  const ClosingLimits& limits_;
  std::int64_t gap_ = 0;  // only packings with less slack are better
  std::vector<std::vector<Option>> options_;
  std::vector<const Option*> chosen_;
  std::vector<std::uint8_t> taken_;
  std::vector<std::uint64_t> wanted_;
  std::uint64_t steps_ = 0;
  std::uint64_t stamp_ = 0;
};

}  // namespace

std::int64_t close_gap(const Tables& tables, const Prices& prices, Packing& packing,
                       const ClosingLimits& limits) {
  const auto parts = parts_of(tables, prices);
  std::vector<std::int64_t> bounds(parts.size());
  in_parallel(parts.size(), limits.threads, [&](std::size_t i) {
    bounds[i] = parts[i].bound;
    if (bounds[i] == value_of(parts[i], packing)) return;
    if (Closing(tables, prices, parts[i], packing, limits).run()) {
      bounds[i] = value_of(parts[i], packing);
    }
  });
  packing.value = total_value(packing);
  std::int64_t bound = 0;
  for (const auto part : bounds) bound += part;
  return bound;
}

}  // namespace samen::matcher::formation
