// SPDX-License-Identifier: Apache-2.0
// The way back: which copy, for which keys, checked how; and older copies for mistakes noticed
// late.
#include "sync/server/store/restore.hpp"

#include <map>
#include <set>

#include "base/file.hpp"
#include "base/spans.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/backup_place.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/signer.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

namespace fs = std::filesystem;

class RestoreTest : public MatcherTest {
 protected:
  void close() {
    service.reset();
    store.reset();
  }
  void reopen() {
    auto opened = Store::open(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::make_unique<Store>(std::move(*opened));
    service = std::make_unique<MatcherService>(*store, *keys, folder);
  }
  void change_backup(std::string_view sql) {
    auto copy = Store::open(DataFolder{folder.backup().parent_path()}, clock, random);
    ASSERT_TRUE(copy) << copy.error().message;
    ASSERT_TRUE(copy->database().execute(sql));
  }
  std::int64_t envelopes() {
    return store->database().integer("SELECT count(*) FROM envelope").value().value();
  }
};

TEST_F(RestoreTest, ACopyOfOtherKeysIsRefusedInWordsThatHelp) {
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  ASSERT_TRUE(make_verified_backup(*store, folder));
  // A new machine: init made other keys there, and somebody brought the backup.
  const test::TemporaryFolder elsewhere;
  const DataFolder other{elsewhere.path() / "data", folder.backup().parent_path()};
  ASSERT_TRUE(base::make_private_folder(other.root));
  const auto without = restore_backup(other, clock, random);
  ASSERT_FALSE(without);
  EXPECT_EQ(without.error().code, base::Errc::not_found);
  EXPECT_NE(without.error().message.find("Put the copies of sign.key"), std::string::npos);
  const std::string names[] = {"127.0.0.1"};
  ASSERT_TRUE(make_keys(other, names, clock.wall_ms(), random));
  const auto refused = restore_backup(other, clock, random);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Errc::conflict);
  EXPECT_NE(refused.error().message.find("Put the copies of sign.key"), std::string::npos);
  EXPECT_FALSE(fs::exists(other.database()));
  // With the keys that were kept elsewhere.
  for (const char* name : {"sign.key", "seal.key", "tls.key", "tls.crt"}) {
    fs::copy_file(folder.root / name, other.root / name, fs::copy_options::overwrite_existing);
  }
  ASSERT_TRUE(restore_backup(other, clock, random))
      << restore_backup(other, clock, random).error().message;
}

TEST_F(RestoreTest, AStoreFromBeforeKeysWereNotedIsKnownByItsReceipts) {
  auto kiosk = enrolled(1);
  EXPECT_TRUE(check_signer(*store, vault::SigningKey::generate(random).verify_key()))
      << "nothing in it says anything yet";
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  const auto own = keys->sign.verify_key();
  const auto other = vault::SigningKey::generate(random).verify_key();
  EXPECT_TRUE(check_signer(*store, own));
  EXPECT_FALSE(check_signer(*store, other));
  ASSERT_TRUE(note_signer(*store, own));
  EXPECT_TRUE(check_signer(*store, own));
  EXPECT_FALSE(check_signer(*store, other));
  ASSERT_TRUE(note_signer(*store, other)) << "noted once for good";
  EXPECT_TRUE(check_signer(*store, own));
}

TEST_F(RestoreTest, EveryEnvelopeIsCheckedAndAChangedOneNamesTheOlderCopies) {
  auto kiosk = enrolled(1);
  for (const char* name : {"Amal", "Basma", "Celine"}) {
    send(*kiosk, {kiosk->envelope(kiosk->household(name))});
  }
  ASSERT_TRUE(make_verified_backup(*store, folder));
  const std::string whole = base::read_file(folder.backup(), 1 << 26).value();
  const std::pair<const char*, const char*> changes[] = {
      {"a body", "UPDATE envelope SET sealed = zeroblob(length(sealed)) WHERE sequence = 2"},
      {"a time", "UPDATE envelope SET wall_ms = wall_ms + 1 WHERE sequence = 2"},
      {"a number", "UPDATE envelope SET sequence = 9 WHERE sequence = 2"},
      {"a hash", "UPDATE envelope SET hash = zeroblob(32) WHERE sequence = 2"},
      {"a signature", "UPDATE envelope SET signature = zeroblob(64) WHERE sequence = 2"},
      {"a short hash", "UPDATE envelope SET hash = x'00' WHERE sequence = 2"},
      {"a receipt",
       "UPDATE envelope SET receipt = replace(receipt, 'accepted', 'refused') "
       "WHERE sequence = 2"},
      {"a receipt that is none", "UPDATE envelope SET receipt = 'x' WHERE sequence = 2"},
      {"its kiosk", "UPDATE device SET kiosk_sign_key = randomblob(32)"},
  };
  close();
  for (const auto& [what, sql] : changes) {
    change_backup(sql);
    const auto refused = restore_backup(folder, clock, random);
    ASSERT_FALSE(refused) << what;
    EXPECT_NE(refused.error().message.find("Older copies there, for --copy: matcher-"),
              std::string::npos)
        << what << ": " << refused.error().message;
    fs::remove(folder.backup());  // not written through: the older copy is the same file
    ASSERT_TRUE(base::write_file_durably(folder.backup(), base::as_bytes(whole)));
  }
  ASSERT_TRUE(restore_backup(folder, clock, random));
  reopen();
  EXPECT_EQ(envelopes(), 3);
}

