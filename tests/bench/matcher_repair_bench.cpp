// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdio>
#include <vector>

#include "families.hpp"
#include "matcher_measure.hpp"
#include "matcher_options.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/repair.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace {

using namespace samen::matcher;

constexpr std::string_view kHelp =
    "How long one arrival, leave, decline or change takes in a solved problem: processor time of "
    "the\n"
    "thread, which other programs disturb less, and of the clock.\n"
    "  matcher_repair_bench [--size N] [--events N] [--uni]\n"
    "    --size    households, and as many groups (100000)\n"
    "    --events  (20000)\n"
    "    --uni     one part without geography instead of 342 municipalities\n"
    "  matcher_repair_bench --events 60000\n";

struct Times {
  const char* what;
  std::vector<double> processor = {};
  std::vector<double> clock = {};

  void add(double processor_seconds, double clock_seconds) {
    processor.push_back(processor_seconds);
    clock.push_back(clock_seconds);
  }
  void show() {
    if (processor.empty()) return;
    std::printf("%-24s %6zu |", what, processor.size());
    for (auto* seconds : {&processor, &clock}) {
      std::ranges::sort(*seconds);
      for (const double share : {0.5, 0.99, 0.999, 1.0}) {
        const double at = share * static_cast<double>(seconds->size() - 1);
        std::printf(" %8.1f", 1e6 * (*seconds)[static_cast<std::size_t>(at)]);
      }
      std::printf(seconds == &processor ? " |" : "\n");
    }
  }
};

}  // namespace

int main(int count, char** arguments) {
  bench::Options given(count, arguments, kHelp);
  const auto size = given.number("--size", std::uint32_t{100'000});
  const int events = given.number("--events", 20'000);
  const std::uint32_t parts = given.flag("--uni") ? 1 : 342;
  given.finish();
  const auto problem = test::municipal(size, size, 30, parts, 5);
  auto repair = Repair::start(problem, solve(problem).value()).value();
  samen::base::SeededRandom random(17);
  Times arrivals{"arrival"};
  Times leaves{"leave"};
  Times freed{"a group leaves"};
  Times declines{"decline"};
  Times changes{"a pair's value changes"};
  Times all{"all"};
  const auto timed = [&](Times& times, const auto& work) {
    const double clock = bench::processor_seconds(CLOCK_MONOTONIC);
    const double start = bench::processor_seconds(CLOCK_THREAD_CPUTIME_ID);
    work();
    const double passed = bench::processor_seconds(CLOCK_THREAD_CPUTIME_ID) - start;
    const double on_the_clock = bench::processor_seconds(CLOCK_MONOTONIC) - clock;
    times.add(passed, on_the_clock);
    all.add(passed, on_the_clock);
  };
  std::vector<Repair::Entry> entries;
  for (int event = 0; event < events; ++event) {
    const auto row = static_cast<std::uint32_t>(random.below(size));
    const auto first = problem.row_begin[row];
    const auto last = problem.row_begin[row + 1];
    const auto entry = first + random.below(last - first);
    switch (random.below(5)) {
      case 0:  // somebody like this one
        entries.clear();
        for (auto e = first; e < last; ++e) {
          entries.push_back(
              {problem.column[e], problem.value[e] + static_cast<std::int64_t>(random.below(50))});
        }
        timed(arrivals, [&] { repair.add_row(entries).value(); });
        break;
      case 1:
        timed(leaves, [&] { repair.remove_row(row).value(); });
        break;
      case 2:
        timed(freed, [&] { repair.remove_column(problem.column[entry]).value(); });
        break;
      case 3:
        if (repair.column_of(row) == kUnassigned) break;
        timed(declines, [&] { repair.set(row, repair.column_of(row), 0).value(); });
        break;
      default: {
        const auto value = 1 + static_cast<std::int64_t>(random.below(1400));
        timed(changes, [&] { repair.set(row, problem.column[entry], value).value(); });
      }
    }
  }
  std::printf(
      "microseconds: event, how many | processor: median, p99, p99.9, most | clock: the same\n");
  for (auto* times : {&arrivals, &leaves, &freed, &declines, &changes, &all}) times->show();
  const auto end = repair.problem();
  const auto solution = repair.solution();
  const bool equal = check(end, solution).has_value() && solve(end)->value == solution.value;
  std::printf("after all events: %s\n", equal ? "certified, equal to a cold solve" : "NOT EQUAL");
  return equal ? 0 : 1;
}
