// SPDX-License-Identifier: Apache-2.0
// What people told lies nowhere in clear, opens with its own key only, and is gone with it: from
// the store, from every copy made before, from a store of before there were keys.
#include "sync/server/store/sealed.hpp"

#include <fstream>
#include <sstream>

#include "base/spans.hpp"
#include "support/clear_store.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/stand_aside.hpp"
#include "sync/server/commands/commands.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/people.hpp"
#include "sync/server/store/receipts.hpp"
#include "sync/server/store/relied_copies.hpp"
#include "sync/server/store/restore.hpp"
#include "sync/server/store/signer.hpp"
#include "sync/server/store/singles.hpp"
#include "unit/sync/server/way_back_fixture.hpp"

namespace samen::server {
namespace {

namespace fs = std::filesystem;

class SealedTest : public WayBackTest {
 protected:
  // Files of DATA and of the backup that hold one of the words.
  std::string files_with(std::initializer_list<std::string_view> words) {
    std::string found;
    for (const auto& entry : fs::recursive_directory_iterator(folder.root)) {
      if (!entry.is_regular_file()) continue;
      const auto content = base::read_file(entry.path(), std::size_t{64} << 20).value();
      for (const auto word : words) {
        std::string wide;
        for (const char letter : word) wide += {letter, '\0'};
        for (const auto& spelling : {std::string(word), wide, base::to_hex(base::as_bytes(word)),
                                     base::to_base64(base::as_bytes(word))}) {
          if (content.find(spelling) == std::string::npos) continue;
          found += entry.path().filename().string() + " has " + std::string(word) + "\n";
        }
      }
    }
    return found;
  }
  void close() {
    service.reset();
    store.reset();
  }
  void reopen() {
    close();
    auto opened = Store::open(folder, clock, random);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::make_unique<Store>(std::move(*opened));
    const auto again = redo_erasures(*store, folder);
    ASSERT_TRUE(again) << again.error().message;
    service = std::make_unique<MatcherService>(*store, *keys, folder);
  }
  void erase(const base::Uuid& id) {
    auto transaction = store->begin();
    const auto done = erase_record(*store, id, "asked");
    ASSERT_TRUE(done) << done.error().message;
    ASSERT_TRUE(add_erasures(folder.erasures(), done->for_the_list));
    ASSERT_TRUE(transaction->commit());
    ASSERT_TRUE(finish_erasing(*store));
  }
  std::size_t households() {
    return static_cast<std::size_t>(number("SELECT count(*) FROM household"));
  }
  std::vector<std::string> copies() {
    std::vector<std::string> names;
    for (const auto& copy : list_generations(folder.backup().parent_path())) {
      names.push_back(copy.file.filename());
    }
    return names;
  }
  // The bytes of the slot that holds the key, as they lie on the disk.
  base::Bytes slot_of(const base::Uuid& id) {
    KeyFile file(folder.record_keys());
    EXPECT_TRUE(file.read_on());
    const auto* slot = file.find(erasure_hash(id));
    if (slot == nullptr) return {};
    return {slot->wrapped.begin(), slot->wrapped.end()};
  }
  std::int64_t durable(const test::FakeKiosk& kiosk) {
    return find_device(*store, kiosk.trust().device).value()->durable_through;
  }
};

TEST_F(SealedTest, NothingThatWasToldLiesInAnyFileInClear) {
  const Holder amal(random);
  auto kiosk = enrolled(1);
  auto household = with(kiosk->household("Amal Zzyzx"), amal);
  auto& reached = std::get<domain::Household>(household.body).contact;
  reached = {domain::ContactChannel::caseworker, base::SecretText("Halimaxq")};
  const auto card = make_proposal(*kiosk, household);
  clock.advance(1000);
  auto told = *ask(*kiosk, amal, Wish::read).told;
  std::get<domain::Household>(told.body).name = base::SecretText("Amal Qwertz");
  EXPECT_EQ(correct(*kiosk, amal, told).outcome, Outcome::done);
  // One that waits for its sign-up, too.
  const Holder basma(random);
  EXPECT_EQ(correct(*kiosk, basma, with(kiosk->household("Basma Wxyzy"), basma)).outcome,
            Outcome::kept);
  back_up();
  EXPECT_EQ(files_with({"Zzyzx", "Qwertz", "Halimaxq", "Wxyzy", "\"name\""}), "");
  std::ofstream(folder.root / "planted") << "of Zzyzx and Qwertz";
  EXPECT_EQ(files_with({"Zzyzx", "Qwertz"}), "planted has Zzyzx\nplanted has Qwertz\n")
      << "the search finds what is there";
  // And it is all there for who serves the programme.
  const auto now = find_sign_up(*store, household.id);
  ASSERT_TRUE(now && *now);
  EXPECT_EQ(std::get<domain::Household>((*now)->body).name.view(), "Amal Qwertz");
  EXPECT_TRUE(find_proposal(*store, card.proposal).value());
}

TEST_F(SealedTest, NoRowCanBePutInThePlaceOfAnother) {
  auto kiosk = enrolled(1);
  const auto one = kiosk->household("Amal"), two = kiosk->household("Basma");
  send(*kiosk, {kiosk->envelope(one), kiosk->envelope(two)});
  apply();
  const auto id = "x'" + base::to_hex(one.id.bytes) + "'";
  const auto swap = [&](const std::string& from) {
    ASSERT_TRUE(
        store->database().execute("UPDATE household SET sealed = (" + from + ") WHERE id = " + id));
    const auto read = find_sign_up(*store, one.id);
    ASSERT_FALSE(read) << from;
    EXPECT_EQ(read.error().code, base::Errc::storage_damaged) << from;
    EXPECT_EQ(waiting_households(*store).error().code, base::Errc::storage_damaged) << from;
  };
  swap("SELECT sealed FROM household WHERE id <> " + id);
  swap("SELECT sealed FROM envelope WHERE id = " + id);
  swap("SELECT x''");
}

TEST_F(SealedTest, ARecordWithoutItsKeyIsADamagedStoreAndSaysHowToMend) {
  auto kiosk = enrolled(1);
  const auto one = kiosk->household("Amal"), two = kiosk->household("Basma");
  const auto single = kiosk->single("Cees");
  send(*kiosk, {kiosk->envelope(one), kiosk->envelope(single)});
  apply();
  send(*kiosk, {kiosk->envelope(two)});
  const auto names = {erasure_hash(one.id), erasure_hash(two.id), erasure_hash(single.id)};
  ASSERT_EQ(*forget_record_keys(folder.record_keys(), names), 3);
  reopen();
  for (const auto& why : {waiting_households(*store).error(), waiting_singles(*store).error(),
                          find_sign_up(*store, one.id).error(), check_sealed(*store, {}).error()}) {
    EXPECT_NE(why.code, base::Errc::invalid_input);
  }
  const auto why = waiting_households(*store).error();
  EXPECT_EQ(why.code, base::Errc::storage_damaged);
  for (const auto& word :
       {one.id.str(), folder.record_keys().string(), std::string("samen-matcher restore")}) {
    EXPECT_NE(why.message.find(word), std::string::npos) << why.message;
  }
  // What is new waits for a person and stops nobody else.
  const auto other = kiosk->household("Dina");
  send(*kiosk, {kiosk->envelope(other)});
  apply();
  EXPECT_EQ(counts().envelopes["needs_review"], 1);
  EXPECT_TRUE(find_sign_up(*store, other.id).value());
  std::error_code ignored;
  fs::remove(folder.record_keys(), ignored);
  EXPECT_EQ(check_record_keys(*store).error().code, base::Errc::storage_damaged);
}

TEST_F(SealedTest, TheKeyIsOnTheDiskBeforeWhatLiesUnderItAndGoesBackWithIt) {
  auto kiosk = enrolled(1);
  const auto taken_back = kiosk->household("Amal"), kept = kiosk->household("Basma");
  {
    auto transaction = store->begin();
    ASSERT_TRUE(add_household(*store, taken_back, {1, 0, false}));
  }
  EXPECT_TRUE(slot_of(taken_back.id).empty()) << "nothing lies under it";
  {
    auto transaction = store->begin();
    ASSERT_TRUE(add_household(*store, kept, {1, 0, false}));
    EXPECT_TRUE(find_sign_up(*store, kept.id).value());
    ASSERT_TRUE(store->database().execute("ROLLBACK")) << "the store cannot commit any more";
    EXPECT_FALSE(transaction->commit());
  }
  const auto slot = slot_of(kept.id);
  EXPECT_FALSE(slot.empty()) << "the key came first";
  EXPECT_EQ(households(), 0U);
  send(*kiosk, {kiosk->envelope(kept)});
  apply();
  EXPECT_EQ(slot_of(kept.id), slot) << "the same again, and no second one";
  EXPECT_TRUE(find_sign_up(*store, kept.id).value());
}

TEST_F(SealedTest, AfterErasingNoOlderCopyBringsAnythingBack) {
  const Holder amal(random);
  auto kiosk = enrolled(1);
  const auto gone = with(kiosk->household("Amal Zzyzx"), amal);
  const auto stays = kiosk->household("Basma");
  send(*kiosk, {kiosk->envelope(gone), kiosk->envelope(stays)});
  apply();
  back_up();
  auto told = *ask(*kiosk, amal, Wish::read).told;
  std::get<domain::Household>(told.body).name = base::SecretText("Amal Qwertz");
  clock.advance(2 * base::kHourMs);
  const auto anew = correction(told, amal);
  send(*kiosk, {kiosk->envelope(anew)});
  back_up();  // between coming and being applied
  apply();
  back_up();
  const auto slots = {slot_of(gone.id), slot_of(anew.id)};
  for (const auto& slot : slots) EXPECT_NE(times_in(folder.record_keys(), slot), 0U);
  ask(*kiosk, amal, Wish::erase);
  apply();
  clock.advance(2 * base::kHourMs);
  back_up();
  for (const auto& file : {folder.record_keys(), folder.record_keys_beside_backup()}) {
    for (const auto& slot : slots) EXPECT_EQ(times_in(file, slot), 0U) << file;
  }
  const auto all = copies();
  ASSERT_GT(all.size(), 3U);
  for (const auto& copy : all) {
    close();
    const auto done = restore_backup(folder, clock, random, copy);
    ASSERT_TRUE(done) << copy << ": " << done.error().message;
    // As it lies there, before anything erases again: nothing of it can be read.
    {
      auto raw = Store::open(folder, clock, random);
      ASSERT_TRUE(raw);
      EXPECT_TRUE(find_sign_up(*raw, stays.id).value()) << copy;
      EXPECT_EQ(raw->record_keys().find(gone.id).error().code, base::Errc::not_found) << copy;
      EXPECT_EQ(raw->record_keys().find(anew.id).error().code, base::Errc::not_found) << copy;
    }
    reopen();
    apply();
    EXPECT_EQ(households(), 1U) << copy;
    EXPECT_EQ(
        number("SELECT count(*) FROM envelope WHERE id = x'" + base::to_hex(gone.id.bytes) + "'"),
        0)
        << copy;
    EXPECT_TRUE(find_sign_up(*store, stays.id).value()) << copy;
  }
}

// What comes after is asked by nobody who is known: it is gone as well.
TEST_F(SealedTest, WhatIsToldAnewAfterErasingIsNotKept) {
  const Holder amal(random);
  auto kiosk = enrolled(1);
  const auto told = with(kiosk->household("Amal"), amal);
  send(*kiosk, {kiosk->envelope(told)});
  apply();
  ask(*kiosk, amal, Wish::erase);
  const auto late = correction(told, amal);
  send(*kiosk, {kiosk->envelope(late)});
  back_up();
  EXPECT_FALSE(slot_of(late.id).empty());
  apply();
  EXPECT_TRUE(slot_of(late.id).empty());
}

// Erased again after a restore: the household of a card and the volunteer placed on it, whose
// leaving is told on that card.
TEST_F(SealedTest, ErasingAgainNeedsNoKeyThatIsGone) {
  auto kiosk = enrolled(1);
  const auto single = kiosk->single("Bram");  // the lowest id
  std::vector<protocol::Envelope> all = {kiosk->envelope(single)};
  for (const char* name : {"Cees", "Dina", "Eva", "Fenna"}) {
    all.push_back(kiosk->envelope(kiosk->single(name)));
  }
  const auto household = kiosk->household("Amal");
  all.push_back(kiosk->envelope(household));
  send(*kiosk, all);
  apply();
  ASSERT_LT(single.id, household.id);
  ASSERT_EQ(run_and_store_round(*store, RoundRequest{})->proposals.size(), 1U);
  ASSERT_TRUE(placed_in(*store, single.id).value()) << "the volunteer is on the card";
  back_up();
  erase(single.id);
  erase(household.id);
  close();
  ASSERT_TRUE(restore_backup(folder, clock, random));
  reopen();
  EXPECT_EQ(households(), 0U);
  EXPECT_EQ(number("SELECT count(*) FROM volunteer"), 4);
}

TEST_F(SealedTest, NothingIsSafelyStoredWhoseKeyTheCopiesLack) {
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  apply();
  back_up();
  EXPECT_EQ(durable(*kiosk), 1);
  const auto harmed = kiosk->household("Basma");
  send(*kiosk, {kiosk->envelope(harmed), kiosk->envelope(kiosk->household("Chadia"))});
  apply();
  // A block of the disk goes bad before the next copy.
  const auto content = base::read_file(folder.record_keys(), 1 << 20).value();
  const auto at = content.find(base::as_text(slot_of(harmed.id)));
  ASSERT_NE(at, std::string::npos);
  std::fstream(folder.record_keys(), std::ios::in | std::ios::out | std::ios::binary)
      .seekp(static_cast<std::streamoff>(at))
      .write("\xa5\xa5\xa5", 3);
  back_up();
  EXPECT_EQ(durable(*kiosk), 1) << "the kiosk keeps what a restore could not read";
  // With the key back, as from a copy of the folder: all of it.
  ASSERT_TRUE(base::write_file_durably(folder.record_keys(), base::as_bytes(content)));
  send(*kiosk, {kiosk->envelope(kiosk->household("Dunya"))});
  back_up();
  EXPECT_EQ(durable(*kiosk), 4);
}

TEST_F(SealedTest, TheKeysBesideEveryCopyThatCountsAreNeeded) {
  const test::TemporaryFolder disks;
  const DataFolder two{folder.root, disks / "one", disks / "other"};
  auto kiosk = enrolled(1);
  send(*kiosk, {kiosk->envelope(kiosk->household("Amal"))});
  for (int i = 0; i < 2; ++i) ASSERT_TRUE(make_verified_backup(*store, two));
  EXPECT_EQ(durable(*kiosk), 1);
  for (const char* disk : {"one", "other"}) {
    EXPECT_TRUE(fs::exists(disks / disk / "record.keys")) << disk;
  }
  // The next copy goes to the one; beside the last copy of the other nothing opens it any more.
  fs::remove(disks / "other" / "record.keys");
  ASSERT_TRUE(make_verified_backup(*store, two));
  EXPECT_EQ(durable(*kiosk), 0);
  ASSERT_TRUE(make_verified_backup(*store, two));
  EXPECT_EQ(durable(*kiosk), 1);
}

TEST_F(SealedTest, ACopyWithoutItsKeysIsRefusedBeforeAnythingIsReplaced) {
  auto kiosk = enrolled(1);
  const auto amal = kiosk->household("Amal");
  send(*kiosk, {kiosk->envelope(amal)});
  apply();
  back_up();
  const auto epoch = store->epoch();
  close();
  const auto aside = folder.root / "aside";
  fs::rename(folder.record_keys_beside_backup(), aside);
  const auto here = base::read_file(folder.record_keys(), 1 << 20).value();
  fs::remove(folder.record_keys());
  const auto before = base::read_file(folder.database(), 1 << 26).value();
  const auto refused = restore_backup(folder, clock, random);
  ASSERT_FALSE(refused);
  EXPECT_NE(refused.error().message.find("Put the file record.keys"), std::string::npos)
      << refused.error().message;
  EXPECT_FALSE(drill_restore(folder, clock, random));
  EXPECT_EQ(base::read_file(folder.database(), 1 << 26).value(), before);
  // As the words say.
  fs::copy_file(aside, folder.record_keys_beside_backup());
  ASSERT_TRUE(drill_restore(folder, clock, random));
  ASSERT_TRUE(restore_backup(folder, clock, random));
  reopen();
  EXPECT_NE(store->epoch(), epoch);
  EXPECT_TRUE(find_sign_up(*store, amal.id).value());
  // The keys of the folder do as well, where those beside the copy are lost.
  close();
  fs::remove(folder.record_keys_beside_backup());
  ASSERT_TRUE(base::write_file_durably(folder.record_keys(), base::as_bytes(here)));
  EXPECT_TRUE(restore_backup(folder, clock, random));
}

TEST_F(SealedTest, WhoTakesCopiesAndTheirKeysReadsNothingWithoutTheMatchersOwn) {
  auto kiosk = enrolled(1);
  const auto amal = kiosk->household("Amal");
  send(*kiosk, {kiosk->envelope(amal)});
  apply();
  back_up();
  close();
  const DataFolder thief{folder.backup().parent_path()};
  ASSERT_TRUE(vault::SigningKey::generate(random).save(thief.sign_key()));
  auto opened = Store::open(thief, clock, random);
  ASSERT_TRUE(opened);
  EXPECT_FALSE(find_sign_up(*opened, amal.id));
  fs::copy_file(folder.sign_key(), thief.sign_key(), fs::copy_options::overwrite_existing);
  auto owner = Store::open(thief, clock, random);
  EXPECT_TRUE(find_sign_up(*owner, amal.id)) << "it is only the key that the copies lack";
}

class ClearStoreTest : public SealedTest {
 protected:
  void SetUp() override {
    SealedTest::SetUp();
    kiosk_ = enrolled(1);
    auto household = with(kiosk_->household("Amal Zzyzx"), amal_);
    told_.push_back(household.id);
    auto& reached = std::get<domain::Household>(household.body).contact;
    reached = {domain::ContactChannel::caseworker, base::SecretText("Halimaxq")};
    card_ = make_proposal(*kiosk_, household).proposal;
    std::vector<protocol::Envelope> batch;
    for (int i = 0; i < 300; ++i) {
      const auto more = kiosk_->single("Bram Qwertz");
      told_.push_back(more.id);
      batch.push_back(kiosk_->envelope(more));
      if (batch.size() == 50) send(*kiosk_, std::exchange(batch, {}));
    }
    apply();
    clock.advance(1000);
    correct(*kiosk_, amal_, *ask(*kiosk_, amal_, Wish::read).told);
    correct(*kiosk_, basma_, with(kiosk_->household("Basma Wxyzy"), basma_));
    for (const auto& id : told_) records_.push_back(find_sign_up(*store, id).value().value());
    const auto old = folder.root / "old.db";
    test::make_clear_store(*store, old);
    close();
    fs::rename(old, folder.database());
    fs::remove(folder.record_keys());
  }
  // The store as it is now, as the newest copy.
  void copy_as_before() {
    storage::OpenOptions options;
    options.application_id = 0x53414d4d;
    options.migrations = storage::matcher_migrations().first(11);
    auto old = storage::Database::open(folder.database(), options);
    ASSERT_TRUE(old);
    fs::create_directory(folder.backup().parent_path());
    fs::permissions(folder.backup().parent_path(), fs::perms::owner_all);
    ASSERT_TRUE(old->backup_to(folder.backup()));
  }
  void expect_all_there() {
    for (std::size_t i = 0; i < told_.size(); ++i) {
      const auto now = find_sign_up(*store, told_[i]);
      ASSERT_TRUE(now && *now) << i;
      ASSERT_EQ((*now)->body, records_[i].body) << i;
    }
    EXPECT_TRUE(find_proposal(*store, card_).value());
    EXPECT_TRUE(check_envelopes(*store, keys->sign.verify_key(), {}));
    EXPECT_TRUE(check_sealed(*store, {}));
    EXPECT_EQ(kept_requests(*store, basma_.keys())->size(), 1U);
  }

