// SPDX-License-Identifier: Apache-2.0
#include <cstdlib>
#include <fstream>

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <unistd.h>

#include "base/file.hpp"
#include "integration/storage/worker_process.hpp"
#include "kiosk/records/records.hpp"
#include "storage/kiosk_store.hpp"
#include "support/random_record.hpp"
#include "support/temporary_folder.hpp"
#include "vault/seal.hpp"

namespace samen {
namespace {

using storage::KioskStore;
using storage::StoreUser;
using test::WorkerProcess;

void make_enrolled_kiosk(const std::filesystem::path& folder) {
  base::SystemRandom random;
  ASSERT_TRUE(records::init_kiosk(folder, base::SecretText("271828"), random,
                                  {vault::PinCost::for_tests()}));
  auto store = KioskStore::open(folder, StoreUser::courier);
  ASSERT_TRUE(store);
  storage::Trust trust;
  trust.server_url = "https://example.org";
  trust.tls_pin = base::Bytes(32, 1);
  trust.device_number = 5;
  trust.device.bytes[0] = 9;
  const auto key = vault::SealKeyPair::generate(random).public_key();
  trust.seal_key.assign(key.bytes().begin(), key.bytes().end());
  trust.seal_key_id = key.id();
  trust.sign_key = base::Bytes(32, 2);
  base::Uuid epoch;
  epoch.bytes[0] = 7;
  ASSERT_TRUE(store->save_trust(trust, epoch, 1000));
}

// Every row in the file, whatever its state; the numbers must have no gaps and no repeats.
std::set<std::string> ids_on_disk(const std::filesystem::path& folder) {
  auto store = KioskStore::open(folder, StoreUser::kiosk);
  EXPECT_TRUE(store) << store.error().message;
  EXPECT_FALSE(store->damaged_file());
  auto query = store->database().prepare("SELECT id, seq FROM outbox ORDER BY seq").value();
  std::set<std::string> ids;
  std::int64_t expected = 1;
  while (query.step().value()) {
    const auto bytes = query.bytes(0);
    base::Uuid id;
    std::copy(bytes.begin(), bytes.end(), id.bytes.begin());
    ids.insert(id.str());
    EXPECT_EQ(query.integer(1), expected++) << "numbers have no gaps";
  }
  return ids;
}

class Processes : public testing::Test {
 protected:
  void SetUp() override { make_enrolled_kiosk(path()); }
  std::filesystem::path path() const { return folder_ / "kiosk"; }
  test::TemporaryFolder folder_;
};

TEST_F(Processes, KioskAndCourierShareOneFile) {
  constexpr int kCount = 150;
  WorkerProcess kiosk("kiosk", path(), kCount, 1);
  WorkerProcess courier("courier", path(), kCount, 2);
  EXPECT_TRUE(kiosk.read_for(90'000));
  EXPECT_TRUE(courier.read_for(60'000));
  EXPECT_EQ(kiosk.wait(), 0) << kiosk.text();
  EXPECT_EQ(courier.wait(), 0) << courier.text();
  const auto submitted = kiosk.done();
  EXPECT_EQ(submitted.size(), static_cast<std::size_t>(kCount));
  EXPECT_EQ(courier.done(), submitted) << "each row was received, none twice, none made up";
  EXPECT_EQ(ids_on_disk(path()), submitted);
  auto store = KioskStore::open(path(), StoreUser::courier).value();
  EXPECT_EQ(store.counts().value().received, kCount);
}

TEST_F(Processes, WhatWasThankedForSurvivesAKillAtAnyMoment) {
  const char* asked = std::getenv("SAMEN_KILL_ROUNDS");
  const int rounds = asked != nullptr ? std::atoi(asked) : 25;
  std::set<std::string> thanked;
  base::SystemRandom random;
  int undecided = 0;
  // On a machine that does other things, too, so many more rounds until enough was thanked for.
  const auto enough = [&] { return thanked.size() > static_cast<std::size_t>(rounds); };
  int round = 0;
  for (; round < rounds || (!enough() && round < 10 * rounds); ++round) {
    WorkerProcess kiosk("kiosk", path(), 1'000'000, static_cast<unsigned>(round + 10));
    WorkerProcess courier("courier", path(), 1'000'000, static_cast<unsigned>(round + 11));
    kiosk.read_for(40 + static_cast<std::int64_t>(random.below(160)));
    kiosk.kill();
    courier.kill();
    EXPECT_EQ(kiosk.text().find("error"), std::string::npos) << kiosk.text();
    EXPECT_EQ(courier.text().find("error"), std::string::npos) << courier.text();
    thanked.merge(kiosk.done());
    const auto on_disk = ids_on_disk(path());
    for (const auto& id : thanked) ASSERT_TRUE(on_disk.contains(id)) << "lost " << id;
    // One sign-up a kill may be on the disk without its thank-you having got out.
    undecided += static_cast<int>(on_disk.size() - thanked.size());
    thanked = on_disk;
  }
  EXPECT_LE(undecided, round);
  EXPECT_TRUE(enough()) << thanked.size();
}

// --- a disk that is really full

class SmallDisk : public testing::Test {
 protected:
  void SetUp() override {
    if (::geteuid() != 0 ||
        ::mount("tmpfs", folder_.path().c_str(), "tmpfs", 0, "size=3m,mode=0700") != 0) {
      GTEST_SKIP() << "cannot mount a small file system here; max_page_count tests cover the rest";
    }
    mounted_ = true;
    make_enrolled_kiosk(path());
  }
  void TearDown() override {
    if (mounted_) ::umount(folder_.path().c_str());
  }
  std::filesystem::path path() const { return folder_ / "kiosk"; }
  // Leaves `left` bytes free, as other programs' files would.
  void fill(std::uintmax_t left) {
    std::ofstream file(folder_ / "other-files", std::ios::binary | std::ios::app);
    const std::string block(4096, 'x');
    while (std::filesystem::space(folder_.path()).available > left) {
      file << block << std::flush;
    }
  }
  test::TemporaryFolder folder_;
  bool mounted_ = false;
  base::SystemClock clock_;
  base::SystemRandom random_;
};

TEST_F(SmallDisk, TakesSignUpsToTheLastAndThenSaysFull) {
  test::RandomRecords made(5);
  auto opened = records::Records::open(path(), clock_, random_, vault::ReceiptCost::for_tests());
  ASSERT_TRUE(opened) << opened.error().message;
  auto records = *std::move(opened);
  fill(16'384);
  std::set<std::string> thanked;
  base::Errc refused = base::Errc::internal;
  for (int i = 0; i < 2000; ++i) {
    domain::Record record;
    record.form = "household";
    record.body = made.household();
    const auto receipt = records->submit(record);
    if (!receipt) {
      refused = receipt.error().code;
      break;
    }
    thanked.insert(record.id.str());
  }
  EXPECT_EQ(refused, base::Errc::storage_full);
  EXPECT_GT(thanked.size(), 20U) << "the reserve lets people finish";
  const auto status = records->status();
  ASSERT_TRUE(status) << status.error().message;
  EXPECT_EQ(status->waiting, static_cast<int>(thanked.size()));
  EXPECT_EQ(status->free_bytes, 0) << "without its reserve the kiosk calls itself full";
  // The PIN still opens, so that staff can see what is wrong.
  const auto staff = records->staff_open(base::SecretText("271828"));
  EXPECT_TRUE(staff || staff.error().code == base::Errc::storage_full);
  records.reset();
  EXPECT_EQ(ids_on_disk(path()), thanked) << "nothing half-written, nothing lost";
  EXPECT_FALSE(std::filesystem::exists(path() / "kiosk.db-journal"));

  std::filesystem::remove(folder_ / "other-files");  // somebody makes room: it goes on
  records =
      records::Records::open(path(), clock_, random_, vault::ReceiptCost::for_tests()).value();
  domain::Record record;
  record.form = "household";
  record.body = made.household();
  EXPECT_TRUE(records->submit(record));
  EXPECT_TRUE(std::filesystem::exists(path() / "reserve"));
  EXPECT_GT(records->status().value().free_bytes, 0);
}

TEST_F(SmallDisk, StartsAlsoWhenItIsFull) {
  {
    auto records = records::Records::open(path(), clock_, random_, vault::ReceiptCost::for_tests());
    ASSERT_TRUE(records);
  }
  std::filesystem::remove(path() / "reserve");
  fill(0);
  auto records = records::Records::open(path(), clock_, random_, vault::ReceiptCost::for_tests());
  ASSERT_TRUE(records) << records.error().message;
  test::RandomRecords made(6);
  domain::Record record;
  record.form = "household";
  record.body = made.household();
  const auto refused = (*records)->submit(record);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Errc::storage_full);
  EXPECT_LT((*records)->status().value().free_bytes, 4096);
}

}  // namespace
}  // namespace samen
