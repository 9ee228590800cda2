// SPDX-License-Identifier: Apache-2.0
#include "sync/server/commands/status_picture.hpp"

#include <nlohmann/json.hpp>

#include "sync/server/cases/match_due.hpp"
#include "sync/server/cases/pool.hpp"
#include "sync/server/cases/programme.hpp"
#include "sync/server/store/gauges.hpp"
#include "sync/server/store/talks.hpp"

namespace samen::server {

using base::Result;
using nlohmann::json;

namespace {

json optional_json(const std::optional<std::int64_t>& value) {
  return value ? json(*value) : json(nullptr);
}

}  // namespace

Result<StatusPicture> take_picture(Store& store) {
  StatusPicture picture;
  SAMEN_TRY(picture.counts, count_everything(store));
  SAMEN_TRY(picture.centres, all_centres(store));
  SAMEN_TRY(picture.devices, all_devices(store));
  SAMEN_TRY(picture.sizes, group_sizes(store));
  SAMEN_TRY(picture.singles, count_singles(store));
  SAMEN_TRY(const auto talks, wishes_to_talk(store));
  picture.talks = talks.size();
  SAMEN_TRY(const auto policy, programme_policy(store.folder()));
  SAMEN_TRY(const auto matches, worklist(store, policy));
  picture.matches = matches.size();
  for (const auto& item : matches) {
    picture.overdue += is_overdue(item.action, store.now_ms()) ? 1 : 0;
    picture.quiet += item.quiet() ? 1 : 0;
  }
  SAMEN_TRY(picture.alarms, recent_alarms(store));
  SAMEN_TRY(const auto pool, read_pool(store));
  picture.held = pool.held.size();
  for (const auto& device : picture.devices) {
    SAMEN_TRY(auto counts, count_for_device(store, device.number));
    picture.device_counts.push_back(counts);
  }
  return picture;
}

std::string centre_name(const StatusPicture& picture, std::int64_t id) {
  for (const auto& centre : picture.centres) {
    if (centre.id == id) return centre.name;
  }
  return "?";
}

std::string status_json(Store& store, const StatusPicture& picture) {
  const auto& counts = picture.counts;
  json records = json::object();
  for (const auto& [kind, count] : counts.records) {
    records[kind] = {{"from_kiosks", count.from_kiosks}, {"synthetic", count.synthetic}};
  }
  json devices = json::array();
  for (std::size_t i = 0; i < picture.devices.size(); ++i) {
    const auto& device = picture.devices[i];
    devices.push_back({{"device", device.id.str()},
                       {"number", device.number},
                       {"centre", centre_name(picture, device.centre)},
                       {"revoked", device.revoked_ms.has_value()},
                       {"last_contact_ms", optional_json(device.last_contact_ms)},
                       {"seen_through", device.seen_through},
                       {"durable_through", device.durable_through},
                       {"envelopes", picture.device_counts[i].envelopes},
                       {"feed_items", picture.device_counts[i].feed_items}});
  }
  json alarms = json::array();
  for (const auto& alarm : picture.alarms) {
    alarms.push_back({{"kind", to_string(alarm.kind)},
                      {"subject", alarm.subject},
                      {"count", alarm.count},
                      {"last_ms", alarm.last_ms}});
  }
  json envelopes = {{"stored", 0}, {"applied", 0}, {"needs_review", 0}};
  for (const auto& [state, count] : counts.envelopes) envelopes[state] = count;
  return json{{"epoch", store.epoch().str()},
              {"envelopes", std::move(envelopes)},
              {"records", std::move(records)},
              {"households", counts.households},
              {"groups", counts.groups},
              {"singles",
               {{"waiting", picture.singles.waiting},
                {"proposed", picture.singles.proposed},
                {"matched", picture.singles.matched}}},
              {"want_to_talk", picture.talks},
              {"held", picture.held},
              {"matches",
               {{"open", picture.matches}, {"overdue", picture.overdue}, {"quiet", picture.quiet}}},
              {"proposals", counts.proposals},
              {"decisions", counts.decisions},
              {"declined_pairs", counts.declined_pairs},
              {"passed_over", counts.passed_over},
              {"rounds", counts.rounds},
              {"erased", counts.erased},
              {"open_codes", counts.open_codes},
              {"alarms", std::move(alarms)},
              {"devices", std::move(devices)}}
      .dump();
}

}  // namespace samen::server
