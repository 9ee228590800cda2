// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/same_person.hpp"

#include <algorithm>
#include <cmath>

#include "sync/server/cases/contact_key.hpp"

namespace samen::server {

namespace {

// How much evidence is asked for beyond the number of pairs that could be a coincidence, and what
// a difference takes away. All in bits.
constexpr double kMargin = 9;
constexpr double kLeast = 14;  // however few are here
constexpr double kWithoutName = 2;
constexpr double kNoName = -2;
constexpr double kOtherGender = -4;
constexpr double kFarApart = -3;  // of age, arrival
constexpr double kNoLanguage = -4;
constexpr double kOtherPostcode = -5;
constexpr double kOtherSize = -2;  // for each person more or less

std::uint32_t bits_of(const std::vector<domain::Goal>& goals) {
  domain::SetOf<domain::Goal> set;
  for (const auto goal : goals) set.add(goal);
  return static_cast<std::uint32_t>(set.bits());
}

template <class E>
std::uint32_t bits_of(domain::SetOf<E> set) {
  return static_cast<std::uint32_t>(set.bits());
}

std::uint64_t sound_key(const NamePart& part) {
  return hash_of(part.sound().empty() ? part.letters() : part.sound());
}

template <class E>
std::int8_t number_of(const std::optional<E>& value) {
  return value ? static_cast<std::int8_t>(*value) : std::int8_t{-1};
}

}  // namespace

void Crowd::Evidence::agree(Common fact, double weight) {
  bits += weight;
  common = static_cast<CommonFacts>(common | 1U << static_cast<unsigned>(fact));
}

void Crowd::add_person(Person person) {
  for (std::size_t i = 0; i < person.name.parts; ++i) {
    names_.add(sound_key(person.name.part[i]));
  }
  if (person.fluent != 0) fluent_.add(person.fluent);
  if (person.age >= 0) ages_.add(static_cast<std::uint64_t>(person.age));
  if (person.gender >= 0) genders_.add(static_cast<std::uint64_t>(person.gender));
  goals_.add(person.goals);
  sectors_.add(person.sectors);
  interests_.add(person.interests);
  people_.push_back(person);
}

void Crowd::add(const domain::Household& household, Standing standing) {
  SignUp made;
  made.contact = contact_key(household.contact);
  made.postcode = household.postcode.number();
  made.first = static_cast<Index>(people_.size());
  made.people = static_cast<std::uint8_t>(household.adults.size());
  made.arrival = static_cast<std::int8_t>(household.arrival);
  for (const auto child : household.children) ++made.children[static_cast<std::size_t>(child)];
  made.times = bits_of(household.times);
  made.standing = standing;
  for (const auto& adult : household.adults) {
    const auto& called = &adult == household.adults.data() ? household.name : adult.called;
    add_person({sound_of(called.view()),
                bits_of(adult.languages.at_least(domain::LanguageLevel::fluent)),
                bits_of(adult.goals), bits_of(adult.sectors), bits_of(adult.interests),
                number_of(adult.age), number_of(adult.gender)});
  }
  postcodes_.add(static_cast<std::uint64_t>(made.postcode));
  arrivals_.add(static_cast<std::uint64_t>(made.arrival));
  children_.add(static_cast<std::uint64_t>(made.child_key()));
  times_.add(made.times);
  sign_ups_.push_back(made);
}

void Crowd::add(const domain::Volunteer& volunteer, Standing standing) {
  SignUp made;
  made.contact = contact_key(volunteer.contact);
  made.postcode = volunteer.postcode.number();
  made.first = static_cast<Index>(people_.size());
  made.people = 1;
  volunteer.children.each(
      [&made](domain::ChildBand band) { made.children[static_cast<std::size_t>(band)] = 1; });
  made.times = bits_of(volunteer.times);
  made.standing = standing;
  add_person({sound_of(volunteer.name.view()),
              bits_of(volunteer.languages.at_least(domain::LanguageLevel::fluent)),
              bits_of(volunteer.help), bits_of(volunteer.sectors), bits_of(volunteer.interests),
              number_of(volunteer.age), number_of(volunteer.gender)});
  if (made.postcode != 0) postcodes_.add(static_cast<std::uint64_t>(made.postcode));
  children_.add(static_cast<std::uint64_t>(made.child_key()));
  times_.add(made.times);
  sign_ups_.push_back(made);
}

double Crowd::name_bits(const SoundedName& name, std::uint8_t matched) const {
  constexpr double kUsual = 1.0 / 150;
  double sum = 0;
  for (std::size_t i = 0; i < name.parts; ++i) {
    if ((matched >> i & 1U) == 0) continue;
    sum += agreement_bits(names_.share(sound_key(name.part[i]), kUsual));
  }
  return sum;
}

Crowd::Evidence Crowd::compare(const Person& a, const Person& b) const {
  Evidence evidence;
  std::uint8_t matched = 0;
  if (alike(a.name, b.name, matched)) {
    evidence.agree(Common::name, name_bits(a.name, matched));
    evidence.names_alike = true;
  } else if (!a.name.empty() && !b.name.empty()) {
    evidence.bits += kNoName;
  }
  if (a.age >= 0 && a.age == b.age) {
    evidence.agree(Common::ages,
                   agreement_bits(ages_.share(static_cast<std::uint64_t>(a.age), 0.2)));
  } else if (a.age >= 0 && b.age >= 0 && std::abs(a.age - b.age) > 1) {
    evidence.bits += kFarApart;
  }
  if (a.gender >= 0 && a.gender == b.gender) {
    evidence.family += agreement_bits(genders_.share(static_cast<std::uint64_t>(a.gender), 0.5));
  } else if (a.gender >= 0 && b.gender >= 0) {
    evidence.bits += kOtherGender;
  }
  if (a.fluent != 0 && a.fluent == b.fluent) {
    evidence.agree(Common::languages, 0);
    evidence.family += agreement_bits(fluent_.share(a.fluent, 0.2));
  } else if (a.fluent != 0 && b.fluent != 0 && (a.fluent & b.fluent) == 0) {
    evidence.bits += kNoLanguage;
  }
  const double answers = goals_.bits(a.goals, b.goals) + sectors_.bits(a.sectors, b.sectors) +
                         interests_.bits(a.interests, b.interests);
  evidence.bits += answers;
  if (answers > 3) evidence.agree(Common::answers, 0);
  evidence.bits += evidence.family;
  return evidence;
}

// Husband and wife name themselves first: each goes with whom they resemble most.
void Crowd::compare_people(const SignUp& a, const SignUp& b, Evidence& evidence) const {
  unsigned taken = 0;
  for (Index i = 0; i < a.people; ++i) {
    Evidence best;
    int with = -1;
    for (Index j = 0; j < b.people; ++j) {
      if ((taken >> j & 1U) != 0) continue;
      const auto each = compare(people_[a.first + i], people_[b.first + j]);
      if (with >= 0 && each.bits <= best.bits) continue;
      best = each;
      with = static_cast<int>(j);
    }
    if (with < 0) continue;
    taken |= 1U << static_cast<unsigned>(with);
    evidence.bits += best.bits - std::min(best.family, evidence.family);
    evidence.family = std::max(best.family, evidence.family);
    evidence.common = static_cast<CommonFacts>(evidence.common | best.common);
    evidence.names_alike = evidence.names_alike || best.names_alike;
  }
  evidence.bits += kOtherSize * std::abs(a.people - b.people);
}

void Crowd::compare_children(const SignUp& a, const SignUp& b, Evidence& evidence) const {
  if (a.children == b.children) {
    const auto key = static_cast<std::uint64_t>(a.child_key());
    const double bits = agreement_bits(children_.share(key, key == 0 ? 0.5 : 0.03));
    if (key == 0) {
      evidence.bits += bits;
    } else {
      evidence.agree(Common::children, bits);
    }
    return;
  }
  int apart = 0;
  for (std::size_t i = 0; i < a.children.size(); ++i) {
    apart += std::abs(a.children[i] - b.children[i]);
  }
  evidence.bits += kOtherSize * std::min(apart, 3);
}

Crowd::Evidence Crowd::compare(const SignUp& a, const SignUp& b) const {
  Evidence evidence;
  if (a.postcode == 0 || b.postcode == 0) {
    // one of them has not said where they live: that speaks neither for nor against it
  } else if (a.postcode == b.postcode) {
    const auto postcode = static_cast<std::uint64_t>(a.postcode);
    evidence.agree(Common::postcode, agreement_bits(postcodes_.share(postcode, 0.02)));
  } else {
    evidence.bits += kOtherPostcode;
  }
  if (a.arrival >= 0 && a.arrival == b.arrival) {
    evidence.bits += agreement_bits(arrivals_.share(static_cast<std::uint64_t>(a.arrival), 0.25));
  } else if (std::abs(a.arrival - b.arrival) > 1) {
    evidence.bits += kFarApart;
  }
  const double times = times_.bits(a.times, b.times);
  evidence.bits += times;
  if (times > 3) evidence.agree(Common::answers, 0);
  compare_children(a, b, evidence);
  compare_people(a, b, evidence);
  return evidence;
}

void Crowd::look_at(Index a, Index b, double enough,
                    std::map<std::pair<Index, Index>, CommonFacts>& found) const {
  const auto& one = sign_ups_[a];
  const auto& other = sign_ups_[b];
  if (a == b || (one.standing != Standing::waits && other.standing != Standing::waits)) return;
  const bool reached = one.contact != 0 && one.contact == other.contact;
  if (!reached && std::abs(one.people - other.people) > 1) return;
  if (!reached && one.people == 1 && other.people == 1) {  // cheap, and most end here
    std::uint8_t matched = 0;
    if (!alike(people_[one.first].name, people_[other.first].name, matched)) return;
  }
  auto evidence = compare(one, other);
  if (reached) evidence.agree(Common::contact, enough);
  const bool shape = one.people > 1 && other.people > 1 && evidence.bits >= enough + kWithoutName;
  if (!reached && !shape && (!evidence.names_alike || evidence.bits < enough)) return;
  found.emplace(std::minmax(a, b), evidence.common);
}

// Who could be one person shares a way to be reached or a postcode; who has moved, the sound of a
// name, the languages, and who lives with them.
Crowd::Keys Crowd::keys() const {
  Keys all;
  for (Index i = 0; i < sign_ups_.size(); ++i) {
    const auto& made = sign_ups_[i];
    if (made.contact != 0) all.emplace_back(made.contact, i);
    if (made.postcode != 0) all.emplace_back(static_cast<std::uint64_t>(made.postcode), i);
    for (Index p = made.first; p < made.first + made.people; ++p) {
      const auto& name = people_[p].name;
      for (std::size_t k = 0; k < name.parts; ++k) {
        const std::uint64_t home = made.people * 100'000U + static_cast<unsigned>(made.child_key());
        all.emplace_back(sound_key(name.part[k]) + home * people_[p].fluent, i);
      }
    }
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  return all;
}

std::vector<LikePair> Crowd::like_pairs() {
  for (auto* const choices : {&times_, &goals_, &sectors_, &interests_}) choices->weigh();
  const auto count = static_cast<double>(sign_ups_.size());
  const double enough =
      std::max(kLeast, std::log2(std::max(1.0, count * (count - 1) / 2)) + kMargin);
  const auto sorted = keys();
  std::map<std::pair<Index, Index>, CommonFacts> found;
  for (auto first = sorted.begin(); first != sorted.end();) {
    const auto last = std::find_if(first, sorted.end(),
                                   [first](const auto& key) { return key.first != first->first; });
    for (auto a = first; a != last; ++a) {
      if (sign_ups_[a->second].standing != Standing::waits) continue;
      for (auto b = first; b != last; ++b) {
        const bool both_wait = sign_ups_[b->second].standing == Standing::waits;
        if (!both_wait || a < b) look_at(a->second, b->second, enough, found);
      }
    }
    first = last;
  }
  std::vector<LikePair> pairs;
  for (const auto& [pair, common] : found) pairs.push_back({pair.first, pair.second, common});
  return pairs;
}

}  // namespace samen::server
