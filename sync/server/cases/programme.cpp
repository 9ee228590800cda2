// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/programme.hpp"

#include "base/file.hpp"
#include "sync/matcher/formats/policy_json.hpp"

namespace samen::server {

base::Result<matcher::Policy> programme_policy(const DataFolder& folder) {
  if (!std::filesystem::exists(folder.policy())) return matcher::Policy{};
  return read_policy(folder.policy());
}

base::Result<matcher::Policy> read_policy(const std::filesystem::path& path) {
  constexpr std::size_t kMaxPolicy = 64 * 1024;
  SAMEN_TRY(const auto text, base::read_file(path, kMaxPolicy));
  auto policy = matcher::parse_policy(text);
  if (!policy) return std::unexpected(policy.error().context(path.string()));
  return policy;
}

}  // namespace samen::server
