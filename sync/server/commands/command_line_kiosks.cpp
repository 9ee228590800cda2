// SPDX-License-Identifier: Apache-2.0
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"

namespace samen::server {

using base::say;

namespace {

void add_enrol(CLI::App& app, KioskOptions& o, Run& chosen) {
  auto* enrol = add_command(
      app, "enrol", say("make a one-time code that connects a kiosk"),
      say("The code is shown once and kept only as a hash. It also carries this matcher's TLS key, "
          "so\nthe kiosk's courier talks to nobody else. Example:\n"
          "  samen-matcher enrol --data ~/samen --centre \"Bibliotheek Zuid\" --municipality "
          "Haarlem --valid 240"),
      [&o](std::ostream& out) { return run_enrol(o.enrol, out); }, chosen);
  add_data(enrol, o.enrol.data);
  enrol->add_option("--centre", o.enrol.centre, say("where the kiosk stands, as staff call it"))
      ->required();
  enrol->add_option("--municipality", o.enrol.municipality, say("needed for a new centre"));
  enrol->add_option("--valid", o.enrol.valid_minutes, say("minutes the code works"))
      ->capture_default_str();
  enrol->add_flag("--code-only", o.enrol.code_only, say("print the code and nothing else"));
}

void add_take_back(CLI::App& app, KioskOptions& o, Run& chosen) {
  auto* revoke = add_command(
      app, "revoke", say("take a kiosk out of service, for instance a stolen one"),
      say("Example: samen-matcher revoke --data ~/samen 3"),
      [&o](std::ostream& out) { return run_revoke(o.revoke, out); }, chosen);
  add_data(revoke, o.revoke.data);
  revoke->add_option("device", o.revoke.device, say("its number or id, as status shows it"))
      ->required();
  revoke->add_flag("--undo", o.revoke.undo,
                   say("by mistake: put it in service again, with its keys"));

  auto* undo = add_command(
      app, "undo", say("take back the last verdict on a proposal"),
      say("Household and group are proposed to each other again, as long as neither has gone on. "
          "Example:\n"
          "  samen-matcher undo --data ~/samen H-7Q2"),
      [&o](std::ostream& out) { return run_undo(o.undo, out); }, chosen);
  add_data(undo, o.undo.data);
  undo->add_option("proposal", o.undo.proposal,
                   say("its id, or the label of its household or group"))
      ->required();
}

void add_staff(CLI::App& app, KioskOptions& o, Run& chosen) {
  auto* staff = app.add_subcommand("staff", say("the keys that staff sign their decisions with"));
  staff->require_subcommand(1);
  staff->footer(
      say("Only PIN and card unwrap such a key, so whoever carries a kiosk away decides nothing. A "
          "kiosk enrolled\nbefore there were any needs a confirmation: compare the fingerprint on "
          "its staff page by telephone. Example:\n"
          "  samen-matcher staff show --data ~/samen\n"
          "  samen-matcher staff confirm --data ~/samen --kiosk 3 --key 1f0c2a9b77d3e654"));
  auto* show = add_command(
      *staff, "show", say("the staff key of every kiosk, and those not confirmed"), "",
      [&o](std::ostream& out) { return run_staff_show(o.staff, out); }, chosen);
  add_data(show, o.staff.data);
  auto* confirm = add_command(
      *staff, "confirm", say("let decisions count that are signed with this key"), "",
      [&o](std::ostream& out) { return run_staff_confirm(o.staff, out); }, chosen);
  add_data(confirm, o.staff.data);
  confirm->add_option("--kiosk", o.staff.kiosk, say("its number or id, as status shows it"))
      ->required();
  confirm
      ->add_option("--key", o.staff.key, say("its fingerprint, as the kiosk's staff page shows it"))
      ->required();
}

}  // namespace

void add_kiosk_commands(CLI::App& app, KioskOptions& options, Run& chosen) {
  add_enrol(app, options, chosen);
  add_take_back(app, options, chosen);
  add_staff(app, options, chosen);
}

}  // namespace samen::server
