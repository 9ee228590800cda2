// SPDX-License-Identifier: Apache-2.0
// keys and tls, described to CLI11.
#include <CLI/CLI.hpp>

#include "base/say.hpp"
#include "sync/server/commands/command_line_parts.hpp"

namespace samen::server {

using base::say;

namespace {

void add_seal_commands(CLI::App& app, KeyOptions& o, Run& chosen) {
  auto* keys = app.add_subcommand("keys", say("the keys that open sign-ups, changed by overlap"));
  keys->require_subcommand(1);
  keys->footer(
      say("Kiosks seal to the newest key and learn it with their next look; older keys open what "
          "was sealed\nbefore, until they are retired. Example:\n"
          "  samen-matcher keys rotate --data ~/samen\n"
          "  samen-matcher keys show --data ~/samen\n"
          "  samen-matcher keys retire --data ~/samen 1f0c2a9b77d3e654"));
  auto* show = add_command(
      *keys, "show", say("every key, and which kiosks still need it"), "",
      [&o](std::ostream& out) { return run_keys(o.keys, out); }, chosen);
  add_data(show, o.keys.data);
  auto* rotate = add_command(
      *keys, "rotate", say("make the next key; serve may go on meanwhile"), "",
      [&o](std::ostream& out) { return run_keys_rotate(o.keys, out); }, chosen);
  add_data(rotate, o.keys.data);
  auto* retire = add_command(
      *keys, "retire", say("delete an older key for good"),
      say("Refused while a kiosk in service needs it, or has never said what it needs, and while a "
          "record here\nis sealed to it and not opened."),
      [&o](std::ostream& out) { return run_keys_retire(o.keys, out); }, chosen);
  add_data(retire, o.keys.data);
  retire->add_option("key", o.keys.key, say("its id, as show prints it"))->required();
  retire->add_flag("--force", o.keys.force, say("all the same; what is sealed to it is lost"));
}

void add_tls_commands(CLI::App& app, KeyOptions& o, Run& chosen) {
  auto* tls = app.add_subcommand("tls", say("the next TLS key, told to the kiosks ahead"));
  tls->require_subcommand(1);
  tls->footer(
      say("Kiosks trust one TLS key by its pin. A next one is announced, signed with the key that "
          "signs receipts;\nfrom then on they take either. Example:\n"
          "  samen-matcher tls announce --data ~/samen       makes the next key\n"
          "  samen-matcher tls switch --data ~/samen         once every kiosk was heard; serve "
          "stopped\n"
          "With a key that a proxy holds:\n"
          "  samen-matcher tls announce --data ~/samen --certificate new.crt"));
  auto* announce = add_command(
      *tls, "announce", say("make the next key, or take one made elsewhere, and tell its pin"), "",
      [&o](std::ostream& out) { return run_tls_announce(o.tls, out); }, chosen);
  add_data(announce, o.tls.data);
  announce->add_option("--certificate", o.tls.certificate, say("PEM file of a key made elsewhere"))
      ->check(CLI::ExistingFile);
  auto* change = add_command(
      *tls, "switch", say("put the announced key in the place of the present one"),
      say("Refused while a kiosk in service was not heard since the announcement."),
      [&o](std::ostream& out) { return run_tls_switch(o.tls, out); }, chosen);
  add_data(change, o.tls.data);
  change->add_flag("--force", o.tls.force,
                   say("all the same; those kiosks have to be enrolled again"));
  auto* cancel = add_command(
      *tls, "cancel", say("announce no key any more"), "",
      [&o](std::ostream& out) { return run_tls_cancel(o.tls, out); }, chosen);
  add_data(cancel, o.tls.data);
}

}  // namespace

void add_key_commands(CLI::App& app, KeyOptions& options, Run& chosen) {
  add_seal_commands(app, options, chosen);
  add_tls_commands(app, options, chosen);
}

}  // namespace samen::server
