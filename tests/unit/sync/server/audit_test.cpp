// SPDX-License-Identifier: Apache-2.0
// The chain of what people did: every kind of change to it is found.
#include "sync/server/store/audit.hpp"

#include "unit/sync/server/matcher_fixture.hpp"

namespace samen::server {
namespace {

class AuditTest : public MatcherTest {
 protected:
  void SetUp() override {
    MatcherTest::SetUp();
    for (const char* action : {"make_code", "enrol", "revoke", "accept", "mark"}) {
      clock.advance(1000);
      ASSERT_TRUE(write_audit(*store, "operator", action, "7"));
    }
  }
};

TEST_F(AuditTest, LinesComeBackInOrderAndTheChainHolds) {
  const auto lines = read_audit(*store);
  ASSERT_TRUE(lines) << lines.error().message;
  ASSERT_EQ(lines->size(), 5U);
  EXPECT_EQ((*lines)[2].action, "revoke");
  EXPECT_EQ((*lines)[2].number, 3);
  EXPECT_EQ((*lines)[4].at_ms - (*lines)[3].at_ms, 1000);
}

TEST_F(AuditTest, EveryChangeOfALineIsFoundAtThatLine) {
  const std::pair<const char*, const char*> changes[] = {
      {"UPDATE audit SET action = 'decline' WHERE number = 4", "line 4"},
      {"UPDATE audit SET actor = 'nobody' WHERE number = 1", "line 1"},
      {"UPDATE audit SET subject = '8' WHERE number = 5", "line 5"},
      {"UPDATE audit SET at_ms = at_ms + 1 WHERE number = 2", "line 2"},
      {"UPDATE audit SET hash = zeroblob(32) WHERE number = 3", "line 3"},
      {"DELETE FROM audit WHERE number = 3", "line 3"},
      {"DELETE FROM audit WHERE number = 1", "line 1"},
      {"UPDATE audit SET actor = 'operator' || char(10) || action, action = subject, subject = '' "
       "WHERE number = 4",
       "line 4"},
  };
  for (const auto& [sql, where] : changes) {
    ASSERT_TRUE(store->database().execute("SAVEPOINT harm"));
    ASSERT_TRUE(store->database().execute(sql)) << sql;
    const auto verdict = check_audit(*store);
    ASSERT_FALSE(verdict) << sql;
    EXPECT_NE(verdict.error().message.find(where), std::string::npos)
        << sql << ": " << verdict.error().message;
    ASSERT_TRUE(store->database().execute("ROLLBACK TO harm; RELEASE harm"));
  }
  EXPECT_TRUE(check_audit(*store));
}

TEST_F(AuditTest, TwoLinesThatWereExchangedAreFound) {
  ASSERT_TRUE(
      store->database().execute("UPDATE audit SET number = 99 WHERE number = 2;"
                                "UPDATE audit SET number = 2 WHERE number = 3;"
                                "UPDATE audit SET number = 3 WHERE number = 99"));
  EXPECT_FALSE(check_audit(*store));
}

}  // namespace
}  // namespace samen::server
