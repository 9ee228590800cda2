// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/explanation.hpp"

#include <array>
#include <cstdio>
#include <ostream>
#include <unordered_map>

#include <nlohmann/json.hpp>

#include "sync/server/commands/words.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

// Logs of older rounds have fewer entries; what is missing is left out.
json read(std::string_view text) {
  json log = json::parse(text, nullptr, /*allow_exceptions=*/false);
  return log.is_object() ? log : json::object();
}
json part(const json& from, const char* name) {
  const auto at = from.find(name);
  return at == from.end() ? json() : *at;
}
std::int64_t number(const json& from, const char* name) {
  const auto value = part(from, name);
  return value.is_number_integer() ? value.get<std::int64_t>() : 0;
}
// The text that it is; a log that somebody changed may hold anything.
std::string words_of(const json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}
std::string text(const json& from, const char* name) {
  return words_of(part(from, name));
}

template <class... Args>
std::string line(const char* format, Args... args) {
  std::array<char, 200> buffer{};
  std::snprintf(buffer.data(), buffer.size(), format, args...);
  return buffer.data();
}

constexpr std::int64_t kUselessGap = 10'000;  // as much again as the groups are worth

std::string people(std::int64_t count, const char* one, const char* many) {
  return std::to_string(count) + " " + (count == 1 ? one : many);
}

domain::Reason reason_of(const json& from) {
  domain::Reason reason{text(from, "key"), {}, 0};
  const auto arguments = part(from, "arguments");
  if (!arguments.is_object()) return reason;
  for (const auto& [name, value] : arguments.items()) {
    domain::ReasonArgument argument{name, {}, 0};
    if (value.is_number_integer()) argument.number = value.get<std::int64_t>();
    if (value.is_array()) {
      for (const auto& term : value) {
        if (term.is_string()) argument.terms.push_back(term.get<std::string>());
      }
    }
    reason.arguments.push_back(std::move(argument));
  }
  return reason;
}

void print_decline(const json& pair, std::ostream& out) {
  const auto decline = part(pair, "if_declined");
  if (!decline.is_object()) return;
  const auto group = text(decline, "group");
  if (group.empty()) {
    out << "   = if declined: nobody for this household in this round";
  } else {
    out << "   = if declined: " << group << " with score " << number(decline, "score");
  }
  struct Others {
    const char* name;
    const char* one;
    const char* many;
  };
  constexpr std::array<Others, 3> kOthers = {
      {{"others_changed", "other household gets another group",
        "other households get another group"},
       {"others_lost", "other household gets none", "other households get none"},
       {"others_gained", "household without one gets one", "households without one get one"}}};
  for (const auto& others : kOthers) {
    const auto count = number(decline, others.name);
    if (count > 0) out << "; " << people(count, others.one, others.many);
  }
  out << "; value of the round "
      << line("%+lld", -static_cast<long long>(number(decline, "points"))) << "\n";
}

