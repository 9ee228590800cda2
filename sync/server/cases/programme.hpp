// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>

#include "base/result.hpp"
#include "sync/matcher/model/policy.hpp"
#include "sync/matcher/model/travel.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// What this programme has decided, for intake and rounds alike: DATA/policy.json, else the built-in
// policy. Errors: a file that cannot be read, or what is wrong in it, with its path.
base::Result<matcher::Policy> programme_policy(const DataFolder& folder);
base::Result<matcher::Policy> read_policy(const std::filesystem::path& path);

// Where its postcodes lie: what `places import` kept in places_file(), else none. Errors alike.
base::Result<matcher::Places> programme_places(const DataFolder& folder);
base::Result<matcher::Places> read_places(const std::filesystem::path& path);
std::filesystem::path places_file(const DataFolder& folder);

}  // namespace samen::server
