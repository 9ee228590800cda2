// SPDX-License-Identifier: Apache-2.0
#include "device/assets_folder.hpp"

namespace samen::device {

namespace fs = std::filesystem;

fs::path usual_assets_folder() {
  std::error_code ignored;
  const fs::path program = fs::read_symlink("/proc/self/exe", ignored);
  const fs::path installed = program.parent_path().parent_path() / "share/samen/assets";
  if (!program.empty() && fs::is_directory(installed, ignored)) return installed;
#ifdef SAMEN_AUTOMATION  // a test or demo build lies somewhere in its own tree
  for (fs::path up = program.parent_path(); up.has_relative_path(); up = up.parent_path())
    if (fs::is_directory(up / "assets/locales", ignored)) return up / "assets";
#endif
  return "/usr/share/samen/assets";
}

}  // namespace samen::device
