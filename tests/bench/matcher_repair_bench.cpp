// SPDX-License-Identifier: Apache-2.0
// How much processor time one arrival, leave, decline or change takes in a solved problem of
// 100,000 x 100,000.
//   matcher_repair_bench [--size N] [--events N] [--uni]
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <string_view>
#include <vector>

#include "families.hpp"
#include "sync/matcher/checker.hpp"
#include "sync/matcher/repair.hpp"
#include "sync/matcher/solver.hpp"

namespace {

using namespace samen::matcher;

// Of this thread alone: the clock would count whatever else the machine does.
double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

struct Times {
  const char* what;
  std::vector<double> seconds = {};

  void show() {
    if (seconds.empty()) return;
    std::ranges::sort(seconds);
    const auto at = [this](double share) {
      return 1e6 *
             seconds[static_cast<std::size_t>(share * static_cast<double>(seconds.size() - 1))];
    };
    std::printf(
        "%-34s %6zu events: median %8.1f us, p99 %8.1f us, p99.9 %8.1f us, worst %8.1f us\n", what,
        seconds.size(), at(0.5), at(0.99), at(0.999), at(1));
  }
};

}  // namespace

int main(int count, char** arguments) {
  std::uint32_t size = 100'000;
  int events = 20'000;
  std::uint32_t parts = 342;
  for (int i = 1; i < count; ++i) {
    const std::string_view name = arguments[i];
    if (name == "--uni") parts = 1;
    if (name == "--size" && i + 1 < count)
      size = static_cast<std::uint32_t>(std::atoi(arguments[i + 1]));
    if (name == "--events" && i + 1 < count) events = std::atoi(arguments[i + 1]);
  }
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
    const double start = thread_seconds();
    work();
    const double passed = thread_seconds() - start;
    times.seconds.push_back(passed);
    all.seconds.push_back(passed);
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
  for (auto* times : {&arrivals, &leaves, &freed, &declines, &changes, &all}) times->show();
  const auto end = repair.problem();
  const auto solution = repair.solution();
  const bool equal = check(end, solution).has_value() && solve(end)->value == solution.value;
  std::printf("after all events: %s\n", equal ? "certified, equal to a cold solve" : "NOT EQUAL");
  return equal ? 0 : 1;
}
