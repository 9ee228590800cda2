// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "sync/server/messages/post.hpp"
#include "sync/server/messages/settings.hpp"

namespace samen::server {

// Text messages through the Notify API that public bodies use (POST /v2/notifications/sms, as
// https://docs.notifications.service.gov.uk/rest-api.html describes it).
class Notify final : public Post {
 public:
  explicit Notify(const NotifySettings& settings) : settings_(&settings) {}  // must outlive it
  Handing hand_over(const Letter& letter) override;

 private:
  const NotifySettings* settings_;
};

// The token that each request carries: who asks and when, signed (RFC 7519, HS256). `now_s`: Unix
// seconds.
std::string notify_token(const NotifySettings& settings, std::int64_t now_s);

}  // namespace samen::server
