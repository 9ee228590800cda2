// SPDX-License-Identifier: Apache-2.0
// What a kiosk may delete lies in as many of the last copies as was asked for, whatever becomes of
// them.
#include "sync/server/store/relied_copies.hpp"

#include <fstream>
#include <map>
#include <set>

#include "base/file.hpp"
#include "base/spans.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/backup_place.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/restore.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

namespace fs = std::filesystem;

class ReliedCopiesTest : public MatcherTest {
 protected:
  fs::path home() const { return folder.backup().parent_path(); }
  void want(int copies, const std::string& keep = "6,7,4") {
    ASSERT_TRUE(store->set_setting(kCopiesBeforeDeleteSetting, std::to_string(copies)));
    ASSERT_TRUE(store->set_setting(kKeepCopiesSetting, keep));
  }
  void sign_up(test::FakeKiosk& kiosk) {
    const auto envelope = kiosk.envelope(kiosk.household("Amal"));
    sent[&kiosk].emplace(envelope.seq, envelope.id);
    send(kiosk, {envelope});
  }
  std::int64_t mark(const test::FakeKiosk& kiosk) {
    return find_device(*store, kiosk.trust().device).value()->durable_through;
  }
  // The envelopes of the copies that open, the last one made first.
  std::vector<std::set<base::Uuid>> copies() {
    std::vector<std::set<base::Uuid>> found;
    for (const auto& copy : list_generations(home())) {
      const test::TemporaryFolder scratch;
      fs::copy_file(copy.file, scratch.path() / "matcher.db");
      auto opened = Store::open(DataFolder{scratch.path()}, clock, random);
      if (!opened) continue;
      auto rows = opened->database().prepare("SELECT id FROM envelope");
      auto& ids = found.emplace_back();
      while (rows->step().value()) ids.insert(to_uuid(rows->bytes(0)).value());
    }
    return found;
  }
  // Everything below the marks is in each of the last `wanted` copies that open.
  void expect_kept(std::size_t wanted, const std::string& when) {
    const auto held = copies();
    for (const auto& [kiosk, envelopes] : sent) {
      for (const auto& [sequence, id] : envelopes) {
        if (sequence > mark(*kiosk)) continue;
        ASSERT_GE(held.size(), wanted) << when;
        for (std::size_t i = 0; i < wanted; ++i) {
          ASSERT_TRUE(held[i].contains(id)) << when << ": number " << sequence << ", copy " << i;
        }
        ++kept_seen;
      }
    }
  }
  void overwrite(const fs::path& file) {
    std::fstream out(file, std::ios::in | std::ios::out | std::ios::binary);
    out.seekp(static_cast<std::streamoff>(4096 * (1 + random.below(8))));
    out << std::string(2 * 4096, '\x5a');
  }
  void reopen() {
    auto opened = Store::open(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::make_unique<Store>(std::move(*opened));
    service = std::make_unique<MatcherService>(*store, *keys, folder);
  }
  std::map<test::FakeKiosk*, std::map<std::int64_t, base::Uuid>> sent;
  int kept_seen = 0;
};

TEST_F(ReliedCopiesTest, OneCopyLetsNobodyDeleteAndTheSecondDoes) {
  auto kiosk = enrolled(1);
  sign_up(*kiosk);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 0) << "the copies before it do not hold it";
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 1);
  sign_up(*kiosk);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 1);
}

TEST_F(ReliedCopiesTest, OneIsEnoughOnlyWhenAskedFor) {
  auto kiosk = enrolled(1);
  want(1);
  sign_up(*kiosk);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 1);
}

