// SPDX-License-Identifier: Apache-2.0
#include "simulation/disk/disk.hpp"

#include <algorithm>
#include <cstring>

#include <fcntl.h>
#include <unistd.h>

namespace samen::simulation {
namespace {

std::vector<Disk*>& all_disks() {
  static std::vector<Disk*> disks;
  return disks;
}

void make_empty(const std::string& path) {
  const int fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (fd >= 0) ::close(fd);
}

// What the power cut does to one sector: nothing of it arrived, all of it, a part, or noise.
void settle_sector(const Disk::File& file, std::size_t sector, const Disk::Dirty& dirty,
                   std::uint64_t kind, base::Random& random, Content& out) {
  std::size_t begin = sector * kSector + dirty.begin;
  std::size_t end = std::min(sector * kSector + dirty.end, out.size());
  const auto live_size = file.live.size();
  if (kind == 2) end = std::min(end, begin + random.below(dirty.end - dirty.begin + 1));
  for (std::size_t at = begin; at < end; ++at) {
    if (kind == 3 && dirty.whole) {
      out[at] = static_cast<std::uint8_t>(random.below(256));
    } else if (at < live_size) {
      out[at] = file.live[at];
    }
  }
}

void settle_file(Disk::File& file, base::Random& random) {
  const std::size_t before = file.durable.size();
  const std::size_t after = file.live.size();
  const std::size_t size = random.below(2) == 0 ? before : after;
  Content out = file.durable;
  out.resize(size, 0);
  const std::uint64_t mood = random.below(4);  // a file as a whole: lost, kept, mixed, mixed
  for (const auto& [sector, dirty] : file.dirty) {
    if (sector * kSector >= out.size()) continue;
    const std::uint64_t kind = mood < 2 ? mood : random.below(4);
    if (kind == 0) continue;
    settle_sector(file, sector, dirty, kind, random, out);
  }
  file.live = out;
  file.durable = std::move(out);
  file.dirty.clear();
}

}  // namespace

Disk::Disk(std::filesystem::path folder) : folder_(std::move(folder)) {
  all_disks().push_back(this);
}

Disk::~Disk() {
  std::erase(all_disks(), this);
}

Disk* Disk::of(const std::string& path) {
  for (Disk* disk : all_disks()) {
    const std::string& root = disk->folder_.native();
    if (path.size() > root.size() && path.starts_with(root) && path[root.size()] == '/') {
      return disk;
    }
  }
  return nullptr;
}

bool Disk::step() {
  refused_for_room_ = false;
  if (!has_power_) return false;
  ++io_points_;
  if (io_points_ == cut_at_) has_power_ = false;
  return has_power_;
}

bool Disk::has_room(std::size_t more) {
  if (limit_bytes_ == 0) return true;
  std::size_t used = 0;
  for (const auto& [path, file] : names_) used += file->live.size();
  refused_for_room_ = used + more > limit_bytes_;
  return !refused_for_room_;
}

Disk::FilePtr Disk::find(const std::string& path) const {
  const auto found = names_.find(path);
  return found == names_.end() ? nullptr : found->second;
}

Disk::FilePtr Disk::create(const std::string& path) {
  if (!step()) return nullptr;
  auto file = std::make_shared<File>();
  names_[path] = file;
  changes_.push_back({NameChange::What::made, path, {}, file});
  return file;
}

bool Disk::write(File& file, const void* data, std::size_t size, std::size_t at) {
  if (!step()) return false;
  const std::size_t end = at + size;
  if (end > file.live.size()) {
    if (!has_room(end - file.live.size())) return false;
    file.live.resize(end, 0);
  }
  std::memcpy(file.live.data() + at, data, size);
  for (std::size_t sector = at / kSector; sector * kSector < end; ++sector) {
    const std::size_t start = sector * kSector;
    const std::size_t from = std::max(at, start) - start;
    const std::size_t to = std::min(end, start + kSector) - start;
    const auto [entry, fresh] = file.dirty.try_emplace(sector, Dirty{from, to, true});
    if (fresh) continue;
    Dirty& dirty = entry->second;
    if (from > dirty.end || to < dirty.begin) dirty.whole = false;
    dirty.begin = std::min(dirty.begin, from);
    dirty.end = std::max(dirty.end, to);
  }
  return true;
}

bool Disk::truncate(File& file, std::size_t size) {
  if (!step()) return false;
  if (size > file.live.size() && !has_room(size - file.live.size())) return false;
  file.live.resize(size, 0);
  return true;
}

bool Disk::sync(File& file) {
  if (!step()) return false;
  file.durable.resize(file.live.size(), 0);
  for (const auto& [sector, dirty] : file.dirty) {
    const std::size_t begin = sector * kSector;
    if (begin >= file.live.size()) continue;
    const std::size_t end = std::min(begin + kSector, file.live.size());
    std::memcpy(file.durable.data() + begin, file.live.data() + begin, end - begin);
  }
  file.dirty.clear();
  return true;
}

bool Disk::sync_names() {
  if (!step()) return false;
  durable_names_ = names_;
  changes_.clear();
  return true;
}

bool Disk::remove(const std::string& path) {
  if (!step()) return false;
  if (names_.erase(path) == 0) return true;
  changes_.push_back({NameChange::What::removed, path, {}, nullptr});
  if (on_removed) on_removed(path);
  return true;
}

bool Disk::rename(const std::string& from, const std::string& to) {
  if (!step()) return false;
  auto file = find(from);
  if (!file) return false;
  names_.erase(from);
  names_[to] = file;
  changes_.push_back({NameChange::What::renamed, from, to, file});
  return true;
}

bool Disk::link(const std::string& from, const std::string& to) {
  if (!step()) return false;
  auto file = find(from);
  if (!file) return false;
  names_[to] = file;
  changes_.push_back({NameChange::What::made, to, {}, file});
  return true;
}

void Disk::restart(base::Random& random) {
  const std::size_t kept = random.below(changes_.size() + 1);
  for (std::size_t i = 0; i < kept; ++i) {
    const NameChange& change = changes_[i];
    if (change.what == NameChange::What::made) {
      durable_names_[change.path] = change.file;
    } else {
      durable_names_.erase(change.path);
      if (change.what == NameChange::What::renamed) durable_names_[change.to] = change.file;
    }
  }
  names_ = durable_names_;
  changes_.clear();
  for (auto& [path, file] : names_) {
    settle_file(*file, random);
    file->shared = 0;
    file->reserved = file->pending = nullptr;
  }
  has_power_ = true;
  cut_at_ = 0;
  match_real_files();
}

Disk::Image Disk::image() const {
  Image image;
  for (const auto& [path, file] : names_) image[path] = file->live;
  return image;
}

void Disk::load(const Image& image) {
  names_.clear();
  changes_.clear();
  for (const auto& [path, content] : image) {
    auto file = std::make_shared<File>();
    file->live = file->durable = content;
    names_[path] = std::move(file);
  }
  durable_names_ = names_;
  has_power_ = true;
  cut_at_ = 0;
  match_real_files();
}

// Databases and drafts of them are looked for by code that asks the system; journals are not.
void Disk::match_real_files() {
  std::error_code code;
  for (std::filesystem::recursive_directory_iterator entry(folder_, code), end;
       !code && entry != end; entry.increment(code)) {
    const std::string path = entry->path().native();
    if (path.find(".db") != std::string::npos && !names_.contains(path)) ::unlink(path.c_str());
  }
  for (const auto& [path, file] : names_) {
    if (!path.ends_with("-journal")) make_empty(path);
  }
}

}  // namespace samen::simulation
