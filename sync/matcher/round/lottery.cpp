// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/round/lottery.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>

#include "base/random.hpp"

namespace samen::matcher {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

// Counts over the households; adding up is the same in any order.
struct Counts {
  std::vector<std::int32_t> same;
  std::vector<std::int32_t> any;
  explicit Counts(std::size_t households) : same(households, 0), any(households, 0) {}

  void add(const std::vector<std::uint32_t>& drawn, const std::vector<std::uint32_t>& carried_out) {
    for (std::size_t i = 0; i < drawn.size(); ++i) {
      if (drawn[i] == kUnassigned) continue;
      ++any[i];
      if (drawn[i] == carried_out[i]) ++same[i];
    }
  }
  void add(const Counts& other) {
    for (std::size_t i = 0; i < same.size(); ++i) {
      same[i] += other.same[i];
      any[i] += other.any[i];
    }
  }
};

}  // namespace

base::Result<Propensities> draw_again(const Problem& problem, const PairList& pairs,
                                      const std::vector<std::uint32_t>& carried_out,
                                      std::uint64_t seed, int draws, int threads) {
  if (problem.policy.lottery_bin <= 1) draws = 0;  // nothing is left to chance
  std::vector<std::uint64_t> seeds;
  base::SeededRandom random(seed);
  for (int i = 0; i < draws; ++i) seeds.push_back(random.next_u64());

  Counts total(carried_out.size());
  total.add(carried_out, carried_out);
  std::atomic<std::size_t> next{0};
  std::mutex mutex;
  std::optional<base::Error> failed;
  const auto work = [&] {
    Counts mine(carried_out.size());
    for (;;) {
      const std::size_t draw = next.fetch_add(1, std::memory_order_relaxed);
      if (draw >= seeds.size()) break;
      const auto made = choose(problem, pairs, seeds[draw], 1);
      if (!made) {
        const std::lock_guard lock(mutex);
        failed = made.error();
        break;
      }
      mine.add(made->solution.column_of_row, carried_out);
    }
    const std::lock_guard lock(mutex);
    total.add(mine);
  };
  {
    const unsigned machine = std::max(1U, std::thread::hardware_concurrency());
    const unsigned wanted = threads > 0 ? static_cast<unsigned>(threads) : machine;
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < std::min<std::size_t>({wanted, seeds.size(), 64}); ++i) {
      others.emplace_back(work);
    }
    work();
  }
  if (failed) return std::unexpected(failed->context("lottery"));

  Propensities made;
  made.draws = draws + 1;
  for (std::size_t i = 0; i < carried_out.size(); ++i) {
    const auto share = [&](std::int32_t count) {
      return static_cast<std::int32_t>(count * kMillion / made.draws);
    };
    made.this_group.push_back(share(total.same[i]));
    made.any_group.push_back(share(total.any[i]));
    const bool placed = carried_out[i] != kUnassigned;
    const bool certain = placed ? total.same[i] == made.draws : total.any[i] == 0;
    if (!certain) ++made.randomised;
  }
  return made;
}

}  // namespace samen::matcher
