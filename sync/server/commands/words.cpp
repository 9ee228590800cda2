// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/words.hpp"

#include <algorithm>
#include <array>
#include <string_view>

namespace samen::server {
namespace {

// One message: with `counted` the number that chooses between one and other, where it stands as #.
struct Words {
  std::string_view key;
  std::string_view counted;
  std::string_view one;
  std::string_view other;
};

// The English of assets/locales/en.json (a test compares), in the order of the keys.
constexpr Words kWords[] = {
    {"caution.adult_without_language", "", "",
     "One or more adults share no language with the group"},
    {"caution.goals_missing", "", "", "Nobody in the group helps with this yet: {goals}"},
    {"caution.interpreter", "", "",
     "They have no language in common yet: an interpreter or community builder is needed"},
    {"caution.joined_group", "count",
     "1 person who signed up alone would join this group: first ask whether both sides want that",
     "# people who signed up alone would join this group: first ask whether both sides want that"},
    {"caution.long_ride", "minutes", "Some way off: about 1 minute by bicycle",
     "Some way off: about # minutes by bicycle"},
    {"caution.member_left", "count", "1 person has left the group since this proposal",
     "# people have left the group since this proposal"},
    {"caution.newly_formed", "count",
     "A new group of 1 person who signed up alone: ask whether they want this",
     "A new group of # people who each signed up alone: first ask whether they want to be "
     "together"},
    {"caution.not_screened", "", "", "The group has not been screened yet: no contact before that"},
    {"caution.not_trained", "", "", "The group has not had its training yet"},
    {"caution.one_speaker", "", "", "Only one group member speaks {languages}"},
    {"caution.one_time", "", "", "Only one time in the week suits both"},
    {"caution.small_group", "count", "A small group: 1 member", "A small group: # members"},
    {"caution.times_unknown", "", "", "Ask which times suit: not both filled in their times"},
    {"reason.age", "", "", "Many group members are of about the same age"},
    {"reason.children", "", "", "Both have children aged: {ages}"},
    {"reason.goals_covered", "", "", "Can help with: {goals}"},
    {"reason.guarantee", "count", "Has waited 1 day and therefore comes first",
     "Has waited # days and therefore comes first"},
    {"reason.interests", "", "", "Both like: {interests}"},
    {"reason.languages", "", "", "Both speak: {languages}"},
    {"reason.network", "", "", "The group knows people who work in: {sectors}"},
    {"reason.shared_times", "count", "One time in the week that suits both",
     "# times in the week that suit both"},
    {"reason.travel", "minutes", "About 1 minute by bicycle", "About # minutes by bicycle"},
    {"reason.travel_coarse", "minutes", "About 1 minute by bicycle (rough estimate)",
     "About # minutes by bicycle (rough estimate)"},
    {"reason.waits", "count", "Has waited 1 day", "Has waited # days"},
    {"whynot.all_taken", "count", "One group fits, but it suits another household better now",
     "# groups fit, but they suit other households better now"},
    {"whynot.better_later", "", "",
     "A group would fit, but not well enough. We wait a little longer for a better one"},
    {"whynot.company", "", "",
     "One group nearly fits, but not the wish about whom the household wants to meet"},
    {"whynot.excluded", "", "", "The groups nearby have been discussed already and do not fit"},
    {"whynot.group_forming", "", "", "There is a group nearby, but it has too few members yet"},
    {"whynot.group_not_ready", "", "",
     "One group fits, but it has not been screened and trained yet"},
    {"whynot.language", "", "",
     "One group nearly fits: only a common language is missing. An interpreter or community "
     "builder can help"},
    {"whynot.miss_company", "", "", "does not meet the wish about whom to meet"},
    {"whynot.miss_group_forming", "", "", "the group has too few members yet"},
    {"whynot.miss_group_not_ready", "", "", "the group has not been screened and trained yet"},
    {"whynot.miss_language", "", "", "no common language"},
    {"whynot.miss_needs", "", "", "a practical need cannot be met"},
    {"whynot.miss_not_eligible", "", "", "is outside the programme"},
    {"whynot.miss_size", "", "", "too many people for this group"},
    {"whynot.miss_times", "", "", "no common time"},
    {"whynot.miss_travel", "", "", "too far by bicycle"},
    {"whynot.needs", "", "", "One group nearly fits: only a practical need cannot be met"},
    {"whynot.no_groups", "", "", "There are no welcome groups yet"},
    {"whynot.not_eligible", "", "",
     "This household has lived in the Netherlands longer than the programme allows"},
    {"whynot.several", "count", "No group nearby fits now. The best one misses 1 thing",
     "No group nearby fits now. The best one misses # things"},
    {"whynot.size", "", "", "One group nearly fits, but cannot welcome so many people"},
    {"whynot.times", "", "",
     "One group nearly fits: only a common time is missing. Ask about other times"},
    {"whynot.travel", "minutes", "No group nearby. The nearest is about 1 minute by bicycle",
     "No group nearby. The nearest is about # minutes by bicycle"},
    {"whynot.volunteers_forming", "", "",
     "There are single volunteers nearby, but not yet enough who can form a group together"},
};

struct Term {
  std::string_view key;
  std::string_view word;
};

// Where the vocabulary's name is not yet a word.
constexpr Term kTerms[] = {
    {"goal.children", "bringing up children"},
    {"goal.dutch", "learning Dutch"},
    {"goal.education", "school or training"},
    {"goal.friends", "neighbourhood and friends"},
    {"goal.paperwork", "letters and offices"},
    {"language.am", "Amharic"},
    {"language.ar", "Arabic"},
    {"language.ckb", "Sorani Kurdish"},
    {"language.en", "English"},
    {"language.es", "Spanish"},
    {"language.fa", "Persian"},
    {"language.fr", "French"},
    {"language.kmr", "Kurmanji Kurdish"},
    {"language.nl", "Dutch"},
    {"language.other", "another language"},
    {"language.pl", "Polish"},
    {"language.prs", "Dari"},
    {"language.ps", "Pashto"},
    {"language.pt", "Portuguese"},
    {"language.ru", "Russian"},
    {"language.so", "Somali"},
    {"language.ti", "Tigrinya"},
    {"language.tr", "Turkish"},
    {"language.uk", "Ukrainian"},
    {"language.ur", "Urdu"},
    {"language.zh", "Chinese"},
};

const Words* find(std::string_view key) {
  const auto* found = std::ranges::find(kWords, key, &Words::key);
  return found == std::end(kWords) ? nullptr : found;
}

std::string value_in_words(const domain::ReasonArgument& argument) {
  if (argument.terms.empty()) return std::to_string(argument.number);
  std::string list;
  for (const auto& term : argument.terms) {
    if (!list.empty()) list += ", ";
    list += term_in_words(term);
  }
  return list;
}

}  // namespace

std::string term_in_words(std::string_view key) {
  const auto* found = std::ranges::find(kTerms, key, &Term::key);
  if (found != std::end(kTerms)) return std::string(found->word);
  std::string word(key.substr(key.find('.') + 1));
  const bool range = key.starts_with("child.") || key.starts_with("age.");
  std::ranges::replace(word, '_', range ? '-' : ' ');
  return word;
}

bool has_words(const std::string& key) {
  return find(key) != nullptr;
}

std::string reason_in_words(const domain::Reason& reason) {
  const Words* words = find(reason.key);
  std::string text(words != nullptr ? words->other : reason.key);
  for (const auto& argument : reason.arguments) {
    const std::string value = value_in_words(argument);
    if (words == nullptr) {
      text += " " + argument.name + "=" + value;
      continue;
    }
    if (argument.name == words->counted) {
      if (argument.number == 1) text = words->one;
      if (const auto at = text.find('#'); at != std::string::npos) text.replace(at, 1, value);
    }
    const std::string place = "{" + argument.name + "}";
    if (const auto at = text.find(place); at != std::string::npos) {
      text.replace(at, place.size(), value);
    }
  }
  return text;
}

std::string age_in_words(std::int64_t ms) {
  struct Unit {
    std::int64_t ms;
    std::string_view name;
  };
  static constexpr std::array<Unit, 4> kUnits = {
      {{86'400'000, "day"}, {3'600'000, "hour"}, {60'000, "minute"}, {1'000, "second"}}};
  for (const auto& unit : kUnits) {
    const std::int64_t count = ms / unit.ms;
    if (count < 1) continue;
    return std::to_string(count) + " " + std::string(unit.name) + (count == 1 ? "" : "s");
  }
  return "a moment";
}

}  // namespace samen::server
