// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/explain/explain.hpp"

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <string>

#include "sync/matcher/explain/readiness.hpp"
#include "sync/matcher/rules/criteria.hpp"

namespace samen::matcher {
namespace {

using domain::Reason;
using domain::ReasonArgument;

constexpr int kLongRideMinutes = 20;

ReasonArgument number(std::string_view name, std::int64_t value) {
  return {std::string(name), {}, value};
}
template <class E>
ReasonArgument terms(std::string_view name, domain::SetOf<E> values) {
  ReasonArgument argument{std::string(name), {}, 0};
  values.each([&](E value) {
    argument.terms.push_back(std::string(domain::Vocabulary<E>::kPrefix) + "." +
                             std::string(domain::name_of(value)));
  });
  return argument;
}
template <class E>
domain::SetOf<E> set_of(std::uint64_t mask) {
  return domain::SetOf<E>::from_bits(mask);
}

// The facts of a pair, collected over all adults; what the reasons are made from.
struct Facts {
  domain::SetOf<domain::Goal> covered;
  domain::SetOf<domain::Goal> uncovered;
  domain::SetOf<domain::Sector> sectors;
  domain::SetOf<domain::Interest> interests;
  domain::SetOf<domain::Language> languages;
  domain::SetOf<domain::ChildBand> children;
  int shared_blocks = 0;
  int most_speakers = 0;
  bool same_age = false;  // more than half of the members, of those adults who said their age
  // In the criteria's own steps, over all adults.
  std::int64_t goal_steps = 0;
  std::int64_t help_steps = 0;
  std::int64_t network_steps = 0;
  std::int64_t interest_steps = 0;
  std::int64_t silent_interest_steps = 0;
  std::int64_t stage_steps = 0;
  std::int64_t children_steps = 0;
  bool mute_adult = false;  // an adult who shares no language with anybody in the group
};

// Only what both sides said counts: silence is no age.
bool mostly_same_age(const Instance& instance, HouseholdIndex household, GroupIndex group) {
  constexpr int kHalf = 500;
  const auto& g = instance.groups;
  const auto member_said = [&](std::uint32_t i) { return instance.members.age[i] != kUnknown; };
  bool said = false;
  for (auto i = g.member_begin[group]; i < g.member_begin[group + 1]; ++i) {
    said = said || member_said(i);
  }
  std::int64_t above = 0;
  const auto [first, last] = rules::adults_of(instance, household);
  for (auto adult = first; adult < last; ++adult) {
    const auto age = instance.adults.age[adult];
    if (age != kUnknown) above += g.age_fit[age][group] - kHalf;
  }
  return said && above > 0;
}

// Which part of goals, interests and life stage is which fact's.
void count_steps(const Problem& problem, HouseholdIndex household, GroupIndex group, Facts& facts) {
  const auto& instance = problem.instance;
  const auto& a = instance.adults;
  const auto& g = instance.groups;
  const auto [first, last] = rules::adults_of(instance, household);
  const std::int64_t unsaid = std::int64_t{rules::kSteps} * problem.policy.unsaid.interests;
  facts.goal_steps = rules::Goals::steps(problem, household, group);
  facts.interest_steps = rules::Interests::steps(problem, household, group);
  facts.stage_steps = rules::LifeStage::steps(problem, household, group);
  for (auto adult = first; adult < last; ++adult) {
    rules::Goals::each_wish(instance, adult, [&](const auto& wish) {
      const int helped = rules::Goals::kHelp[rules::helpers_of(g.help[group], wish.goal)];
      facts.help_steps += wish.share * (wish.sectors != 0 ? helped / 2 : helped);
      const bool knows = (wish.sectors & g.sectors[group]) != 0;
      facts.network_steps += knows ? wish.share * rules::Goals::kSector : 0;
    });
    if (a.interests[adult] == 0) facts.silent_interest_steps += unsaid;
  }
  facts.same_age = mostly_same_age(instance, household, group);
  const unsigned bands = instance.households.child_bands[household];
  if (bands == 0) return;
  const int shared = std::popcount(bands & g.child_bands[group]);
  facts.children_steps = std::int64_t{rules::kSteps} * (last - first) *
                         (rules::LifeStage::children_points(shared, std::popcount(bands)) / 2);
}

Facts collect(const Problem& problem, HouseholdIndex household, GroupIndex group) {
  const Instance& instance = problem.instance;
  const auto& h = instance.households;
  const auto& a = instance.adults;
  const auto& g = instance.groups;
  Facts facts;
  std::uint32_t languages = 0;
  std::uint32_t interests = 0;
  std::uint32_t sectors = 0;
  for (auto adult = h.adult_begin[household]; adult < h.adult_begin[household + 1]; ++adult) {
    const int goals = rules::goal_count(a.goals[adult]);
    for (int rank = 0; rank < goals; ++rank) {
      const unsigned goal = rules::goal_at(a.goals[adult], rank);
      const bool helped = rules::helpers_of(g.help[group], goal) > 0;
      (helped ? facts.covered : facts.uncovered).add(static_cast<domain::Goal>(goal));
      if (goal == static_cast<unsigned>(domain::Goal::work)) {
        sectors |= a.sectors[adult] & g.sectors[group];
      }
    }
    languages |= a.conversational[adult] & g.languages[group];
    if ((a.conversational[adult] & g.languages[group]) == 0) facts.mute_adult = true;
    interests |= a.interests[adult] & g.interests[group];
  }
  facts.languages = set_of<domain::Language>(languages);
  facts.interests = set_of<domain::Interest>(interests);
  facts.sectors = set_of<domain::Sector>(sectors);
  facts.children = set_of<domain::ChildBand>(
      static_cast<unsigned>(h.child_bands[household] & g.child_bands[group]));
  facts.shared_blocks = std::popcount(h.times[household] & g.times[group]);
  facts.languages.each([&](domain::Language language) {
    facts.most_speakers = std::max<int>(
        facts.most_speakers, g.language_speakers[static_cast<std::size_t>(language)][group]);
  });
  count_steps(problem, household, group, facts);
  return facts;
}

class Writer {
 public:
  explicit Writer(std::vector<Reason>& out) : out_(out) {}
  void add(std::string_view key, std::initializer_list<ReasonArgument> arguments = {},
           int points = 0) {
    out_.push_back({std::string(key), arguments, points});
  }

