// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <expected>

#include "sync/server/http/message.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/store.hpp"

namespace samen::server {

inline constexpr std::int64_t kMaxClockSkewSeconds = 600;

// The kiosk whose courier signed this request (RFC 9421), or the answer that refuses it: 401
// "signature_missing", "signature", "unknown_device" or "clock" (set the clock from our Date header
// and ask again), 403 "revoked". Nonces are not remembered: every request of this interface can be
// repeated without harm, and a client that lost an answer repeats it as it was.
std::expected<Device, HttpResponse> authenticate(Store& store, const HttpRequest& request);

// The answer for a failure of the store or of this program: 503, so that kiosks come again.
HttpResponse unavailable(const base::Error& error);

}  // namespace samen::server
