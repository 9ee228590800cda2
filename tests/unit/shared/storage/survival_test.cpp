// SPDX-License-Identifier: Apache-2.0
#include "unit/shared/storage/store_fixture.hpp"

namespace samen::storage::test {
namespace {

using base::Errc;

TEST_F(Store, KeepsPinTriesClockFloorAndCourierStatus) {
  {
    auto store = open();
    EXPECT_EQ(store.pin_tries().value().tries, 0);
    ASSERT_TRUE(store.save_pin_tries({3, {5}, 777}));
    ASSERT_TRUE(store.set_clock_floor(2'000'000));
    ASSERT_TRUE(store.set_clock_floor(100)) << "the matcher's clock was wrong once";
    EXPECT_FALSE(store.courier_status().value().last_success);
    CourierStatus status{{{1}, 2, 3, false}, base::Stamp{{4}, 5, 6, true}, "portal", -9};
    ASSERT_TRUE(store.save_courier_status(status));
  }
  auto store = open();
  EXPECT_EQ(store.pin_tries().value().tries, 3);
  EXPECT_EQ(store.pin_tries().value().boot[0], 5);
  EXPECT_EQ(store.pin_tries().value().not_before_mono_ms, 777);
  EXPECT_EQ(store.clock_floor_ms().value(), 100);
  const auto status = store.courier_status().value();
  EXPECT_EQ(status.last_attempt, (base::Stamp{{1}, 2, 3, false}));
  EXPECT_EQ(status.last_success, (base::Stamp{{4}, 5, 6, true}));
  EXPECT_EQ(status.problem, "portal");
  EXPECT_EQ(status.clock_offset_ms, -9);
}

TEST_F(Store, DamagedFileIsSetAsideAndTheKioskStillKnowsItsMatcher) {
  {
    auto store = open();
    ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
    add(store, 3);
  }
  destroy_database();
  EXPECT_EQ(KioskStore::open(folder_.path(), StoreUser::courier).error().code,
            Errc::storage_damaged)
      << "the courier leaves it to the kiosk";
  {
    auto store = open();
    ASSERT_TRUE(store.damaged_file());
    EXPECT_EQ(store.trust().value(), make_trust());
    const auto seq = store.append([](std::int64_t s) { return make_row(s); }, {}).value();
    EXPECT_EQ(seq, (std::int64_t{1} << kGenerationShift) + 1) << "no number is given twice";
  }
  EXPECT_TRUE(open().damaged_file()) << "staff see it until the file has been looked at";
  std::filesystem::remove(*open().damaged_file());
  EXPECT_FALSE(open().damaged_file());
}

TEST_F(Store, VanishedFileDoesNotRepeatNumbersEither) {
  {
    auto store = open();
    ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
    add(store, 3);
  }
  std::filesystem::remove(folder_ / "kiosk.db");
  auto store = open();
  EXPECT_EQ(store.trust().value(), make_trust());
  EXPECT_EQ(store.append([](std::int64_t s) { return make_row(s); }, {}).value(),
            (std::int64_t{1} << kGenerationShift) + 1);
}

TEST_F(Store, BrokenTrustCopyIsWrittenAnewAndNeverBelieved) {
  {
    auto store = open();
    ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
  }
  std::ofstream(folder_ / "enrolment.copy") << "samen-enrolment 1\nserver_url 6868\nend 00\n";
  open();
  destroy_database();
  EXPECT_EQ(open().trust().value(), make_trust()) << "the healthy start has mended the copy";
  std::ofstream(folder_ / "enrolment.copy") << "samen-enrolment 1\nserver_url 6868\nend 00\n";
  destroy_database();
  EXPECT_FALSE(open().trust().value());
}

TEST_F(Store, NumbersBeginWithoutAGapForANewDeviceId) {
  auto store = open();
  ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
  add(store, 2);
  ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
  EXPECT_EQ(store.append([](std::int64_t s) { return make_row(s); }, {}).value(), 3)
      << "the same device goes on";
  auto moved = make_trust();
  moved.device = uuid(10);
  ASSERT_TRUE(store.save_trust(moved, uuid(51), 1000));
  const auto first = (std::int64_t{1} << kGenerationShift) + 1;
  ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000)) << "moved back before any sign-up";
  EXPECT_EQ(store
                .append(
                    [](std::int64_t) {
                      auto row = make_row(99);
                      return row;
                    },
                    {})
                .value(),
            first);
}

TEST_F(Store, FullDiskLeavesNothingHalfDone) {
  auto store = open();
  add(store, 1);
  const auto pages = store.database().integer("PRAGMA page_count").value().value();
  ASSERT_TRUE(store.database().limit_pages(pages + 1));
  const auto full = store.append([](std::int64_t seq) { return make_row(seq, 65'584); }, {42},
                                 DecisionNote{uuid(1), 1, {1}});
  ASSERT_FALSE(full);
  EXPECT_EQ(full.error().code, Errc::storage_full);
  EXPECT_EQ(store.counts().value().waiting, 1);
  EXPECT_FALSE(store.code_used(42).value());
  EXPECT_TRUE(store.decision_notes().value().empty());
  ASSERT_TRUE(store.database().limit_pages(pages + 100));
  EXPECT_EQ(store.append([](std::int64_t s) { return make_row(s); }, {}).value(), 2);
}
}  // namespace
}  // namespace samen::storage::test
