// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdlib>

namespace samen::bench {

// BENCHMARK(...)->Apply(fixed_iterations): as often as SAMEN_BENCH_ITERATIONS says, if it is set.
// instructions.py counts two such runs; their difference has no start and no calibration in it.
template <class Benchmark>
void fixed_iterations(Benchmark* benchmark) {
  const char* wished = std::getenv("SAMEN_BENCH_ITERATIONS");
  const long long count = wished == nullptr ? 0 : std::atoll(wished);
  if (count > 0) benchmark->Iterations(count);
}

}  // namespace samen::bench
