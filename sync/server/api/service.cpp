// SPDX-License-Identifier: Apache-2.0
#include "sync/server/api/service.hpp"

#include <algorithm>
#include <array>

#include "base/log.hpp"
#include "protocol/api_version.hpp"
#include "sync/server/api/authentication.hpp"
#include "sync/server/cases/apply.hpp"
#include "sync/server/cases/erase.hpp"
#include "sync/server/keys/certificate_care.hpp"
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/erasures.hpp"
#include "sync/server/store/intake_limits.hpp"
#include "sync/server/store/relied_copies.hpp"

namespace samen::server {

namespace {

constexpr int kAppliedAtOnce = 16;
constexpr std::int64_t kLookEveryMs = 5'000;
constexpr std::int64_t kCertificateEveryMs = 3'600'000;

RateLimit limit_of_records(Store& store) {
  // What cannot be read now is told by the first request, which reads the store too.
  const auto limits = read_intake_limits(store).value_or(IntakeLimits{});
  return {store.clock(), limits.records_at_once, std::max(1000 / limits.records_a_second, 1)};
}

// "/v2/feed": an address of another version of this interface.
bool of_another_version(std::string_view path) {
  if (!path.starts_with("/v") || path.starts_with("/v1/")) return false;
  const auto digits = path.substr(2, path.find('/', 2) - 2);
  return !digits.empty() && digits.find_first_not_of("0123456789") == std::string_view::npos;
}

}  // namespace

MatcherService::MatcherService(Store& store, MatcherKeys& keys, DataFolder folder,
                               const matcher::Policy& policy)
    : store_(store),
      keys_(keys),
      folder_(std::move(folder)),
      policy_(policy),
      guesses_here_(store.clock(), 5, 60'000),
      guesses_all_(store.clock(), 60, 2'000),
      requests_(store.clock(), 200, 100),
      records_(limit_of_records(store)) {}

HttpResponse MatcherService::handle(const HttpRequest& request) {
  Route route = Route::other;
  keys_failed_ = false;
  auto response = answer(request, route);
  if (response.status >= 400 && request.header("accept").contains(protocol::kProblemType)) {
    response.content_type = protocol::kProblemType;
  }
  meters_.count_request(route, response.status);
  if (route != Route::other) meters_.note_store(response.status != 503 || keys_failed_);
  return response;
}

base::Result<void> MatcherService::refresh_keys() {
  auto looked = keys_.seal.refresh();
  keys_failed_ = !looked;
  meters_.note_keys(looked ? "" : looked.error().message);
  return looked;
}

HttpResponse MatcherService::answer(const HttpRequest& request, Route& route) {
  struct Address {
    std::string_view method;
    std::string_view path;
    Route route;
    HttpResponse (MatcherService::*answer)(const HttpRequest&);
  };
  static constexpr std::array<Address, 3> kAddresses = {{
      {"POST", "/v1/enrol", Route::enrol, &MatcherService::enrol},
      {"POST", "/v1/envelopes", Route::envelopes, &MatcherService::take_envelopes},
      {"GET", "/v1/feed", Route::feed, &MatcherService::give_feed},
  }};
  if (request.path() == "/health" && (request.method == "GET" || request.method == "HEAD")) {
    route = Route::health;
    return health();
  }
  for (const auto& address : kAddresses) {
    if (request.path() != address.path) continue;
    route = address.route;
    if (request.method == address.method) return (this->*address.answer)(request);
    auto response = error_response(405, "method",
                                   "this address takes " + std::string(address.method) + " only");
    response.headers.emplace_back("Allow", std::string(address.method));
    return response;
  }
  if (of_another_version(request.path())) {
    return error_response(404, "version",
                          "this matcher speaks version 1: addresses begin with /v1/");
  }
  return error_response(404, "not_found", "there is nothing at this address");
}

HttpResponse MatcherService::too_often(std::int64_t wait_ms) const {
  auto response = error_response(429, "too_many_requests", "this kiosk asks too often");
  response.headers.emplace_back("Retry-After", std::to_string(wait_ms / 1000 + 1));
  return response;
}

HttpResponse MatcherService::health() {
  const auto alive = store_.alive();
  if (!alive) return unavailable(alive.error());
  HttpResponse response;
  response.body = R"({"status":"ok"})";
  return response;
}

bool MatcherService::rest() {
  const auto outcome = apply_stored(store_, keys_.seal, policy_, kAppliedAtOnce);
  meters_.note_apply(outcome.has_value());
  if (!outcome) {
    base::log(base::LogLevel::error, "apply_failed",
              {{"code", outcome.error().code},
               {"why", base::LogValue::public_text(outcome.error().message)}});
    return false;  // the envelopes stay stored; the next request or start tries again
  }
  compaction_owed_ = compaction_owed_ || outcome->erased > 0;
  if (!outcome->more && compaction_owed_) close_gaps();
  return outcome->more;
}

// Others may have the store open just then; what was erased is gone, and the next rest tries again.
void MatcherService::close_gaps() {
  const auto done = finish_erasing(store_);
  compaction_owed_ = !done;
  if (!done) base::log(base::LogLevel::warning, "not_compacted", {{"code", done.error().code}});
}

void MatcherService::back_up_if_needed(Hurry hurry) {
  if (hurry == Hurry::no) {
    if (store_.clock().mono_ms() >= next_backup_mono_ms_) back_up_once();
    return;
  }
  // Not for ever: another process may change something all the time.
  for (int i = 0; i < kMostCopiesBeforeDelete && back_up_once(); ++i) {
  }
}

bool MatcherService::back_up_once() {
  const auto changed = watch_.changed(store_);
  if (changed && !*changed && copies_owed_ == 0) return false;
  const std::int64_t begin = store_.clock().mono_ms();
  const auto done = [&]() -> base::Result<void> {
    if (!changed) return std::unexpected(changed.error());
    SAMEN_TRY(const auto report, make_verified_backup(store_, folder_));
    copies_owed_ = (*changed ? report.wanted : copies_owed_) - 1;
    return watch_.settle(store_);
  }();
  const std::int64_t end = store_.clock().mono_ms();
  next_backup_mono_ms_ = end + 9 * (end - begin);
  if (done) {
    meters_.note_backup(store_.now_ms(), end - begin);
    return true;
  }
  meters_.note_failed_backup(done.error().message);
  base::log(
      base::LogLevel::error, "backup_failed",
      {{"code", done.error().code}, {"why", base::LogValue::public_text(done.error().message)}});
  return false;
}

bool MatcherService::look_after_certificate() {
  const std::int64_t now = store_.clock().mono_ms();
  if (now < next_certificate_look_mono_ms_.value_or(now)) return false;
  next_certificate_look_mono_ms_ = now + kCertificateEveryMs;
  const auto care = care_for_certificate(folder_, keys_.tls, store_.now_ms());
  meters_.note_certificate(care.days_left, care.trouble);
  if (care.renewed) {
    base::log(base::LogLevel::info, "certificate_renewed", {{"days", care.days_left}});
  }
  if (care.trouble.empty()) return care.renewed;
  const auto told = [&]() -> base::Result<void> {
    SAMEN_TRY(auto transaction, store_.begin());
    SAMEN_CHECK(raise_alarm(store_, AlarmKind::certificate_not_renewed, "tls.crt"));
    return transaction.commit();
  }();
  if (!told) base::log(base::LogLevel::error, "alarm_not_kept", {{"code", told.error().code}});
  return care.renewed;
}

void MatcherService::look_after_work() {
  constexpr std::int64_t kRestMs = 2000;
  constexpr std::int64_t kRestPerWork = 100;
  const std::int64_t begin = store_.clock().mono_ms();
  if (begin < next_work_mono_ms_) return;
  const auto sent = work_.look(store_, policy_);
  const std::int64_t end = store_.clock().mono_ms();
  next_work_mono_ms_ = end + std::max(kRestMs, kRestPerWork * (end - begin));
  if (!sent) {  // the next look tries again
    base::log(base::LogLevel::warning, "work_not_sent", {{"code", sent.error().code}});
  }
}

void MatcherService::look_around() {
  const std::int64_t now = store_.clock().mono_ms();
  if (now < next_look_mono_ms_) return;
  next_look_mono_ms_ = now + kLookEveryMs;
  const auto gauges = read_gauges(store_, folder_);
  meters_.note_store(gauges.has_value());
  if (gauges) meters_.set_gauges(*gauges);
}

}  // namespace samen::server
