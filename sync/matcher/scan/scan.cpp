// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scan/scan.hpp"

#include <algorithm>
#include <atomic>
#include <thread>

#include "sync/matcher/criteria.hpp"

namespace samen::matcher::scan {
namespace {

// Looking at so many groups out of reach is cheaper than starting again behind them.
constexpr std::uint32_t kGap = 96;

}  // namespace

Scan::Scan(const Instance& instance, const Policy& policy, const Reach& reach)
    : instance_(instance),
      policy_(policy),
      reach_(reach),
      columns_(make_columns(instance, policy, reach)) {
  const std::size_t households = instance.households.size();
  begin_.assign(reach.postcodes() + 1, 0);
  for (HouseholdIndex h = 0; h < households; ++h) ++begin_[reach.postcode_of(h) + 1];
  for (std::size_t i = 1; i < begin_.size(); ++i) begin_[i] += begin_[i - 1];
  order_.resize(households);
  auto next = begin_;
  for (HouseholdIndex h = 0; h < households; ++h) order_[next[reach.postcode_of(h)]++] = h;
  excluded_begin_.assign(households + 1, 0);
  for (const auto& pair : instance.excluded) ++excluded_begin_[pair.first + 1];
  for (std::size_t i = 1; i <= households; ++i) excluded_begin_[i] += excluded_begin_[i - 1];
}

void Scan::Reader::start(std::uint32_t postcode) {
  const auto& at = scan_.columns_.position_at;
  runs_.clear();
  travel_.clear();
  for (const auto& block : scan_.reach_.blocks_of(postcode)) {
    const std::uint32_t first = at[block.first];
    const std::uint32_t last = at[block.last];
    if (first == last) continue;
    if (!runs_.empty() && first - runs_.back().last <= kGap) {
      travel_.resize(travel_.size() + (first - runs_.back().last), kOutOfReach);
    } else {
      runs_.push_back({first, first});
    }
    runs_.back().last = last;
    const int points = criteria::travel_points(block.minutes, scan_.policy_.travel_limit_minutes);
    travel_.resize(travel_.size() + (last - first), static_cast<std::int16_t>(points));
  }
  score_.resize(travel_.size());
  next_ = nullptr;
  known_ = false;
  if (memory_ == nullptr) return;
  auto& kept = memory_->scores_[postcode];
  const std::size_t wanted = travel_.size() * scan_.households_of(postcode).size();
  known_ = !kept.empty();
  if (!known_) {
    const std::size_t bytes = wanted * sizeof kept[0];
    std::size_t left = memory_->left_.load(std::memory_order_relaxed);
    do {
      if (left < bytes) return;
    } while (!memory_->left_.compare_exchange_weak(left, left - bytes, std::memory_order_relaxed));
    kept.resize(wanted);
  }
  next_ = kept.data();
}

void Scan::Reader::score(HouseholdIndex household) {
  stretches_.clear();
  std::uint16_t* const scores = next_ != nullptr ? next_ : score_.data();
  if (next_ != nullptr) next_ += travel_.size();
  if (scan_.instance_.households.eligible[household] == 0) return;
  if (!known_) profile_.read(scan_.instance_, scan_.policy_, household);
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
  if (!known_) close_excluded(household, scores);
}

void Scan::Reader::close_excluded(HouseholdIndex household, std::uint16_t* scores) const {
  const auto& excluded = scan_.instance_.excluded;
  for (auto e = scan_.excluded_begin_[household]; e < scan_.excluded_begin_[household + 1]; ++e) {
    const std::uint32_t position = scan_.columns_.position[excluded[e].second];
    std::size_t offset = 0;
    for (const auto& [first, last] : runs_) {
      if (position >= first && position < last) scores[offset + (position - first)] = 0;
      offset += last - first;
    }
  }
}

std::size_t thread_count(const Scan& scan, int threads) {
  const std::size_t wanted = threads > 0 ? static_cast<std::size_t>(threads)
                                         : std::max(1U, std::thread::hardware_concurrency());
  return std::clamp<std::size_t>(wanted, 1, std::max<std::size_t>(1, scan.postcodes()));
}

void each_postcode(const Scan& scan, int threads,
                   const std::function<void(std::size_t, std::uint32_t)>& work) {
  std::atomic<std::uint32_t> next{0};
  const auto run = [&](std::size_t thread) {
    for (;;) {
      const std::uint32_t postcode = next.fetch_add(1, std::memory_order_relaxed);
      if (postcode >= scan.postcodes()) return;
      work(thread, postcode);
    }
  };
  std::vector<std::jthread> others;
  const std::size_t count = thread_count(scan, threads);
  for (std::size_t thread = 1; thread < count; ++thread) others.emplace_back(run, thread);
  run(0);
}

}  // namespace samen::matcher::scan
