// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "storage/kiosk_store.hpp"

// The life of an item in the inbox, as one table. inbox.cpp makes its SQL from it, so nothing can
// happen to an item that is not written here.
namespace samen::storage {

enum class InboxEvent : std::uint8_t {
  newer,     // the matcher sends a higher version
  listed,    // it sends this version or a lower one in a complete list
  repeated,  // it sends this version or a lower one as a change: an old page once more
  unlisted,  // a complete list ended without it
};

struct InboxMove {
  InboxKind from;
  InboxEvent event;
  bool stays;  // as what was sent; false: the row is deleted
};

// No move means that the event passes the item by. An item that is not here is taken as it comes.
inline constexpr auto kInboxMoves = std::to_array<InboxMove>({
    {InboxKind::card, InboxEvent::newer, true},
    // A matcher restored from a backup may have gone back to a lower version.
    {InboxKind::card, InboxEvent::listed, true},
    {InboxKind::card, InboxEvent::unlisted, false},
    // What was erased does not come back with an old backup, nor when a list does not name it.
    {InboxKind::tombstone, InboxEvent::newer, true},
});

constexpr const InboxMove* find_move(InboxKind from, InboxEvent event) {
  for (const auto& move : kInboxMoves) {
    if (move.from == from && move.event == event) return &move;
  }
  return nullptr;
}

}  // namespace samen::storage
