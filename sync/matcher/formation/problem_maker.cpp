// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <cstdlib>
#include <numeric>

#include "sync/matcher/formation/problem.hpp"
#include "sync/matcher/rules/criteria.hpp"
#include "sync/matcher/scoring/score.hpp"

namespace samen::matcher::formation {

using base::Result;

namespace {

constexpr std::size_t kMaxEntries = 20'000'000;
constexpr auto kWork = static_cast<unsigned>(domain::Goal::work);
constexpr std::uint32_t kAllTimes = (1U << domain::vocabulary_size<domain::TimeBlock>()) - 1;

std::vector<std::uint32_t> by_key(const std::vector<std::uint64_t>& keys) {
  std::vector<std::uint32_t> order(keys.size());
  std::iota(order.begin(), order.end(), 0U);
  std::ranges::sort(order, {}, [&keys](std::uint32_t i) { return keys[i]; });
  return order;
}

std::int32_t narrow(std::int64_t value) {
  return static_cast<std::int32_t>(value);
}

}  // namespace

class ProblemMaker {
 public:
  ProblemMaker(const Instance& instance, const Policy& policy)
      : instance_(instance), policy_(policy) {}

  Result<Problem> make() {
    SAMEN_CHECK(validate(policy_));
    SAMEN_CHECK(check_range(policy_, instance_.households.size()));
    problem_.smallest_ = policy_.smallest_formed;
    problem_.largest_ = policy_.largest_group;
    problem_.target_ = policy_.target_group;
    problem_.penalty_ = kPoint * policy_.off_target_penalty;
    collect_places();
    for (const auto unit : by_key(instance_.groups.key)) add_unit(unit);
    for (const auto household : by_key(instance_.households.key)) {
      if (instance_.households.eligible[household] == 0) continue;
      add_household(household);
      if (problem_.entries_.size() > kMaxEntries) {
        return base::fail(base::Errc::limit,
                          "formation: more than 20 million possible pairs of household and unit");
      }
    }
    problem_.index_entries();
    return std::move(problem_);
  }

 private:
  int minutes(std::uint16_t from, std::uint16_t to) const {
    const auto place = [](std::uint16_t number) {
      return domain::Postcode4::from_number(number).value_or(domain::Postcode4{});
    };
    return travel_time(place(from), place(to), instance_.places, policy_).minutes;
  }
  std::int64_t weight(Criterion c) const { return policy_.weights[static_cast<std::size_t>(c)]; }

  void collect_places() {
    places_ = instance_.members.postcode;
    std::ranges::sort(places_);
    places_.erase(std::ranges::unique(places_).begin(), places_.end());
    problem_.places_ = places_.size();
    problem_.near_.assign(places_.size() * places_.size(), 1);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      for (std::size_t j = 0; j < i; ++j) {
        // Both ways: nothing says that a rule for travel is the same in both directions.
        const bool near = minutes(places_[i], places_[j]) <= policy_.travel_limit_minutes &&
                          minutes(places_[j], places_[i]) <= policy_.travel_limit_minutes;
        problem_.near_[i * places_.size() + j] = near ? 1 : 0;
        problem_.near_[j * places_.size() + i] = near ? 1 : 0;
      }
    }
  }

  std::uint16_t slot(std::uint16_t postcode) const {
    return static_cast<std::uint16_t>(std::ranges::lower_bound(places_, postcode) -
                                      places_.begin());
  }

  void add_unit(GroupIndex index) {
    const auto& g = instance_.groups;
    const auto& m = instance_.members;
    UnitTable unit;
    unit.index = index;
    unit.kind = unit_kind(instance_, policy_, index);
    unit.members = g.members[index];
    unit.times = kAllTimes;
    unit.together = ~0U;
    bool part =
        unit.kind != UnitKind::complete && unit.members > 0 && unit.members < policy_.largest_group;
    part = part && (policy_.readiness != Readiness::before_proposal || g.ready[index] == 3);
    for (auto i = g.member_begin[index]; i < g.member_begin[index + 1]; ++i) {
      unit.times &= m.times[i];
      unit.together &= m.languages[i];
      unit.any |= m.languages[i];
      // An unsaid gender has a bit of its own.
      unit.genders |= m.gender[i] == kUnknown ? 0x80U : 1U << m.gender[i];
      if (!part) continue;
      const auto here = slot(m.postcode[i]);
      const auto known = std::span(unit.places.data(), unit.place_count);
      if (std::ranges::find(known, here) == known.end()) unit.places[unit.place_count++] = here;
    }
    part = part && unit.times != 0 && unit.together != 0 && problem_.near(unit, unit);
    may_be_part_.push_back(part);
    problem_.units_.push_back(unit);
  }

