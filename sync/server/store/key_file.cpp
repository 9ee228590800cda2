// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/key_file.hpp"

#include <algorithm>
#include <cerrno>
#include <optional>
#include <vector>

#include <fcntl.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;
using base::to_say;

namespace {

// name, wrapped key, and as many bytes of the hash of both as make 128: no slot lies across two
// sectors of a disk.
constexpr std::size_t kNameBytes = sizeof(vault::Digest);
constexpr std::size_t kCheckedBytes = kNameBytes + kWrappedKeyBytes;
constexpr std::size_t kSlotBytes = 128;

// `what` has a place for the path and one for the system's reason.
std::unexpected<base::Error> failed(std::string_view what, const std::filesystem::path& path) {
  const int code = errno;
  const Errc kind = code == ENOSPC || code == EDQUOT  ? Errc::storage_full
                    : code == EACCES || code == EPERM ? Errc::permission
                    : code == ENOENT                  ? Errc::not_found
                                                      : Errc::storage;
  return fail(kind, say(what, path, std::strerror(code)));
}

class OpenFile {
 public:
  OpenFile(const std::filesystem::path& path, int how)
      : fd_(::open(path.c_str(), how | O_NOFOLLOW | O_CLOEXEC, S_IRUSR | S_IWUSR)) {
    if (fd_ >= 0 && (how & O_CREAT) != 0) base::share_as_folder(fd_, path);
  }
  ~OpenFile() {
    if (fd_ >= 0) ::close(fd_);
  }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;

  bool is_open() const { return fd_ >= 0; }
  bool lock() const { return ::flock(fd_, LOCK_EX) == 0; }
  bool make_durable() const { return ::fdatasync(fd_) == 0; }
  // -1: it cannot be told.
  std::int64_t size() const {
    struct stat info{};
    return ::fstat(fd_, &info) == 0 ? info.st_size : -1;
  }
  bool read(std::span<std::uint8_t> into, std::uint64_t at) const {
    while (!into.empty()) {
      const ssize_t got = ::pread(fd_, into.data(), into.size(), static_cast<off_t>(at));
      if (got < 0 && errno == EINTR) continue;
      if (got <= 0) return false;
      into = into.subspan(static_cast<std::size_t>(got));
      at += static_cast<std::uint64_t>(got);
    }
    return true;
  }
  bool write(base::ByteView bytes, std::uint64_t at) const {
    while (!bytes.empty()) {
      const ssize_t put = ::pwrite(fd_, bytes.data(), bytes.size(), static_cast<off_t>(at));
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return false;
      bytes = bytes.subspan(static_cast<std::size_t>(put));
      at += static_cast<std::uint64_t>(put);
    }
    return true;
  }

 private:
  int fd_;
};

std::array<std::uint8_t, kSlotBytes> write_slot(const KeySlot& slot) {
  std::array<std::uint8_t, kSlotBytes> bytes{};
  std::ranges::copy(slot.name, bytes.begin());
  std::ranges::copy(slot.wrapped, bytes.begin() + kNameBytes);
  const auto check = vault::sha256(base::ByteView(bytes).first(kCheckedBytes));
  std::copy_n(check.begin(), kSlotBytes - kCheckedBytes, bytes.begin() + kCheckedBytes);
  return bytes;
}

// Nothing for a slot that was cleared or is not whole.
std::optional<KeySlot> read_slot(base::ByteView bytes) {
  const auto check = vault::sha256(bytes.first(kCheckedBytes));
  if (!std::equal(bytes.begin() + kCheckedBytes, bytes.end(), check.begin())) return std::nullopt;
  KeySlot slot;
  std::copy_n(bytes.begin(), kNameBytes, slot.name.begin());
  std::copy_n(bytes.begin() + kNameBytes, kWrappedKeyBytes, slot.wrapped.begin());
  return slot;
}

}  // namespace