  Holder amal_{random}, basma_{random};
  std::unique_ptr<test::FakeKiosk> kiosk_;
  std::vector<base::Uuid> told_;
  std::vector<domain::Record> records_;
  base::Uuid card_;
};

TEST_F(ClearStoreTest, AStoreFromBeforeIsSealedInPlaceAndNothingIsLost) {
  const auto words = {"Zzyzx", "Qwertz", "Halimaxq", "Wxyzy"};
  for (const auto* word : words) EXPECT_NE(files_with({word}), "") << word;
  reopen();
  expect_all_there();
  EXPECT_EQ(files_with({"Zzyzx", "Qwertz", "Halimaxq", "Wxyzy"}), "");
  EXPECT_EQ(number("SELECT count(*) FROM still_clear"), 0);
  const auto slots = fs::file_size(folder.record_keys());
  reopen();
  EXPECT_EQ(fs::file_size(folder.record_keys()), slots) << "once";
  // Also what told anew before there were keys goes with its record.
  EXPECT_EQ(number("SELECT count(*) FROM told_anew"), 1);
}

TEST_F(ClearStoreTest, ACopyFromBeforeIsSealedWhenItIsPutBack) {
  copy_as_before();
  reopen();
  erase(told_[7]);
  close();
  ASSERT_TRUE(restore_backup(folder, clock, random));
  reopen();
  EXPECT_FALSE(find_sign_up(*store, told_[7]).value());
  EXPECT_TRUE(slot_of(told_[7]).empty());
  told_.erase(told_.begin() + 7);
  records_.erase(records_.begin() + 7);
  expect_all_there();
}

TEST_F(ClearStoreTest, CopiesFromBeforeAreNamedAsLongAsTheyAreThere) {
  copy_as_before();
  // As it lies there once newer ones were made: of another day, so that it is kept for now.
  const auto made_ms = std::to_string(clock.wall_ms() - base::kDayMs);
  fs::rename(folder.backup(), folder.backup().parent_path() / ("matcher-" + made_ms + "-1.db"));
  reopen();
  back_up();
  const auto status = [&] {
    std::ostringstream out;
    EXPECT_TRUE(run_status({folder.root}, out));
    return out.str();
  };
  EXPECT_NE(status().find("names lie in clear in 1 copy"), std::string::npos) << status();
  RestoreCommand command;
  command.data = folder.root;
  command.list = true;
  std::ostringstream listed;
  ASSERT_TRUE(run_restore(command, listed));
  const auto line = listed.str().find("  names lie in it in clear");
  ASSERT_NE(line, std::string::npos) << listed.str();
  const auto begin = listed.str().rfind('\n', line) + 1;
  const auto name = listed.str().substr(begin, listed.str().find("  made", begin) - begin);
  EXPECT_TRUE(fs::remove(folder.backup().parent_path() / name)) << name;
  EXPECT_EQ(status().find("in clear"), std::string::npos) << "removed as the warning says";
}

}  // namespace
}  // namespace samen::server
