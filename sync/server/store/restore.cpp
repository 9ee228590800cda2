// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/restore.hpp"

#include <algorithm>

#include "base/file.hpp"
#include "base/say.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/sealed.hpp"
#include "sync/server/store/signer.hpp"
#include "vault/sign.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// A jump in device numbers after a restore: more kiosks than anyone enrols between two backups.
constexpr std::int64_t kNumbersSkipped = 64;

std::string older_copies_in_words(const DataFolder& folder) {
  std::string names;
  for (const auto& copy : older_copies(folder)) {
    names += (names.empty() ? "" : ", ") + copy.file.filename().string();
  }
  return names.empty() ? names : say(". Older copies there, for --copy: {}", names);
}

Result<vault::SigningKey> signing_key(const DataFolder& folder) {
  auto key = vault::SigningKey::load(folder.sign_key());
  if (!key && key.error().code == Errc::not_found) {
    return fail(Errc::not_found,
                say("the matcher's keys are not in {}, and kiosks believe no others. Put the "
                    "copies of sign.key, seal*.key, tls.key and tls.crt that were kept elsewhere "
                    "there first, then restore again",
                    folder.home().string()));
  }
  return key;
}

// `draft` is a folder below DATA in which a copy and the keys for it were put together, out of the
// reach of whoever shares the store.
DataFolder draft_in(const DataFolder& folder, std::string_view name) {
  return {folder.home() / name, {}, {}, folder.home()};
}

// The keys beside the copy, and those here: each may have some that the other lacks.
Result<void> gather_keys(const DataFolder& folder, const DataFolder& draft) {
  SAMEN_TRY(const auto erased, erased_names(folder.erasures()));
  SAMEN_CHECK(copy_record_keys(folder.record_keys_beside_backup(), draft.record_keys(), erased));
  return copy_record_keys(folder.record_keys(), draft.record_keys(), erased);
}

Result<void> check_whole(Store& store, const DataFolder& folder, const vault::VerifyKey& key) {
  SAMEN_CHECK(check_signer(store, key));
  SAMEN_CHECK(check_audit(store));
  SAMEN_TRY(const auto erased, erased_names(folder.erasures()));
  if (auto sealed = check_sealed(store, erased); !sealed) {
    auto why = std::move(sealed).error();
    if (why.code == Errc::not_found) {
      why.message += ": neither " + folder.record_keys_beside_backup().string() + " nor " +
                     folder.record_keys().string() +
                     " has them. Put the file record.keys that was kept with this copy beside it, "
                     "and restore again";
    }
    return std::unexpected(std::move(why));
  }
  return check_envelopes(store, key, erased);
}

// Gives the copy its new life; every check comes before.
Result<void> prepare(const DataFolder& folder, const DataFolder& draft, const vault::VerifyKey& key,
                     const base::Clock& clock, base::Random& random) {
  SAMEN_CHECK(gather_keys(folder, draft));
  SAMEN_TRY(auto store, Store::open(draft, clock, random));
  SAMEN_CHECK(check_whole(store, folder, key));
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_TRY(const auto last, store.database().integer("SELECT max(number) FROM device"));
  SAMEN_TRY(const auto floor, store.number_setting("device_floor"));
  const auto used = std::max<std::int64_t>(last.value_or(0), floor.value_or(0));
  SAMEN_CHECK(store.set_setting("device_floor", std::to_string(used + kNumbersSkipped)));
  SAMEN_CHECK(note_signer(store, key));
  SAMEN_CHECK(store.start_new_epoch());
  // The next copies say what kiosks may delete.
  SAMEN_CHECK(store.database().execute("UPDATE device SET durable_through = 0"));
  SAMEN_CHECK(write_audit(store, "operator", "restore", store.epoch().str()));
  return transaction.commit();
}

// Keeps a file under another name; it stays under this one until something replaces it.
Result<void> keep_as(const std::filesystem::path& file, const std::filesystem::path& name) {
  std::error_code error;
  if (!std::filesystem::exists(file, error)) return {};
  std::filesystem::create_hard_link(file, name, error);
  if (error) std::filesystem::rename(file, name, error);  // a file system without second names
  if (error) return fail(Errc::storage, say("cannot keep the old store: {}", error.message()));
  return {};
}

// The old store's journal must not be found under the new one's name, so it goes first; between the
// two steps the old store is not whole, and the mark of an unfinished restore keeps everybody away.
Result<void> swap(const DataFolder& folder, const DataFolder& draft, std::int64_t now_ms) {
  const auto old = folder.database().string() + ".before-restore-" + std::to_string(now_ms);
  const auto journal = folder.database().string() + "-journal";
  SAMEN_CHECK(base::write_file_durably(folder.restoring(), base::as_bytes("restore again\n")));
  SAMEN_TRY(const auto erased, erased_names(folder.erasures()));
  SAMEN_CHECK(copy_record_keys(draft.record_keys(), folder.record_keys(), erased));
  SAMEN_CHECK(keep_as(folder.database(), old));
  SAMEN_CHECK(keep_as(journal, old + "-journal"));
  std::error_code error;
  std::filesystem::remove(journal, error);
  SAMEN_CHECK(base::sync_folder(folder.root));
  std::filesystem::rename(draft.database(), folder.database(), error);
  if (!error) SAMEN_CHECK(base::share_as_folder(folder.database()));
  if (error) return fail(Errc::storage, say("cannot put the backup in place: {}", error.message()));
  SAMEN_CHECK(base::sync_folder(folder.root));
  std::filesystem::remove(folder.restoring(), error);
  if (error) return fail(Errc::storage, say("cannot end the restore: {}", error.message()));
  return base::sync_folder(folder.root);
}

}  // namespace

