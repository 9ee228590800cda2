// SPDX-License-Identifier: Apache-2.0
// How long a kiosk that was offline takes to empty, and what a backlog costs in memory: the real
// courier's exchange against the real service and store in one process, without TLS and network.
// Both data folders are made under $SAMEN_BENCH_DIR (default: the temporary folder).
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <optional>
#include <string>

#include <benchmark/benchmark.h>

#include "base/file.hpp"
#include "base/log.hpp"
#include "protocol/enrolment_code.hpp"
#include "protocol/envelope.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/channel.hpp"
#include "sync/agent/exchange.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/store/devices.hpp"
#include "tests/support/fake_kiosk.hpp"

namespace {

using namespace samen;
namespace fs = std::filesystem;

class InProcess final : public agent::HttpClient {
 public:
  explicit InProcess(server::MatcherService& service) : service_(service) {}
  agent::HttpResult send(const agent::HttpRequest& request) override {
    server::HttpRequest inner;
    inner.method = to_string(request.method);
    inner.target = request.url.substr(request.url.find('/', 8));
    for (const auto& header : request.headers) {
      std::string name = header.name;
      for (char& c : name) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
      inner.headers.emplace_back(std::move(name), header.value);
    }
    inner.body = request.body;
    inner.peer = "10.0.0.1";
    auto given = service_.handle(inner);
    agent::HttpAnswer answer;
    answer.status = given.status;
    answer.headers = {{"content-type", given.content_type}};
    answer.body = std::move(given.body);
    return answer;
  }

 private:
  server::MatcherService& service_;
};

// The limits on requests count time: this clock passes twenty milliseconds at every look, as if the
// kiosk asked at a measured pace.
class PatientClock final : public base::Clock {
 public:
  std::int64_t wall_ms() const override { return 1'767'225'600'000 + look(); }
  std::int64_t mono_ms() const override { return look(); }
  std::array<std::uint8_t, 16> boot_id() const override { return {1}; }

 private:
  std::int64_t look() const { return now_ += 20; }
  mutable std::int64_t now_ = 0;
};

class Scene {
 public:
  explicit Scene(std::int64_t backlog) {
    const char* asked = std::getenv("SAMEN_BENCH_DIR");
    std::string name =
        ((asked != nullptr ? fs::path(asked) : fs::temp_directory_path()) / "samen-drain-XXXXXX")
            .string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    root_ = name;
    base::set_log_level(base::LogLevel::error);
    data_.root = root_ / "matcher";
    base::make_private_folder(data_.root).value();
    base::make_private_folder(root_ / "kiosk").value();
    const std::string names[] = {"127.0.0.1"};
    keys_.emplace(server::make_keys(data_, names, clock_.wall_ms(), random_).value());
    matcher_.emplace(server::Store::create(data_, clock_, random_).value());
    service_.emplace(*matcher_, *keys_, data_);
    client_.emplace(*service_);
    enrol();
    fill(backlog);
    matcher_key_.emplace(vault::VerifyKey::from_bytes(trust_.sign_key).value());
    channel_.emplace(*client_, clock_, random_, courier_, trust_.server_url, trust_.device);
    exchange_.emplace(*kiosk_, *channel_, trust_, *matcher_key_, agent::BatchLimits{});
  }
  ~Scene() {
    exchange_.reset();
    kiosk_.reset();
    service_.reset();
    matcher_.reset();
    fs::remove_all(root_);
  }
  agent::ExchangeReport meet() { return exchange_->meet(); }
  storage::OutboxCounts counts() { return kiosk_->counts().value(); }

 private:
  void enrol() {
    const auto pin = server::public_key_pin(keys_->tls.certificate_pem);
    const auto code = protocol::EnrolmentCode::mint(*pin, random_);
    const auto centre = ensure_centre(*matcher_, "De Linde", "Almere").value();
    add_code(*matcher_, server::hash_code(code.secret), centre.id, clock_.wall_ms() + 60'000'000)
        .value();
    server::HttpRequest request;
    request.method = "POST";
    request.target = "/v1/enrol";
    request.body = protocol::write_json(
        protocol::EnrolRequest{code.secret, device_.verify_key().bytes(),
                               staff_.public_key().bytes(), courier_.verify_key().bytes()});
    const auto answer = protocol::read_enrol_answer(service_->handle(request).body).value();
    trust_.server_url = "https://matcher.example";
    trust_.tls_pin = base::Bytes(32, 1);
    trust_.device = answer.device;
    trust_.centre = answer.centre;
    trust_.seal_key.assign(answer.seal_key.begin(), answer.seal_key.end());
    trust_.seal_key_id = answer.seal_key_id;
    trust_.sign_key.assign(answer.sign_key.begin(), answer.sign_key.end());
    kiosk_.emplace(storage::KioskStore::open(root_ / "kiosk", storage::StoreUser::kiosk).value());
    kiosk_->save_trust(trust_, answer.epoch, answer.time_ms).value();
  }

