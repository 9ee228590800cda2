// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/scoring/candidates.hpp"

#include <algorithm>
#include <atomic>
#include <span>

#include "base/say.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"

namespace samen::matcher {
namespace {

constexpr std::size_t kMaxPairs = 200'000'000;

// Of pairs from `first` on, group and score in one number.
void keep_best(std::vector<std::uint64_t>& pairs, std::ptrdiff_t first, std::size_t most) {
  if (pairs.size() - static_cast<std::size_t>(first) <= most) return;
  const auto rank = [](std::uint64_t pair) {
    return std::pair(-static_cast<int>(pair & 0xffffU), pair >> 16U);
  };
  const auto end = first + static_cast<std::ptrdiff_t>(most);
  std::ranges::nth_element(pairs.begin() + first, pairs.begin() + end, pairs.end(), {}, rank);
  pairs.resize(static_cast<std::size_t>(end));
}

}  // namespace

base::Result<PairList> all_pairs(const Problem& problem, int threads) {
  return best_pairs(problem, kMaxPairs, threads);
}

base::Result<PairList> best_pairs(const Problem& problem, std::size_t most, int threads) {
  const scan::Scan scan(problem);
  // Group and score in one number, so that sorting by group carries the score along.
  struct Found {
    std::vector<std::uint64_t> pairs;
    std::vector<std::pair<HouseholdIndex, std::size_t>> begin;
  };
  std::vector<Found> found(scan::thread_count(scan.postcodes(), threads));
  std::atomic<std::size_t> count{0};
  scan::share_out(scan.postcodes(), found.size(), [&](std::size_t thread, std::uint32_t postcode) {
    if (count.load(std::memory_order_relaxed) > kMaxPairs) return;
    auto& mine = found[thread];
    const std::size_t before = mine.pairs.size();
    scan::Scan::Reader reader(scan);
    reader.read(postcode, [&](HouseholdIndex household, std::span<const scan::Stretch> stretches) {
      const auto first = static_cast<std::ptrdiff_t>(mine.pairs.size());
      mine.begin.emplace_back(household, mine.pairs.size());
      for (const auto& [position, score] : stretches) {
        for (std::size_t k = 0; k < score.size(); ++k) {
          if (score[k] == 0) continue;
          mine.pairs.push_back(std::uint64_t{scan.columns().group[position + k]} << 16U | score[k]);
        }
      }
      keep_best(mine.pairs, first, most);
      std::sort(mine.pairs.begin() + first, mine.pairs.end());
    });
    count.fetch_add(mine.pairs.size() - before, std::memory_order_relaxed);
  });
  if (count > kMaxPairs) {
    return base::fail(base::Errc::limit, base::say("round: more than 200 million possible pairs"));
  }

  PairList pairs;
  pairs.begin.assign(problem.instance.households.size() + 1, 0);
  const auto each_row = [&found](auto visit) {
    for (const auto& mine : found) {
      for (std::size_t i = 0; i < mine.begin.size(); ++i) {
        const std::size_t last =
            i + 1 < mine.begin.size() ? mine.begin[i + 1].second : mine.pairs.size();
        visit(mine.begin[i].first,
              std::span(mine.pairs).subspan(mine.begin[i].second, last - mine.begin[i].second));
      }
    }
  };
  each_row([&](HouseholdIndex h, auto row) { pairs.begin[h + 1] = row.size(); });
  for (std::size_t h = 1; h < pairs.begin.size(); ++h) pairs.begin[h] += pairs.begin[h - 1];
  pairs.group.resize(pairs.begin.back());
  pairs.score.resize(pairs.begin.back());
  each_row([&](HouseholdIndex h, auto row) {
    std::uint64_t at = pairs.begin[h];
    for (const std::uint64_t pair : row) {
      pairs.group[at] = static_cast<GroupIndex>(pair >> 16U);
      pairs.score[at++] = static_cast<std::uint16_t>(pair);
    }
  });
  return pairs;
}

}  // namespace samen::matcher
