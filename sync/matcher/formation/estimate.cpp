// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/formation/estimate.hpp"

#include <algorithm>
#include <bit>

namespace samen::matcher::formation {
namespace {

constexpr int kSteps = 24;
constexpr std::int64_t kImpossible = -(std::int64_t{1} << 60);

std::int64_t total(const Gains& gains, std::size_t e, int count) {
  std::int64_t sum = 0;
  for (int i = 0; i < std::min(count, 3); ++i) sum += gains[e][static_cast<std::size_t>(i)];
  return sum;
}

// max over c' >= c of T(c') - slope * (c' - c); T is flat from 3 on.
std::int64_t potential(const Gains& gains, std::size_t e, std::int64_t slope, int count) {
  std::int64_t best = total(gains, e, count);
  for (int to = count + 1; to <= 3; ++to) {
    best = std::max(best, total(gains, e, to) - slope * (to - count));
  }
  return best;
}

template <class Action>
void each_bit(std::uint64_t bits, Action&& action) {
  for (; bits != 0; bits &= bits - 1) action(static_cast<std::size_t>(std::countr_zero(bits)));
}

std::int64_t slopes_of(const Slopes& slopes, const Cover& cover) {
  std::int64_t sum = 0;
  const auto add = [&](std::size_t e) { sum += slopes[e]; };
  each_bit(cover.one, add);
  each_bit(cover.two, add);
  each_bit(cover.three, add);
  return sum;
}

}  // namespace

Slopes first_slopes(const HouseholdTable& table) {
  Slopes slopes{};
  for (std::size_t e = 0; e < kElements; ++e) slopes[e] = table.gains[e][1];
  return slopes;
}

Estimate::Estimate(const Tables& tables, const HouseholdTable& table,
                   const std::vector<std::int64_t>& prices, int members, std::uint32_t times)
    : tables_(tables), table_(table), members_(static_cast<std::size_t>(members)) {
  for (std::size_t e = 0; e < kElements; ++e) {
    if (table.gains[e][0] > 0) useful_ |= 1ULL << e;
  }
  for (const Entry& entry : tables.entries(table)) {
    if (!entry.part) continue;
    const auto& unit = tables.units()[entry.unit];
    if ((unit.part.view.times & times) == 0) continue;
    const std::int64_t own = entry.base / (table.twice_adults * members) - prices[entry.unit];
    const bool bridges = tables.bridges(table, unit.part);
    if (unit.kind == UnitKind::single) {
      singles_.push_back({&entry, entry.unit, own, own, bridges});
    } else if (unit.members() < members) {
      partials_.push_back({&entry, entry.unit, own, own, bridges});
    }
  }
}

void Estimate::weigh(const Slopes& slopes) {
  for (auto* list : {&singles_, &partials_}) {
    for (Candidate& one : *list) one.estimate = one.own + slopes_of(slopes, one.entry->cover);
  }
  at_nothing_ = 0;
  each_bit(useful_,
           [&](std::size_t e) { at_nothing_ += potential(table_.gains, e, slopes[e], 0); });
}

Estimate::Top Estimate::top() const {
  Top top;
  for (const Candidate& one : singles_) {
    if (one.bridges && (top.bridge == nullptr || one.estimate > top.bridge->estimate)) {
      top.bridge = &one;
    }
    if (top.found == members_ && one.estimate <= top.singles[top.found - 1]->estimate) continue;
    std::size_t at = top.found < members_ ? top.found++ : top.found - 1;
    for (; at > 0 && top.singles[at - 1]->estimate < one.estimate; --at) {
      top.singles[at] = top.singles[at - 1];
    }
    top.singles[at] = &one;
  }
  bool bridges = false;
  top.bridged.fill(kImpossible);
  for (std::size_t i = 0; i < top.found; ++i) {
    top.sums[i + 1] = top.sums[i] + top.singles[i]->estimate;
    bridges = bridges || top.singles[i]->bridges;
    if (bridges) {
      top.bridged[i + 1] = top.sums[i + 1];
    } else if (top.bridge != nullptr) {
      top.bridged[i + 1] = top.sums[i] + top.bridge->estimate;
    }
  }
  return top;
}

std::int64_t Estimate::best(const Slopes& slopes, std::array<int, kElements>& counts) {
  weigh(slopes);
  const Top top = this->top();
  std::int64_t best = kImpossible;
  const Candidate* with = nullptr;
  std::size_t singles = members_;
  if (top.found == members_ && !table_.alone) best = top.bridged[members_];
  for (const Candidate& partial : partials_) {
    const std::size_t more =
        members_ - static_cast<std::size_t>(tables_.units()[partial.unit].members());
    if (more > top.found) continue;
    const std::int64_t rest = partial.bridges ? top.sums[more] : top.bridged[more];
    if (rest == kImpossible || partial.estimate + rest <= best) continue;
    best = partial.estimate + rest;
    with = &partial;
    singles = more;
  }
  if (best == kImpossible) return best;
  counts.fill(0);
  const auto count = [&counts](const Cover& cover) {
    const auto add = [&counts](std::size_t e) { ++counts[e]; };
    each_bit(cover.one, add);
    each_bit(cover.two, add);
    each_bit(cover.three, add);
  };
  bool bridges = with != nullptr && with->bridges;
  for (std::size_t i = 0; i < singles; ++i) {
    bridges = bridges || top.singles[i]->bridges;
    const bool exchanged = i + 1 == singles && !bridges;
    count((exchanged ? top.bridge : top.singles[i])->entry->cover);
  }
  if (with != nullptr) count(with->entry->cover);
  return best + at_nothing_;
}

bool Estimate::improve(std::int64_t constant, std::int64_t floor, Slopes& slopes) {
  std::array<int, kElements> counts{};
  Slopes current = slopes;
  std::int64_t lowest = kImpossible;
  double scale = 1.0;
  for (int step = 0; step < kSteps; ++step) {
    const std::int64_t bound = best(current, counts);
    if (bound == kImpossible || constant + bound <= floor) {
      slopes = current;
      return false;
    }
    if (lowest == kImpossible || bound < lowest) {
      lowest = bound;
      slopes = current;
    } else {
      scale *= 0.7;
    }
    // A subgradient: how often the best set covers e, less how often e would like to be covered.
    std::array<int, kElements> direction{};
    std::int64_t norm = 0;
    each_bit(useful_, [&](std::size_t e) {
      int wanted = 0;
      while (wanted < 3 && table_.gains[e][static_cast<std::size_t>(wanted)] > current[e]) ++wanted;
      // Where a gain equals the slope, wanting one more is as good.
      int most = wanted;
      while (most < 3 && table_.gains[e][static_cast<std::size_t>(most)] == current[e]) ++most;
      direction[e] = counts[e] > most ? counts[e] - most : std::min(counts[e] - wanted, 0);
      norm += direction[e] * direction[e];
    });
    if (norm == 0) break;  // the estimate is what a set is worth
    const double over = static_cast<double>(constant + bound - floor);
    const double length = scale * std::min(over, 5000.0) / static_cast<double>(norm);
    each_bit(useful_, [&](std::size_t e) {
      const double moved = static_cast<double>(current[e]) - length * direction[e];
      current[e] = static_cast<std::int32_t>(
          std::clamp(moved, 0.0, static_cast<double>(table_.gains[e][0])));
    });
  }
  return true;
}

void Estimate::bind(const Slopes& slopes, Potential& made) {
  weigh(slopes);
  made.at_nothing = at_nothing_;
  made.gains = {};
  each_bit(useful_, [&](std::size_t e) {
    for (int count = 0; count < 3; ++count) {
      made.gains[e][static_cast<std::size_t>(count)] =
          static_cast<std::int32_t>(potential(table_.gains, e, slopes[e], count + 1) -
                                    potential(table_.gains, e, slopes[e], count));
    }
  });
}

void Estimate::candidates(std::int64_t floor, std::vector<Candidate>& singles,
                          std::vector<Candidate>& partials) const {
  singles = singles_;
  const auto falling = [](const Candidate& a, const Candidate& b) {
    return a.estimate != b.estimate ? a.estimate > b.estimate : a.unit < b.unit;
  };
  std::ranges::sort(singles, falling);
  std::vector<std::int64_t> sums(1, 0);
  for (std::size_t i = 0; i < std::min(members_, singles.size()); ++i) {
    sums.push_back(sums.back() + singles[i].estimate);
  }
  partials.clear();
  std::int64_t best_but_one = kImpossible;  // the best that could stand beside one more single
  if (sums.size() > members_ - 1 && !table_.alone) best_but_one = sums[members_ - 1];
  for (const Candidate& partial : partials_) {
    const std::size_t more =
        members_ - static_cast<std::size_t>(tables_.units()[partial.unit].members());
    if (more >= sums.size()) continue;
    if (at_nothing_ + partial.estimate + sums[more] <= floor) continue;
    partials.push_back(partial);
    best_but_one = std::max(best_but_one, partial.estimate + sums[more - 1]);
  }
  std::ranges::sort(partials, falling);
  while (!singles.empty() && at_nothing_ + singles.back().estimate + best_but_one <= floor) {
    singles.pop_back();
  }
}

}  // namespace samen::matcher::formation
