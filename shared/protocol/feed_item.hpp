// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/encoding.hpp"
#include "base/uuid.hpp"
#include "vault/sign.hpp"

namespace samen::protocol {

// What the matcher has for one kiosk: a card, the word that a card is gone, or the answer to
// somebody who asked there with the secret of a receipt.
enum class FeedKind : std::uint8_t { card, tombstone, answer };
std::string_view to_string(FeedKind kind);
struct FeedItem {
  base::Uuid id;
  std::int64_t version = 0;  // grows with every change of the item
  FeedKind kind = FeedKind::card;
  base::Bytes sealed;  // a card to the centre's staff key, an answer to a receipt; else empty
  // The matcher's, see feed_signature.hpp; all zero when there was none.
  vault::Signature signature{};
  bool operator==(const FeedItem&) const = default;
};

// What one page of the feed changes in a kiosk's inbox.
struct FeedItems {
  std::vector<FeedItem> items;
  std::string cursor;  // opaque; ask with it next time
  bool more = false;   // ask again at once
  // This page is part of a complete list: when its last page (more = false) is in, whatever was
  // not in the list is gone.
  bool full = false;
  bool operator==(const FeedItems&) const = default;
};

}  // namespace samen::protocol
