// SPDX-License-Identifier: Apache-2.0
#include "sync/server/keys/seal_keys.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <system_error>

#include "base/file.hpp"
#include "base/number.hpp"
#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kFirst = "seal.key";
constexpr std::string_view kPrefix = "seal-";
constexpr std::string_view kSuffix = ".key";

// When the key in a file of this name was made; nothing for any other file.
std::optional<std::int64_t> since_of(std::string_view name) {
  if (name == kFirst) return 0;
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  const auto digits = name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
  const auto since = base::parse_number<std::int64_t>(digits);
  return since.value_or(0) > 0 ? since : std::nullopt;
}

}  // namespace

std::filesystem::path SealKeys::file_of(std::int64_t since_ms) const {
  if (since_ms == 0) return root_ / kFirst;
  return root_ / (std::string(kPrefix) + std::to_string(since_ms) + std::string(kSuffix));
}

Result<SealKeys> SealKeys::load(const DataFolder& folder) {
  SealKeys keys(folder.home());
  SAMEN_CHECK(keys.refresh());
  return keys;
}

Result<void> SealKeys::refresh() {
  std::set<std::int64_t> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(root_, error), end; !error && entry != end;
       entry.increment(error)) {
    if (const auto since = since_of(entry->path().filename().string())) found.insert(*since);
  }
  if (error) return fail(Errc::storage, say("cannot look for keys: {}", error.message()));
  if (found.empty()) {
    return fail(
        Errc::not_found,
        say("no sealing key lies in {}; put the copies of seal*.key back that were kept elsewhere",
            root_.string()));
  }
  std::erase_if(keys_, [&found](const Key& key) { return !found.contains(key.since_ms); });
  for (const auto since : found) {
    if (std::ranges::find(keys_, since, &Key::since_ms) != keys_.end()) continue;
    SAMEN_TRY(auto pair, vault::SealKeyPair::load(file_of(since)));
    keys_.push_back({std::move(pair), since});
  }
  std::ranges::sort(keys_, {}, &Key::since_ms);
  return {};
}

Result<const vault::SealKeyPair*> SealKeys::find(std::string_view id) {
  for (const bool again : {false, true}) {
    if (again) SAMEN_CHECK(refresh());
    for (const auto& key : keys_) {
      if (key.pair.public_key().id() == id) return &key.pair;
    }
  }
  return nullptr;
}

Result<void> SealKeys::rotate(std::int64_t now_ms, base::Random& random) {
  // A clock that was set back must not make a key that kiosks take for an older one.
  const std::int64_t since = std::max(now_ms, since_ms() + 1);
  SAMEN_CHECK(vault::SealKeyPair::generate(random).save(file_of(since)));
  return refresh();
}

Result<void> SealKeys::retire(std::string_view id) {
  const auto key = std::ranges::find(
      keys_, id, [](const Key& candidate) { return candidate.pair.public_key().id(); });
  if (key == keys_.end()) return fail(Errc::not_found, say("no sealing key has this id"));
  if (key->since_ms == since_ms()) {
    return fail(Errc::conflict, say("this is the key that kiosks seal to; make the next one first "
                                    "with `samen-matcher keys rotate`"));
  }
  std::error_code error;
  std::filesystem::remove(file_of(key->since_ms), error);
  if (error) return fail(Errc::storage, say("cannot remove the key: {}", error.message()));
  SAMEN_CHECK(base::sync_folder(root_));
  return refresh();
}

}  // namespace samen::server
