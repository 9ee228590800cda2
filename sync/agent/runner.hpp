// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>

#include "sync/agent/backoff.hpp"
#include "sync/agent/exchange.hpp"
#include "sync/agent/key_pin.hpp"
#include "sync/agent/waiter.hpp"

namespace samen::agent {

struct RunOptions {
  std::filesystem::path data;
  std::chrono::milliseconds interval{60'000};  // between looks at the feed when nothing waits
  Backoff::Limits retry;
  BatchLimits batch;
};

// The keys that the matcher may show: the pinned one, and an announced one.
base::Result<KeyPin> pin_of(const storage::Trust& trust);

using ClientFactory = std::function<base::Result<std::unique_ptr<HttpClient>>(const KeyPin&)>;

// The courier as a service: meets the matcher, notes how it went, sleeps until there is a reason
// for the next meeting. Everything it needs is opened anew after a failure of the store, so a
// kiosk that sets a damaged file aside or enrols again is picked up without a restart.
class Runner {
 public:
  Runner(RunOptions options, const base::Clock& clock, base::Random& random, Waiter& waiter,
         ClientFactory make_client);
  ~Runner();
  Runner(const Runner&) = delete;
  Runner& operator=(const Runner&) = delete;

  // One meeting, and what it came to.
  ExchangeReport meet_once();
  // Until the waiter says stop.
  void run();

 private:
  struct Session;
  std::expected<void, Trouble> open_session();
  ExchangeReport attempt();
  void note_status(const ExchangeReport& report);
  void note_without_session(std::string_view problem);
  std::chrono::milliseconds pause_after(const ExchangeReport& report);
  struct WakeFor {
    bool new_rows = false;
    bool new_trust = false;
    bool link = false;
  };
  WakeFor wakes_after(const ExchangeReport& report) const;
  bool trust_changed();
  bool sleep(std::chrono::milliseconds pause, WakeFor wake_for);
  bool has_new_work();
  base::Stamp stamp() const;

  RunOptions options_;
  const base::Clock& clock_;
  base::Random& random_;
  Waiter& waiter_;
  ClientFactory make_client_;
  Backoff backoff_;
  Backoff link_wakes_;
  std::optional<storage::Trust> used_trust_;  // by the last session
  std::int64_t link_not_before_mono_ms_ = 0;
  std::unique_ptr<Session> session_;
  std::size_t set_aside_ = 0;
  std::string noted_problem_;
  std::optional<std::int64_t> noted_mono_ms_;
};

}  // namespace samen::agent
