// SPDX-License-Identifier: Apache-2.0
// Only the command_line files see CLI11.
#include <iostream>

#include <CLI/CLI.hpp>

#include "sync/server/commands/command_line_parts.hpp"
#include "sync/server/commands/command_roles.hpp"
#include "sync/server/commands/core_commands.hpp"
#include "sync/server/store/relied_copies.hpp"
#include "terminal/option_words.hpp"

namespace samen::server {
namespace {

constexpr const char* kAbout =
    "The matcher of Samen: takes sealed sign-ups from kiosks, finds for every household a welcome\n"
    "group that fits, says why, and gives caseworkers the last word.";

constexpr const char* kExamples =
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
    "options.";

// Everything the options fill in; lives as long as the parsing.
struct Options {
  InitCommand init;
  ServeCommand serve;
  RoundCommand round;
  ShowCommand proposals;
  ShowCommand status;
  ReviewCommand review;
  PopulateCommand populate;
  RestoreCommand restore;
  AuditCommand audit;
  PlacesCommand places;
  ExplainCommand explain;
  PeopleOptions people;
  MatchOptions matches;
  KeyOptions keys;
  KioskOptions kiosks;
  OfficeOptions office;
  FileOptions files;
};

void add_operator_commands(CLI::App& app, Options& o, Run& chosen) {
  auto* init = add_command(
      app, "init", "make a matcher: a private folder, keys, an empty store",
      "Refuses a folder in which keys, copies or a store of a matcher lie: kiosks trust its keys. "
      "A "
      "lost\nstore is put back with restore.",
      [&o](std::ostream& out) { return run_init(o.init, out); }, chosen);
  add_data(init, o.init.data);
  init->add_option("--listen", o.init.listen, "address serve uses unless told otherwise")
      ->capture_default_str();

  add_people_commands(app, o.people, chosen);
  add_match_commands(app, o.matches, chosen);

  auto* restore = add_command(
      app, "restore", "put the last verified backup in the place of the store",
      "Stop serve first. Kiosks notice the new epoch and offer again what they still hold. Nothing "
      "is missing\nthat a kiosk has deleted: it deletes only what lies in the last copies, two "
      "unless serve was told\notherwise, so the newest may be lost with the store (--copy).",
      [&o](std::ostream& out) { return run_restore(o.restore, out); }, chosen);
  add_data(restore, o.restore.data);
  restore->add_option("--backup", o.restore.backup, "folder of the copy (default: DATA/backup)");
  restore->add_option("--copy", o.restore.copy, "an older copy, by its name (default: the newest)");
  restore->add_flag("--list", o.restore.list, "say which copies there are, and do nothing");
  restore->add_flag("--drill", o.restore.drill,
                    "try it beside the store, say what would come back, and change nothing");

  auto* audit = add_command(
      app, "audit", "what people and programs did here; exit 0 only when nothing was changed",
      "Every line's hash covers the line before. Who can write the file could still make a new "
      "chain:\nnote the head now and then, and check later that it still fits. It is made with a "
      "key "
      "that is kept\nelsewhere, so a note may lie anywhere.",
      [&o](std::ostream& out) { return run_audit(o.audit, out); }, chosen);
  add_data(audit, o.audit.data);
  auto* make = audit->add_option("--key-new", o.audit.key_new,
                                 "make a key for heads in this file, outside of DATA");
  auto* key = audit->add_option("--key", o.audit.key, "the key of heads")->excludes(make);
  audit->add_flag("--head", o.audit.head, "print the head, to be noted elsewhere")->needs(key);
  audit->add_option("--check", o.audit.check, "a head noted earlier: its lines have to be there")
      ->needs(key);
  audit->add_flag("--json", o.audit.json, "one JSON object instead of words");
}

void add_intake_options(CLI::App* serve, IntakeLimits& intake) {
  serve
      ->add_option(
          "--kiosk-mib-a-day", intake.mib_a_day,
          "one kiosk stores at most so many MiB a day; the rest waits there until tomorrow")
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  serve
      ->add_option("--kiosk-records-at-once", intake.records_at_once,
                   "one kiosk may send so many records without a pause")
      ->check(CLI::Range(kFewestRecordsAtOnce, 1'000'000))
      ->capture_default_str();
  serve
      ->add_option("--kiosk-records-a-second", intake.records_a_second,
                   "and so many a second after that")
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

void add_proxy_options(CLI::App* serve, ServeCommand& command) {
  serve
      ->add_option(
          "--backup", command.backup,
          "folder of the verified copies, best on another disk (default: DATA/backup); given "
          "twice, each copy goes to the other one")
      ->expected(1, 2)
      ->allow_extra_args(false);
  serve
      ->add_option("--copies-before-delete", command.copies_before_delete,
                   "kiosks delete what this many of the last copies hold")
      ->check(CLI::Range(1, kMostCopiesBeforeDelete))
      ->capture_default_str();
  serve
      ->add_option("--keep", command.keep,
                   "older copies to keep: the last of so many hours, days, weeks; those that "
                   "kiosks rely on stay too")
      ->capture_default_str();
  serve->add_flag("--new-backup-disk", command.new_backup_disk,
                  "the backup folder is on a new disk: mark it, once");
  serve->add_option("--connections", command.connections, "at most so many at once")
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  serve
      ->add_option("--connections-per-source", command.connections_per_source,
                   "at most so many of one address (0: no limit)")
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  serve->add_flag("--plain", command.plain,
                  "HTTP on a loopback address, for a proxy that speaks TLS with DATA/tls.key");
  serve->add_flag(
      "--forwarded-for", command.forwarded_for,
      "with --plain or --office-plain: the last entry of X-Forwarded-For is the client");
  serve->add_option("--metrics", command.metrics,
                    "loopback IP:PORT for /metrics, /ready and /live in plain HTTP");
}

void add_round_command(CLI::App& app, RoundCommand& o, Run& chosen) {
  auto* round = add_command(
      app, "round", "match waiting households with free groups, once",
      "Shows the first proposals as a table and one of them in full; explain shows any other.\n"
      "May run while serve runs; kiosks get the cards at their next look. A group "
      "needs three members\nto be proposed. Groups that are not screened yet are "
      "proposed with a caution: screening comes\nbefore contact.",
      [&o](std::ostream& out) { return run_round_command(o, out); }, chosen);
  add_data(round, o.data);
  round->add_option("--seed", o.seed, "decides ties; kept in the log (default: random)");
  round->add_option("--policy", o.policy, "weights and rules (default: DATA/policy.json)")
      ->check(CLI::ExistingFile);
  round->add_option("--places", o.places, "postcodes with coordinates, GeoNames format")
      ->check(CLI::ExistingFile);
  round->add_option("--threads", o.threads, "0: as many as the machine has")
      ->check(CLI::Range(0, 1024))
      ->capture_default_str();
  round
      ->add_option("--proof", o.proof,
                   "write what was possible, chosen and proven, without a name, for outsiders")
      ->check(CLI::NonexistentPath);
  round->add_flag("--verbose", o.verbose, "every proposal with its reasons, not a table");
  round->add_flag("--timings", o.timings, "say on stderr how long each step took");
  round->add_flag("--json", o.json, "one JSON object instead of words");
}

void add_daily_commands(CLI::App& app, Options& o, Run& chosen) {
  auto* serve = add_command(
      app, "serve", "answer kiosks over HTTPS until stopped",
      "Prints \"ready https://HOST:PORT\" when it listens. SIGTERM lets running "
      "answers finish, makes a\nlast verified backup and ends; a kill at any moment "
      "loses nothing that was acknowledged.",
      [&o](std::ostream& out) { return run_serve(o.serve, out); }, chosen);
  add_data(serve, o.serve.data);
  serve->add_option("--listen", o.serve.listen, "IP:PORT, port 0 takes a free one");
  serve->add_option("--ready-file", o.serve.ready_file, "write the address here when ready");
  serve
      ->add_option("--backup-every", o.serve.backup_seconds,
                   "seconds between verified backups while something changes")
      ->check(CLI::Range(0.05, 86'400.0))
      ->capture_default_str();
  serve->add_option("--idle-timeout", o.serve.idle_seconds, "seconds a quiet connection is kept")
      ->check(CLI::Range(0.1, 3'600.0))
      ->capture_default_str();
  serve
      ->add_option("--request-timeout", o.serve.request_seconds,
                   "seconds one request may take to arrive")
      ->check(CLI::Range(0.1, 3'600.0))
      ->capture_default_str();

  add_proxy_options(serve, o.serve);
  add_intake_options(serve, o.serve.intake);
  add_office_options(serve, o.serve);

  add_round_command(app, o.round, chosen);

  auto* proposals = add_command(
      app, "proposals", "all proposals with reasons and decisions", "",
      [&o](std::ostream& out) { return run_proposals(o.proposals, out); }, chosen);
  add_data(proposals, o.proposals.data);
  proposals->add_flag("--json", o.proposals.json, "one JSON object instead of words");

  auto* status = add_command(
      app, "status", "exact counts, kiosks, and a check of the audit chain", "",
      [&o](std::ostream& out) { return run_status(o.status, out); }, chosen);
  add_data(status, o.status.data);
  status->add_flag("--json", o.status.json, "one JSON object instead of words");

  auto* review = add_command(
      app, "review", "records that could not be applied, and why",
      "They are kept sealed and complete. After an upgrade, --retry tries them "
      "again.",
      [&o](std::ostream& out) { return run_review(o.review, out); }, chosen);
  add_data(review, o.review.data);
  review->add_flag("--retry", o.review.retry, "try all of them again");
  review->add_option("--discard", o.review.discard, "forget the record with this id for good");
  review->add_flag("--yes", o.review.yes, "with --discard: do it; nothing brings it back");
}

void add_core_commands(CLI::App& app, Options& o, Run& chosen) {
  auto* populate = add_command(
      app, "populate", "fill the store with made-up people, to look around",
      "Every row and card says that it is synthetic. Without --centre: Almere, "
      "Haarlem and Den Haag, each\nwith a centre of its own.",
      [&o](std::ostream& out) { return run_populate(o.populate, out); }, chosen);
  add_data(populate, o.populate.data);
  populate->add_option("--seed", o.populate.seed, "other seed, other people")
      ->capture_default_str();
  populate->add_option("--households", o.populate.households, "")
      ->check(CLI::Range(0, 1'000'000))
      ->capture_default_str();
  populate->add_option("--groups", o.populate.groups, "(default: three for four households)")
      ->check(CLI::Range(0, 1'000'000));
  populate->add_option("--singles", o.populate.singles, "(default: one for three households)")
      ->check(CLI::Range(0, 1'000'000));
  populate
      ->add_option("--unanswered", o.populate.unanswered,
                   "percent of the questions that may be skipped")
      ->check(CLI::Range(0, 100))
      ->capture_default_str();
  populate->add_option("--centre", o.populate.centre, "everybody signed up here");
  populate->add_option("--municipality", o.populate.municipality,
                       "of a centre that is new (default: Almere)");

  auto* explain = add_command(
      app, "explain", "why a round came out as it did",
      "Per proposal: what each criterion gave, the facts, the next best group, what declining\n"
      "would change in this round's optimum (about: the next round draws its lots and raises its "
      "floor anew)\nand how likely the lottery made it. Per household without one: why not yet and "
      "which group came nearest.\nThen who is missing. Without --round, a label is looked for in "
      "the latest round that knows it. "
      "Examples:\n"
      "  samen-matcher explain --data ~/samen            the latest round\n"
      "  samen-matcher explain --data ~/samen H-7Q2      one household, or one group\n"
      "  samen-matcher explain --data ~/samen --round 3 --json",
      [&o](std::ostream& out) { return run_explain(o.explain, out); }, chosen);
  add_data(explain, o.explain.data);
  explain->add_option("label", o.explain.label, "of a household, group or volunteer");
  explain->add_option("--round", o.explain.round, "its number (default: the latest)");
  explain->add_flag("--json", o.explain.json, "the round's log as it was kept");

  auto* places = app.add_subcommand("places", "where postcodes lie, for travel times");
  places->require_subcommand(1);
  places->footer(
      "Without places travel times are coarse: from the digits two postcodes have in common.\n"
      "The list is the one of GeoNames (download.geonames.org/export/zip, NL.zip), which may be "
      "used\nunder CC BY 4.0. Example:\n  samen-matcher places import --data ~/samen NL.txt");
  auto* take_over = places->add_subcommand("import", "take over a list in the GeoNames format");
  take_over->callback([&o, &chosen] {
    chosen = [&o](std::ostream& out) { return run_places_import(o.places, out); };
  });
  add_data(take_over, o.places.data);
  take_over->add_option("file", o.places.file, "")->required()->check(CLI::ExistingFile);
  auto* show = places->add_subcommand("show", "how many postcodes are known");
  show->callback([&o, &chosen] {
    chosen = [&o](std::ostream& out) { return run_places_show(o.places, out); };
  });
  add_data(show, o.places.data);
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
  return command->add_option("--data", data, "the matcher's private folder")->required();
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
  CLI::App app(kAbout, "samen-matcher");
  app.footer(kExamples);
  app.set_version_flag("--version", std::string("samen-matcher ") + version);
  app.require_subcommand(1);
  Options options;
  Run chosen;
  Viewer viewer;
  std::string role(domain::name_of(viewer.role));
  auto* as =
      app.add_option("--as", role, "for whom the command runs: it shows no more than is theirs")
          ->check(CLI::IsMember(option_words<StaffRole>()));
  app.add_option("--centre", viewer.centre, "and only of this centre")->needs(as);
  add_daily_commands(app, options, chosen);
  add_operator_commands(app, options, chosen);
  add_kiosk_commands(app, options.kiosks, chosen);
  add_office_commands(app, options.office, chosen);
  add_key_commands(app, options.keys, chosen);
  add_core_commands(app, options, chosen);
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
