// SPDX-License-Identifier: Apache-2.0
// serve, described to CLI11.
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"
#include "sync/server/store/relied_copies.hpp"

namespace samen::server {

using base::say;

namespace {

void add_intake_options(CLI::App* serve, IntakeLimits& intake) {
  serve
      ->add_option(
          "--kiosk-mib-a-day", intake.mib_a_day,
          say("one kiosk stores at most so many MiB a day; the rest waits there until tomorrow"))
      ->check(CLI::Range(1, 1'000'000))
      ->capture_default_str();
  serve
      ->add_option("--kiosk-records-at-once", intake.records_at_once,
                   say("one kiosk may send so many records without a pause"))
      ->check(CLI::Range(kFewestRecordsAtOnce, 1'000'000))
      ->capture_default_str();
  serve
      ->add_option("--kiosk-records-a-second", intake.records_a_second,
                   say("and so many a second after that"))
      ->check(CLI::Range(1, 1000))
      ->capture_default_str();
}

void add_proxy_options(CLI::App* serve, ServeCommand& command) {
  serve
      ->add_option("--backup", command.backup,
                   say("folder of the verified copies, best on another disk (default: "
                       "DATA/backup); given twice, each copy goes to the other one"))
      ->expected(1, 2)
      ->allow_extra_args(false);
  serve
      ->add_option("--copies-before-delete", command.copies_before_delete,
                   say("kiosks delete what this many of the last copies hold"))
      ->check(CLI::Range(1, kMostCopiesBeforeDelete))
      ->capture_default_str();
  serve
      ->add_option("--keep", command.keep,
                   say("older copies to keep: the last of so many hours, days, weeks; those that "
                       "kiosks rely on stay too"))
      ->capture_default_str();
  serve->add_flag("--new-backup-disk", command.new_backup_disk,
                  say("the backup folder is on a new disk: mark it, once"));
  serve->add_option("--connections", command.connections, say("at most so many at once"))
      ->check(CLI::Range(1, 4096))
      ->capture_default_str();
  serve
      ->add_option("--connections-per-source", command.connections_per_source,
                   say("at most so many of one address (0: no limit)"))
      ->check(CLI::Range(0, 4096))
      ->capture_default_str();
  serve->add_flag("--plain", command.plain,
                  say("HTTP on a loopback address, for a proxy that speaks TLS with DATA/tls.key"));
  serve->add_flag(
      "--forwarded-for", command.forwarded_for,
      say("with --plain or --office-plain: the last entry of X-Forwarded-For is the client"));
  serve->add_option("--metrics", command.metrics,
                    say("loopback IP:PORT for /metrics, /ready and /live in plain HTTP"));
}

}  // namespace

void add_serve_command(CLI::App& app, ServeCommand& o, Run& chosen) {
  auto* serve = add_command(
      app, "serve", say("answer kiosks over HTTPS until stopped"),
      say("Prints \"ready https://HOST:PORT\" when it listens. SIGTERM lets running answers "
          "finish, makes a\nlast verified backup and ends; a kill at any moment loses nothing that "
          "was acknowledged."),
      [&o](std::ostream& out) { return run_serve(o, out); }, chosen);
  add_data(serve, o.data);
  serve->add_option("--listen", o.listen, say("IP:PORT, port 0 takes a free one"));
  serve->add_option("--ready-file", o.ready_file, say("write the address here when ready"));
  serve
      ->add_option("--backup-every", o.backup_seconds,
                   say("seconds between verified backups while something changes"))
      ->check(CLI::Range(0.05, 86'400.0))
      ->capture_default_str();
  serve->add_option("--idle-timeout", o.idle_seconds, say("seconds a quiet connection is kept"))
      ->check(CLI::Range(0.1, 3'600.0))
      ->capture_default_str();
  serve
      ->add_option("--request-timeout", o.request_seconds,
                   say("seconds one request may take to arrive"))
      ->check(CLI::Range(0.1, 3'600.0))
      ->capture_default_str();

  add_proxy_options(serve, o);
  add_intake_options(serve, o.intake);
  add_office_options(serve, o.office);
}

}  // namespace samen::server
