// SPDX-License-Identifier: Apache-2.0
#include <array>
#include <optional>

#include "simulation/disk/sqlite_vfs.hpp"
#include "simulation/power_cut/workloads.hpp"
#include "storage/kiosk_store.hpp"
#include "support/temporary_folder.hpp"

namespace samen::simulation {
namespace {

using storage::KioskStore;
using storage::StoreUser;

base::Result<storage::OutboxRow> make_row(std::int64_t seq) {
  protocol::Envelope envelope;
  envelope.seq = seq;
  envelope.id.bytes[0] = 1;
  envelope.id.bytes[15] = static_cast<std::uint8_t>(seq);
  envelope.device.bytes[0] = 2;
  envelope.key_id = "ab12";
  envelope.stamp = {{1, 2}, 30, 40, true};
  envelope.body = base::Bytes(1072, static_cast<std::uint8_t>(seq));
  return storage::OutboxRow{.envelope = envelope, .hash = envelope.hash()};
}

storage::Trust make_trust() {
  return {"https://example.org:8443",
          base::Bytes(32, 1),
          base::Uuid{{9}},
          17,
          "Zuid",
          base::Bytes(32, 2),
          "key-1",
          base::Bytes(32, 3)};
}

// What is common to workloads on one file in a folder of their own.
class StoreWorkload : public Workload {
 public:
  Disk& disk() override { return disk_; }
  std::string database() const override { return folder_ / "kiosk.db"; }
  void rewind() override {
    let_go();
    seed_sqlite(2);
    disk_.load(image_);
  }

 protected:
  StoreWorkload() : disk_(folder_.path()) {}
  test::TemporaryFolder folder_;
  Disk disk_;
  Disk::Image image_;
};

class FirstStart final : public StoreWorkload {
 public:
  explicit FirstStart(std::string_view synchronous) : synchronous_(synchronous) {}
  std::string_view name() const override { return "first_start"; }
  std::size_t steps() const override { return 4; }
  bool step(std::size_t number) override {
    switch (number) {
      case 0: {
        auto opened = KioskStore::open(folder_.path(), StoreUser::kiosk);
        if (!opened) return false;
        store_.emplace(*std::move(opened));
        return synchronous_.empty() ||
               store_->database().execute("PRAGMA synchronous=" + synchronous_).has_value();
      }
      case 1:
        return store_->save_trust(make_trust(), base::Uuid{{4}}, 1000).has_value();
      default:
        return store_->append(make_row, {static_cast<std::uint32_t>(number)}).has_value();
    }
  }
  void rewind() override {
    StoreWorkload::rewind();
    std::filesystem::remove(folder_ / "kiosk.generation");
    std::filesystem::remove(folder_ / "enrolment.copy");
  }
  void let_go() override { store_.reset(); }
  // A sequence number's generation may be counted twice, so the numbers can differ.
  bool compares_states() const override { return false; }
  std::optional<std::string> check(std::size_t acknowledged) override {
    auto store = KioskStore::open(folder_.path(), StoreUser::kiosk);
    if (!store) return "does not open: " + store.error().message;
    if (store->damaged_file()) return "was set aside as damaged";
    const auto trust = store->trust();
    if (acknowledged > 1 && (!trust || *trust != make_trust())) return "forgot its matcher";
    const auto counts = store->counts();
    const auto least = static_cast<std::int64_t>(acknowledged > 2 ? acknowledged - 2 : 0);
    if (!counts || counts->waiting < least) return "lost a sign-up";
    if (!store->append(make_row, {})) return "takes no sign-up";
    return std::nullopt;
  }

 private:
  std::string synchronous_;  // empty: as the house does it
  std::optional<KioskStore> store_;
};

// The second step is made up; it touches every row, as a real one may.
constexpr storage::Migration kOld[] = {
    {1,
     "CREATE TABLE a (n INTEGER PRIMARY KEY, body BLOB) STRICT;"
     "WITH RECURSIVE c(n) AS (SELECT 1 UNION ALL SELECT n+1 FROM c WHERE n<40)"
     " INSERT INTO a SELECT n, zeroblob(900+n) FROM c;"}};
constexpr storage::Migration kNew[] = {
    kOld[0],
    {2,
     "ALTER TABLE a ADD COLUMN note TEXT NOT NULL DEFAULT '';"
     "UPDATE a SET note = 'number ' || n; CREATE INDEX a_note ON a (note);"
     "CREATE TABLE b (n INTEGER REFERENCES a (n)) STRICT; INSERT INTO b SELECT n FROM a;"},
    {3, "DELETE FROM b WHERE n % 2 = 0; DELETE FROM a WHERE n % 2 = 0;"}};

class Migrated final : public StoreWorkload {
 public:
  Migrated() {
    if (!open(kOld)) throw std::runtime_error("migration: cannot make the old file");
    let_go();
    image_ = disk_.image();
  }
  std::string_view name() const override { return "migration"; }
  std::size_t steps() const override { return 1; }
  bool step(std::size_t) override { return open(kNew); }
  void let_go() override { database_.reset(); }
  std::optional<std::string> check(std::size_t) override {
    if (!open(kNew)) return "does not open and migrate after the restart";
    const auto rows = database_->integer("SELECT count(*) FROM b");
    if (!rows || *rows != 20) return "is not migrated after the restart";
    return std::nullopt;
  }

 private:
  bool open(std::span<const storage::Migration> steps) {
    storage::OpenOptions options;
    options.application_id = 7;
    options.migrations = steps;
    auto opened = storage::Database::open(database(), options);
    if (opened) database_.emplace(*std::move(opened));
    return opened.has_value();
  }
  std::optional<storage::Database> database_;
};

class Careless final : public StoreWorkload {
 public:
  explicit Careless(std::string_view synchronous) : synchronous_(synchronous) {
    auto store = KioskStore::open(folder_.path(), StoreUser::kiosk);
    if (!store || !store->append(make_row, {})) throw std::runtime_error("careless: no store");
    store_.emplace(*std::move(store));
    let_go();
    image_ = disk_.image();
  }
  std::string_view name() const override { return "careless_kiosk"; }
  std::size_t steps() const override { return 7; }
  bool step(std::size_t number) override {
    if (number > 0)
      return store_->append(make_row, {static_cast<std::uint32_t>(number)}).has_value();
    auto opened = KioskStore::open(folder_.path(), StoreUser::kiosk);
    if (!opened) return false;
    store_.emplace(*std::move(opened));
    return store_->database().execute("PRAGMA synchronous=" + synchronous_).has_value();
  }
  void let_go() override { store_.reset(); }
  std::optional<std::string> check(std::size_t) override { return std::nullopt; }

 private:
  std::string synchronous_;
  std::optional<KioskStore> store_;
};

}  // namespace

std::unique_ptr<Workload> first_start(std::string_view synchronous) {
  return std::make_unique<FirstStart>(synchronous);
}
std::unique_ptr<Workload> migration() {
  return std::make_unique<Migrated>();
}
std::unique_ptr<Workload> careless_kiosk(std::string_view synchronous) {
  return std::make_unique<Careless>(synchronous);
}

}  // namespace samen::simulation
