// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>

#include "base/life_table.hpp"
#include "domain/vocabulary.hpp"

// The life of a message to somebody who signed up. Code and SQL are made from it.
namespace samen::domain {

enum class MessageKind : std::uint8_t {
  waiting,      // nothing new, and for how long others waited
  offer,        // there is a proposal, which they answer themselves
  offer_again,  // they have not answered it
  agreed,       // both sides said yes
  meeting,      // the day of the first meeting
  meeting_off,  // that day is off
  check_in,     // how does it go?
  over          // the proposal is over, they wait again
};
SAMEN_VOCABULARY(MessageKind, "message", "waiting", "offer", "offer_again", "agreed", "meeting",
                 "meeting_off", "check_in", "over");

enum class MessageState : std::uint8_t {
  queued,
  failed,       // not this time; it is tried again
  by_hand,      // there is no other way to this person: staff say it
  given_up,     // it cannot be delivered: staff say it
  handed_over,  // to a mail server, to a messaging service, or said by staff
  dropped       // not true any more before it was sent
};
SAMEN_VOCABULARY(MessageState, "message_state", "queued", "failed", "by_hand", "given_up",
                 "handed_over", "dropped");

enum class MessageEvent : std::uint8_t {
  hand_over,
  fail,     // a full mailbox, a server that asks to come back later
  give_up,  // refused for good, or tried long enough, or it bounced
  lack,     // no way is set up that reaches this person
  drop
};
SAMEN_VOCABULARY(MessageEvent, "message_event", "hand_over", "fail", "give_up", "lack", "drop");

inline constexpr auto kMessageMoves = std::to_array<base::Move<MessageState, MessageEvent>>({
    {MessageState::queued, MessageEvent::hand_over, MessageState::handed_over},
    {MessageState::queued, MessageEvent::fail, MessageState::failed},
    {MessageState::queued, MessageEvent::give_up, MessageState::given_up},
    {MessageState::queued, MessageEvent::lack, MessageState::by_hand},
    {MessageState::queued, MessageEvent::drop, MessageState::dropped},
    {MessageState::failed, MessageEvent::hand_over, MessageState::handed_over},
    {MessageState::failed, MessageEvent::fail, MessageState::failed},
    {MessageState::failed, MessageEvent::give_up, MessageState::given_up},
    {MessageState::failed, MessageEvent::lack, MessageState::by_hand},
    {MessageState::failed, MessageEvent::drop, MessageState::dropped},
    {MessageState::by_hand, MessageEvent::hand_over, MessageState::handed_over},
    {MessageState::by_hand, MessageEvent::drop, MessageState::dropped},
    {MessageState::given_up, MessageEvent::hand_over, MessageState::handed_over},
    {MessageState::given_up, MessageEvent::drop, MessageState::dropped},
    // A mail may come back hours after a server took it.
    {MessageState::handed_over, MessageEvent::give_up, MessageState::given_up},
});

static_assert(base::has_one_way_each(kMessageMoves));

// Staff have to say it themselves.
constexpr bool is_for_staff(MessageState state) {
  return state == MessageState::by_hand || state == MessageState::given_up;
}
// Nobody has had it yet.
constexpr bool is_open(MessageState state) {
  return state < MessageState::handed_over;
}

}  // namespace samen::domain
