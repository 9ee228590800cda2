// SPDX-License-Identifier: Apache-2.0
// Our solver against LEMON and, where python3-scipy is installed, SciPy's sparse solver (LAPJVsp)
// on the same instances, one after the other in child processes, so that each one's memory is its
// own. SciPy matches everybody, so its instance has a column of value 0 for every row, and its time
// does not include reading. Prints seconds of processor time and of the clock, peak memory, and for
// ours the number of passes over the entries that would take as long.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "families.hpp"
#include "lemon.hpp"
#include "matcher_measure.hpp"
#include "matcher_options.hpp"
#include "sync/matcher/assignment/checker.hpp"
#include "sync/matcher/assignment/exact/components.hpp"
#include "sync/matcher/assignment/solver.hpp"

namespace {

using namespace samen::matcher;
using bench::measure;
using bench::Measured;
using bench::processor_seconds;

constexpr std::string_view kHelp =
    "Our exact solver against LEMON and, where python3-scipy is installed, SciPy, on the same\n"
    "instances: seconds, memory, ratio, and whether all values are equal and ours certified.\n"
    "  matcher_solver_vs_peers_bench [--alone] [--only TEXT] [--threads N] [--long]\n"
    "    --alone    without the peers\n"
    "    --only     the rows whose name has TEXT in it\n"
    "    --threads  for the column clock (2)\n"
    "    --long     an hour for SciPy instead of a minute, general matching at 100k too\n"
    "  matcher_solver_vs_peers_bench --only 'geo 10k'\n";

std::int64_t lemon_by_parts(const AssignmentProblem& problem) {
  const auto parts = exact::find_components(problem);
  std::int64_t sum = 0;
  for (std::size_t part = 0; part < parts.size(); ++part) {
    AssignmentProblem one;
    one.rows = parts.row_begin[part + 1] - parts.row_begin[part];
    one.columns = parts.column_begin[part + 1] - parts.column_begin[part];
    one.row_begin.push_back(0);
    for (auto i = parts.row_begin[part]; i < parts.row_begin[part + 1]; ++i) {
      for (auto e = problem.row_begin[parts.rows[i]]; e < problem.row_begin[parts.rows[i] + 1];
           ++e) {
        one.column.push_back(parts.column_place[problem.column[e]]);
        one.value.push_back(problem.value[e]);
      }
      one.row_begin.push_back(one.column.size());
    }
    sum += test::lemon_optimum(one);
  }
  return sum;
}

// Seconds for one pass over the entries: the floor under every solver.
double pass_seconds(const AssignmentProblem& problem) {
  double best = 1;
  for (int i = 0; i < 7; ++i) {
    const double start = processor_seconds();
    std::int64_t sum = 0;
    for (std::size_t e = 0; e < problem.entries(); ++e) sum += problem.value[e] ^ problem.column[e];
    volatile std::int64_t kept = sum;
    static_cast<void>(kept);
    best = std::min(best, processor_seconds() - start);
  }
  return best;
}

constexpr const char* kSciPy = R"(
import sys, time, numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import min_weight_full_bipartite_matching as match
f = open(sys.argv[1], "rb")
rows, columns, entries = np.fromfile(f, np.int64, 3)
begin = np.fromfile(f, np.int64, rows + 1)
column = np.fromfile(f, np.int32, entries)
value = np.fromfile(f, np.float64, entries)
m = csr_matrix((value, column, begin), (rows, columns + rows))
start = time.process_time()
i, j = match(m, maximize=True)
spent = time.process_time() - start
print(spent, int(round(m[i, j].sum() - rows)))
)";

// Processor seconds and value, or nothing when SciPy is not there or takes longer than `limit`.
std::optional<std::pair<double, std::int64_t>> scipy(const AssignmentProblem& problem, int limit) {
  std::string folder = "/tmp/matcher_bench_XXXXXX";
  if (mkdtemp(folder.data()) == nullptr) return std::nullopt;
  const std::string file = folder + "/instance";
  const std::string script = folder + "/solve.py";
  if (std::FILE* out = std::fopen(script.c_str(), "w")) {
    std::fputs(kSciPy, out);
    std::fclose(out);
  }
  // Values are raised by one, because SciPy takes a stored 0 for no entry at all.
  std::vector<std::int64_t> begin{0};
  std::vector<std::int32_t> column;
  std::vector<double> value;
  for (std::uint32_t row = 0; row < problem.rows; ++row) {
    for (auto e = problem.row_begin[row]; e < problem.row_begin[row + 1]; ++e) {
      column.push_back(static_cast<std::int32_t>(problem.column[e]));
      value.push_back(static_cast<double>(problem.value[e] + 1));
    }
    column.push_back(static_cast<std::int32_t>(problem.columns + row));
    value.push_back(1);
    begin.push_back(static_cast<std::int64_t>(column.size()));
  }
  if (std::FILE* out = std::fopen(file.c_str(), "wb")) {
    const std::int64_t head[3] = {problem.rows, problem.columns,
                                  static_cast<std::int64_t>(column.size())};
    std::fwrite(head, sizeof head[0], 3, out);
    std::fwrite(begin.data(), sizeof begin[0], begin.size(), out);
    std::fwrite(column.data(), sizeof column[0], column.size(), out);
    std::fwrite(value.data(), sizeof value[0], value.size(), out);
    std::fclose(out);
  }
  const std::string command = "timeout " + std::to_string(limit) + " /usr/bin/python3 " + script +
                              " " + file + " 2>/dev/null";
  double seconds = 0;
  long long total = 0;
  int read = 0;
  if (std::FILE* pipe = popen(command.c_str(), "r")) {
    read = std::fscanf(pipe, "%lf %lld", &seconds, &total);
    pclose(pipe);
  }
  std::remove(file.c_str());
  std::remove(script.c_str());
  rmdir(folder.c_str());
  if (read != 2) return std::nullopt;
  return std::pair{seconds, std::int64_t{total}};
}

