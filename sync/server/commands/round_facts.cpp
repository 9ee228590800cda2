// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/round_facts.hpp"

#include <algorithm>
#include <array>
#include <ostream>
#include <string>
#include <string_view>

#include "base/say.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using base::say;
using base::say_count;
using base::to_say;
using base::translated;
using nlohmann::json;

namespace {

constexpr std::int64_t kUselessGap = 10'000;  // as much again as the groups are worth

std::string who_speaks(std::string_view kind, std::int64_t needed, bool women,
                       const std::string& languages) {
  if (kind == "new_group") {
    const auto groups = women ? say_count(needed, "1 new group of women", "{} new groups of women")
                              : say_count(needed, "1 new group", "{} new groups");
    return languages.empty() ? groups : say("{} in which somebody speaks {}", groups, languages);
  }
  if (kind == "member") {
    return say_count(needed, "1 more member for a small group", "{} more members for small groups");
  }
  if (languages.empty()) return say_count(needed, "1 volunteer", "{} volunteers");
  return say_count(needed, "1 volunteer who speaks {1}", "{0} volunteers who speak {1}", languages);
}

std::string who(const json& shortage) {
  std::string languages;
  for (const auto& term : part(shortage, "languages")) {
    add_to(languages, term_in_words(words_of(term)));
  }
  const auto words = who_speaks(text(shortage, "kind"), number(shortage, "needed"),
                                part(shortage, "women_only") == true, languages);
  const auto times = text(shortage, "times");
  return times.empty() ? words : say("{}, free on {}", words, translated(times));
}

// A language by its name, a size as it is, a need in words.
std::string class_in_words(std::string_view list, const std::string& name) {
  if (list == "language") return term_in_words("language." + name);
  constexpr std::array kNeeds = {
      to_say("neither dutch nor english"), to_say("interpreter"), to_say("five or more"),
      to_say("same gender wish"),          to_say("few times"),   to_say("none")};
  std::string words = name;
  std::ranges::replace(words, '_', ' ');
  return std::ranges::find(kNeeds, words) == kNeeds.end() ? words : say(words);
}

// "Proposed by size: 1: 20 of 31 (65 %), ...". Small counts are not in the log.
void print_classes(const json& by, std::ostream& out) {
  struct List {
    const char* name;
    std::string_view words;
  };
  constexpr std::array<List, 3> kLists = {{{"language", to_say("Proposed by language: {}.")},
                                           {"size", to_say("Proposed by size: {}.")},
                                           {"need_class", to_say("Proposed by need: {}.")}}};
  for (const auto& list : kLists) {
    const auto& classes = part(by, list.name);
    if (!classes.is_object() || classes.empty()) continue;
    std::string all;
    for (const auto& [name, figures] : classes.items()) {
      const auto waiting = number(figures, "waiting");
      const auto proposed = number(figures, "proposed");
      const auto words = class_in_words(list.name, name);
      add_to(all, proposed == 0
                      ? say("{}: fewer than 10 of {}", words, waiting)
                      : say("{}: {} of {} ({} %)", words, proposed, waiting,
                            (200 * proposed + waiting) / (2 * std::max<std::int64_t>(waiting, 1))));
    }
    out << say(list.words, all) << "\n";
  }
}

// Who waits although a pair is possible waits for somebody of these.
void print_expected(const json& expected, std::ostream& out) {
  const auto from = text(expected, "from");
  if (from.empty()) return;
  if (from == "nobody") {
    out << say("Expected arrivals: not enough is known yet, so nobody waits for somebody else.")
        << "\n";
    return;
  }
  const auto households = say_count(number(expected, "households"), "1 household", "{} households");
  const auto groups = say_count(number(expected, "groups"), "1 group", "{} groups");
  const auto days = say_count(number(expected, "days"), "1 day", "{} days");
  out << (from == "last_year"
              ? say("Expected arrivals: {} and {} within {}, as a year ago on these days (own "
                    "sign-ups).",
                    households, groups, days)
              : say("Expected arrivals: {} and {} within {}, as in the last days as many (own "
                    "sign-ups).",
                    households, groups, days))
      << "\n";
}

// What round_seconds was too short for: never the pairs.
void print_cut(const json& cut, std::ostream& out) {
  std::string left;
  if (part(cut, "floor") == true) add_to(left, say("raising the lowest score further"), "; ");
  if (const auto draws = number(cut, "draws"); draws > 0) {
    add_to(left, say_count(draws, "1 draw of the lottery", "{} draws of the lottery"), "; ");
  }
  if (const auto shortages = number(cut, "shortages"); shortages > 0) {
    add_to(left,
           say_count(shortages, "1 kind of missing people that was not tried",
                     "{} kinds of missing people that were not tried"),
           "; ");
  }
  if (const auto declines = number(cut, "declines"); declines > 0) {
    add_to(left,
           say_count(declines, "1 proposal of which is not known what a decline would change",
                     "{} proposals of which is not known what a decline would change"),
           "; ");
  }
  if (part(cut, "most_points") == true) add_to(left, say("the exact most of points"), "; ");
  if (left.empty()) return;
  out << say("Time was up (round_seconds in the policy); left out: {}.", left) << "\n";
}

void print_formation(const json& formation, std::ostream& out) {
  const auto waiting =
      say_count(number(formation, "singles"), "1 volunteer waits to be placed in a group",
                "{} volunteers wait to be placed in a group");
  const auto formed = say_count(static_cast<std::int64_t>(part(formation, "groups").size()),
                                "1 group was formed", "{} groups were formed");
  const auto gap = number(formation, "gap_per_ten_thousand");
  const auto percent = decimal_in_words(static_cast<double>(gap) / 100.0, 2);
  if (gap >= kUselessGap) {
    out << say(
        "{}; {}. Time was up before it was proven how near that is to the best: a longer "
        "formation_seconds in the policy helps.",
        waiting, formed);
  } else if (part(formation, "hurried") == true) {
    out << say("{}; {}, proven to be within {} % of the best (the time for it was up).", waiting,
               formed, percent);
  } else {
    out << say("{}; {}, proven to be within {} % of the best.", waiting, formed, percent);
  }
  out << "\n";
  if (const auto left = number(formation, "not_looked_at"); left > 0) {
    out << say_count(left,
                     "Time was up before new groups were looked for around 1 household, those that "
                     "wait the shortest: a longer formation_seconds helps.",
                     "Time was up before new groups were looked for around {} households, those "
                     "that wait the shortest: a longer formation_seconds helps.")
        << "\n";
  }
}

}  // namespace

