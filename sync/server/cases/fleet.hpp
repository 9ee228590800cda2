// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "domain/vocabulary.hpp"
#include "sync/server/store/alarms.hpp"
#include "sync/server/store/devices.hpp"

// The programme's kiosks: how each is as far as the matcher knows, and taking one out of service.
namespace samen::server {

// What has to be looked at first stands first.
enum class KioskNeed : std::uint8_t {
  alarm,        // something of its last seven days (store/alarms.hpp)
  silent,       // heard before, and not for a day
  never_heard,  // since it was enrolled
  review,       // of what it sent something is kept until somebody looks at it
  none,
  revoked
};
}  // namespace samen::server

namespace samen::domain {
SAMEN_VOCABULARY(samen::server::KioskNeed, "kiosk_need", "alarm", "silent", "never_heard", "review",
                 "none", "revoked");
}  // namespace samen::domain

namespace samen::server {

struct KioskLine {
  Device device;
  Centre centre;
  std::optional<AlarmKind> alarm;  // the newest of its own
  std::int64_t reviews = 0;        // kept until somebody looks at them
  KioskNeed need = KioskNeed::none;
  // Of what it sent, not yet in a verified copy: the kiosk keeps it as well.
  std::int64_t not_copied() const { return device.seen_through - device.durable_through; }
  bool needs_somebody() const { return need != KioskNeed::none && need != KioskNeed::revoked; }
};
// By need; of one need the longest silent first, then by number.
base::Result<std::vector<KioskLine>> fleet(Store& store);

// Whether that is its id or its number.
bool is_called(const Device& device, std::string_view name);
// Errc::not_found.
base::Result<Device> kiosk_called(Store& store, std::string_view name);

// Each is one transaction with its line of the audit. False: it was so already, nothing was done.
base::Result<bool> revoke_kiosk(Store& store, const Device& device, std::string_view actor);
base::Result<bool> reinstate_kiosk(Store& store, const Device& device, std::string_view actor);

}  // namespace samen::server
