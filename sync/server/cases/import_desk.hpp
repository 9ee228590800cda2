// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <map>
#include <memory>
#include <string>
#include <thread>

#include "sync/matcher/model/policy.hpp"
#include "sync/server/cases/import_doubles.hpp"
#include "sync/server/cases/office_sign_up.hpp"
#include "vault/receipt_keys.hpp"

// Files that coordinators take people over from. What a file says lives here, in memory, for the
// session that brought it and no longer; the store gets it when that session says so, all in one
// transaction.
namespace samen::server {

enum class ImportStage : std::uint8_t {
  columns,   // which column is which question
  words,     // answers in other words
  checking,  // on the thread
  checked,   // problems and doubles are known
  writing,   // on the thread
  done,
  failed  // the log says why; nothing was stored
};

// One file under way. While busy() only that and stage() may be asked.
class ImportFile {
 public:
  explicit ImportFile(Sheet read) : sheet(std::move(read)) {}
  ~ImportFile();
  ImportFile(const ImportFile&) = delete;
  ImportFile& operator=(const ImportFile&) = delete;

  ImportStage stage() const { return stage_; }
  bool busy() const { return stage_ == ImportStage::checking || stage_ == ImportStage::writing; }
  void go_to(ImportStage stage) { stage_ = stage; }
  void wait();

  // Rows that go in as things stand: they fit, and no pair leaves them out.
  std::vector<std::size_t> going_in() const;
  std::size_t wrong() const;      // rows that do not fit
  std::size_t undecided() const;  // pairs

  Sheet sheet;
  std::vector<ImportTarget> targets;
  ImportSetup setup;
  std::string centre;  // its name
  std::vector<ImportRow> rows;
  std::vector<ImportDouble> doubles;
  std::vector<OfficeReceipt> receipts;  // once it is done
  std::size_t left_out = 0;             // once it is done: of the rows that fit

 private:
  friend class ImportDesk;
  std::atomic<ImportStage> stage_ = ImportStage::columns;
  std::atomic<bool> stopping_ = false;
  std::int64_t used_ms_ = 0;
  std::thread thread_;
};

class ImportDesk {
 public:
  static constexpr std::size_t kMostFiles = 4;
  static constexpr std::size_t kMostDoubles = 80;  // more than that is no sheet of new people
  static constexpr std::int64_t kKeptMs = 30 * 60 * 1000;

  struct Means {
    DataFolder folder;
    const base::Clock* clock = nullptr;
    base::Random* random = nullptr;  // one that threads may share
    ImportTools tools = {};
    matcher::Policy policy = {};
    vault::ReceiptCost cost = vault::ReceiptCost::usual();
  };
  // What it points at must outlive it.
  explicit ImportDesk(Means means) : means_(std::move(means)) {}

  // `session` names the one that brought the file. Null: it has none, or it is too old.
  ImportFile* of(const std::string& session);
  // In the place of the one it had. Null when too many others are under way.
  ImportFile* take(const std::string& session, Sheet sheet);
  // Gone with all that it said. Writing that has not been committed is given up.
  void drop(const std::string& session) { files_.erase(session); }
  void drop_old();

  // Begin on the thread; false while something goes on, or nothing is there to be done.
  bool check(ImportFile& file);
  bool write(ImportFile& file, const std::string& actor);

  const ImportTools& tools() const { return means_.tools; }

 private:
  void begin(ImportFile& file, ImportStage now, ImportStage then,
             std::function<base::Result<void>(Store&)> work);
  base::Result<void> check_now(ImportFile& file, Store& store) const;
  base::Result<void> write_now(ImportFile& file, Store& store, const std::string& actor) const;

  Means means_;
  std::map<std::string, std::unique_ptr<ImportFile>> files_;
};

}  // namespace samen::server
