// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <string>

#include "base/encoding.hpp"
#include "base/result.hpp"

namespace samen::base {

// The whole file, refused above `limit` bytes.
Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit);

// Replaces the file so that a power cut leaves the old or the new content, never a mixture: write
// beside it, fsync, rename, fsync the folder. Mode 0600.
Result<void> write_file_durably(const std::filesystem::path& path, ByteView content);

// Makes durable which names the folder holds: what was made, renamed or removed in it before.
Result<void> sync_folder(const std::filesystem::path& folder);

// Makes the folder with mode 0700 if it is not there; refuses one that others can read.
Result<void> make_private_folder(const std::filesystem::path& path);

}  // namespace samen::base
