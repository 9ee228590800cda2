// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "base/random.hpp"
#include "base/secret.hpp"
#include "sync/server/store/audit.hpp"

// Where the audit chain stood, sealed with a key that is not kept with the store. Who rewrites the
// store can make a new chain with fitting hashes, but no head that fits to it: heads may lie
// anywhere, the key may not.
namespace samen::server {

// A new key in a file of its own, mode 0600. Errc::conflict when the file is there, invalid_input
// when it would lie in `data`.
base::Result<void> make_head_key(const std::filesystem::path& file,
                                 const std::filesystem::path& data, base::Random& random);
base::Result<base::SecretBytes> read_head_key(const std::filesystem::path& file);

// "12-<64 hexadecimal digits>": so many lines, and the keyed digest over their number and last
// hash.
std::string audit_head(std::span<const AuditLine> lines, const base::SecretBytes& key);
// Was this head made of the beginning of these lines, with this key? Errc::storage_damaged when
// not; invalid_input when it is no head.
base::Result<void> check_audit_head(std::span<const AuditLine> lines, std::string_view head,
                                    const base::SecretBytes& key);

}  // namespace samen::server
