// SPDX-License-Identifier: Apache-2.0
#include "sync/matcher/synthetic/people.hpp"

#include <algorithm>
#include <string>

namespace samen::matcher::synthetic {
namespace {

using namespace domain;  // the vocabularies: this file is about nothing else

struct PostcodeRange {
  int first;
  int last;
};
constexpr std::array<PostcodeRange, 4> kAlmere = {
    {{1311, 1319}, {1321, 1336}, {1351, 1359}, {1361, 1364}}};
constexpr std::array<PostcodeRange, 3> kHaarlem = {{{2011, 2015}, {2021, 2026}, {2031, 2037}}};
constexpr std::array<PostcodeRange, 8> kTheHague = {{{2511, 2518},
                                                     {2521, 2526},
                                                     {2531, 2533},
                                                     {2541, 2548},
                                                     {2551, 2555},
                                                     {2561, 2566},
                                                     {2571, 2574},
                                                     {2591, 2597}}};

std::span<const PostcodeRange> ranges(Municipality municipality) {
  switch (municipality) {
    case Municipality::almere:
      return kAlmere;
    case Municipality::haarlem:
      return kHaarlem;
    case Municipality::the_hague:
      break;
  }
  return kTheHague;
}

// The mother tongues of a household, by the shares of arrivals (README.md); only to pick languages.
struct Tongue {
  int share;
  Language first;
  Language second;  // equal to the first: none
  int second_percent;
};
constexpr std::array<Tongue, 14> kTongues = {{
    {37, Language::ar, Language::en, 25},
    {4, Language::kmr, Language::ar, 90},
    {6, Language::ar, Language::en, 35},
    {5, Language::ti, Language::ar, 25},
    {4, Language::so, Language::ar, 30},
    {3, Language::ar, Language::en, 30},
    {1, Language::ckb, Language::ar, 60},
    {11, Language::tr, Language::kmr, 20},
    {10, Language::prs, Language::ps, 40},
    {5, Language::fa, Language::en, 50},
    {4, Language::fr, Language::en, 35},
    {3, Language::ru, Language::uk, 40},
    {3, Language::am, Language::en, 45},
    {4, Language::es, Language::en, 40},
}};

Contact demo_address(const Draw& draw, const char* kind, int number) {
  const std::string crowd = draw.crowd() == 1 ? "" : "-" + std::to_string(draw.crowd());
  const std::string address =
      std::string("demo-") + kind + "-" + std::to_string(number) + crowd + "@example.org";
  return {ContactChannel::email, base::SecretText(address)};
}
base::SecretText demo_name(const char* kind, int number) {
  return base::SecretText(std::string("Demo ") + kind + " " + std::to_string(number));
}
std::vector<Consent> consents(Draw& draw) {
  return {{Purpose::service, true, 1, "nl"}, {Purpose::research, draw.chance(60), 1, "nl"}};
}

LanguageSkills newcomer_languages(Draw& draw, const Tongue& tongue) {
  LanguageSkills skills;
  skills.set(tongue.first, LanguageLevel::fluent);
  if (draw.chance(tongue.second_percent)) skills.set(tongue.second, LanguageLevel::conversational);
  if (tongue.second != Language::en && draw.chance(20))
    skills.set(Language::en, LanguageLevel::conversational);
  constexpr std::array<int, 4> kDutch = {25, 52, 20, 3};  // none, basic, conversational, fluent
  skills.set(Language::nl, static_cast<LanguageLevel>(draw.pick(kDutch)));
  return skills;
}

// Two to four goals, drawn one after the other, most wanted first.
std::vector<Goal> newcomer_goals(Draw& draw, bool children) {
  // work dutch education paperwork friends children health_system sport housing culture
  std::array<int, vocabulary_size<Goal>()> weights = {30, 30, 14, 16, 20, children ? 18 : 0,
                                                      6,  8,  8,  5};
  std::vector<Goal> goals;
  const int count = draw.between(2, 4);
  while (static_cast<int>(goals.size()) < count) {
    const std::size_t goal = draw.pick(weights);
    weights[goal] = 0;
    goals.push_back(static_cast<Goal>(goal));
  }
  return goals;
}

// Weekly blocks: on weekdays by part of the day, at the weekend by one share.
SetOf<TimeBlock> week(Draw& draw, const std::array<int, 3>& weekday, int weekend) {
  std::array<int, vocabulary_size<TimeBlock>()> percent{};
  for (std::size_t i = 0; i < percent.size(); ++i)
    percent[i] = i / 3 < 5 ? weekday[i % 3] : weekend;
  auto times = draw.subset<TimeBlock>(percent);
  if (times.empty()) times.add(static_cast<TimeBlock>(draw.between(0, 20)));
  return times;
}

struct Shape {
  int adults = 1;
  int children = 0;
};
Shape household_shape(Draw& draw) {
  constexpr std::array<int, 5> kShapes = {46, 14, 27, 9,
                                          4};  // alone, couple, family, one parent, three adults
  switch (draw.pick(kShapes)) {
    case 0:
      return {1, 0};
    case 1:
      return {2, 0};
    case 2:
      return {2, draw.between(1, 4)};
    case 3:
      return {1, draw.between(1, 3)};
    default:
      return {3, draw.between(0, 2)};
  }
}

CompanyWish company_wish(Draw& draw, const std::vector<Adult>& adults) {
  const bool women =
      std::ranges::all_of(adults, [](const Adult& a) { return a.gender == Gender::woman; });
  if (women) return draw.chance(15) ? CompanyWish::women_only : CompanyWish::no_wish;
  return adults.size() == 1 && draw.chance(4) ? CompanyWish::same_gender : CompanyWish::no_wish;
}

LanguageSkills volunteer_languages(Draw& draw) {
  struct Share {
    Language language;
    int percent;
  };
  constexpr std::array<Share, 13> kSpoken = {{{Language::en, 82},
                                              {Language::fr, 16},
                                              {Language::ar, 8},
                                              {Language::tr, 6},
                                              {Language::es, 8},
                                              {Language::fa, 2},
                                              {Language::prs, 2},
                                              {Language::ti, 2},
                                              {Language::so, 2},
                                              {Language::kmr, 1},
                                              {Language::ru, 2},
                                              {Language::am, 1},
                                              {Language::ps, 1}}};
  LanguageSkills skills;
  skills.set(Language::nl, draw.chance(96) ? LanguageLevel::fluent : LanguageLevel::conversational);
  for (const auto& [language, percent] : kSpoken) {
    if (!draw.chance(percent)) continue;
    skills.set(language, draw.chance(40) ? LanguageLevel::fluent : LanguageLevel::conversational);
  }
  return skills;
}

}  // namespace

Postcode4 make_postcode(Draw& draw, Municipality municipality) {
  int count = 0;
  for (const auto& range : ranges(municipality)) count += range.last - range.first + 1;
  int left = draw.between(0, count - 1);
  for (const auto& range : ranges(municipality)) {
    const int size = range.last - range.first + 1;
    if (left < size) return Postcode4::from_number(range.first + left).value_or(Postcode4{});
    left -= size;
  }
  return {};
}

Household make_household(Draw& draw, Municipality municipality, int number) {
  std::array<int, kTongues.size()> shares{};
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = kTongues[i].share;
  const Tongue& tongue = kTongues[draw.pick(shares)];
  const Shape shape = household_shape(draw);

  Household household;
  household.name = demo_name("household", number);
  household.contact = draw.chance(30) ? Contact{ContactChannel::caseworker, {}}
                                      : demo_address(draw, "household", number);
  for (int i = 0; i < shape.adults; ++i) {
    Adult adult;
    adult.languages = newcomer_languages(draw, tongue);
    adult.goals = newcomer_goals(draw, shape.children > 0);
    adult.sectors = draw.subset<Sector>(9);
    adult.interests = draw.subset<Interest>(17);
    constexpr std::array<int, 6> kAges = {22, 38, 22, 11, 5, 2};
    if (draw.chance(95)) adult.age = static_cast<AgeBand>(draw.pick(kAges));
    const bool woman = i == 0 ? draw.chance(40) : household.adults[0].gender != Gender::woman;
    adult.gender = woman ? Gender::woman : Gender::man;
    // One in four was not there when the household signed up.
    if (i > 0 && (number + i) % 4 != 0) adult.consents = {{Purpose::service, true, 1, "nl"}};
    household.adults.push_back(std::move(adult));
  }
  constexpr std::array<int, 3> kChildren = {30, 45, 25};
  for (int i = 0; i < shape.children; ++i) {
    household.children.push_back(static_cast<ChildBand>(draw.pick(kChildren)));
  }
  household.postcode = make_postcode(draw, municipality);
  constexpr std::array<int, 5> kArrival = {20, 30, 32, 16, 2};
  household.arrival = static_cast<ArrivalPeriod>(draw.pick(kArrival));
  household.interpreter = draw.chance(12);
  household.times = week(draw, {35, 30, 35}, 40);
  household.company = company_wish(draw, household.adults);
  household.needs = draw.subset<Need>(std::array{4, 8, 12});
  household.prefers_audio = draw.chance(25);
  household.consents = consents(draw);
  return household;
}

Circle make_circle(Draw& draw, Municipality municipality) {
  constexpr std::array<int, 6> kAges = {14, 22, 16, 16, 18, 14};
  Circle circle;
  circle.home = make_postcode(draw, municipality);
  circle.age = static_cast<AgeBand>(draw.pick(kAges));
  circle.women_only = draw.chance(18);
  circle.times = week(draw, {10, 14, 30}, 35);
  return circle;
}

Volunteer make_volunteer(Draw& draw, const Circle& circle, int number) {
  Volunteer volunteer;
  volunteer.name = demo_name("volunteer", number);
  volunteer.contact = demo_address(draw, "volunteer", number);
  volunteer.adult = true;
  volunteer.twelve_months = true;
  // Neighbours: the same postcode or the next ones.
  const int moved = draw.chance(60) ? 0 : draw.between(-2, 2);
  volunteer.postcode = Postcode4::from_number(circle.home.number() + moved).value_or(circle.home);
  volunteer.languages = volunteer_languages(draw);
  volunteer.times = week(draw, {10, 15, 35}, 30) | circle.times;
  for (int i = 0; i < static_cast<int>(vocabulary_size<TimeBlock>()); ++i) {
    if (draw.chance(35)) volunteer.times.remove(static_cast<TimeBlock>(i));
  }
  if (volunteer.times.empty()) volunteer.times = circle.times;
  volunteer.interests = draw.subset<Interest>(20);
  // work dutch education paperwork friends children health_system sport housing culture
  volunteer.help = draw.subset<Help>(std::array{28, 45, 22, 38, 55, 25, 15, 22, 14, 25});
  volunteer.sectors = draw.subset<Sector>(12);
  const int age = static_cast<int>(circle.age) + (draw.chance(60) ? 0 : draw.between(-1, 1));
  volunteer.age = static_cast<AgeBand>(std::clamp(age, 0, 5));
  constexpr std::array<int, 6> kParents = {2, 25, 45, 30, 4, 1};
  if (draw.chance(kParents[static_cast<std::size_t>(*volunteer.age)])) {
    volunteer.children.add(static_cast<ChildBand>(draw.between(0, 2)));
    if (draw.chance(40)) volunteer.children.add(static_cast<ChildBand>(draw.between(0, 2)));
  }
  volunteer.gender = circle.women_only || draw.chance(58) ? Gender::woman : Gender::man;
  volunteer.consents = consents(draw);
  return volunteer;
}

void skip_some(Draw& draw, int percent, Household& household) {
  const auto skip = [&](auto& answer) {
    if (draw.chance(percent)) answer = {};
  };
  skip(household.needs);
  skip(household.times);
  for (auto& adult : household.adults) {
    skip(adult.goals);
    skip(adult.sectors);
    skip(adult.interests);
    skip(adult.age);
  }
}

void skip_some(Draw& draw, int percent, Volunteer& volunteer) {
  const auto skip = [&](auto& answer) {
    if (draw.chance(percent)) answer = {};
  };
  skip(volunteer.times);
  skip(volunteer.help);
  skip(volunteer.sectors);
  skip(volunteer.interests);
  skip(volunteer.age);
  skip(volunteer.children);
}

}  // namespace samen::matcher::synthetic
