// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/scan/scan.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

namespace samen::matcher::scan {
namespace {

// Looking at so many groups out of reach is cheaper than starting again behind them.
constexpr std::uint32_t kGap = 96;

}  // namespace

Scan::Scan(const Problem& problem) : problem_(problem), columns_(make_columns(problem)) {
  const Reach& reach = problem.reach;
  const std::size_t households = problem.instance.households.size();
  begin_.assign(reach.postcodes() + 1, 0);
  for (HouseholdIndex h = 0; h < households; ++h) ++begin_[reach.postcode_of(h) + 1];
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  order_.resize(households);
  auto next = begin_;
  for (HouseholdIndex h = 0; h < households; ++h) order_[next[reach.postcode_of(h)]++] = h;
}

void Scan::Reader::start(std::uint32_t postcode) {
  const auto& at = scan_.columns_.position_at;
  runs_.clear();
  travel_.clear();
  for (const auto& block : scan_.problem_.reach.blocks_of(postcode)) {
    const std::uint32_t first = at[block.first];
    const std::uint32_t last = at[block.last];
    if (first == last) continue;
    if (!runs_.empty() && first - runs_.back().last <= kGap) {
      travel_.resize(travel_.size() + (first - runs_.back().last), kOutOfReach);
    } else {
      runs_.push_back({first, first});
    }
    runs_.back().last = last;
    const Policy& policy = scan_.problem_.policy;
    const int points =
        rules::places_allow(policy, block.minutes)
            ? rules::TravelTimePoints::points(block.minutes, policy.travel_limit_minutes)
            : kOutOfReach;
    travel_.resize(travel_.size() + (last - first), static_cast<std::int16_t>(points));
  }
  score_.resize(travel_.size());
  next_ = nullptr;
  known_ = false;
  if (memory_ == nullptr) return;
  known_ = memory_->at_[postcode] != Memory::kNowhere;
  next_ = memory_->take(postcode, travel_.size() * scan_.households_of(postcode).size());
}

std::uint16_t* Scan::Memory::take(std::uint32_t postcode, std::size_t scores) {
  if (at_[postcode] == kNowhere) {
    std::size_t used = used_.load(std::memory_order_relaxed);
    do {
      if (room_ - used < scores) return nullptr;
    } while (!used_.compare_exchange_weak(used, used + scores, std::memory_order_relaxed));
    at_[postcode] = used;
  }
  return scores_.get() + at_[postcode];
}

std::size_t Scan::most_scores(std::uint32_t postcode) const {
  std::size_t positions = 0;
  for (const auto& block : problem_.reach.blocks_of(postcode)) {
    positions +=
        columns_.position_at[block.last] - columns_.position_at[block.first] + std::size_t{kGap};
  }
  return positions * households_of(postcode).size();
}

void Scan::Reader::score(HouseholdIndex household) {
  stretches_.clear();
  std::uint16_t* const scores = next_ != nullptr ? next_ : score_.data();
  if (next_ != nullptr) next_ += travel_.size();
  if (!rules::household_may_be_proposed(
          rules::asks_of(scan_.problem_.instance, scan_.problem_.policy, household))) {
    return;
  }
  if (!known_) profile_.read(scan_.problem_, household);
  std::size_t at = 0;
  for (const auto& [run_first, run_last] : runs_) {
    for (std::uint32_t first = run_first; first < run_last;) {
      const std::uint32_t count = std::min(kTile, run_last - first);
      if (!known_) {
        score_tile(scan_.columns_, profile_, travel_.data() + at, first, count, scores + at);
      }
      stretches_.push_back({first, {scores + at, count}});
      first += count;
      at += count;
    }
  }
  if (!known_) close_forbidden(household, scores);
}

void Scan::Reader::close_forbidden(HouseholdIndex household, std::uint16_t* scores) const {
  HardRules::each([&]<class R, std::size_t I>() {
    if constexpr (R::kKind == rules::Kind::of_pairs) {
      const auto& forbidden = R::forbidden(scan_.problem_.instance);
      for (auto pair = std::ranges::lower_bound(forbidden, std::pair{household, GroupIndex{0}});
           pair != forbidden.end() && pair->first == household; ++pair) {
        const std::uint32_t position = scan_.columns_.position[pair->second];
        std::size_t offset = 0;
        for (const auto& [first, last] : runs_) {
          if (position >= first && position < last) scores[offset + (position - first)] = 0;
          offset += last - first;
        }
      }
    }
  });
}

std::size_t thread_count(std::uint32_t pieces, int threads) {
  const std::size_t wanted = threads > 0 ? static_cast<std::size_t>(threads)
                                         : std::max(1U, std::thread::hardware_concurrency());
  return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, pieces));
}

void share_out(std::uint32_t count, std::size_t threads,
               const std::function<void(std::size_t, std::uint32_t)>& work) {
  std::atomic<std::uint32_t> next{0};
  const auto run = [&](std::size_t thread) {
    for (;;) {
      const std::uint32_t number = next.fetch_add(1, std::memory_order_relaxed);
      if (number >= count) return;
      work(thread, number);
    }
  };
  std::vector<std::jthread> others;
  for (std::size_t thread = 1; thread < threads; ++thread) others.emplace_back(run, thread);
  run(0);
}

}  // namespace samen::matcher::scan
