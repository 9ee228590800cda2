// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <functional>
#include <map>
#include <optional>

#include "protocol/enrolment_code.hpp"
#include "simulation/disk/sqlite_vfs.hpp"
#include "simulation/power_cut/workloads.hpp"
#include "support/fake_kiosk.hpp"
#include "support/temporary_folder.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/cases/round.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/generations.hpp"
#include "sync/server/store/relied_copies.hpp"
#include "sync/server/store/sealed.hpp"

namespace samen::simulation {
namespace {

using namespace samen::server;

class MatcherDay final : public Workload {
 public:
  explicit MatcherDay(std::string_view synchronous)
      : synchronous_(synchronous), disk_(folder_.path()) {
    seed_sodium(1);
    data_.root = folder_.path();
    const std::string names[] = {"127.0.0.1"};
    keys_.emplace(make_keys(data_, names, clock_.wall_ms(), random_).value());
    store_.emplace(Store::create(data_, clock_, random_).value());
    service_.emplace(*store_, *keys_, data_);
    enrol();
    const auto join = kiosk_.code();
    send_.push_back(batch({kiosk_.household("Amal"), kiosk_.group_start(join, "Bram"),
                           kiosk_.group_member(join, "Cees")}));
    send_.push_back(batch({kiosk_.group_member(join, "Dina"), kiosk_.group_member(join, "Eva"),
                           kiosk_.group_member(join, "Fenna")}));
    send_.push_back(batch({kiosk_.household("Gaby")}));
    let_go();
    image_ = disk_.image();
    write_steps();
  }

  std::string_view name() const override { return "matcher_day"; }
  Disk& disk() override { return disk_; }
  std::string database() const override { return data_.database(); }
  std::size_t steps() const override { return steps_.size(); }
  bool step(std::size_t number) override { return steps_[number](); }
  void rewind() override {
    let_go();
    seed_sodium(2);
    seed_sqlite(2);
    clock_ = base::ManualClock();
    random_ = base::SeededRandom(13);
    promised_ = 0;
    for (const auto& file : {data_.erasures(), data_.erasures_beside_backup(), data_.record_keys(),
                             data_.record_keys_beside_backup()}) {
      std::error_code error;
      std::filesystem::remove(file, error);
    }
    disk_.load(image_);
  }
  void let_go() override {
    service_.reset();
    store_.reset();
  }
  std::optional<std::string> check(std::size_t) override {
    if (!open()) return "the matcher does not open";
    if (!check_audit(*store_)) return "the audit chain is broken";
    if (promised_ == 0) return std::nullopt;
    // Kiosks may have deleted up to here: two verified copies have to hold it, come what may.
    let_go();
    if (!holds_promise(data_.backup())) return "kiosks were told to delete what the backup lacks";
    std::map<Disk::FilePtr, std::string> files;  // two names of one file are one copy
    for (const auto& copy : list_generations(data_.backup().parent_path())) {
      if (auto file = disk_.find(copy.file)) files.emplace(std::move(file), copy.file);
    }
    const auto whole = std::ranges::count_if(
        files, [this](const auto& copy) { return holds_promise(copy.second); });
    if (whole < kCopiesBeforeDelete) return "kiosks were told to delete what only one copy holds";
    return std::nullopt;
  }

