// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>

#include "base/result.hpp"

namespace samen::device {

// Files that one user makes in another one's folder are files the other one's service cannot open,
// so a program asks here before it opens a data folder to write. Errc::permission when the folder
// belongs to somebody else: the message names the user and how to run `command` as that user.
// Nothing to say about a folder that is not there.
base::Result<void> check_owner(const std::filesystem::path& folder, const std::string& command);

}  // namespace samen::device
