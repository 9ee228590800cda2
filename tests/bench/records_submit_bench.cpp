// SPDX-License-Identifier: Apache-2.0
// What a person waits for after "send": from the finished record to the committed row, and its
// parts. The folder is made under $SAMEN_BENCH_DIR (default: the temporary folder), because the
// disk is what is measured.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>

#include <benchmark/benchmark.h>

#include "kiosk/records/records.hpp"
#include "protocol/envelope.hpp"
#include "protocol/record_json.hpp"
#include "storage/kiosk_store.hpp"
#include "tests/support/random_record.hpp"
#include "vault/padding.hpp"
#include "vault/seal.hpp"

namespace {

using namespace samen;
namespace fs = std::filesystem;

class EnrolledKiosk {
 public:
  EnrolledKiosk() {
    const char* asked = std::getenv("SAMEN_BENCH_DIR");
    std::string name =
        ((asked != nullptr ? fs::path(asked) : fs::temp_directory_path()) / "samen-bench-XXXXXX")
            .string();
    if (::mkdtemp(name.data()) == nullptr) std::abort();
    root_ = name;
    if (!records::init_kiosk(folder(), base::SecretText("271828"), random_,
                             {vault::PinCost::for_tests()})) {
      std::abort();
    }
    auto store = storage::KioskStore::open(folder(), storage::StoreUser::courier);
    storage::Trust trust;
    trust.tls_pin = trust.sign_key = base::Bytes(32, 1);
    trust.device.bytes[0] = 9;
    const auto& key = matcher_.public_key();
    trust.seal_key.assign(key.bytes().begin(), key.bytes().end());
    trust.seal_key_id = key.id();
    if (!store || !store->save_trust(trust, trust.device, 1)) std::abort();
    auto opened = records::Records::open(folder(), clock_, random_);
    if (!opened) std::abort();
    records_ = *std::move(opened);
  }
  ~EnrolledKiosk() {
    records_.reset();
    fs::remove_all(root_);
  }
  fs::path folder() const { return root_ / "kiosk"; }
  records::Records& records() { return *records_; }

 private:
  fs::path root_;
  base::SystemClock clock_;
  base::SystemRandom random_;
  vault::SealKeyPair matcher_ = vault::SealKeyPair::generate(random_);
  std::unique_ptr<records::Records> records_;
};

domain::Record household(test::RandomRecords& made) {
  domain::Record record;
  record.id = made.uuid();
  record.receipt = made.code();
  record.form = "household";
  record.body = made.household();
  return record;
}

void percentiles(benchmark::State& state, std::vector<double>& ms) {
  if (ms.empty()) return;
  std::ranges::sort(ms);
  const auto at = [&ms](double share) {
    return ms[std::min(ms.size() - 1,
                       static_cast<std::size_t>(share * static_cast<double>(ms.size())))];
  };
  state.counters["p50_ms"] = at(0.50);
  state.counters["p99_ms"] = at(0.99);
  state.counters["max_ms"] = ms.back();
}

// From the record to the receipt in hand, row committed and synced.
void SubmitToReceipt(benchmark::State& state) {
  EnrolledKiosk kiosk;
  test::RandomRecords made(1);
  std::vector<double> ms;
  for (auto _ : state) {
    state.PauseTiming();
    auto record = household(made);
    record.id = {};
    state.ResumeTiming();
    const auto start = std::chrono::steady_clock::now();
    if (!kiosk.records().submit(record)) state.SkipWithError("submit failed");
    ms.push_back(std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start)
                     .count());
  }
  percentiles(state, ms);
  state.SetItemsProcessed(state.iterations());
}
BENCHMARK(SubmitToReceipt)->Unit(benchmark::kMillisecond)->UseRealTime();

// The part without a disk: JSON, padding, sealed box, signature.
void SealAndSign(benchmark::State& state) {
  test::RandomRecords made(2);
  const auto matcher = vault::SealKeyPair::generate(made.random());
  const auto device = vault::SigningKey::generate(made.random());
  const auto record = household(made);
  for (auto _ : state) {
    protocol::Envelope envelope;
    envelope.id = record.id;
    envelope.seq = 1;
    envelope.key_id = "k";
    const auto padded = vault::pad(protocol::write_record(record)).value();
    envelope.body = vault::seal(matcher.public_key(), padded).value();
    protocol::sign_envelope(envelope, device);
    benchmark::DoNotOptimize(envelope.signature);
  }
}
BENCHMARK(SealAndSign)->Unit(benchmark::kMicrosecond);

// The matcher's side of one record: verify, open, unpad, read.
void VerifyAndRead(benchmark::State& state) {
  test::RandomRecords made(3);
  const auto matcher = vault::SealKeyPair::generate(made.random());
  const auto device = vault::SigningKey::generate(made.random());
  protocol::Envelope envelope;
  const auto record = household(made);
  envelope.id = record.id;
  envelope.seq = 1;
  envelope.key_id = "k";
  envelope.body =
      vault::seal(matcher.public_key(), vault::pad(protocol::write_record(record)).value()).value();
  protocol::sign_envelope(envelope, device);
  const auto key = device.verify_key();
  for (auto _ : state) {
    if (!protocol::verify_envelope(envelope, key)) state.SkipWithError("verify failed");
    const auto padded = vault::open(matcher, envelope.body).value();
    const auto read = protocol::read_record(vault::unpad(padded).value());
    if (!read) state.SkipWithError("read failed");
    benchmark::DoNotOptimize(read->id);
  }
}
BENCHMARK(VerifyAndRead)->Unit(benchmark::kMicrosecond);

// What staff wait for after the PIN, with the cost a real kiosk uses.
void UnwrapStaffKey(benchmark::State& state) {
  test::RandomRecords made(4);
  const vault::StaffKeys key{vault::SealKeyPair::generate(made.random()),
                             vault::SigningKey::generate(made.random())};
  const base::SecretText pin("271828");
  const auto wrapped = vault::wrap(key, pin, {}, vault::PinCost::usual()).value();
  for (auto _ : state)
    benchmark::DoNotOptimize(vault::unwrap(wrapped, pin, {}).value().seal.secret());
}
BENCHMARK(UnwrapStaffKey)->Unit(benchmark::kMillisecond);

}  // namespace

BENCHMARK_MAIN();
