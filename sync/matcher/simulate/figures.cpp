// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/simulate/figures.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <numeric>

#include <nlohmann/json.hpp>

namespace samen::matcher::simulate {
namespace {

using Json = nlohmann::ordered_json;

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

int percentile(const std::vector<int>& sorted, int percent) {
  return sorted.empty() ? 0 : sorted[(sorted.size() - 1) * static_cast<std::size_t>(percent) / 100];
}

double rounded(double value) {
  return std::round(value * 100) / 100;
}

Json json_of(const Figures& figures) {
  return {{"share_of_hindsight", rounded(figures.share_of_hindsight)},
          {"matched", rounded(figures.matched)},
          {"mean_score", rounded(figures.mean_score)},
          {"median_wait_days", figures.median_wait_days},
          {"p90_wait_days", figures.p90_wait_days},
          {"p99_wait_days", figures.p99_wait_days},
          {"gave_up", figures.gave_up}};
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

Figures figures_of(const YearResult& result, const std::vector<int>& hindsight,
                   std::span<const HouseholdIndex> households) {
  Figures made;
  std::int64_t score = 0;
  std::int64_t best = 0;
  std::vector<int> waits;
  for (const auto household : households) {
    const auto& outcome = result.households[household];
    best += hindsight[household];
    made.gave_up += outcome.left ? 1 : 0;
    if (outcome.score == 0) continue;
    score += outcome.score;
    waits.push_back(outcome.waited);
  }
  std::ranges::sort(waits);
  const auto share = [](std::int64_t part, std::int64_t whole) {
    return whole == 0 ? 0.0 : static_cast<double>(part) / static_cast<double>(whole);
  };
  made.share_of_hindsight = 100 * share(score, best);
  made.matched = 100 * share(std::ssize(waits), std::ssize(households));
  made.mean_score = share(score, std::ssize(waits));
  made.median_wait_days = percentile(waits, 50);
  made.p90_wait_days = percentile(waits, 90);
  made.p99_wait_days = percentile(waits, 99);
  return made;
}

std::string figures_json(const Year& year, const std::vector<YearResult>& results,
                         const std::vector<int>& hindsight) {
  std::vector<HouseholdIndex> all(year.households.size());
  std::iota(all.begin(), all.end(), 0U);
  const auto classes = classes_of(year.problem.instance, all.size());
  Json rules = Json::array();
  for (const auto& result : results) {
    Json rule = {{"name", kRuleNames[static_cast<std::size_t>(result.rule)]}};
    rule.update(json_of(figures_of(result, hindsight, all)));
    Json by = Json::object();
    for (const auto& [name, list] :
         {std::pair{"language", &classes.language}, std::pair{"size", &classes.size},
          std::pair{"need_class", &classes.need_class}}) {
      by[name] = Json::object();
      for (const auto& one : *list) {
        by[name][one.name] = json_of(figures_of(result, hindsight, one.households));
      }
    }
    rule["by"] = std::move(by);
    rules.push_back(std::move(rule));
  }
  return Json{{"rules", std::move(rules)}}.dump() + "\n";
}

}  // namespace samen::matcher::simulate
