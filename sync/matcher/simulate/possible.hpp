// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <vector>

#include "base/result.hpp"
#include "sync/matcher/simulate/year.hpp"

// What hard rules alone explain: of how many groups of a year a household may be proposed one, and
// what that would be for the same people without the need that makes them a class.
namespace samen::matcher::simulate {

struct Possible {
  std::string list;  // "language", "size", "need_class"
  std::string name;  // of the class
  std::size_t households = 0;
  double groups = 0;  // possible ones, percent of all that come in the year; the mean
  double none = 0;    // percent of the households for which there is none
  // The same households with two people, without the wish, free at any time, or with an
  // interpreter; of a class that is no need as it is.
  double groups_without = 0;
  double none_without = 0;
};

// Of the people who come in a year, by class. Errors: as make_year().
base::Result<std::vector<Possible>> possible_groups(const YearOptions& options,
                                                    const Policy& policy, const Places& places);

}  // namespace samen::matcher::simulate
