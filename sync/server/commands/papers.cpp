// SPDX-License-Identifier: Apache-2.0
// papers: who has what, what is missing, what runs out; and what was seen, noted.
#include <algorithm>
#include <map>
#include <ostream>

#include <nlohmann/json.hpp>

#include "base/say.hpp"
#include "sync/server/cases/dates.hpp"
#include "sync/server/cases/paper_desk.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/store/erasures.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using domain::Paper;

namespace {

struct Listed {
  PaperHolder holder;
  std::vector<PaperState> states;
  bool nothing_to_do() const {
    return std::ranges::all_of(
        states, [](const PaperState& state) { return state.standing == PaperStanding::in_order; });
  }
};

std::string state_in_words(const PaperState& state) {
  const std::string paper(domain::name_of(state.paper));
  if (state.standing == PaperStanding::missing) return say("{} MISSING", paper);
  const auto seen =
      state.day_ms ? paper + " " + date_in_words(*state.day_ms) : say("{}, day not known", paper);
  if (!state.runs_out_ms) return seen;
  const auto day = date_in_words(*state.runs_out_ms);
  if (state.standing == PaperStanding::ran_out) return say("{}, RAN OUT {}", seen, day);
  if (state.standing == PaperStanding::runs_out_soon)
    return say("{}, runs out SOON, {}", seen, day);
  return say("{}, good until {}", seen, day);
}

Result<std::vector<Paper>> papers_named(const std::vector<std::string>& names) {
  std::vector<Paper> papers;
  for (const auto& name : names) {
    const auto paper = domain::from_name<Paper>(name);
    if (!paper) return fail(Errc::invalid_input, say("there is no paper '{}'", name));
    papers.push_back(*paper);
  }
  return papers;
}

Result<void> note_what_was_seen(Store& store, const PapersCommand& command) {
  const bool saw = !command.saw.empty();
  if (!saw && command.take_back.empty()) return {};
  if (command.whose.empty()) return fail(Errc::invalid_input, say("whose paper is it?"));
  if (saw && command.day.empty()) {
    return fail(Errc::invalid_input, say("a paper has a day: --day 2026-12-31"));
  }
  SAMEN_TRY(const auto papers, papers_named(saw ? command.saw : command.take_back));
  PaperAct act{.whose = command.whose, .papers = papers, .saw = saw};
  if (saw) {
    SAMEN_TRY(act.day_ms, parse_day(command.day));
  }
  return carry_out(store, act, command.viewer);
}

Result<std::vector<Listed>> list_of(Store& store, const PapersCommand& command,
                                    const domain::PaperRules& rules) {
  SAMEN_TRY(const auto holders, all_holders(store));
  std::optional<base::Uuid> one;
  if (!command.whose.empty()) {
    SAMEN_TRY(one, find_record(store, command.whose));
  }
  std::vector<Listed> list;
  for (const auto& holder : holders) {
    const bool meant = command.whose.empty() || holder.group == command.whose || holder.id == one;
    if (!meant || !command.viewer.sees_centre(holder.centre)) continue;
    Listed listed{holder, paper_states(holder.seen, rules, store.now_ms())};
    if (!command.lacking || !listed.nothing_to_do()) list.push_back(std::move(listed));
  }
  return list;
}

void print_list(const std::vector<Listed>& list, std::ostream& out) {
  if (list.empty()) out << say("Nobody to list.") << "\n";
  std::optional<std::string> group;
  for (const auto& [holder, states] : list) {
    if (group != holder.group) {
      group = holder.group;
      out << (group->empty() ? say("In no group") : *group) << "\n";
    }
    out << "  " << holder.label << " (" << holder.centre << ")";
    const char* between = "  ";
    for (const auto& state : states) {
      out << between << state_in_words(state);
      between = "; ";
    }
    out << "\n";
  }
}

void print_list_json(const std::vector<Listed>& list, std::ostream& out) {
  auto volunteers = nlohmann::json::array();
  for (const auto& [holder, states] : list) {
    auto papers = nlohmann::json::array();
    for (const auto& state : states) {
      nlohmann::json paper = {{"paper", domain::name_of(state.paper)},
                              {"standing", domain::name_of(state.standing)}};
      if (state.day_ms) paper["day_ms"] = *state.day_ms;
      if (state.runs_out_ms) paper["runs_out_ms"] = *state.runs_out_ms;
      papers.push_back(std::move(paper));
    }
    volunteers.push_back({{"volunteer", holder.label},
                          {"group", holder.group},
                          {"centre", holder.centre},
                          {"papers", std::move(papers)}});
  }
  out << nlohmann::json{{"volunteers", std::move(volunteers)}}.dump() << "\n";
}

}  // namespace

Result<void> run_papers(const PapersCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  auto& store = *matcher.store;
  SAMEN_CHECK(note_what_was_seen(store, command));
  SAMEN_TRY(const auto policy, programme_policy(matcher.folder));
  SAMEN_TRY(const auto list, list_of(store, command, policy.papers));
  if (command.json) {
    print_list_json(list, out);
  } else {
    print_list(list, out);
  }
  return {};
}

}  // namespace samen::server
