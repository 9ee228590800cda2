// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/generations.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "base/number.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;

namespace {

constexpr std::int64_t kHourMs = 3'600'000;
constexpr std::string_view kPrefix = "matcher-";
constexpr std::string_view kSuffix = ".db";

std::optional<std::int64_t> made_of(std::string_view name) {
  if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return std::nullopt;
  return base::parse_number<std::int64_t>(
      name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size()));
}

}  // namespace

Result<KeepCopies> parse_keep(std::string_view text) {
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto comma = i + 1 < numbers.size() ? text.find(',') : text.size();
    const auto number = comma <= text.size() ? base::parse_number<int>(text.substr(0, comma))
                                             : std::nullopt;
    if (!number || *number < 0 || *number > 100) {
      return fail(Errc::invalid_input,
                  "expected how many hourly, daily and weekly copies to keep, as 6,7,4");
    }
    numbers[i] = *number;
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return KeepCopies{numbers[0], numbers[1], numbers[2]};
}

std::vector<Generation> list_generations(const std::filesystem::path& home) {
  std::vector<Generation> found;
  std::error_code error;
  for (std::filesystem::directory_iterator entry(home, error), end; !error && entry != end;
       entry.increment(error)) {
    if (const auto made = made_of(entry->path().filename().string())) {
      found.push_back({entry->path(), *made});
    }
  }
  std::ranges::sort(found, std::ranges::greater(), &Generation::made_ms);
  return found;
}

std::vector<Generation> superfluous(const std::vector<Generation>& newest_first,
                                    const KeepCopies& keep, std::int64_t now_ms) {
  std::set<std::int64_t> kept;
  const std::pair<std::int64_t, int> classes[] = {
      {kHourMs, keep.hourly}, {24 * kHourMs, keep.daily}, {7 * 24 * kHourMs, keep.weekly}};
  for (const auto& [period, most] : classes) {
    std::set<std::int64_t> periods;
    for (const auto& copy : newest_first) {
      if (copy.made_ms > now_ms + kHourMs) continue;
      if (std::ssize(periods) >= most) break;
      if (periods.insert(copy.made_ms / period).second) kept.insert(copy.made_ms);
    }
  }
  std::vector<Generation> go;
  int early = 0;
  for (const auto& copy : newest_first) {
    const bool from_the_future = copy.made_ms > now_ms + kHourMs;
    const bool stays = from_the_future ? ++early <= keep.hourly + keep.daily + keep.weekly
                                       : kept.contains(copy.made_ms);
    if (!stays) go.push_back(copy);
  }
  return go;
}

Result<void> keep_generation(const std::filesystem::path& newest, const KeepCopies& keep,
                             std::int64_t now_ms) {
  const auto home = newest.parent_path();
  const auto before = list_generations(home);
  const bool this_hour = std::ranges::any_of(before, [now_ms](const auto& copy) {
    return copy.made_ms / kHourMs == now_ms / kHourMs;
  });
  if (this_hour) return {};
  const auto name = home / (std::string(kPrefix) + std::to_string(now_ms) + std::string(kSuffix));
  // The newest one is only ever replaced, never written to: a second name for it costs nothing. Some
  // file systems of removable disks have no second names.
  std::error_code error;
  std::filesystem::create_hard_link(newest, name, error);
  if (error) {
    const auto draft = std::filesystem::path(name.string() + ".new");
    std::filesystem::copy_file(newest, draft, std::filesystem::copy_options::overwrite_existing,
                               error);
    if (!error) std::filesystem::rename(draft, name, error);
  }
  if (error) return fail(Errc::storage, "cannot keep an older copy: " + error.message());
  for (const auto& old : superfluous(list_generations(home), keep, now_ms)) {
    std::filesystem::remove(old.file, error);
    if (error) return fail(Errc::storage, "cannot remove an old copy: " + error.message());
  }
  return base::sync_folder(home);
}

}  // namespace samen::server
