// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "sync/matcher/model/policy.hpp"
#include "sync/server/api/meters.hpp"
#include "sync/server/cases/work_on_cards.hpp"
#include "sync/server/http/message.hpp"
#include "sync/server/http/rate_limit.hpp"
#include "sync/server/keys/matcher_keys.hpp"
#include "sync/server/store/backup.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

// The matcher's answers to kiosks, without sockets: POST /v1/enrol, POST /v1/envelopes,
// GET /v1/feed, GET /health (shared/protocol/openapi.yaml). One thread at a time.
class MatcherService final : public HttpHandler {
 public:
  MatcherService(Store& store, MatcherKeys& keys, DataFolder folder,
                 const matcher::Policy& policy = {});

  HttpResponse handle(const HttpRequest& request) override;

  // Opens and applies a few of the stored envelopes; true while there are more.
  bool rest() override;

  // Makes a verified backup if anything changed since the last one, and after that as many more as
  // have to hold something before kiosks may delete it. Never spends more than a tenth of the time
  // on backups, however large the store is, unless `now` says to make all of them without waiting.
  enum class Hurry { no, now };
  void back_up_if_needed(Hurry hurry = Hurry::no);

  // Renews the TLS certificate when it is time; looks once an hour. True when the listener has
  // another one to show. What cannot be renewed is told by the meters and an alarm.
  bool look_after_certificate();

  // Sends the cards whose next action is another one by now. Never spends more than a hundredth of
  // the time on it, however many matches are open.
  void look_after_work();

  // Looks at the store for the meters; now and then, because it costs a few queries.
  void look_around();
  const Meters& meters() const { return meters_; }

 private:
  HttpResponse answer(const HttpRequest& request, Route& route);
  HttpResponse too_often(std::int64_t wait_ms) const;
  HttpResponse enrol(const HttpRequest& request);
  HttpResponse take_envelopes(const HttpRequest& request);
  HttpResponse give_feed(const HttpRequest& request);
  HttpResponse health();
  // Looks for sealing keys that another process made; a failure is told as what it is.
  base::Result<void> refresh_keys();
  void close_gaps();    // that erased rows have left
  bool back_up_once();  // false: nothing to do, or it failed

  Store& store_;
  MatcherKeys& keys_;
  DataFolder folder_;
  matcher::Policy policy_;
  BackupWatch watch_;
  std::int64_t next_backup_mono_ms_ = 0;
  int copies_owed_ = 0;     // until what changed last is in as many as kiosks wait for
  RateLimit guesses_here_;  // wrong codes from one address
  RateLimit guesses_all_;   // wrong codes together
  RateLimit requests_;      // signed requests of one kiosk
  RateLimit records_;       // envelopes of one kiosk
  Meters meters_;
  std::int64_t next_look_mono_ms_ = 0;
  WorkOnCards work_;
  std::int64_t next_work_mono_ms_ = 0;
  std::optional<std::int64_t> next_certificate_look_mono_ms_;  // none: not looked at yet
  bool compaction_owed_ = false;
  bool keys_failed_ = false;  // in the request that is answered now
};

}  // namespace samen::server