Result<void> KeyFile::read_on() {
  const OpenFile file(path_, O_RDONLY);
  if (!file.is_open()) {
    if (errno == ENOENT && read_bytes_ == 0) return {};
    if (errno == ENOENT) {
      return fail(Errc::storage_damaged, say("{} has gone while it was in use", path_.string()));
    }
    return failed(to_say("cannot read {}: {}"), path_);
  }
  const std::int64_t size = file.size();
  if (size < 0) return failed(to_say("cannot look at {}: {}"), path_);
  const auto whole = static_cast<std::uint64_t>(size) / kSlotBytes * kSlotBytes;
  if (whole < read_bytes_) {
    return fail(Errc::storage_damaged,
                say("{} became shorter while it was in use", path_.string()));
  }
  base::Bytes bytes(whole - read_bytes_);
  if (!file.read(bytes, read_bytes_)) return failed(to_say("cannot read {}: {}"), path_);
  for (std::size_t at = 0; at < bytes.size(); at += kSlotBytes) {
    const auto slot = read_slot(base::ByteView(bytes).subspan(at, kSlotBytes));
    if (slot) slots_[slot->name] = *slot;
  }
  read_bytes_ = whole;
  return {};
}

const KeySlot* KeyFile::find(const vault::Digest& name) const {
  const auto found = slots_.find(name);
  return found == slots_.end() ? nullptr : &found->second;
}

Result<void> KeyFile::add(std::span<const KeySlot> more) {
  if (more.empty()) return {};
  std::error_code ignored;
  const bool is_new = !std::filesystem::exists(path_, ignored);
  if (is_new && read_bytes_ > 0) {
    return fail(Errc::storage_damaged, say("{} has gone while it was in use", path_.string()));
  }
  const OpenFile file(path_, O_WRONLY | O_CREAT);
  if (!file.is_open() || !file.lock()) return failed(to_say("cannot write {}: {}"), path_);
  const std::int64_t size = file.size();
  if (size < 0) return failed(to_say("cannot look at {}: {}"), path_);
  const auto end = (static_cast<std::uint64_t>(size) + kSlotBytes - 1) / kSlotBytes * kSlotBytes;
  base::Bytes bytes;
  bytes.reserve(more.size() * kSlotBytes);
  for (const auto& slot : more) {
    const auto one = write_slot(slot);
    bytes.insert(bytes.end(), one.begin(), one.end());
  }
  if (!file.write(bytes, end)) return failed(to_say("cannot write {}: {}"), path_);
  if (!file.make_durable()) return failed(to_say("cannot make durable {}: {}"), path_);
  if (is_new) SAMEN_CHECK(base::sync_folder(path_.parent_path()));
  for (const auto& slot : more) slots_[slot.name] = slot;
  return {};
}

Result<int> KeyFile::clear(const std::function<bool(const vault::Digest&)>& which) {
  std::erase_if(slots_, [&which](const auto& entry) { return which(entry.first); });
  const OpenFile file(path_, O_RDWR);
  if (!file.is_open() && errno == ENOENT) return 0;
  if (!file.is_open() || !file.lock()) return failed(to_say("cannot write {}: {}"), path_);
  const std::int64_t size = file.size();
  if (size < 0) return failed(to_say("cannot look at {}: {}"), path_);
  base::Bytes bytes(static_cast<std::size_t>(size) / kSlotBytes * kSlotBytes);
  if (!file.read(bytes, 0)) return failed(to_say("cannot read {}: {}"), path_);
  constexpr std::array<std::uint8_t, kSlotBytes> kNothing{};
  int cleared = 0;
  for (std::size_t at = 0; at < bytes.size(); at += kSlotBytes) {
    const auto slot = read_slot(base::ByteView(bytes).subspan(at, kSlotBytes));
    if (!slot || !which(slot->name)) continue;
    if (!file.write(kNothing, at)) return failed(to_say("cannot write {}: {}"), path_);
    ++cleared;
  }
  if (cleared > 0 && !file.make_durable())
    return failed(to_say("cannot make durable {}: {}"), path_);
  return cleared;
}

}  // namespace samen::server
