// SPDX-License-Identifier: Apache-2.0
// Whom a round expects: those who signed up here before, as long as they are kept.
#include "sync/server/cases/expected.hpp"

#include <algorithm>

#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/populate.hpp"
#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class ExpectedTest : public MatcherTest {
 protected:
  // 80 households and 60 groups, as if they were no made-up people; `came` says when, in SQL.
  void people(const std::string& came) {
    const auto centre = ensure_centre(*store, "De Linde", "Almere");
    ASSERT_TRUE(centre);
    matcher::PopulationOptions options;
    options.households = 80;
    options.groups = 60;
    options.singles = 0;
    options.now_wall_ms = clock.wall_ms();
    options.municipalities = {matcher::Municipality::almere};
    ASSERT_TRUE(populate(*store, options, {*centre}, policy));
    for (const char* table : {"household", "volunteer", "welcome_group"}) {
      run("UPDATE " + std::string(table) + " SET synthetic = 0");
    }
    run("UPDATE household SET waiting_since_ms = " + came);
    run("UPDATE volunteer SET arrived_ms = " + came);
  }
  // So many days before now, with one day more for each of ten kinds of rows.
  std::string days_ago(int days) const {
    return std::to_string(clock.wall_ms() - days * base::kDayMs) + " - (rowid % 10) * " +
           std::to_string(base::kDayMs);
  }
  void run(const std::string& sql) {
    const auto done = store->database().execute(sql);
    ASSERT_TRUE(done) << sql << ": " << done.error().message;
  }
  struct Looked {
    Arrivals arrivals;
    std::int64_t worth = 0;
  };
  Looked look() {
    const auto pool = read_pool(*store).value();
    auto tonight = build_instance(pool, policy, {}, clock.wall_ms()).value();
    const auto arrivals = expect_arrivals(*store, pool, policy, {}, clock.wall_ms(), 1, tonight);
    EXPECT_TRUE(arrivals) << arrivals.error().message;
    Looked made{arrivals.value_or(Arrivals{})};
    for (const auto* list : {&tonight.households.waiting_worth, &tonight.groups.waiting_worth}) {
      for (const auto points : *list) made.worth += points;
    }
    return made;
  }

  matcher::Policy policy;
};

TEST_F(ExpectedTest, AYearAgoTheSameDaysWhateverBecameOfThem) {
  people(days_ago(330));
  run("UPDATE household SET state = 'matched' WHERE rowid % 2 = 0");
  run("UPDATE welcome_group SET state = 'matched' WHERE rowid % 2 = 0");
  const auto young = look();
  EXPECT_EQ(name_of(young.arrivals.from), "nobody") << "339 days are no year";
  EXPECT_EQ(young.worth, 0);

  run("UPDATE household SET waiting_since_ms = waiting_since_ms - 10 * 86400000 WHERE rowid = "
      "(SELECT min(rowid) FROM household)");
  clock.advance(30 * base::kDayMs);
  const auto old = look();
  EXPECT_EQ(name_of(old.arrivals.from), "last_year");
  EXPECT_GT(old.arrivals.households, 30U);
  EXPECT_LT(old.arrivals.households, 80U) << "some came more than a year ago";
  EXPECT_GT(old.arrivals.groups, 20U);
  EXPECT_GT(old.worth, 0);
}

TEST_F(ExpectedTest, InTheFirstYearAsManyAsInTheLastDays) {
  people(days_ago(20));
  EXPECT_EQ(name_of(look().arrivals.from), "last_days");
  EXPECT_EQ(look().arrivals.households, 80U);
  EXPECT_GT(look().worth, 0);
  run("UPDATE household SET synthetic = 1 WHERE rowid % 2 = 0");
  EXPECT_EQ(name_of(look().arrivals.from), "nobody") << "40 say nothing about a season";
  policy.look_ahead.days = 0;
  EXPECT_EQ(name_of(look().arrivals.from), "nobody");
}

TEST_F(ExpectedTest, WhoIsErasedIsNotExpectedAnyMore) {
  people(days_ago(20));
  const auto pool = read_pool(*store).value();
  ASSERT_EQ(look().arrivals.households, 80U);
  auto transaction = store->begin();
  ASSERT_TRUE(transaction);
  for (std::size_t i = 0; i < 7; ++i) {
    ASSERT_TRUE(erase_record(*store, pool.households[i].id, "asked"));
  }
  ASSERT_TRUE(transaction->commit());
  EXPECT_EQ(look().arrivals.households, 73U);
}

TEST_F(ExpectedTest, TheLogSaysWhoWasExpectedAndNamesNobody) {
  people(days_ago(20));
  RoundRequest request;
  request.policy = policy;
  const auto outcome = run_and_store_round(*store, request);
  ASSERT_TRUE(outcome) << outcome.error().message;
  EXPECT_EQ(outcome->expected.households, 80U);
  EXPECT_NE(outcome->log.facts.find(R"("expected":{"days":90,"from":"last_days","groups":60)"),
            std::string::npos);
  EXPECT_EQ(outcome->log.text.find("Demo"), std::string::npos);
  EXPECT_GT(outcome->proposals.size(), 5U);
}

}  // namespace
}  // namespace samen::server
