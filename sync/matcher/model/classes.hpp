// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "sync/matcher/model/instance.hpp"

namespace samen::matcher {

inline constexpr std::size_t kFewestShown =
    10;  // smaller counts are not told: they point at people

// Classes of households, made of their answers only, never of origin; a household may stand in
// several of one list.
struct Class {
  std::string name;
  std::vector<HouseholdIndex> households;
};
struct Classes {
  std::vector<Class> language;    // that an adult speaks fluently: ar, ti, ...
  std::vector<Class> size;        // "1", "2", "3-4", "5+" people
  std::vector<Class> need_class;  // what makes it harder to find a group; "none" of it
};
// Of the first `households` of the instance, by name, without classes of fewer than kFewestShown.
Classes classes_of(const Instance& instance, std::size_t households);

// Calls visit(name of the list, its classes) for the three.
template <class Visit>
void each_list(const Classes& classes, Visit visit) {
  visit("language", classes.language);
  visit("size", classes.size);
  visit("need_class", classes.need_class);
}

}  // namespace samen::matcher
