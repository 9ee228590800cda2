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

base::Result<matcher::Places> programme_places(const DataFolder& folder) {
  std::error_code error;
  if (!std::filesystem::exists(places_file(folder), error)) return matcher::Places{};
  return read_places(places_file(folder));
}

base::Result<matcher::Places> read_places(const std::filesystem::path& path) {
  SAMEN_TRY(const auto text, base::read_file(path, matcher::kMaxPlacesBytes));
  auto places = matcher::Places::parse_geonames(text);
  if (!places) return std::unexpected(places.error().context(path.string()));
  return places;
}

std::filesystem::path places_file(const DataFolder& folder) {
  return folder.root / "places.tsv";
}

}  // namespace samen::server
