// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

#include "sync/matcher/simulate/year.hpp"

// What a simulated year came to, for all and for classes of households. Classes are made of answers
// only, never of origin; a household may stand in several.
namespace samen::matcher::simulate {

inline constexpr std::size_t kFewestShown = 10;  // households; smaller classes are not told

struct Class {
  std::string name;
  std::vector<HouseholdIndex> households;
};
struct Classes {
  std::vector<Class> language;    // that an adult speaks fluently: ar, ti, ...
  std::vector<Class> size;        // "1", "2", "3-4", "5+" people
  std::vector<Class> need_class;  // what makes it harder to find a group; "none" of it
};
// Without the classes of fewer than kFewestShown households.
Classes classes_of(const Instance& instance, std::size_t households);

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
