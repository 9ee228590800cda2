// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "base/random.hpp"

// A disk in memory that can lose its power. What was written and not synced is lost, kept or torn
// sector by sector; names made, removed or given and not synced with their folder are lost from
// the last one backwards, as a journalling file system loses them.
//
// The one promise it keeps without a sync is SQLite's "powersafe overwrite", which the real VFS
// claims too: bytes outside the written range of a sector never change.
namespace samen::simulation {

inline constexpr std::size_t kSector = 512;
using Content = std::vector<std::uint8_t>;

class Disk {
 public:
  // Bytes written to one sector since its last sync.
  struct Dirty {
    std::size_t begin = 0;
    std::size_t end = 0;
    bool whole = true;  // no gap in between
  };
  struct File {
    Content live;     // what programs see
    Content durable;  // what a power cut leaves for sure
    std::map<std::size_t, Dirty> dirty;
    // Locks of SQLite connections, see sqlite_vfs.cpp.
    int shared = 0;
    const void* reserved = nullptr;
    const void* pending = nullptr;
  };
  using FilePtr = std::shared_ptr<File>;
  using Image = std::map<std::string, Content>;

  // Everything under this real folder lives on this disk. A file also gets an empty real one of
  // the same name, for code that asks the system whether it is there.
  explicit Disk(std::filesystem::path folder);
  ~Disk();
  Disk(const Disk&) = delete;
  Disk& operator=(const Disk&) = delete;
  static Disk* of(const std::string& path);  // nullptr: no simulated disk holds this path

  // --- what programs do. False or nullptr: there is no power any more, or (write, truncate to a
  // larger size) no room.
  FilePtr find(const std::string& path) const;
  FilePtr create(const std::string& path);
  bool write(File& file, const void* data, std::size_t size, std::size_t at);
  bool truncate(File& file, std::size_t size);
  bool sync(File& file);
  bool sync_names();
  bool remove(const std::string& path);
  bool rename(const std::string& from, const std::string& to);
  bool link(const std::string& from, const std::string& to);  // a second name
  bool has_power() const { return has_power_; }
  bool is_full() const { return refused_for_room_; }  // the last refusal was for want of room
  void limit_bytes(std::size_t bytes) { limit_bytes_ = bytes; }  // of all files together

  // --- what the test does.
  void cut_power_at(std::uint64_t io_point) { cut_at_ = io_points_ + io_point; }
  void never_cut() { cut_at_ = 0; }
  void cut_now() { has_power_ = false; }
  std::uint64_t io_points() const { return io_points_; }
  // Power is back: what survived is decided by `random`, all else is forgotten.
  void restart(base::Random& random);
  Image image() const;  // of a disk at rest
  void load(const Image& image);
  // Called after a file is removed, with its path: the commit of a rollback journal.
  std::function<void(const std::string&)> on_removed;

 private:
  struct NameChange {
    enum class What : std::uint8_t { made, removed, renamed } what;
    std::string path;
    std::string to;
    FilePtr file;
  };
  bool step();  // one I/O point
  bool has_room(std::size_t more);
  void match_real_files();

  std::filesystem::path folder_;
  std::map<std::string, FilePtr> names_;
  std::map<std::string, FilePtr> durable_names_;
  std::vector<NameChange> changes_;  // since the last sync of names
  bool has_power_ = true;
  bool refused_for_room_ = false;
  std::size_t limit_bytes_ = 0;
  std::uint64_t io_points_ = 0;
  std::uint64_t cut_at_ = 0;
};

}  // namespace samen::simulation
