// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print_round.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <ostream>

#include "base/say.hpp"
#include "domain/values.hpp"
#include "sync/server/cases/log_reading.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/commands/explanation.hpp"
#include "sync/server/commands/print.hpp"
#include "sync/server/commands/round_facts.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using base::say;
using base::say_count;
using base::to_say;
using base::translated;
using nlohmann::json;

namespace {

constexpr std::size_t kRows = 20;

// As strong as the proof, which is of the round as it was computed.
std::string proven(const RoundOutcome& outcome) {
  const auto& summary = outcome.summary;
  if (summary.proposals == 0) return say("No proposal: no pair is worth proposing now.");
  const auto made =
      say_count(static_cast<std::int64_t>(summary.proposals), "1 proposal", "{} proposals");
  const std::int64_t more = summary.most_points - summary.points;
  if (summary.first && more == 0) {
    return say(
        "{}, worth {} points today; the independent checker confirms that no other set of "
        "pairs with as many of those who come first is better.",
        made, summary.points);
  }
  if (summary.first) {
    return say(
        "{}, worth {} points today; the independent checker confirms that no other set of "
        "pairs with as many of those who come first is better by more than {} points.",
        made, summary.points, more);
  }
  if (more == 0) {
    return say(
        "{}, worth {} points today; the independent checker confirms that no other set of "
        "pairs is better.",
        made, summary.points);
  }
  return say(
      "{}, worth {} points today; the independent checker confirms that no other set of "
      "pairs is better by more than {} points.",
      made, summary.points, more);
}

void print_counts(const RoundOutcome& outcome, std::uint64_t seed, const json& facts,
                  std::ostream& out) {
  const auto& summary = outcome.summary;
  const auto count = [](std::size_t of) { return static_cast<std::int64_t>(of); };
  out << say("Round {} (seed {}): {}, {}, {}.", outcome.round, seed,
             say_count(count(summary.households), "1 household waits", "{} households wait"),
             say_count(count(summary.groups), "1 group is free", "{} groups are free"),
             say_count(count(summary.possible_pairs), "1 pair is possible",
                       "{} pairs are possible"))
      << "\n"
      << proven(outcome) << "\n";
  if (!outcome.proposals.empty()) {
    out << say("Scores: lowest {}, mean {}.", summary.lowest_score,
               summary.total_score / count(std::max<std::size_t>(summary.proposals, 1)))
        << "\n";
  }
  print_round_facts(facts, out);
  if (outcome.overtaken > 0) {
    out << say_count(outcome.overtaken,
                     "1 proposal was left out because something changed meanwhile.",
                     "{} proposals were left out because something changed meanwhile.")
        << "\n";
  }
}

struct Column {
  std::string_view title;
  std::size_t least;  // columns
  bool left = false;
};
constexpr std::array<Column, 7> kColumns = {{{to_say("household"), 12, true},
                                             {to_say("group"), 12, true},
                                             {to_say("score"), 6},
                                             {to_say("people"), 7},
                                             {to_say("group"), 7},
                                             {to_say("waits"), 8},
                                             {to_say("travel"), 10}}};

// As wide as its title needs in the language spoken.
std::string row_of(const std::array<std::string, kColumns.size()>& cells) {
  std::string row;
  for (std::size_t i = 0; i < cells.size(); ++i) {
    const auto width =
        std::max(kColumns[i].least, domain::code_points(translated(kColumns[i].title)) + 1);
    row += kColumns[i].left ? flush_left(cells[i], width) : flush_right(cells[i], width);
  }
  return row;
}

std::string titles() {
  std::array<std::string, kColumns.size()> cells;
  for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = translated(kColumns[i].title);
  return row_of(cells);
}

std::string row_of(const domain::ProposalCard& card) {
  std::string size = std::to_string(card.adults);
  if (!card.children.empty()) size += "+" + std::to_string(card.children.size());
  return row_of({card.household_label, card.group_label, std::to_string(card.score), size,
                 std::to_string(card.group_size), say("{} d", card.waiting_days),
                 say("{} min", card.travel_minutes)}) +
         (card.cautions.empty() ? "" : "   !");
}

void print_table(const RoundOutcome& outcome, const json& facts, const std::string& data,
                 std::ostream& out) {
  if (outcome.proposals.empty()) return;
  out << "\n" << titles() << "\n";
  const std::size_t rows = std::min(kRows, outcome.proposals.size());
  bool cautions = false;
  for (std::size_t i = 0; i < rows; ++i) {
    out << row_of(outcome.proposals[i].card) << "\n";
    cautions = cautions || !outcome.proposals[i].card.cautions.empty();
  }
  if (cautions) out << say("! has something to talk about first") << "\n";
  if (rows < outcome.proposals.size()) {
    out << say("and {} more", outcome.proposals.size() - rows) << "\n";
  }
  out << "\n" << say("One of them in full:") << "\n";
  print_pair(read_log(outcome.log.pair(0)), facts, out);
  out << "\n"
      << say("Another: samen-matcher explain --data {0} LABEL; all: samen-matcher explain --data "
             "{0}, "
             "or round --verbose next time.",
             data)
      << "\n";
}

void print_doubles(const json& facts, const std::string& data, std::ostream& out) {
  if (part(facts, "held").empty()) return;
  out << "\n"
      << say("They may have signed up twice; the first goes on, the other waits for you:") << "\n";
  print_held(facts, "", out);
  out << say("Say what you found out: samen-matcher doubles --data {}", data) << "\n";
}

void print_all(const RoundOutcome& outcome, const json& facts, std::ostream& out) {
  for (std::size_t i = 0; i < outcome.proposals.size(); ++i) {
    out << "\n";
    print_proposal(outcome.proposals[i].card, out);
    print_consequences(read_log(outcome.log.pair(i)), facts, out);
  }
}

// One line a reason; in the table one a kind of reason, whatever its numbers.
void print_not_yet(const std::vector<NotYet>& not_yet, RoundWords words, std::ostream& out) {
  struct Line {
    std::string words;
    std::size_t count = 0;
    bool differ = false;
  };
  std::map<std::string, Line> why;
  for (const auto& entry : not_yet) {
    auto reason = reason_in_words(entry.reason);
    auto& row = why[words == RoundWords::table ? entry.reason.key : reason];
    if (row.count++ == 0) {
      row.words = std::move(reason);
    } else {
      row.differ = row.differ || row.words != reason;
    }
  }
  out << "\n"
      << say_count(static_cast<std::int64_t>(not_yet.size()),
                   "Not yet, 1 household:", "Not yet, {} households:")
      << "\n";
  for (const auto& [key, row] : why) {
    out << "   "
        << (row.differ ? say("{} x like: {}", row.count, row.words)
                       : say("{} x {}", row.count, row.words))
        << "\n";
  }
}

}  // namespace

