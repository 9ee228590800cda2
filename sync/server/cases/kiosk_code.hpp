// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "sync/server/store/devices.hpp"

// The one-time code that makes a kiosk one of ours, for `enrol` and for the office.
namespace samen::server {

inline constexpr int kLongestCodeMinutes = 7 * 24 * 60;
inline constexpr std::size_t kLongestCentreBytes = 120;

struct KioskCodeFor {
  std::string_view centre;        // as staff call it
  std::string_view municipality;  // of a new centre; else empty, or the one it is known in
  int valid_minutes = 60;
};
struct KioskCode {
  std::string code;  // to be typed; kept here as a hash only
  Centre centre;
};
// In one transaction with its line of the audit. Errc::invalid_input for minutes or a name that are
// none, Errc::not_found for a centre nobody knows without its municipality, Errc::conflict for one
// that is known in another.
base::Result<KioskCode> make_kiosk_code(Store& store, const KioskCodeFor& asked,
                                        std::string_view actor);

}  // namespace samen::server
