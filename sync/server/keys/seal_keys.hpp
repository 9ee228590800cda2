// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "sync/server/store/store.hpp"
#include "vault/seal.hpp"

namespace samen::server {

// The keys that open sign-ups: one that kiosks seal to, and older ones for what was sealed before.
//   seal.key               the first one
//   seal-<since_ms>.key    a later one; the highest number is the current one
// The folder is the only list, so a store put back from a backup forgets no key.
class SealKeys {
 public:
  // Errc::not_found without seal.key, unless a later one is there.
  static base::Result<SealKeys> load(const DataFolder& folder);

  // Looks again: another process may have made or retired one.
  base::Result<void> refresh();

  const vault::SealPublicKey& public_key() const { return keys_.back().pair.public_key(); }
  // Unix time in milliseconds at which the current one was made; 0 for the first. Kiosks never go
  // back to an earlier one.
  std::int64_t since_ms() const { return keys_.back().since_ms; }
  // The key with this id, looking again when it is new; nullptr when it is not here.
  base::Result<const vault::SealKeyPair*> find(std::string_view id);

  struct Key {
    vault::SealKeyPair pair;
    std::int64_t since_ms = 0;
  };
  const std::vector<Key>& all() const { return keys_; }  // the current one last

  // Makes the next one: from now on kiosks are told to seal to it.
  base::Result<void> rotate(std::int64_t now_ms, base::Random& random);
  // Deletes an older one. What is sealed to it can never be opened again.
  base::Result<void> retire(std::string_view id);

 private:
  explicit SealKeys(std::filesystem::path root) : root_(std::move(root)) {}
  std::filesystem::path file_of(std::int64_t since_ms) const;

  std::filesystem::path root_;
  std::vector<Key> keys_;
};

}  // namespace samen::server
