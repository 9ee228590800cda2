// SPDX-License-Identifier: Apache-2.0
// init, enrol, restore: what an operator does once in a while.
#include <ostream>

#include "base/file.hpp"
#include "base/say.hpp"
#include "base/secret.hpp"
#include "sync/server/cases/kiosk_code.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/commands/open.hpp"
#include "sync/server/commands/words.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/restore.hpp"
#include "sync/server/store/signer.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// What an init that was cut off has left goes; anything else of a matcher stays, and init does not
// run.
Result<void> clear_the_ground(const DataFolder& folder) {
  std::error_code error;
  const auto traces = traces_of_matcher(folder);
  const bool cut_off = std::filesystem::exists(folder.beginning(), error) &&
                       !std::filesystem::exists(folder.backup().parent_path(), error);
  if (cut_off) {
    for (const auto& name : traces) std::filesystem::remove_all(folder.root / name, error);
    return base::sync_folder(folder.root);
  }
  if (traces.empty()) return {};
  std::string list;
  for (const auto& name : traces) list += (list.empty() ? "" : ", ") + name;
  return fail(Errc::conflict,
              say("there is a matcher in {0} already, or what is left of one ({1}), with keys that "
                  "kiosks trust; nothing was changed. If its store is lost, put it back with: "
                  "samen-matcher restore --data {0} (and --backup FOLDER when serve was given "
                  "one). To begin anew, with every kiosk enrolled again, give init another folder",
                  folder.root, list));
}

}  // namespace

Result<void> run_init(const InitCommand& command, std::ostream& out) {
  SAMEN_TRY(const auto address, parse_address(command.listen));
  base::harden_process();
  const DataFolder folder{command.data};
  SAMEN_CHECK(base::make_private_folder(command.data));
  SAMEN_CHECK(clear_the_ground(folder));
  const base::SystemClock clock;
  base::SystemRandom random;
  SAMEN_CHECK(base::write_file_durably(folder.beginning(), base::as_bytes("init again\n")));
  const std::string names[] = {address.host, "localhost"};
  SAMEN_TRY(const auto keys, make_keys(folder, names, clock.wall_ms(), random));
  {
    SAMEN_TRY(auto store, Store::create(folder, clock, random));
    SAMEN_CHECK(note_signer(store, keys.sign.verify_key()));
    SAMEN_CHECK(store.set_setting("listen", command.listen));
    SAMEN_CHECK(write_audit(store, "operator", "init", store.epoch().str()));
  }
  std::error_code error;
  std::filesystem::remove(folder.beginning(), error);
  if (error) return fail(Errc::storage, say("cannot end init: {}", error.message()));
  SAMEN_CHECK(base::sync_folder(folder.root));
  SAMEN_TRY(const auto pin, public_key_pin(keys.tls.certificate_pem));
  out << say(
      "A new matcher lies in {0}.\n"
      "  TLS key pin   sha256//{1}\n"
      "  sealing key   {2}\n"
      "Next: samen-matcher serve --data {0}\n"
      "      samen-matcher enrol --data {0} --centre \"Buurthuis De Linde\" --municipality Almere\n"
      "What people tell the programme lies here beside the keys that open it: keep this folder on "
      "an encrypted disk (LUKS).\n",
      command.data, base::to_base64(pin), keys.seal.public_key().id());
  return {};
}

Result<void> run_enrol(const EnrolCommand& command, std::ostream& out) {
  SAMEN_TRY(auto matcher, open_matcher(command.data));
  SAMEN_TRY(const auto made, make_kiosk_code(*matcher.store,
                                             {.centre = command.centre,
                                              .municipality = command.municipality,
                                              .valid_minutes = command.valid_minutes},
                                             "operator"));
  if (command.code_only) {
    out << made.code << "\n";
    return {};
  }
  out << say(
      "Code for one kiosk at \"{0}\" in {1}, shown only now:\n\n    {2}\n\nIt works once, within "
      "{3}. On the kiosk:\n"
      "    samen-sync enrol --data DIR --server https://HOST:PORT --code {2}\n",
      made.centre.name, made.centre.municipality, made.code,
      age_in_words(std::int64_t{command.valid_minutes} * 60'000));
  return {};
}

namespace {

void print_copies(const DataFolder& folder, std::ostream& out) {
  const auto now = base::SystemClock().wall_ms();
  std::error_code error;
  if (std::filesystem::exists(folder.backup(), error)) out << say("the newest  (without --copy)\n");
  for (const auto& copy : older_copies(folder)) {
    const auto name = copy.file.filename();
    const auto age = age_in_words(now - copy.made_ms);
    out << (held_under_keys(copy.file) == HeldUnderKeys::no
                ? say("{}  made {} ago  names lie in it in clear\n", name, age)
                : say("{}  made {} ago\n", name, age));
  }
}

}  // namespace

Result<void> run_restore(const RestoreCommand& command, std::ostream& out) {
  base::harden_process();
  SAMEN_CHECK(base::make_private_folder(command.data));
  SAMEN_CHECK(refuse_half_separated(command.data));
  auto folder = DataFolder::at(command.data);
  folder.backups = command.backup;
  if (command.list) {
    print_copies(folder, out);
    return {};
  }
  const base::SystemClock clock;
  base::SystemRandom random;
  if (command.drill) {
    SAMEN_TRY(const auto report, drill_restore(folder, clock, random, command.copy));
    out << (command.copy.empty() ? say("The newest copy can be restored.")
                                 : say("The copy {} can be restored.", command.copy))
        << say(" Envelopes, each as its kiosk signed it: {}; kiosks: {}; lines of audit, in one "
               "chain: {}. Nothing was changed.\n",
               report.envelopes, report.devices, report.audit_lines);
    return {};
  }
  SAMEN_TRY(const auto lock, ServeLock::take(folder));
  SAMEN_TRY(const auto office, OfficeLock::take(folder));
  SAMEN_CHECK(restore_backup(folder, clock, random, command.copy));
  out << (command.copy.empty()
              ? say("The last verified backup is the store now, under a new epoch:")
              : say("The copy {} is the store now, under a new epoch:", command.copy))
      << say(" every kiosk offers again what it still holds. The store that was there lies beside "
             "it as matcher.db.before-restore-*.\n");
  return {};
}

}  // namespace samen::server
