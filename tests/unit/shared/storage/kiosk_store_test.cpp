// SPDX-License-Identifier: Apache-2.0
#include "storage/kiosk_store.hpp"

#include <fstream>
#include <sstream>

#include <gtest/gtest.h>

#include "embedded/kiosk_migrations.hpp"
#include "support/temporary_folder.hpp"

namespace samen::storage {
namespace {

using base::Errc;
using What = KioskStore::Outcome::What;
using Order = KioskStore::Order;

base::Uuid uuid(std::uint8_t tail) {
  base::Uuid id;
  id.bytes[0] = 1;
  id.bytes[15] = tail;
  return id;
}

base::Result<OutboxRow> make_row(std::int64_t seq, std::size_t body = 1072) {
  OutboxRow row;
  row.seq = seq;
  row.id = uuid(static_cast<std::uint8_t>(seq));
  row.device = uuid(200);
  row.key_id = "ab12";
  row.stamp = {{1, 2}, 30, 40, true};
  row.body = base::Bytes(body, static_cast<std::uint8_t>(seq));
  row.signature = base::Bytes(64, 1);
  row.hash = base::Bytes(32, 2);
  return row;
}

Trust make_trust() {
  return {"https://example.org:8443",   base::Bytes(32, 1), uuid(9), 17,
          "Bibliotheek \"Zuid\"\nمركز", base::Bytes(32, 2), "key-1", base::Bytes(32, 3)};
}

class Store : public testing::Test {
 protected:
  KioskStore open(StoreUser user = StoreUser::kiosk) {
    auto opened = KioskStore::open(folder_.path(), user);
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }
  void add(KioskStore& store, int count) {
    for (int i = 0; i < count; ++i) {
      ASSERT_TRUE(store.append([](std::int64_t seq) { return make_row(seq); }, {}));
    }
  }
  static std::vector<std::int64_t> sequence(const std::vector<OutboxRow>& rows) {
    std::vector<std::int64_t> out;
    for (const auto& row : rows) out.push_back(row.seq);
    return out;
  }
  void destroy_database() {
    std::ofstream(folder_ / "kiosk.db", std::ios::binary) << std::string(8192, 'Z');
  }
  test::TemporaryFolder folder_;
};

TEST_F(Store, SchemaFileIsWhereTheMigrationsEnd) {
  const auto schema_of = [](Database& database) {
    auto query = database
                     .prepare(
                         "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM "
                         "sqlite_schema ORDER BY 1")
                     .value();
    std::string all;
    while (query.step().value()) all += query.text(0) + "\n";
    return all;
  };
  std::ifstream file(std::string(SAMEN_SOURCE_DIR) + "/shared/storage/schema.sql");
  std::stringstream text;
  text << file.rdbuf();
  const std::string sql = text.str();
  const Migration whole[] = {{1, sql}};
  OpenOptions options;
  options.application_id = 1;
  options.migrations = whole;
  auto written = Database::open(folder_ / "written.db", options);
  ASSERT_TRUE(written) << written.error().message;
  auto store = open();
  EXPECT_EQ(schema_of(store.database()), schema_of(*written));
  EXPECT_EQ(store.database().integer("PRAGMA user_version").value(),
            kiosk_migrations().back().number);
}

TEST_F(Store, IsMadeByTheKioskAndOnlyOpenedByTheCourier) {
  EXPECT_EQ(KioskStore::open(folder_.path(), StoreUser::courier).error().code, Errc::not_found);
  open();
  EXPECT_TRUE(KioskStore::open(folder_.path(), StoreUser::courier).has_value());
}

TEST_F(Store, RowsComeBackAsTheyWentIn) {
  auto store = open();
  add(store, 1);
  const auto row = store.row(uuid(1)).value().value();
  EXPECT_EQ(row, make_row(1).value());
  EXPECT_FALSE(store.row(uuid(77)).value());
}

TEST_F(Store, SequenceNumbersHaveNoGapsWhateverFails) {
  auto store = open();
  add(store, 2);
  const auto refused = store.append(
      [](std::int64_t) -> base::Result<OutboxRow> { return base::fail(Errc::crypto, "no"); }, {});
  EXPECT_EQ(refused.error().code, Errc::crypto);
  const auto twice = store.append([](std::int64_t) { return make_row(1); }, {});
  EXPECT_EQ(twice.error().code, Errc::conflict) << "the id is taken";
  EXPECT_EQ(store.append([](std::int64_t seq) { return make_row(seq); }, {}).value(), 3);
  ASSERT_TRUE(store.apply({{uuid(3), What::received, {}, "r"}}, 3));
  EXPECT_EQ(store.append([](std::int64_t seq) { return make_row(seq); }, {}).value(), 4)
      << "also after the newest row is gone";
}

TEST_F(Store, OffersOldestOrNewestWithinLimits) {
  auto store = open();
  add(store, 5);
  const auto all = std::size_t{1} << 30;
  EXPECT_EQ(sequence(store.waiting(Order::oldest_first, 3, all).value()),
            (std::vector<std::int64_t>{1, 2, 3}));
  EXPECT_EQ(sequence(store.waiting(Order::newest_first, 2, all).value()),
            (std::vector<std::int64_t>{5, 4}));
  EXPECT_EQ(store.waiting(Order::oldest_first, 9, 2500).value().size(), 2U);
  EXPECT_EQ(store.waiting(Order::oldest_first, 9, 1).value().size(), 1U) << "always at least one";
}

struct Step {
  const char* name;
  OutboxState from;
  What what;
  std::optional<OutboxState> to;  // nothing: the row is gone
};
constexpr Step kSteps[] = {
    {"accepted", OutboxState::waiting, What::received, OutboxState::received},
    {"accepted again", OutboxState::received, What::received, OutboxState::received},
    {"refused", OutboxState::waiting, What::refused, OutboxState::refused},
    {"refused after it was accepted", OutboxState::received, What::refused, OutboxState::received},
    {"conflict", OutboxState::waiting, What::quarantined, OutboxState::quarantined},
    {"conflict later", OutboxState::received, What::quarantined, OutboxState::quarantined},
    {"erased", OutboxState::waiting, What::erased, std::nullopt},
    {"erased later", OutboxState::received, What::erased, std::nullopt},
    {"failed", OutboxState::waiting, What::failed, OutboxState::waiting},
    {"accepted although refused", OutboxState::refused, What::received, OutboxState::refused},
    {"accepted although quarantined", OutboxState::quarantined, What::received,
     OutboxState::quarantined},
};

TEST_F(Store, RowsMoveOnlyAsTheTableSays) {
  auto store = open();
  std::uint8_t number = 0;
  for (const auto& step : kSteps) {
    add(store, 1);
    const auto id = uuid(++number);
    if (step.from == OutboxState::received) {
      ASSERT_TRUE(store.mark_received(id, "first"));
    }
    if (step.from == OutboxState::refused) {
      ASSERT_TRUE(store.mark_refused(id, "bad", "{}"));
    }
    if (step.from == OutboxState::quarantined) {
      ASSERT_TRUE(store.mark_quarantined(id, "bad"));
    }
    ASSERT_TRUE(store.apply({{id, step.what, "why", "receipt"}}, 0)) << step.name;
    const auto row = store.row(id).value();
    ASSERT_EQ(row.has_value(), step.to.has_value()) << step.name;
    if (row) {
      EXPECT_EQ(row->state, *step.to) << step.name;
    }
  }
  EXPECT_EQ(store.counts().value().erased, 2);
}

TEST_F(Store, DeletesOnlyWhatIsReceivedAndDurable) {
  auto store = open();
  add(store, 4);
  ASSERT_TRUE(store.mark_received(uuid(1), "r1"));
  ASSERT_TRUE(store.mark_received(uuid(4), "r4"));
  EXPECT_EQ(store.drop_durable(3).value(), 1) << "2 and 3 wait, 4 is not in a backup";
  const auto counts = store.counts().value();
  EXPECT_EQ(counts, (OutboxCounts{2, 1, 0, 0, 1, 0}));
  EXPECT_FALSE(store.row(uuid(1)).value());
  EXPECT_EQ(store.row(uuid(4)).value()->receipt, "r4");
}

TEST_F(Store, OffersEverythingAgainToARestoredMatcher) {
  auto store = open();
  ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
  ASSERT_TRUE(store.apply_page({{{uuid(1), 4, InboxKind::card, {1}}}, "cursor", false, false}));
  add(store, 3);
  ASSERT_TRUE(store.mark_received(uuid(1), "r"));
  ASSERT_TRUE(store.mark_refused(uuid(2), "bad", "r"));
  EXPECT_FALSE(store.meet_epoch(uuid(50)).value()) << "the same matcher as before";
  EXPECT_TRUE(store.meet_epoch(uuid(51)).value());
  EXPECT_EQ(sequence(store.waiting(Order::oldest_first, 9, 99999).value()),
            (std::vector<std::int64_t>{1, 3}));
  EXPECT_EQ(store.feed_cursor().value(), "");
  EXPECT_EQ(store.epoch().value(), uuid(51));
  EXPECT_FALSE(store.meet_epoch(uuid(51)).value());
}

TEST_F(Store, RemembersFailedTries) {
  auto store = open();
  add(store, 2);
  EXPECT_EQ(store.oldest_waiting().value()->mono_ms, 30);
  ASSERT_TRUE(store.note_failed_attempt({uuid(1), uuid(2)}, "unreachable"));
  ASSERT_TRUE(store.note_failed_attempt({uuid(1)}, "timeout"));
  EXPECT_EQ(store.row(uuid(1)).value()->attempts, 2);
  EXPECT_EQ(store.row(uuid(1)).value()->last_error, "timeout");
  EXPECT_EQ(store.row(uuid(2)).value()->last_error, "unreachable");
}

TEST_F(Store, CodesAreNotGivenTwice) {
  auto store = open();
  EXPECT_FALSE(store.code_used(5).value());
  const auto make = [](std::int64_t seq) { return make_row(seq); };
  ASSERT_TRUE(store.append(make, {5, 6}));
  EXPECT_TRUE(store.code_used(5).value());
  EXPECT_EQ(store.append(make, {6}).error().code, Errc::conflict);
  EXPECT_EQ(store.counts().value().waiting, 1);
}

// --- inbox

TEST_F(Store, FeedKeepsTheNewestAndNeverBringsBackTheErased) {
  auto store = open();
  ASSERT_TRUE(
      store.apply_page({{{uuid(1), 2, InboxKind::card, {2}}, {uuid(2), 1, InboxKind::card, {9}}},
                        "c1",
                        true,
                        false}));
  ASSERT_TRUE(store.apply_page(
      {{{uuid(1), 1, InboxKind::card, {1}}, {uuid(2), 2, InboxKind::tombstone, {}}},
       "c2",
       false,
       false}));
  EXPECT_EQ(store.cards().value(), (std::vector<InboxItem>{{uuid(1), 2, InboxKind::card, {2}}}));
  ASSERT_TRUE(store.apply_page({{{uuid(2), 1, InboxKind::card, {9}}}, "c3", false, false}));
  EXPECT_EQ(store.cards().value().size(), 1U) << "an old page again";
  EXPECT_EQ(store.feed_cursor().value(), "c3");
}

TEST_F(Store, CompleteListReplacesEverythingOnceItIsAllIn) {
  auto store = open();
  ASSERT_TRUE(
      store.apply_page({{{uuid(1), 5, InboxKind::card, {1}}, {uuid(2), 5, InboxKind::card, {2}}},
                        "c",
                        false,
                        false}));
  ASSERT_TRUE(store.apply_page({{{uuid(2), 3, InboxKind::card, {22}}}, "f1", true, true}));
  EXPECT_EQ(store.cards().value().size(), 2U) << "the list goes on: nothing is dropped yet";
  EXPECT_EQ(store.cards().value()[1].version, 3) << "a restored matcher may have gone back";
  ASSERT_TRUE(store.apply_page({{{uuid(3), 1, InboxKind::card, {3}}}, "f2", false, true}));
  const auto cards = store.cards().value();
  ASSERT_EQ(cards.size(), 2U);
  EXPECT_EQ(cards[0].id, uuid(2));
  EXPECT_EQ(cards[1].id, uuid(3));
}

TEST_F(Store, DecisionNotesLastUntilTheMatcherAnswers) {
  auto store = open();
  const auto make = [](std::int64_t seq) { return make_row(seq); };
  ASSERT_TRUE(
      store.apply_page({{{uuid(1), 1, InboxKind::card, {1}}, {uuid(2), 1, InboxKind::card, {2}}},
                        "c",
                        false,
                        false}));
  EXPECT_EQ(store.undecided_cards().value(), 2);
  ASSERT_TRUE(store.append(make, {}, DecisionNote{uuid(1), 1, {7}}));
  EXPECT_EQ(store.undecided_cards().value(), 1);
  ASSERT_EQ(store.decision_notes().value().size(), 1U);
  ASSERT_TRUE(store.apply_page({{{uuid(1), 1, InboxKind::card, {1}}}, "c", false, false}));
  EXPECT_EQ(store.decision_notes().value().size(), 1U) << "the same version is no answer";
  ASSERT_TRUE(store.apply_page({{{uuid(1), 2, InboxKind::card, {3}}}, "d", false, false}));
  EXPECT_TRUE(store.decision_notes().value().empty());
}

// --- small things that must survive

TEST_F(Store, KeepsPinTriesClockFloorAndCourierStatus) {
  {
    auto store = open();
    EXPECT_EQ(store.pin_tries().value().tries, 0);
    ASSERT_TRUE(store.save_pin_tries({3, {5}, 777}));
    ASSERT_TRUE(store.raise_clock_floor(100));
    ASSERT_TRUE(store.raise_clock_floor(50));
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

// --- damage

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
}  // namespace samen::storage
