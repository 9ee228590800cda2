// SPDX-License-Identifier: Apache-2.0
#include "device/key_file.hpp"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <string>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/file.hpp"
#include "base/say.hpp"

namespace samen::device {
namespace {

using base::Errc;
using base::fail;
using base::Result;

std::string heading(std::string_view kind) {
  return std::string(kind) + " 1\n";
}

std::unexpected<base::Error> cannot_read(const std::filesystem::path& path) {
  const int code = errno;
  const Errc kind = code == ENOENT                    ? Errc::not_found
                    : code == EACCES || code == EPERM ? Errc::permission
                                                      : Errc::storage;
  return fail(kind, base::say("cannot read the key {}: {}", path, std::strerror(code)));
}

}  // namespace

Result<base::SecretBytes> read_key_file(const std::filesystem::path& path, std::string_view kind,
                                        std::size_t size) {
  const int fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
  if (fd < 0) return cannot_read(path);
  struct stat info{};
  const bool seen = ::fstat(fd, &info) == 0;
  const std::string expected = heading(kind);
  base::SecretBytes content(expected.size() + size + 1);  // one more: a longer file is noticed
  std::size_t have = 0;
  while (seen && have < content.size()) {
    const ssize_t got = ::read(fd, content.data() + have, content.size() - have);
    if (got < 0 && errno == EINTR) continue;
    if (got <= 0) break;
    have += static_cast<std::size_t>(got);
  }
  ::close(fd);
  if (!seen) return cannot_read(path);
  // A key that lies in a shared folder is meant for its group.
  const mode_t others = base::is_shared_folder(path.parent_path()) ? S_IRWXO : (S_IRWXG | S_IRWXO);
  if ((info.st_mode & others) != 0) {
    return fail(
        Errc::permission,
        base::say("the key {0} can be read by other users; mend it with: chmod 600 {0}", path));
  }
  const base::ByteView bytes(content);
  if (have != expected.size() + size || base::as_text(bytes.first(expected.size())) != expected) {
    return fail(Errc::storage_damaged, base::say("{} is not a whole {}", path, kind));
  }
  const auto secret = bytes.subspan(expected.size(), size);
  return base::SecretBytes(secret.begin(), secret.end());
}

Result<void> write_key_file(const std::filesystem::path& path, std::string_view kind,
                            base::ByteView secret) {
  const std::string first = heading(kind);
  base::SecretBytes content(first.begin(), first.end());
  content.insert(content.end(), secret.begin(), secret.end());
  return base::write_file_durably(path, content);
}

Result<PublicKeyBytes> read_public_key_file(const std::filesystem::path& path) {
  SAMEN_TRY(std::string text, base::read_file(path, 256));
  while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.pop_back();
  const auto bytes = base::from_hex(text);
  PublicKeyBytes key{};
  if (!bytes || bytes->size() != key.size()) {
    return fail(Errc::storage_damaged, base::say("{} is not a public key", path));
  }
  std::ranges::copy(*bytes, key.begin());
  return key;
}

Result<void> write_public_key_file(const std::filesystem::path& path, const PublicKeyBytes& key) {
  return base::write_file_durably(path, base::as_bytes(base::to_hex(key) + "\n"));
}

}  // namespace samen::device