 private:
  bool holds_promise(const std::filesystem::path& copy) {
    auto image = disk_.image();
    const auto file = disk_.find(copy);
    if (!file) return false;
    const DataFolder scratch{data_.root / "look", {}, {}, data_.root};
    std::filesystem::create_directory(scratch.root);
    std::filesystem::copy_file(data_.record_keys_beside_backup(), scratch.record_keys(),
                               std::filesystem::copy_options::overwrite_existing);
    image[scratch.database()] = file->live;
    disk_.load(image);
    auto opened = Store::open(scratch, clock_, random_);
    if (!opened) return false;
    const auto held = opened->database().integer(
        "SELECT (SELECT count(*) FROM envelope WHERE sequence <= ?1) +"
        " (SELECT count(*) FROM passed_over WHERE sequence <= ?1 AND code = 'erased')",
        {promised_});
    const auto erased = erased_names(data_.erasures());
    return held && *held == promised_ && erased && check_sealed(*opened, *erased);
  }
  std::string batch(const std::vector<domain::Record>& records) {
    std::vector<protocol::Envelope> envelopes;
    for (const auto& record : records) envelopes.push_back(kiosk_.envelope(record));
    return kiosk_.batch(std::move(envelopes));
  }
  void enrol() {
    const auto pin = public_key_pin(keys_->tls.certificate_pem);
    const auto code = protocol::EnrolmentCode::mint(*pin, random_);
    const auto centre = ensure_centre(*store_, "De Linde", "Almere").value();
    add_code(*store_, hash_code(code.secret), centre.id, clock_.wall_ms() + 60'000).value();
    HttpRequest request;
    request.method = "POST";
    request.target = "/v1/enrol";
    request.body = protocol::write_json(kiosk_.enrol_request(code.secret));
    kiosk_.trust(protocol::read_enrol_answer(service_->handle(request).body).value());
  }
  HttpResponse ask(const std::string& method, const std::string& target, const std::string& body) {
    HttpRequest request;
    request.method = method;
    request.target = target;
    request.body = body;
    request.headers = kiosk_.signature(method, request.path(), request.query(), body);
    return service_->handle(request);
  }
  bool open() {
    auto opened = Store::open(data_, clock_, random_);
    if (!opened) return false;
    store_.emplace(*std::move(opened));
    service_.emplace(*store_, *keys_, data_);
    return synchronous_.empty() ||
           store_->database().execute("PRAGMA synchronous=" + synchronous_).has_value();
  }
  bool send(std::size_t number) {
    clock_.advance(60'000);
    const auto response = ask("POST", "/v1/envelopes", send_[number]);
    if (response.status != 200) return false;
    const auto answer = protocol::read_batch_answer(response.body);
    if (!answer) return false;
    promised_ = std::max(promised_, answer->durable_through);
    return std::ranges::all_of(answer->results, [](const auto& result) {
      return result.receipt && result.receipt->status == protocol::ReceiptStatus::accepted;
    });
  }
  bool apply() {
    while (service_->rest()) {
    }
    return disk_.has_power();
  }
  bool back_up() { return make_verified_backup(*store_, data_).has_value(); }
  bool ask_feed() {
    const auto response = ask("GET", "/v1/feed?cursor=&limit=16", "");
    const auto page = protocol::read_feed_page(response.body);
    if (page) promised_ = std::max(promised_, page->durable_through);
    return page.has_value();
  }
  // What `samen-matcher erase` does with the store; its list of hashes is a file beside it.
  bool erase_somebody() {
    const auto ids = all_record_ids(*store_);
    if (!ids || ids->empty()) return false;
    auto transaction = store_->begin();
    if (!transaction) return false;
    const auto done = erase_record(*store_, ids->front(), "asked");
    return done && add_erasures(data_.erasures(), done->for_the_list) && transaction->commit();
  }

  void write_steps() {
    steps_ = {
        [this] { return open(); },
        [this] { return send(0); },
        [this] { return apply(); },
        [this] { return back_up(); },
        [this] { return back_up(); },
        [this] { return send(1); },
        [this] { return apply(); },
        [this] { return run_and_store_round(*store_, RoundRequest{}).has_value(); },
        [this] { return ask_feed(); },
        [this] { return back_up(); },
        [this] { return back_up(); },
        [this] { return send(2); },
        [this] { return erase_somebody(); },
        [this] { return finish_erasing(*store_).has_value(); },
        [this] { return back_up(); },
        [this] { return back_up(); },
    };
  }

  std::string synchronous_;
  test::TemporaryFolder folder_;
  Disk disk_;
  Disk::Image image_;
  DataFolder data_;
  base::ManualClock clock_;
  base::SeededRandom random_{7};
  test::FakeKiosk kiosk_{3, clock_};
  std::optional<MatcherKeys> keys_;
  std::optional<Store> store_;
  std::optional<MatcherService> service_;
  std::vector<std::string> send_;
  std::int64_t promised_ = 0;
  std::vector<std::function<bool()>> steps_;
};

}  // namespace

std::unique_ptr<Workload> matcher_day() {
  return std::make_unique<MatcherDay>("");
}
std::unique_ptr<Workload> careless_matcher(std::string_view synchronous) {
  return std::make_unique<MatcherDay>(synchronous);
}

}  // namespace samen::simulation
