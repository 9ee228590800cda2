// SPDX-License-Identifier: Apache-2.0
// Forming groups around households at full size: what it is worth, how far from the best it can be,
// and what "assign first, form later" gives on the same people.
//   matcher_formation_bench [households] [volunteers] [seed] [threads] [effort percent]
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <ctime>

#include "../unit/sync/matcher/mixed_crowd.hpp"
#include "sync/matcher/formation/checker.hpp"
#include "sync/matcher/formation/formation.hpp"
#include "sync/matcher/formation/one_by_one.hpp"
#include "sync/matcher/formation/value.hpp"

namespace {

using namespace samen::matcher;

double processor_seconds() {
  timespec now{};
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

double points(std::int64_t value) {
  return static_cast<double>(value) / static_cast<double>(formation::kPoint);
}

}  // namespace

int main(int argc, char** argv) {
  const auto number = [&](int at, int otherwise) {
    return argc > at ? std::atoi(argv[at]) : otherwise;
  };
  const int households = number(1, 500);
  const int volunteers = number(2, 2500);
  test::MixedOptions wanted;
  wanted.seed = static_cast<std::uint64_t>(number(3, 1));
  wanted.households = households;
  // A quarter of the volunteers in complete groups of five, a fifth in groups of two on average.
  wanted.complete = volunteers / 20;
  wanted.partial = volunteers / 10;
  wanted.singles = volunteers - 5 * wanted.complete - 2 * wanted.partial;
  Policy policy;
  if (argc > 6) policy.guarantee_days.clear();
  const auto mixed = test::make_mixed(wanted, policy);
  std::printf("%d households, %d volunteers: %d complete groups, %d forming, %d single\n",
              households, mixed.volunteers(), wanted.complete, wanted.partial, wanted.singles);

  formation::FormationOptions options;
  options.seed = wanted.seed;
  options.threads = number(4, 2);
  options.effort = number(5, 100);
  const double processor = processor_seconds();
  const auto clock = std::chrono::steady_clock::now();
  const auto made = formation::form_groups(mixed.instance, policy, options);
  const std::chrono::duration<double> passed = std::chrono::steady_clock::now() - clock;
  const double spent = processor_seconds() - processor;
  if (!made) {
    std::printf("%s\n", made.error().message.c_str());
    return 1;
  }
  const auto checked = formation::check_formation(mixed.instance, policy, *made);
  std::printf("jointly formed: %zu groups, value %.0f points, bound %.0f, proven gap %.2f %%\n",
              made->groups.size(), points(made->value), points(made->bound),
              0.01 * formation::gap_per_ten_thousand(mixed.instance, policy, *made));
  std::printf("%.1f s on the clock, %.1f s of processor, %d threads, %zu sets; checker: %s\n",
              passed.count(), spent, options.threads, made->sets_known,
              checked ? "holds" : checked.error().message.c_str());
  const auto later = formation::assign_then_form(mixed.instance, policy, options);
  if (!later) return 1;
  std::printf("assign first, form later: %zu groups, value %.0f points\n", later->groups.size(),
              points(later->value));
  return 0;
}
