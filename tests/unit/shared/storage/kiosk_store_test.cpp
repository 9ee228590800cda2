// SPDX-License-Identifier: Apache-2.0
#include "storage/kiosk_store.hpp"

#include <sstream>

#include "embedded/kiosk_migrations.hpp"
#include "tests/source_dir.hpp"
#include "unit/shared/storage/store_fixture.hpp"

namespace samen::storage::test {
namespace {

using base::Errc;

TEST_F(Store, SchemaFileIsWhereTheMigrationsEnd) {
  const auto schema_of = [](Database& database) {
    auto query = database
                     .prepare(
                         "SELECT type || ' ' || name || ' ' || coalesce(sql, '') FROM "
                         "sqlite_schema ORDER BY 1")
                     .value();
    std::string all;
    while (query.step().value()) all += query.text(0) + "\n";
    // A column that was added later stands on another line than one that was there at once.
    std::erase_if(all, [](char c) { return c == ' ' || c == '\n'; });
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
      ASSERT_TRUE(settle(store, id, OutboxEvent::received, "", "first"));
    }
    if (step.from == OutboxState::refused) {
      ASSERT_TRUE(settle(store, id, OutboxEvent::refused, "bad", "{}"));
    }
    if (step.from == OutboxState::quarantined) {
      ASSERT_TRUE(settle(store, id, OutboxEvent::quarantined, "bad"));
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
  ASSERT_TRUE(settle(store, uuid(1), OutboxEvent::received, "", "r1"));
  ASSERT_TRUE(settle(store, uuid(4), OutboxEvent::received, "", "r4"));
  EXPECT_EQ(store.drop_durable(3).value(), 1) << "2 and 3 wait, 4 is not in a backup";
  const auto counts = store.counts().value();
  EXPECT_EQ(counts, (OutboxCounts{2, 1, 0, 0, 1, 0}));
  EXPECT_FALSE(store.row(uuid(1)).value());
  EXPECT_EQ(store.row(uuid(4)).value()->receipt, "r4");
}

TEST_F(Store, KnowsTheLowestNumberItWaitsWith) {
  auto store = open();
  EXPECT_EQ(store.held_from().value(), 1) << "the first number to be given";
  add(store, 5);
  EXPECT_EQ(store.held_from().value(), 1);
  ASSERT_TRUE(settle(store, uuid(1), OutboxEvent::erased));
  ASSERT_TRUE(settle(store, uuid(2), OutboxEvent::refused, "bad", "r"));
  EXPECT_EQ(store.held_from().value(), 3) << "a person has to look at 2, nobody waits for it";
  ASSERT_TRUE(settle(store, uuid(3), OutboxEvent::received, "", "r"));
  ASSERT_TRUE(settle(store, uuid(5), OutboxEvent::received, "", "r"));
  EXPECT_EQ(store.held_from().value(), 3) << "received is not yet durable";
  EXPECT_EQ(store.drop_durable(3).value(), 1);
  EXPECT_EQ(store.held_from().value(), 4);
  ASSERT_TRUE(settle(store, uuid(4), OutboxEvent::received, "", "r"));
  EXPECT_EQ(store.drop_durable(5).value(), 2);
  EXPECT_EQ(store.held_from().value(), 6);
  EXPECT_EQ(store.offer_refused_again().value(), 1);
  EXPECT_EQ(store.held_from().value(), 2);
}

TEST_F(Store, OffersEverythingAgainToARestoredMatcher) {
  auto store = open();
  ASSERT_TRUE(store.save_trust(make_trust(), uuid(50), 1000));
  ASSERT_TRUE(
      store.apply_page({{{uuid(1), 4, protocol::FeedKind::card, {1}}}, "cursor", false, false}));
  add(store, 3);
  ASSERT_TRUE(settle(store, uuid(1), OutboxEvent::received, "", "r"));
  ASSERT_TRUE(settle(store, uuid(2), OutboxEvent::refused, "bad", "r"));
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
}  // namespace
}  // namespace samen::storage::test
