// SPDX-License-Identifier: Apache-2.0
#include "matcher_country.hpp"
#include "matcher_measure.hpp"
#include "matcher_options.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/round/pricing.hpp"
#include "sync/matcher/scoring/scan/scan.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace {

using namespace samen::matcher;
using bench::measure;

constexpr std::string_view kHelp =
    "A round of a whole country: who reaches whom, the scan over all pairs, and the optimum with\n"
    "its proof over all of them.\n"
    "  matcher_round_bench [--size N] [--threads N] [--repeat N] [--start N] [--added N]\n"
    "    --size     households, and as many groups (100000)\n"
    "    --threads  (2)\n"
    "    --repeat   the best of so many runs (3)\n"
    "    --start    pairs of each household to begin with (10)\n"
    "    --added    pairs a household adds in one pass, at most (12)\n"
    "  matcher_round_bench --size 20000 --threads 1\n";

std::uint64_t pairs_in_reach(const Problem& problem) {
  std::uint64_t pairs = 0;
  for (HouseholdIndex h = 0; h < problem.instance.households.size(); ++h) {
    for (const auto& block : problem.reach.of(h)) pairs += block.last - block.first;
  }
  return pairs;
}

// The sum of all scores: every pair is looked at and nothing is kept.
std::int64_t scan_all(const Problem& problem, int threads) {
  const scan::Scan scan(problem);
  std::vector<std::int64_t> sums(scan::thread_count(scan.postcodes(), threads), 0);
  std::vector<scan::Scan::Reader> readers(sums.size(), scan::Scan::Reader(scan));
  scan::share_out(scan.postcodes(), sums.size(), [&](std::size_t thread, std::uint32_t postcode) {
    readers[thread].read(postcode, [&](HouseholdIndex, std::span<const scan::Stretch> stretches) {
      std::uint32_t sum = 0;
      for (const auto& stretch : stretches) {
        for (const auto score : stretch.score) sum += score;
      }
      sums[thread] += sum;
    });
  });
  std::int64_t total = 0;
  for (const auto sum : sums) total += sum;
  return total;
}

// The same by the plain definition, for one household in a hundred.
std::int64_t define_some(const Problem& problem) {
  std::int64_t sum = 0;
  for (HouseholdIndex h = 0; h < problem.instance.households.size(); h += 100) {
    for (const auto& block : problem.reach.of(h)) {
      for (std::uint32_t i = block.first; i < block.last; ++i) {
        const GroupIndex group = problem.reach.ordered_groups()[i];
        if (obstacles(problem, h, group) != 0) continue;
        sum += score_terms(problem, h, group).score;
      }
    }
  }
  return sum;
}

}  // namespace

int main(int count, char** arguments) {
  bench::Options given(count, arguments, kHelp);
  const int size = given.number("--size", 100'000);
  const int threads = given.number("--threads", 2);
  const int repeat = given.number("--repeat", 3);
  PricingOptions options;
  options.start = given.number("--start", options.start);
  options.added = given.number("--added", options.added);
  given.finish();
  options.threads = threads;
  const Policy policy;
  const Problem problem = Problem::make(bench::make_country(size, size, policy, 1), policy).value();
  const Instance& instance = problem.instance;
  const auto pairs = static_cast<double>(pairs_in_reach(problem));
  std::printf("%d households x %d groups, %.3g pairs within the travel limit; best of %d\n", size,
              size, pairs, repeat);
  const auto show = [&](const char* what, const bench::Measured& m, double share) {
    std::printf("%-44s %8.3f s processor %8.3f s clock %7.2f ns a pair %7.0f MB\n", what,
                m.processor, m.clock, m.processor / pairs / share * 1e9, m.megabytes);
    std::fflush(stdout);
  };
  show("who reaches whom",
       measure(
           [&] {
             const Reach again(instance, policy);
             return std::int64_t{again.postcodes()};
           },
           repeat),
       1);
  show("plain definition, one household in 100", measure([&] { return define_some(problem); }, 1),
       0.01);
  const auto one = measure([&] { return scan_all(problem, 1); }, repeat);
  show("scan of all pairs, one thread", one, 1);
  const auto many = measure([&] { return scan_all(problem, threads); }, repeat);
  show("scan of all pairs, all threads", many, 1);
  if (one.value != many.value) std::printf("NOT EQUAL\n");

  const auto round = [&]() -> std::int64_t {
    const auto objective =
        Objective::make(policy, instance.households.size(), instance.groups.size(), 1);
    const auto solved = solve_over_all_pairs(problem, *objective, options);
    return solved ? solved->solution.value : -1;
  };
  show("certified round, all threads", measure(round, repeat), 1);
  const auto objective =
      Objective::make(policy, instance.households.size(), instance.groups.size(), 1);
  const auto solved = solve_over_all_pairs(problem, *objective, options);
  if (!solved) {
    std::printf("refused: %s\n", solved.error().message.c_str());
    return 1;
  }
  std::printf("possible pairs %.4g, kept %zu, added by each pass:",
              static_cast<double>(solved->possible), solved->pairs.size());
  for (const auto added : solved->added)
    std::printf(" %llu", static_cast<unsigned long long>(added));
  std::printf("\n");
  return 0;
}