struct Row {
  std::string name;
  std::function<AssignmentProblem()> make;
};

void run(const Row& row, int threads, bool long_run, bool alone) {
  const auto problem = row.make();
  const bool large = problem.entries() > 1'000'000;
  const auto ours = measure([&] { return solve(problem, {.threads = 1})->value; }, 5);
  const auto many = measure([&] { return solve(problem, {.threads = threads})->value; }, 5);
  if (alone) {
    std::printf("%-18s %9zu | %7.4f %6.1fx %6.1f MB %7.4f\n", row.name.c_str(), problem.entries(),
                ours.processor, ours.processor / pass_seconds(problem), ours.megabytes, many.clock);
    return;
  }
  const auto simplex = measure([&] { return test::lemon_optimum(problem); }, 1);
  const auto parts = measure([&] { return lemon_by_parts(problem); }, 1);
  Measured general;
  if (!large || long_run)
    general = measure([&] { return test::lemon_general_matching(problem); }, 1);
  const auto sparse = scipy(problem, long_run ? 3600 : 60);
  const auto solution = solve(problem);
  const bool certified = solution && check(problem, *solution).has_value();
  const bool equal = certified && solution->value == ours.value && many.value == ours.value &&
                     simplex.value == ours.value && parts.value == ours.value &&
                     (general.value < 0 || general.value == ours.value) &&
                     (!sparse || sparse->second == ours.value);
  double peer = std::min(simplex.processor, parts.processor);
  if (general.value >= 0) peer = std::min(peer, general.processor);
  if (sparse) peer = std::min(peer, sparse->first);
  std::printf("%-18s %9zu | %7.4f %6.1fx %6.1f MB %7.4f | %8.4f %6.1f MB %8.4f ", row.name.c_str(),
              problem.entries(), ours.processor, ours.processor / pass_seconds(problem),
              ours.megabytes, many.clock, simplex.processor, simplex.megabytes, parts.processor);
  if (general.value >= 0) {
    std::printf("%8.4f ", general.processor);
  } else {
    std::printf("%8s ", "-");
  }
  if (sparse) {
    std::printf("%8.4f ", sparse->first);
  } else {
    static const bool here = std::system("/usr/bin/python3 -c 'import scipy' 2>/dev/null") == 0;
    std::printf("%8s ", here ? "too long" : "absent");
  }
  std::printf("| %6.1fx %s\n", peer / ours.processor, equal ? "equal, certified" : "NOT EQUAL");
  std::fflush(stdout);
}

}  // namespace

int main(int count, char** arguments) {
  samen::matcher::bench::Options given(count, arguments, kHelp);
  const bool long_run = given.flag("--long");
  const bool alone = given.flag("--alone");
  const int threads = given.number("--threads", 2);
  const std::string only(given.text("--only", ""));
  given.finish();
  std::vector<Row> rows;
  for (const std::uint32_t size : {1000U, 10000U, 100000U}) {
    for (const int percent : {100, 70}) {
      const std::uint32_t columns = size / 100 * static_cast<std::uint32_t>(percent);
      const std::string tail = std::to_string(size / 1000) + "k x " + std::to_string(percent) + "%";
      rows.push_back({"geo " + tail, [=] { return test::municipal(size, columns, 30, 342, 5); }});
      rows.push_back({"uni " + tail, [=] { return test::municipal(size, columns, 30, 1, 5); }});
    }
  }
  rows.push_back({"one part of 19k", [] { return test::municipal(19000, 19000, 30, 1, 6); }});
  std::printf("processor seconds (best of 5, peers 1); clock with %d threads\n", threads);
  std::printf("%-18s %9s | %7s %7s %9s %7s | %8s %9s %8s %8s %8s | %s\n", "instance", "entries",
              "ours", "passes", "memory", "clock", "simplex", "memory", "by parts", "general",
              "SciPy", "best peer / ours");
  for (const auto& row : rows) {
    if (only.empty() || row.name.find(only) != std::string::npos)
      run(row, threads, long_run, alone);
  }
  return 0;
}
