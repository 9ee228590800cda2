// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/disk_encryption.hpp"

#include <array>
#include <string>

#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "base/file.hpp"

namespace samen::server {

namespace {

constexpr int kDeepest = 8;  // LUKS on LVM on RAID is three
// cryptsetup writes these; CRYPT-VERITY- and CRYPT-INTEGRITY- hide nothing.
constexpr std::array<std::string_view, 6> kCrypt = {"CRYPT-LUKS1-", "CRYPT-LUKS2-",
                                                    "CRYPT-PLAIN-", "CRYPT-TCRYPT-",
                                                    "CRYPT-BITLK-", "CRYPT-LOOPAES-"};

DiskEncryption look(const std::filesystem::path& device, int depth) {
  std::error_code error;
  if (depth > kDeepest || !std::filesystem::exists(device, error)) return DiskEncryption::unknown;
  const auto uuid = base::read_file(device / "dm" / "uuid", 1000).value_or("");
  for (const auto kind : kCrypt) {
    if (uuid.starts_with(kind)) return DiskEncryption::on;
  }
  // A file that stands for a disk: where that file lies is not said here.
  if (std::filesystem::exists(device / "loop", error)) return DiskEncryption::unknown;
  bool any = false, all_known = true;
  for (std::filesystem::directory_iterator below(device / "slaves", error), end;
       !error && below != end; below.increment(error)) {
    any = true;
    const auto found = look(below->path(), depth + 1);
    if (found == DiskEncryption::off) return found;
    all_known = all_known && found == DiskEncryption::on;
  }
  if (!any) return DiskEncryption::off;
  return all_known ? DiskEncryption::on : DiskEncryption::unknown;
}

}  // namespace

DiskEncryption device_encryption(const std::filesystem::path& device) {
  return look(device, 0);
}

DiskEncryption disk_encryption(const std::filesystem::path& folder,
                               const std::filesystem::path& sys) {
  struct stat info{};
  // Major 0 has no disk of its own: a file server, memory, btrfs, an overlay.
  if (::stat(folder.c_str(), &info) != 0 || major(info.st_dev) == 0) return DiskEncryption::unknown;
  return device_encryption(
      sys / "dev" / "block" /
      (std::to_string(major(info.st_dev)) + ":" + std::to_string(minor(info.st_dev))));
}

std::string_view to_string(DiskEncryption encryption) {
  switch (encryption) {
    case DiskEncryption::on:
      return "on";
    case DiskEncryption::off:
      return "off";
    case DiskEncryption::unknown:
      return "unknown";
  }
  return "";
}

}  // namespace samen::server
