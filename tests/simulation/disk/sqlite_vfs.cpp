// SPDX-License-Identifier: Apache-2.0
#include "simulation/disk/sqlite_vfs.hpp"

#include <algorithm>
#include <cstring>
#include <new>
#include <string>

#include <sodium.h>
#include <sqlite3.h>

#include "simulation/disk/disk.hpp"

namespace samen::simulation {
namespace {

base::SeededRandom& sqlite_random() {
  static base::SeededRandom random(1);
  return random;
}

// What stands behind one open file. SQLite allocates `Shell` and hands it to us.
struct Handle {
  Disk* disk = nullptr;
  Disk::FilePtr file;
  std::string path;  // empty: a nameless temporary file
  int lock = SQLITE_LOCK_NONE;
  bool sync_folder = false;  // a journal just made: its name is not durable yet
  bool remove_at_end = false;
};
struct Shell {
  sqlite3_file base;
  Handle* handle;
};
Handle& of(sqlite3_file* file) {
  return *reinterpret_cast<Shell*>(file)->handle;
}

int on_close(sqlite3_file* file) {
  Handle* handle = reinterpret_cast<Shell*>(file)->handle;
  Disk::File& content = *handle->file;
  if (handle->lock >= SQLITE_LOCK_SHARED && content.shared > 0) --content.shared;
  if (content.reserved == handle) content.reserved = nullptr;
  if (content.pending == handle) content.pending = nullptr;
  if (handle->remove_at_end && !handle->path.empty()) handle->disk->remove(handle->path);
  delete handle;
  return SQLITE_OK;
}

int on_read(sqlite3_file* file, void* out, int size, sqlite3_int64 at) {
  const Handle& handle = of(file);
  if (!handle.disk->has_power()) return SQLITE_IOERR_READ;
  const Content& content = handle.file->live;
  const auto begin = std::min(static_cast<std::size_t>(at), content.size());
  const auto got = std::min(static_cast<std::size_t>(size), content.size() - begin);
  std::memcpy(out, content.data() + begin, got);
  if (got == static_cast<std::size_t>(size)) return SQLITE_OK;
  std::memset(static_cast<char*>(out) + got, 0, static_cast<std::size_t>(size) - got);
  return SQLITE_IOERR_SHORT_READ;
}

int on_write(sqlite3_file* file, const void* data, int size, sqlite3_int64 at) {
  Handle& handle = of(file);
  if (handle.disk->write(*handle.file, data, static_cast<std::size_t>(size),
                         static_cast<std::size_t>(at))) {
    return SQLITE_OK;
  }
  return handle.disk->is_full() ? SQLITE_FULL : SQLITE_IOERR_WRITE;
}

int on_truncate(sqlite3_file* file, sqlite3_int64 size) {
  Handle& handle = of(file);
  return handle.disk->truncate(*handle.file, static_cast<std::size_t>(size))
             ? SQLITE_OK
             : SQLITE_IOERR_TRUNCATE;
}

int on_sync(sqlite3_file* file, int) {
  Handle& handle = of(file);
  if (!handle.disk->sync(*handle.file)) return SQLITE_IOERR_FSYNC;
  if (handle.sync_folder && !handle.disk->sync_names()) return SQLITE_IOERR_DIR_FSYNC;
  handle.sync_folder = false;
  return SQLITE_OK;
}

int on_size(sqlite3_file* file, sqlite3_int64* size) {
  const Handle& handle = of(file);
  if (!handle.disk->has_power()) return SQLITE_IOERR_FSTAT;
  *size = static_cast<sqlite3_int64>(handle.file->live.size());
  return SQLITE_OK;
}

int on_lock(sqlite3_file* file, int level) {
  Handle& handle = of(file);
  Disk::File& content = *handle.file;
  if (!handle.disk->has_power()) return SQLITE_IOERR_LOCK;
  if (handle.lock >= level) return SQLITE_OK;
  const bool others_write = content.pending != nullptr && content.pending != &handle;
  if (level == SQLITE_LOCK_SHARED) {
    if (others_write) return SQLITE_BUSY;
    ++content.shared;
  } else if (level == SQLITE_LOCK_RESERVED) {
    if (content.reserved != nullptr && content.reserved != &handle) return SQLITE_BUSY;
    content.reserved = &handle;
  } else {
    if (others_write) return SQLITE_BUSY;
    content.pending = &handle;
    if (content.shared > 1) {
      handle.lock = SQLITE_LOCK_PENDING;
      return SQLITE_BUSY;
    }
  }
  handle.lock = level;
  return SQLITE_OK;
}

int on_unlock(sqlite3_file* file, int level) {
  Handle& handle = of(file);
  Disk::File& content = *handle.file;
  if (handle.lock > SQLITE_LOCK_SHARED) {
    if (content.reserved == &handle) content.reserved = nullptr;
    if (content.pending == &handle) content.pending = nullptr;
  }
  if (level == SQLITE_LOCK_NONE && handle.lock >= SQLITE_LOCK_SHARED) --content.shared;
  handle.lock = std::min(handle.lock, level);
  return SQLITE_OK;
}

int on_is_reserved(sqlite3_file* file, int* out) {
  const Disk::File& content = *of(file).file;
  *out = content.reserved != nullptr || content.pending != nullptr;
  return SQLITE_OK;
}

int on_control(sqlite3_file* file, int what, void* out) {
  const Handle& handle = of(file);
  if (what != SQLITE_FCNTL_HAS_MOVED) return SQLITE_NOTFOUND;
  *static_cast<int*>(out) = handle.disk->find(handle.path) != handle.file;
  return SQLITE_OK;
}

int on_sector_size(sqlite3_file*) {
  return 4096;
}
int on_characteristics(sqlite3_file*) {
  return SQLITE_IOCAP_POWERSAFE_OVERWRITE;
}

constexpr sqlite3_io_methods kMethods = {1,
                                         on_close,
                                         on_read,
                                         on_write,
                                         on_truncate,
                                         on_sync,
                                         on_size,
                                         on_lock,
                                         on_unlock,
                                         on_is_reserved,
                                         on_control,
                                         on_sector_size,
                                         on_characteristics,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr,
                                         nullptr};

sqlite3_vfs* real_vfs() {
  static sqlite3_vfs* real = sqlite3_vfs_find("unix");
  return real;
}

int on_open(sqlite3_vfs*, const char* name, sqlite3_file* file, int flags, int* out_flags) {
  Disk* disk = name == nullptr ? nullptr : Disk::of(name);
  if (disk == nullptr) return real_vfs()->xOpen(real_vfs(), name, file, flags, out_flags);
  file->pMethods = nullptr;
  if (!disk->has_power()) return SQLITE_CANTOPEN;
  Disk::FilePtr content = disk->find(name);
  const bool fresh = content == nullptr;
  if (fresh) {
    // Our code makes a database's empty file itself; to SQLite it is there already.
    content = disk->create(name);
    if (content == nullptr) return SQLITE_CANTOPEN;
  }
  constexpr int kJournals = SQLITE_OPEN_MAIN_JOURNAL | SQLITE_OPEN_SUPER_JOURNAL;
  auto* handle = new Handle{disk, content, name, SQLITE_LOCK_NONE, false, false};
  handle->sync_folder = fresh && (flags & kJournals) != 0;
  handle->remove_at_end = (flags & SQLITE_OPEN_DELETEONCLOSE) != 0;
  reinterpret_cast<Shell*>(file)->handle = handle;
  file->pMethods = &kMethods;
  if (out_flags != nullptr) *out_flags = flags;
  return SQLITE_OK;
}

int on_delete(sqlite3_vfs*, const char* name, int sync_folder) {
  Disk* disk = Disk::of(name);
  if (disk == nullptr) return real_vfs()->xDelete(real_vfs(), name, sync_folder);
  if (!disk->find(name)) {
    return disk->has_power() ? SQLITE_IOERR_DELETE_NOENT : SQLITE_IOERR_DELETE;
  }
  if (!disk->remove(name)) return SQLITE_IOERR_DELETE;
  if (sync_folder != 0 && !disk->sync_names()) return SQLITE_IOERR_DIR_FSYNC;
  return SQLITE_OK;
}

int on_access(sqlite3_vfs*, const char* name, int flags, int* out) {
  Disk* disk = Disk::of(name);
  if (disk == nullptr) return real_vfs()->xAccess(real_vfs(), name, flags, out);
  if (!disk->has_power()) return SQLITE_IOERR_ACCESS;
  const auto content = disk->find(name);
  // As the Unix VFS: an empty file does not count as existing.
  *out = content != nullptr && (flags != SQLITE_ACCESS_EXISTS || !content->live.empty());
  return SQLITE_OK;
}

int on_full_path(sqlite3_vfs*, const char* name, int size, char* out) {
  if (Disk::of(name) == nullptr) return real_vfs()->xFullPathname(real_vfs(), name, size, out);
  sqlite3_snprintf(size, out, "%s", name);
  return SQLITE_OK;
}

int on_randomness(sqlite3_vfs*, int size, char* out) {
  sqlite_random().fill({reinterpret_cast<std::uint8_t*>(out), static_cast<std::size_t>(size)});
  return size;
}

int on_sleep(sqlite3_vfs*, int micros) {
  return micros;  // nobody else runs meanwhile: waiting would change nothing
}

base::SeededRandom& sodium_random() {
  static base::SeededRandom random(1);
  return random;
}
const char* sodium_name() {
  return "seeded";
}
std::uint32_t sodium_number() {
  return static_cast<std::uint32_t>(sodium_random().next_u64());
}
void sodium_buffer(void* const out, const std::size_t size) {
  sodium_random().fill({static_cast<std::uint8_t*>(out), size});
}

}  // namespace

void install_sqlite_vfs() {
  static sqlite3_vfs vfs;
  if (vfs.zName != nullptr) return;
  sqlite3_initialize();
  vfs = *real_vfs();
  vfs.iVersion = 1;
  vfs.szOsFile = std::max<int>(real_vfs()->szOsFile, sizeof(Shell));
  vfs.pNext = nullptr;
  vfs.zName = "samen-simulated";
  vfs.xOpen = on_open;
  vfs.xDelete = on_delete;
  vfs.xAccess = on_access;
  vfs.xFullPathname = on_full_path;
  vfs.xRandomness = on_randomness;
  vfs.xSleep = on_sleep;
  sqlite3_vfs_register(&vfs, 1);
}

void seed_sqlite(std::uint64_t seed) {
  sqlite_random() = base::SeededRandom(seed);
  sqlite3_randomness(0, nullptr);  // asks the VFS again
}

void seed_sodium(std::uint64_t seed) {
  static randombytes_implementation seeded = {sodium_name, sodium_number, nullptr,
                                              nullptr,     sodium_buffer, nullptr};
  sodium_random() = base::SeededRandom(seed);
  randombytes_set_implementation(&seeded);
}

}  // namespace samen::simulation
