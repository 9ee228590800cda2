// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

namespace samen::device {

// Where the assets are when nobody says: beside the program's own tree
// (<prefix>/share/samen/assets), else in the source tree of a test build, else in /usr.
std::filesystem::path usual_assets_folder();

}  // namespace samen::device
