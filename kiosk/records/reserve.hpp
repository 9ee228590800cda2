// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <utility>

namespace samen::records {

// A file that only takes up room, so that the sign-up that fills the disk can still be finished.
class Reserve {
 public:
  static constexpr long kBytes = 1 << 20;
  explicit Reserve(std::filesystem::path file) : path_(std::move(file)) {}
  bool refill() const;   // false when there is no room for it
  bool release() const;  // true when there was something to give back

 private:
  std::filesystem::path path_;
};

}  // namespace samen::records
