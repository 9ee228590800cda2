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
// beside it, fsync, rename, fsync the folder. Mode 0600, in a shared folder 0660 and no
// link is followed.
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

// A shared folder is one whose files the users of one group read and write, each under their own
// name: mode 2770, so that what is made in it belongs to that group. Errc::permission for any other
// mode, or when this program is not of that group; the message says how to mend it.
Result<void> check_shared_folder(const std::filesystem::path& path);
bool is_shared_folder(const std::filesystem::path& path);
// What a program has made or moved there (mode 0600) is given to the others: 0660 in a shared
// folder. Elsewhere, and for what belongs to another user, nothing happens.
Result<void> share_as_folder(const std::filesystem::path& path);
void share_as_folder(int descriptor, const std::filesystem::path& path);

}  // namespace samen::base
