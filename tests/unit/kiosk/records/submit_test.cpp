// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <set>

#include <sys/stat.h>

#include "base/file.hpp"
#include "unit/kiosk/records/kiosk_folder.hpp"

namespace samen::records {
namespace {

using base::Errc;

class Submit : public test::KioskFolder {};

TEST_F(Submit, WhatIsThankedForIsOnTheDiskSealedAndSigned) {
  enrol();
  auto records = open();
  auto record = household("Amina");
  const auto receipt = records->submit(record);
  ASSERT_TRUE(receipt) << receipt.error().message;
  EXPECT_EQ(receipt->code, record.receipt);
  EXPECT_EQ(receipt->code.device_number(), 77U);
  EXPECT_FALSE(receipt->join_code);
  records.reset();

  const auto rows = outbox();
  ASSERT_EQ(rows.size(), 1U);
  EXPECT_EQ(rows[0].envelope.seq, 1);
  EXPECT_NE(std::ranges::find(vault::kPaddingBuckets,
                              rows[0].envelope.body.size() - vault::kSealOverhead),
            vault::kPaddingBuckets.end())
      << "the size tells only a bucket";
  const auto read = read_as_matcher(rows[0]);
  ASSERT_TRUE(read) << read.error().message;
  EXPECT_EQ(*read, record);
}

TEST_F(Submit, EveryKindOfRecordArrives) {
  enrol();
  auto records = open();
  std::vector<domain::Record> sent;
  for (int i = 0; i < 40; ++i) {
    auto record = made_.record();
    if (!domain::is_sign_up(record.body) || record.correction) continue;
    record.id = {};
    ASSERT_TRUE(records->submit(record));
    sent.push_back(record);
  }
  records.reset();
  const auto rows = outbox();
  ASSERT_EQ(rows.size(), sent.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto read = read_as_matcher(rows[i]);
    ASSERT_TRUE(read) << read.error().message;
    EXPECT_EQ(*read, sent[i]);
    EXPECT_EQ(rows[i].envelope.seq, static_cast<std::int64_t>(i + 1));
  }
}

TEST_F(Submit, WhoStartsAGroupGetsAJoinCodeForTheOthers) {
  enrol();
  auto records = open();
  domain::Record record;
  record.form = "group";
  record.body = made_.group_start();
  std::get<domain::GroupStart>(record.body).join_code = {};
  const auto receipt = records->submit(record);
  ASSERT_TRUE(receipt) << receipt.error().message;
  ASSERT_TRUE(receipt->join_code);
  EXPECT_NE(*receipt->join_code, receipt->code);
  EXPECT_EQ(std::get<domain::GroupStart>(record.body).join_code, *receipt->join_code);
}

TEST_F(Submit, CodesNeverRepeat) {
  enrol();
  auto records = open();
  std::set<base::HumanCode> seen;
  for (int i = 0; i < 60; ++i) {
    auto record = household("x");
    seen.insert(records->submit(record).value().code);
  }
  EXPECT_EQ(seen.size(), 60U);
}

TEST_F(Submit, TheSameRecordTwiceIsStoredOnce) {
  enrol();
  auto records = open();
  auto record = household("Amina");
  const auto first = records->submit(record).value();
  const auto again = records->submit(record);
  ASSERT_TRUE(again);
  EXPECT_EQ(again->code, first.code);
  EXPECT_FALSE(first.secret.empty());
  EXPECT_TRUE(again->secret.empty()) << "the secret is with the person, and nowhere else";
  EXPECT_EQ(records->status().value().waiting, 1);
}

TEST_F(Submit, NotEnrolledIsSaidAndNothingIsKept) {
  auto records = open();
  auto record = household("Amina");
  const auto refused = records->submit(record);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::not_found);
  const auto status = records->status().value();
  EXPECT_FALSE(status.enrolled);
  EXPECT_EQ(status.waiting, 0);
}

TEST_F(Submit, WhatTheDomainRefusesIsNotStored) {
  enrol();
  auto records = open();
  auto record = household("Amina");
  std::get<domain::Household>(record.body).consents.clear();
  EXPECT_EQ(records->submit(record).error().code, Errc::invalid_input);
  auto mislabelled = household("Amina");
  mislabelled.form = "single";
  EXPECT_FALSE(records->submit(mislabelled));
  EXPECT_EQ(records->status().value().waiting, 0);
}

TEST_F(Submit, NoNameIsEverOnTheDisk) {
  enrol();
  auto records = open();
  const std::string canary = "Zwartkanarie";
  const std::string arabic = "عصفورالكناري";
  for (const auto& name : {canary, arabic}) {
    auto record = household(name);
    std::get<domain::Household>(record.body).contact = {domain::ContactChannel::email,
                                                        base::SecretText(canary + "@kooi.example")};
    ASSERT_TRUE(records->submit(record));
  }
  const auto utf16 = [](std::string_view ascii, bool big) {
    std::string out;
    for (const char c : ascii) out += big ? std::string{'\0', c} : std::string{c, '\0'};
    return out;
  };
  const auto grep = [&](const std::string& bytes) {
    int hits = 0;
    for (const auto& needle :
         {canary, arabic, utf16(canary, false), utf16(canary, true), canary.substr(0, 8)}) {
      if (bytes.find(needle) != std::string::npos) ++hits;
    }
    return hits;
  };
  EXPECT_EQ(grep("xx" + utf16(canary, true) + canary + "xx"), 3) << "this search can find it";
  EXPECT_EQ(grep(test::all_bytes(path())), 0);
  records.reset();
  EXPECT_EQ(grep(test::all_bytes(path())), 0);
}

TEST_F(Submit, FilesAreOnlyForTheirOwner) {
  enrol();
  auto records = open();
  auto record = household("Amina");
  ASSERT_TRUE(records->submit(record));
  for (const auto& entry : std::filesystem::directory_iterator(path())) {
    struct stat info{};
    ASSERT_EQ(::stat(entry.path().c_str(), &info), 0);
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << entry.path().filename();
  }
}

TEST_F(Submit, ADamagedDatabaseIsSetAsideAndSignUpsGoOn) {
  enrol();
  {
    auto records = open();
    auto record = household("Amina");
    ASSERT_TRUE(records->submit(record));
  }
  std::ofstream(path() / "kiosk.db", std::ios::binary) << std::string(16'384, 'Z');
  auto records = open();
  auto record = household("Yusuf");
  ASSERT_TRUE(records->submit(record));
  const auto status = records->status().value();
  EXPECT_TRUE(status.damaged_file_set_aside);
  EXPECT_TRUE(status.enrolled);
  EXPECT_EQ(status.centre, "Bibliotheek Zuid");
  EXPECT_EQ(status.waiting, 1);
}

TEST_F(Submit, DamageThatShowsWhileRunningIsSurvivedToo) {
  enrol();
  auto records = open();
  auto record = household("Amina");
  ASSERT_TRUE(records->submit(record));
  {
    std::fstream file(path() / "kiosk.db", std::ios::in | std::ios::out | std::ios::binary);
    file << std::string(60'000, 'Z');
  }
  auto next = household("Yusuf");
  const auto receipt = records->submit(next);
  ASSERT_TRUE(receipt) << receipt.error().message;
  EXPECT_TRUE(records->status().value().damaged_file_set_aside);
  EXPECT_EQ(records->status().value().waiting, 1);
}

TEST_F(Submit, AKioskWithoutItsReserveSaysThatItIsFullUntilThereIsRoomAgain) {
  enrol();
  auto records = open();
  EXPECT_GT(records->status().value().free_bytes, 0);
  // A folder in its place stands for a disk without room: the file cannot be made.
  std::filesystem::remove(path() / "reserve");
  std::filesystem::create_directory(path() / "reserve");
  EXPECT_EQ(records->status().value().free_bytes, 0);
  auto running = household("finishes");
  EXPECT_TRUE(records->submit(running)) << "who is in the middle of it is not turned away";
  std::filesystem::remove(path() / "reserve");
  EXPECT_GT(records->status().value().free_bytes, 0);
}

TEST_F(Submit, OnlyOneKioskProgramHasAFolder) {
  auto records = open();
  const auto second = Records::open(path(), clock_, random_);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, Errc::conflict);
  records.reset();
  EXPECT_TRUE(Records::open(path(), clock_, random_).has_value());
}

TEST_F(Submit, InitialisingTwiceChangesNothing) {
  const auto before = test::all_bytes(path());
  const auto again =
      init_kiosk(path(), base::SecretText("314159"), random_, {vault::PinCost::for_tests()});
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, Errc::conflict);
  EXPECT_EQ(test::all_bytes(path()), before);
}

TEST_F(Submit, AnInitialisationThatWasCutShortIsSimplyRunAgain) {
  std::filesystem::remove(device::KioskFolder{path()}.staff_key());
  EXPECT_EQ(Records::open(path(), clock_, random_).error().code, Errc::not_found);
  EXPECT_TRUE(init_kiosk(path(), base::SecretText(kPin), random_, {vault::PinCost::for_tests()}));
  EXPECT_TRUE(Records::open(path(), clock_, random_).has_value());
  enrol();
  std::filesystem::remove(device::KioskFolder{path()}.staff_key());
  EXPECT_EQ(init_kiosk(path(), base::SecretText(kPin), random_, {vault::PinCost::for_tests()})
                .error()
                .code,
            Errc::conflict)
      << "an enrolled kiosk keeps its key";
}

TEST_F(Submit, AWeakPinIsRefusedBeforeAnythingIsMade) {
  const auto refused = init_kiosk(folder_ / "other", base::SecretText("123456"), random_,
                                  {vault::PinCost::for_tests()});
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, Errc::invalid_input);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "other"));
}

