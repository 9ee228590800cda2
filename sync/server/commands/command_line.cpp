// SPDX-License-Identifier: Apache-2.0
// Only the command_line files see CLI11.
#include <iostream>
#include <string_view>

#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"
#include "sync/server/commands/command_roles.hpp"
#include "terminal/option_words.hpp"

namespace samen::server {

using base::say;
using base::to_say;

namespace {

constexpr std::string_view kAbout = to_say(
    "The matcher of Samen: takes sealed sign-ups from kiosks, finds for every household a welcome\n"
    "group that fits, says why, and gives caseworkers the last word.");

constexpr std::string_view kExamples = to_say(
    "A matcher from nothing to its first proposals:\n"
    "  samen-matcher init --data ~/samen               keys and an empty store, once\n"
    "  samen-matcher serve --data ~/samen              answers kiosks until you press Ctrl-C\n"
    "  samen-matcher enrol --data ~/samen --centre \"Buurthuis De Linde\" --municipality Almere\n"
    "                                                  a one-time code for a kiosk\n"
    "  samen-matcher round --data ~/samen              who fits whom, with reasons\n"
    "  samen-matcher proposals --data ~/samen          and what caseworkers said to it\n"
    "  samen-matcher status --data ~/samen             what is here, which kiosk was heard when\n"
    "\n"
    "To look around without kiosks: samen-matcher populate --data ~/samen, then round.\n"
    "`samen-matcher COMMAND --help` explains each command. Exit codes: 0 done, 1 failed, 2 wrong\n"
    "options.");

// Everything the options fill in; lives as long as the parsing.
struct Options {
  InitCommand init;
  ServeCommand serve;
  ShowCommand proposals;
  ShowCommand status;
  ReviewCommand review;
  RestoreCommand restore;
  AuditCommand audit;
  RoundOptions rounds;
  PeopleOptions people;
  MatchOptions matches;
  KeyOptions keys;
  KioskOptions kiosks;
  OfficeOptions office;
  FileOptions files;
};

void add_operator_commands(CLI::App& app, Options& o, Run& chosen) {
  auto* init = add_command(
      app, "init", say("make a matcher: a private folder, keys, an empty store"),
      say("Refuses a folder in which keys, copies or a store of a matcher lie: kiosks trust its "
          "keys. A lost\nstore is put back with restore."),
      [&o](std::ostream& out) { return run_init(o.init, out); }, chosen);
  add_data(init, o.init.data);
  init->add_option("--listen", o.init.listen, say("address serve uses unless told otherwise"))
      ->capture_default_str();

  add_people_commands(app, o.people, chosen);
  add_match_commands(app, o.matches, chosen);

  auto* restore = add_command(
      app, "restore", say("put the last verified backup in the place of the store"),
      say("Stop serve first. Kiosks notice the new epoch and offer again what they still hold. "
          "Nothing is missing\nthat a kiosk has deleted: it deletes only what lies in the last "
          "copies, two unless serve was told\notherwise, so the newest may be lost with the store "
          "(--copy)."),
      [&o](std::ostream& out) { return run_restore(o.restore, out); }, chosen);
  add_data(restore, o.restore.data);
  restore->add_option("--backup", o.restore.backup,
                      say("folder of the copy (default: DATA/backup)"));
  restore->add_option("--copy", o.restore.copy,
                      say("an older copy, by its name (default: the newest)"));
  restore->add_flag("--list", o.restore.list, say("say which copies there are, and do nothing"));
  restore->add_flag("--drill", o.restore.drill,
                    say("try it beside the store, say what would come back, and change nothing"));

  auto* audit = add_command(
      app, "audit", say("what people and programs did here; exit 0 only when nothing was changed"),
      say("Every line's hash covers the line before. Who can write the file could still make a new "
          "chain:\nnote the head now and then, and check later that it still fits. It is made with "
          "a key that is kept\nelsewhere, so a note may lie anywhere."),
      [&o](std::ostream& out) { return run_audit(o.audit, out); }, chosen);
  add_data(audit, o.audit.data);
  auto* make = audit->add_option("--key-new", o.audit.key_new,
                                 say("make a key for heads in this file, outside of DATA"));
  auto* key = audit->add_option("--key", o.audit.key, say("the key of heads"))->excludes(make);
  audit->add_flag("--head", o.audit.head, say("print the head, to be noted elsewhere"))->needs(key);
  audit
      ->add_option("--check", o.audit.check,
                   say("a head noted earlier: its lines have to be there"))
      ->needs(key);
  audit->add_flag("--json", o.audit.json, say("one JSON object instead of words"));
}

void add_daily_commands(CLI::App& app, Options& o, Run& chosen) {
  add_serve_command(app, o.serve, chosen);
  add_round_command(app, o.rounds.round, chosen);

  auto* proposals = add_command(
      app, "proposals", say("all proposals with reasons and decisions"), "",
      [&o](std::ostream& out) { return run_proposals(o.proposals, out); }, chosen);
  add_data(proposals, o.proposals.data);
  proposals->add_flag("--json", o.proposals.json, say("one JSON object instead of words"));

  auto* status = add_command(
      app, "status", say("exact counts, kiosks, and a check of the audit chain"), "",
      [&o](std::ostream& out) { return run_status(o.status, out); }, chosen);
  add_data(status, o.status.data);
  status->add_flag("--json", o.status.json, say("one JSON object instead of words"));

  auto* review = add_command(
      app, "review", say("records that could not be applied, and why"),
      say("They are kept sealed and complete. After an upgrade, --retry tries them again."),
      [&o](std::ostream& out) { return run_review(o.review, out); }, chosen);
  add_data(review, o.review.data);
  review->add_flag("--retry", o.review.retry, say("try all of them again"));
  review->add_option("--discard", o.review.discard, say("forget the record with this id for good"));
  review->add_flag("--yes", o.review.yes, say("with --discard: do it; nothing brings it back"));
}

}  // namespace

CLI::App* add_command(CLI::App& app, const std::string& name, const std::string& about,
                      const std::string& more, Run run, Run& chosen) {
  CLI::App* command = app.add_subcommand(name, about);
  command->footer(more);
  command->callback([run = std::move(run), &chosen] { chosen = run; });
  return command;
}

CLI::Option* add_data(CLI::App* command, std::filesystem::path& data) {
  return command->add_option("--data", data, say("the matcher's private folder"))->required();
}

namespace {

// "match", "match new", "keys show".
std::string name_of_command(const CLI::App& app) {
  std::string name;
  for (auto below = app.get_subcommands(); !below.empty();) {
    name += (name.empty() ? "" : " ") + below.front()->get_name();
    below = below.front()->get_subcommands();
  }
  return name;
}

}  // namespace

int run_command_line(int argc, char** argv, const char* version) {
  CLI::App app(say(kAbout), "samen-matcher");
  app.footer(say(kExamples));
  app.set_version_flag("--version", std::string("samen-matcher ") + version);
  app.require_subcommand(1);
  Options options;
  Run chosen;
  Viewer viewer;
  std::string role(domain::name_of(viewer.role));
  auto* as = app.add_option("--as", role,
                            say("for whom the command runs: it shows no more than is theirs"))
                 ->check(CLI::IsMember(option_words<StaffRole>()));
  app.add_option("--centre", viewer.centre, say("and only of this centre"))->needs(as);
  add_daily_commands(app, options, chosen);
  add_operator_commands(app, options, chosen);
  add_kiosk_commands(app, options.kiosks, chosen);
  add_office_commands(app, options.office, chosen);
  add_key_commands(app, options.keys, chosen);
  add_core_commands(app, options.rounds, chosen);
  add_file_commands(app, options.files, chosen);
  terminal::speak_of_options(app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  }
  viewer.role = *domain::from_name<StaffRole>(role);
  const auto allowed = may_run(viewer, name_of_command(app));
  for (Viewer* each : {&options.matches.matches.viewer, &options.matches.match.viewer,
                       &options.matches.contacts.viewer, &options.people.papers.viewer,
                       &options.people.talk.viewer, &options.people.messages.viewer}) {
    *each = viewer;
  }
  const auto done = allowed ? chosen(std::cout) : allowed;
  std::cout.flush();
  if (done) return 0;
  std::cerr << "samen-matcher: " << done.error().message << "\n";
  return 1;
}

}  // namespace samen::server
