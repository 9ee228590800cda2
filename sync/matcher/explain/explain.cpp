// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/explain/explain.hpp"

#include <algorithm>
#include <bit>
#include <initializer_list>
#include <string>

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
  bool mute_adult = false;  // an adult who shares no language with anybody in the group
};

Facts collect(const Instance& instance, HouseholdIndex household, GroupIndex group) {
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

// What a criterion contributed to the score, for ordering: weight times points.
int contribution(const Policy& policy, const ScoreTerms& terms, Criterion criterion) {
  const auto i = static_cast<std::size_t>(criterion);
  return (terms.points[i] * policy.weights[i] + 50) / 100;
}

void write_reasons(const Policy& policy, int days, const Facts& facts, PairExplanation& made) {
  const auto gain = [&](Criterion c) { return contribution(policy, made.terms, c); };
  Writer reason(made.reasons);
  if (!facts.covered.empty()) {
    reason.add("reason.goals_covered", {terms("goals", facts.covered)}, gain(Criterion::goals));
  }
  if (!facts.languages.empty()) {
    reason.add("reason.languages", {terms("languages", facts.languages)},
               gain(Criterion::languages));
  }
  if (facts.shared_blocks > 0) {
    reason.add("reason.shared_times", {number("count", facts.shared_blocks)},
               gain(Criterion::shared_time));
  }
  reason.add(made.travel.coarse ? "reason.travel_coarse" : "reason.travel",
             {number("minutes", made.travel.minutes)}, gain(Criterion::travel));
  if (!facts.interests.empty()) {
    reason.add("reason.interests", {terms("interests", facts.interests)},
               gain(Criterion::interests));
  }
  const int life_stage = made.terms.points[static_cast<std::size_t>(Criterion::life_stage)];
  if (!facts.children.empty()) {
    reason.add("reason.children", {terms("ages", facts.children)}, gain(Criterion::life_stage));
  } else if (life_stage > kNeutralPoints) {
    reason.add("reason.age", {}, gain(Criterion::life_stage));
  }
  // The sort is stable: equal contributions keep the order above, facts without points come last.
  std::ranges::stable_sort(made.reasons, std::ranges::greater{}, &Reason::points);
  if (!facts.sectors.empty()) reason.add("reason.network", {terms("sectors", facts.sectors)});
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
  if ((g.ready[group] & 1) == 0) caution.add("caution.not_screened");
  if ((g.ready[group] & 2) == 0) caution.add("caution.not_trained");
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
  const Facts facts = collect(problem.instance, household, group);
  write_reasons(problem.policy, problem.instance.households.days_waiting[household], facts, made);
  write_cautions(problem, household, group, facts, made);
  return made;
}

}  // namespace samen::matcher
