// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <mutex>
#include <stdexcept>
#include <thread>

#include "kiosk/flow/ports.hpp"

namespace samen::app {

// What a test tells its port to do, and what it saw; outlives the worker.
struct PortScript {
  std::atomic<int> opened = 0;
  std::atomic<int> submitted = 0;
  std::atomic<int> closed = 0;
  std::atomic<bool> refuse_submit = false;
  std::atomic<bool> throw_on_submit = false;
  std::atomic<int> submit_takes_ms = 0;
  std::thread::id thread;  // of the last call; read after the worker is gone
};

class FakePort final : public flow::RecordsPort {
 public:
  explicit FakePort(PortScript& script) : script_(script) { ++script_.opened; }

  base::Result<flow::Receipt> submit(domain::Record&) override {
    script_.thread = std::this_thread::get_id();
    std::this_thread::sleep_for(std::chrono::milliseconds(script_.submit_takes_ms));
    if (script_.throw_on_submit) throw std::bad_alloc();
    if (script_.refuse_submit) return base::fail(base::Errc::storage_full, "no room");
    ++script_.submitted;
    return flow::Receipt{};
  }
  base::Result<void> staff_open(const base::SecretText& pin, base::ByteView) override {
    if (pin.view() == "271828") return {};
    return base::fail(base::Errc::limit, "too many tries");
  }
  std::int64_t staff_retry_after_ms() override { return 30'000; }
  void staff_close() override { ++script_.closed; }
  base::Result<std::vector<domain::ProposalCard>> cards() override {
    return std::vector<domain::ProposalCard>(2);
  }
  base::Result<void> decide(const domain::Decision& decision, std::int64_t) override {
    if (decision.version == 1) return {};
    return base::fail(base::Errc::conflict, "a newer card is here");
  }
  base::Result<void> undo(const domain::Decision& decision) override {
    if (decision.version == 1) return {};
    return base::fail(base::Errc::conflict, "it is on its way");
  }
  void send_decisions() override {}
  base::Result<void> receipt_open(const base::ReceiptSecret&) override {
    return base::fail(base::Errc::limit, "too many tries");
  }
  base::Result<void> receipt_ask(domain::Wish wish,
                                 const std::optional<domain::MatchWord>& /*word*/) override {
    if (wish != domain::Wish::status) return {};
    return base::fail(base::Errc::storage_full, "no room");
  }
  base::Result<void> receipt_correct(domain::Record& record) override {
    if (record.form == "household") return {};
    return base::fail(base::Errc::storage_full, "no room");
  }
  base::Result<std::optional<flow::FoundAnswer>> receipt_answer() override {
    domain::ReceiptAnswer answer;
    answer.standing = domain::Standing::waiting;
    return flow::FoundAnswer{answer, true};
  }
  std::string erasure_code() const override { return "E-K7M-2QX-9FH"; }
  void receipt_close() override { ++script_.closed; }
  base::Result<flow::QueueStatus> status() override {
    flow::QueueStatus status;
    status.enrolled = true;
    status.waiting = script_.submitted;
    status.free_bytes = 1LL << 30;
    return status;
  }

 private:
  PortScript& script_;
};

// The main loop's side of wake(): counts and waits.
class Bell {
 public:
  void ring() {
    {
      const std::lock_guard lock(mutex_);
      ++rings_;
    }
    rung_.notify_all();
  }
  // True when it has rung `times` altogether within five seconds.
  bool wait_for(int times) {
    std::unique_lock lock(mutex_);
    return rung_.wait_until(lock, std::chrono::system_clock::now() + std::chrono::seconds(5),
                            [&] { return rings_ >= times; });
  }

 private:
  std::mutex mutex_;
  std::condition_variable rung_;
  int rings_ = 0;
};

}  // namespace samen::app
