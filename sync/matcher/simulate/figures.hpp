// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <span>
#include <string>
#include <vector>

#include "sync/matcher/model/classes.hpp"
#include "sync/matcher/simulate/year.hpp"

// What a simulated year came to, for all and for classes of households (model/classes.hpp).
namespace samen::matcher::simulate {

struct Figures {
  double share_of_hindsight = 0;  // percent of the score they would have in hindsight
  double matched = 0;             // percent of them
  double mean_score = 0;          // of the matched
  int median_wait_days = 0;       // of the matched, likewise below
  int p90_wait_days = 0;
  int p99_wait_days = 0;
  int gave_up = 0;  // households that stopped waiting
};
Figures figures_of(const YearResult& result, const std::vector<int>& hindsight,
                   std::span<const HouseholdIndex> households);

// {"rules": [{"name": ..., the figures by their names, "by": {"language": {NAME: figures}, "size":
// ..., "need_class": ...}}]}; shares and the mean with two decimals.
std::string figures_json(const Year& year, const std::vector<YearResult>& results,
                         const std::vector<int>& hindsight);

}  // namespace samen::matcher::simulate
