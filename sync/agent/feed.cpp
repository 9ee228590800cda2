// SPDX-License-Identifier: Apache-2.0
#include "sync/agent/feed.hpp"

#include "base/log.hpp"
#include "protocol/feed_signature.hpp"
#include "protocol/messages.hpp"
#include "sync/agent/server_address.hpp"

namespace samen::agent {
namespace {

constexpr int kMaxPages = 1'000;  // one pull; a longer feed goes on at the next exchange

// The kiosk checks again before it shows a card; here a forged removal is kept from acting, too.
int drop_unsigned(protocol::FeedPage& page, const base::Uuid& device,
                  const vault::VerifyKey& matcher_key) {
  const auto dropped = std::erase_if(page.items, [&](const protocol::FeedItem& item) {
    const auto held = protocol::verify_feed_item(item, device, matcher_key);
    if (!held) base::log(base::LogLevel::error, "feed_item_not_signed", {{"id", item.id}});
    return !held;
  });
  return static_cast<int>(dropped);
}

// Takes one page in; the rows that may go are counted.
base::Result<void> take(storage::KioskStore& store, const protocol::FeedPage& page,
                        const std::string& cursor, std::int64_t durable_through,
                        FeedCounts& counts) {
  SAMEN_TRY(const bool changed, store.meet_epoch(page.epoch));
  if (changed) base::log(base::LogLevel::warning, "matcher_was_restored_offering_all_again");
  if (durable_through > 0) {
    SAMEN_TRY(const std::int64_t dropped, store.drop_durable(durable_through));
    counts.dropped += static_cast<int>(dropped);
  }
  counts.items += static_cast<int>(page.items.size());
  // An idle feed writes nothing: the kiosk's storage card wears with every commit.
  if (page.items.empty() && !page.full && page.cursor == cursor) return {};
  return store.apply_page(page);
}

}  // namespace

Feed::Feed(storage::KioskStore& store, Channel& channel, const base::Uuid& device,
           const vault::VerifyKey& matcher_key)
    : store_(store),
      channel_(channel),
      device_(device),
      matcher_key_(matcher_key),
      ladder_({protocol::kMaxItemsInPage, protocol::kMaxMessageBytes}) {}

base::Result<std::string> Feed::query() {
  SAMEN_TRY(const auto keys, store_.seal_keys_in_use());
  SAMEN_TRY(const auto cursor, store_.feed_cursor());
  SAMEN_TRY(const std::int64_t held_from, store_.held_from());
  std::string sealed_to;
  for (const auto& id : keys) sealed_to += (sealed_to.empty() ? "" : ",") + percent_encoded(id);
  return "cursor=" + percent_encoded(cursor) + "&limit=" + std::to_string(ladder_.now().rows) +
         "&heldFrom=" + std::to_string(held_from) + "&sealedTo=" + sealed_to;
}

// One page as the matcher sent it; a network that breaks off gets a smaller one to carry.
std::expected<protocol::FeedPage, Trouble> Feed::ask() {
  for (;;) {
    const auto asked = query();
    if (!asked) return std::unexpected(storage_trouble(asked.error()));
    const Reply reply = channel_.get("/v1/feed", *asked, ladder_.connection());
    if (reply) {
      ladder_.went_well(channel_.took());
      auto page = protocol::read_feed_page(*reply);
      if (page) return *std::move(page);
      return std::unexpected(Trouble{Problem::strange_answer, page.error().message, 200, {}});
    }
    const Problem problem = reply.error().problem;
    const bool half_way =
        reply.error().connected && (problem == Problem::cut || problem == Problem::timeout);
    if (!half_way || !ladder_.went_wrong(ladder_.now().rows)) {
      return std::unexpected(reply.error());
    }
  }
}

std::expected<FeedCounts, Trouble> Feed::pull() {
  FeedCounts counts;
  for (int pages = 0; pages < kMaxPages; ++pages) {
    auto page = ask();
    if (!page) return std::unexpected(std::move(page.error()));
    const auto cursor = store_.feed_cursor();
    if (!cursor) return std::unexpected(storage_trouble(cursor.error()));
    channel_.learn_time(page->time_ms);
    counts.unsigned_ += drop_unsigned(*page, device_, matcher_key_);
    counts.next_tls_key = page->next_tls_key;
    counts.seal_key = page->seal_key;
    const auto durable = protocol::believed_durable(page->durable_through, page->durable_signature,
                                                    page->epoch, device_, matcher_key_);
    if (!durable) counts.wrong_mark = true;
    const bool more = page->more;
    if (more && page->cursor == *cursor) {
      return std::unexpected(Trouble{
          Problem::strange_answer, "the feed says there is more and does not move", 200, {}});
    }
    if (auto taken = take(store_, *page, *cursor, durable.value_or(0), counts); !taken) {
      return std::unexpected(storage_trouble(taken.error()));
    }
    if (!more) return counts;
  }
  return counts;
}

}  // namespace samen::agent
