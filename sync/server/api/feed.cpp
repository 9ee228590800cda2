// SPDX-License-Identifier: Apache-2.0
// GET /v1/feed?cursor=C&limit=N&heldFrom=S: what a kiosk should hold, page by page.
#include "sync/server/store/feed.hpp"

#include <algorithm>
#include <optional>

#include "base/number.hpp"
#include "base/say.hpp"
#include "protocol/feed_signature.hpp"
#include "protocol/messages.hpp"
#include "protocol/sequence.hpp"
#include "sync/server/api/authentication.hpp"
#include "sync/server/api/feed_cursor.hpp"
#include "sync/server/api/service.hpp"
#include "sync/server/store/envelopes.hpp"
#include "sync/server/store/seal_reports.hpp"

namespace samen::server {
namespace {

using base::Result;
using base::say;

// A page stays well under what a courier takes in one answer: 16 sealed cards of at most 64 KiB.
constexpr int kPageItems = 16;

// The value of one field of a query; our cursors and numbers need no percent-decoding.
std::string_view query_field(std::string_view query, std::string_view name) {
  while (!query.empty()) {
    const auto end = std::min(query.find('&'), query.size());
    const auto field = query.substr(0, end);
    query.remove_prefix(std::min(end + 1, query.size()));
    if (field.size() > name.size() && field.starts_with(name) && field[name.size()] == '=') {
      return field.substr(name.size() + 1);
    }
  }
  return {};
}

// A field of two words; couriers before API 1.1 wrote them with an underscore.
std::string_view either(std::string_view query, std::string_view name, std::string_view before) {
  const auto text = query_field(query, name);
  return text.empty() ? query_field(query, before) : text;
}

// Key ids separated by commas, as couriers name them; nothing else is worth keeping.
bool is_list_of_keys(std::string_view text) {
  constexpr std::size_t kLongest = 520;
  constexpr std::string_view kSymbols =
      "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz._-,";
  return !text.empty() && text.size() <= kLongest &&
         text.find_first_not_of(kSymbols) == std::string_view::npos;
}

// The pin of the TLS key that will be shown next, once an operator has announced one.
Result<std::optional<vault::Digest>> next_tls_pin(Store& store) {
  SAMEN_TRY(const auto text, store.setting(kNextTlsPinSetting));
  if (!text || text->empty()) return std::nullopt;
  const auto bytes = base::from_hex(*text);
  vault::Digest pin{};
  if (!bytes || bytes->size() != pin.size()) {
    return base::fail(base::Errc::storage,
                      say("the announced TLS pin is not 64 hexadecimal digits"));
  }
  std::ranges::copy(*bytes, pin.begin());
  return pin;
}

Result<protocol::FeedPage> read_page(Store& store, const Device& device, std::string_view asked,
                                     int limit) {
  SAMEN_TRY(const auto last, last_feed_number(store, device));
  auto cursor = FeedCursor::parse(asked);
  if (!cursor || cursor->epoch != store.epoch() || cursor->number > last) {
    cursor = FeedCursor{store.epoch(), 0, true};
  }
  SAMEN_TRY(auto slice, read_feed(store, device, cursor->number, limit));
  protocol::FeedPage page;
  page.items = std::move(slice.items);
  page.more = slice.more;
  page.full = cursor->listing;
  page.cursor =
      FeedCursor{store.epoch(), slice.more ? slice.last : last, cursor->listing && slice.more}
          .str();
  page.epoch = store.epoch();
  page.durable_through = device.durable_through;
  page.time_ms = store.now_ms();
  return page;
}

// Most questions move nothing and are answered without a write.
Result<void> settle(Store& store, const Device& device, std::int64_t held_from) {
  if (device.seen_through >= held_from - 1) return {};
  SAMEN_TRY(auto transaction, store.begin());
  SAMEN_CHECK(settle_below(store, device, held_from));
  return transaction.commit();
}

}  // namespace

std::string FeedCursor::str() const {
  return epoch.str() + "." + std::to_string(number) + (listing ? ".list" : "");
}

std::optional<FeedCursor> FeedCursor::parse(std::string_view text) {
  constexpr std::size_t kUuid = 36;
  FeedCursor cursor;
  const std::string_view whole = text;
  if (text.ends_with(".list")) {
    cursor.listing = true;
    text.remove_suffix(5);
  }
  if (text.size() < kUuid + 2 || text[kUuid] != '.') return std::nullopt;
  const auto epoch = base::Uuid::parse(text.substr(0, kUuid));
  const auto number = base::parse_number<std::int64_t>(text.substr(kUuid + 1));
  if (!epoch || !number || *number < 0) return std::nullopt;
  cursor.epoch = *epoch;
  cursor.number = *number;
  if (cursor.str() != whole) return std::nullopt;  // "017", capitals: read, but not written by us
  return cursor;
}

HttpResponse MatcherService::give_feed(const HttpRequest& request) {
  const auto device = authenticate(store_, request);
  if (!device) return device.error();
  const auto who = device->id.str();
  if (!requests_.take(who)) return too_often(requests_.retry_after_ms(who));
  int limit = kPageItems;
  if (const auto text = query_field(request.query(), "limit"); !text.empty()) {
    const auto number = base::parse_number<std::int64_t>(text);
    if (!number || *number < 1) {
      return error_response(400, "bad_request", "limit must be a number from 1");
    }
    limit = static_cast<int>(std::min<std::int64_t>(*number, kPageItems));
  }
  if (const auto text = either(request.query(), "heldFrom", "held_from"); !text.empty()) {
    const auto number = base::parse_number<std::int64_t>(text);
    if (!number || *number < 1 || *number > protocol::kMaxSequence) {
      return error_response(400, "bad_request", "heldFrom must be a sequence number");
    }
    if (const auto done = settle(store_, *device, *number); !done) return unavailable(done.error());
  }
  rest();  // who stands at the kiosk and asked something gets the answer in the same exchange
  auto page = read_page(store_, *device, query_field(request.query(), "cursor"), limit);
  if (!page) return unavailable(page.error());
  for (auto& item : page->items) protocol::sign_feed_item(item, device->id, keys_.sign);
  const auto next_key = next_tls_pin(store_);
  if (!next_key) return unavailable(next_key.error());
  if (*next_key) page->next_tls_key = protocol::sign_next_tls_key(**next_key, keys_.sign);
  page->durable_signature =
      protocol::sign_durable(page->durable_through, page->epoch, device->id, keys_.sign);
  if (const auto looked = refresh_keys(); !looked) return unavailable(looked.error());
  if (keys_.seal.since_ms() > 0) {
    page->seal_key =
        protocol::sign_seal_key(keys_.seal.public_key().bytes(), keys_.seal.since_ms(), keys_.sign);
  }
  if (const auto ids = either(request.query(), "sealedTo", "sealed_to"); is_list_of_keys(ids)) {
    if (const auto noted = note_seal_keys(store_, *device, ids); !noted) {
      return unavailable(noted.error());
    }
  }
  if (const auto noted = note_contact(store_, *device); !noted) return unavailable(noted.error());
  HttpResponse response;
  response.body = protocol::write_json(*page);
  return response;
}

}  // namespace samen::server
