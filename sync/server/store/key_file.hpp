// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <filesystem>
#include <functional>
#include <span>
#include <unordered_map>

#include "base/result.hpp"
#include "vault/digest.hpp"

// A file of small wrapped keys, each in a slot of its own that never moves: adding writes behind
// the end, taking away writes zeros over the slot. So a power cut harms at most what was being
// added, and no journal or free page ever holds what was taken away.
namespace samen::server {

inline constexpr std::size_t kWrappedKeyBytes = 72;  // 32 under a key (vault/record_key.hpp)

struct KeySlot {
  vault::Digest name{};
  std::array<std::uint8_t, kWrappedKeyBytes> wrapped{};
};

class KeyFile {
 public:
  explicit KeyFile(std::filesystem::path path) : path_(std::move(path)) {}
  const std::filesystem::path& path() const { return path_; }

  // Reads what others have added since; everything the first time. A file that is not there has no
  // keys; one that has gone meanwhile is Errc::storage_damaged. Slots that were being written when
  // the power went are no keys.
  base::Result<void> read_on();

  const KeySlot* find(const vault::Digest& name) const;
  const auto& slots() const { return slots_; }

  // Durable when it returns. The caller has read on, and keeps others from adding the same names.
  base::Result<void> add(std::span<const KeySlot> more);
  // Overwrites them where they lie, whoever added them; how many there were. Durable.
  base::Result<int> clear(const std::function<bool(const vault::Digest&)>& which);

 private:
  struct Hash {
    std::size_t operator()(const vault::Digest& name) const {
      std::size_t value = 0;  // a digest is as random as any hash of it
      std::memcpy(&value, name.data(), sizeof value);
      return value;
    }
  };
  std::filesystem::path path_;
  std::unordered_map<vault::Digest, KeySlot, Hash> slots_;
  std::uint64_t read_bytes_ = 0;
};

}  // namespace samen::server
