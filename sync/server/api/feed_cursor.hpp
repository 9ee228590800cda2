// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/uuid.hpp"

namespace samen::server {

// The store's setting that holds the pin of the matcher's next TLS key, as 64 hexadecimal digits;
// missing or empty: no change is planned. The feed announces it, signed, to every courier.
inline constexpr std::string_view kNextTlsPinSetting = "next_tls_pin";

// Where a kiosk is in its feed. Opaque to kiosks: "<epoch>.<number>" while it follows changes,
// "<epoch>.<number>.list" while it reads the complete list page by page.
struct FeedCursor {
  base::Uuid epoch;
  std::int64_t number = 0;
  bool listing = false;  // pages are part of a complete list

  std::string str() const;
  // Nothing for anything we did not write: the kiosk then starts with the complete list.
  static std::optional<FeedCursor> parse(std::string_view text);
};

}  // namespace samen::server
