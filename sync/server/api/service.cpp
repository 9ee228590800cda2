// SPDX-License-Identifier: Apache-2.0
#include "sync/server/api/service.hpp"

#include <array>

#include "base/log.hpp"
#include "sync/server/api/authentication.hpp"
#include "sync/server/cases/apply.hpp"

namespace samen::server {

namespace {

constexpr int kAppliedAtOnce = 16;

}  // namespace

MatcherService::MatcherService(Store& store, const MatcherKeys& keys, DataFolder folder)
    : store_(store),
      keys_(keys),
      folder_(std::move(folder)),
      guesses_here_(store.clock(), 5, 60'000),
      guesses_all_(store.clock(), 60, 2'000),
      requests_(store.clock(), 200, 100) {}

HttpResponse MatcherService::handle(const HttpRequest& request) {
  struct Route {
    std::string_view method;
    std::string_view path;
    HttpResponse (MatcherService::*answer)(const HttpRequest&);
  };
  static constexpr std::array<Route, 3> kRoutes = {{
      {"POST", "/v1/enrol", &MatcherService::enrol},
      {"POST", "/v1/envelopes", &MatcherService::take_envelopes},
      {"GET", "/v1/feed", &MatcherService::give_feed},
  }};
  if (request.path() == "/health" && (request.method == "GET" || request.method == "HEAD")) {
    return health();
  }
  for (const auto& route : kRoutes) {
    if (request.path() != route.path) continue;
    if (request.method == route.method) return (this->*route.answer)(request);
    auto response =
        error_response(405, "method", "this address takes " + std::string(route.method) + " only");
    response.headers.emplace_back("Allow", std::string(route.method));
    return response;
  }
  return error_response(404, "not_found", "there is nothing at this address");
}

HttpResponse MatcherService::health() {
  const auto alive = store_.database().integer("SELECT count(*) FROM setting");
  if (!alive) return unavailable(alive.error());
  HttpResponse response;
  response.body = R"({"status":"ok"})";
  return response;
}

bool MatcherService::rest() {
  const auto outcome = apply_stored(store_, keys_.seal, kAppliedAtOnce);
  if (!outcome) {
    base::log(base::LogLevel::error, "apply_failed",
              {{"code", outcome.error().code},
               {"why", base::LogValue::public_text(outcome.error().message)}});
    return false;  // the envelopes stay stored; the next request or start tries again
  }
  return outcome->more;
}

void MatcherService::back_up_if_needed(Hurry hurry) {
  const std::int64_t begin = store_.clock().mono_ms();
  if (hurry == Hurry::no && begin < next_backup_mono_ms_) return;
  const auto done = [this]() -> base::Result<void> {
    SAMEN_TRY(const bool changed, watch_.changed(store_));
    if (!changed) return {};
    SAMEN_TRY([[maybe_unused]] const auto report, make_verified_backup(store_, folder_));
    return watch_.settle(store_);
  }();
  const std::int64_t end = store_.clock().mono_ms();
  next_backup_mono_ms_ = end + 9 * (end - begin);
  if (done) return;
  base::log(
      base::LogLevel::error, "backup_failed",
      {{"code", done.error().code}, {"why", base::LogValue::public_text(done.error().message)}});
}

}  // namespace samen::server
