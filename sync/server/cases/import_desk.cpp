// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/import_desk.hpp"

#include <algorithm>

#include "base/log.hpp"
#include "base/say.hpp"
#include "sync/server/cases/office_sign_up.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/looked_alike.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

// Of pairs that are two people; rows that stayed out are nobody here.
Result<void> note_pairs(Store& store, const ImportFile& file, const std::vector<std::size_t>& in) {
  const auto went_in = [&in](std::size_t row) { return std::ranges::find(in, row) != in.end(); };
  for (const auto& pair : file.doubles) {
    if (pair.choice != DoubleChoice::two || !went_in(pair.row)) continue;
    if (pair.other && !went_in(*pair.other)) continue;
    const auto& other = pair.other ? file.rows[*pair.other].id : pair.here;
    SAMEN_CHECK(note_two_people(store, file.rows[pair.row].id, other));
  }
  return {};
}

}  // namespace

ImportFile::~ImportFile() {
  stopping_ = true;
  wait();
}

void ImportFile::wait() {
  if (thread_.joinable()) thread_.join();
}

std::vector<std::size_t> ImportFile::going_in() const {
  std::vector<std::size_t> in;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const bool out = std::ranges::any_of(doubles, [i](const ImportDouble& pair) {
      if (pair.choice == DoubleChoice::two) return false;
      const bool first_out = pair.choice != DoubleChoice::first;
      const bool other_out = pair.choice != DoubleChoice::second;
      return (pair.row == i && first_out) || (pair.other == i && other_out);
    });
    if (rows[i].fits() && !out) in.push_back(i);
  }
  return in;
}

std::size_t ImportFile::wrong() const {
  return static_cast<std::size_t>(
      std::ranges::count_if(rows, [](const ImportRow& row) { return !row.fits(); }));
}

std::size_t ImportFile::undecided() const {
  return static_cast<std::size_t>(
      std::ranges::count(doubles, DoubleChoice::open, &ImportDouble::choice));
}

ImportFile* ImportDesk::of(const std::string& session) {
  drop_old();
  const auto found = files_.find(session);
  if (found == files_.end()) return nullptr;
  found->second->used_ms_ = means_.clock->wall_ms();
  return found->second.get();
}

ImportFile* ImportDesk::take(const std::string& session, Sheet sheet) {
  drop_old();
  if (!files_.contains(session) && files_.size() >= kMostFiles) return nullptr;
  auto& file = files_[session];
  file = std::make_unique<ImportFile>(std::move(sheet));
  file->used_ms_ = means_.clock->wall_ms();
  return file.get();
}

void ImportDesk::drop_old() {
  const auto now = means_.clock->wall_ms();
  std::erase_if(files_, [now](const auto& each) {
    return !each.second->busy() && now - each.second->used_ms_ >= kKeptMs;
  });
}

void ImportDesk::begin(ImportFile& file, ImportStage now, ImportStage then,
                       std::function<Result<void>(Store&)> work) {
  file.wait();
  file.go_to(now);
  file.thread_ = std::thread([this, &file, then, work = std::move(work)] {
    const auto done = [&]() -> Result<void> {
      SAMEN_TRY(auto store, Store::open(means_.folder, *means_.clock, *means_.random));
      return work(store);
    }();
    if (!done) {
      base::log(base::LogLevel::warning, "import_failed", {{"code", done.error().code}});
    }
    file.go_to(done ? then : ImportStage::failed);
  });
}

bool ImportDesk::check(ImportFile& file) {
  if (file.busy() || file.stage() == ImportStage::done) return false;
  begin(file, ImportStage::checking, ImportStage::checked,
        [this, &file](Store& store) { return check_now(file, store); });
  return true;
}

bool ImportDesk::write(ImportFile& file, const std::string& actor) {
  if (file.stage() != ImportStage::checked || file.undecided() > 0 || file.going_in().empty()) {
    return false;
  }
  begin(file, ImportStage::writing, ImportStage::done,
        [this, &file, actor](Store& store) { return write_now(file, store, actor); });
  return true;
}

Result<void> ImportDesk::check_now(ImportFile& file, Store& store) const {
  file.doubles.clear();
  file.rows = read_rows(means_.tools, file.setup, file.targets, file.sheet, store);
  const auto& form = means_.tools.forms->at(file.setup.form);
  SAMEN_TRY(file.doubles, find_doubles(store, form, file.rows));
  // The rest of them is looked at when the first are out of the way.
  for (std::size_t i = kMostDoubles; i < file.doubles.size(); ++i) {
    file.doubles[i].choice = DoubleChoice::second;
  }
  return {};
}

Result<void> ImportDesk::write_now(ImportFile& file, Store& store, const std::string& actor) const {
  const auto& form = means_.tools.forms->at(file.setup.form);
  const auto in = file.going_in();
  std::vector<ReadySignUp> ready;
  for (const auto at : in) {
    if (file.stopping_) return fail(Errc::unavailable, say("who began the import has gone"));
    const auto& row = file.rows[at];
    SAMEN_TRY(auto made,
              ready_sign_up(store, row.id, form, row.answers, row.language, means_.cost));
    ready.push_back(std::move(made));
  }
  SAMEN_TRY(auto transaction, store.begin());
  for (std::size_t i = 0; i < in.size(); ++i) {
    SAMEN_TRY([[maybe_unused]] const auto taken,
              take_office_sign_up(store, ready[i].record,
                                  {.centre = file.setup.centre,
                                   .since_ms = file.rows[in[i]].since_ms,
                                   .actor = actor,
                                   .consent = file.setup.consent},
                                  means_.policy));
  }
  SAMEN_CHECK(note_pairs(store, file, in));
  SAMEN_CHECK(write_audit(store, actor, "import", std::to_string(in.size()) + " " + form.id));
  SAMEN_CHECK(transaction.commit());
  for (const auto& each : ready) file.receipts.push_back(receipt_of(each));
  for (auto& row : file.rows) row.answers.clear();
  file.left_out = file.rows.size() - file.wrong() - in.size();
  return {};
}

}  // namespace samen::server
