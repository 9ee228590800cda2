// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "protocol/messages.hpp"
#include "sync/server/store/devices.hpp"
#include "sync/server/store/store.hpp"

// What each kiosk should hold. Every change of an item gives it the device's next number, so
// "everything above the number I know" is all a kiosk ever has to ask.
namespace samen::server {

// Puts the newest version of an item into the device's feed in place of any older one.
base::Result<void> put_feed_item(Store& store, const Device& device,
                                 const protocol::FeedItem& item);

// Takes every card out of the device's feed; tombstones stay.
base::Result<void> take_back_cards(Store& store, const Device& device);

struct FeedSlice {
  std::vector<protocol::FeedItem> items;
  std::int64_t last = 0;  // number of the last item here, or `after`
  bool more = false;
};
// At most `limit` items with numbers above `after`, in order.
base::Result<FeedSlice> read_feed(Store& store, const Device& device, std::int64_t after,
                                  int limit);
// The highest number this device's feed has given out.
base::Result<std::int64_t> last_feed_number(Store& store, const Device& device);

}  // namespace samen::server
