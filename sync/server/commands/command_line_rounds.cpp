// SPDX-License-Identifier: Apache-2.0
// round, and what is around it (populate, explain, places), described to CLI11.
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"

namespace samen::server {

using base::say;

namespace {

void add_populate(CLI::App& app, PopulateCommand& o, Run& chosen) {
  auto* populate = add_command(
      app, "populate", say("fill the store with made-up people, to look around"),
      say("Every row and card says that it is synthetic. Without --centre: Almere, Haarlem and Den "
          "Haag, each\nwith a centre of its own."),
      [&o](std::ostream& out) { return run_populate(o, out); }, chosen);
  add_data(populate, o.data);
  populate->add_option("--seed", o.seed, say("other seed, other people"))->capture_default_str();
  populate->add_option("--households", o.households, "")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  populate->add_option("--groups", o.groups, say("(default: three for four households)"))
      ->check(CLI::Range(0, 1'000'000));
  populate->add_option("--singles", o.singles, say("(default: one for three households)"))
      ->check(CLI::Range(0, 1'000'000));
  populate
      ->add_option("--unanswered", o.unanswered,
                   say("percent of the questions that may be skipped"))
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  populate->add_option("--centre", o.centre, say("everybody signed up here"));
  populate->add_option("--municipality", o.municipality,
                       say("of a centre that is new (default: Almere)"));
}

void add_explain(CLI::App& app, ExplainCommand& o, Run& chosen) {
  auto* explain = add_command(
      app, "explain", say("why a round came out as it did"),
      say("Per proposal: what each criterion gave, the facts, the next best group, what declining\n"
          "would change in this round's optimum (about: the next round draws its lots and raises "
          "its floor anew)\nand how likely the lottery made it. Per household without one: why not "
          "yet and which group came nearest.\nThen who is missing. Without --round, a label is "
          "looked for in the latest round that knows it. Examples:\n"
          "  samen-matcher explain --data ~/samen            the latest round\n"
          "  samen-matcher explain --data ~/samen H-7Q2      one household, or one group\n"
          "  samen-matcher explain --data ~/samen --round 3 --json"),
      [&o](std::ostream& out) { return run_explain(o, out); }, chosen);
  add_data(explain, o.data);
  explain->add_option("label", o.label, say("of a household, group or volunteer"));
  explain->add_option("--round", o.round, say("its number (default: the latest)"));
  explain->add_flag("--json", o.json, say("the round's log as it was kept"));
}

void add_places(CLI::App& app, PlacesCommand& o, Run& chosen) {
  auto* places = app.add_subcommand("places", say("where postcodes lie, for travel times"));
  places->require_subcommand(1);
  places->footer(say(
      "Without places travel times are coarse: from the digits two postcodes have in common.\n"
      "The list is the one of GeoNames (download.geonames.org/export/zip, NL.zip), which may be "
      "used\nunder CC BY 4.0. Example:\n  samen-matcher places import --data ~/samen NL.txt"));
  auto* take_over =
      places->add_subcommand("import", say("take over a list in the GeoNames format"));
  take_over->callback(
      [&o, &chosen] { chosen = [&o](std::ostream& out) { return run_places_import(o, out); }; });
  add_data(take_over, o.data);
  take_over->add_option("file", o.file, "")->required()->check(CLI::ExistingFile);
  auto* show = places->add_subcommand("show", say("how many postcodes are known"));
  show->callback(
      [&o, &chosen] { chosen = [&o](std::ostream& out) { return run_places_show(o, out); }; });
  add_data(show, o.data);
}

}  // namespace

void add_round_command(CLI::App& app, RoundCommand& o, Run& chosen) {
  auto* round = add_command(
      app, "round", say("match waiting households with free groups, once"),
      say("Shows the first proposals as a table and one of them in full; explain shows any other.\n"
          "May run while serve runs; kiosks get the cards at their next look. A group needs three "
          "members\nto be proposed. Groups that are not screened yet are proposed with a caution: "
          "screening comes\nbefore contact."),
      [&o](std::ostream& out) { return run_round_command(o, out); }, chosen);
  add_data(round, o.data);
  round->add_option("--seed", o.seed, say("decides ties; kept in the log (default: random)"));
  round->add_option("--policy", o.policy, say("weights and rules (default: DATA/policy.json)"))
      ->check(CLI::ExistingFile);
  round->add_option("--places", o.places, say("postcodes with coordinates, GeoNames format"))
      ->check(CLI::ExistingFile);
  round->add_option("--threads", o.threads, say("0: as many as the machine has"))
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  round
      ->add_option("--proof", o.proof,
                   say("write what was possible, chosen and proven, without a name, for outsiders"))
      ->check(CLI::NonexistentPath);
  round->add_flag("--verbose", o.verbose, say("every proposal with its reasons, not a table"));
  round->add_flag("--timings", o.timings, say("say on stderr how long each step took"));
  round->add_flag("--json", o.json, say("one JSON object instead of words"));
}

void add_core_commands(CLI::App& app, RoundOptions& options, Run& chosen) {
  add_populate(app, options.populate, chosen);
  add_explain(app, options.explain, chosen);
  add_places(app, options.places, chosen);
}

}  // namespace samen::server
