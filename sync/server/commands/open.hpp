// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.hpp"
#include "base/random.hpp"
#include "base/result.hpp"
#include "device/lock.hpp"
#include "sync/server/keys/matcher_keys.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// The matcher in a data folder, opened for one command.
struct Matcher {
  DataFolder folder;
  std::unique_ptr<base::SystemClock> clock;
  std::unique_ptr<base::SystemRandom> random;
  std::unique_ptr<Store> store;
  std::unique_ptr<MatcherKeys> keys;
};
// Also hardens the process: from here on it sees what people told the programme.
base::Result<Matcher> open_matcher(const std::filesystem::path& data);

// Errc::conflict while DATA is half way to a store that the office shares.
base::Result<void> refuse_half_separated(const std::filesystem::path& data);

// The store's setting that holds the folders serve was given for its copies, one a line; empty:
// DATA/backup. `erase` makes the next copy itself when nobody serves, and `status` names their
// disks.
inline constexpr std::string_view kBackupFolderSetting = "backup_folder";
// Both set the folders of `matcher`. Errc::invalid_input when one folder is given twice.
base::Result<void> note_backup_folders(Matcher& matcher,
                                       const std::vector<std::filesystem::path>& given);
base::Result<void> use_backup_folders(Matcher& matcher);

// At most one program serves or restores a folder.
struct ServeLock {
  static base::Result<device::Lock> take(const DataFolder& folder);  // Errc::conflict: it is taken
};

// At most one program is the office of a store: a round lies in its memory.
struct OfficeLock {
  static base::Result<device::Lock> take(const DataFolder& folder);  // Errc::conflict: it is taken
};

struct Address {
  std::string host;
  std::uint16_t port = 0;
  std::string url(std::string_view scheme = "https") const;  // https://host:port
};
// Errc::invalid_input when clients could name themselves: without a proxy of this machine in front.
base::Result<void> check_forwarded_for(bool asked, bool plain);
// "127.0.0.1:8443" or "[::1]:8443"; port 0 asks for a free one.
base::Result<Address> parse_address(const std::string& text);

}  // namespace samen::server
