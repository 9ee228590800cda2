// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "sync/matcher/assignment/exact/auction.hpp"
#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/assignment/exact/search.hpp"
#include "sync/matcher/assignment/exact/side.hpp"

namespace samen::matcher::exact {

// Solves one part: a rough auction, then exact prices, then a shortest path for whoever is left.
// The smaller side bids, because then nobody has to be pushed out at the end. Keeps its memory from
// part to part; one object per thread.
template <class Value>
class Matching {
 public:
  void run(const AssignmentProblem& problem, const Components& parts, std::size_t part,
           AssignmentSolution& solution) {
    load(problem, parts, part);
    start();
    finish();
    store(parts, part, solution);
  }

  // The same when the solution's prices were optimal before some rows got more entries: they and
  // the matches they still cover exactly are kept, unless too many came apart.
  void resume(const AssignmentProblem& problem, const Components& parts, std::size_t part,
              AssignmentSolution& solution) {
    load(problem, parts, part);
    if (take_over(parts, part, solution)) {
      reduce(sides_[0], sides_[1]);
    } else {
      for (auto& side : sides_) std::ranges::fill(side.price, Value{0});
      start();
    }
    finish();
    store(parts, part, solution);
  }

 private:
  // False when it is quicker to begin from nothing.
  bool take_over(const Components& parts, std::size_t part, const AssignmentSolution& solution) {
    auto& [rows, columns] = sides_;
    for (std::uint32_t i = 0; i < columns.size(); ++i) {
      const std::uint32_t column = parts.columns[parts.column_begin[part] + i];
      columns.price[i] = static_cast<Value>(solution.column_price[column]);
    }
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      const std::uint32_t row = parts.rows[parts.row_begin[part] + i];
      const std::uint32_t column = solution.column_of_row[row];
      if (column == kUnassigned) continue;
      rows.mate[i] = parts.column_place[column];
      columns.mate[rows.mate[i]] = i;
    }
    tighten(rows, columns);
    constexpr std::uint32_t kFewest = 16;
    std::uint32_t apart = 0;
    for (std::uint32_t i = 0; i < rows.size(); ++i) {
      if (rows.mate[i] == kUnassigned && rows.price[i] > 0) ++apart;
    }
    return apart <= std::max(kFewest, rows.size() / kResumeShare);
  }
  // Copies the part with its nodes numbered from 0: what a scan touches lies close together.
  void load(const AssignmentProblem& problem, const Components& parts, std::size_t part) {
    const auto rows = parts.row_begin[part + 1] - parts.row_begin[part];
    const auto columns = parts.column_begin[part + 1] - parts.column_begin[part];
    auto& row_side = sides_[0];
    row_side.reset(rows);
    sides_[1].reset(columns);
    row_side.begin.reserve(std::size_t{rows} + 1);
    row_side.entries.reserve(parts.entries[part]);
    row_side.begin.push_back(0);
    for (std::uint32_t i = 0; i < rows; ++i) {
      const std::uint32_t row = parts.rows[parts.row_begin[part] + i];
      for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
        if (problem.value[e] <= 0) continue;
        row_side.entries.push_back(
            {parts.column_place[problem.column[e]], static_cast<Value>(problem.value[e])});
      }
      row_side.begin.push_back(static_cast<std::uint32_t>(row_side.entries.size()));
    }
    bidders_ = columns < rows ? 1 : 0;
    if (bidders_ == 1) transpose(sides_[0], sides_[1]);
  }

  void start() {
    auto& bidders = sides_[bidders_];
    auto& items = sides_[1 - bidders_];
    // Increments follow the spread within a bidder's entries, which a bonus common to a whole row
    // does not change. Two rounds pay when items are scarce; else prices of items that end up
    // unmatched would have to be taken back.
    const Value spread = mean_spread(bidders);
    const bool scarce = std::uint64_t{items.size()} * 10 < std::uint64_t{bidders.size()} * 11;
    if (scarce) auction(bidders, items, std::max<Value>(1, spread / 40), waiting_);
    auction(bidders, items, std::max<Value>(1, spread / 400), waiting_);
    tighten(bidders, items);
    reduce(bidders, items);
  }

  void finish() {
    for (const std::size_t near : {bidders_, 1 - bidders_}) {
      for (std::uint32_t node = 0; node < sides_[near].size(); ++node) {
        if (sides_[near].mate[node] != kUnassigned || sides_[near].price[node] == 0) continue;
        if (sides_[near].entries.empty()) transpose(sides_[1 - near], sides_[near]);
        search_.run(sides_[near], sides_[1 - near], node);
      }
    }
  }

  void store(const Components& parts, std::size_t part, AssignmentSolution& solution) const {
    for (std::uint32_t i = 0; i < sides_[0].size(); ++i) {
      const std::uint32_t row = parts.rows[parts.row_begin[part] + i];
      const std::uint32_t mate = sides_[0].mate[i];
      solution.row_price[row] = sides_[0].price[i];
      solution.column_of_row[row] =
          mate == kUnassigned ? kUnassigned : parts.columns[parts.column_begin[part] + mate];
    }
    for (std::uint32_t i = 0; i < sides_[1].size(); ++i) {
      solution.column_price[parts.columns[parts.column_begin[part] + i]] = sides_[1].price[i];
    }
  }

  // Mean difference between the greatest and the least entry, over a sample of nodes.
  static Value mean_spread(const Side<Value>& side) {
    const std::uint32_t step = side.size() / 512 + 1;
    std::int64_t sum = 0;
    std::int64_t count = 0;
    for (std::uint32_t node = 0; node < side.size(); node += step) {
      Value least = Side<Value>::kFar;
      Value greatest = 0;
      for (auto e = side.begin[node]; e < side.begin[node + 1]; ++e) {
        least = std::min(least, side.entries[e].value);
        greatest = std::max(greatest, side.entries[e].value);
      }
      sum += (greatest - least) / 512;  // a sample of 1024 at most: cannot overflow
      ++count;
    }
    return static_cast<Value>(sum / count * 512);
  }

  // Exact prices for bidders; matches that are not covered exactly come apart.
  static void tighten(Side<Value>& bidders, Side<Value>& items) {
    for (std::uint32_t node = 0; node < bidders.size(); ++node) {
      Value price = 0;
      Value gain_of_mate = 0;
      const std::uint32_t mate = bidders.mate[node];
      for (auto e = bidders.begin[node]; e < bidders.begin[node + 1]; ++e) {
        const auto& entry = bidders.entries[e];
        const Value gain = entry.value - items.price[entry.other];
        price = std::max(price, gain);
        if (entry.other == mate) gain_of_mate = gain;
      }
      bidders.price[node] = price;
      if (mate != kUnassigned && gain_of_mate != price) {
        bidders.mate[node] = kUnassigned;
        items.mate[mate] = kUnassigned;
      }
    }
  }

  // Augmenting row reduction: every unmatched bidder takes what it gains most from and raises the
  // price to the second best; whoever had it before goes on, as long as the price rose.
  void reduce(Side<Value>& bidders, Side<Value>& items) {
    for (std::uint32_t start = 0; start < bidders.size(); ++start) {
      std::uint32_t node = bidders.mate[start] == kUnassigned ? start : kUnassigned;
      for (int bids = 0; node != kUnassigned && bids < 64; ++bids) {
        const auto [item, best, second] = two_best(bidders, items, node);
        bidders.price[node] = second;
        if (item == kUnassigned) break;
        const std::uint32_t before = items.mate[item];
        if (before != kUnassigned && best == second) {
          bidders.price[node] = best;  // pushing somebody out would gain nothing
          break;
        }
        items.price[item] += best - second;
        items.mate[item] = node;
        bidders.mate[node] = item;
        if (before != kUnassigned) bidders.mate[before] = kUnassigned;
        node = before;
      }
    }
  }

  // One row in so many may have to look again; with more an auction from nothing is quicker.
  static constexpr std::uint32_t kResumeShare = 3;

  std::array<Side<Value>, 2> sides_;  // rows, columns
  std::size_t bidders_ = 0;
  std::vector<std::uint32_t> waiting_;
  Search<Value> search_;
};

}  // namespace samen::matcher::exact
