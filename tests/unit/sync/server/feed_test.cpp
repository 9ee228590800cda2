// SPDX-License-Identifier: Apache-2.0
// What a kiosk gets to hold: pages by cursor, complete lists, tombstones, restores.
#include "sync/server/store/feed.hpp"

#include <set>

#include "sync/server/api/feed_cursor.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/restore.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class FeedTest : public MatcherTest {
 protected:
  Device device_of(const test::FakeKiosk& kiosk) {
    return find_device(*store, kiosk.trust().device).value().value();
  }
  void put(const test::FakeKiosk& kiosk, const base::Uuid& id, std::int64_t version,
           protocol::FeedKind kind = protocol::FeedKind::card) {
    protocol::FeedItem item{id, version, kind, {}};
    if (kind == protocol::FeedKind::card) item.sealed = base::Bytes(1024 + 48, 7);
    ASSERT_TRUE(put_feed_item(*store, device_of(kiosk), item));
  }
  // Reads pages until there are no more; `full` of every page has to be `full`.
  std::vector<protocol::FeedItem> read_all(test::FakeKiosk& kiosk, std::string& cursor, bool full,
                                           int limit) {
    std::vector<protocol::FeedItem> items;
    for (int pages = 0; pages < 100; ++pages) {
      const auto page = feed(kiosk, cursor, limit);
      EXPECT_EQ(page.full, full);
      items.insert(items.end(), page.items.begin(), page.items.end());
      cursor = page.cursor;
      if (!page.more) return items;
    }
    ADD_FAILURE() << "the feed does not end";
    return items;
  }
};

TEST_F(FeedTest, PagesByCursorBringEveryItemOnceAndThenOnlyChanges) {
  auto kiosk = enrolled(1);
  std::vector<base::Uuid> ids;
  for (int i = 0; i < 23; ++i) {
    ids.push_back(base::make_uuid(clock, random));
    put(*kiosk, ids.back(), 1);
  }
  std::string cursor;
  EXPECT_EQ(read_all(*kiosk, cursor, true, 5).size(), 23U);
  EXPECT_TRUE(read_all(*kiosk, cursor, false, 5).empty());
  put(*kiosk, ids[3], 2);
  put(*kiosk, ids[9], 2, protocol::FeedKind::tombstone);
  const auto changes = read_all(*kiosk, cursor, false, 5);
  ASSERT_EQ(changes.size(), 2U);
  EXPECT_EQ(changes[0].id, ids[3]);
  EXPECT_EQ(changes[1].kind, protocol::FeedKind::tombstone);
  EXPECT_TRUE(changes[1].sealed.empty());
}

TEST_F(FeedTest, AnItemThatChangesDuringACompleteListIsNotLost) {
  auto kiosk = enrolled(1);
  std::vector<base::Uuid> ids;
  for (int i = 0; i < 9; ++i) {
    ids.push_back(base::make_uuid(clock, random));
    put(*kiosk, ids.back(), 1);
  }
  const auto first = feed(*kiosk, "", 4);
  put(*kiosk, ids[0], 2);  // already delivered, changes now
  put(*kiosk, ids[8], 2);  // not delivered yet, changes now
  std::string cursor = first.cursor;
  std::set<base::Uuid> seen;
  for (const auto& item : first.items) seen.insert(item.id);
  std::int64_t newest = 0;
  for (const auto& item : read_all(*kiosk, cursor, true, 4)) {
    seen.insert(item.id);
    if (item.id == ids[0]) newest = item.version;
  }
  EXPECT_EQ(seen.size(), 9U);
  EXPECT_EQ(newest, 2);
}

TEST_F(FeedTest, AStrangeCursorStartsTheCompleteListAgain) {
  auto kiosk = enrolled(1);
  put(*kiosk, base::make_uuid(clock, random), 1);
  const auto good = feed(*kiosk).cursor;
  EXPECT_FALSE(feed(*kiosk, good).full);
  const base::Uuid other_epoch = base::make_uuid(clock, random);
  for (const std::string& cursor :
       {std::string("nonsense"), good + "9", good + ".list.list",
        good.substr(0, 37) + "0" + good.substr(37), FeedCursor{other_epoch, 1, false}.str()}) {
    const auto page = feed(*kiosk, cursor);
    EXPECT_TRUE(page.full) << cursor;
    EXPECT_EQ(page.items.size(), 1U) << cursor;
  }
}

TEST_F(FeedTest, ARestoreStartsANewEpochAndKiosksOfferAgainWhatTheyHold) {
  auto kiosk = enrolled(1);
  const auto kept = kiosk->envelope(kiosk->household("Amal"));
  send(*kiosk, {kept});
  back_up();
  const auto lost = kiosk->envelope(kiosk->household("Basma"));
  const auto before = send(*kiosk, {lost});
  EXPECT_EQ(before.durable_through, 1) << "the kiosk still holds number 2";
  const auto cursor = feed(*kiosk).cursor;
  const auto old_epoch = store->epoch();
  service.reset();
  store.reset();

  ASSERT_TRUE(restore_backup(folder, clock, random));
  auto reopened = Store::open(folder, clock, random);
  ASSERT_TRUE(reopened) << reopened.error().message;
  store = std::make_unique<Store>(std::move(*reopened));
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  EXPECT_NE(store->epoch(), old_epoch);
  EXPECT_TRUE(feed(*kiosk, cursor).full);
  const auto again = send(*kiosk, {lost, kept});
  EXPECT_EQ(again.epoch, store->epoch());
  EXPECT_EQ(again.results[0].result, protocol::ResultClass::accepted);
  EXPECT_EQ(again.results[1].result, protocol::ResultClass::duplicate);
  const auto newcomer = enrolled(2);
  EXPECT_GT(newcomer->trust().device_number, 64U)
      << "a number given out after the backup is not given out twice";
}

TEST_F(FeedTest, ARestoreWithoutABackupChangesNothing) {
  const auto epoch = store->epoch();
  EXPECT_FALSE(restore_backup(folder, clock, random));
  EXPECT_EQ(Store::open(folder, clock, random)->epoch(), epoch);
}

TEST_F(FeedTest, ABackupIsMadeOnlyWhenSomethingChanged) {
  auto kiosk = enrolled(1);
  back_up();
  const auto first = std::filesystem::last_write_time(folder.backup());
  std::filesystem::last_write_time(folder.backup(), first - std::chrono::hours(1));
  service->back_up_if_needed();
  EXPECT_EQ(std::filesystem::last_write_time(folder.backup()), first - std::chrono::hours(1));
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  service->back_up_if_needed();
  EXPECT_NE(std::filesystem::last_write_time(folder.backup()), first - std::chrono::hours(1));
  // Kiosks wait for a second one, though nothing changes any more; then it is quiet.
  for (const bool made : {true, false}) {
    const auto before = list_generations(folder.backup().parent_path()).front().number;
    service->back_up_if_needed();
    EXPECT_EQ(list_generations(folder.backup().parent_path()).front().number > before, made);
  }
}

}  // namespace
}  // namespace samen::server
