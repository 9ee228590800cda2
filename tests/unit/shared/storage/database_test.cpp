// SPDX-License-Identifier: Apache-2.0
#include "storage/database.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/stat.h>

#include "support/temporary_folder.hpp"

namespace samen::storage {
namespace {

using base::Errc;

constexpr Migration kFirst[] = {{1, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT;"}};
constexpr Migration kSecond[] = {{1, "CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT) STRICT;"},
                                 {2, "ALTER TABLE t ADD COLUMN c INTEGER NOT NULL DEFAULT 7;"}};

OpenOptions options(std::span<const Migration> migrations = kFirst) {
  OpenOptions out;
  out.application_id = 0x1234;
  out.migrations = migrations;
  out.busy_timeout_ms = 200;
  return out;
}

class Databases : public testing::Test {
 protected:
  Database open() {
    auto opened = Database::open(path_, options());
    EXPECT_TRUE(opened) << opened.error().message;
    return *std::move(opened);
  }
  test::TemporaryFolder folder_;
  std::filesystem::path path_ = folder_ / "some.db";
};

TEST_F(Databases, AreOpenedTheSafeWay) {
  auto database = open();
  EXPECT_TRUE(database.created());
  struct Setting {
    const char* name;
    std::int64_t value;
  };
  for (const auto& [name, value] : {Setting{"synchronous", 3},
                                    {"secure_delete", 1},
                                    {"foreign_keys", 1},
                                    {"trusted_schema", 0},
                                    {"application_id", 0x1234},
                                    {"user_version", 1}}) {
    EXPECT_EQ(database.integer(std::string("PRAGMA ") + name).value(), value) << name;
  }
  auto mode = database.prepare("PRAGMA journal_mode").value();
  ASSERT_TRUE(mode.step().value());
  EXPECT_EQ(mode.text(0), "delete");
  struct stat info{};
  ASSERT_EQ(::stat(path_.c_str(), &info), 0);
  EXPECT_EQ(info.st_mode & 0777U, 0600U);
}

TEST_F(Databases, KeepValuesOfEveryKind) {
  auto database = open();
  ASSERT_TRUE(
      database.execute("CREATE TABLE v (i INTEGER, t TEXT, b BLOB, n TEXT, e BLOB) STRICT"));
  const base::Bytes bytes{0, 1, 255};
  ASSERT_EQ(database.run("INSERT INTO v VALUES (?1, ?2, ?3, ?4, ?5)",
                         {std::int64_t{INT64_MIN}, std::string_view("a\0b", 3),
                          base::ByteView(bytes), nullptr, base::ByteView()}),
            1);
  auto row = database.prepare("SELECT i, t, b, n, e FROM v").value();
  ASSERT_TRUE(row.step().value());
  EXPECT_EQ(row.integer(0), INT64_MIN);
  EXPECT_EQ(row.text(1), std::string("a\0b", 3));
  EXPECT_EQ(row.bytes(2), bytes);
  EXPECT_TRUE(row.is_null(3));
  EXPECT_FALSE(row.is_null(4));
  EXPECT_TRUE(row.bytes(4).empty());
  EXPECT_FALSE(row.step().value());
}

TEST_F(Databases, MigrateForwardAndRefuseToGoBack) {
  {
    ASSERT_TRUE(open().run("INSERT INTO t (a, b) VALUES (1, 'kept')", {}));
  }
  {
    auto newer = Database::open(path_, options(kSecond));
    ASSERT_TRUE(newer) << newer.error().message;
    EXPECT_FALSE(newer->created());
    EXPECT_EQ(newer->integer("SELECT c FROM t WHERE b='kept'").value(), 7);
  }
  const auto older = Database::open(path_, options(kFirst));
  ASSERT_FALSE(older);
  EXPECT_EQ(older.error().code, Errc::unsupported);
  EXPECT_NE(older.error().message.find("newer version"), std::string::npos);
}

TEST_F(Databases, OfAnotherProgramAreLeftAlone) {
  {
    open();
  }
  auto other = options();
  other.application_id = 0x9999;
  other.set_damaged_aside = true;
  const auto opened = Database::open(path_, other);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, Errc::unsupported);
  EXPECT_EQ(open().integer("SELECT count(*) FROM t").value(), 0);
}

TEST_F(Databases, AFailedMigrationChangesNothing) {
  constexpr Migration kBad[] = {{1, "CREATE TABLE t (a INTEGER) STRICT;"},
                                {2, "CREATE TABLE u (a INTEGER) STRICT; SELECT nonsense;"}};
  EXPECT_FALSE(Database::open(path_, options(kBad)));
  auto database = open();
  EXPECT_TRUE(database.created()) << "table t of the failed run would have been in the way";
}

TEST_F(Databases, AreNotMadeUnlessAsked) {
  auto quiet = options();
  quiet.create = false;
  EXPECT_EQ(Database::open(path_, quiet).error().code, Errc::not_found);
  EXPECT_FALSE(std::filesystem::exists(path_));
}

TEST_F(Databases, NameTheKindOfFailure) {
  auto database = open();
  ASSERT_TRUE(database.run("INSERT INTO t VALUES (1, 'a')", {}));
  EXPECT_EQ(database.run("INSERT INTO t VALUES (1, 'b')", {}).error().code, Errc::conflict);
  EXPECT_EQ(database.run("INSERT INTO t VALUES (3, x'00')", {}).error().code, Errc::conflict);
  EXPECT_EQ(database.execute("not SQL").error().code, Errc::storage);
  auto other = open();
  auto held = Transaction::begin(database).value();
  EXPECT_EQ(Transaction::begin(other).error().code, Errc::timeout);
  EXPECT_EQ(other.run("INSERT INTO t VALUES (2, 'c')", {}).error().code, Errc::timeout);
}

TEST_F(Databases, ATransactionIsAllOrNothing) {
  auto database = open();
  {
    auto transaction = Transaction::begin(database).value();
    ASSERT_TRUE(database.run("INSERT INTO t VALUES (1, 'a')", {}));
  }
  EXPECT_EQ(database.integer("SELECT count(*) FROM t").value(), 0);
  auto transaction = Transaction::begin(database).value();
  ASSERT_TRUE(database.run("INSERT INTO t VALUES (1, 'a')", {}));
  ASSERT_TRUE(transaction.commit());
  EXPECT_EQ(open().integer("SELECT count(*) FROM t").value(), 1);
}

TEST_F(Databases, WithoutRoomSayFullAndStayWhole) {
  auto database = open();
  const auto pages = database.integer("PRAGMA page_count").value().value();
  ASSERT_TRUE(database.limit_pages(pages + 2));
  const std::string large(100'000, 'x');
  const auto failed = database.run("INSERT INTO t VALUES (1, ?1)", {std::string_view(large)});
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().code, Errc::storage_full);
  EXPECT_TRUE(database.run("INSERT INTO t VALUES (2, 'small')", {}));
  EXPECT_EQ(open().integer("SELECT sum(a) FROM t").value(), 2);
}

TEST_F(Databases, BackUpWhileInUse) {
  auto database = open();
  ASSERT_TRUE(database.run("INSERT INTO t VALUES (5, 'five')", {}));
  ASSERT_TRUE(database.backup_to(folder_ / "copy.db"));
  ASSERT_TRUE(database.run("INSERT INTO t VALUES (6, 'six')", {}));
  ASSERT_TRUE(database.backup_to(folder_ / "copy.db")) << "replaces the older one";
  auto copy = Database::open(folder_ / "copy.db", options());
  ASSERT_TRUE(copy);
  EXPECT_EQ(copy->integer("SELECT sum(a) FROM t").value(), 11);
  EXPECT_FALSE(std::filesystem::exists(folder_ / "copy.db.new"));
}

// --- damage for real: bytes of the file are overwritten.

class DamagedDatabase : public Databases {
 protected:
  void SetUp() override {
    auto database = open();
    auto transaction = Transaction::begin(database).value();
    const std::string filler(1500, 'f');
    for (std::int64_t i = 0; i < 200; ++i) {
      ASSERT_TRUE(database.run("INSERT INTO t VALUES (?1, ?2)", {i, std::string_view(filler)}));
    }
    ASSERT_TRUE(transaction.commit());
  }
  void overwrite(std::int64_t offset, std::size_t count, char with) {
    std::fstream file(path_, std::ios::in | std::ios::out | std::ios::binary);
    file.seekp(offset);
    const std::string junk(count, with);
    file.write(junk.data(), static_cast<std::streamsize>(junk.size()));
  }
  void expect_set_aside() {
    const auto refused = Database::open(path_, options());
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Errc::storage_damaged);
    const auto damaged_size = std::filesystem::file_size(path_);
    auto owner = options();
    owner.set_damaged_aside = true;
    auto fresh = Database::open(path_, owner);
    ASSERT_TRUE(fresh) << fresh.error().message;
    EXPECT_TRUE(fresh->created());
    ASSERT_TRUE(fresh->damaged_file());
    EXPECT_EQ(std::filesystem::file_size(*fresh->damaged_file()), damaged_size)
        << "what can be rescued by hand is still there";
    EXPECT_EQ(fresh->integer("SELECT count(*) FROM t").value(), 0);
    EXPECT_FALSE(open().damaged_file()) << "the next start finds a healthy file";
  }
};

TEST_F(DamagedDatabase, HeaderOverwritten) {
  overwrite(0, 100, 'Z');
  expect_set_aside();
}
TEST_F(DamagedDatabase, SchemaPageOverwritten) {
  overwrite(100, 3900, '\x7f');
  expect_set_aside();
}
TEST_F(DamagedDatabase, PagesInTheMiddleOverwritten) {
  overwrite(4096 * 20, 4096 * 5, '\xee');
  expect_set_aside();
}
TEST_F(DamagedDatabase, CutShort) {
  std::filesystem::resize_file(path_, 4096 * 10);
  expect_set_aside();
}

TEST_F(DamagedDatabase, TwoInOneSecondKeepTheirOwnNames) {
  auto owner = options();
  owner.set_damaged_aside = true;
  overwrite(0, 100, 'Z');
  const auto first = *Database::open(path_, owner).value().damaged_file();
  overwrite(0, 100, 'Z');
  const auto second = *Database::open(path_, owner).value().damaged_file();
  EXPECT_NE(first, second);
  EXPECT_TRUE(std::filesystem::exists(first));
}

TEST_F(DamagedDatabase, WhoeverStillHasTheOldFileOpenIsTold) {
  auto courier = open();
  overwrite(0, 100, 'Z');
  auto owner = options();
  owner.set_damaged_aside = true;
  {
    ASSERT_TRUE(Database::open(path_, owner).value().damaged_file());
  }
  EXPECT_EQ(courier.run("INSERT INTO t VALUES (999, 'x')", {}).error().code, Errc::storage_damaged);
  EXPECT_EQ(courier.integer("SELECT 1").error().code, Errc::storage_damaged);
}

}  // namespace
}  // namespace samen::storage
