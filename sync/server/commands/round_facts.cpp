// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/round_facts.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <vector>

#include "sync/server/commands/log_reading.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

constexpr std::int64_t kUselessGap = 10'000;  // as much again as the groups are worth

std::string week_part(const json& shortage) {
  const auto times = text(shortage, "times");
  return times.empty() ? "" : ", free on " + times;
}

std::string who(const json& shortage) {
  const auto kind = text(shortage, "kind");
  const auto needed = number(shortage, "needed");
  std::string languages;
  for (const auto& term : part(shortage, "languages")) {
    if (!languages.empty()) languages += ", ";
    languages += term_in_words(words_of(term));
  }
  std::string words;
  if (kind == "new_group") {
    words = people(needed, "new group", "new groups");
    if (part(shortage, "women_only") == true) words += " of women";
    if (!languages.empty()) words += " in which somebody speaks " + languages;
  } else if (kind == "member") {
    words = people(needed, "more member for a small group", "more members for small groups");
  } else {
    words = people(needed, "volunteer", "volunteers");
    if (!languages.empty())
      words += " who " + std::string(needed == 1 ? "speaks " : "speak ") + languages;
  }
  return words + week_part(shortage);
}

// "Proposed by size: 1: 20 of 31 (65 %), ...". Small counts are not in the log.
void print_classes(const json& by, std::ostream& out) {
  constexpr std::array<std::array<const char*, 2>, 3> kLists = {
      {{"language", "language"}, {"size", "size"}, {"need_class", "need"}}};
  for (const auto& [list, words] : kLists) {
    const auto& classes = part(by, list);
    if (!classes.is_object() || classes.empty()) continue;
    out << "Proposed by " << words << ": ";
    const char* between = "";
    for (const auto& [name, figures] : classes.items()) {
      const auto waiting = number(figures, "waiting");
      const auto proposed = number(figures, "proposed");
      std::string class_words = name;
      std::ranges::replace(class_words, '_', ' ');
      out << between << class_words << ": ";
      if (proposed == 0) {
        out << "fewer than 10 of " << waiting;
      } else {
        out << proposed << " of " << waiting << " ("
            << (200 * proposed + waiting) / (2 * std::max<std::int64_t>(waiting, 1)) << " %)";
      }
      between = ", ";
    }
    out << ".\n";
  }
}

// Who waits although a pair is possible waits for somebody of these.
void print_expected(const json& expected, std::ostream& out) {
  const auto from = text(expected, "from");
  if (from.empty()) return;
  if (from == "nobody") {
    out << "Expected arrivals: not enough is known yet, so nobody waits for somebody else.\n";
    return;
  }
  out << "Expected arrivals: " << people(number(expected, "households"), "household", "households")
      << " and " << people(number(expected, "groups"), "group", "groups") << " within "
      << people(number(expected, "days"), "day", "days") << ", as "
      << (from == "last_year" ? "a year ago on these days" : "in the last days as many")
      << " (own sign-ups).\n";
}

// What round_seconds was too short for: never the pairs.
void print_cut(const json& cut, std::ostream& out) {
  std::vector<std::string> left;
  if (part(cut, "floor") == true) left.emplace_back("raising the lowest score further");
  const auto count = [&](const char* name, const char* one, const char* many) {
    if (const auto most = number(cut, name); most > 0) left.push_back(people(most, one, many));
  };
  count("draws", "draw of the lottery", "draws of the lottery");
  count("shortages", "kind of missing people that was not tried",
        "kinds of missing people that were not tried");
  count("declines", "proposal of which is not known what a decline would change",
        "proposals of which is not known what a decline would change");
  if (part(cut, "most_points") == true) left.emplace_back("the exact most of points");
  if (left.empty()) return;
  out << "Time was up (round_seconds in the policy); left out: ";
  for (std::size_t i = 0; i < left.size(); ++i) out << (i == 0 ? "" : "; ") << left[i];
  out << ".\n";
}

}  // namespace

