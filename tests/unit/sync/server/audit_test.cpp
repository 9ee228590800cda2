// SPDX-License-Identifier: Apache-2.0
// The chain of what people did: every kind of change to it is found.
#include "sync/server/store/audit.hpp"

#include "sync/server/store/audit_head.hpp"
#include "unit/sync/server/matcher_fixture.hpp"
#include "vault/keyed_digest.hpp"

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

// Who can write the file can also compute every hash anew.
void rewrite(Store& store, std::string_view change) {
  struct Row {
    std::int64_t at_ms;
    std::string actor, action, subject;
  };
  ASSERT_TRUE(store.database().execute(change));
  std::vector<Row> kept;
  {
    auto rows =
        store.database().prepare("SELECT at_ms, actor, action, subject FROM audit ORDER BY number");
    ASSERT_TRUE(rows);
    while (rows->step().value()) {
      kept.push_back({rows->integer(0), rows->text(1), rows->text(2), rows->text(3)});
    }
  }
  ASSERT_TRUE(store.database().execute("DELETE FROM audit"));
  base::Bytes previous;
  for (std::size_t i = 0; i < kept.size(); ++i) {
    std::string text(base::as_text(previous));
    text += std::to_string(kept[i].at_ms) + "\n" + kept[i].actor + "\n" + kept[i].action + "\n" +
            kept[i].subject;
    const auto hash = vault::sha256(base::as_bytes(text));
    previous.assign(hash.begin(), hash.end());
    ASSERT_TRUE(
        store.database().run("INSERT INTO audit (number, at_ms, actor, action, subject, hash) "
                             "VALUES (?1,?2,?3,?4,?5,?6)",
                             {static_cast<std::int64_t>(i) + 1, kept[i].at_ms,
                              std::string_view(kept[i].actor), std::string_view(kept[i].action),
                              std::string_view(kept[i].subject), base::ByteView(previous)}));
  }
}

TEST_F(AuditTest, ARewrittenChainWithFittingHashesFitsNoHeadOfBefore) {
  const auto key = vault::make_digest_key(random);
  const auto others = vault::make_digest_key(random);
  const auto before = read_audit(*store).value();
  const std::string head = audit_head(before, key);
  EXPECT_TRUE(check_audit_head(before, head, key));
  ASSERT_TRUE(write_audit(*store, "operator", "later", "8"));
  EXPECT_TRUE(check_audit_head(read_audit(*store).value(), head, key)) << "more lines are fine";
  EXPECT_FALSE(check_audit_head(before, head, others));
  EXPECT_EQ(check_audit_head(before, "5", key).error().code, base::Errc::invalid_input);
  for (const char* change :
       {"UPDATE audit SET subject = '8' WHERE number = 1",
        "UPDATE audit SET action = 'hold' WHERE number = 5", "DELETE FROM audit WHERE number = 2",
        "DELETE FROM audit WHERE number > 3",
        "UPDATE audit SET at_ms = at_ms - 1 WHERE number = 4"}) {
    ASSERT_TRUE(store->database().execute("SAVEPOINT harm"));
    rewrite(*store, change);
    const auto lines = read_audit(*store);
    ASSERT_TRUE(lines) << "the chain itself shows nothing: " << change;
    EXPECT_EQ(check_audit_head(*lines, head, key).error().code, base::Errc::storage_damaged)
        << change;
    EXPECT_FALSE(check_audit_head(*lines, audit_head(*lines, others), key))
        << "made by who rewrote it";
    ASSERT_TRUE(store->database().execute("ROLLBACK TO harm; RELEASE harm"));
  }
}

}  // namespace
}  // namespace samen::server
