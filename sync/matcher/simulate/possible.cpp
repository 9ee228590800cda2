// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/simulate/possible.hpp"

#include <algorithm>
#include <map>
#include <string_view>

namespace samen::matcher::simulate {
namespace {

using base::Result;

// Takes from everybody the need that a class is made of; false for a class that is none.
bool without_need(std::string_view name, Instance& people) {
  auto& h = people.households;
  if (name == "same_gender_wish") {
    std::ranges::fill(h.company, static_cast<std::uint8_t>(domain::CompanyWish::no_wish));
  } else if (name == "five_or_more" || name == "5+" || name == "3-4") {
    for (auto& count : h.people) count = std::min<std::uint8_t>(count, 2);
  } else if (name == "few_times") {
    std::ranges::fill(h.times, 0U);
  } else if (name == "neither_dutch_nor_english") {
    std::ranges::fill(h.interpreter, std::uint8_t{1});
  } else {
    return false;
  }
  return true;
}

// How many groups each household of the year may be proposed.
Result<std::vector<std::uint64_t>> counts_of(const Year& year, Instance people) {
  SAMEN_TRY(const auto problem, Problem::make(std::move(people), year.problem.policy));
  SAMEN_TRY(const auto pairs, all_pairs(problem));
  std::vector<std::uint64_t> counts;
  for (HouseholdIndex i = 0; i < year.households.size(); ++i) {
    counts.push_back(pairs.begin[i + 1] - pairs.begin[i]);
  }
  return counts;
}

struct Means {
  double groups = 0;
  double none = 0;
};

Means means_of(const std::vector<HouseholdIndex>& households,
               const std::vector<std::uint64_t>& counts, std::size_t groups) {
  Means made;
  for (const auto household : households) {
    made.groups += static_cast<double>(counts[household]);
    made.none += counts[household] == 0 ? 100 : 0;
  }
  const auto size = static_cast<double>(households.size());
  made.groups *= 100 / (size * static_cast<double>(std::max<std::size_t>(1, groups)));
  made.none /= size;
  return made;
}

}  // namespace

Result<std::vector<Possible>> possible_groups(const YearOptions& options, const Policy& policy,
                                              const Places& places) {
  Policy tonight = policy;
  tonight.look_ahead.days = 0;  // the year before has no part in it
  SAMEN_TRY(const Year year, make_year(options, tonight, places));
  const auto& instance = year.problem.instance;
  const std::size_t groups = year.groups.size();
  SAMEN_TRY(const auto as_it_is, counts_of(year, instance));
  const auto classes = classes_of(instance, year.households.size());
  std::vector<Possible> made;
  std::map<std::string, std::vector<std::uint64_t>> without;
  Result<void> failed;
  each_list(classes, [&](const char* list, const std::vector<Class>& of_list) {
    for (const auto& one : of_list) {
      Instance changed = instance;
      const auto* counts = &as_it_is;
      if (without_need(one.name, changed)) {
        auto counted = counts_of(year, std::move(changed));
        if (!counted) {
          failed = std::unexpected(counted.error());
          return;
        }
        counts = &(without[one.name] = std::move(*counted));
      }
      const auto is = means_of(one.households, as_it_is, groups);
      const auto would = means_of(one.households, *counts, groups);
      made.push_back(
          {list, one.name, one.households.size(), is.groups, is.none, would.groups, would.none});
    }
  });
  SAMEN_CHECK(failed);
  return made;
}

}  // namespace samen::matcher::simulate
