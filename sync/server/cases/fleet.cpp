// SPDX-License-Identifier: Apache-2.0
#include "sync/server/cases/fleet.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "base/say.hpp"
#include "sync/server/cases/publish.hpp"
#include "sync/server/store/audit.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/gauges.hpp"

namespace samen::server {

using base::Errc;
using base::fail;
using base::Result;
using base::say;

namespace {

KioskNeed need_of(const KioskLine& line, std::int64_t now_ms) {
  if (line.device.revoked_ms) return KioskNeed::revoked;
  if (line.alarm) return KioskNeed::alarm;
  if (!line.device.last_contact_ms) return KioskNeed::never_heard;
  if (now_ms - *line.device.last_contact_ms >= kQuietMs) return KioskNeed::silent;
  return line.reviews > 0 ? KioskNeed::review : KioskNeed::none;
}

// Whose alarm it is: some are raised under a kiosk's id, some under its number.
std::map<std::string, AlarmKind> newest_alarms(const std::vector<Alarm>& alarms) {
  std::map<std::string, AlarmKind> newest;
  for (const auto& alarm : alarms) newest.emplace(alarm.subject, alarm.kind);
  return newest;
}

}  // namespace

Result<std::vector<KioskLine>> fleet(Store& store) {
  SAMEN_TRY(auto devices, all_devices(store));
  SAMEN_TRY(const auto all, all_centres(store));
  SAMEN_TRY(const auto raised, recent_alarms(store));
  SAMEN_TRY(const auto kept, reviews(store));
  const auto alarms = newest_alarms(raised);
  std::map<std::int64_t, const Centre*> centres;
  for (const auto& centre : all) centres.emplace(centre.id, &centre);
  std::map<std::int64_t, std::int64_t> reviews_of;
  for (const auto& review : kept) ++reviews_of[review.device];
  std::vector<KioskLine> lines;
  lines.reserve(devices.size());
  for (auto& device : devices) {
    KioskLine line{.device = std::move(device), .centre = {}, .alarm = {}};
    const auto centre = centres.find(line.device.centre);
    if (centre != centres.end()) line.centre = *centre->second;
    for (const auto& subject :
         {"kiosk " + std::to_string(line.device.number), line.device.id.str()}) {
      const auto alarm = alarms.find(subject);
      if (alarm != alarms.end()) line.alarm = alarm->second;
    }
    const auto review = reviews_of.find(line.device.number);
    if (review != reviews_of.end()) line.reviews = review->second;
    line.need = need_of(line, store.now_ms());
    lines.push_back(std::move(line));
  }
  std::ranges::stable_sort(lines, {}, [](const KioskLine& line) {
    return std::tuple(line.need, line.device.last_contact_ms.value_or(0));
  });
  return lines;
}

bool is_called(const Device& device, std::string_view name) {
  return device.id.str() == name || std::to_string(device.number) == name;
}

Result<Device> kiosk_called(Store& store, std::string_view name) {
  SAMEN_TRY(auto devices, all_devices(store));
  for (auto& device : devices) {
    if (is_called(device, name)) return std::move(device);
  }
  return fail(Errc::not_found,
              say("no kiosk has the id or number \"{}\"; `samen-matcher status` lists them", name));
}

Result<bool> revoke_kiosk(Store& store, const Device& device, std::string_view actor) {
  if (device.revoked_ms) return false;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(revoke_device(store, device));
  SAMEN_CHECK(write_audit(store, actor, "revoke", device.id.str()));
  SAMEN_CHECK(transaction.commit());
  return true;
}

Result<bool> reinstate_kiosk(Store& store, const Device& device, std::string_view actor) {
  if (!device.revoked_ms) return false;
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(reinstate_device(store, device));
  SAMEN_CHECK(publish_all_cards(store, device));
  SAMEN_CHECK(write_audit(store, actor, "revoke_undo", device.id.str()));
  SAMEN_CHECK(transaction.commit());
  return true;
}

}  // namespace samen::server
