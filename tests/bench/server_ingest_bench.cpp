// SPDX-License-Identifier: Apache-2.0
// Records a second through the matcher's service with durability on (synchronous EXTRA, one
// transaction a batch), and its memory while a backlog of 100,000 comes in and begins to be
// applied. Sockets and TLS are not part of it; server_vs_peers.py has them.
#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <benchmark/benchmark.h>
#include <stdlib.h>

#include "../support/fake_kiosk.hpp"
#include "base/log.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/store/devices.hpp"

namespace samen::server {
namespace {

struct World {
  World() {
    base::set_log_level(base::LogLevel::error);
    std::string name = (std::filesystem::temp_directory_path() / "samen-bench-XXXXXX").string();
    if (mkdtemp(name.data()) == nullptr) std::abort();
    folder.root = name;
    const std::string names[] = {"127.0.0.1"};
    keys = std::make_unique<MatcherKeys>(make_keys(folder, names, clock.wall_ms(), random).value());
    store = std::make_unique<Store>(Store::create(folder, clock, random).value());
    service = std::make_unique<MatcherService>(*store, *keys, folder);
    const auto centre = ensure_centre(*store, "De Linde", "Almere").value();
    const std::string secret = "0123456789AB";
    if (!add_code(*store, hash_code(secret), centre.id, clock.wall_ms() + 60'000)) std::abort();
    HttpRequest request;
    request.method = "POST";
    request.target = "/v1/enrol";
    request.body = protocol::write_json(kiosk.enrol_request(secret));
    kiosk.trust(protocol::read_enrol_answer(service->handle(request).body).value());
  }
  ~World() {
    service.reset();
    store.reset();
    std::error_code ignored;
    std::filesystem::remove_all(folder.root, ignored);
  }
  HttpRequest signed_post(std::string body) {
    HttpRequest request;
    request.method = "POST";
    request.target = "/v1/envelopes";
    request.headers = kiosk.signature("POST", "/v1/envelopes", "", body);
    request.body = std::move(body);
    return request;
  }

  DataFolder folder;
  base::ManualClock clock;
  base::SeededRandom random{1};
  std::unique_ptr<MatcherKeys> keys;
  std::unique_ptr<Store> store;
  std::unique_ptr<MatcherService> service;
  test::FakeKiosk kiosk{1, clock};
};

void ingest(benchmark::State& state) {
  World world;
  const auto records = static_cast<std::size_t>(state.range(0));
  for (auto _ : state) {
    state.PauseTiming();
    std::vector<protocol::Envelope> batch;
    for (std::size_t i = 0; i < records; ++i) {
      batch.push_back(world.kiosk.envelope(world.kiosk.household("Amal")));
    }
    const auto request = world.signed_post(world.kiosk.batch(std::move(batch)));
    world.clock.advance(10'000);
    state.ResumeTiming();
    if (world.service->handle(request).status != 200) state.SkipWithError("not stored");
    if (state.range(1) != 0) {
      while (world.service->rest()) {
      }
    }
  }
  state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(ingest)
    ->ArgNames({"batch", "applied"})
    ->Args({1, 0})
    ->Args({16, 0})
    ->Args({64, 0})
    ->Args({64, 1})
    ->UseRealTime()
    ->Unit(benchmark::kMillisecond);

// "VmRSS" in MiB.
double memory_mib() {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.starts_with("VmRSS:")) return std::stod(line.substr(6)) / 1024;
  }
  return 0;
}

void backlog(benchmark::State& state) {
  constexpr int kRecords = 100'000;
  constexpr std::size_t kBatch = 50;
  for (auto _ : state) {
    World world;
    double at_10000 = 0, highest = 0;
    std::int64_t ingested_ns = 0;
    for (int sent = 0; sent < kRecords; sent += kBatch) {
      std::vector<protocol::Envelope> batch;
      for (std::size_t i = 0; i < kBatch; ++i) {
        batch.push_back(world.kiosk.envelope(world.kiosk.household("Amal")));
      }
      const auto request = world.signed_post(world.kiosk.batch(std::move(batch)));
      world.clock.advance(10'000);
      const auto begin = std::chrono::steady_clock::now();
      if (world.service->handle(request).status != 200) state.SkipWithError("not stored");
      ingested_ns += (std::chrono::steady_clock::now() - begin).count();
      if (sent == 10'000) at_10000 = memory_mib();
      highest = std::max(highest, memory_mib());
    }
    const double full = memory_mib();
    // Applying takes the oldest few each time, so its first steps show what all of them cost.
    for (int step = 0; step < 100 && world.service->rest(); ++step) {
      highest = std::max(highest, memory_mib());
    }
    state.counters["MiB_at_10000"] = at_10000;
    state.counters["MiB_at_100000"] = full;
    state.counters["MiB_highest"] = highest;
    state.counters["records_per_s"] = kRecords / (static_cast<double>(ingested_ns) * 1e-9);
  }
}
BENCHMARK(backlog)->Iterations(1)->Unit(benchmark::kSecond);

}  // namespace
}  // namespace samen::server

BENCHMARK_MAIN();
