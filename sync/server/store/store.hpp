// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "base/uuid.hpp"
#include "storage/database.hpp"
#include "sync/server/store/record_keys.hpp"

// matcher.db, the matcher's own store. SQL lives in this folder and nowhere else; the other folders
// speak to the headers beside this one.
namespace samen::server {

// In the folder given with --data, where what the office needs too lies in a shared folder.
inline constexpr std::string_view kSharedStore = "store";

// Where things lie. By itself all of it is in the private folder given with --data. Where the
// office is a process of its own, what both need lies in a folder that they share (DATA/store leads
// there), and each keeps its keys and secrets at home.
struct DataFolder {
  // Of the folder given with --data.
  static DataFolder at(const std::filesystem::path& data);

  std::filesystem::path root;
  std::filesystem::path backups = {};      // where the verified copy goes; empty: home()/backup
  std::filesystem::path backups_too = {};  // on a second disk: each copy goes to the other of both
  std::filesystem::path keys = {};         // where keys lie, when they do not lie in root
  const std::filesystem::path& home() const { return keys.empty() ? root : keys; }
  std::filesystem::path database() const { return root / "matcher.db"; }
  std::filesystem::path backup() const {
    return (backups.empty() ? home() / "backup" : backups) / "matcher.db";
  }
  // This folder as the one copy sees it that goes to `home`.
  DataFolder with_copies_in(std::filesystem::path copies) const {
    return {root, std::move(copies), {}, keys};
  }
  // The list of what was erased (erasures.hpp) lies beside the store and beside its copy, in
  // neither: a backup that is put back must not undo an erasure.
  std::filesystem::path erasures() const { return root / "erased"; }
  std::filesystem::path erasures_beside_backup() const { return backup().parent_path() / "erased"; }
  // The keys that what people told lies under (record_keys.hpp), beside each as well.
  std::filesystem::path record_keys() const { return root / "record.keys"; }
  std::filesystem::path record_keys_beside_backup() const {
    return backup().parent_path() / "record.keys";
  }
  // What record keys are wrapped with, for who has no sign.key: only in a shared folder.
  std::filesystem::path store_key() const { return root / "store.key"; }
  std::filesystem::path sign_key() const { return home() / "sign.key"; }
  std::filesystem::path seal_key() const { return home() / "seal.key"; }
  std::filesystem::path tls_key() const { return home() / "tls.key"; }
  std::filesystem::path tls_certificate() const { return home() / "tls.crt"; }
  std::filesystem::path policy() const { return root / "policy.json"; }
  // There while init, a restore or `office separate` is at work; left behind by one that was cut
  // off.
  std::filesystem::path beginning() const { return root / "init.unfinished"; }
  std::filesystem::path separating() const { return home() / "separate.unfinished"; }
  std::filesystem::path restoring() const { return root / "restore.unfinished"; }
  std::filesystem::path serve_lock() const { return root / "serve.lock"; }
  std::filesystem::path office_lock() const { return root / "office.lock"; }
};

// For the end of a message about a damaged store: what to type.
std::string how_to_restore(const DataFolder& folder);

// What is written until commit() is there together or not at all.
class StoreTransaction {
 public:
  StoreTransaction(storage::Transaction inner, RecordKeys& keys)
      : inner_(std::move(inner)), keys_(&keys) {
    keys.begin();
  }
  StoreTransaction(StoreTransaction&& other) noexcept
      : inner_(std::move(other.inner_)), keys_(std::exchange(other.keys_, nullptr)) {}
  StoreTransaction& operator=(StoreTransaction&&) = delete;
  ~StoreTransaction() {
    if (keys_ != nullptr) keys_->drop_new();
  }
  base::Result<void> commit();  // after a failure everything is rolled back

 private:
  storage::Transaction inner_;
  RecordKeys* keys_;
};

// One connection to the store and what every part of the server needs beside it. Not thread-safe:
// each thread that wants one opens its own; several processes may have it open at once.
class Store {
 public:
  // Makes a store with a fresh epoch. Errc::conflict when there is one already.
  static base::Result<Store> create(const DataFolder& folder, const base::Clock& clock,
                                    base::Random& random);
  // Errc::not_found before `init` or when the file has gone, Errc::storage_damaged for a broken
  // file or an unfinished restore. The message names the way back.
  static base::Result<Store> open(const DataFolder& folder, const base::Clock& clock,
                                  base::Random& random);

  storage::Database& database() { return database_; }
  RecordKeys& record_keys() { return *record_keys_; }
  const base::Clock& clock() const { return *clock_; }
  base::Random& random() { return *random_; }
  const DataFolder& folder() const { return folder_; }
  std::int64_t now_ms() const { return clock_->wall_ms(); }

  // Which life of the store this is; a restore starts a new one.
  const base::Uuid& epoch() const { return epoch_; }
  base::Result<void> start_new_epoch();

  base::Result<StoreTransaction> begin();  // one at a time
  // Runs `change` inside a running transaction and takes it back when it fails.
  base::Result<void> try_change(const std::function<base::Result<void>()>& change);
  base::Result<void> alive();  // an error when the store does not answer

  base::Result<std::optional<std::string>> setting(std::string_view name);
  base::Result<void> set_setting(std::string_view name, std::string_view value);
  // The same for a number; nothing when it is not there. Errc::storage_damaged for other text.
  base::Result<std::optional<std::int64_t>> number_setting(std::string_view name);

 private:
  Store(DataFolder folder, storage::Database database, const base::Clock& clock,
        base::Random& random)
      : folder_(std::move(folder)),
        database_(std::move(database)),
        record_keys_(std::make_unique<RecordKeys>(folder_.record_keys(), folder_.sign_key(),
                                                  folder_.store_key())),
        clock_(&clock),
        random_(&random) {}
  base::Result<void> read_epoch();

  DataFolder folder_;
  storage::Database database_;
  std::unique_ptr<RecordKeys> record_keys_;
  const base::Clock* clock_;
  base::Random* random_;
  base::Uuid epoch_;
};

inline storage::Value bind_id(const base::Uuid& id) {
  return base::ByteView(id.bytes);
}
base::Result<base::Uuid> to_uuid(base::ByteView bytes);  // Errc::storage unless 16 bytes

}  // namespace samen::server
