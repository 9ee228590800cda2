// SPDX-License-Identifier: Apache-2.0
// Whom the kiosk tells that no group will be found, and whom the matcher's rules leave without one
// whatever groups there are: over every answer that a hard rule looks at, they are the same people.
#include <algorithm>
#include <array>
#include <span>

#include "base/file.hpp"
#include "forms/outside.hpp"
#include "forms/to_record.hpp"
#include "sync/matcher/formation/value.hpp"
#include "sync/matcher/formats/policy_json.hpp"
#include "sync/matcher/rules/hard_rules.hpp"
#include "unit/shared/forms/filled_forms.hpp"
#include "unit/sync/matcher/people.hpp"

namespace samen {
namespace {

using namespace forms::testing_support;  // NOLINT: tests of this room only
using forms::Answers;
using forms::Outside;
using forms::Spoken;
using matcher::GroupIndex;
using matcher::HouseholdIndex;
using matcher::Obstacles;
using matcher::Policy;

Policy shipped_policy() {
  const auto json = base::read_file(std::string(SAMEN_SOURCE_DIR) + "/assets/policy.json", 65536);
  return matcher::parse_policy(json.value()).value();
}

constexpr domain::TimeBlock kTime = domain::TimeBlock::sat_morning;

// As welcoming as anybody can be who signs up here, but for what wishes about company decide: the
// best group for each of those is among them.
std::vector<std::vector<domain::Volunteer>> best_groups() {
  std::vector<std::vector<domain::Volunteer>> groups;
  for (unsigned genders = 1; genders < 8; ++genders) {
    std::vector<domain::Volunteer> members;
    for (unsigned i = 0; members.size() < 5; ++i) {
      if ((genders >> (i % 3) & 1U) == 0) continue;
      domain::Volunteer one = matcher::test::volunteer();
      one.gender = static_cast<domain::Gender>(i % 3);
      one.postcode = matcher::test::postcode(1315);
      one.times = domain::SetOf<domain::TimeBlock>::from_bits(~0ULL);
      for (std::size_t l = 0; l < domain::vocabulary_size<domain::Language>(); ++l) {
        one.languages.set(static_cast<domain::Language>(l), domain::LanguageLevel::fluent);
      }
      members.push_back(one);
    }
    groups.push_back(std::move(members));
  }
  return groups;
}

// For each household the rules that every group breaks.
std::vector<Obstacles> broken_by_all(const Policy& policy,
                                     std::span<const domain::Household> households) {
  matcher::test::World world(policy);
  for (const auto& one : households) world.add(one);
  std::size_t groups = 0;
  const auto& form = forms::testing_support::form("group");
  const int largest = form.questions[static_cast<std::size_t>(form.find("largest"))].max;
  for (const auto& members : best_groups()) {
    world.add(members, {.largest_household = std::max(largest, policy.formed_household),
                        .offers = domain::SetOf<domain::Need>::from_bits(~0ULL),
                        .screened = true,
                        .trained = true});
    ++groups;
  }
  const auto problem = matcher::Problem::make(world.build(), policy).value();
  std::vector<Obstacles> out;
  for (HouseholdIndex h = 0; h < households.size(); ++h) {
    bool served = false;
    Obstacles all = ~Obstacles{0};
    for (GroupIndex g = 0; g < groups; ++g) {
      const Obstacles broken = matcher::obstacles(problem, h, g);
      served = served || broken == 0;
      all &= broken;
    }
    EXPECT_EQ(served, all == 0) << "two rules together shut out what neither does alone";
    out.push_back(served ? 0 : all);
  }
  return out;
}

std::vector<std::string_view> names_of(Obstacles broken) {
  std::vector<std::string_view> out;
  for (std::size_t i = 0; i < matcher::kObstacles; ++i) {
    if ((broken >> i & 1U) != 0) out.push_back(matcher::kObstacleNames[i]);
  }
  return out;
}

std::vector<forms::LanguageList> speakers() {
  using enum domain::LanguageLevel;
  using domain::Language;
  return {speaks({{Language::nl, none}, {Language::ar, fluent}}), speaks({{Language::nl, basic}}),
          speaks({{Language::nl, basic}, {Language::other, fluent}}),
          speaks({{Language::nl, none}, {Language::uk, basic}, {Language::ti, conversational}})};
}

// Every answer that some hard rule looks at, with the others.
std::vector<Answers> all_answers() {
  using namespace domain;
  const auto& f = forms::testing_support::form("household");
  std::vector<Answers> all;
  const auto languages = speakers();
  for (const int adults : {1, 2, 8}) {
    for (const int children : {0, 4, 5, 10, 11, 12}) {
      for (unsigned rest = 0; rest < 5U * 3 * 2 * 4 * 4 * 2; ++rest) {
        unsigned left = rest;
        const auto take = [&left](unsigned n) {
          const unsigned value = left % n;
          left /= n;
          return value;
        };
        Answers a = forms::testing_support::household(adults);
        forms::ChildCounts count;
        count.count[1] = children;
        a.set(at(f, "children"), count);
        a.set(at(f, "arrival"), forms::Choice{static_cast<int>(take(5))});
        a.set(at(f, "company"), forms::Choice{static_cast<int>(take(3))});
        a.set(at(f, "interpreter"), take(2) == 1);
        const unsigned first = take(4);
        const unsigned last = take(4);
        const bool needs = take(2) == 1;
        if (needs) a.set(at(f, "needs"), forms::Choices{7});
        a.set(at(f, "times"), forms::TimeSet{kTime});
        for (int adult = 0; adult < adults; ++adult) {
          a.set(at(f, "languages", adult), languages[adult + 1 == adults ? last : first]);
          a.set(at(f, "gender", adult),
                forms::Choice{static_cast<int>((rest + unsigned(adult)) % 3)});
        }
        all.push_back(std::move(a));
      }
    }
  }
  return all;
}

// One that any group nearby can serve.
domain::Household easy_household() {
  domain::Household home = matcher::test::household();
  home.postcode = matcher::test::postcode(1315);
  home.interpreter = true;
  home.times = {kTime};
  return home;
}

struct Compared {
  int people = 0, told = 0, differ = 0;
};

Compared compare(const Policy& policy, const forms::Programme& programme) {
  const auto& f = forms::testing_support::form("household");
  const auto all = all_answers();
  std::vector<domain::Household> households;
  for (const Answers& answers : all) {
    households.push_back(std::get<domain::Household>(forms::to_record(f, answers, "nl")->body));
  }
  const auto broken = broken_by_all(policy, households);
  Compared out;
  for (std::size_t i = 0; i < all.size(); ++i) {
    std::vector<std::string_view> said;
    for (const Outside why : forms::outside(f, all[i], programme)) {
      said.push_back(forms::name_of(why));
    }
    auto ruled = names_of(broken[i]);
    std::ranges::sort(said);
    std::ranges::sort(ruled);
    ++out.people;
    out.told += said.empty() ? 0 : 1;
    out.differ += said == ruled ? 0 : 1;
  }
  return out;
}

TEST(TheKioskAndTheMatcher, AgreeOnWhomNoGroupWillBeFound) {
  const auto& programme = shipped().programme();
  EXPECT_EQ(programme.latest_arrival, shipped_policy().latest_arrival)
      << "assets/forms/facts/programme.json and assets/policy.json";
  EXPECT_EQ(programme.kept_months * 365 / 12, shipped_policy().retention.unheard);
  const Compared both = compare(shipped_policy(), programme);
  EXPECT_GT(both.told, both.people / 10);
  EXPECT_LT(both.told, both.people);
  EXPECT_EQ(both.differ, 0) << "of " << both.people;
}

TEST(TheKioskAndTheMatcher, AgreeUnderAnotherPolicyAndDifferWhenOnlyOneWasChanged) {
  Policy policy = shipped_policy();
  policy.latest_arrival = domain::ArrivalPeriod::under_1_year;
  forms::Programme programme = shipped().programme();
  EXPECT_GT(compare(policy, programme).differ, 0);
  programme.latest_arrival = domain::ArrivalPeriod::under_1_year;
  EXPECT_EQ(compare(policy, programme).differ, 0);
  programme.largest_household = 11;
  EXPECT_GT(compare(policy, programme).differ, 0);
}

// Each volunteer in the company of the best ones, for the plainest household.
TEST(TheKioskAndTheMatcher, AgreeOnVolunteersWhoAskToBePlaced) {
  const auto& f = forms::testing_support::form("single");
  int told = 0;
  for (const auto& languages : speakers()) {
    for (int gender = -1; gender < 3; ++gender) {
      Answers a = forms::testing_support::volunteer("single");
      a.set(at(f, "languages"), languages);
      a.set(at(f, "postcode"), secret("1315"));
      a.set(at(f, "times"), forms::TimeSet{kTime});
      if (gender >= 0) a.set(at(f, "gender"), forms::Choice{gender});
      const auto record = forms::to_record(f, a, "nl").value();
      matcher::test::World world(shipped_policy());
      world.add(easy_household());
      const auto best = best_groups().back();
      std::vector<GroupIndex> units;
      units.push_back(world.add({std::get<domain::SingleVolunteer>(record.body).volunteer},
                                {.screened = true, .trained = true, .single = true}));
      for (const auto& one : std::span(best).first(3)) {
        units.push_back(world.add({one}, {.screened = true, .trained = true, .single = true}));
      }
      const auto problem = matcher::Problem::make(world.build(), shipped_policy()).value();
      const bool placed = matcher::formation::may_serve(problem, 0, units).has_value();
      const bool outside = !forms::outside(f, a, shipped().programme()).empty();
      told += outside ? 1 : 0;
      EXPECT_NE(placed, outside) << gender;
    }
  }
  EXPECT_GT(told, 0);
}

// Who starts a group or joins one serves with it as it is: nothing they answer shuts it out.
TEST(TheKioskAndTheMatcher, AgreeThatAGroupServesSomebodyWhateverItAnswers) {
  const auto& f = forms::testing_support::form("group");
  for (const auto& languages : speakers()) {
    for (int largest = 1; largest <= 12; ++largest) {
      Answers a = forms::testing_support::volunteer("group");
      a.set(at(f, "languages"), languages);
      a.set(at(f, "postcode"), secret("1315"));
      a.set(at(f, "times"), forms::TimeSet{kTime});
      a.set(at(f, "largest"), largest);
      const auto start = std::get<domain::GroupStart>(forms::to_record(f, a, "nl")->body);
      matcher::test::World world(shipped_policy());
      world.add(easy_household());
      world.add({start.coordinator, start.coordinator, start.coordinator},
                {.largest_household = start.largest_household, .screened = true, .trained = true});
      const auto problem = matcher::Problem::make(world.build(), shipped_policy()).value();
      EXPECT_EQ(matcher::obstacles(problem, 0, 0), 0U) << largest;
      EXPECT_TRUE(forms::outside(f, a, shipped().programme()).empty());
    }
  }
}

}  // namespace
}  // namespace samen
