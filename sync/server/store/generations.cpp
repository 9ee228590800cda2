// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/generations.hpp"

#include <algorithm>
#include <array>
#include <fstream>
#include <optional>
#include <set>
#include <string>
#include <system_error>
#include <utility>

#include "base/file.hpp"
#include "base/number.hpp"
#include "base/say.hpp"
#include "base/spans.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

constexpr std::string_view kCopyPrefix = "matcher-";
constexpr std::string_view kCopySuffix = ".db";

std::optional<Generation> parse_name(const std::filesystem::path& file) {
  std::string name = file.filename().string();
  if (!name.starts_with(kCopyPrefix) || !name.ends_with(kCopySuffix)) return std::nullopt;
  name = name.substr(kCopyPrefix.size(), name.size() - kCopyPrefix.size() - kCopySuffix.size());
  const auto dash = name.find('-');
  const auto made = base::parse_number<std::int64_t>(name.substr(0, dash));
  const auto number = dash == std::string::npos
                          ? std::optional<std::int64_t>(0)
                          : base::parse_number<std::int64_t>(name.substr(dash + 1));
  if (!made || !number || *made < 0 || *number < 0) return std::nullopt;
  return Generation{file, *made, *number};
}

// A second name, or a copy on a file system of removable disks that has none.
Result<void> name_also(const std::filesystem::path& file, const std::filesystem::path& name) {
  std::error_code error;
  std::filesystem::create_hard_link(file, name, error);
  if (!error) return {};
  const auto draft = std::filesystem::path(name.string() + ".new");
  std::filesystem::copy_file(file, draft, std::filesystem::copy_options::overwrite_existing, error);
  if (error) return fail(Errc::storage, say("cannot keep a copy: {}", error.message()));
  SAMEN_CHECK(base::sync_file(draft));
  std::filesystem::rename(draft, name, error);
  if (error) return fail(Errc::storage, say("cannot keep a copy: {}", error.message()));
  return {};
}

}  // namespace

Result<KeepCopies> parse_keep(std::string_view text) {
  std::array<int, 3> numbers{};
  for (std::size_t i = 0; i < numbers.size(); ++i) {
    const auto comma = i + 1 < numbers.size() ? text.find(',') : text.size();
    const auto number =
        comma <= text.size() ? base::parse_number<int>(text.substr(0, comma)) : std::nullopt;
    if (!number || *number < 0 || *number > 100) {
      return fail(Errc::invalid_input,
                  say("expected how many hourly, daily and weekly copies to keep, as 6,7,4"));
    }
    numbers[i] = *number;
    text.remove_prefix(std::min(comma + 1, text.size()));
  }
  return KeepCopies{numbers[0], numbers[1], numbers[2]};
}

std::vector<Generation> list_generations(const std::filesystem::path& home) {
  return list_generations(std::vector{home});
}

std::vector<Generation> list_generations(const std::vector<std::filesystem::path>& homes) {
  std::vector<Generation> found;
  for (const auto& home : homes) {
    std::error_code error;
    for (std::filesystem::directory_iterator entry(home, error), end; !error && entry != end;
         entry.increment(error)) {
      if (auto generation = parse_name(entry->path())) found.push_back(*std::move(generation));
    }
  }
  std::ranges::sort(found, [](const Generation& a, const Generation& b) {
    return std::pair(a.number, a.made_ms) > std::pair(b.number, b.made_ms);
  });
  return found;
}

HeldUnderKeys held_under_keys(const std::filesystem::path& store) {
  // The number of the last migration, where SQLite keeps user_version: big-endian at byte 60.
  std::array<char, 64> head{};
  std::ifstream file(store, std::ios::binary);
  if (!file.read(head.data(), head.size())) return HeldUnderKeys::unknown;
  if (!std::string_view(head.data(), head.size()).starts_with("SQLite format 3")) {
    return HeldUnderKeys::unknown;
  }
  unsigned version = 0;
  for (std::size_t at = 60; at < head.size(); ++at) {
    version = version << 8 | static_cast<unsigned char>(head[at]);
  }
  constexpr unsigned kFirstWithKeys = 12;  // migrations/012_sealed.sql
  return version < kFirstWithKeys ? HeldUnderKeys::no : HeldUnderKeys::yes;
}

std::vector<Generation> superfluous(const std::vector<Generation>& newest_first,
                                    const KeepCopies& keep, std::int64_t now_ms) {
  std::set<std::pair<std::int64_t, std::int64_t>> kept;
  const std::pair<std::int64_t, int> classes[] = {{base::kHourMs, keep.hourly},
                                                  {24 * base::kHourMs, keep.daily},
                                                  {7 * 24 * base::kHourMs, keep.weekly}};
  for (const auto& [period, most] : classes) {
    std::set<std::int64_t> periods;
    for (const auto& copy : newest_first) {
      if (copy.made_ms > now_ms + base::kHourMs) continue;
      if (std::ssize(periods) >= most) break;
      if (periods.insert(copy.made_ms / period).second) kept.emplace(copy.made_ms, copy.number);
    }
  }
  std::vector<Generation> go;
  int early = 0;
  for (const auto& copy : newest_first) {
    const bool from_the_future = copy.made_ms > now_ms + base::kHourMs;
    const bool stays = from_the_future ? ++early <= keep.hourly + keep.daily + keep.weekly
                                       : kept.contains({copy.made_ms, copy.number});
    if (!stays) go.push_back(copy);
  }
  return go;
}

Result<std::filesystem::path> add_generation(const std::filesystem::path& verified,
                                             const std::filesystem::path& home, std::int64_t now_ms,
                                             std::int64_t last) {
  const std::int64_t number = last + 1;
  auto name = home / (std::string(kCopyPrefix) + std::to_string(std::max<std::int64_t>(now_ms, 0)) +
                      "-" + std::to_string(number) + std::string(kCopySuffix));
  SAMEN_CHECK(name_also(verified, name));
  return name;
}

Result<void> thin_generations(const std::filesystem::path& home, const KeepCopies& keep,
                              std::int64_t now_ms,
                              const std::vector<std::filesystem::path>& needed) {
  for (const auto& old : superfluous(list_generations(home), keep, now_ms)) {
    if (std::ranges::find(needed, old.file) != needed.end()) continue;
    std::error_code error;
    std::filesystem::remove(old.file, error);
    if (error) return fail(Errc::storage, say("cannot remove an old copy: {}", error.message()));
  }
  return base::sync_folder(home);
}

}  // namespace samen::server
