// SPDX-License-Identifier: Apache-2.0
#include "device/lock.hpp"

#include <gtest/gtest.h>
#include <unistd.h>

#include "device/owner.hpp"
#include "support/temporary_folder.hpp"

namespace samen::device {
namespace {

TEST(Lock, IsHeldByOneAtATimeAndSaysWhoseItIs) {
  const test::TemporaryFolder folder;
  auto first = Lock::take(folder / "x.lock", "somebody works here");
  ASSERT_TRUE(first) << first.error().message;
  const auto second = Lock::take(folder / "x.lock", "somebody works here");
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, base::Errc::conflict);
  EXPECT_EQ(second.error().message, "somebody works here");
  EXPECT_TRUE(Lock::take(folder / "y.lock", "")) << "another program's lock is another lock";
  { const Lock gone = std::move(*first); }
  EXPECT_TRUE(Lock::take(folder / "x.lock", ""));
}

TEST(Lock, AFolderThatIsNotThereIsNotFound) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(Lock::take(folder / "none" / "x.lock", "").error().code, base::Errc::not_found);
}

TEST(Owner, OnlyTheFoldersOwnUserMayWriteInIt) {
  const test::TemporaryFolder folder;
  EXPECT_TRUE(check_owner(folder.path(), "samen-sync run"));
  EXPECT_TRUE(check_owner(folder / "none", "samen-sync run")) << "nobody's folder yet";
  const char* others = ::geteuid() == 0 ? nullptr : "/";
  if (others == nullptr) {
    ASSERT_EQ(::chown(folder.path().c_str(), 12'345, 12'345), 0);
  }
  const auto refused = check_owner(
      others == nullptr ? folder.path() : std::filesystem::path(others), "samen-sync run");
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Errc::permission);
  EXPECT_NE(refused.error().message.find("sudo -u '"), std::string::npos)
      << refused.error().message;
  EXPECT_NE(refused.error().message.find("' samen-sync run"), std::string::npos);
}

}  // namespace
}  // namespace samen::device
