// SPDX-License-Identifier: Apache-2.0
#include "device/owner.hpp"

#include <vector>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace samen::device {
namespace {

// "samen", or "#1001" (as sudo takes it) for a user without a name.
std::string name_of(uid_t user) {
  std::vector<char> buffer(16384);
  passwd entry{};
  passwd* found = nullptr;
  if (::getpwuid_r(user, &entry, buffer.data(), buffer.size(), &found) == 0 && found != nullptr) {
    return found->pw_name;
  }
  return "#" + std::to_string(user);
}

}  // namespace

base::Result<void> check_owner(const std::filesystem::path& folder, const std::string& command) {
  struct stat info {};
  if (::stat(folder.c_str(), &info) != 0 || info.st_uid == ::geteuid()) return {};
  const std::string owner = name_of(info.st_uid);
  return base::fail(base::Errc::permission,
                    folder.string() + " belongs to the user " + owner +
                        "; nothing was changed. Run this as that user: sudo -u '" + owner + "' " +
                        command);
}

}  // namespace samen::device