void print_chance(const json& pair, std::int64_t draws, std::ostream& out) {
  if (draws <= 1) return;
  const auto chance = number(pair, "propensity");
  out << "   = lottery: this group in " << line("%.1f %%", static_cast<double>(chance) / 10'000.0)
      << " of " << draws << " draws\n";
}

void print_terms(const json& pair, const json& policy, std::ostream& out) {
  const auto points = part(pair, "points");
  const auto weights = part(policy, "weights");
  if (!points.is_object()) return;
  for (const auto& [name, value] : points.items()) {
    const auto got = value.is_number_integer() ? value.get<std::int64_t>() : 0;
    const auto weight = number(weights, name.c_str());
    out << line("   %-12s %5lld of 1000 x %3lld %% = %6.1f\n", name.c_str(),
                static_cast<long long>(got), static_cast<long long>(weight),
                static_cast<double>(got * weight) / 100.0);
  }
  out << line("   %-12s %34lld\n", "score", static_cast<long long>(number(pair, "score")));
  out << "   value today  score + " << number(policy, "alpha") << " x days waiting (at most "
      << number(policy, "wait_cap_days") << ") - " << number(policy, "reserve") << " = "
      << number(pair, "value") << "\n";
  if (number(pair, "guarantee_class") > 0) {
    out << "   has waited so long that it comes first, whatever the score\n";
  }
}

// Who was brought together in a group that the round formed or completed.
void print_units(const std::string& group, const json& log, std::ostream& out) {
  for (const auto& made : part(part(log, "formation"), "groups")) {
    if (text(made, "group") != group) continue;
    out << "   made of ";
    const char* between = "";
    for (const auto& unit : part(made, "units")) {
      out << between << words_of(unit);
      between = ", ";
    }
    out << "\n";
  }
}

void print_pair(const json& pair, const json& log, std::ostream& out) {
  out << text(pair, "household") << " with " << text(pair, "group") << "\n";
  print_units(text(pair, "group"), log, out);
  print_terms(pair, part(log, "policy"), out);
  for (const auto* kind : {"reasons", "cautions"}) {
    const auto list = part(pair, kind);
    for (const auto& entry : list) {
      out << (kind[0] == 'r' ? "   + " : "   ! ") << reason_in_words(reason_of(entry)) << "\n";
    }
  }
  const auto next = part(pair, "next_best");
  if (next.is_object()) {
    out << "   = next best group for this household: " << text(next, "group") << ", score "
        << number(next, "score") << "\n";
  } else {
    out << "   = no other group fits this household now\n";
  }
  print_decline(pair, out);
  print_chance(pair, number(log, "draws"), out);
}

void print_not_yet(const json& entry, std::ostream& out) {
  out << text(entry, "household")
      << " not yet: " << reason_in_words(reason_of(part(entry, "reason"))) << "\n";
  const auto nearest = text(entry, "nearest");
  if (nearest.empty()) return;
  out << "   nearest: " << nearest << ", would score " << number(entry, "nearest_score")
      << "; it misses: ";
  const char* between = "";
  for (const auto& miss : part(entry, "missing")) {
    out << between << reason_in_words(reason_of(miss));
    between = ", ";
  }
  out << "\n";
}

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

}  // namespace

void print_round_facts(std::string_view log_json, std::ostream& out) {
  const auto log = read(log_json);
  if (const auto formation = part(log, "formation"); formation.is_object()) {
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
  }
  if (part(log, "coarse_travel") == true) {
    out << "Travel times are coarse for some or all pairs: from postcode digits, not from places "
           "(see `places import`).\n";
  }
  const auto floor = part(log, "floor");
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
  const auto blocking = part(log, "blocking");
  if (blocking.is_object() && number(blocking, "total") > 0) {
    out << "Blocking pairs (both would gain with each other): " << number(blocking, "total")
        << ", the largest margin is " << number(blocking, "largest") << " points.\n";
  }
}

struct Consequences::Read {
  std::int64_t draws = 0;
  json pairs;
  std::unordered_map<std::string, std::size_t> place;  // of a proposal in pairs
};

Consequences::Consequences(std::string_view log_json) {
  const auto log = samen::server::read(log_json);
  auto made = std::make_unique<Read>();
  made->draws = number(log, "draws");
  made->pairs = part(log, "pairs");
  if (!made->pairs.is_array()) made->pairs = json::array();
  for (std::size_t i = 0; i < made->pairs.size(); ++i) {
    made->place.emplace(text(made->pairs[i], "proposal"), i);
  }
  read_ = std::move(made);
}
Consequences::~Consequences() = default;

void Consequences::print(const std::string& proposal, std::ostream& out) const {
  const auto at = read_->place.find(proposal);
  if (at == read_->place.end()) return;
  print_decline(read_->pairs[at->second], out);
  print_chance(read_->pairs[at->second], read_->draws, out);
}

bool print_unplaced(std::string_view log_json, const std::string& label, std::ostream& out) {
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
  const auto unplaced = part(part(read(log_json), "formation"), "unplaced");
  bool any = false;
  for (const auto& why : kWhys) {
    const auto list = part(unplaced, why.name);
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

void print_shortages(std::string_view log_json, std::ostream& out) {
  const auto list = part(read(log_json), "shortages");
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

base::Result<void> print_explanation(std::string_view log_json, const std::string& label,
                                     std::ostream& out) {
  const auto log = read(log_json);
  bool any = label.empty();
  for (const auto& pair : part(log, "pairs")) {
    if (!label.empty() && text(pair, "household") != label && text(pair, "group") != label) {
      continue;
    }
    any = true;
    print_pair(pair, log, out);
    out << "\n";
  }
  for (const auto& entry : part(log, "why_not")) {
    if (!label.empty() && text(entry, "household") != label) continue;
    any = true;
    print_not_yet(entry, out);
  }
  any = (label.empty() || print_unplaced(log_json, label, out)) || any;
  if (any) return {};
  return base::fail(base::Errc::not_found, "this round knows no household or group " + label);
}

}  // namespace samen::server
