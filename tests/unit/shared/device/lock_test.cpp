// SPDX-License-Identifier: Apache-2.0
#include "device/lock.hpp"

#include <gtest/gtest.h>

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
  {
    const Lock gone = std::move(*first);
  }
  EXPECT_TRUE(Lock::take(folder / "x.lock", ""));
}

TEST(Lock, AFolderThatIsNotThereIsNotFound) {
  const test::TemporaryFolder folder;
  EXPECT_EQ(Lock::take(folder / "none" / "x.lock", "").error().code, base::Errc::not_found);
}

}  // namespace
}  // namespace samen::device