std::vector<Generation> older_copies(const DataFolder& folder) {
  auto copies = list_generations(folder.backup().parent_path());
  std::erase_if(copies, [&folder](const Generation& copy) {
    std::error_code error;
    return std::filesystem::equivalent(copy.file, folder.backup(), error);
  });
  return copies;
}

namespace {

Result<std::filesystem::path> find_copy(const DataFolder& folder, const std::string& copy) {
  auto source = copy.empty() ? folder.backup() : folder.backup().parent_path() / copy;
  if (!std::filesystem::exists(source)) {
    return fail(Errc::not_found, say("there is no verified backup at {}; if serve was given "
                                     "--backup FOLDER, give it here too",
                                     source.string()) +
                                     older_copies_in_words(folder));
  }
  return source;
}

Result<DrillReport> count_in(const DataFolder& folder, const DataFolder& scratch,
                             const vault::VerifyKey& key, const base::Clock& clock,
                             base::Random& random) {
  SAMEN_CHECK(gather_keys(folder, scratch));
  SAMEN_TRY(auto store, Store::open(scratch, clock, random));
  SAMEN_CHECK(check_whole(store, folder, key));
  const auto count = [&store](std::string_view sql) -> Result<std::int64_t> {
    SAMEN_TRY(const auto rows, store.database().integer(sql));
    return rows.value_or(0);
  };
  DrillReport report;
  SAMEN_TRY(report.envelopes, count("SELECT count(*) FROM envelope"));
  SAMEN_TRY(report.devices, count("SELECT count(*) FROM device"));
  SAMEN_TRY(report.audit_lines, count("SELECT count(*) FROM audit"));
  return report;
}

}  // namespace

Result<DrillReport> drill_restore(const DataFolder& folder, const base::Clock& clock,
                                  base::Random& random, const std::string& copy) {
  SAMEN_TRY(const auto source, find_copy(folder, copy));
  SAMEN_TRY(const auto key, signing_key(folder));
  const auto scratch = draft_in(folder, "drill");
  std::error_code error;
  std::filesystem::remove_all(scratch.root, error);
  SAMEN_CHECK(base::make_private_folder(scratch.root));
  std::filesystem::copy_file(source, scratch.database(), error);
  auto report = error ? Result<DrillReport>(
                            fail(Errc::storage, say("cannot copy the backup: {}", error.message())))
                      : count_in(folder, scratch, key.verify_key(), clock, random);
  std::filesystem::remove_all(scratch.root, error);
  if (report) return report;
  return std::unexpected(
      std::move(report).error().context(say("the copy {} could not be restored", source.string())));
}

Result<void> restore_backup(const DataFolder& folder, const base::Clock& clock,
                            base::Random& random, const std::string& copy) {
  SAMEN_TRY(const auto source, find_copy(folder, copy));
  SAMEN_TRY(const auto key, signing_key(folder));
  // Before the copy is the store: whoever opens it erases again what is on this list.
  SAMEN_CHECK(copy_erasures(folder.erasures_beside_backup(), folder.erasures()));
  const auto draft = draft_in(folder, "restore");
  std::error_code error;
  std::filesystem::remove_all(draft.root, error);
  SAMEN_CHECK(base::make_private_folder(draft.root));
  std::filesystem::copy_file(source, draft.database(), error);
  if (error) return fail(Errc::storage, say("cannot copy the backup: {}", error.message()));
  if (auto prepared = prepare(folder, draft, key.verify_key(), clock, random); !prepared) {
    std::filesystem::remove_all(draft.root, error);
    auto why = prepared.error().context(say("the copy {} was not put in place", source.string()));
    if (why.code != Errc::conflict) why.message += older_copies_in_words(folder);
    return std::unexpected(std::move(why));
  }
  SAMEN_CHECK(swap(folder, draft, clock.wall_ms()));
  std::filesystem::remove_all(draft.root, error);
  return {};
}

std::vector<std::string> traces_of_matcher(const DataFolder& folder) {
  std::vector<std::string> traces;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(folder.root, error), end; !error && entry != end;
       entry.increment(error)) {
    const auto name = entry->path().filename().string();
    const bool key = name.ends_with(".key") || name.ends_with(".crt");
    if (key || name.starts_with("matcher.db") || name == "restore" || name == "backup" ||
        name == "erased" || name == "record.keys" || name == kSharedStore ||
        name == folder.restoring().filename()) {
      traces.push_back(name);
    }
  }
  std::ranges::sort(traces);
  return traces;
}

}  // namespace samen::server
