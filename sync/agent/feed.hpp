// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>

#include "protocol/messages.hpp"
#include "storage/kiosk_store.hpp"
#include "sync/agent/batch_ladder.hpp"
#include "sync/agent/channel.hpp"
#include "vault/sign.hpp"

namespace samen::agent {

struct FeedCounts {
  int items = 0;
  int dropped = 0;    // outbox rows that the feed's durable_through let go
  int unsigned_ = 0;  // items without the matcher's signature, left out
  // The key the matcher will show next, as announced on the last page; nothing: none.
  std::optional<protocol::NextTlsKey> next_tls_key;
  std::optional<protocol::SealKey> seal_key;  // that the matcher wants records sealed to
  bool wrong_mark = false;                    // a durable_through with a wrong signature, left out
};

// Pulls pages from where the last one ended until the matcher has no more. Every page's items and
// its cursor are committed together, so a page is in the inbox once or not at all. Only items that
// the matcher signed for this device are taken in.
class Feed {
 public:
  Feed(storage::KioskStore& store, Channel& channel, const base::Uuid& device,
       const vault::VerifyKey& matcher_key);
  std::expected<FeedCounts, Trouble> pull();

 private:
  base::Result<std::string> query();
  std::expected<protocol::FeedPage, Trouble> ask();

  storage::KioskStore& store_;
  Channel& channel_;
  const base::Uuid& device_;
  const vault::VerifyKey& matcher_key_;
  BatchLadder ladder_;
};

}  // namespace samen::agent
