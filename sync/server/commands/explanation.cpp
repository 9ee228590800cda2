// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/explanation.hpp"

#include <algorithm>
#include <array>
#include <ostream>

#include "base/say.hpp"
#include "domain/values.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/commands/round_facts.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using base::say;
using base::say_count;
using base::to_say;
using base::translated;
using nlohmann::json;

namespace {

// A group's label; one that a round wanted to form has none yet.
std::string group_named(const json& from, const char* name) {
  const auto label = text(from, name);
  if (!label.starts_with(kNewGroupOf)) return label;
  return say("new group of {}", label.substr(kNewGroupOf.size()));
}

void print_decline(const json& pair, std::ostream& out) {
  const auto& decline = part(pair, "if_declined");
  if (!decline.is_object()) {
    out << say("   = what a decline would change was not worked out: the time for it was up")
        << "\n";
    return;
  }
  const auto group = group_named(decline, "group");
  out << (group.empty()
              ? say("   = if declined, about: nobody for this household in this round")
              : say("   = if declined, about: {} with score {}", group, number(decline, "score")));
  struct Others {
    const char* name;
    std::string_view one;
    std::string_view many;
  };
  constexpr std::array<Others, 3> kOthers = {
      {{"others_changed", to_say("1 other household gets another group"),
        to_say("{} other households get another group")},
       {"others_lost", to_say("1 other household gets none"),
        to_say("{} other households get none")},
       {"others_gained", to_say("1 household without one gets one"),
        to_say("{} households without one get one")}}};
  for (const auto& others : kOthers) {
    const auto count = number(decline, others.name);
    if (count > 0) out << "; " << say_count(count, others.one, others.many);
  }
  out << "; "
      << say("value of the round {}",
             line("%+lld", -static_cast<long long>(number(decline, "points"))))
      << "\n";
}

// The best other group may score higher: then it is somebody else's, or within one bin.
void print_next_best(const json& pair, const json& log, std::ostream& out) {
  const auto& next = part(pair, "next_best");
  if (!next.is_object()) {
    out << say("   = no other group fits this household now") << "\n";
    return;
  }
  const auto group = group_named(next, "group");
  const auto score = number(next, "score");
  const auto taker = text(next, "goes_to");
  if (!taker.empty()) {
    out << say("   = next best group for this household: {}, score {}; it goes to {}", group, score,
               taker);
  } else if (next.contains("goes_to")) {
    out << say(
        "   = next best group for this household: {}, score {}; it goes to somebody who was erased "
        "since",
        group, score);
  } else if (score > number(pair, "score")) {
    out << say(
        "   = next best group for this household: {}, score {}; scores within {} points "
        "count as equal",
        group, score, number(part(log, "policy"), "lottery_bin"));
  } else {
    out << say("   = next best group for this household: {}, score {}", group, score);
  }
  out << "\n";
}

void print_chance(const json& pair, std::int64_t draws, std::ostream& out) {
  if (draws <= 1) return;
  const auto chance = number(pair, "propensity");
  out << say("   = lottery: this group in {} % of {} draws",
             decimal_in_words(static_cast<double>(chance) / 10'000.0, 1), draws)
      << "\n";
}

// " - 120 - 0 (what waiting for somebody else is worth to the household and to the group)".
std::string waiting_worth(const json& pair) {
  const auto& worth = part(pair, "worth_of_waiting");
  if (!worth.is_array() || worth.size() != 2) return {};
  const auto scarcity = number(pair, "scarcity");
  const auto points = [](const json& one) {
    return one.is_number_integer() ? one.get<std::int64_t>() : 0;
  };
  return (scarcity > 0 ? say(" + {} (few groups are possible)", scarcity) : std::string()) +
         say(" - {} - {} (what waiting for somebody else is worth to household and group)",
             points(worth[0]), points(worth[1]));
}

// What counts, as policy.json names it.
constexpr std::array kCriteria = {to_say("goals"),  to_say("interests"),  to_say("life_stage"),
                                  to_say("travel"), to_say("languages"),  to_say("shared_time"),
                                  to_say("score"),  to_say("value today")};

std::string criterion(std::string_view name) {
  constexpr std::size_t kLeast = 12;
  std::size_t columns = kLeast;
  for (const auto each : kCriteria)
    columns = std::max(columns, domain::code_points(translated(each)));
  const bool known = std::ranges::find(kCriteria, name) != kCriteria.end();
  return "   " + flush_left(known ? translated(name) : name, columns) + " ";
}

void print_terms(const json& pair, const json& policy, std::ostream& out) {
  const auto& points = part(pair, "points");
  const auto& weights = part(policy, "weights");
  if (!points.is_object()) return;
  std::size_t columns = 0;
  for (const auto& [name, value] : points.items()) {
    const auto got = value.is_number_integer() ? value.get<std::int64_t>() : 0;
    const auto weight = number(weights, name.c_str());
    const auto row =
        say("{} of 1000 x {} % = {}", flush_right(std::to_string(got), 5),
            flush_right(std::to_string(weight), 3),
            flush_right(decimal_in_words(static_cast<double>(got * weight) / 100.0, 1), 6));
    out << criterion(name) << row << "\n";
    columns = domain::code_points(row) + 4;
  }
  out << criterion("score") << flush_right(std::to_string(number(pair, "score")), columns) << "\n"
      << criterion(to_say("value today"))
      << say("score + {} x days waiting (at most {}) - {}{} = {}", number(policy, "alpha"),
             number(policy, "wait_cap_days"), number(policy, "reserve"), waiting_worth(pair),
             number(pair, "value"))
      << "\n";
  if (number(pair, "guarantee_class") > 0) {
    out << say("   has waited so long that it comes first, whatever the score") << "\n";
  }
}

// Who was brought together in a group that the round formed or completed.
void print_units(const std::string& group, const json& log, std::ostream& out) {
  for (const auto& made : part(part(log, "formation"), "groups")) {
    if (text(made, "group") != group) continue;
    std::string units;
    for (const auto& unit : part(made, "units")) add_to(units, words_of(unit));
    out << say("   made of {}", units) << "\n";
  }
}

// What staff decided over a hard rule, and why.
void print_overrides(const json& pair, std::ostream& out) {
  for (const auto& rule : part(pair, "overridden")) {
    out << say("   = over the rule {}", words_of(rule)) << "\n";
  }
  const auto because = text(pair, "because");
  if (!because.empty()) out << say("   = because: {}", because) << "\n";
}

void print_not_yet(const json& entry, std::ostream& out) {
  out << say("{} not yet: {}", text(entry, "household"),
             reason_in_words(reason_of(part(entry, "reason"))))
      << "\n";
  const auto nearest = group_named(entry, "nearest");
  if (nearest.empty()) return;
  std::string missing;
  for (const auto& miss : part(entry, "missing")) {
    add_to(missing, reason_in_words(reason_of(miss)));
  }
  out << say("   nearest: {}, would score {}; it misses: {}", nearest,
             number(entry, "nearest_score"), missing)
      << "\n";
}

}  // namespace

void print_consequences(const json& pair, const json& log, std::ostream& out) {
  print_next_best(pair, log, out);
  print_decline(pair, out);
  print_chance(pair, number(log, "draws"), out);
}

void print_pair(const json& pair, const json& log, std::ostream& out) {
  out << say("{} with {}", text(pair, "household"), text(pair, "group")) << "\n";
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
  return base::fail(base::Errc::not_found, say("this round knows no household or group {}", label));
}

}  // namespace samen::server
