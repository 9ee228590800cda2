// SPDX-License-Identifier: Apache-2.0
#include <chrono>
#include <cstdio>

#include "../unit/sync/matcher/mixed_crowd.hpp"
#include "matcher_measure.hpp"
#include "matcher_options.hpp"
#include "problem_of.hpp"
#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/formation.hpp"
#include "sync/matcher/formation/value.hpp"

namespace {

using namespace samen::matcher;

constexpr std::string_view kHelp =
    "Forming groups around households at full size: what it is worth, how far from the best it\n"
    "can be.\n"
    "  matcher_formation_bench [--households N] [--volunteers N] [--seed N] [--threads N]\n"
    "                          [--effort PERCENT] [--no-guarantee]\n"
    "  matcher_formation_bench --households 170 --volunteers 850 --threads 1 --no-guarantee\n";

double points(std::int64_t value) {
  return static_cast<double>(value) / static_cast<double>(formation::kPoint);
}

}  // namespace

int main(int argc, char** argv) {
  bench::Options given(argc, argv, kHelp);
  const int households = given.number("--households", 500);
  const int volunteers = given.number("--volunteers", 2500);
  test::MixedOptions wanted;
  wanted.seed = given.number("--seed", std::uint64_t{1});
  wanted.households = households;
  // A quarter of the volunteers in complete groups of five, a fifth in groups of two on average.
  wanted.complete = volunteers / 20;
  wanted.partial = volunteers / 10;
  wanted.singles = volunteers - 5 * wanted.complete - 2 * wanted.partial;
  Policy policy;
  if (given.flag("--no-guarantee")) policy.guarantee_days.clear();
  formation::FormationOptions options;
  options.seed = wanted.seed;
  options.threads = given.number("--threads", 2);
  options.effort = given.number("--effort", 100);
  given.finish();
  const auto mixed = test::make_mixed(wanted, policy);
  const auto problem = test::problem_of(mixed.instance, policy);
  std::printf("%d households, %d volunteers: %d complete groups, %d forming, %d single\n",
              households, mixed.volunteers(), wanted.complete, wanted.partial, wanted.singles);

  const double processor = bench::processor_seconds();
  const auto clock = std::chrono::steady_clock::now();
  const auto made = formation::form_groups(problem, options);
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - clock;
  const double spent = bench::processor_seconds() - processor;
  if (!made) {
    std::printf("%s\n", made.error().message.c_str());
    return 1;
  }
  const auto checked = formation::check_formation(problem, *made);
  std::printf("jointly formed: %zu groups, value %.0f points, bound %.0f, proven gap %.2f %%\n",
              made->groups.size(), points(made->value), points(made->bound),
              0.01 * formation::gap_per_ten_thousand(problem, *made));
  std::printf("%.1f s on the clock, %.1f s of processor, %d threads, %zu sets; checker: %s\n",
              passed.count(), spent, options.threads, made->sets_known,
              checked ? "holds" : checked.error().message.c_str());
  return 0;
}