void print_round(const RoundOutcome& outcome, std::uint64_t seed, RoundWords words,
                 const std::string& data, std::ostream& out) {
  if (outcome.overtaken_by) {
    out << say("Round {} ran at the same time and has made its proposals; this one stored nothing. "
               "Run round again for whoever still waits.",
               *outcome.overtaken_by)
        << "\n";
    return;
  }
  const json facts = read_log(outcome.log.facts);
  print_counts(outcome, seed, facts, out);
  if (words == RoundWords::table) {
    print_table(outcome, facts, data, out);
  } else {
    print_all(outcome, facts, out);
  }
  print_unplaced(facts, "", out);
  print_doubles(facts, data, out);
  if (outcome.not_yet.empty()) return;
  print_not_yet(outcome.not_yet, words, out);
  print_shortages(facts, out);
}

std::string round_json(const RoundOutcome& outcome, std::uint64_t seed) {
  if (outcome.overtaken_by) return json{{"overtaken_by", *outcome.overtaken_by}}.dump();
  json not_yet = json::array();
  for (const auto& entry : outcome.not_yet) {
    json why = json::parse(reason_json(entry.reason));
    why["household"] = entry.household_label;
    why["words"] = reason_in_words(entry.reason);
    not_yet.push_back(std::move(why));
  }
  const auto& summary = outcome.summary;
  const json facts = json::parse(outcome.log.facts);
  return json{{"round", outcome.round},
              {"seed", std::to_string(seed)},
              {"households", summary.households},
              {"groups", summary.groups},
              {"possible_pairs", summary.possible_pairs},
              {"objective", summary.objective},
              {"points", summary.points},
              {"most_points", summary.most_points},
              {"certified", summary.certified},
              {"coarse_travel", summary.coarse_travel},
              {"by", facts.at("by")},
              {"floor", facts.at("floor")},
              {"blocking", facts.at("blocking")},
              {"shortages", facts.at("shortages")},
              {"overtaken", outcome.overtaken},
              {"held", facts.at("held")},
              {"singles", outcome.singles},
              {"formed", outcome.formed},
              {"completed", outcome.completed},
              {"placed", outcome.placed},
              {"proposals", proposals_list(outcome.proposals)},
              {"not_yet", std::move(not_yet)}}
      .dump();
}

}  // namespace samen::server
