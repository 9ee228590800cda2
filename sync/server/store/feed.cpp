// SPDX-License-Identifier: Apache-2.0
#include "sync/server/store/feed.hpp"

namespace samen::server {

using base::Result;

namespace {

protocol::FeedKind kind_from(std::string_view name) {
  for (const auto kind : {protocol::FeedKind::card, protocol::FeedKind::answer}) {
    if (protocol::to_string(kind) == name) return kind;
  }
  return protocol::FeedKind::tombstone;  // the table's CHECK allows no other name
}

}  // namespace

Result<void> put_feed_item(Store& store, const Device& device, const protocol::FeedItem& item) {
  auto& database = store.database();
  SAMEN_TRY([[maybe_unused]] const auto removed,
            database.run("DELETE FROM feed WHERE device = ?1 AND item = ?2",
                         {device.number, bind_id(item.id)}));
  SAMEN_TRY([[maybe_unused]] const auto counted,
            database.run("UPDATE device SET last_feed_number = last_feed_number + 1 "
                         "WHERE number = ?1",
                         {device.number}));
  SAMEN_TRY([[maybe_unused]] const auto added,
            database.run("INSERT INTO feed (device, number, item, version, kind, sealed) "
                         "SELECT ?1, last_feed_number, ?2, ?3, ?4, ?5 FROM device "
                         "WHERE number = ?1",
                         {device.number, bind_id(item.id), item.version,
                          protocol::to_string(item.kind), base::ByteView(item.sealed)}));
  return {};
}

Result<void> take_back_cards(Store& store, const Device& device) {
  SAMEN_TRY([[maybe_unused]] const auto rows,
            store.database().run("DELETE FROM feed WHERE device = ?1 AND kind = 'card'",
                                 {device.number}));
  return {};
}

Result<FeedSlice> read_feed(Store& store, const Device& device, std::int64_t after, int limit) {
  SAMEN_TRY(auto rows,
            store.database().prepare("SELECT number, item, version, kind, sealed FROM feed "
                                     "WHERE device = ?1 AND number > ?2 ORDER BY number LIMIT ?3"));
  SAMEN_CHECK(rows.bind({device.number, after, std::int64_t{limit} + 1}));
  FeedSlice slice;
  slice.last = after;
  for (;;) {
    SAMEN_TRY(const bool row, rows.step());
    if (!row) return slice;
    if (slice.items.size() == static_cast<std::size_t>(limit)) {
      slice.more = true;
      return slice;
    }
    protocol::FeedItem item;
    SAMEN_TRY(item.id, to_uuid(rows.bytes(1)));
    item.version = rows.integer(2);
    item.kind = kind_from(rows.text(3));
    item.sealed = rows.bytes(4);
    slice.last = rows.integer(0);
    slice.items.push_back(std::move(item));
  }
}

Result<std::int64_t> last_feed_number(Store& store, const Device& device) {
  SAMEN_TRY(const auto last,
            store.database().integer("SELECT last_feed_number FROM device WHERE number = ?1",
                                     {device.number}));
  return last.value_or(0);
}

}  // namespace samen::server
