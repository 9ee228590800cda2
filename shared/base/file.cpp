// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <cerrno>
#include <cstring>
#include <optional>

#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/say.hpp"

namespace samen::base {
namespace {

class Descriptor {
 public:
  explicit Descriptor(int fd) : fd_(fd) {}
  ~Descriptor() {
    if (fd_ >= 0) ::close(fd_);
  }
  Descriptor(const Descriptor&) = delete;
  Descriptor& operator=(const Descriptor&) = delete;
  int get() const { return fd_; }

 private:
  int fd_;
};

// `pattern` with the path and the system's own words in it.
std::unexpected<Error> system_error(std::string_view pattern, const std::filesystem::path& path) {
  const int code = errno;
  Errc kind = Errc::storage;
  if (code == ENOSPC || code == EDQUOT) kind = Errc::storage_full;
  if (code == ENOENT) kind = Errc::not_found;
  if (code == EACCES || code == EPERM) kind = Errc::permission;
  return fail(kind, say(pattern, path, std::strerror(code)));
}

std::string user_name(uid_t user) {
  const passwd* entry = ::getpwuid(user);
  return entry != nullptr ? entry->pw_name : std::to_string(user);
}

std::string group_name(gid_t group) {
  const ::group* entry = ::getgrgid(group);
  return entry != nullptr ? entry->gr_name : std::to_string(group);
}

// Whose users share the folder; nothing: it is not shared, or there is none.
std::optional<gid_t> group_sharing(const std::filesystem::path& path) {
  constexpr mode_t kShared = S_ISGID | S_IRWXG;
  struct stat info{};
  const bool seen = ::stat(path.empty() ? "." : path.c_str(), &info) == 0;
  if (!seen || !S_ISDIR(info.st_mode) || (info.st_mode & kShared) != kShared) return std::nullopt;
  return info.st_gid;
}

}  // namespace

Result<std::string> read_file(const std::filesystem::path& path, std::size_t limit) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0) return system_error(to_say("cannot read {}: {}"), path);
  std::string content;
  char buffer[65536];
  for (;;) {
    const ssize_t got = ::read(file.get(), buffer, sizeof buffer);
    if (got < 0 && errno == EINTR) continue;
    if (got < 0) return system_error(to_say("cannot read {}: {}"), path);
    if (got == 0) return content;
    if (content.size() + static_cast<std::size_t>(got) > limit) {
      return fail(Errc::limit, say("{} is larger than the {} bytes allowed for it", path, limit));
    }
    content.append(buffer, static_cast<std::size_t>(got));
  }
}

Result<void> write_file_durably(const std::filesystem::path& path, ByteView content) {
  const std::filesystem::path draft = path.string() + ".new";
  // Only there can somebody else have put a link.
  const int links = is_shared_folder(path.parent_path()) ? O_NOFOLLOW : 0;
  {
    const Descriptor file(
        ::open(draft.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | links, S_IRUSR | S_IWUSR));
    if (file.get() < 0) return system_error(to_say("cannot write {}: {}"), draft);
    share_as_folder(file.get(), path);
    for (std::size_t done = 0; done < content.size();) {
      const ssize_t put = ::write(file.get(), content.data() + done, content.size() - done);
      if (put < 0 && errno == EINTR) continue;
      if (put < 0) return system_error(to_say("cannot write {}: {}"), draft);
      done += static_cast<std::size_t>(put);
    }
    if (::fsync(file.get()) != 0) return system_error(to_say("cannot make durable {}: {}"), draft);
  }
  if (::rename(draft.c_str(), path.c_str()) != 0)
    return system_error(to_say("cannot replace {}: {}"), path);
  return sync_folder(path.parent_path());
}

Result<void> sync_file(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
  if (file.get() < 0 || ::fsync(file.get()) != 0)
    return system_error(to_say("cannot make durable {}: {}"), path);
  return {};
}

Result<void> sync_folder(const std::filesystem::path& folder) {
  return sync_file(folder.empty() ? "." : folder);
}

Result<void> refuse_foreign_folder(const std::filesystem::path& path) {
  return refuse_foreign_folder(path, ::geteuid());
}

Result<void> refuse_foreign_folder(const std::filesystem::path& path, unsigned user) {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) {
    if (errno == ENOENT || errno == ENOTDIR) return {};
    return system_error(to_say("cannot look at {}: {}"), path);
  }
  if (info.st_uid == user) return {};
  const auto owner = user_name(info.st_uid);
  return fail(Errc::permission,
              say("{0} belongs to the user {1} and this program runs as {2}: the service could not "
                  "read what is written now. Nothing was changed; run it as that user, for "
                  "instance with: sudo -u {1} COMMAND",
                  path, owner, user_name(user)));
}

Result<void> make_private_folder(const std::filesystem::path& path) {
  std::error_code ignored;
  if (path.has_parent_path()) std::filesystem::create_directories(path.parent_path(), ignored);
  if (::mkdir(path.c_str(), S_IRWXU) != 0 && errno != EEXIST) {
    return system_error(to_say("cannot make the folder {}: {}"), path);
  }
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) return system_error(to_say("cannot look at {}: {}"), path);
  if (!S_ISDIR(info.st_mode)) {
    return fail(Errc::storage, say("{} is in the way: it is not a folder", path));
  }
  SAMEN_CHECK(refuse_foreign_folder(path));
  if ((info.st_mode & (S_IRWXG | S_IRWXO)) != 0) {
    return fail(Errc::permission,
                say("{0} can be read by other users; mend it with: chmod 700 {0}", path));
  }
  return {};
}

bool is_shared_folder(const std::filesystem::path& path) {
  return group_sharing(path).has_value();
}

Result<void> check_shared_folder(const std::filesystem::path& path) {
  struct stat info{};
  if (::stat(path.c_str(), &info) != 0) return system_error(to_say("cannot look at {}: {}"), path);
  if (!is_shared_folder(path) || (info.st_mode & S_IRWXO) != 0) {
    return fail(Errc::permission, say("{0} is shared by the users of one group and nobody else; "
                                      "mend it with: chmod 2770 {0}",
                                      path));
  }
  // Root may read everything, but what root makes in it belongs to root.
  const bool one_of_them = info.st_uid == ::geteuid() ||
                           (::geteuid() != 0 && ::access(path.c_str(), R_OK | W_OK | X_OK) == 0);
  if (one_of_them) return {};
  return fail(Errc::permission,
              say("{0} is for the group {1}, and the user {2} is not in it; mend it with: usermod "
                  "-a -G {1} {2}",
                  path, group_name(info.st_gid), user_name(::geteuid())));
}

void share_as_folder(int descriptor, const std::filesystem::path& path) {
  const auto group = group_sharing(path.parent_path());
  struct stat info{};
  if (!group || ::fstat(descriptor, &info) != 0 || info.st_uid != ::geteuid()) return;
  // What was moved here still has the group of where it came from. Where it cannot be done, the
  // others are refused with a reason of their own.
  if (info.st_gid != *group && ::fchown(descriptor, uid_t(-1), *group) != 0) return;
  [[maybe_unused]] const int done = ::fchmod(descriptor, 0660);
}

Result<void> share_as_folder(const std::filesystem::path& path) {
  const Descriptor file(::open(path.c_str(), O_RDONLY | O_NOFOLLOW | O_CLOEXEC));
  if (file.get() < 0) return system_error(to_say("cannot look at {}: {}"), path);
  share_as_folder(file.get(), path);
  return {};
}

}  // namespace samen::base
