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

// Makes durable what was written to the file.
Result<void> sync_file(const std::filesystem::path& path);

// Makes durable which names the folder holds: what was made, renamed or removed in it before.
Result<void> sync_folder(const std::filesystem::path& folder);

// Errc::permission when the folder is there and belongs to another user than `user` (by default the
// one this program runs as), naming the user to run as: what root writes into a service's folder
// the service can no longer read, and its next start fails. Fine when there is no such folder.
Result<void> refuse_foreign_folder(const std::filesystem::path& path);
Result<void> refuse_foreign_folder(const std::filesystem::path& path, unsigned user);

// Makes the folder with mode 0700 if it is not there; refuses one that others can read,
// and one of another user (refuse_foreign_folder).
Result<void> make_private_folder(const std::filesystem::path& path);

}  // namespace samen::base
