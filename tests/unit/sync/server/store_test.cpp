// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/store.hpp"

#include <map>

#include <embedded/matcher_migrations.hpp>
#include <gtest/gtest.h>
#include <sys/stat.h>

#include "base/file.hpp"
#include "support/temporary_folder.hpp"
#include "sync/server/keys/matcher_keys.hpp"
#include "sync/server/keys/tls_identity.hpp"
#include "tests/source_dir.hpp"

namespace samen::server {
namespace {

std::map<std::string, std::string> schema_of(storage::Database& database) {
  auto rows = database.prepare("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL");
  std::map<std::string, std::string> schema;
  while (rows->step().value()) schema[rows->text(0)] = rows->text(1);
  return schema;
}

TEST(StoreSchema, TheMigrationsEndAtSchemaSql) {
  const test::TemporaryFolder folder;
  const auto text = base::read_file(SAMEN_SOURCE_DIR "/sync/server/store/schema.sql", 1 << 20);
  ASSERT_TRUE(text);
  const storage::Migration whole[] = {{1, *text}};
  storage::OpenOptions options;
  options.application_id = 1;
  options.migrations = whole;
  auto expected = storage::Database::open(folder / "schema.db", options);
  ASSERT_TRUE(expected) << expected.error().message;
  options.migrations = storage::matcher_migrations();
  auto migrated = storage::Database::open(folder / "migrated.db", options);
  ASSERT_TRUE(migrated) << migrated.error().message;
  EXPECT_EQ(schema_of(*migrated), schema_of(*expected));
  EXPECT_GT(schema_of(*expected).size(), 20U);
}

TEST(StoreFiles, EverythingSecretIsReadableByTheMatcherOnly) {
  const test::TemporaryFolder temporary;
  const DataFolder folder{temporary.path()};
  const base::ManualClock clock;
  base::SeededRandom random(1);
  const std::string names[] = {"127.0.0.1", "localhost", "::1"};
  ASSERT_TRUE(make_keys(folder, names, clock.wall_ms(), random));
  ASSERT_TRUE(Store::create(folder, clock, random));
  for (const auto& path :
       {folder.database(), folder.sign_key(), folder.seal_key(), folder.tls_key()}) {
    struct stat info{};
    ASSERT_EQ(stat(path.c_str(), &info), 0) << path;
    EXPECT_EQ(info.st_mode & 0777U, 0600U) << path;
  }
  const auto again = Store::create(folder, clock, random);
  ASSERT_FALSE(again);
  EXPECT_EQ(again.error().code, base::Errc::conflict);
}

TEST(StoreFiles, ADamagedStoreIsLeftAloneAndSaysHowToMend) {
  const test::TemporaryFolder temporary;
  const DataFolder folder{temporary.path()};
  const base::ManualClock clock;
  base::SeededRandom random(1);
  EXPECT_EQ(Store::open(folder, clock, random).error().code, base::Errc::not_found);
  ASSERT_TRUE(base::write_file_durably(folder.database(), base::as_bytes(std::string(8192, 'x'))));
  const auto opened = Store::open(folder, clock, random);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, base::Errc::storage_damaged);
  EXPECT_NE(opened.error().message.find("samen-matcher restore"), std::string::npos);
  EXPECT_EQ(std::filesystem::file_size(folder.database()), 8192U);
}

TEST(TlsIdentityTest, ThePinIsTheHashOfThePublicKeyAndEveryKeyIsNew) {
  const std::string names[] = {"127.0.0.1"};
  const auto one = make_tls_identity(names, 1'767'225'600'000);
  const auto two = make_tls_identity(names, 1'767'225'600'000);
  ASSERT_TRUE(one && two) << one.error().message;
  EXPECT_EQ(public_key_pin(one->certificate_pem)->size(), 32U);
  EXPECT_NE(*public_key_pin(one->certificate_pem), *public_key_pin(two->certificate_pem));
  EXPECT_FALSE(public_key_pin("-----BEGIN CERTIFICATE-----"));
}

}  // namespace
}  // namespace samen::server
