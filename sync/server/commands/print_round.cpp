// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print_round.hpp"

#include <algorithm>
#include <map>
#include <ostream>

#include "sync/server/cases/round_log.hpp"
#include "sync/server/commands/explanation.hpp"
#include "sync/server/commands/log_reading.hpp"
#include "sync/server/commands/print.hpp"
#include "sync/server/commands/round_facts.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

constexpr std::size_t kRows = 20;

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return people(static_cast<std::int64_t>(count), one, many);
}

// As strong as the proof, which is of the round as it was computed.
std::string proven(const RoundOutcome& outcome) {
  const auto& summary = outcome.summary;
  if (summary.proposals == 0) return "No proposal: no pair is worth proposing now.";
  std::string words = count_of(summary.proposals, "proposal", "proposals") + ", worth " +
                      std::to_string(summary.points) +
                      " points today; the independent checker confirms that no other set of pairs ";
  if (summary.first) words += "with as many of those who come first ";
  const std::int64_t more = summary.most_points - summary.points;
  return words + "is better" +
         (more == 0 ? "." : " by more than " + std::to_string(more) + " points.");
}

void print_counts(const RoundOutcome& outcome, std::uint64_t seed, const json& facts,
                  std::ostream& out) {
  const auto& summary = outcome.summary;
  out << "Round " << outcome.round << " (seed " << seed
      << "): " << count_of(summary.households, "household waits", "households wait") << ", "
      << count_of(summary.groups, "group is free", "groups are free") << ", "
      << count_of(summary.possible_pairs, "pair is possible", "pairs are possible") << ".\n"
      << proven(outcome) << "\n";
  if (!outcome.proposals.empty()) {
    out << "Scores: lowest " << summary.lowest_score << ", mean "
        << summary.total_score /
               static_cast<std::int64_t>(std::max<std::size_t>(summary.proposals, 1))
        << ".\n";
  }
  print_round_facts(facts, out);
  if (outcome.overtaken > 0) {
    out << count_of(static_cast<std::size_t>(outcome.overtaken), "proposal was", "proposals were")
        << " left out because something changed meanwhile.\n";
  }
}

std::string row_of(const domain::ProposalCard& card) {
  std::string size = std::to_string(card.adults);
  if (!card.children.empty()) size += "+" + std::to_string(card.children.size());
  return line("%-12s%-12s%6d%7s%7d%6d d%6d min%s\n", card.household_label.c_str(),
              card.group_label.c_str(), card.score, size.c_str(), card.group_size,
              card.waiting_days, card.travel_minutes, card.cautions.empty() ? "" : "   !");
}

void print_table(const RoundOutcome& outcome, const json& facts, const std::string& data,
                 std::ostream& out) {
  if (outcome.proposals.empty()) return;
  out << "\n"
      << line("%-12s%-12s%6s%7s%7s%8s%10s\n", "household", "group", "score", "people", "group",
              "waits", "travel");
  const std::size_t rows = std::min(kRows, outcome.proposals.size());
  bool cautions = false;
  for (std::size_t i = 0; i < rows; ++i) {
    out << row_of(outcome.proposals[i].card);
    cautions = cautions || !outcome.proposals[i].card.cautions.empty();
  }
  if (cautions) out << "! has something to talk about first\n";
  if (rows < outcome.proposals.size()) {
    out << "and " << outcome.proposals.size() - rows << " more\n";
  }
  out << "\nOne of them in full:\n";
  print_pair(read_log(outcome.log.pair(0)), facts, out);
  out << "\nAnother: samen-matcher explain --data " << data
      << " LABEL; all: samen-matcher explain --data " << data
      << ", or round --verbose next time.\n";
}

void print_doubles(const json& facts, const std::string& data, std::ostream& out) {
  if (part(facts, "held").empty()) return;
  out << "\nThey may have signed up twice; the first goes on, the other waits for you:\n";
  print_held(facts, "", out);
  out << "Say what you found out: samen-matcher doubles --data " << data << "\n";
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
  out << "\nNot yet, " << count_of(not_yet.size(), "household", "households") << ":\n";
  for (const auto& [key, row] : why) {
    out << "   " << row.count << " x " << (row.differ ? "like: " : "") << row.words << "\n";
  }
}

}  // namespace

void print_round(const RoundOutcome& outcome, std::uint64_t seed, RoundWords words,
                 const std::string& data, std::ostream& out) {
  if (outcome.overtaken_by) {
    out << "Round " << *outcome.overtaken_by
        << " ran at the same time and has made its proposals; this one stored nothing. Run round "
           "again for whoever still waits.\n";
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
