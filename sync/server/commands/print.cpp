// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print.hpp"

#include <map>
#include <ostream>

#include <nlohmann/json.hpp>

#include "sync/server/cases/round_log.hpp"
#include "sync/server/commands/explanation.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

std::string count_of(std::size_t count, std::string_view one, std::string_view many) {
  return std::to_string(count) + " " + std::string(count == 1 ? one : many);
}

json reasons_json(const std::vector<domain::Reason>& reasons) {
  json list = json::array();
  for (const auto& reason : reasons) {
    json entry = json::parse(reason_json(reason));
    entry["words"] = reason_in_words(reason);
    list.push_back(std::move(entry));
  }
  return list;
}

json proposal_json(const ProposalRow& proposal) {
  const auto& card = proposal.card;
  json children = json::array();
  for (const auto child : card.children) children.push_back(domain::name_of(child));
  json entry = {{"id", card.proposal.str()},
                {"round", proposal.round},
                {"version", card.version},
                {"state", domain::name_of(card.state)},
                {"centre", card.centre},
                {"household", card.household_label},
                {"group", card.group_label},
                {"adults", card.adults},
                {"children", std::move(children)},
                {"group_size", card.group_size},
                {"waiting_days", card.waiting_days},
                {"score", card.score},
                {"travel_minutes", card.travel_minutes},
                {"travel_is_coarse", card.travel_is_coarse},
                {"reasons", reasons_json(card.reasons)},
                {"cautions", reasons_json(card.cautions)},
                {"synthetic", card.synthetic},
                {"updated_ms", card.updated_wall_ms}};
  entry["next_best_score"] = card.next_best_score ? json(*card.next_best_score) : json(nullptr);
  entry["declined_because"] =
      card.declined_because ? json(domain::name_of(*card.declined_because)) : json(nullptr);
  return entry;
}

json list_json(const std::vector<ProposalRow>& proposals) {
  json list = json::array();
  for (const auto& proposal : proposals) list.push_back(proposal_json(proposal));
  return list;
}

std::string decision_in_words(const domain::ProposalCard& card) {
  switch (card.state) {
    case domain::ProposalState::proposed:
      return "waits for a decision";
    case domain::ProposalState::held:
      return "held, waits for a decision";
    case domain::ProposalState::accepted:
      return "ACCEPTED";
    case domain::ProposalState::withdrawn:
      return "withdrawn";
    case domain::ProposalState::declined:
      break;
  }
  std::string reason;
  if (card.declined_because) reason = domain::name_of(*card.declined_because);
  for (char& c : reason) {
    if (c == '_') c = ' ';
  }
  return "DECLINED" + (reason.empty() ? "" : ": " + reason);
}

}  // namespace

void print_proposal(const domain::ProposalCard& card, std::ostream& out) {
  out << card.household_label << " with " << card.group_label << "   score " << card.score
      << " of 1000, " << decision_in_words(card) << " (version " << card.version << ")\n   "
      << count_of(static_cast<std::size_t>(card.adults), "adult", "adults");
  if (!card.children.empty()) out << " and " << count_of(card.children.size(), "child", "children");
  out << "; group of " << card.group_size << "; " << card.centre
      << (card.synthetic ? "   [synthetic: nobody here exists]" : "") << "\n";
  for (const auto& reason : card.reasons) {
    out << "   + " << reason_in_words(reason);
    if (reason.points > 0) out << "  (" << reason.points << ")";
    out << "\n";
  }
  for (const auto& caution : card.cautions) out << "   ! " << reason_in_words(caution) << "\n";
  if (card.travel_is_coarse) {
    out << "   ! Travel time is coarse: from postcode digits, not from places\n";
  }
  if (card.next_best_score) {
    out << "   = next best group for this household: " << *card.next_best_score << "\n";
  } else {
    out << "   = no other group fits this household now\n";
  }
}

std::string proposals_json(const std::vector<ProposalRow>& proposals) {
  return json{{"proposals", list_json(proposals)}}.dump();
}

void print_round(const RoundOutcome& outcome, std::uint64_t seed, std::ostream& out) {
  const auto& summary = outcome.summary;
  out << "Round " << outcome.round << " (seed " << seed
      << "): " << count_of(summary.households, "household waits", "households wait") << ", "
      << count_of(summary.groups, "group is free", "groups are free") << ", "
      << count_of(summary.possible_pairs, "pair is possible", "pairs are possible") << ".\n"
      << count_of(outcome.proposals.size(), "proposal", "proposals")
      << "; the independent checker confirms that no other set of pairs is better.\n";
  if (!outcome.proposals.empty()) {
    out << "Scores: lowest " << summary.lowest_score << ", mean "
        << summary.total_score /
               static_cast<std::int64_t>(std::max<std::size_t>(summary.proposals, 1))
        << ".\n";
  }
  print_round_facts(outcome.log_json, out);
  if (outcome.overtaken > 0) {
    out << count_of(static_cast<std::size_t>(outcome.overtaken), "proposal was", "proposals were")
        << " left out because something changed meanwhile.\n";
  }
  const Consequences consequences(outcome.log_json);
  for (const auto& proposal : outcome.proposals) {
    out << "\n";
    print_proposal(proposal.card, out);
    consequences.print(proposal.card.proposal.str(), out);
  }
  print_unplaced(outcome.log_json, "", out);
  if (outcome.not_yet.empty()) return;
  std::map<std::string, std::size_t> why;
  for (const auto& entry : outcome.not_yet) ++why[reason_in_words(entry.reason)];
  out << "\nNot yet, " << count_of(outcome.not_yet.size(), "household", "households") << ":\n";
  for (const auto& [words, count] : why) out << "   " << count << " x " << words << "\n";
  print_shortages(outcome.log_json, out);
}

std::string round_json(const RoundOutcome& outcome, std::uint64_t seed) {
  json not_yet = json::array();
  for (const auto& entry : outcome.not_yet) {
    json why = json::parse(reason_json(entry.reason));
    why["household"] = entry.household_label;
    why["words"] = reason_in_words(entry.reason);
    not_yet.push_back(std::move(why));
  }
  const auto& summary = outcome.summary;
  const json log = json::parse(outcome.log_json);
  return json{{"round", outcome.round},
              {"seed", std::to_string(seed)},
              {"households", summary.households},
              {"groups", summary.groups},
              {"possible_pairs", summary.possible_pairs},
              {"objective", summary.objective},
              {"certified", summary.certified},
              {"coarse_travel", summary.coarse_travel},
              {"floor", log.at("floor")},
              {"blocking", log.at("blocking")},
              {"shortages", log.at("shortages")},
              {"overtaken", outcome.overtaken},
              {"singles", outcome.singles},
              {"formed", outcome.formed},
              {"completed", outcome.completed},
              {"placed", outcome.placed},
              {"proposals", list_json(outcome.proposals)},
              {"not_yet", std::move(not_yet)}}
      .dump();
}

}  // namespace samen::server
