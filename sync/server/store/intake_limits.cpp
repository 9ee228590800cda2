// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/intake_limits.hpp"

#include <array>
#include <string>
#include <string_view>

namespace samen::server {

using base::Result;

namespace {

struct Setting {
  std::string_view name;
  int IntakeLimits::* value;
};
constexpr std::array<Setting, 3> kSettings = {{
    {"kiosk_mib_a_day", &IntakeLimits::mib_a_day},
    {"kiosk_records_at_once", &IntakeLimits::records_at_once},
    {"kiosk_records_a_second", &IntakeLimits::records_a_second},
}};

}  // namespace

Result<IntakeLimits> read_intake_limits(Store& store) {
  IntakeLimits limits;
  for (const auto& setting : kSettings) {
    SAMEN_TRY(const auto kept, store.number_setting(setting.name));
    if (kept && *kept > 0 && *kept <= 1'000'000) limits.*setting.value = static_cast<int>(*kept);
  }
  return limits;
}

Result<void> note_intake_limits(Store& store, const IntakeLimits& limits) {
  for (const auto& setting : kSettings) {
    SAMEN_CHECK(store.set_setting(setting.name, std::to_string(limits.*setting.value)));
  }
  return {};
}

}  // namespace samen::server
