// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

// The closed lists of the programme. A value's name is at once its spelling in JSON, its option id
// in assets/forms and the tail of its message key ("goal.work"). Names are never reused or renamed
// once a form with them has shipped; new ones are added at the end.
namespace samen::domain {

template <class E>
struct Vocabulary;  // { static constexpr std::string_view kPrefix; static constexpr array kNames; }

template <class E>
constexpr std::size_t vocabulary_size() {
  return Vocabulary<E>::kNames.size();
}
template <class E>
constexpr std::string_view name_of(E value) {
  return Vocabulary<E>::kNames[static_cast<std::size_t>(value)];
}
template <class E>
constexpr std::optional<E> from_name(std::string_view name) {
  for (std::size_t i = 0; i < Vocabulary<E>::kNames.size(); ++i) {
    if (Vocabulary<E>::kNames[i] == name) return static_cast<E>(i);
  }
  return std::nullopt;
}
// "work, dutch, housing": for a refusal that says what there is.
template <class E>
std::string all_names() {
  std::string names;
  for (const std::string_view name : Vocabulary<E>::kNames) {
    names += (names.empty() ? "" : ", ") + std::string(name);
  }
  return names;
}

// A set of values of one vocabulary as a bit mask (at most 64 values).
template <class E>
class SetOf {
 public:
  constexpr SetOf() = default;
  constexpr SetOf(std::initializer_list<E> values) {
    for (const E value : values) add(value);
  }
  static constexpr SetOf from_bits(std::uint64_t bits) {
    SetOf set;
    set.bits_ = bits & kAll;
    return set;
  }
  constexpr void add(E value) { bits_ |= bit(value); }
  constexpr void remove(E value) { bits_ &= ~bit(value); }
  constexpr bool has(E value) const { return (bits_ & bit(value)) != 0; }
  constexpr bool empty() const { return bits_ == 0; }
  constexpr int size() const { return __builtin_popcountll(bits_); }
  constexpr std::uint64_t bits() const { return bits_; }
  constexpr SetOf operator&(SetOf other) const { return from_bits(bits_ & other.bits_); }
  constexpr SetOf operator|(SetOf other) const { return from_bits(bits_ | other.bits_); }
  constexpr bool operator==(const SetOf&) const = default;

  // Calls f(value) in the vocabulary's order.
  template <class F>
  constexpr void each(F f) const {
    for (std::size_t i = 0; i < vocabulary_size<E>(); ++i) {
      if (has(static_cast<E>(i))) f(static_cast<E>(i));
    }
  }