TEST_F(ReliedCopiesTest, ACopyThatWasDamagedOrTakenAwayNoLongerCounts) {
  auto kiosk = enrolled(1);
  sign_up(*kiosk);
  back_up();
  ASSERT_EQ(mark(*kiosk), 1);
  for (const bool damaged : {true, false}) {
    for (const auto& copy : list_generations(home())) {
      damaged ? overwrite(copy.file) : void(fs::remove(copy.file));
    }
    ASSERT_TRUE(make_verified_backup(*store, folder));
    EXPECT_EQ(mark(*kiosk), 0) << "only one copy holds it now";
    expect_kept(2, "after harm");
    ASSERT_TRUE(make_verified_backup(*store, folder));
    EXPECT_EQ(mark(*kiosk), 1);
    expect_kept(2, "made good");
  }
}

TEST_F(ReliedCopiesTest, WhatIsNoCopyOfThisStoreCountsForNothing) {
  auto kiosk = enrolled(1);
  sign_up(*kiosk);
  fs::remove_all(home());
  ASSERT_TRUE(base::make_private_folder(home()));
  const std::pair<const char*, std::string> strangers[] = {
      {"matcher-1-900.db", ""},
      {"matcher-1-901.db", "no database at all"},
      {"matcher-1-902.db", std::string(100'000, '\0')}};
  for (const auto& [name, content] : strangers) {
    ASSERT_TRUE(base::write_file_durably(home() / name, base::as_bytes(content)));
  }
  fs::create_directory(home() / "matcher-1-903.db");
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 0);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 1);
}

TEST_F(ReliedCopiesTest, ANewDiskBeginsWithNothingThatMayBeDeleted) {
  auto kiosk = enrolled(1);
  folder.backups = temporary.path() / "disk";
  service = std::make_unique<MatcherService>(*store, *keys, folder);
  sign_up(*kiosk);
  back_up();
  ASSERT_EQ(mark(*kiosk), 1);
  fs::remove_all(folder.backups);
  ASSERT_TRUE(forget_backup_place(*store));
  EXPECT_EQ(mark(*kiosk), 0);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 0) << "one copy on the new disk";
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(mark(*kiosk), 1);
}

// A disk each: store and either of them may be lost together.
TEST_F(ReliedCopiesTest, WithTwoFoldersEachHoldsWhatMayBeDeleted) {
  auto kiosk = enrolled(1);
  folder.backups = temporary.path() / "a";
  folder.backups_too = temporary.path() / "b";
  const auto held = [&](const fs::path& home) {
    const test::TemporaryFolder scratch;
    fs::copy_file(home / "matcher.db", scratch.path() / "matcher.db");
    auto copy = Store::open(DataFolder{scratch.path()}, clock, random).value();
    return copy.database().integer("SELECT max(sequence) FROM envelope").value().value_or(0);
  };
  for (int i = 1; i <= 6; ++i) {
    sign_up(*kiosk);
    ASSERT_TRUE(make_verified_backup(*store, folder));
    EXPECT_EQ(mark(*kiosk), i - 1) << "one copy holds it";
    ASSERT_TRUE(make_verified_backup(*store, folder));
    EXPECT_EQ(mark(*kiosk), i);
    EXPECT_EQ(held(folder.backups), i);
    EXPECT_EQ(held(folder.backups_too), i) << "and the other disk holds it too";
  }
  const auto all = list_generations(std::vector{folder.backups, folder.backups_too});
  for (std::size_t i = 1; i < all.size(); ++i) EXPECT_GT(all[i - 1].number, all[i].number);

  // The second disk is not mounted: the first goes on being written, and nothing is deleted.
  const auto away = temporary.path() / "away";
  fs::rename(folder.backups_too, away);
  ASSERT_TRUE(base::make_private_folder(folder.backups_too));
  for (int i = 7; i <= 9; ++i) {
    sign_up(*kiosk);
    bool told = false;
    for (int turn = 0; turn < 2; ++turn) {
      const auto made = make_verified_backup(*store, folder);
      if (made) continue;
      told = true;
      EXPECT_NE(made.error().message.find("is its disk mounted?"), std::string::npos);
      EXPECT_NE(made.error().message.find("only " + folder.backups.string()), std::string::npos);
    }
    EXPECT_TRUE(told);
    EXPECT_EQ(held(folder.backups), i);
    EXPECT_EQ(mark(*kiosk), 6);
  }
  EXPECT_TRUE(fs::is_empty(folder.backups_too));
  fs::remove(folder.backups_too);
  fs::rename(away, folder.backups_too);
  ASSERT_TRUE(make_verified_backup(*store, folder));
  EXPECT_EQ(held(folder.backups_too), 9);
  EXPECT_EQ(mark(*kiosk), 9);

  // Store and first disk are lost; the second brings everything back that a kiosk was told to
  // delete.
  service.reset();
  store.reset();
  fs::remove(folder.database());
  fs::remove_all(folder.backups);
  ASSERT_TRUE(restore_backup(folder.with_copies_in(folder.backups_too), clock, random));
  folder = DataFolder{folder.root};
  reopen();
  EXPECT_EQ(store->database().integer("SELECT max(sequence) FROM envelope").value(), 9);
}