void print_round_facts(const json& log, std::ostream& out) {
  print_expected(part(log, "expected"), out);
  print_cut(part(log, "cut"), out);
  if (const auto& formation = part(log, "formation"); formation.is_object()) {
    print_formation(formation, out);
  }
  if (part(log, "coarse_travel") == true) {
    out << say("Travel times are coarse for some or all pairs: from postcode digits, not from "
               "places (see `places import`).")
        << "\n";
  }
  const auto& floor = part(log, "floor");
  if (floor.is_object() && number(floor, "after") > number(floor, "before")) {
    out << say("Floor: the lowest score went from {} to {} for {} of {} points.",
               number(floor, "before"), number(floor, "after"),
               number(floor, "points_before") - number(floor, "points_after"),
               number(floor, "points_before"))
        << "\n";
  }
  const auto draws = number(log, "draws");
  if (draws > 1) {
    out << say("Lottery: in {} draws, {} of the households had more than one outcome.", draws,
               number(log, "randomised"))
        << "\n";
  }
  const auto& blocking = part(log, "blocking");
  if (blocking.is_object() && number(blocking, "total") > 0) {
    out << say("Blocking pairs (both would gain with each other): {}, the largest margin is {} "
               "points.",
               number(blocking, "total"), number(blocking, "largest"))
        << "\n";
  }
  if (const auto& by = part(log, "by"); by.is_object()) print_classes(by, out);
}

bool print_unplaced(const json& log, const std::string& label, std::ostream& out) {
  struct Why {
    const char* name;
    std::string_view words;
  };
  constexpr std::array<Why, 6> kWhys = {
      {{"does_not_count", to_say("not 18 or over, or not for twelve months")},
       {"not_ready", to_say("not screened and trained yet")},
       {"times_not_told", to_say("did not say when they can: ask")},
       {"no_household", to_say("no household nearby waits for them")},
       {"too_few_others",
        to_say("too few other volunteers nearby with a language and a time in common")},
       {"others_chosen", to_say("another group was the better choice in this round")}}};
  const auto& unplaced = part(part(log, "formation"), "unplaced");
  bool any = false;
  for (const auto& why : kWhys) {
    const auto& list = part(unplaced, why.name);
    if (!list.is_array() || list.empty()) continue;
    const bool here = label.empty() || std::ranges::find(list, json(label)) != list.end();
    if (!here) continue;
    if (label.empty() && !any) out << "\n" << say("Volunteers in no proposal:") << "\n";
    any = true;
    if (!label.empty()) {
      out << say("{} not yet: {}", label, translated(why.words)) << "\n";
      continue;
    }
    out << "   " << say("{} x {}", list.size(), translated(why.words));
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
  constexpr std::array<std::array<std::string_view, 2>, 7> kWords = {
      {{"contact", to_say("the same telephone number or e-mail address")},
       {"name", to_say("a name that sounds the same")},
       {"postcode", to_say("the same postcode")},
       {"ages", to_say("the same age")},
       {"languages", to_say("the same languages")},
       {"children", to_say("the same children")},
       {"answers", to_say("many answers in common")}}};
  bool any = false;
  for (const auto& entry : part(log, "held")) {
    const auto held = text(entry, "held");
    const auto like = text(entry, "like");
    if (!label.empty() && held != label && like != label) continue;
    any = true;
    std::string why;
    for (const auto& common : part(entry, "common")) {
      for (const auto& [name, words] : kWords) {
        if (common == name) add_to(why, say(words));
      }
    }
    out << (why.empty() ? say("{} is held: it looks like {}.", held, like)
                        : say("{} is held: it looks like {} ({}).", held, like, why))
        << "\n";
  }
  return any;
}

void print_shortages(const json& log, std::ostream& out) {
  const auto& list = part(log, "shortages");
  if (!list.is_array() || list.empty()) return;
  out << "\n" << say("Who is missing (each tried by solving the round again):") << "\n";
  for (const auto& shortage : list) {
    std::string households;
    for (const auto& household : part(shortage, "households")) {
      add_to(households, words_of(household));
    }
    out << say_count(number(shortage, "unlocked"), "   {1}, around {2}xx: 1 more proposal ({3})",
                     "   {1}, around {2}xx: {0} more proposals ({3})", who(shortage),
                     number(shortage, "area"), households)
        << "\n";
  }
}

}  // namespace samen::server