void print_round_facts(const json& log, std::ostream& out) {
  print_expected(part(log, "expected"), out);
  print_cut(part(log, "cut"), out);
  if (const auto& formation = part(log, "formation"); formation.is_object()) {
    out << people(number(formation, "singles"), "volunteer waits", "volunteers wait")
        << " to be placed in a group; "
        << people(static_cast<std::int64_t>(part(formation, "groups").size()), "group was",
                  "groups were")
        << " formed";
    const bool hurried = part(formation, "hurried") == true;
    const auto gap = number(formation, "gap_per_ten_thousand");
    if (gap < kUselessGap) {
      out << ", proven to be within " << line("%.2f %%", static_cast<double>(gap) / 100.0)
          << " of the best" << (hurried ? " (the time for it was up)" : "") << ".\n";
    } else {
      out << ". Time was up before it was proven how near that is to the best: a longer "
             "formation_seconds in the policy helps.\n";
    }
    if (const auto left = number(formation, "not_looked_at"); left > 0) {
      out << "Time was up before new groups were looked for around "
          << people(left, "household", "households")
          << ", those that wait the shortest: a longer formation_seconds helps.\n";
    }
  }
  if (part(log, "coarse_travel") == true) {
    out << "Travel times are coarse for some or all pairs: from postcode digits, not from places "
           "(see `places import`).\n";
  }
  const auto& floor = part(log, "floor");
  if (floor.is_object() && number(floor, "after") > number(floor, "before")) {
    out << "Floor: the lowest score went from " << number(floor, "before") << " to "
        << number(floor, "after") << " for "
        << number(floor, "points_before") - number(floor, "points_after") << " of "
        << number(floor, "points_before") << " points.\n";
  }
  const auto draws = number(log, "draws");
  if (draws > 1) {
    out << "Lottery: in " << draws << " draws, " << number(log, "randomised")
        << " of the households had more than one outcome.\n";
  }
  const auto& blocking = part(log, "blocking");
  if (blocking.is_object() && number(blocking, "total") > 0) {
    out << "Blocking pairs (both would gain with each other): " << number(blocking, "total")
        << ", the largest margin is " << number(blocking, "largest") << " points.\n";
  }
  if (const auto& by = part(log, "by"); by.is_object()) print_classes(by, out);
}

bool print_unplaced(const json& log, const std::string& label, std::ostream& out) {
  struct Why {
    const char* name;
    const char* words;
  };
  constexpr std::array<Why, 6> kWhys = {
      {{"does_not_count", "not 18 or over, or not for twelve months"},
       {"not_ready", "not screened and trained yet"},
       {"times_not_told", "did not say when they can: ask"},
       {"no_household", "no household nearby waits for them"},
       {"too_few_others", "too few other volunteers nearby with a language and a time in common"},
       {"others_chosen", "another group was the better choice in this round"}}};
  const auto& unplaced = part(part(log, "formation"), "unplaced");
  bool any = false;
  for (const auto& why : kWhys) {
    const auto& list = part(unplaced, why.name);
    if (!list.is_array() || list.empty()) continue;
    const bool here = label.empty() || std::ranges::find(list, json(label)) != list.end();
    if (!here) continue;
    if (label.empty() && !any) out << "\nVolunteers in no proposal:\n";
    any = true;
    if (!label.empty()) {
      out << label << " not yet: " << why.words << "\n";
      continue;
    }
    out << "   " << list.size() << " x " << why.words;
    // A few labels where somebody can do something about it.
    constexpr std::size_t kShown = 6;
    for (std::size_t i = 0; i < std::min(kShown, list.size()); ++i) {
      out << (i == 0 ? ": " : ", ") << words_of(list[i]);
    }
    out << (list.size() > kShown ? ", ..." : "") << "\n";
  }
  return any;
}

bool print_held(const json& log, const std::string& label, std::ostream& out) {
  constexpr std::array<std::array<const char*, 2>, 7> kWords = {
      {{"contact", "the same telephone number or e-mail address"},
       {"name", "a name that sounds the same"},
       {"postcode", "the same postcode"},
       {"ages", "the same age"},
       {"languages", "the same languages"},
       {"children", "the same children"},
       {"answers", "many answers in common"}}};
  bool any = false;
  for (const auto& entry : part(log, "held")) {
    const auto held = text(entry, "held");
    const auto like = text(entry, "like");
    if (!label.empty() && held != label && like != label) continue;
    any = true;
    out << held << " is held: it looks like " << like;
    const char* between = " (";
    for (const auto& common : part(entry, "common")) {
      for (const auto& [name, words] : kWords) {
        if (common != name) continue;
        out << between << words;
        between = ", ";
      }
    }
    out << (between[0] == ',' ? ").\n" : ".\n");
  }
  return any;
}

void print_shortages(const json& log, std::ostream& out) {
  const auto& list = part(log, "shortages");
  if (!list.is_array() || list.empty()) return;
  out << "\nWho is missing (each tried by solving the round again):\n";
  for (const auto& shortage : list) {
    out << "   " << who(shortage) << ", around " << number(shortage, "area")
        << "xx: " << people(number(shortage, "unlocked"), "more proposal", "more proposals")
        << " (";
    const char* between = "";
    for (const auto& household : part(shortage, "households")) {
      out << between << words_of(household);
      between = ", ";
    }
    out << ")\n";
  }
}

}  // namespace samen::server
