// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "sync/server/store/alarms.hpp"
#include "sync/server/store/counts.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/singles.hpp"

// What status shows, counted once.
namespace samen::server {

struct StatusPicture {
  StoreCounts counts;
  std::vector<Centre> centres;
  std::vector<Device> devices;
  std::vector<DeviceCounts> device_counts;
  std::map<std::int64_t, std::int64_t> sizes;
  SingleCounts singles;
  std::size_t talks = 0;
  std::size_t matches = 0;  // open
  std::size_t overdue = 0;  // of those, with a next step that was due
  std::size_t quiet = 0;    // of those, with no sign of contact for too long
  std::vector<Alarm> alarms;
  std::size_t held = 0;
};
base::Result<StatusPicture> take_picture(Store& store);

std::string centre_name(const StatusPicture& picture,
                        std::int64_t id);  // "?" for one that is not there
std::string status_json(Store& store, const StatusPicture& picture);

}  // namespace samen::server
