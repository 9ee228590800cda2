// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <string_view>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/simulate/year.hpp"

// What it does to a household that it skips one question: the same made-up years with and without
// the answer. Silence is neutral where nothing changes; what it is worth stands in Policy::unsaid.
namespace samen::matcher::simulate {

// The questions a household may skip and a round reads.
enum class Asked : std::uint8_t { needs, times, goals, sectors, interests, age };
inline constexpr std::array<std::string_view, 6> kAskedNames = {"needs",   "times",     "goals",
                                                                "sectors", "interests", "age"};

// How it went for some households of some years.
struct Fared {
  std::size_t households = 0;
  std::vector<int> waits;  // days of the matched, in no order

  double matched_percent() const;
  double mean_wait() const;
  double median_wait() const;
  void add(const Fared& more);
};

struct Silence {
  Fared all_answer;
  Fared nobody_answers;
  // Of years in which half of the households skips it and the other half does not, each year twice
  // with the halves changed over: so both are the same households.
  Fared answered;
  Fared skipped;
  // By year: points of the matched share that the skipping halves have more.
  std::vector<double> more_matched;
};

// One entry a question, in the order of Asked, over `years` years with the seeds options.seed and
// following. `progress` hears of every year that is done. Errors: as make_year().
base::Result<std::array<Silence, kAskedNames.size()>> measure_silence(
    const YearOptions& options, const Policy& policy, const Places& places, int years, int threads,
    const std::function<void(int year)>& progress = {});

}  // namespace samen::matcher::simulate
