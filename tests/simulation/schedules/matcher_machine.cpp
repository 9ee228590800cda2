// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "protocol/enrolment_code.hpp"
#include "protocol/messages.hpp"
#include "simulation/schedules/machines.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/feed.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/restore.hpp"

namespace samen::simulation {

using server::HttpRequest;
using server::HttpResponse;

namespace {

template <class T>
T need(base::Result<T> result) {
  if (!result) throw std::runtime_error(result.error().message);
  return *std::move(result);
}

}  // namespace

MatcherMachine::MatcherMachine(base::Random& random) : disk_(folder_.path()), random_(random) {
  data_.root = folder_.path();
  const std::string names[] = {"127.0.0.1"};
  keys_.emplace(need(server::make_keys(data_, names, clock_.wall_ms(), random_)));
  const auto pin = need(server::public_key_pin(keys_->tls.certificate_pem));
  std::ranges::copy(pin, tls_key_.begin());
  store_.emplace(need(server::Store::create(data_, clock_, random_)));
  service_.emplace(*store_, *keys_, data_);
}

void MatcherMachine::rewind() {
  kill();
  clock_ = base::ManualClock();
  erased_.clear();
  erased_unread_.clear();
  for (const auto& file : {data_.erasures(), data_.erasures_beside_backup(), data_.record_keys(),
                           data_.record_keys_beside_backup()}) {
    std::error_code error;
    std::filesystem::remove(file, error);
  }
  disk_.load(image_);
}

bool MatcherMachine::run() {
  if (service_) return true;
  auto opened = server::Store::open(data_, clock_, random_);
  if (!opened) return false;
  store_.emplace(*std::move(opened));
  if (!server::redo_erasures(*store_, data_)) {
    store_.reset();
    return false;
  }
  service_.emplace(*store_, *keys_, data_);
  return true;
}

void MatcherMachine::kill() {
  service_.reset();
  store_.reset();
}

std::optional<HttpResponse> MatcherMachine::handle(const HttpRequest& request) {
  if (!service_) return std::nullopt;
  auto response = service_->handle(request);
  // A matcher without power says nothing any more.
  if (!disk_.has_power()) return std::nullopt;
  return response;
}

void MatcherMachine::apply() {
  if (!service_) return;
  while (service_->rest()) {
  }
}

bool MatcherMachine::back_up() {
  return store_ && server::make_verified_backup(*store_, data_).has_value();
}

bool MatcherMachine::restore(Copy which) {
  kill();
  auto source = data_.backup();
  std::string name;
  if (which == Copy::before_it) {
    // The first of them is the newest under its other name.
    const auto copies = server::list_generations(data_.backup().parent_path());
    if (copies.size() < 2) return false;
    source = copies[1].file;
    name = source.filename();
  }
  const auto copy = disk_.find(source);
  if (!copy) return false;
  // The command copies the file with the system's means, which see only an empty one of that name:
  // put the content where the copy goes.
  auto image = disk_.image();
  image[data_.root / "restore" / "matcher.db"] = copy->live;
  std::filesystem::create_directory(data_.root / "restore");
  std::filesystem::permissions(data_.root / "restore", std::filesystem::perms::owner_all);
  disk_.load(image);
  const auto done = server::restore_backup(data_, clock_, random_, name);
  if (!done) throw std::runtime_error("restore: " + done.error().message);
  if (!run()) throw std::runtime_error("the restored matcher does not start");
  return true;
}

void MatcherMachine::recover(base::Random& luck) {
  disk_.cut_now();
  kill();
  disk_.restart(luck);
  if (!run()) throw std::runtime_error("the matcher does not start after a power cut");
}

bool MatcherMachine::erase(const base::Uuid& id) {
  if (!store_) return false;
  auto transaction = store_->begin();
  if (!transaction) return false;
  const auto found = server::find_record(*store_, id.str());
  if (!found || !*found) return false;
  const auto done = server::erase_record(*store_, id, "asked");
  if (!done) return false;
  // What is on the list is promised, whatever becomes of the transaction; also when the power went
  // before the command could say so.
  const auto added = server::add_erasures(data_.erasures(), done->for_the_list);
  const auto list = server::read_erasures(data_.erasures());
  const bool listed = list && std::ranges::find(*list, done->for_the_list.front()) != list->end();
  if (listed) erased_.insert(id);
  if (listed && done->for_the_list.size() == 1) erased_unread_.insert(id);
  if (!added) return false;
  static_cast<void>(transaction->commit());
  return true;
}

Ids MatcherMachine::envelopes() {
  Ids ids;
  auto rows = need(store_->database().prepare("SELECT id FROM envelope"));
  while (need(rows.step())) ids.insert(need(server::to_uuid(rows.bytes(0))));
  return ids;
}

bool MatcherMachine::clock_was_trusted(const base::Uuid& envelope) {
  auto row = need(store_->database().prepare("SELECT 1 FROM envelope WHERE id = ?1 AND trusted"));
  if (!row.bind({base::ByteView(envelope.bytes)})) return false;
  return need(row.step());
}

std::optional<std::string> MatcherMachine::doubled(const Ids& requests) {
  const auto count = [this](const std::string& sql) {
    return need(store_->database().integer(sql)).value_or(0);
  };
  if (count("SELECT count(*) FROM (SELECT 1 FROM envelope GROUP BY device, sequence"
            " HAVING count(*) > 1)") > 0) {
    return "two envelopes have one number";
  }
  std::int64_t applied = count("SELECT count(*) FROM envelope WHERE state = 'applied'");
  for (const auto& id : envelopes()) applied -= requests.contains(id) ? 1 : 0;
  if (count("SELECT count(*) FROM household") + count("SELECT count(*) FROM volunteer") !=
      applied) {
    return "people and applied envelopes are not equally many";
  }
  if (count("SELECT count(*) FROM envelope WHERE state = 'needs_review'") > 0) {
    return "an envelope was not understood";
  }
  return std::nullopt;
}

bool MatcherMachine::put_item(const base::Uuid& kiosk, const protocol::FeedItem& item) {
  const auto to = find_device(*store_, kiosk);
  if (!to || !*to) return false;
  auto transaction = storage::Transaction::begin(store_->database());
  return transaction && put_feed_item(*store_, **to, item) && transaction->commit();
}

void MatcherMachine::execute(const std::string& sql) {
  if (!store_->database().execute(sql)) throw std::runtime_error("the fault does not fit");
}

std::string MatcherMachine::enrolment_code() {
  const auto pin = base::Bytes(tls_key_.begin(), tls_key_.end());
  const auto code = protocol::EnrolmentCode::mint(pin, random_);
  const auto centre = need(ensure_centre(*store_, "De Linde", "Almere"));
  if (!add_code(*store_, server::hash_code(code.secret), centre.id, clock_.wall_ms() + 60'000)) {
    throw std::runtime_error("no enrolment code");
  }
  return code.str();
}

}  // namespace samen::simulation
