// SPDX-License-Identifier: Apache-2.0
#include "base/file.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

namespace samen::base {
namespace {

namespace fs = std::filesystem;

class Files : public testing::Test {
 protected:
  void SetUp() override {
    std::string pattern = (fs::temp_directory_path() / "samen-file-test-XXXXXX").string();
    ASSERT_NE(mkdtemp(pattern.data()), nullptr);
    folder_ = pattern;
  }
  void TearDown() override {
    fs::permissions(folder_, fs::perms::owner_all);
    fs::remove_all(folder_);
  }
  static unsigned mode_of(const fs::path& path) {
    struct stat info{};
    EXPECT_EQ(stat(path.c_str(), &info), 0);
    return info.st_mode & 0777U;
  }
  fs::path folder_;
};

TEST_F(Files, BringBackWhatWasWritten) {
  const auto path = folder_ / "key";
  ASSERT_TRUE(write_file_durably(path, as_bytes("old")));
  ASSERT_TRUE(write_file_durably(path, as_bytes("new content")));
  EXPECT_EQ(read_file(path, 100).value(), "new content");
}

TEST_F(Files, AreReadableByTheirOwnerOnly) {
  const auto path = folder_ / "key";
  ASSERT_TRUE(write_file_durably(path, as_bytes("x")));
  EXPECT_EQ(mode_of(path), 0600U);
}

TEST_F(Files, LeaveNoDraftBeside) {
  ASSERT_TRUE(write_file_durably(folder_ / "key", as_bytes("x")));
  EXPECT_EQ(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()), 1);
}

TEST_F(Files, AnAbandonedDraftOfAPowerCutIsNoObstacle) {
  std::ofstream(folder_ / "key.new") << "half a dra";
  ASSERT_TRUE(write_file_durably(folder_ / "key", as_bytes("whole")));
  EXPECT_EQ(read_file(folder_ / "key", 100).value(), "whole");
}

TEST_F(Files, AFailedReplacementKeepsTheOldContent) {
  const auto path = folder_ / "key";
  ASSERT_TRUE(write_file_durably(path, as_bytes("old")));
  fs::create_directory(folder_ / "key.new");  // the draft cannot be written
  const auto written = write_file_durably(path, as_bytes("new"));
  ASSERT_FALSE(written);
  EXPECT_NE(written.error().message.find("key.new"), std::string::npos);
  EXPECT_EQ(read_file(path, 100).value(), "old");
}

TEST_F(Files, AFullDiskIsCalledAFullDisk) {
  if (!fs::exists("/dev/full")) GTEST_SKIP() << "no /dev/full here";
  fs::create_symlink("/dev/full", folder_ / "key.new");
  const auto written = write_file_durably(folder_ / "key", as_bytes("x"));
  ASSERT_FALSE(written);
  EXPECT_EQ(written.error().code, Errc::storage_full);
}

TEST_F(Files, AMissingFileIsNotFoundAndALargeOneIsRefused) {
  EXPECT_EQ(read_file(folder_ / "none", 10).error().code, Errc::not_found);
  std::ofstream(folder_ / "large") << std::string(11, 'x');
  EXPECT_EQ(read_file(folder_ / "large", 10).error().code, Errc::limit);
  EXPECT_EQ(read_file(folder_ / "large", 11).value().size(), 11U);
}

TEST_F(Files, APrivateFolderIsMadePrivate) {
  const auto path = folder_ / "a" / "data";
  ASSERT_TRUE(make_private_folder(path));
  EXPECT_EQ(mode_of(path), 0700U);
  EXPECT_TRUE(make_private_folder(path)) << "a second time is fine";
}

TEST_F(Files, AFolderThatOthersCanReadIsRefusedWithTheCommandThatMendsIt) {
  const auto path = folder_ / "open";
  fs::create_directory(path);
  ASSERT_EQ(chmod(path.c_str(), 0755), 0);
  const auto made = make_private_folder(path);
  ASSERT_FALSE(made);
  EXPECT_EQ(made.error().code, Errc::permission);
  EXPECT_NE(made.error().message.find("chmod 700"), std::string::npos);
}

// A command run with sudo would leave files that the service cannot read.
TEST_F(Files, AFolderOfAnotherUserIsRefusedAndTheMessageSaysWhomToRunAs) {
  EXPECT_TRUE(refuse_foreign_folder(folder_));
  EXPECT_TRUE(refuse_foreign_folder(folder_ / "not there"));
  const auto refused = refuse_foreign_folder(folder_, geteuid() + 1);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::permission);
  EXPECT_NE(refused.error().message.find("sudo -u "), std::string::npos);
  if (geteuid() != 0) GTEST_SKIP() << "only root can give a folder away";
  ASSERT_EQ(chown(folder_.c_str(), 65534, 65534), 0);
  EXPECT_FALSE(make_private_folder(folder_));
  EXPECT_NE(make_private_folder(folder_).error().message.find("sudo -u nobody"), std::string::npos);
  ASSERT_EQ(chown(folder_.c_str(), geteuid(), getegid()), 0);
}

// Several users of one group write in it, each under their own name.
TEST_F(Files, WhatIsMadeInASharedFolderIsForItsGroup) {
  const auto shared = folder_ / "shared";
  fs::create_directory(shared);
  EXPECT_FALSE(is_shared_folder(shared));
  const auto refused = check_shared_folder(shared);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("chmod 2770"), std::string::npos);
  ASSERT_EQ(chmod(shared.c_str(), 02770), 0);
  EXPECT_TRUE(is_shared_folder(shared));
  EXPECT_TRUE(check_shared_folder(shared));
  ASSERT_TRUE(write_file_durably(shared / "made", as_bytes("x")));
  EXPECT_EQ(mode_of(shared / "made"), 0660U);
  ASSERT_TRUE(write_file_durably(folder_ / "moved", as_bytes("x")));
  EXPECT_EQ(mode_of(folder_ / "moved"), 0600U) << "elsewhere it is for one user";
  fs::rename(folder_ / "moved", shared / "moved");
  ASSERT_TRUE(share_as_folder(shared / "moved"));
  EXPECT_EQ(mode_of(shared / "moved"), 0660U);
  ASSERT_EQ(chmod(shared.c_str(), 02775), 0);
  EXPECT_FALSE(check_shared_folder(shared)) << "everybody may look into it";
}

TEST_F(Files, AFileInTheWayOfAFolderIsReported) {
  std::ofstream(folder_ / "data") << "x";
  const auto made = make_private_folder(folder_ / "data");
  ASSERT_FALSE(made);
  EXPECT_NE(made.error().message.find("not a folder"), std::string::npos);
}

}  // namespace
}  // namespace samen::base