  // The genders allowed among the members, and those that must be there.
  std::pair<std::uint32_t, std::uint32_t> company(HouseholdIndex index) const {
    const auto& h = instance_.households;
    constexpr std::uint32_t kWoman = 1U << static_cast<unsigned>(domain::Gender::woman);
    const std::uint32_t wanted = h.genders[index];
    switch (static_cast<domain::CompanyWish>(h.company[index])) {
      case domain::CompanyWish::no_wish:
        return {~0U, 0};
      case domain::CompanyWish::women_only:
        return {kWoman, 0};
      case domain::CompanyWish::same_gender:
        break;
    }
    if (h.gender_unsaid[index] != 0) return {0, 0};
    return {std::has_single_bit(wanted) ? wanted : ~0U, wanted};
  }

  void add_household(HouseholdIndex index) {
    const auto& h = instance_.households;
    HouseholdTable made;
    made.index = index;
    made.begin = static_cast<std::uint32_t>(problem_.entries_.size());
    made.twice_adults = 2 * narrow(h.adult_begin[index + 1] - h.adult_begin[index]);
    made.times = h.times[index] == 0 ? kAllTimes : h.times[index];
    made.languages = h.interpreter[index] != 0 ? ~0U : h.languages[index];
    made.alone = h.needs[index] != 0 || h.people[index] > policy_.formed_household;
    const auto [allowed, required] = company(index);
    made.genders = required;
    add_gains(made);
    const int days = h.days_waiting[index];
    made.constant += kPoint * pair_value(policy_, 0, days) +
                     guarantee_bonus(policy_, guarantee_class(policy_, days));

    minutes_.assign(places_.size(), 0);
    for (std::size_t i = 0; i < places_.size(); ++i) {
      minutes_[i] = minutes(h.postcode[index], places_[i]);
    }
    for (std::uint32_t unit = 0; unit < problem_.units_.size(); ++unit) {
      add_entry(made, unit, allowed);
    }
    made.end = static_cast<std::uint32_t>(problem_.entries_.size());
    problem_.households_.push_back(made);
  }

  void add_entry(const HouseholdTable& made, std::uint32_t number, std::uint32_t allowed) {
    const auto& g = instance_.groups;
    const auto& h = instance_.households;
    const auto& unit = problem_.units_[number];
    const HouseholdIndex index = made.index;
    Entry entry;
    entry.unit = number;
    entry.part = may_be_part_[number] && (unit.genders & ~allowed) == 0 &&
                 (unit.times & made.times) != 0 && !instance_.is_excluded(index, unit.index);
    if (unit.kind == UnitKind::partial) {
      entry.part = entry.part && h.people[index] <= g.largest_household[unit.index] &&
                   (h.needs[index] & ~g.offers[unit.index]) == 0;
    }
    for (std::size_t i = 0; entry.part && i < unit.place_count; ++i) {
      entry.part = minutes_[unit.places[i]] <= policy_.travel_limit_minutes;
    }
    const bool whole =
        unit.kind != UnitKind::single && obstacles(instance_, policy_, index, unit.index) == 0;
    if (!entry.part && !whole) return;
    add_members(made, unit, entry);
    if (whole) {
      const std::int64_t value = made.constant + sum_of(made.gains, entry.cover) +
                                 entry.base / (made.twice_adults * unit.members);
      entry.whole = value > 0 ? value : -1;
    }
    if (entry.part || entry.whole > 0) problem_.entries_.push_back(entry);
  }

  void add_members(const HouseholdTable& made, const UnitTable& unit, Entry& entry) const {
    const auto& g = instance_.groups;
    const auto& h = instance_.households;
    const auto& a = instance_.adults;
    const auto& m = instance_.members;
    const HouseholdIndex index = made.index;
    const bool children = h.child_bands[index] != 0;
    std::int64_t base = 0;
    for (auto i = g.member_begin[unit.index]; i < g.member_begin[unit.index + 1]; ++i) {
      Cover covers;
      covers.one = (m.help[i] & ((1U << kGoals) - 1)) |
                   std::uint64_t{m.child_bands[i]} << kChildElement |
                   std::uint64_t{m.interests[i]} << kInterestElement;
      for (auto adult = h.adult_begin[index]; adult < h.adult_begin[index + 1]; ++adult) {
        const auto at = adult - h.adult_begin[index];
        if ((m.sectors[i] & a.sectors[adult]) != 0) covers.one |= 1ULL << (kSectorElement + at);
        if ((m.languages[i] & a.conversational[adult]) != 0) {
          covers.one |= 1ULL << (kLanguageElement + at);
        }
        const bool said = m.age[i] != kUnknown && a.age[adult] != kUnknown;
        const int fit =
            !said ? kNeutralPoints : (std::abs(int{m.age[i]} - int{a.age[adult]}) <= 1 ? 1000 : 0);
        base += weight(Criterion::life_stage) * fit * (children ? 1 : 2);
      }
      covers.one &= useful_;
      entry.cover.add(covers);
      base += made.twice_adults *
              (weight(Criterion::travel) * criteria::travel_points(minutes_[slot(m.postcode[i])],
                                                                   policy_.travel_limit_minutes) +
               weight(Criterion::shared_time) * criteria::time_points(h.times[index], m.times[i]));
    }
    entry.base = narrow(base);
  }

