// SPDX-License-Identifier: Apache-2.0
// The verified copy: kiosks delete what lies in it, so it has to hold before anyone hears of it.
#include "sync/server/store/backup.hpp"

#include <fstream>

#include "base/file.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/restore.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class BackupTest : public MatcherTest {
 protected:
  std::int64_t durable(const test::FakeKiosk& kiosk) {
    return find_device(*store, kiosk.trust().device).value()->durable_through;
  }
  std::int64_t in_backup() {
    auto copy = Store::open(DataFolder{folder.backup().parent_path()}, clock, random);
    EXPECT_TRUE(copy) << copy.error().message;
    return copy ? copy->database().integer("SELECT count(*) FROM envelope").value().value() : -1;
  }
  void change_copy(const std::filesystem::path& path, std::string_view sql) {
    auto copy = Store::open(DataFolder{path.parent_path()}, clock, random);
    ASSERT_TRUE(copy) << copy.error().message;
    const auto changed = copy->database().execute(sql);
    ASSERT_TRUE(changed) << changed.error().message;
  }
};

TEST_F(BackupTest, ACopyThatDoesNotHoldMovesNoMarkAndLeavesTheOneBefore) {
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  back_up();
  EXPECT_EQ(durable(*kiosk), 1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Basma"))});

  const std::pair<const char*, CopyHook> harms[] = {
      {"cut short",
       [](const auto& path) {
         std::filesystem::resize_file(path, std::filesystem::file_size(path) / 2);
       }},
      {"overwritten in the middle",
       [](const auto& path) {
         std::fstream file(path, std::ios::in | std::ios::out | std::ios::binary);
         file.seekp(4096);
         file << std::string(3 * 4096, '\x5a');
       }},
      {"gone", [](const auto& path) { std::filesystem::remove(path); }},
      {"a record is missing",
       [this](const auto& path) { change_copy(path, "DELETE FROM envelope WHERE sequence = 2"); }},
      {"of another life of the store",
       [this](const auto& path) {
         change_copy(path,
                     "UPDATE setting SET value = '00000000-0000-7000-8000-000000000001' "
                     "WHERE name = 'epoch'");
       }},
      {"its audit chain is broken",
       [this](const auto& path) { change_copy(path, "UPDATE audit SET subject = 'x'"); }},
  };
  for (const auto& [what, harm] : harms) {
    EXPECT_FALSE(make_verified_backup(*store, folder, harm)) << what;
    EXPECT_EQ(durable(*kiosk), 1) << what;
    EXPECT_EQ(in_backup(), 1) << what << ": the last good copy is still there";
  }
  back_up();
  EXPECT_EQ(durable(*kiosk), 2);
  EXPECT_EQ(in_backup(), 2);
}

// A mark of what was erased or refused goes with a restore from before it, and the kiosk has long
// forgotten the row: without its word the numbers behind such a gap would never become durable.
TEST_F(BackupTest, AGapThatTheKioskWaitsForNoMoreHoldsNothingUp) {
  auto kiosk = enrolled(1);
  const auto lost = kiosk->envelope(kiosk->household("Amal"));
  send(*kiosk, {kiosk->envelope(kiosk->household("Basma"))});
  const auto second_gap = kiosk->envelope(kiosk->household("Chadia"));
  send(*kiosk, {kiosk->envelope(kiosk->household("Dunya"))});
  // Kiosks write it in either way, before and after API 1.1.
  const auto ask = [&](const std::string& held_from) {
    const std::string name = held_from == "2" ? "held_from=" : "heldFrom=";
    return send_signed(*kiosk, "GET", "/v1/feed?cursor=&limit=1&" + name + held_from, "").status;
  };
  back_up();
  EXPECT_EQ(durable(*kiosk), 0);
  EXPECT_EQ(ask("1"), 200) << "the kiosk still has the first";
  back_up();
  EXPECT_EQ(durable(*kiosk), 0);

  EXPECT_EQ(ask("2"), 200);
  EXPECT_EQ(durable(*kiosk), 0) << "nothing is durable before there is a copy";
  back_up();
  EXPECT_EQ(durable(*kiosk), 2);
  EXPECT_EQ(ask("4"), 200);
  EXPECT_EQ(ask("2"), 200) << "a late question moves nothing back";
  back_up();
  EXPECT_EQ(durable(*kiosk), 4);

  // It comes after all, offered again by somebody: not in the copy yet.
  send(*kiosk, {second_gap});
  EXPECT_EQ(durable(*kiosk), 2);
  send(*kiosk, {lost});
  EXPECT_EQ(durable(*kiosk), 0);
  back_up();
  EXPECT_EQ(durable(*kiosk), 4);
  for (const char* wrong : {"0", "-1", "x", "4503599627370496", "99999999999999999999"}) {
    EXPECT_EQ(ask(wrong), 400) << wrong;
  }
}

TEST_F(BackupTest, AFailingBackupIsCountedAndMakesTheMatcherNotReady) {
  auto kiosk = enrolled(1);
  folder.backups = folder.root / "elsewhere";
  ASSERT_TRUE(base::write_file_durably(folder.backups, base::as_bytes("in the way")));
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  EXPECT_TRUE(service->meters().complaints().empty());
  back_up();
  EXPECT_EQ(durable(*kiosk), 0);
  ASSERT_EQ(service->meters().complaints().size(), 1U);
  EXPECT_NE(service->meters().prometheus({}).find("samen_backups_failed_total 1\n"),
            std::string::npos);

  std::filesystem::remove(folder.backups);
  back_up();
  EXPECT_EQ(durable(*kiosk), 1) << "in a folder of its own, which may be another disk";
  EXPECT_TRUE(service->meters().complaints().empty());
  EXPECT_TRUE(std::filesystem::exists(folder.backups / "matcher.db"));
}

TEST_F(BackupTest, AKioskIsInTheCopyBeforeItHearsThatItIsEnrolled) {
  const auto kiosk = enrolled(1);
  service.reset();
  store.reset();
  ASSERT_TRUE(restore_backup(folder, clock, random));
  auto opened = Store::open(folder, clock, random);
  ASSERT_TRUE(opened) << opened.error().message;
  EXPECT_TRUE(find_device(*opened, kiosk->trust().device).value());
}

TEST_F(BackupTest, ARestoreStartsANewEpochAndHoldsExactlyTheCopy) {
  auto kiosk = enrolled(1);
  const auto kept = kiosk->envelope(kiosk->household("Amal"));
  const auto lost = kiosk->envelope(kiosk->household("Basma"));
  send(*kiosk, {kept});
  ASSERT_TRUE(make_verified_backup(*store, folder));
  send(*kiosk, {lost});
  const auto epoch = store->epoch();
  service.reset();
  store.reset();

  ASSERT_TRUE(restore_backup(folder, clock, random));
  auto opened = Store::open(folder, clock, random);
  ASSERT_TRUE(opened) << opened.error().message;
  store = std::make_unique<Store>(std::move(*opened));
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  EXPECT_NE(store->epoch(), epoch);
  EXPECT_TRUE(check_audit(*store));
  EXPECT_EQ(read_audit(*store)->back().action, "restore");
  const auto answer = send(*kiosk, {kept, lost});
  EXPECT_EQ(answer.results[0].result, protocol::ResultClass::duplicate);
  EXPECT_EQ(answer.results[1].result, protocol::ResultClass::accepted);
  EXPECT_EQ(answer.epoch, store->epoch());
  EXPECT_EQ(answer.durable_through, 0) << "no copy of this life has been made yet";
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(durable(*kiosk), 1) << "the copy it was restored from is the second that holds it";
  back_up();
  EXPECT_EQ(durable(*kiosk), 2);
}

TEST_F(BackupTest, WithoutACopyOrWithABrokenOneRestoreLeavesTheStoreAlone) {
  const auto none = restore_backup(folder, clock, random);
  ASSERT_FALSE(none);
  EXPECT_EQ(none.error().code, base::Errc::not_found);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  std::filesystem::resize_file(folder.backup(), 8192);
  EXPECT_FALSE(restore_backup(folder, clock, random));
  EXPECT_TRUE(store->alive());
  EXPECT_TRUE(std::filesystem::exists(folder.database()));
}

}  // namespace
}  // namespace samen::server