  // The rows in one transaction: making them is not what is measured.
  void fill(std::int64_t count) {
    auto& database = kiosk_->database();
    auto transaction = storage::Transaction::begin(database).value();
    auto insert = database
                      .prepare(
                          "INSERT INTO outbox (seq, id, device, key_id, boot, mono_ms,"
                          " wall_ms, trusted, body, signature, hash)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, 1, ?8, ?9, ?10)")
                      .value();
    const base::Bytes body(2096, 7);
    for (std::int64_t seq = 1; seq <= count; ++seq) {
      protocol::Envelope envelope;
      envelope.id = base::make_uuid(clock_, random_);
      envelope.device = trust_.device;
      envelope.seq = seq;
      envelope.key_id = trust_.seal_key_id;
      envelope.stamp = {clock_.boot_id(), seq, 1'767'225'600'000 + seq, true};
      envelope.body = body;
      protocol::sign_envelope(envelope, device_);
      const auto hash = envelope.hash();
      insert
          .bind({seq, base::ByteView(envelope.id.bytes), base::ByteView(envelope.device.bytes),
                 envelope.key_id, base::ByteView(envelope.stamp.boot), envelope.stamp.mono_ms,
                 envelope.stamp.wall_ms, base::ByteView(envelope.body),
                 base::ByteView(envelope.signature), base::ByteView(hash)})
          .value();
      static_cast<void>(insert.step().value());
    }
    insert.reset();
    database.run("UPDATE kiosk SET next_seq=?1", {count + 1}).value();
    transaction.commit().value();
  }

  fs::path root_;
  server::DataFolder data_;
  PatientClock clock_;
  base::SeededRandom random_{3};
  vault::SigningKey device_ = vault::SigningKey::generate(random_);
  vault::SigningKey courier_ = vault::SigningKey::generate(random_);
  vault::SealKeyPair staff_ = vault::SealKeyPair::generate(random_);
  std::optional<server::MatcherKeys> keys_;
  std::optional<server::Store> matcher_;
  std::optional<server::MatcherService> service_;
  std::optional<InProcess> client_;
  storage::Trust trust_;
  std::optional<storage::KioskStore> kiosk_;
  std::optional<vault::VerifyKey> matcher_key_;
  std::optional<agent::Channel> channel_;
  std::optional<agent::Exchange> exchange_;
};

// Resident memory of this process in KiB.
double resident_kib() {
  std::ifstream status("/proc/self/status");
  std::string word;
  while (status >> word) {
    if (word != "VmRSS:") continue;
    double kib = 0;
    status >> kib;
    return kib;
  }
  return 0;
}

// A scene is used up by being measured.
void measured_once(benchmark::internal::Benchmark* measured) {
  measured->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(1);
}

// From a full outbox until the matcher has signed for every record, both stores on the disk.
void Drain(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    Scene scene(state.range(0));
    state.ResumeTiming();
    while (scene.counts().waiting > 0) {
      const auto report = scene.meet();
      if (report.trouble) {
        state.SkipWithError(report.trouble->detail.c_str());
        return;
      }
    }
    state.PauseTiming();
    if (scene.counts().received != state.range(0)) state.SkipWithError("not all arrived");
    state.ResumeTiming();
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(Drain)->Arg(1'000)->Arg(10'000)->Apply(measured_once);

// What three meetings add to the resident memory, for backlogs of very different sizes.
void MemoryOfABacklog(benchmark::State& state) {
  for (auto _ : state) {
    state.PauseTiming();
    Scene scene(state.range(0));
    const double before = resident_kib();
    state.ResumeTiming();
    for (int i = 0; i < 3; ++i) scene.meet();
    state.counters["added_kib"] = resident_kib() - before;
    state.counters["offered"] = static_cast<double>(scene.counts().received);
  }
}
BENCHMARK(MemoryOfABacklog)->Arg(5'000)->Arg(100'000)->Apply(measured_once);

}  // namespace

BENCHMARK_MAIN();
