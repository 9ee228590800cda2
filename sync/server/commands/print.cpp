// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "sync/server/cases/round_log.hpp"
#include "sync/server/commands/log_reading.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using nlohmann::json;

namespace {

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
                {"through", card.through.view()},
                {"synthetic", card.synthetic},
                {"updated_ms", card.updated_wall_ms}};
  entry["next_best_score"] = card.next_best_score ? json(*card.next_best_score) : json(nullptr);
  entry["declined_because"] =
      card.declined_because ? json(domain::name_of(*card.declined_because)) : json(nullptr);
  return entry;
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
      << people(card.adults, "adult", "adults");
  if (!card.children.empty())
    out << " and " << people(static_cast<std::int64_t>(card.children.size()), "child", "children");
  out << "; group of " << card.group_size << "; " << card.centre
      << (card.synthetic ? "   [synthetic: nobody here exists]" : "") << "\n";
  if (!card.through.empty()) out << "   contact through " << card.through.view() << "\n";
  int rest = card.score;
  for (const auto& reason : card.reasons) {
    rest -= reason.points;
    out << "   + " << reason_in_words(reason);
    if (reason.points > 0) out << "  (" << reason.points << ")";
    out << "\n";
  }
  if (rest > 0) {
    out << "   + The rest: answers nobody gave count half; a few words in common, some of the same "
           "age  ("
        << rest << ")\n";
  }
  for (const auto& caution : card.cautions) out << "   ! " << reason_in_words(caution) << "\n";
  if (card.travel_is_coarse) {
    out << "   ! Travel time is coarse: from postcode digits, not from places\n";
  }
}

json proposals_list(const std::vector<ProposalRow>& proposals) {
  json list = json::array();
  for (const auto& proposal : proposals) list.push_back(proposal_json(proposal));
  return list;
}

std::string proposals_json(const std::vector<ProposalRow>& proposals) {
  return json{{"proposals", proposals_list(proposals)}}.dump();
}

}  // namespace samen::server