TEST_F(Submit, StatusTellsAgesAndTrustInTheClock) {
  enrol();
  auto records = open();
  EXPECT_FALSE(records->status().value().clock_trusted) << "nobody has compared it yet";
  auto record = household("Amina");
  ASSERT_TRUE(records->submit(record));
  clock_.advance(60'000);
  {
    auto store = storage::KioskStore::open(path(), storage::StoreUser::courier).value();
    storage::CourierStatus status;
    status.last_attempt = {clock_.boot_id(), clock_.mono_ms(), clock_.wall_ms(), false};
    status.last_success = status.last_attempt;
    status.problem = "unreachable";
    ASSERT_TRUE(store.save_courier_status(status));
  }
  clock_.advance(5'000);
  auto status = records->status().value();
  EXPECT_EQ(status.oldest_unsent_ms, 65'000);
  EXPECT_EQ(status.last_contact_ms_ago, 5'000);
  EXPECT_EQ(status.courier_problem, "staff.problem.unreachable");
  EXPECT_TRUE(status.clock_trusted);
  EXPECT_GT(status.free_bytes, 0);
  clock_.reboot();
  clock_.set_wall(1000);  // a Pi without a battery starts in 1970
  status = records->status().value();
  EXPECT_FALSE(status.clock_trusted);
  EXPECT_FALSE(status.oldest_unsent_ms) << "not known, so not claimed";
}

}  // namespace
}  // namespace samen::records