 private:
  static_assert(vocabulary_size<E>() <= 64);
  static constexpr std::uint64_t kAll =
      vocabulary_size<E>() == 64 ? ~0ULL : (1ULL << vocabulary_size<E>()) - 1;
  static constexpr std::uint64_t bit(E value) { return 1ULL << static_cast<unsigned>(value); }
  std::uint64_t bits_ = 0;
};

#define SAMEN_VOCABULARY(Type, prefix, ...)                                        \
  template <>                                                                      \
  struct Vocabulary<Type> {                                                        \
    static constexpr std::string_view kPrefix = prefix;                            \
    static constexpr auto kNames = std::to_array<std::string_view>({__VA_ARGS__}); \
  }

// Languages people speak (not only those the kiosk speaks). BCP 47 tags.
enum class Language : std::uint8_t {
  nl,
  en,
  ar,
  ti,
  tr,
  fa,
  prs,
  uk,
  so,
  kmr,
  ckb,
  fr,
  es,
  ps,
  ru,
  am,
  ur,
  pt,
  pl,
  zh,
  other
};
SAMEN_VOCABULARY(Language, "language", "nl", "en", "ar", "ti", "tr", "fa", "prs", "uk", "so", "kmr",
                 "ckb", "fr", "es", "ps", "ru", "am", "ur", "pt", "pl", "zh", "other");

enum class LanguageLevel : std::uint8_t { none, basic, conversational, fluent };
SAMEN_VOCABULARY(LanguageLevel, "level", "none", "basic", "conversational", "fluent");

// What a newcomer hopes for, in the order the person ranks them.
enum class Goal : std::uint8_t {
  work,
  dutch,
  education,
  paperwork,
  friends,
  children,
  health_system,
  sport,
  housing,
  culture
};
SAMEN_VOCABULARY(Goal, "goal", "work", "dutch", "education", "paperwork", "friends", "children",
                 "health_system", "sport", "housing", "culture");

// What a volunteer can help with: the same subjects, so that coverage is a set operation.
using Help = Goal;

enum class Interest : std::uint8_t {
  cooking,
  music,
  football,
  walking,
  cycling,
  gardening,
  reading,
  film,
  crafts,
  games,
  art,
  celebrations,
  technology,
  animals,
  swimming,
  dancing,
  photography,
  repair
};
SAMEN_VOCABULARY(Interest, "interest", "cooking", "music", "football", "walking", "cycling",
                 "gardening", "reading", "film", "crafts", "games", "art", "celebrations",
                 "technology", "animals", "swimming", "dancing", "photography", "repair");

// Sectors of work: experience or wish of a newcomer; where a volunteer knows people.
enum class Sector : std::uint8_t {
  care,
  education,
  construction,
  technology,
  hospitality,
  retail,
  logistics,
  industry,
  agriculture,
  cleaning,
  beauty,
  culture,
  office,
  government,
  own_business
};
SAMEN_VOCABULARY(Sector, "sector", "care", "education", "construction", "technology", "hospitality",
                 "retail", "logistics", "industry", "agriculture", "cleaning", "beauty", "culture",
                 "office", "government", "own_business");

enum class AgeBand : std::uint8_t {
  age_18_24,
  age_25_34,
  age_35_44,
  age_45_54,
  age_55_64,
  age_65_up
};
SAMEN_VOCABULARY(AgeBand, "age", "18_24", "25_34", "35_44", "45_54", "55_64", "65_up");

enum class ChildBand : std::uint8_t { child_0_3, child_4_11, child_12_17 };
SAMEN_VOCABULARY(ChildBand, "child", "0_3", "4_11", "12_17");

enum class Gender : std::uint8_t { woman, man, other };
SAMEN_VOCABULARY(Gender, "gender", "woman", "man", "other");

// How long ago the household came to the Netherlands (eligibility: at most three years).
enum class ArrivalPeriod : std::uint8_t {
  under_half_year,
  under_1_year,
  under_2_years,
  under_3_years,
  longer
};
SAMEN_VOCABULARY(ArrivalPeriod, "arrival", "under_half_year", "under_1_year", "under_2_years",
                 "under_3_years", "longer");

// Whom a household wants to meet.
enum class CompanyWish : std::uint8_t { no_wish, women_only, same_gender };
SAMEN_VOCABULARY(CompanyWish, "company", "no_wish", "women_only", "same_gender");

// Practical needs of a household; a group states with the same words what it can offer.
enum class Need : std::uint8_t { step_free, no_pets, no_smoke };
SAMEN_VOCABULARY(Need, "need", "step_free", "no_pets", "no_smoke");

enum class ContactChannel : std::uint8_t { phone, email, caseworker };
SAMEN_VOCABULARY(ContactChannel, "contact", "phone", "email", "caseworker");

enum class Purpose : std::uint8_t { service, research };
SAMEN_VOCABULARY(Purpose, "consent", "service", "research");

// A week in seven days x morning, afternoon, evening; Monday morning is bit 0.
enum class TimeBlock : std::uint8_t {
  mon_morning,
  mon_afternoon,
  mon_evening,
  tue_morning,
  tue_afternoon,
  tue_evening,
  wed_morning,
  wed_afternoon,
  wed_evening,
  thu_morning,
  thu_afternoon,
  thu_evening,
  fri_morning,
  fri_afternoon,
  fri_evening,
  sat_morning,
  sat_afternoon,
  sat_evening,
  sun_morning,
  sun_afternoon,
  sun_evening
};
SAMEN_VOCABULARY(TimeBlock, "time", "mon_morning", "mon_afternoon", "mon_evening", "tue_morning",
                 "tue_afternoon", "tue_evening", "wed_morning", "wed_afternoon", "wed_evening",
                 "thu_morning", "thu_afternoon", "thu_evening", "fri_morning", "fri_afternoon",
                 "fri_evening", "sat_morning", "sat_afternoon", "sat_evening", "sun_morning",
                 "sun_afternoon", "sun_evening");

enum class Verdict : std::uint8_t { accept, decline, hold };
SAMEN_VOCABULARY(Verdict, "verdict", "accept", "decline", "hold");

// Why a caseworker declines a proposal. Closed list: free text would become a file about people.
enum class DeclineReason : std::uint8_t {
  household_prefers_other,
  group_prefers_other,
  too_far,
  times_do_not_fit,
  language_does_not_work,
  they_know_each_other,
  safety,
  group_not_available,
  household_not_available,
  other
};
SAMEN_VOCABULARY(DeclineReason, "decline", "household_prefers_other", "group_prefers_other",
                 "too_far", "times_do_not_fit", "language_does_not_work", "they_know_each_other",
                 "safety", "group_not_available", "household_not_available", "other");

enum class ProposalState : std::uint8_t { proposed, held, accepted, declined, withdrawn };
SAMEN_VOCABULARY(ProposalState, "proposal", "proposed", "held", "accepted", "declined",
                 "withdrawn");

}  // namespace samen::domain
