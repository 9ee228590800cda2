// SPDX-License-Identifier: Apache-2.0
// What Linux tells of the disk below a folder, with trees as the kernel shows them.
#include "sync/server/store/disk_encryption.hpp"

#include <fstream>
#include <string>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include "support/temporary_folder.hpp"

namespace samen::server {
namespace {

namespace fs = std::filesystem;

class DiskEncryptionTest : public ::testing::Test {
 protected:
  fs::path disk(const std::string& name, const std::string& dm_uuid = "") {
    const auto device = sys.path() / "devices" / name;
    fs::create_directories(device / "slaves");
    if (!dm_uuid.empty()) {
      fs::create_directory(device / "dm");
      std::ofstream(device / "dm" / "uuid") << dm_uuid << "\n";
    }
    return device;
  }
  static fs::path upon(const fs::path& device, std::initializer_list<fs::path> below) {
    for (const auto& each : below) {
      fs::create_directory_symlink(each, device / "slaves" / each.filename());
    }
    return device;
  }
  test::TemporaryFolder sys;
};

TEST_F(DiskEncryptionTest, CryptIsOnWhateverLiesAboveAndBelow) {
  EXPECT_EQ(device_encryption(disk("sda1")), DiskEncryption::off);
  const auto luks = upon(disk("dm-0", "CRYPT-LUKS2-5f2a-root"), {disk("sda2")});
  EXPECT_EQ(device_encryption(luks), DiskEncryption::on);
  EXPECT_EQ(device_encryption(upon(disk("dm-1", "LVM-abc"), {luks})), DiskEncryption::on);
  EXPECT_EQ(device_encryption(disk("dm-2", "CRYPT-PLAIN-swap")), DiskEncryption::on);
}

TEST_F(DiskEncryptionTest, OneDiskInClearIsEnough) {
  const auto luks = disk("dm-0", "CRYPT-LUKS1-x");
  EXPECT_EQ(device_encryption(upon(disk("md0"), {luks, disk("sdb1")})), DiskEncryption::off);
  EXPECT_EQ(device_encryption(upon(disk("dm-1", "LVM-x"), {disk("sdc1")})), DiskEncryption::off);
}

TEST_F(DiskEncryptionTest, WhatOnlyChecksTheDiskIsNoEncryption) {
  for (const char* uuid :
       {"CRYPT-VERITY-x-root", "CRYPT-INTEGRITY-x", "mpath-x", "xCRYPT-LUKS2-"}) {
    EXPECT_EQ(device_encryption(disk("dm-9", uuid)), DiskEncryption::off) << uuid;
  }
}

TEST_F(DiskEncryptionTest, NothingIsClaimedOfWhatCannotBeSeen) {
  const auto loop = disk("loop0");
  fs::create_directory(loop / "loop");
  EXPECT_EQ(device_encryption(loop), DiskEncryption::unknown);
  EXPECT_EQ(device_encryption(sys.path() / "no-such"), DiskEncryption::unknown);
  const auto circle = disk("dm-5", "LVM-x");
  EXPECT_EQ(device_encryption(upon(circle, {circle})), DiskEncryption::unknown);
  EXPECT_EQ(disk_encryption(sys.path() / "no-such", sys.path()), DiskEncryption::unknown);
}

TEST_F(DiskEncryptionTest, AFolderIsFoundByTheNumberOfItsDisk) {
  struct stat info{};
  ASSERT_EQ(::stat(sys.path().c_str(), &info), 0);
  if (major(info.st_dev) == 0) GTEST_SKIP() << "the temporary folder lies on no disk of its own";
  fs::create_directories(sys.path() / "dev" / "block");
  const auto number = std::to_string(major(info.st_dev)) + ":" + std::to_string(minor(info.st_dev));
  fs::create_directory_symlink(disk("dm-0", "CRYPT-LUKS2-x"),
                               sys.path() / "dev" / "block" / number);
  EXPECT_EQ(disk_encryption(sys.path(), sys.path()), DiskEncryption::on);
}

}  // namespace
}  // namespace samen::server
