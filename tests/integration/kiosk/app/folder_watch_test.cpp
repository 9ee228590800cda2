// SPDX-License-Identifier: Apache-2.0
#include "kiosk/app/folder_watch.hpp"

#include <fstream>

#include <gtest/gtest.h>

#include "integration/kiosk/app/fake_port.hpp"
#include "support/temporary_folder.hpp"

namespace samen::app {
namespace {

TEST(FolderWatch, NoticesThatAJournalWentAndNothingElse) {
  const samen::test::TemporaryFolder folder;
  Bell bell;
  FolderWatch watch(folder / "", [&] { bell.ring(); });
  ASSERT_TRUE(watch.works());
  std::ofstream(folder / "kiosk.db") << "x";
  std::ofstream(folder / "note") << "x";
  std::filesystem::remove(folder / "note");
  std::ofstream(folder / "kiosk.db-journal") << "x";
  std::filesystem::remove(folder / "kiosk.db-journal");
  EXPECT_TRUE(bell.wait_for(1));
}

TEST(FolderWatch, AFolderThatIsNotThereIsNoWatch) {
  const samen::test::TemporaryFolder folder;
  const FolderWatch watch(folder / "none", [] {});
  EXPECT_FALSE(watch.works());
}

}  // namespace
}  // namespace samen::app