TEST_F(RestoreTest, ADrillSaysWhatWouldComeBackAndChangesNothing) {
  auto kiosk = enrolled(1);
  for (const char* name : {"Amal", "Basma"}) {
    send(*kiosk, {kiosk->envelope(kiosk->household(name))});
  }
  back_up();
  send(*kiosk, {kiosk->envelope(kiosk->household("Celine"))});
  const auto names = [this] {
    std::set<std::string> all;
    for (const auto& entry : fs::recursive_directory_iterator(folder.root)) {
      all.insert(entry.path().string());
    }
    return all;
  };
  const auto before = names();
  const auto epoch = store->epoch();
  const auto report =
      drill_restore(folder, clock, random);  // while the store is open, as serve has it
  ASSERT_TRUE(report) << report.error().message;
  EXPECT_EQ(report->envelopes, 2);
  EXPECT_EQ(report->devices, 1);
  EXPECT_GT(report->audit_lines, 0);
  EXPECT_EQ(names(), before);
  EXPECT_EQ(envelopes(), 3);
  EXPECT_EQ(Store::open(folder, clock, random)->epoch(), epoch);
  ASSERT_TRUE(
      drill_restore(folder, clock, random, older_copies(folder).front().file.filename().string()));
  // It fails where the restore would.
  change_backup("UPDATE envelope SET sealed = zeroblob(length(sealed)) WHERE sequence = 2");
  const auto refused = drill_restore(folder, clock, random);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("could not be restored"), std::string::npos);
  EXPECT_EQ(names(), before);
  EXPECT_FALSE(drill_restore(folder, clock, random, "matcher-1-1.db"));
}

// A wrong erase or a damage that still reads is in the newest copy within seconds.
TEST_F(RestoreTest, AnOlderCopyTakesAMistakeBack) {
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  clock.advance(2 * base::kHourMs);  // an hour keeps its first copy
  ASSERT_TRUE(make_verified_backup(*store, folder));
  clock.advance(2 * base::kHourMs);
  ASSERT_TRUE(
      store->database().execute("DELETE FROM envelope; INSERT INTO erased (hash, kind, at_ms) "
                                "VALUES (zeroblob(32), 'record', 0)"));
  ASSERT_TRUE(make_verified_backup(*store, folder));
  const auto copies = list_generations(folder.backup().parent_path());
  ASSERT_EQ(copies.size(), 3U);
  close();
  ASSERT_TRUE(restore_backup(folder, clock, random));
  reopen();
  EXPECT_EQ(envelopes(), 0) << "the newest has the mistake";
  close();
  const auto restored = restore_backup(folder, clock, random, copies[1].file.filename().string());
  ASSERT_TRUE(restored) << restored.error().message;
  reopen();
  EXPECT_EQ(envelopes(), 1);
}

TEST_F(RestoreTest, ARestoreThatWasCutOffIsToldByEveryCommandAndDoneAgain) {
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  ASSERT_TRUE(make_verified_backup(*store, folder));
  close();
  ASSERT_TRUE(base::write_file_durably(folder.restoring(), base::as_bytes("x")));
  const auto refused = Store::open(folder, clock, random);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("samen-matcher restore"), std::string::npos);
  ASSERT_TRUE(restore_backup(folder, clock, random));
  reopen();
  EXPECT_EQ(envelopes(), 1);
}

TEST_F(RestoreTest, ALostOrEmptyStoreNamesTheWayBackAndNeverInit) {
  ASSERT_TRUE(make_verified_backup(*store, folder));
  close();
  fs::rename(folder.database(), folder.root / "moved");
  for (const bool empty : {false, true}) {
    if (empty) {
      ASSERT_TRUE(base::write_file_durably(folder.database(), {}));
    }
    const auto opened = Store::open(folder, clock, random);
    ASSERT_FALSE(opened);
    EXPECT_NE(opened.error().message.find("samen-matcher restore --data"), std::string::npos)
        << opened.error().message;
    EXPECT_EQ(opened.error().message.find("init"), std::string::npos) << opened.error().message;
  }
}

TEST(Generations, HoursDaysAndWeeksAreKeptAndNoMore) {
  const KeepCopies keep;
  std::vector<Generation> copies;
  const std::int64_t start = 1'767'225'600'000;
  std::int64_t now = start;
  for (int hour = 0; hour < 24 * 90; ++hour) {  // a season, a copy an hour
    now = start + hour * base::kHourMs;
    copies.insert(copies.begin(), {"matcher-" + std::to_string(now) + ".db", now});
    const auto go = superfluous(copies, keep, now);
    std::erase_if(copies,
                  [&go](const auto& copy) { return std::ranges::find(go, copy) != go.end(); });
    ASSERT_LE(copies.size(), 17U);
  }
  std::map<std::int64_t, int> ages_in_days;
  for (const auto& copy : copies) ++ages_in_days[(now - copy.made_ms) / (24 * base::kHourMs)];
  EXPECT_GE(ages_in_days[0], 6) << "the last hours";
  for (int day = 1; day <= 6; ++day) EXPECT_GE(ages_in_days[day], 1) << day << " days old";
  EXPECT_GE((now - copies.back().made_ms) / (24 * base::kHourMs), 14) << "weeks";
}