  void add_gains(HouseholdTable& made) {
    const auto& h = instance_.households;
    const auto& a = instance_.adults;
    const auto first = h.adult_begin[made.index];
    const std::int64_t adults = made.twice_adults / 2;
    constexpr std::array<int, 3> kSteps = {criteria::kHelpSteps[1],
                                           criteria::kHelpSteps[2] - criteria::kHelpSteps[1],
                                           criteria::kHelpSteps[3] - criteria::kHelpSteps[2]};
    std::array<std::array<std::int64_t, 3>, kElements> sums{};  // not yet divided
    std::int64_t silent_goals = 0;
    std::int64_t silent_interests = 0;
    for (std::uint32_t at = 0; at < adults; ++at) {
      const auto adult = first + at;
      const int goals = criteria::goal_count(a.goals[adult]);
      silent_goals += goals == 0 ? 1 : 0;
      for (int rank = 0; rank < goals; ++rank) {
        const unsigned goal = criteria::goal_at(a.goals[adult], rank);
        const std::int64_t share =
            weight(Criterion::goals) *
            criteria::kGoalShares[static_cast<std::size_t>(goals)][static_cast<std::size_t>(rank)];
        const bool network = goal == kWork && a.sectors[adult] != 0;
        for (std::size_t i = 0; i < 3; ++i) {
          sums[goal][i] += share * (network ? kSteps[i] / 2 : kSteps[i]);
        }
        if (network) sums[kSectorElement + at][0] += share * criteria::kSectorSteps;
      }
      const int interests = std::popcount(a.interests[adult]);
      silent_interests += interests == 0 ? 1 : 0;
      for (auto rest = a.interests[adult]; rest != 0; rest &= rest - 1) {
        auto& sum = sums[kInterestElement + static_cast<std::size_t>(std::countr_zero(rest))];
        sum[0] += weight(Criterion::interests) * (1000 / std::max(6, 2 * interests));
        sum[1] = sum[0];
      }
      for (std::size_t i = 0; i < 3; ++i) {
        sums[kLanguageElement + at][i] =
            weight(Criterion::languages) *
            (criteria::kSpeakerPoints[i + 1] - criteria::kSpeakerPoints[i]);
      }
    }
    useful_ = 0;
    for (std::size_t e = 0; e < kElements; ++e) {
      const std::int64_t divisor = e < kLanguageElement ? criteria::kGoalSteps * adults : adults;
      for (std::size_t i = 0; i < 3; ++i) made.gains[e][i] = narrow(sums[e][i] / divisor);
    }
    const unsigned bands = h.child_bands[made.index];
    for (unsigned rest = bands; rest != 0; rest &= rest - 1) {
      made.gains[kChildElement + static_cast<std::size_t>(std::countr_zero(rest))][0] =
          narrow(weight(Criterion::life_stage) * 1000 / (2 * std::popcount(bands)));
    }
    for (std::size_t e = 0; e < kElements; ++e) {
      if (made.gains[e][0] > 0) useful_ |= 1ULL << e;
    }
    made.constant = weight(Criterion::goals) * kNeutralPoints * silent_goals / adults +
                    weight(Criterion::interests) * kNeutralPoints * silent_interests / adults;
  }

  const Instance& instance_;
  const Policy& policy_;
  Problem problem_;
  std::vector<std::uint16_t> places_;  // distinct postcodes of members, rising
  std::vector<int> minutes_;           // from the household at hand to each of them
  std::vector<bool> may_be_part_;
  std::uint64_t useful_ = 0;  // elements that give the household at hand anything
};

Result<Problem> Problem::make(const Instance& instance, const Policy& policy) {
  return ProblemMaker(instance, policy).make();
}

}  // namespace samen::matcher::formation
