// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <set>

#include "base/secret.hpp"
#include "base/uuid.hpp"
#include "sync/server/store/key_file.hpp"

// What a person told lies under a key of its own, and the keys lie in a file beside the store. A
// backup holds the newest keys only, whatever generation of the store: a key that is overwritten
// makes every copy of what lay under it unreadable (sealed.hpp says what lies under which). Each
// key is wrapped with the matcher's signing key, which is in no backup: copies and their keys
// together say nothing to whoever took them from there.
namespace samen::server {

class RecordKeys {
 public:
  // Where there is no `sign_key`, the key that was made of it is read from `store_key`.
  RecordKeys(std::filesystem::path file, std::filesystem::path sign_key,
             std::filesystem::path store_key)
      : file_(std::move(file)), sign_key_(std::move(sign_key)), store_key_(std::move(store_key)) {}

  // Errc::not_found when there is none, Errc::crypto for one that was wrapped by another matcher.
  base::Result<base::SecretBytes> find(const base::Uuid& owner);
  // A new one becomes durable at keep_new(); at once where begin() was not called.
  base::Result<base::SecretBytes> find_or_make(const base::Uuid& owner);

  // Around a transaction of the store: the key is durable before anything that lies under it.
  void begin() { holding_back_ = true; }
  base::Result<void> keep_new();
  void drop_new();

  const std::filesystem::path& path() const { return file_.path(); }

 private:
  base::Result<const KeySlot*> look_for(const vault::Digest& name);
  base::Result<void> load_wrapping();

  KeyFile file_;
  std::filesystem::path sign_key_;
  std::filesystem::path store_key_;
  base::SecretBytes wrapping_;
  std::map<vault::Digest, KeySlot> new_;  // not in the file yet
  bool holding_back_ = false;
};

// Writes the file `store_key`: who has it can open every record, but sign nothing and read no
// sign-up that a kiosk has sealed.
base::Result<void> write_store_key(const std::filesystem::path& store_key,
                                   const std::filesystem::path& sign_key);

using ErasedNames = std::set<vault::Digest>;  // erasure_hash() of ids (erasures.hpp)

// Overwrites the keys of what was erased; how many there were.
base::Result<int> forget_record_keys(const std::filesystem::path& file, const ErasedNames& erased);
// What `from` has and `to` lacks goes there too, except what was erased: that goes from `to`. No
// key is ever lost by it, also when `from` is damaged or gone.
base::Result<void> copy_record_keys(const std::filesystem::path& from,
                                    const std::filesystem::path& to, const ErasedNames& erased);

}  // namespace samen::server
