// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/print.hpp"

#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/server/cases/round_log.hpp"
#include "sync/server/commands/words.hpp"

namespace samen::server {

using base::say;
using base::say_count;
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
      return say("waits for a decision");
    case domain::ProposalState::held:
      return say("held, waits for a decision");
    case domain::ProposalState::accepted:
      return say("ACCEPTED");
    case domain::ProposalState::withdrawn:
      return say("withdrawn");
    case domain::ProposalState::declined:
      break;
  }
  if (!card.declined_because) return say("DECLINED");
  return say("DECLINED: {}",
             term_in_words("decline." + std::string(domain::name_of(*card.declined_because))));
}

// "2 adults and 1 child".
std::string people_in_words(const domain::ProposalCard& card) {
  const auto adults = say_count(card.adults, "1 adult", "{} adults");
  const auto children = static_cast<std::int64_t>(card.children.size());
  if (children == 0) return adults;
  return say("{} and {}", adults, say_count(children, "1 child", "{} children"));
}

}  // namespace

void print_proposal(const domain::ProposalCard& card, std::ostream& out) {
  out << say("{} with {}   score {} of 1000, {} (version {})", card.household_label,
             card.group_label, card.score, decision_in_words(card), card.version)
      << "\n"
      << say("   {}; group of {}; {}", people_in_words(card), card.group_size, card.centre);
  if (card.synthetic) out << say("   [synthetic: nobody here exists]");
  out << "\n";
  // The words in front alone: a name is not copied into more texts than it needs to be.
  if (!card.through.empty()) out << say("   contact through ") << card.through.view() << "\n";
  int rest = card.score;
  for (const auto& reason : card.reasons) {
    rest -= reason.points;
    out << "   + " << reason_in_words(reason);
    if (reason.points > 0) out << "  (" << reason.points << ")";
    out << "\n";
  }
  if (rest > 0) {
    out << say("   + The rest: answers nobody gave count half; a few words in common, some of the "
               "same age  ({})",
               rest)
        << "\n";
  }
  for (const auto& caution : card.cautions) out << "   ! " << reason_in_words(caution) << "\n";
  if (card.travel_is_coarse) {
    out << say("   ! Travel time is coarse: from postcode digits, not from places") << "\n";
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
