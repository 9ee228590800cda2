// SPDX-License-Identifier: Apache-2.0
// The file of keys: what is cut off while it is written is no key, what is taken away is nowhere.
#include "sync/server/store/key_file.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/file.hpp"
#include "base/random.hpp"
#include "support/temporary_folder.hpp"
#include "sync/server/store/record_keys.hpp"

namespace samen::server {
namespace {

constexpr std::size_t kSlot = 128;

class KeyFileTest : public ::testing::Test {
 protected:
  KeySlot slot() {
    KeySlot made;
    random.fill(made.name);
    random.fill(made.wrapped);
    return made;
  }
  static bool same(const KeySlot* found, const KeySlot& slot) {
    return found != nullptr && found->wrapped == slot.wrapped;
  }
  std::string content() { return base::read_file(path, 1 << 20).value(); }
  bool holds(base::ByteView bytes) {
    return content().find(base::as_text(bytes)) != std::string::npos;
  }

  test::TemporaryFolder folder;
  std::filesystem::path path = folder / "record.keys";
  base::SeededRandom random{5};
};

TEST_F(KeyFileTest, WhatOneAddsAnotherReadsAndOnlyTheOwnerOfTheFile) {
  KeyFile one(path), two(path);
  ASSERT_TRUE(one.read_on()) << "no file has no keys";
  const KeySlot slots[] = {slot(), slot()};
  ASSERT_TRUE(one.add({slots, 1}));
  ASSERT_TRUE(two.read_on());
  EXPECT_TRUE(same(two.find(slots[0].name), slots[0]));
  ASSERT_TRUE(two.add({slots + 1, 1}));
  EXPECT_EQ(one.find(slots[1].name), nullptr);
  ASSERT_TRUE(one.read_on());
  EXPECT_TRUE(same(one.find(slots[1].name), slots[1]));
  struct stat info{};
  ASSERT_EQ(stat(path.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

// The power goes while two more are written: whatever of them reached the disk, those before are
// whole, and the same two can be added again.
TEST_F(KeyFileTest, WhatWasCutOffIsNoKeyAndIsAddedAgain) {
  const KeySlot before = slot();
  const KeySlot more[] = {slot(), slot()};
  ASSERT_TRUE(KeyFile(path).add({&before, 1}));
  ASSERT_TRUE(KeyFile(path).add(more));
  const auto whole = content();
  ASSERT_EQ(whole.size(), 3 * kSlot);
  for (std::size_t size = kSlot; size < whole.size(); ++size) {
    // Cut off, or with room on the disk and nothing in it.
    for (const std::size_t room : {size, whole.size()}) {
      auto torn = whole.substr(0, size);
      torn.resize(room, '\0');
      ASSERT_TRUE(base::write_file_durably(path, base::as_bytes(torn)));
      KeyFile file(path);
      ASSERT_TRUE(file.read_on());
      EXPECT_TRUE(same(file.find(before.name), before)) << size;
      EXPECT_EQ(file.find(more[1].name), nullptr) << size;
      ASSERT_TRUE(file.add({more + 1, 1}));
      KeyFile again(path);
      ASSERT_TRUE(again.read_on());
      EXPECT_TRUE(same(again.find(before.name), before)) << size;
      EXPECT_TRUE(same(again.find(more[1].name), more[1])) << size;
    }
  }
}

TEST_F(KeyFileTest, WhatIsTakenAwayIsOverwrittenWhereItLies) {
  const KeySlot slots[] = {slot(), slot(), slot()};
  KeyFile file(path);
  ASSERT_TRUE(file.add(slots));
  KeyFile another(path);
  EXPECT_EQ(*another.clear([&](const auto& name) { return name == slots[1].name; }), 1);
  EXPECT_EQ(content().size(), 3 * kSlot) << "the others stay where they are";
  EXPECT_FALSE(holds(slots[1].wrapped));
  EXPECT_FALSE(holds(slots[1].name));
  KeyFile fresh(path);
  ASSERT_TRUE(fresh.read_on());
  EXPECT_EQ(fresh.slots().size(), 2U);
  EXPECT_TRUE(same(fresh.find(slots[2].name), slots[2]));
  EXPECT_EQ(*another.clear([](const auto&) { return false; }), 0);
  EXPECT_EQ(*KeyFile(folder / "none").clear([](const auto&) { return true; }), 0);
}

TEST_F(KeyFileTest, AFileThatGoesWhileItIsInUseIsADamageAndNotBegunAnew) {
  const KeySlot one = slot();
  KeyFile file(path);
  ASSERT_TRUE(file.add({&one, 1}));
  ASSERT_TRUE(file.read_on());
  std::filesystem::remove(path);
  EXPECT_EQ(file.read_on().error().code, base::Errc::storage_damaged);
  EXPECT_EQ(file.add({&one, 1}).error().code, base::Errc::storage_damaged);
  EXPECT_FALSE(std::filesystem::exists(path));
}

TEST_F(KeyFileTest, CopyingAddsWhatIsMissingAndTakesAwayWhatWasErasedAndNothingElse) {
  const KeySlot here = slot(), there = slot(), both = slot(), erased = slot(), gone = slot();
  const auto copy = folder / "copy.keys";
  const KeySlot from[] = {here, both, erased};
  const KeySlot to[] = {there, both, erased, gone};
  ASSERT_TRUE(KeyFile(path).add(from));
  ASSERT_TRUE(KeyFile(copy).add(to));
  ASSERT_TRUE(copy_record_keys(path, copy, {erased.name, gone.name}));
  KeyFile file(copy);
  ASSERT_TRUE(file.read_on());
  EXPECT_EQ(file.slots().size(), 3U);
  for (const auto& slot : {here, there, both}) EXPECT_TRUE(same(file.find(slot.name), slot));
  // A file that was lost takes nothing with it.
  std::filesystem::remove(path);
  ASSERT_TRUE(copy_record_keys(path, copy, {}));
  KeyFile still(copy);
  ASSERT_TRUE(still.read_on());
  EXPECT_EQ(still.slots().size(), 3U);
}

}  // namespace
}  // namespace samen::server
