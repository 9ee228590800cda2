// SPDX-License-Identifier: Apache-2.0
// office, and the page's options of serve, described to CLI11.
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"

namespace samen::server {

using base::say;

namespace {

CLI::App* add_for_one(CLI::App& office, const std::string& name, const std::string& about,
                      const std::string& more, OfficeOptions& o, Run run, Run& chosen) {
  auto* command = add_command(office, name, about, more, std::move(run), chosen);
  add_data(command, o.office.data);
  command->add_option("name", o.office.name, say("of the account"))->required();
  return command;
}

}  // namespace

void add_office_options(CLI::App* serve, OfficePlace& place) {
  auto* office = serve->add_option(
      "--office", place.listen,
      say("IP:PORT of the web page for caseworkers: another one than the kiosks'"));
  serve
      ->add_flag("--office-plain", place.plain,
                 say("the page in HTTP on a loopback address, for a proxy that speaks TLS: "
                     "browsers take its cookies by HTTPS only"))
      ->needs(office);
  serve
      ->add_option("--office-url", place.url,
                   say("where browsers find it, for the links of office invite; passkeys need a "
                       "host's name there (default: where it listens)"))
      ->needs(office);
  serve
      ->add_option("--assets", place.assets,
                   say("folder of the page's texts and looks (default: the installed ones)"))
      ->check(CLI::ExistingDirectory)
      ->needs(office);
}

void add_office_commands(CLI::App& app, OfficeOptions& o, Run& chosen) {
  auto* office = app.add_subcommand("office", say("accounts of the web page for caseworkers"));
  office->require_subcommand(1);
  office->footer(say(
      "The page itself is `serve --office`. Each person has an account: a password and the codes "
      "of an app on\ntheir telephone. The name stands in the audit for good, so choose one that "
      "says it to you: anna, a.vries.\nExample:\n"
      "  samen-matcher office invite --data ~/samen anna --role caseworker --centre \"De Linde\"\n"
      "  samen-matcher office accounts --data ~/samen\n"
      "  samen-matcher office reset --data ~/samen anna     another telephone, a lost password\n"
      "  samen-matcher office disable --data ~/samen anna   who leaves"));
  auto* invite = add_for_one(
      *office, "invite",
      say("a link with which one person makes their account, once and within a day"),
      say("Whoever has the link has the account: give it to them and nobody else."), o,
      [&o](std::ostream& out) {
        o.office.role = *domain::from_name<StaffRole>(o.role);
        return run_office_invite(o.office, out);
      },
      chosen);
  invite->add_option("--role", o.role, say("what they see (operating.md)"))
      ->check(CLI::IsMember(option_words<StaffRole>()))
      ->required();
  invite->add_option("--centre", o.office.centre,
                     say("whose cases they see; a coordinator sees all"));
  auto* accounts = add_command(
      *office, "accounts", say("who has an account, with which role, and how it is"), "",
      [&o](std::ostream& out) { return run_office_accounts(o.office, out); }, chosen);
  add_data(accounts, o.office.data);
  accounts->add_flag("--json", o.office.json, say("the same as one JSON object"));
  add_for_one(
      *office, "reset", say("a new link: password, telephone and passkeys of before are void"), "",
      o, [&o](std::ostream& out) { return run_office_reset(o.office, out); }, chosen);
  auto* oidc = add_command(
      *office, "oidc",
      say("asks the provider of DATA/oidc.json whether people can sign in with its accounts"),
      say("The file says who that is; an example is printed where there is none. The secret lies "
          "in a "
          "file of its own\nbeside it. What is wrong is said with how to mend it; serve reads the "
          "file "
          "when it starts."),
      [&o](std::ostream& out) { return run_office_oidc(o.office, out); }, chosen);
  add_data(oidc, o.office.data);
  add_office_serve_commands(*office, o, chosen);
  add_for_one(
      *office, "disable", say("nobody signs in with it any more, and who is signed in is out"),
      say("It stays in the list, because the audit names it. `office reset` opens it again."), o,
      [&o](std::ostream& out) { return run_office_disable(o.office, out); }, chosen);
}

}  // namespace samen::server
