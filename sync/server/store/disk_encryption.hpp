// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string_view>

// What people told lies beside the keys that open it: what keeps it from whoever takes the disk is
// its encryption. Linux tells of dm-crypt (LUKS) and nothing of what a drive, a hypervisor or a
// file server does.
namespace samen::server {

enum class DiskEncryption : std::uint8_t {
  on,       // every disk below is dm-crypt
  off,      // a local disk without it
  unknown,  // no local disk, or one that cannot be looked at
};

// Of the volume that holds `folder`. `sys` is where the kernel shows its devices.
DiskEncryption disk_encryption(const std::filesystem::path& folder,
                               const std::filesystem::path& sys = "/sys");
// The same for a device as the kernel shows it, "<sys>/dev/block/254:0".
DiskEncryption device_encryption(const std::filesystem::path& device);

std::string_view to_string(DiskEncryption encryption);

}  // namespace samen::server