// Sign-ups, copies, time that passes and jumps, copies that are damaged or removed, rules that keep
// nothing, restores from the copy before the newest: after each copy the promise holds.
TEST_F(ReliedCopiesTest, WhateverHappensThePromiseHolds) {
  std::vector<std::unique_ptr<test::FakeKiosk>> kiosks;
  kiosks.push_back(enrolled(1));
  const char* rules[] = {"6,7,4", "0,0,0", "1,0,0", "0,1,0", "2,2,1"};
  int restored = 0;
  int wanted = 2;
  for (int step = 0; step < 150; ++step) {
    const auto what = random.below(10);
    const std::string when = "step " + std::to_string(step) + ", " + std::to_string(what);
    auto& kiosk = *kiosks[random.below(kiosks.size())];
    if (what < 3) sign_up(kiosk);
    if (what == 3) clock.advance(static_cast<std::int64_t>(random.below(30)) * base::kHourMs);
    if (what == 4) clock.set_wall(random.below(2) == 0 ? 1'000'000'000'000 : 1'767'225'600'000);
    if (what == 5 && kiosks.size() < 3) kiosks.push_back(enrolled(10 + kiosks.size()));
    if (what == 6) {
      wanted = 1 + static_cast<int>(random.below(3));
      want(wanted, rules[random.below(std::size(rules))]);
    }
    if (what == 7) {
      const auto copies = list_generations(home());
      const auto& victim = copies[random.below(copies.size())].file;
      random.below(2) == 0 ? overwrite(victim) : void(fs::remove(victim));
    }
    if (what >= 8 || what == 7) {
      ASSERT_TRUE(make_verified_backup(*store, folder)) << when;
      expect_kept(static_cast<std::size_t>(wanted), when);
    }
    if (what == 9 && wanted > 1 && older_copies(folder).size() > 1) {
      std::map<test::FakeKiosk*, std::int64_t> promised;
      for (const auto& each : kiosks) promised[each.get()] = mark(*each);
      service.reset();
      store.reset();
      overwrite(folder.backup());
      for (const auto& copy : older_copies(folder)) {
        if (restore_backup(folder, clock, random, copy.file.filename().string())) break;
      }
      reopen();
      ++restored;
      for (const auto& [each, through] : promised) {
        for (const auto& [sequence, id] : sent[each]) {
          if (sequence > through) continue;
          EXPECT_TRUE(store->database()
                          .integer("SELECT 1 FROM envelope WHERE id = ?1", {bind_id(id)})
                          .value())
              << when << ": number " << sequence << " is lost";
        }
        sent.erase(each);  // as it goes on: a kiosk that still holds something offers it again
      }
      for (auto& each : kiosks)
        each = enrolled(100 + static_cast<std::uint64_t>(step) * 3 + sent.size());
      sent.clear();
    }
  }
  EXPECT_GT(kept_seen, 100);
  EXPECT_GT(restored, 3);
}

}  // namespace
}  // namespace samen::server
