// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <optional>

#include "base/result.hpp"
#include "storage/kiosk_store.hpp"

// The file beside kiosk.db that repeats how the kiosk was enrolled. It holds no secret: keys in it
// are public halves.
namespace samen::storage {

base::Result<void> write_trust_copy(const std::filesystem::path& folder, const Trust& trust);
// Nothing when there is no file, or none that is whole.
std::optional<Trust> read_trust_copy(const std::filesystem::path& folder);

// The generation of kiosk.db: 0 for the first. Counts one up, durably, before it answers.
base::Result<std::int64_t> next_generation(const std::filesystem::path& folder);

}  // namespace samen::storage
