// SPDX-License-Identifier: Apache-2.0
// office serve and office separate, described to CLI11.
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"

namespace samen::server {

using base::say;

void add_office_serve_commands(CLI::App& office, OfficeOptions& o, Run& chosen) {
  auto* separate = add_command(
      office, "separate",
      say("moves the store into a folder that the office shares, so that it can be a process of "
          "its own"),
      say("Stop serve first, and run this as the matcher's user, who is in the group. The keys "
          "stay in DATA, and\nDATA/store leads to the folder: every other command goes on with "
          "the same --data. What is cut off\nis ended by running it again."),
      [&o](std::ostream& out) { return run_office_separate(o.separate, out); }, chosen);
  add_data(separate, o.separate.data);
  separate->add_option("--store", o.separate.store, say("the folder, on the file system of DATA"))
      ->required();
  separate->add_option("--group", o.separate.group, say("whose users share it"))->required();

  auto* serve = add_command(
      office, "serve",
      say("the web page as a process of its own, whose user cannot read the matcher's keys"),
      say("Prints \"office https://HOST:PORT\" when it listens; SIGTERM ends it. Its own TLS key "
          "lies in the folder\nof --home (tls.key and tls.crt; made there when there are none), "
          "and oidc.json too. Runs beside\n`serve` without --office, before or after it."),
      [&o](std::ostream& out) { return run_office_serve(o.serve, out); }, chosen);
  auto& place = o.serve.place;
  serve->add_option("--store", o.serve.store, say("the folder that it shares with the matcher"))
      ->required();
  serve->add_option("--home", o.serve.home, say("a folder of its own, for this user alone"))
      ->required();
  place.listen = "127.0.0.1:8444";
  serve->add_option("--listen", place.listen, say("IP:PORT, port 0 takes a free one"))
      ->capture_default_str();
  serve->add_option("--ready-file", o.serve.ready_file, say("write the address here when ready"));
  serve->add_flag("--plain", place.plain,
                  say("the page in HTTP on a loopback address, for a proxy that speaks TLS: "
                      "browsers take its cookies by HTTPS only"));
  serve->add_flag("--forwarded-for", place.forwarded_for,
                  say("with --plain: the last entry of X-Forwarded-For is the client"));
  serve->add_option("--url", place.url,
                    say("where browsers find it, for the links of office invite; passkeys need a "
                        "host's name there (default: where it listens)"));
  serve
      ->add_option("--assets", place.assets,
                   say("folder of the page's texts and looks (default: the installed ones)"))
      ->check(CLI::ExistingDirectory);
}

}  // namespace samen::server