// After a clock that was wrong, in either direction, what there is stays.
TEST(Generations, AClockThatWasWrongTakesNoCopyAway) {
  const KeepCopies keep;
  std::vector<Generation> copies;
  for (int i = 0; i < 5; ++i)
    copies.push_back({"f", 2'200'000'000'000 - i * base::kHourMs});  // once 2039
  for (int i = 0; i < 6; ++i) copies.push_back({"n", 1'767'225'600'000 - i * base::kHourMs});
  EXPECT_TRUE(superfluous(copies, keep, 1'767'225'600'000).empty());
  EXPECT_TRUE(superfluous(copies, keep, 0).empty()) << "set back to 1970: nothing is younger";
  for (int i = 5; i < 40; ++i)
    copies.insert(copies.begin(), {"f", 2'200'000'000'000 + i * base::kHourMs});
  EXPECT_EQ(superfluous(copies, keep, 1'767'225'600'000).size(), 40U - 17U) << "and yet a bound";
}

TEST(Generations, TheRuleIsThreeNumbers) {
  EXPECT_EQ(parse_keep("6,7,4").value(), KeepCopies());
  EXPECT_EQ(parse_keep("0,0,0").value(), (KeepCopies{0, 0, 0}));
  for (const char* text :
       {"", "6", "6,7", "6,7,4,1", "a,b,c", "-1,0,0", "6,7,101", "6,7,4 ", ",,"}) {
    EXPECT_FALSE(parse_keep(text)) << text;
  }
}

class BackupPlaceTest : public MatcherTest {};

TEST_F(BackupPlaceTest, AFolderWithoutItsMarkerGetsNoCopyAndMovesNoMark) {
  auto kiosk = enrolled(1);
  folder.backups = folder.root / "other-disk";
  fs::remove_all(folder.backups);
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 1);
  const auto mounted = folder.root / "mounted-elsewhere";
  fs::remove_all(mounted);
  fs::rename(folder.backups, mounted);  // not mounted: an empty folder of that name
  ASSERT_TRUE(base::make_private_folder(folder.backups));
  send(*kiosk, {kiosk->envelope(kiosk->household("Basma"))});
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 1);
  ASSERT_EQ(service->meters().complaints().size(), 1U);
  EXPECT_NE(service->meters().complaints()[0].find("is its disk mounted?"), std::string::npos);
  EXPECT_TRUE(fs::is_empty(folder.backups)) << "nothing is written to the mount point";

  fs::remove(folder.backups);
  fs::rename(mounted, folder.backups);
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 2);
  EXPECT_TRUE(service->meters().complaints().empty());
  // A new disk under the old name, as the operator says.
  fs::remove_all(folder.backups);
  ASSERT_TRUE(forget_backup_place(*store));
  send(*kiosk, {kiosk->envelope(kiosk->household("Celine"))});
  back_up();
  EXPECT_EQ(feed(*kiosk).durable_through, 3);
  fs::remove_all(folder.backups);
}

TEST_F(BackupPlaceTest, ReadyKnowsWhenStoreAndBackupShareADisk) {
  ASSERT_TRUE(make_verified_backup(*store, folder));
  service->look_around();
  EXPECT_TRUE(service->meters().complaints().empty()) << "no reason to stop";
  ASSERT_EQ(service->meters().warnings().size(), 1U);
  EXPECT_NE(service->meters().prometheus({}).find("samen_backup_on_same_disk 1\n"),
            std::string::npos);
}

TEST_F(BackupPlaceTest, ReadyKnowsWhenTwoBackupFoldersShareADisk) {
  folder.backups = folder.root / "a";
  folder.backups_too = folder.root / "b";
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  ASSERT_TRUE(make_verified_backup(*store, folder));
  service->look_around();
  const auto warnings = service->meters().warnings();
  EXPECT_EQ(
      std::ranges::count(warnings, "both backup folders lie on one disk: they are lost together"),
      1);
}

TEST_F(BackupPlaceTest, AnUnreadableSealingKeyIsCalledThat) {
  auto kiosk = enrolled(1);
  ASSERT_TRUE(base::write_file_durably(folder.root / "seal-5.key", base::as_bytes("nonsense")));
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed?cursor=", "").status, 503);
  ASSERT_EQ(service->meters().complaints().size(), 1U);
  EXPECT_NE(service->meters().complaints()[0].find("sealing keys cannot be read"),
            std::string::npos);
  fs::remove(folder.root / "seal-5.key");
  EXPECT_EQ(send_signed(*kiosk, "GET", "/v1/feed?cursor=", "").status, 200);
  EXPECT_TRUE(service->meters().complaints().empty());
}

}  // namespace
}  // namespace samen::server
