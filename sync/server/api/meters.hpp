// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "protocol/messages.hpp"
#include "sync/server/http/listener.hpp"
#include "sync/server/store/gauges.hpp"

// Numbers about the running matcher, for whoever watches it. The service counts on its own thread;
// another thread may read at any time. No ids, no names, nothing about single kiosks or people.
namespace samen::server {

enum class Route : std::uint8_t { enrol, envelopes, feed, health, other };
inline constexpr std::size_t kRoutes = 5;
inline constexpr std::size_t kResultClasses = 6;

class Meters {
 public:
  void count_request(Route route, int status);
  void count_result(protocol::ResultClass result);
  void set_gauges(const StoreGauges& gauges);
  // A backup that was verified; or one that failed, and why.
  void note_backup(std::int64_t at_wall_ms, std::int64_t took_ms);
  void note_failed_backup(std::string why);
  void note_apply(bool worked) { apply_works_ = worked; }
  void note_store(bool works) { store_works_ = works; }
  // The sealing keys could be read; or not, and why.
  void note_keys(std::string why_not);

  // The TLS certificate, and why it could not be renewed though it is time.
  void note_certificate(std::int64_t days_left, std::string why_not);

  // Why the matcher should not be relied on now, in words; empty when all is well.
  std::vector<std::string> complaints() const;
  // What is no reason to stop relying on it, but to do something about.
  std::vector<std::string> warnings() const;

  // The text format of Prometheus, version 0.0.4.
  std::string prometheus(const ConnectionCounts& connections) const;

  static constexpr std::int64_t kLeastFreeBytes = std::int64_t{64} << 20;

 private:
  using Counter = std::atomic<std::uint64_t>;
  std::array<std::array<Counter, 6>, kRoutes> requests_{};  // by hundreds of the status
  std::array<Counter, kResultClasses> results_{};
  Counter backups_ = 0, backups_failed_ = 0;
  std::atomic<std::int64_t> backup_at_ms_ = 0, backup_took_ms_ = 0;
  std::atomic<bool> apply_works_ = true, store_works_ = true;
  mutable std::mutex mutex_;
  // Under the mutex:
  std::string backup_failed_why_, keys_failed_why_;  // empty: they work
  std::string certificate_why_;                      // empty: no renewal is due
  std::int64_t certificate_days_ = 0;
  StoreGauges gauges_;
  bool looked_ = false;
};

// GET /metrics, GET /ready (200, or 503 with reasons) and GET /live, on an address of their own.
class MetersHandler final : public HttpHandler {
 public:
  MetersHandler(const Meters& meters, const Listener& listener)
      : meters_(meters), listener_(listener) {}
  HttpResponse handle(const HttpRequest& request) override;

 private:
  const Meters& meters_;
  const Listener& listener_;
};

}  // namespace samen::server