 private:
  std::vector<Reason>& out_;
};

// What each fact gave of its criterion: the rest of the points is for answers that nobody gave,
// a few words in common, some of the same age, and has no sentence.
struct Shares {
  const PairExplanation& made;
  int of(Criterion criterion) const { return made.terms.part[static_cast<std::size_t>(criterion)]; }
  int of(Criterion criterion, std::int64_t steps, std::int64_t all) const {
    return all == 0 ? 0 : static_cast<int>(of(criterion) * steps / all);
  }
};

void write_points(const Facts& facts, PairExplanation& made) {
  const Shares share{made};
  Writer reason(made.reasons);
  const auto goals = [&](std::int64_t steps) {
    return share.of(Criterion::goals, steps, facts.goal_steps);
  };
  if (!facts.covered.empty()) {
    reason.add("reason.goals_covered", {terms("goals", facts.covered)}, goals(facts.help_steps));
  }
  if (!facts.languages.empty()) {
    reason.add("reason.languages", {terms("languages", facts.languages)},
               share.of(Criterion::languages));
  }
  if (facts.shared_blocks > 0) {
    reason.add("reason.shared_times", {number("count", facts.shared_blocks)},
               share.of(Criterion::shared_time));
  }
  reason.add(made.travel.coarse ? "reason.travel_coarse" : "reason.travel",
             {number("minutes", made.travel.minutes)}, share.of(Criterion::travel));
  if (!facts.interests.empty()) {
    reason.add("reason.interests", {terms("interests", facts.interests)},
               share.of(Criterion::interests, facts.interest_steps - facts.silent_interest_steps,
                        facts.interest_steps));
  }
  const auto stage = [&](std::int64_t steps) {
    return share.of(Criterion::life_stage, steps, facts.stage_steps);
  };
  if (!facts.children.empty()) {
    reason.add("reason.children", {terms("ages", facts.children)}, stage(facts.children_steps));
  }
  if (facts.same_age) {
    reason.add("reason.age", {}, stage(facts.stage_steps - facts.children_steps));
  }
  if (!facts.sectors.empty()) {
    reason.add("reason.network", {terms("sectors", facts.sectors)}, goals(facts.network_steps));
  }
}

void write_reasons(const Policy& policy, int days, const Facts& facts, PairExplanation& made) {
  write_points(facts, made);
  Writer reason(made.reasons);
  // The sort is stable: equal contributions keep the order above, facts without points come last.
  std::ranges::stable_sort(made.reasons, std::ranges::greater{}, &Reason::points);
  if (guarantee_class(policy, days) > 0) {
    reason.add("reason.guarantee", {number("count", days)});
  } else if (days > 0) {
    reason.add("reason.waits", {number("count", days)});
  }
}

void write_cautions(const Problem& problem, HouseholdIndex household, GroupIndex group,
                    const Facts& facts, PairExplanation& made) {
  const auto& h = problem.instance.households;
  const auto& g = problem.instance.groups;
  Writer caution(made.cautions);
  put_readiness(made.cautions, (g.ready[group] & 1) != 0, (g.ready[group] & 2) != 0);
  put_consents(made.cautions, h.consents_to_ask[household]);
  if (facts.languages.empty()) {
    caution.add("caution.interpreter");
  } else {
    if (facts.mute_adult) caution.add("caution.adult_without_language");
    if (facts.most_speakers == 1) {
      caution.add("caution.one_speaker", {terms("languages", facts.languages)});
    }
  }
  if (!facts.uncovered.empty()) {
    caution.add("caution.goals_missing", {terms("goals", facts.uncovered)});
  }
  if (h.times[household] == 0 || g.times[group] == 0) {
    caution.add("caution.times_unknown");
  } else if (facts.shared_blocks == 1) {
    caution.add("caution.one_time");
  }
  if (made.travel.minutes >= kLongRideMinutes) {
    caution.add("caution.long_ride", {number("minutes", made.travel.minutes)});
  }
  if (g.members[group] < problem.policy.target_group) {
    caution.add("caution.small_group", {number("count", g.members[group])});
  }
}

}  // namespace

PairExplanation explain_pair(const Problem& problem, HouseholdIndex household, GroupIndex group) {
  PairExplanation made;
  made.terms = score_terms(problem, household, group);
  made.travel = problem.travel_of(household, group);
  const Facts facts = collect(problem, household, group);
  write_reasons(problem.policy, problem.instance.households.days_waiting[household], facts, made);
  write_cautions(problem, household, group, facts, made);
  return made;
}

}  // namespace samen::matcher
