// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string_view>

#include "base/encoding.hpp"
#include "base/result.hpp"
#include "base/secret.hpp"

// Keys on disk. A secret one: a line that names the kind ("samen-sign-key 1"), then the raw bytes.
// A public one: a line of hexadecimal digits.
namespace samen::device {

// Errc::permission when users other than the owner may read the file (in a shared folder: than the
// owner and the group, base/file.hpp), Errc::storage_damaged when
// it is not a key of this kind and size. The bytes never touch memory that is not wiped.
base::Result<base::SecretBytes> read_key_file(const std::filesystem::path& path,
                                              std::string_view kind, std::size_t size);

// Mode 0600, replaced as a whole (base::write_file_durably).
base::Result<void> write_key_file(const std::filesystem::path& path, std::string_view kind,
                                  base::ByteView secret);

using PublicKeyBytes = std::array<std::uint8_t, 32>;
base::Result<PublicKeyBytes> read_public_key_file(const std::filesystem::path& path);
base::Result<void> write_public_key_file(const std::filesystem::path& path,
                                         const PublicKeyBytes& key);

}  // namespace samen::device
