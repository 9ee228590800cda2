// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/model/classes.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>

namespace samen::matcher {
namespace {

constexpr std::uint32_t bit_of(domain::Language language) {
  return 1U << static_cast<unsigned>(language);
}

std::uint32_t any_adult(const Instance& instance, HouseholdIndex household,
                        const std::vector<std::uint32_t>& masks) {
  const auto& begin = instance.households.adult_begin;
  std::uint32_t all = 0;
  for (auto adult = begin[household]; adult < begin[household + 1]; ++adult) all |= masks[adult];
  return all;
}

// The names of the need classes a household stands in.
std::vector<std::string> needs_of(const Instance& instance, HouseholdIndex household) {
  constexpr int kFewTimes = 2;
  const auto& h = instance.households;
  const std::uint32_t times = h.times[household] & ~kTimesSaid;
  std::vector<std::string> names;
  const auto add_if = [&](bool holds, const char* name) {
    if (holds) names.emplace_back(name);
  };
  add_if(
      (h.languages[household] & (bit_of(domain::Language::nl) | bit_of(domain::Language::en))) == 0,
      "neither_dutch_nor_english");
  add_if(h.interpreter[household] != 0, "interpreter");
  add_if(h.people[household] >= 5, "five_or_more");
  add_if(h.company[household] != static_cast<std::uint8_t>(domain::CompanyWish::no_wish),
         "same_gender_wish");
  add_if(times != 0 && std::popcount(times) <= kFewTimes, "few_times");
  add_if(names.empty(), "none");
  return names;
}

std::string size_of(int people) {
  return people >= 5 ? "5+" : people >= 3 ? "3-4" : std::to_string(people);
}

void put(std::vector<Class>& classes, const std::string& name, HouseholdIndex household) {
  auto at = std::ranges::find(classes, name, &Class::name);
  if (at == classes.end()) at = classes.insert(at, {name, {}});
  at->households.push_back(household);
}

}  // namespace

Classes classes_of(const Instance& instance, std::size_t households) {
  Classes made;
  for (HouseholdIndex household = 0; household < households; ++household) {
    const auto fluent = any_adult(instance, household, instance.adults.fluent);
    domain::SetOf<domain::Language>::from_bits(fluent).each([&](domain::Language language) {
      put(made.language, std::string(domain::name_of(language)), household);
    });
    put(made.size, size_of(instance.households.people[household]), household);
    for (const auto& need : needs_of(instance, household)) put(made.need_class, need, household);
  }
  for (auto* classes : {&made.language, &made.size, &made.need_class}) {
    std::erase_if(*classes, [](const Class& one) { return one.households.size() < kFewestShown; });
    std::ranges::sort(*classes, {}, &Class::name);
  }
  return made;
}

}  // namespace samen::matcher
