// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/populate.hpp"

#include <ostream>

#include "base/say.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using matcher::Municipality;

namespace {

constexpr Municipality kAll[] = {Municipality::almere, Municipality::haarlem,
                                 Municipality::the_hague};

Result<Municipality> find_municipality(const std::string& name) {
  for (const auto municipality : kAll) {
    if (matcher::municipality_name(municipality) == name) return municipality;
  }
  if (name == "The Hague" || name == "'s-Gravenhage") return Municipality::the_hague;
  return fail(
      Errc::invalid_input,
      say("there is no made-up population for \"{}\"; it knows Almere, Haarlem and Den Haag",
          name));
}

Result<std::vector<Centre>> choose_centres(Store& store, const PopulateCommand& command,
                                           std::vector<Municipality>& municipalities) {
  std::vector<Centre> centres;
  if (!command.centre.empty()) {
    SAMEN_TRY(auto centre, find_centre(store, command.centre));
    if (!centre) {
      const std::string where = command.municipality.empty() ? "Almere" : command.municipality;
      SAMEN_TRY(centre, ensure_centre(store, command.centre, where));
    }
    SAMEN_TRY(const auto municipality, find_municipality(centre->municipality));
    municipalities = {municipality};
    centres.push_back(*centre);
    return centres;
  }
  for (const auto municipality : kAll) {
    const std::string name(matcher::municipality_name(municipality));
    SAMEN_TRY(auto centre, ensure_centre(store, "Demo " + name, name));
    municipalities.push_back(municipality);
    centres.push_back(std::move(centre));
  }
  return centres;
}

}  // namespace

Result<void> run_populate(const PopulateCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  matcher::PopulationOptions options;
  options.seed = command.seed;
  options.households = command.households;
  options.groups = command.groups >= 0 ? command.groups : command.households * 3 / 4;
  options.singles = command.singles >= 0 ? command.singles : command.households / 3;
  options.unanswered_percent = command.unanswered;
  options.now_wall_ms = matcher.store->now_ms();
  options.municipalities.clear();
  SAMEN_TRY(const auto centres, choose_centres(*matcher.store, command, options.municipalities));
  SAMEN_TRY(const auto policy, programme_policy(matcher.folder));
  SAMEN_TRY(const auto report, populate(*matcher.store, options, centres, policy));
  std::string where;
  for (const auto& centre : centres) where += (where.empty() ? "\"" : ", \"") + centre.name + "\"";
  out << say(
      "Made-up people (nobody of them exists; every card says so): {} households, {} groups with "
      "{} members, {} people to be placed, at {}.\n",
      report.households, report.groups, report.members + report.groups, report.singles, where);
  if (report.no_seat > 0) {
    out << say("{} were left out: this programme's groups have at most {} members.\n",
               report.no_seat, policy.largest_group);
  }
  if (report.already_there > 0) {
    out << say("{} were there already; another --seed makes other people.\n", report.already_there);
  }
  return {};
}

}  // namespace samen::server
