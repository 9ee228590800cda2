// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/simulate/silence.hpp"

#include <algorithm>
#include <numeric>

#include "sync/matcher/model/mix.hpp"

namespace samen::matcher::simulate {
namespace {

using base::Result;

enum class Who : std::uint8_t { nobody, one_half, other_half, everybody };

bool skips(Who who, std::uint64_t household_key) {
  const bool one = (mix64(household_key) & 1U) != 0;
  return who == Who::everybody || (who == Who::one_half && one) || (who == Who::other_half && !one);
}

// As if this household had been asked and had gone on without an answer.
void forget(Instance& people, HouseholdIndex household, Asked question) {
  if (question == Asked::needs) people.households.needs[household] = 0;
  if (question == Asked::times) people.households.times[household] = 0;
  const auto& begin = people.households.adult_begin;
  for (auto adult = begin[household]; adult < begin[household + 1]; ++adult) {
    if (question == Asked::goals) people.adults.goals[adult] = kNoGoals;
    if (question == Asked::sectors) people.adults.sectors[adult] = 0;
    if (question == Asked::interests) people.adults.interests[adult] = 0;
    if (question == Asked::age) people.adults.age[adult] = kUnknown;
  }
}

// Who answered, and who skipped.
struct Halves {
  Fared answered;
  Fared skipped;
};

struct World {
  const YearOptions& options;
  const Policy& policy;
  const Places& places;
  int threads;

  Result<Halves> play(Asked question, Who who) const {
    SAMEN_TRY(const Year year, make_year(options, policy, places, [&](Instance& people) {
                for (HouseholdIndex i = 0; i < people.households.size(); ++i) {
                  if (skips(who, people.households.key[i])) forget(people, i, question);
                }
              }));
    SAMEN_TRY(const auto result, replay(year, Rule::policy, threads));
    Halves made;
    for (HouseholdIndex i = 0; i < year.households.size(); ++i) {
      auto& side =
          skips(who, year.problem.instance.households.key[i]) ? made.skipped : made.answered;
      ++side.households;
      if (result.households[i].score > 0) side.waits.push_back(result.households[i].waited);
    }
    return made;
  }
};

}  // namespace

double Fared::matched_percent() const {
  if (households == 0) return 0;
  return 100.0 * static_cast<double>(waits.size()) / static_cast<double>(households);
}

double Fared::mean_wait() const {
  if (waits.empty()) return 0;
  return static_cast<double>(std::accumulate(waits.begin(), waits.end(), std::int64_t{0})) /
         static_cast<double>(waits.size());
}

double Fared::median_wait() const {
  if (waits.empty()) return 0;
  auto sorted = waits;
  std::ranges::sort(sorted);
  return (sorted[(sorted.size() - 1) / 2] + sorted[sorted.size() / 2]) / 2.0;
}

void Fared::add(const Fared& more) {
  households += more.households;
  waits.insert(waits.end(), more.waits.begin(), more.waits.end());
}

Result<std::array<Silence, kAskedNames.size()>> measure_silence(
    const YearOptions& options, const Policy& policy, const Places& places, int years, int threads,
    const std::function<void(int year)>& progress) {
  std::array<Silence, kAskedNames.size()> made;
  for (int i = 0; i < years; ++i) {
    auto year = options;
    year.seed = options.seed + static_cast<std::uint64_t>(i);
    const World world{year, policy, places, threads};
    SAMEN_TRY(const auto as_it_is, world.play(Asked::needs, Who::nobody));
    for (std::size_t q = 0; q < made.size(); ++q) {
      const auto question = static_cast<Asked>(q);
      SAMEN_TRY(const auto silent, world.play(question, Who::everybody));
      SAMEN_TRY(auto halves, world.play(question, Who::one_half));
      SAMEN_TRY(const auto others, world.play(question, Who::other_half));
      halves.answered.add(others.answered);
      halves.skipped.add(others.skipped);
      made[q].all_answer.add(as_it_is.answered);
      made[q].nobody_answers.add(silent.skipped);
      made[q].answered.add(halves.answered);
      made[q].skipped.add(halves.skipped);
      made[q].more_matched.push_back(halves.skipped.matched_percent() -
                                     halves.answered.matched_percent());
    }
    if (progress) progress(i);
  }
  return made;
}

}  // namespace samen::matcher::simulate
