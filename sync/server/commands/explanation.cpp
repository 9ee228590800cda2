// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/explanation.hpp"

#include <ostream>

#include "sync/server/commands/log_reading.hpp"
#include "sync/server/commands/round_facts.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

void print_decline(const json& pair, std::ostream& out) {
  const auto& decline = part(pair, "if_declined");
  if (!decline.is_object()) {
    out << "   = what a decline would change was not worked out: the time for it was up\n";
    return;
  }
  const auto group = text(decline, "group");
  if (group.empty()) {
    out << "   = if declined, about: nobody for this household in this round";
  } else {
    out << "   = if declined, about: " << group << " with score " << number(decline, "score");
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

// The best other group may score higher: then it is somebody else's, or within one bin.
void print_next_best(const json& pair, const json& log, std::ostream& out) {
  const auto& next = part(pair, "next_best");
  if (!next.is_object()) {
    out << "   = no other group fits this household now\n";
    return;
  }
  out << "   = next best group for this household: " << text(next, "group") << ", score "
      << number(next, "score");
  const auto taker = text(next, "goes_to");
  if (!taker.empty()) {
    out << "; it goes to " << taker;
  } else if (number(next, "score") > number(pair, "score")) {
    out << "; scores within " << number(part(log, "policy"), "lottery_bin")
        << " points count as equal";
  }
  out << "\n";
}

void print_chance(const json& pair, std::int64_t draws, std::ostream& out) {
  if (draws <= 1) return;
  const auto chance = number(pair, "propensity");
  out << "   = lottery: this group in " << line("%.1f %%", static_cast<double>(chance) / 10'000.0)
      << " of " << draws << " draws\n";
}

// " - 120 - 0 (what waiting for somebody else is worth to the household and to the group)".
std::string waiting_worth(const json& pair) {
  const auto& worth = part(pair, "worth_of_waiting");
  if (!worth.is_array() || worth.size() != 2) return {};
  const auto scarcity = number(pair, "scarcity");
  std::string words =
      scarcity > 0 ? " + " + std::to_string(scarcity) + " (few groups are possible)" : "";
  for (const auto& points : worth) {
    words += " - " + std::to_string(points.is_number_integer() ? points.get<std::int64_t>() : 0);
  }
  return words + " (what waiting for somebody else is worth to household and group)";
}

void print_terms(const json& pair, const json& policy, std::ostream& out) {
  const auto& points = part(pair, "points");
  const auto& weights = part(policy, "weights");
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
      << number(policy, "wait_cap_days") << ") - " << number(policy, "reserve")
      << waiting_worth(pair) << " = " << number(pair, "value") << "\n";
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

// What staff decided over a hard rule, and why.
void print_overrides(const json& pair, std::ostream& out) {
  for (const auto& rule : part(pair, "overridden")) {
    out << "   = over the rule " << words_of(rule) << "\n";
  }
  const auto because = text(pair, "because");
  if (!because.empty()) out << "   = because: " << because << "\n";
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

}  // namespace

void print_consequences(const json& pair, const json& log, std::ostream& out) {
  print_next_best(pair, log, out);
  print_decline(pair, out);
  print_chance(pair, number(log, "draws"), out);
}

void print_pair(const json& pair, const json& log, std::ostream& out) {
  out << text(pair, "household") << " with " << text(pair, "group") << "\n";
  print_units(text(pair, "group"), log, out);
  print_terms(pair, part(log, "policy"), out);
  for (const auto* kind : {"reasons", "cautions"}) {
    const auto& list = part(pair, kind);
    for (const auto& entry : list) {
      out << (kind[0] == 'r' ? "   + " : "   ! ") << reason_in_words(reason_of(entry)) << "\n";
    }
  }
  if (part(log, "by_hand") == true) return print_overrides(pair, out);
  print_consequences(pair, log, out);
}

base::Result<void> print_explanation(const json& log, const std::string& label, std::ostream& out) {
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
  any = (label.empty() || print_unplaced(log, label, out)) || any;
  any = print_held(log, label, out) || any;
  if (any) return {};
  return base::fail(base::Errc::not_found, "this round knows no household or group " + label);
}

}  // namespace samen::server
