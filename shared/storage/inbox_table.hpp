// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/life_table.hpp"
#include "storage/kiosk_store.hpp"

// The life of an item in the inbox; inbox.cpp makes its SQL from it.
namespace samen::storage {

using protocol::FeedKind;

enum class InboxEvent : std::uint8_t {
  newer,     // the matcher sends a higher version
  listed,    // it sends this version or a lower one in a complete list
  repeated,  // it sends this version or a lower one as a change: an old page once more
  unlisted,  // a complete list ended without it
};

enum class InboxEnd : std::uint8_t {
  replaced,  // by what was sent
  deleted,
};
using InboxMove = base::Move<FeedKind, InboxEvent, InboxEnd>;

// No move means that the event passes the item by. An item that is not here is taken as it comes.
inline constexpr auto kInboxMoves = std::to_array<InboxMove>({
    {FeedKind::card, InboxEvent::newer, InboxEnd::replaced},
    // A matcher restored from a backup may have gone back to a lower version.
    {FeedKind::card, InboxEvent::listed, InboxEnd::replaced},
    {FeedKind::card, InboxEvent::unlisted, InboxEnd::deleted},
    // Answers are written once; the matcher drops old ones from its lists.
    {FeedKind::answer, InboxEvent::newer, InboxEnd::replaced},
    {FeedKind::answer, InboxEvent::listed, InboxEnd::replaced},
    {FeedKind::answer, InboxEvent::unlisted, InboxEnd::deleted},
    // What was erased does not come back with an old backup, nor when a list does not name it.
    {FeedKind::tombstone, InboxEvent::newer, InboxEnd::replaced},
});

static_assert(base::has_one_way_each(kInboxMoves));

}  // namespace samen::storage
